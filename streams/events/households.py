"""Events of households: recognised as without employment, one event a member, and cleared."""

from typing import Annotated, Literal

from pydantic import Field

from streams.events.about import EXAMPLE_PERSON, AboutPerson
from streams.events.contract import Event, LogicRule, labels
from streams.events.fields import City, DocumentNo, HouseholdNo, PersonId

HouseholdKind = Annotated[
    Literal["zero_employment", "minimum_living_allowance", "rural_zero_transfer", "poverty_listed"],
    Field(title="家庭类别"),
    labels(
        {
            "zero_employment": "城镇零就业家庭",
            "minimum_living_allowance": "有劳动能力成员均失业的低保家庭",
            "rural_zero_transfer": "农村零转移就业贫困家庭",
            "poverty_listed": "建档立卡贫困家庭",
        }
    ),
]
ClearedReason = Annotated[
    Literal["member_employed", "refused_services", "other_income", "lost_contact", "moved_away", "no_member_of_age"],
    Field(title="消除原因"),
    labels(
        {
            "member_employed": "至少一人就业",
            "refused_services": "多次拒绝所推荐岗位",
            "other_income": "有合法经营或投资收入",
            "lost_contact": "连续失去联系",
            "moved_away": "迁出",
            "no_member_of_age": "已无劳动年龄内成员",
        }
    ),
]
EXAMPLE_HOUSEHOLD = "LJT-2101-0007"


class HouseholdRecognised(AboutPerson):
    """A household of working-age members all out of work is recognised (就业促进法 56). One event for each working-age member."""

    type, family = "household_recognised", "registration"
    title = "认定零就业家庭成员"
    example_data = EXAMPLE_PERSON | {
        "city": "210100", "household": EXAMPLE_HOUSEHOLD, "kind": "zero_employment", "members_count": 2, "is_willing": True,
    }  # fmt: skip

    household: HouseholdNo
    kind: HouseholdKind
    members_count: Annotated[int, Field(title="劳动年龄内成员数", description="人;每名成员各报一条", ge=1, le=20)]
    is_willing: Annotated[bool, Field(title="是否有就业愿望")]
    document_no: DocumentNo | None = None


class HouseholdCleared(Event):
    """A recognised household leaves the list: a member is employed, or another lawful reason."""

    type, family, subject_kind, subject_field = "household_cleared", "registration", "household", "household"
    title = "零就业家庭消除"
    example_data = {
        "household": EXAMPLE_HOUSEHOLD, "city": "210100", "reason": "member_employed",
        "employed_person": EXAMPLE_PERSON["person"],
    }  # fmt: skip
    example_time = "2026-03-28"
    rules = (
        LogicRule(
            "L303", "reason = 'member_employed' and employed_person is null", "employed_person",
            "因成员就业消除,没有填就业的成员", "填就业成员的身份证号",
        ),
    )  # fmt: skip

    household: HouseholdNo
    city: City
    reason: ClearedReason
    employed_person: Annotated[PersonId | None, Field(title="就业成员身份证号")] = None
