"""Events of a capacity cut around its workers: the stages of the cut's own plan, and gatherings that tell of unrest."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, AboutEnterprise
from streams.events.contract import LogicRule, labels
from streams.events.fields import DocumentNo, Persons, Year

CapacityStage = Annotated[
    Literal["drafted", "started", "completed"],
    Field(title="去产能方案阶段"),
    labels({"drafted": "拟定", "started": "实施", "completed": "完成"}),
]
IncidentKind = Annotated[
    Literal["petition", "gathering", "stoppage"],
    Field(title="事件类别"),
    labels({"petition": "集体上访", "gathering": "聚集", "stoppage": "停工罢工"}),
]
IncidentCause = Annotated[
    Literal["placement_plan", "labour_relation", "compensation", "mass_unemployment", "other"],
    Field(title="起因", description="冀人社发〔2018〕38号 六 所列风险点"),
    labels(
        {
            "placement_plan": "职工安置方案",
            "labour_relation": "劳动关系处置",
            "compensation": "经济补偿支付",
            "mass_unemployment": "规模性失业",
            "other": "其他",
        }
    ),
]


class CapacityPlanAdvanced(AboutEnterprise):
    """An enterprise's plan to cut capacity reaches a stage; the placement plan keeps step with it (冀人社发〔2018〕38号 五)."""

    type, family = "capacity_plan_advanced", "enterprise"
    title = "去产能方案推进"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "programme_year": 2026, "stage": "drafted",
        "document_no": "沈示钢〔2026〕1号",
    }  # fmt: skip
    example_time = "2026-01-06"

    programme_year: Year
    stage: CapacityStage
    document_no: DocumentNo | None = None


class IncidentReported(AboutEnterprise):
    """A gathering of workers over their placement is reported (冀人社发〔2018〕38号 一、六). It tells numbers and no names."""

    type, family = "incident_reported", "enterprise"
    title = "群体性事件报告"
    example_data = {
        "enterprise": EXAMPLE_ENTERPRISE, "city": "210100", "kind": "petition", "cause": "compensation", "persons": 35,
    }  # fmt: skip
    rules = (
        LogicRule("L131", "persons = 0", "persons", "参与人数为零", "没有人参与的不报;参与的填实际人数"),
    )  # fmt: skip

    kind: IncidentKind
    cause: IncidentCause
    persons: Annotated[Persons, Field(title="参与人数")]
