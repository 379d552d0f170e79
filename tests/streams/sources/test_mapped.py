"""From columns to event fields: what is converted, what is passed on for the value gate, what is refused."""

import json
from datetime import datetime
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from identity.tokens import Tokeniser
from streams.gates.examine import Gates
from streams.sources.batch import ENVELOPE_SCHEMA
from streams.sources.reader import open_source
from streams.sources.refusal import refused_table
from tests.streams.sources.conftest import Read
from tests.streams.sources.tables import (
    ENDED,
    ENTERPRISE,
    HIRED,
    INSURANCE,
    PERSON,
    REGISTRATION,
    ROSTER,
    ROSTERED,
    STARTED,
    changed,
    csv_bytes,
)


def data_of(row: dict[str, Any]) -> dict[str, Any]:
    return dict(json.loads(row["data"]))


def test_insurance_changes_become_starts_and_ends(read: Read) -> None:
    (started, ended), refused = read(csv_bytes(INSURANCE, STARTED, ENDED))
    assert refused == []
    assert (started["type"], started["time"], started["source"]) == (
        "insurance_started", "2026-03-05", "urn:taizhang:210100:insurance",
    )  # fmt: skip
    assert data_of(started) == {
        "person": PERSON, "name": "王示例", "city": "210100", "enterprise": ENTERPRISE, "insurance": "110",
        "change_type_raw": "1", "reason_raw": "A", "reason": "first", "handled_at": "2026-03-12",
    }  # fmt: skip
    assert (ended["type"], ended["source"]) == ("insurance_ended", "urn:taizhang:210200:insurance")
    assert (data_of(ended)["reason_raw"], data_of(ended)["reason"]) == ("03", "suspend")


@pytest.mark.parametrize(
    ("change", "raw", "reason"),
    [("1", "A", "first"), ("1", "B", "resume"), ("1", "C", "transfer_in"), ("1", "D", "transfer_in"), ("2", "01", "transfer_out"),
     ("2", "02", "transfer_out"), ("2", "03", "suspend"), ("2", "04", "terminate"), ("2", "05", "retire"), ("2", "06", "death")],
)  # fmt: skip
def test_every_raw_reason_has_its_normal_one(read: Read, change: str, raw: str, reason: str) -> None:
    (row,), _ = read(csv_bytes(INSURANCE, changed(changed(STARTED, 5, change), 6, raw)))
    assert data_of(row)["reason"] == reason


def test_each_kind_of_registration_takes_the_columns_it_knows(read: Read) -> None:
    rows = [
        HIRED,
        ["失业登记", "J2", PERSON, "", "", "沈阳市", "2026-03-05 08:30:00", "单位就业", "", "", "", "", "20260220", "", ""],
        ["注销失业登记", "J3", PERSON, "", "", "210100", "2026-03-06", "", "", "", "", "", "", "被录用", ""],
        ["就业困难人员认定", "J4", PERSON, "", "", "210100", "2026-03-07", "", "", "", "", "", "", "", "大龄"],
    ]
    envelopes, refused = read(csv_bytes(REGISTRATION, *rows))
    assert refused == []
    assert [row["id"] for row in envelopes] == ["J1", "J2", "J3", "J4"]
    assert data_of(envelopes[0]) == {
        "person": PERSON, "name": "王示例", "phone": "13800000000", "city": "210100", "employment_type": "unit",
        "enterprise": ENTERPRISE, "is_urban": True, "is_renewal": False, "contract_months": 36,
    }  # fmt: skip
    assert envelopes[1]["time"] == "2026-03-05 08:30:00"
    assert data_of(envelopes[1]) == {"person": PERSON, "city": "210100", "unemployed_since": "2026-02-20"}
    assert data_of(envelopes[2]) == {"person": PERSON, "city": "210100", "reason": "employed"}
    assert data_of(envelopes[3]) == {"person": PERSON, "city": "210100", "category": "age_4050"}


def test_event_codes_and_chinese_names_are_the_same(read: Read) -> None:
    coded = [*ROSTERED[:5], "210100", "2026.0", "steel", "first_diversion", "retraining_transfer", "20260201"]
    (named,), _ = read(csv_bytes(ROSTER, ROSTERED))
    (by_code,), _ = read(csv_bytes(ROSTER, coded))
    assert named == by_code


