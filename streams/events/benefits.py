"""Events of support that a person receives: start-up support, benefits in the policy ledger, guaranteed loans, what a check found."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_PERSON, AboutCity, AboutPerson
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, DocumentNo, EventId, EventSource, Month, Months, PostNo, SampleNo, Text, Yuan

StartupSupport = Annotated[
    Literal["incubation", "site_subsidy", "project", "mentoring", "registration_help", "tax_relief"],
    Field(title="创业扶持"),
    labels(
        {
            "incubation": "入驻孵化基地",
            "site_subsidy": "场地补贴",
            "project": "创业项目推介",
            "mentoring": "创业指导",
            "registration_help": "登记、商标、年报等帮扶",
            "tax_relief": "税费减免",
        }
    ),
]
BaseLevel = Annotated[
    Literal["county", "city", "province", "national"],
    Field(title="认定级别"),
    labels({"county": "县级", "city": "市级", "province": "省级", "national": "国家级"}),
]
BenefitItem = Annotated[
    Literal[
        "social_insurance_subsidy", "post_subsidy", "training_subsidy", "skill_upgrade_subsidy", "startup_subsidy",
        "job_seeking_subsidy", "internship_subsidy", "internal_retirement_cost", "living_allowance", "loan_interest_subsidy",
        "tax_relief", "poverty_absorption_subsidy", "other",
    ],
    Field(title="扶持政策项目"),
    labels(
        {
            "social_insurance_subsidy": "社会保险补贴",
            "post_subsidy": "岗位补贴",
            "training_subsidy": "职业培训补贴",
            "skill_upgrade_subsidy": "技能提升补贴",
            "startup_subsidy": "一次性创业补贴",
            "job_seeking_subsidy": "求职创业补贴",
            "internship_subsidy": "见习补贴",
            "internal_retirement_cost": "内部退养费用",
            "living_allowance": "生活补助",
            "loan_interest_subsidy": "贷款贴息",
            "tax_relief": "税费减免",
            "poverty_absorption_subsidy": "吸纳贫困劳动力补贴",
            "other": "其他",
        }
    ),
]  # fmt: skip
Borrower = Annotated[
    Literal["person", "small_enterprise"],
    Field(title="借款人类别"),
    labels({"person": "个人", "small_enterprise": "小微企业"}),
]
VerifiedClaim = Annotated[
    Literal["employment", "placement", "service", "training", "benefit", "hardship", "household", "welfare_post"],
    Field(title="核查事项"),
    labels(
        {
            "employment": "就业",
            "placement": "安置",
            "service": "就业服务",
            "training": "培训",
            "benefit": "政策享受",
            "hardship": "就业困难认定",
            "household": "零就业家庭",
            "welfare_post": "公益性岗位",
        }
    ),
]
Proof = Annotated[
    Literal["site_visit", "phone_sample", "insurance_match", "payroll_check", "contract_check"],
    Field(title="核查方式"),
    labels(
        {
            "site_visit": "实地调查",
            "phone_sample": "电话抽查",
            "insurance_match": "社保数据比对",
            "payroll_check": "工资发放记录核查",
            "contract_check": "用工凭证核查",
        }
    ),
]
ProofResult = Annotated[
    Literal["confirmed", "refuted", "unreachable", "undecided"],
    Field(title="核查结果"),
    labels({"confirmed": "属实", "refuted": "不属实", "unreachable": "未联系上", "undecided": "待补证"}),
]


class StartupSupported(AboutPerson):
    """A person starting a business is supported (辽政办发〔2016〕75号 八; 工商个字〔2016〕138号 三)."""

    type, family = "startup_supported", "service"
    title = "创业扶持"
    example_data = EXAMPLE_PERSON | {
        "city": "210100",
        "kind": "incubation",
        "base": "FH-2101-003",
        "enterprise": "92210100MA0EXA003L",
    }
    rules = (
        LogicRule("L401", "kind = 'incubation' and base is null", "base", "入驻孵化基地没有填基地编号", "填孵化基地编号"),
    )  # fmt: skip

    kind: StartupSupport
    base: Annotated[PostNo | None, Field(title="孵化基地编号")] = None
    enterprise: Annotated[CreditCode | None, Field(title="所办市场主体信用代码")] = None


class IncubationBaseRecognised(AboutCity):
    """A start-up incubation base is recognised; every county is to have one (商洛市 2012 四)."""

    type, family = "incubation_base_recognised", "service"
    title = "认定创业孵化基地"
    example_data = {"city": "210100", "base": "FH-2101-003", "base_name": "示例创业孵化基地", "level": "city", "county": "210102"}

    base: Annotated[PostNo, Field(title="孵化基地编号")]
    base_name: Annotated[Text, Field(title="基地名称")]
    level: BaseLevel
    county: Annotated[str | None, Field(title="县区", description="6 位行政区划代码", pattern=r"^[1-9]\d{5}$")] = None
    document_no: DocumentNo | None = None


class BenefitGranted(AboutPerson):
    """A person receives a benefit: the item, its content, its time (政策落实台账, 辽政办发〔2016〕75号 十七)."""

    type, family = "benefit_granted", "service"
    title = "享受扶持政策"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "item": "social_insurance_subsidy", "amount_yuan": 3240, "from_month": "2026-01", "to_month": "2026-03",
        "content": "灵活就业社会保险补贴",
    }  # fmt: skip
    example_time = "2026-03-30"
    rules = (
        LogicRule("L402", "to_month < from_month", "to_month", "享受止月早于起月", "核对起止月份是否填反"),
        LogicRule(
            "L403", "(from_month is null) <> (to_month is null)", "to_month", "享受起止月份只填了一个", "按月享受的两个都填;一次性的都不填",
        ),
    )  # fmt: skip

    item: BenefitItem
    content: Annotated[Text | None, Field(title="享受内容")] = None
    amount_yuan: Yuan
    from_month: Annotated[Month | None, Field(title="享受起月")] = None
    to_month: Annotated[Month | None, Field(title="享受止月")] = None
    enterprise: Annotated[CreditCode | None, Field(title="申领单位信用代码", description="由用人单位申领的填")] = None
    document_no: DocumentNo | None = None


class LoanIssued(AboutPerson):
    """A guaranteed start-up loan is paid out; a firm's loan is in its owner's name (商洛市 2012 四)."""

    type, family = "loan_issued", "service"
    title = "发放创业担保贷款"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "borrower": "person", "amount_yuan": 200000, "months": 24, "is_discounted": True,
    }  # fmt: skip
    rules = (
        LogicRule("L404", "amount_yuan = 0", "amount_yuan", "贷款金额为零", "填实际发放金额(元)"),
        LogicRule(
            "L405", "borrower = 'small_enterprise' and enterprise is null", "enterprise",
            "小微企业贷款没有填企业", "填借款企业的统一社会信用代码",
        ),
    )  # fmt: skip

    borrower: Borrower
    enterprise: CreditCode | None = None
    amount_yuan: Yuan
    months: Months
    is_discounted: Annotated[bool, Field(title="是否贴息")]


class VerificationRecorded(AboutPerson):
    """What a check of one reported case found: visit, phone sample, insurance match, payroll or contract (冀人社发〔2018〕38号 三)."""

    type, family = "verification_recorded", "service"
    title = "核查记录"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "claim": "placement", "proof": "insurance_match", "result": "confirmed",
        "target_source": "urn:taizhang:210100:enterprise", "target_id": "worker_diverted-v1-example",
    }  # fmt: skip
    example_time = "2026-03-20"
    rules = (
        LogicRule(
            "L406", "(target_source is null) <> (target_id is null)", "target_id",
            "所核查事件的来源与编号只填了一个", "两个都填;核查整个人的可都不填",
        ),
    )  # fmt: skip

    claim: VerifiedClaim
    proof: Proof
    result: ProofResult
    enterprise: CreditCode | None = None
    target_source: EventSource | None = None
    target_id: EventId | None = None
    sample: SampleNo | None = None
