"""Events of target responsibility: signed and revised targets, the statistics office's denominator, issues, samples drawn."""

from decimal import Decimal
from typing import Annotated

from pydantic import Field

from streams.events.about import AboutCity
from streams.events.benefits import VerifiedClaim
from streams.events.codes import Direction, Tier
from streams.events.contract import Event, LogicRule
from streams.events.fields import City, DocumentNo, MetricName, Month, Reason, SampleNo, Text, Year, Yuan

TargetValue = Annotated[Decimal, Field(title="目标值", ge=0, max_digits=18, decimal_places=4)]
County = Annotated[str | None, Field(title="县区", description="分解到县区的目标填 6 位行政区划代码", pattern=r"^[1-9]\d{5}$")]
TargetSchool = Annotated[Text | None, Field(title="高校", description="与高校签订的目标填学校名称，与毕业生登记一致")]
Office = Annotated[Text, Field(title="责任岗位", description="写岗位,不写姓名")]

CutoffSeq = Annotated[int, Field(title="截止序号", ge=1)]
ManifestDigest = Annotated[str, Field(title="清单摘要(SM3)", pattern=r"^[0-9a-f]{64}$")]

DIVIDED = LogicRule(
    "L604", "county is not null and school is not null", "school", "县区和高校同时填写", "县区的目标只填县区,高校的目标只填高校",
)  # fmt: skip


class TargetSigned(Event):
    """A target of the yearly target letter is signed (辽政办发〔2016〕75号 十五)."""

    type, family, subject_kind, subject_field = "target_signed", "assessment", "city", "city"
    title = "签订责任状目标"
    example_data = {
        "city": "210100", "year": 2026, "metric": "urban_new_employment", "value": 128000, "direction": "at_least",
        "tier": "province", "document_no": "责任状〔2026〕1号", "responsible_office": "市人民政府市长",
    }  # fmt: skip
    example_time = "2026-01-15"
    rules = (DIVIDED,)

    city: City
    year: Year
    metric: MetricName
    value: TargetValue
    direction: Direction
    tier: Tier
    document_no: DocumentNo
    responsible_office: Office
    county: County = None
    school: TargetSchool = None


class TargetRevised(Event):
    """A signed target is changed by a later document."""

    type, family, subject_kind, subject_field = "target_revised", "assessment", "city", "city"
    title = "调整责任状目标"
    example_data = {
        "city": "210100", "year": 2026, "metric": "urban_new_employment", "value": 130000, "direction": "at_least",
        "tier": "province", "document_no": "辽人社函〔2026〕12号", "reason": "年中调整计划",
    }  # fmt: skip
    example_time = "2026-05-20"
    rules = (DIVIDED,)

    city: City
    year: Year
    metric: MetricName
    value: TargetValue
    direction: Direction
    tier: Tier
    document_no: DocumentNo
    reason: Reason
    county: County = None
    school: TargetSchool = None


class DenominatorPublished(Event):
    """The statistics office publishes the employed population of a city (the ledger never infers it)."""

    type, family, subject_kind, subject_field = "denominator_published", "assessment", "city", "city"
    title = "公布就业人口"
    example_data = {"city": "210100", "period": "2026-03", "persons": 2700000, "document_no": "辽统字〔2026〕8号"}
    example_time = "2026-04-10"

    city: City
    period: Month
    persons: Annotated[int, Field(title="城镇从业人数", description="人", ge=0, le=2_000_000_000)]
    document_no: DocumentNo | None = None


class AverageWagePublished(AboutCity):
    """The statistics office publishes a city's average monthly wage of a year, from which compensation is capped (劳动合同法 47)."""

    type, family = "average_wage_published", "assessment"
    title = "公布职工月平均工资"
    example_data = {"city": "210100", "year": 2025, "monthly_yuan": 8600, "document_no": "沈统字〔2026〕5号"}
    example_time = "2026-03-02"

    year: Year
    monthly_yuan: Annotated[Yuan, Field(title="职工月平均工资")]
    document_no: DocumentNo | None = None


class BulletinIssued(Event):
    """A monthly bulletin is issued at a cut-off of the log; later issues restate against it."""

    type, family, subject_kind, subject_field = "bulletin_issued", "system", "city", "city"
    title = "印发月通报"
    example_data = {
        "city": "210000", "issue": "2026-03-1", "month": "2026-03", "cutoff_seq": 1200,
        "manifest_digest": "0" * 64,
    }  # fmt: skip
    example_time = "2026-04-05"

    city: City
    issue: Annotated[str, Field(title="期号", pattern=r"^20\d\d-(0[1-9]|1[0-2])-[1-9]\d*$")]
    month: Month
    cutoff_seq: CutoffSeq
    manifest_digest: ManifestDigest


class DispatchIssued(Event):
    """A quarterly dispatch is issued at a cut-off of the log; it restates against the monthly bulletins."""

    type, family, subject_kind, subject_field = "dispatch_issued", "system", "city", "city"
    title = "印发季调度"
    example_data = {
        "city": "210000", "issue": "2026Q1-1", "quarter": "2026Q1", "cutoff_seq": 1200, "manifest_digest": "0" * 64,
    }  # fmt: skip
    example_time = "2026-04-10"

    city: City
    issue: Annotated[str, Field(title="期号", pattern=r"^20\d\dQ[1-4]-[1-9]\d*$")]
    quarter: Annotated[str, Field(title="季度", description="YYYYQ1 至 YYYYQ4", pattern=r"^20\d\dQ[1-4]$")]
    cutoff_seq: CutoffSeq
    manifest_digest: ManifestDigest


class SampleDrawn(AboutCity):
    """A city's cases are drawn for checking, with the seed that gives the same draw again (辽政办发〔2016〕75号 十五; 鸡西市 2018 二十二 双随机)."""

    type, family = "sample_drawn", "system"
    title = "抽取核查样本"
    example_data = {
        "city": "210100", "sample": "2026-03-placement", "claim": "placement", "month": "2026-03", "seed": 20260405, "population_count": 860,
        "cases_count": 30, "cutoff_seq": 1200, "list_digest": "0" * 64,
    }  # fmt: skip
    example_time = "2026-04-06"
    rules = (
        LogicRule("L607", "cases_count > population_count", "cases_count", "抽取件数多于可抽件数", "核对两个数;抽取的案件都在可抽的案件中"),
    )  # fmt: skip

    sample: SampleNo
    claim: VerifiedClaim
    month: Month
    seed: Annotated[int, Field(title="随机种子", ge=0, le=2_000_000_000)]
    population_count: Annotated[int, Field(title="可抽件数", ge=0, le=100_000_000)]
    cases_count: Annotated[int, Field(title="抽取件数", ge=0, le=1_000_000)]
    cutoff_seq: CutoffSeq
    list_digest: Annotated[str, Field(title="名单摘要(SHA-256)", pattern=r"^[0-9a-f]{64}$")]
