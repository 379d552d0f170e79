"""Events that change what is known of earlier events. Nothing in the log is ever edited."""

from typing import Annotated, Any

from pydantic import Field

from streams.events.about import EXAMPLE_PERSON
from streams.events.contract import Event, LogicRule
from streams.events.fields import Approver, City, EventId, EventSource, PersonId, Reason


class EventCorrected(Event):
    """An earlier event is corrected: `changes` holds the fields that were wrong, with their right values.

    Any field but a personal one may be changed, and `time`. A wrong person is mended by retracting the event
    and sending a new one.
    """

    type, family, subject_kind, subject_field = "event_corrected", "correction", "event", "target_id"
    title = "更正事件"
    example_data = {
        "city": "210100", "target_source": "urn:taizhang:210100:registration",
        "target_id": "employment_registered-v1-example", "changes": {"city": "210200"}, "reason": "登记地录错",
        "approver": "市就业中心审核岗",
    }  # fmt: skip
    example_time = "2026-04-18"

    city: City
    target_source: EventSource
    target_id: EventId
    changes: Annotated[dict[str, Any], Field(title="更正内容", description="JSON 对象:字段名 → 正确值", min_length=1)]
    reason: Reason
    approver: Approver


class EventRetracted(Event):
    """An earlier event is withdrawn: it never happened."""

    type, family, subject_kind, subject_field = "event_retracted", "correction", "event", "target_id"
    title = "撤销事件"
    example_data = {
        "city": "210100", "target_source": "urn:taizhang:210100:registration",
        "target_id": "employment_registered-v1-example", "reason": "重复录入", "approver": "市就业中心审核岗",
    }  # fmt: skip
    example_time = "2026-04-18"

    city: City
    target_source: EventSource
    target_id: EventId
    reason: Reason
    approver: Approver


class PersonsMerged(Event):
    """Two identity numbers are found to be one person; `person` is kept, `merged_person` joins it."""

    type, family, subject_kind, subject_field = "persons_merged", "correction", "person", "person"
    title = "人员合并"
    example_data = {
        "person": EXAMPLE_PERSON["person"], "merged_person": "210102198503072332", "city": "210100",
        "reason": "身份证号升位重号", "approver": "省厅数据岗",
    }  # fmt: skip
    example_time = "2026-04-18"
    rules = (LogicRule("L501", "merged_person = person", "merged_person", "合并的两个身份相同", "填写两个不同的身份证号"),)

    person: PersonId
    merged_person: Annotated[PersonId, Field(title="被合并的身份证号")]
    city: City
    reason: Reason
    approver: Approver


class PersonsSplit(Event):
    """A merge was wrong: the two identity numbers are two persons again, from the beginning."""

    type, family, subject_kind, subject_field = "persons_split", "correction", "person", "person"
    title = "人员拆分"
    example_data = {
        "person": EXAMPLE_PERSON["person"], "merged_person": "210102198503072332", "city": "210100",
        "reason": "核查后确为两人", "approver": "省厅数据岗",
    }  # fmt: skip
    example_time = "2026-04-22"
    rules = (LogicRule("L502", "merged_person = person", "merged_person", "拆分的两个身份相同", "填写曾被合并的两个身份证号"),)

    person: PersonId
    merged_person: Annotated[PersonId, Field(title="曾被合并的身份证号")]
    city: City
    reason: Reason
    approver: Approver
