"""Events of funds: received, allocated, spent, moved to where they are short (冀人社发〔2018〕38号 七)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, AboutCity
from streams.events.contract import LogicRule, labels
from streams.events.fields import City, CreditCode, DocumentNo, Persons, Reason, Year, Yuan

Fund = Annotated[
    Literal["award", "employment", "stabilisation", "loan_guarantee", "special_skills"],
    Field(title="资金名称"),
    labels(
        {
            "award": "去产能专项奖补资金",
            "employment": "就业补助资金",
            "stabilisation": "失业保险基金(稳岗)",
            "loan_guarantee": "创业担保贷款担保基金",
            "special_skills": "职业技能提升资金",
        }
    ),
]
FundOrigin = Annotated[
    Literal["national", "province", "city", "enterprise"],
    Field(title="资金来源"),
    labels({"national": "中央", "province": "省级", "city": "市级", "enterprise": "企业自筹"}),
]
FundPurpose = Annotated[
    Literal[
        "internal_retirement", "compensation", "wage_arrears", "insurance_arrears", "internal_transfer", "training", "living_allowance",
        "stabilisation_subsidy", "insurance_subsidy", "welfare_post", "startup", "employment_service", "other",
    ],
    Field(title="资金用途"),
    labels(
        {
            "internal_retirement": "内部退养费用",
            "compensation": "解除劳动合同经济补偿",
            "wage_arrears": "清欠工资",
            "insurance_arrears": "清欠社会保险费",
            "internal_transfer": "转岗安置费用",
            "training": "转岗与技能培训",
            "living_allowance": "生活补助",
            "stabilisation_subsidy": "稳岗补贴",
            "insurance_subsidy": "社会保险补贴",
            "welfare_post": "公益性岗位",
            "startup": "创业扶持",
            "employment_service": "就业服务",
            "other": "其他",
        }
    ),
]  # fmt: skip
AllocationPart = Annotated[
    Literal["base", "ladder", "other"],
    Field(title="资金部分"),
    labels({"base": "基础奖补", "ladder": "梯级奖补", "other": "其他"}),
]
AllocationFactor = Annotated[
    Literal["capacity", "workers", "difficulty", "own_investment", "employment_pressure", "work_results"],
    Field(title="分配因素"),
    labels(
        {
            "capacity": "去产能任务量",
            "workers": "需安置职工数",
            "difficulty": "困难程度",
            "own_investment": "本地资金投入",
            "employment_pressure": "就业压力",
            "work_results": "就业工作成效",
        }
    ),
]
NOTHING = LogicRule("L701", "amount_yuan = 0", "amount_yuan", "金额为零", "填实际金额(元);没有发生的不报")


class FundReceived(AboutCity):
    """A city receives money into a fund."""

    type, family = "fund_received", "finance"
    title = "资金到账"
    example_data = {
        "city": "210100", "fund": "award", "year": 2026, "origin": "national", "amount_yuan": 48000000,
        "document_no": "财建〔2026〕20号",
    }  # fmt: skip
    rules = (NOTHING,)

    fund: Fund
    year: Year
    origin: FundOrigin
    amount_yuan: Yuan
    document_no: DocumentNo


class FundAllocated(AboutCity):
    """Money of a fund is allocated to a city, or within it to an enterprise."""

    type, family = "fund_allocated", "finance"
    title = "资金分配"
    example_data = {
        "city": "210100", "fund": "award", "year": 2026, "part": "base", "amount_yuan": 12000000, "enterprise": EXAMPLE_ENTERPRISE,
        "workers_count": 860, "document_no": "沈财〔2026〕31号",
    }  # fmt: skip
    example_time = "2026-03-12"
    rules = (NOTHING,)

    fund: Fund
    year: Year
    part: AllocationPart
    amount_yuan: Yuan
    enterprise: Annotated[CreditCode | None, Field(title="分配到的企业", description="分配到市的留空")] = None
    workers_count: Annotated[Persons | None, Field(title="需安置职工数")] = None
    document_no: DocumentNo


class AllocationFactorPublished(AboutCity):
    """What a city has of a factor by which a fund is allocated in a year (冀人社发〔2018〕38号 七; 鸡西市 2018 二十二)."""

    type, family = "allocation_factor_published", "finance"
    title = "公布分配因素"
    example_data = {
        "city": "210100", "fund": "award", "year": 2026, "factor": "workers", "quantity": 8600, "document_no": "辽财建〔2026〕8号",
    }  # fmt: skip
    example_time = "2026-02-10"

    fund: Fund
    year: Year
    factor: AllocationFactor
    quantity: Annotated[
        Decimal, Field(title="因素值", description="各市同一口径、同一单位", ge=0, max_digits=16, decimal_places=2)
    ]
    document_no: DocumentNo


class FundSpent(AboutCity):
    """Money of a fund is spent for a purpose; which purposes a fund permits is the rules'."""

    type, family = "fund_spent", "finance"
    title = "资金支出"
    example_data = {
        "city": "210100", "fund": "award", "year": 2026, "purpose": "compensation", "amount_yuan": 9000000,
        "enterprise": EXAMPLE_ENTERPRISE, "helped_persons": 120, "document_no": "拨付〔2026〕7号",
    }  # fmt: skip
    example_time = "2026-03-26"
    rules = (NOTHING,)

    fund: Fund
    year: Year
    purpose: FundPurpose
    amount_yuan: Yuan
    enterprise: CreditCode | None = None
    helped_persons: Annotated[Persons | None, Field(title="惠及人数")] = None
    document_no: DocumentNo | None = None


class FundReallocated(AboutCity):
    """Surplus money of a fund moves to a city that is short (冀人社发〔2018〕38号 七)."""

    type, family = "fund_reallocated", "finance"
    title = "资金调剂"
    example_data = {
        "city": "210100", "to_city": "210200", "fund": "award", "year": 2026, "amount_yuan": 1500000, "reason": "安置任务完成有结余",
        "document_no": "辽财建〔2026〕44号",
    }  # fmt: skip
    example_time = "2026-03-30"
    rules = (
        NOTHING,
        LogicRule("L702", "to_city = city", "to_city", "调出与调入是同一个考核单位", "填调入的考核单位"),
    )  # fmt: skip

    to_city: Annotated[City, Field(title="调入的考核单位")]
    fund: Fund
    year: Year
    amount_yuan: Yuan
    reason: Reason
    document_no: DocumentNo
