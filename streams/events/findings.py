"""Events of judging and answering: scores submitted, findings raised, answered and closed, responses to warnings (辽政办发〔2016〕75号 十五)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import AboutCity
from streams.events.contract import LogicRule, labels
from streams.events.fields import Day, DocumentNo, MetricName, Month, Year

ScoreKind = Annotated[
    Literal["self", "verified", "third_party", "final"],
    Field(title="评分栏"),
    labels({"self": "自评分", "verified": "核定分", "third_party": "第三方评分", "final": "终评分"}),
]
FindingKind = Annotated[
    Literal[
        "behind_pace", "verification_failed", "suspected_fabrication", "late_delivery", "plan_gate", "service_gap", "household_standing",
        "fund_use", "layoff_unreported", "other",
    ],
    Field(title="线索类别"),
    labels(
        {
            "behind_pace": "落后序时进度",
            "verification_failed": "核查不属实",
            "suspected_fabrication": "疑似虚报",
            "late_delivery": "报送不及时",
            "plan_gate": "方案未通过即实施",
            "service_gap": "服务未达标",
            "household_standing": "零就业家庭超期",
            "fund_use": "资金使用",
            "layoff_unreported": "裁员未报",
            "other": "其他",
        }
    ),
]  # fmt: skip
FindingStep = Annotated[
    Literal["notice", "criticism", "summons", "rectification"],
    Field(title="处理措施"),
    labels({"notice": "提醒", "criticism": "通报批评", "summons": "约谈", "rectification": "限期整改"}),
]
Verdict = Annotated[
    Literal["rectified", "exempted", "upheld", "withdrawn"],
    Field(title="办结结论"),
    labels({"rectified": "整改到位", "exempted": "容错免责", "upheld": "问责", "withdrawn": "线索不成立"}),
]
Measure = Annotated[
    Literal["contingency_plan", "job_matching", "job_retention", "training", "relief", "welfare_posts", "other"],
    Field(title="应对措施"),
    labels(
        {
            "contingency_plan": "启动应急预案",
            "job_matching": "专场招聘、岗位对接",
            "job_retention": "稳岗补贴、援企稳岗",
            "training": "转岗培训",
            "relief": "失业保险、生活救助",
            "welfare_posts": "公益性岗位托底",
            "other": "其他",
        }
    ),
]
FindingNo = Annotated[str, Field(title="线索编号", pattern=r"^[0-9A-Z][0-9A-Z-]{3,15}$")]
Points = Annotated[Decimal, Field(title="得分", ge=-1000, le=1000, max_digits=10, decimal_places=4)]
Statement = Annotated[str, Field(title="说明", min_length=2, max_length=1000)]
EXAMPLE_FINDING = "XS-2026-0031"


class ScoreSubmitted(AboutCity):
    """A city's points for one item of a scoring scheme are submitted: its own, the verified, a third party's (鸡西市 2018 二十三), or the final ones."""

    type, family = "score_submitted", "assessment"
    title = "报送考核得分"
    example_data = {
        "city": "210100", "year": 2025, "scheme": "guangdong-2010", "item": "urban_new_employment", "score_kind": "self", "points": 3,
        "max_points": 3, "document_no": "沈人社〔2026〕9号",
    }  # fmt: skip
    rules = (
        LogicRule("L601", "points > max_points", "points", "得分高于该项满分", "核对得分与满分;加分另列项目"),
        LogicRule("L602", "year > year(effective_at)", "year", "考核年度晚于报送日期", "核对考核年度"),
    )  # fmt: skip

    year: Year
    scheme: Annotated[str, Field(title="评分办法", pattern=r"^[a-z][a-z0-9-]{1,39}$")]
    item: MetricName
    score_kind: ScoreKind
    points: Points
    max_points: Annotated[Points | None, Field(title="满分")] = None
    document_no: DocumentNo | None = None


class FindingRaised(AboutCity):
    """The province raises a finding against a city, with a day by which it is to answer."""

    type, family = "finding_raised", "assessment"
    title = "提出问题线索"
    example_data = {
        "city": "210100", "finding": EXAMPLE_FINDING, "kind": "behind_pace", "step": "notice", "metric": "urban_new_employment",
        "month": "2026-02", "due_at": "2026-03-20", "statement": "连续两月落后序时进度",
    }  # fmt: skip
    rules = (
        LogicRule("L603", "due_at < cast(effective_at as date)", "due_at", "答复期限早于提出日期", "核对两个日期是否填反"),
    )  # fmt: skip

    finding: FindingNo
    kind: FindingKind
    step: FindingStep
    metric: MetricName | None = None
    month: Month | None = None
    due_at: Annotated[Day, Field(title="答复期限")]
    statement: Statement
    document_no: DocumentNo | None = None


class FindingAnswered(AboutCity):
    """A city answers a finding; it may claim that it is to be excused (容错, 鸡西市 2018 二十三)."""

    type, family = "finding_answered", "assessment"
    title = "答复问题线索"
    example_data = {
        "city": "210100", "finding": EXAMPLE_FINDING, "statement": "两县数据迟报,已于3月12日补报", "is_exemption_claimed": False,
    }  # fmt: skip
    example_time = "2026-03-15"

    finding: FindingNo
    statement: Statement
    is_exemption_claimed: Annotated[bool, Field(title="是否申请容错")]
    document_no: DocumentNo | None = None


class FindingClosed(AboutCity):
    """A finding is closed with a verdict."""

    type, family = "finding_closed", "assessment"
    title = "办结问题线索"
    example_data = {"city": "210100", "finding": EXAMPLE_FINDING, "verdict": "rectified", "statement": "补报数据核实无误"}
    example_time = "2026-03-25"

    finding: FindingNo
    verdict: Verdict
    statement: Statement | None = None
    document_no: DocumentNo | None = None


class ResponseTaken(AboutCity):
    """A city answers a warning of unemployment risk with a measure (鸡西市 2018 二十五 分层响应; 辽政办发〔2016〕75号 一 应急预案)."""

    type, family = "response_taken", "assessment"
    title = "采取风险应对措施"
    example_data = {
        "city": "210100", "month": "2026-02", "metric": "layoffs_reported", "measure": "contingency_plan", "statement": "启动规模裁员应急预案",
    }  # fmt: skip
    example_time = "2026-03-04"
    rules = (
        LogicRule(
            "L608", "month > strftime(effective_at, '%Y-%m')", "month", "应对的月份晚于采取措施的日期", "核对月份;填预警所属的月份"
        ),
    )  # fmt: skip

    month: Month
    metric: MetricName
    measure: Measure
    statement: Statement
    document_no: DocumentNo | None = None
