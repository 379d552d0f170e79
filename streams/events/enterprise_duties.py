"""Events by which an enterprise shows that it does its duty: rosters filed, workers sought, compensation, layoffs, the monthly panel."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutEnterprise, AboutPerson
from streams.events.codes import EnterpriseSize, Industry, Ownership
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, Day, DocumentNo, Month, Persons, Year, Yuan

ContactMethod = Annotated[
    Literal["phone", "home_visit", "data_comparison", "posted_notice", "newspaper", "web_notice", "bureau_filing"],
    Field(title="联系或备案方式"),
    labels(
        {
            "phone": "电话联系",
            "home_visit": "上门",
            "data_comparison": "数据比对",
            "posted_notice": "张贴公示",
            "newspaper": "登报声明",
            "web_notice": "上网公告",
            "bureau_filing": "报人社部门核查备案",
        }
    ),
]
ContactOutcome = Annotated[
    Literal["reached", "not_reached"],
    Field(title="联系结果"),
    labels({"reached": "联系上", "not_reached": "未联系上"}),
]
CompensationKind = Annotated[
    Literal["economic", "unlawful", "notice_pay", "wage_arrears", "insurance_arrears"],
    Field(title="支付项目"),
    labels(
        {
            "economic": "经济补偿",
            "unlawful": "违法解除赔偿金",
            "notice_pay": "代通知金",
            "wage_arrears": "清欠工资",
            "insurance_arrears": "清欠社会保险费",
        }
    ),
]
LayoffGround = Annotated[
    Literal["restructuring", "serious_difficulty", "change_of_production", "other_change"],
    Field(title="裁员依据", description="劳动合同法第41条"),
    labels(
        {
            "restructuring": "破产重整",
            "serious_difficulty": "生产经营严重困难",
            "change_of_production": "转产、重大技术革新或经营方式调整",
            "other_change": "其他客观经济情况重大变化",
        }
    ),
]
OperatingState = Annotated[
    Literal["normal", "partly_suspended", "suspended", "closed"],
    Field(title="生产经营状况"),
    labels({"normal": "正常", "partly_suspended": "部分停产", "suspended": "停产", "closed": "关闭"}),
]


class ContactAttempted(AboutPerson):
    """An enterprise tries to reach a worker of its roster, or files him as unreachable (冀人社发〔2018〕38号 三)."""

    type, family = "contact_attempted", "enterprise"
    title = "联系职工"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "programme_year": 2026, "method": "newspaper",
        "outcome": "not_reached", "document_no": "沈阳日报 2026-03-05 第7版",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L103", "method = 'bureau_filing' and outcome = 'reached'", "outcome",
            "已联系上的职工不需报核查备案", "联系上的填联系方式;未联系上的才填报人社部门核查备案",
        ),
        LogicRule(
            "L104", "method in ('newspaper', 'bureau_filing') and document_no is null", "document_no",
            "登报声明或核查备案没有凭据", "登报填报纸、日期与版面,备案填备案文号", "warn",
        ),
    )  # fmt: skip

    enterprise: CreditCode
    programme_year: Year
    method: ContactMethod
    outcome: ContactOutcome
    document_no: DocumentNo | None = None


class RosterFiled(AboutEnterprise):
    """An enterprise files its whole roster: how many workers it has, and how many are on it (冀人社发〔2018〕38号 三)."""

    type, family = "roster_filed", "enterprise"
    title = "报送花名册"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "programme_year": 2026, "headcount": 4200,
        "rostered_persons": 860, "unreachable_persons": 12, "document_no": "沈示钢〔2026〕3号",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L105", "rostered_persons > headcount", "rostered_persons", "花名册人数多于职工总数", "核对两个人数;职工总数按报送日",
        ),
        LogicRule(
            "L106", "unreachable_persons > rostered_persons", "unreachable_persons",
            "未联系上的人数多于花名册人数", "未联系上的职工也应列入花名册;核对两个人数",
        ),
    )  # fmt: skip

    programme_year: Year
    headcount: Annotated[Persons, Field(title="职工总数")]
    rostered_persons: Annotated[Persons, Field(title="花名册人数")]
    unreachable_persons: Annotated[Persons, Field(title="未联系上人数")]
    document_no: DocumentNo | None = None


class CompensationPaid(AboutPerson):
    """An enterprise pays a worker what it owes him at the end of the relation (劳动合同法 47, 85, 87)."""

    type, family = "compensation_paid", "enterprise"
    title = "支付经济补偿"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "kind": "economic", "amount_yuan": 75000,
        "relation_ended_at": "2026-02-28",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L107", "amount_yuan = 0", "amount_yuan", "支付金额为零", "没有支付的不报;支付的填实际金额(元)",
        ),
    )  # fmt: skip

    enterprise: CreditCode
    kind: CompensationKind
    amount_yuan: Yuan
    relation_ended_at: Annotated[Day | None, Field(title="劳动关系结束日期")] = None
    document_no: DocumentNo | None = None


class LayoffReported(AboutEnterprise):
    """An enterprise reports a layoff to the labour office (劳动合同法 41; 辽政办发〔2016〕75号 一). Its time is the day of the report."""

    type, family = "layoff_reported", "enterprise"
    title = "裁员报告"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "layoff_persons": 230, "headcount": 4200,
        "ground": "serious_difficulty", "notified_at": "2026-03-01", "first_separation_at": "2026-04-05",
    }  # fmt: skip
    rules = (
        LogicRule(
            "L108", "layoff_persons > headcount or layoff_persons = 0", "layoff_persons",
            "裁减人数为零或多于职工总数", "职工总数填首名职工离开的前一日人数;核对裁减人数",
        ),
        LogicRule(
            "L109", "notified_at > first_separation_at - interval 30 day", "notified_at",
            "向工会或职工说明情况距首名职工离开不足30日", "核对两个日期;确未提前30日的照实报送", "warn",
        ),
    )  # fmt: skip

    layoff_persons: Annotated[Persons, Field(title="裁减人数")]
    headcount: Annotated[Persons, Field(title="职工总数", description="首名职工离开前一日")]
    ground: LayoffGround
    notified_at: Annotated[Day | None, Field(title="向工会或全体职工说明日期")] = None
    first_separation_at: Annotated[Day, Field(title="首名职工离开日期")]
    document_no: DocumentNo | None = None


class MonitoringReported(AboutEnterprise):
    """A monitored enterprise's month: posts at the base date, hired, reduced, at the end, and the hidden unemployed (人社部发〔2009〕152号)."""

    type, family = "monitoring_reported", "enterprise"
    title = "失业动态监测月报"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "month": "2026-03", "base_persons": 4200, "hired_persons": 20,
        "reduced_persons": 65, "end_persons": 4155, "hidden_unemployed_persons": 80, "reduced_by_employer_persons": 10,
        "reduced_by_worker_persons": 30, "reduced_by_expiry_persons": 15, "reduced_otherwise_persons": 10,
        "operating_state": "normal", "industry": "C", "ownership": "state", "size": "large", "is_giant": True,
    }  # fmt: skip
    example_time = "2026-03-24"
    rules = (
        LogicRule(
            "L110", "base_persons + hired_persons - reduced_persons <> end_persons", "end_persons",
            "调查期末人数不等于建档期加新招减减员", "核对建档期、新招、减员与调查期末四个人数",
        ),
        LogicRule(
            "L111",
            "reduced_by_employer_persons + reduced_by_worker_persons + reduced_by_expiry_persons + reduced_otherwise_persons"
            " <> reduced_persons",
            "reduced_persons", "减员各类型之和不等于减员人数", "核对用人单位解除、劳动者解除、合同终止与其他四类人数",
        ),
        LogicRule(
            "L112", "hidden_unemployed_persons > end_persons", "hidden_unemployed_persons",
            "隐性失业人数多于调查期末人数", "隐性失业人数是调查期末职工的一部分;核对两个人数",
        ),
        LogicRule(
            "L113", "moved_persons > reduced_persons or (moved_persons > 0 and successor is null)", "moved_persons",
            "整体划转人数多于减员人数,或没有填承接单位", "划转计入减员;填承接单位的统一社会信用代码",
        ),
        LogicRule(
            "L114", "operating_state = 'closed' and end_persons > 0", "end_persons",
            "企业已关闭,调查期末仍有职工", "职工未离开的填停产;确已关闭的核对期末人数", "warn",
        ),
        LogicRule(
            "L118",
            "coalesce(reduced_by_employer_persons, 0) + coalesce(reduced_by_worker_persons, 0) + coalesce(reduced_by_expiry_persons, 0)"
            " + coalesce(reduced_otherwise_persons, 0) > reduced_persons and (reduced_by_employer_persons is null"
            " or reduced_by_worker_persons is null or reduced_by_expiry_persons is null or reduced_otherwise_persons is null)",
            "reduced_persons", "已填的减员分项多于减员人数", "分项是减员人数的一部分,不可能多于它;核对减员人数与各分项是否同一月份、同一范围",
        ),
    )  # fmt: skip

    month: Month
    base_persons: Annotated[Persons, Field(title="建档期人数")]
    hired_persons: Annotated[Persons, Field(title="新招人数")]
    reduced_persons: Annotated[Persons, Field(title="减员人数")]
    end_persons: Annotated[Persons, Field(title="调查期末人数")]
    hidden_unemployed_persons: Annotated[Persons, Field(title="隐性失业人数")]
    reduced_by_employer_persons: Annotated[Persons | None, Field(title="用人单位解除")] = None
    reduced_by_worker_persons: Annotated[Persons | None, Field(title="劳动者解除")] = None
    reduced_by_expiry_persons: Annotated[Persons | None, Field(title="劳动合同终止")] = None
    reduced_otherwise_persons: Annotated[Persons | None, Field(title="其他减员")] = None
    moved_persons: Annotated[Persons | None, Field(title="整体划转人数")] = None
    successor: Annotated[CreditCode | None, Field(title="承接单位统一社会信用代码")] = None
    dispatched_persons: Annotated[Persons | None, Field(title="劳务派遣人数")] = None
    average_wage_yuan: Annotated[Yuan | None, Field(title="月平均工资")] = None
    operating_state: OperatingState
    industry: Industry
    ownership: Ownership
    size: EnterpriseSize
    is_giant: Annotated[bool, Field(title="是否特大型企业", description="可从总体中另行剔除的企业")]
