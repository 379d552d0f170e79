"""Events of public employment services: recommendation, guidance and training (冀人社发〔2018〕38号 四)."""

from typing import Annotated

from pydantic import Field

from streams.events.contract import Event
from streams.events.enterprise import EXAMPLE_ENTERPRISE, EXAMPLE_PERSON
from streams.events.fields import City, CreditCode, GuidanceKind, PersonId, PersonName, Phone, Text, TrainingKind


class JobRecommended(Event):
    """A post is recommended to a person; three are owed to every diverted worker."""

    type, family, subject_kind, subject_field = "job_recommended", "service", "person", "person"
    title = "岗位推荐"
    example_data = EXAMPLE_PERSON | {"city": "210100", "post": "装配工", "enterprise": EXAMPLE_ENTERPRISE}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    post: Annotated[Text | None, Field(title="岗位")] = None
    enterprise: CreditCode | None = None


class GuidanceGiven(Event):
    """Career guidance or another employment service is given."""

    type, family, subject_kind, subject_field = "guidance_given", "service", "person", "person"
    title = "职业指导"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "career_guidance"}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    kind: GuidanceKind


class TrainingCompleted(Event):
    """A course of training is finished."""

    type, family, subject_kind, subject_field = "training_completed", "service", "person", "person"
    title = "完成培训"
    example_data = EXAMPLE_PERSON | {"city": "210100", "kind": "transfer", "hours": 80}

    person: PersonId
    name: PersonName | None = None
    phone: Phone | None = None
    city: City
    kind: TrainingKind
    hours: Annotated[int | None, Field(title="学时", ge=1, le=2000)] = None