@pytest.mark.parametrize(
    "person", [PERSON[:-1] + "x", " 210102 19850307 231X ", "２１０１０２１９８５０３０７２３１Ｘ", f"'{PERSON[:-1]}X"]
)
def test_an_identity_number_is_freed_of_what_typing_added(read: Read, person: str) -> None:
    (row,), _ = read(csv_bytes(INSURANCE, changed(STARTED, 1, person)))
    assert data_of(row)["person"] == PERSON[:-1] + "X"


def test_ids_are_keyed_digests_that_no_spelling_changes(read: Read, tokeniser: Tokeniser) -> None:
    (first,), _ = read(csv_bytes(INSURANCE, STARTED))
    (again,), _ = read(csv_bytes(INSURANCE, changed(changed(STARTED, 7, "2026/3/5"), 0, "沈阳市")))
    assert first["id"] == again["id"]
    key = "\x1f".join(["210100", PERSON, ENTERPRISE, "110", "1", "A", "2026-03-05"])
    assert first["id"] == "insurance_extract-" + str(tokeniser.digests([key])[0])
    assert PERSON not in first["id"]
    others, _ = read(csv_bytes(INSURANCE, changed(STARTED, 1, PERSON[:-1] + "X"), changed(STARTED, 7, "20260306")))
    assert len({first["id"], *(row["id"] for row in others)}) == 3


def test_another_key_gives_other_ids(tmp_path: Any) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(csv_bytes(INSURANCE, STARTED))
    ids = {next(open_source(path, tokeniser=Tokeniser(key * 32))).envelopes["id"][0].as_py() for key in (b"a", b"b")}
    assert len(ids) == 2


@pytest.mark.parametrize(
    ("at", "value", "rule_id", "field"),
    [
        (5, "9", "F115", "AAC050"),
        (5, "", "F115", "AAC050"),
        (0, "火星市", "F116", "AAA027"),
        (0, "", "F116", "AAA027"),
        (1, "2.10102E+17", "F114", "AAC002"),
    ],
)
def test_what_no_event_can_be_made_of_is_refused_under_the_senders_column(
    read: Read, at: int, value: str, rule_id: str, field: str
) -> None:
    envelopes, refused = read(csv_bytes(INSURANCE, STARTED, changed(STARTED, at, value), ENDED))
    assert [row["position"] for row in envelopes] == [1, 3]
    assert refused == [{"position": 2, "rule_id": rule_id, "field": field, "value": value or None}]


@pytest.mark.parametrize(
    ("at", "value", "rule_id", "field"),
    [
        (6, "99", "V105", "reason"),
        (6, "05", "V105", "reason"),
        (4, "999", "V105", "insurance"),
        (8, "2026-02-30", "V103", "handled_at"),
        (8, "三月五日", "V103", "handled_at"),
        (7, "20261305", "V005", "time"),
        (1, "123", "V104", "person"),
        (3, "91210100", "V104", "enterprise"),
        (8, "", "V102", "handled_at"),
    ],
)
def test_what_cannot_be_converted_reaches_the_value_gate_as_it_was_typed(
    read: Read, at: int, value: str, rule_id: str, field: str
) -> None:
    envelopes, refused = read(csv_bytes(INSURANCE, changed(STARTED, at, value)))
    assert refused == []
    gates = Gates(duckdb.connect(), Tokeniser(bytes(32)), lambda _: True, lambda _: True)
    examined = gates.examine(pa.Table.from_pylist(envelopes, schema=ENVELOPE_SCHEMA), refused_table([]), datetime(2026, 7, 1))
    found = [tuple(row.values()) for row in examined.found.select(["rule_id", "field", "value"]).to_pylist()]
    assert found == [(rule_id, field, value or None)]


def test_numbers_and_yes_no_that_cannot_be_read_stay_text(read: Read) -> None:
    row = changed(changed(HIRED, 9, "大概"), 11, "三年")
    (made,), _ = read(csv_bytes(REGISTRATION, row))
    assert (data_of(made)["is_urban"], data_of(made)["contract_months"]) == ("大概", "三年")


def test_quotes_and_control_characters_in_a_cell_stay_valid_json(read: Read) -> None:
    (row,), _ = read(csv_bytes(INSURANCE, changed(STARTED, 2, 'O"B\\\t王\x01')))
    assert data_of(row)["name"] == 'O"B\\\t王\x01'
