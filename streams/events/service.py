"""Events of public employment services: recommendation, guidance, training, certificates, helpers (冀人社发〔2018〕38号 四) and internship."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON, AboutPerson
from streams.events.codes import GuidanceKind, TrainingKind
from streams.events.contract import LogicRule, labels
from streams.events.fields import CreditCode, DocumentNo, HouseholdNo, Months, OccupationCode, PersonId, Text

CertificateKind = Annotated[
    Literal["qualification", "skill_level"],
    Field(title="证书类别"),
    labels({"qualification": "职业资格证书", "skill_level": "职业技能等级证书"}),
]

Project = Annotated[Text | None, Field(title="培训项目", description="所属专项的名称,如雨露计划")]


class JobRecommended(AboutPerson):
    """A post is recommended to a person; three are owed to every diverted worker."""

    type, family = "job_recommended", "service"
    title = "岗位推荐"
    example_data = EXAMPLE_PERSON | {"city": "210100", "post": "装配工", "enterprise": EXAMPLE_ENTERPRISE}

    post: Annotated[Text | None, Field(title="岗位")] = None
    enterprise: CreditCode | None = None


class GuidanceGiven(AboutPerson):
    """Career guidance or another employment service is given."""

    type, family = "guidance_given", "service"
    title = "职业指导"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "career_guidance"}

    kind: GuidanceKind


class TrainingStarted(AboutPerson):
    """A course of training begins; 整建制 is a whole class bought for one firm's workers (冀人社发〔2018〕38号 四)."""

    type, family = "training_started", "service"
    title = "开始培训"
    example_data = EXAMPLE_PERSON | {
        "city": "210100",
        "kind": "transfer",
        "course": "数控车工",
        "hours": 80,
        "is_whole_class": True,
    }

    kind: TrainingKind
    course: Annotated[Text | None, Field(title="培训工种")] = None
    hours: Annotated[int | None, Field(title="学时", ge=1, le=2000)] = None
    is_whole_class: Annotated[bool | None, Field(title="是否整建制购买")] = None
    project: Project = None


class TrainingCompleted(AboutPerson):
    """A course of training is finished."""

    type, family = "training_completed", "service"
    title = "完成培训"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "transfer", "hours": 80}

    kind: TrainingKind
    hours: Annotated[int | None, Field(title="学时", ge=1, le=2000)] = None
    project: Project = None


class InternshipStarted(AboutPerson):
    """A graduate begins an internship in a unit (辽政办发〔2016〕75号 五(十二)). It is no employment."""

    type, family = "internship_started", "service"
    title = "就业见习"
    example_data = EXAMPLE_PERSON | {"city": "210100", "enterprise": EXAMPLE_ENTERPRISE, "term_months": 6}

    enterprise: CreditCode
    term_months: Annotated[Months, Field(title="见习期限")]


class CertificateIssued(AboutPerson):
    """A person obtains a vocational qualification or a skill-level certificate (鸡西市 2018 十七)."""

    type, family = "certificate_issued", "service"
    title = "取得职业证书"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "skill_level", "level": 4, "occupation": "6-18-01-01"}

    kind: CertificateKind
    level: Annotated[int, Field(title="等级", description="1 高级技师 2 技师 3 高级工 4 中级工 5 初级工", ge=1, le=5)]
    occupation: OccupationCode | None = None
    certificate_no: Annotated[DocumentNo | None, Field(title="证书编号")] = None


class HelperAssigned(AboutPerson):
    """One named helper stands beside a person in hardship, or beside the household that is named (冀人社发〔2018〕38号 四; 商洛市 2012 六)."""

    type, family = "helper_assigned", "service"
    title = "指定帮扶责任人"
    example_data = EXAMPLE_PERSON | {"city": "210100", "helper": "210203199001024526", "household": "LJT-2101-0007"}
    rules = (
        LogicRule("L407", "helper = person", "helper", "帮扶责任人与被帮扶人的身份证号相同", "填帮扶责任人本人的身份证号"),
    )  # fmt: skip

    helper: Annotated[PersonId, Field(title="帮扶责任人身份证号")]
    household: Annotated[HouseholdNo | None, Field(title="家庭编号", description="帮扶零就业家庭的填")] = None
