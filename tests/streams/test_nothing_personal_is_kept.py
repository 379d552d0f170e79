"""Nothing personal reaches the log or its rejected table, however a sender misplaces it."""

import json

from tests.streams.faults import NAME, PERSON, PHONE, event
from tests.streams.test_room import tables_of


def leaks(home, *secrets):
    return [(w, s) for w, t in tables_of(home) for s in secrets if s in t]


def test_a_mistyped_longer_identity_number_is_masked(home, take_in):
    take_in([event("job_recommended", person=PERSON + "1")])
    assert leaks(home, PERSON) == []


def test_a_name_and_phone_in_data_that_is_no_object_are_not_kept(home, take_in):
    d = take_in([event("job_recommended", _data=[{"name": NAME, "phone": PHONE, "person": PERSON}])])
    assert d.receipt.rejected == 1
    assert leaks(home, NAME, PHONE, PERSON) == []


def test_an_identity_number_as_field_name_is_masked(home, take_in):
    take_in([event("job_recommended", **{PERSON: "x"})])
    assert leaks(home, PERSON) == []


def test_an_identity_number_in_source_is_masked(home, take_in):
    take_in(
        [event("job_recommended", _source=f"urn:taizhang:210100:{PERSON}"), event("job_recommended", id="2", _type=f"{PERSON}")]
    )
    assert leaks(home, PERSON) == []


def test_a_name_in_changes_sent_as_text_is_not_kept(home, take_in):
    take_in([event("event_corrected", changes=json.dumps({"name": NAME}, ensure_ascii=False))])
    assert leaks(home, NAME) == []


def test_a_name_nested_in_a_text_field_is_not_kept(home, take_in):
    take_in([event("job_recommended", post={"name": NAME})])
    assert leaks(home, NAME) == []


def test_a_name_nested_in_a_correction_is_not_kept(home, take_in):
    take_in(
        [
            event("event_corrected", changes={"post": {"name": NAME}}),
            event("event_corrected", id="2", changes={"contract_months": {"name": NAME}}),
            event("event_corrected", id="3", changes={"post": f"送{NAME}", "姓名": NAME, "reason": "给" + PERSON}),
        ]
    )
    assert leaks(home, NAME, PERSON) == []
