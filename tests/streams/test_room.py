"""The room behind the doors: what it lets in, what it refuses and how, and that nobody's name gets past it."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from flows.ingest import Delivered, ingest
from flows.settings import Home
from identity.keys import load_keys
from identity.vault import Vault
from streams.events.catalogue import VERSIONS
from streams.gates.catalogue import LOGIC_RULES, RULES
from streams.log import open_reader
from tests.streams.faults import FAULTS, MILL, NAME, OTHER, PERSON, PHONE, event
from tests.streams.sources.tables import ROSTER, ROSTERED, changed, workbook

TakeIn = Callable[..., Delivered]
BEHIND_THE_DOORS = {rule_id: rule for rule_id, rule in RULES.items() if rule.stage != "format"}
# the rules of the events themselves are many and of one making: they are tried together, in one file
OF_THE_EVENTS = [rule_id for rule_id, rule in BEHIND_THE_DOORS.items() if rule_id in LOGIC_RULES]
REFUSING = [i for i, rule in BEHIND_THE_DOORS.items() if rule.severity == "reject" and i not in LOGIC_RULES]
NOTING = [i for i, rule in BEHIND_THE_DOORS.items() if rule.severity != "reject" and i not in LOGIC_RULES]


def rows(home: Home, query: str) -> list[tuple[Any, ...]]:
    with open_reader(home.log) as con:
        return con.execute(query).fetchall()


def test_no_rule_lacks_a_planted_fault() -> None:
    assert set(FAULTS) == set(BEHIND_THE_DOORS)


@pytest.mark.parametrize("rule_id", REFUSING)
def test_a_row_that_breaks_a_rule_is_refused_by_exactly_that_rule_and_accepted_when_mended(
    rule_id: str, home: Home, take_in: TakeIn
) -> None:
    planted = FAULTS[rule_id]
    if planted.before:
        take_in(list(planted.before), "before.ndjson")
    entries = rows(home, "select count(*) from log.events")[0][0] if planted.before else 0
    delivered = take_in([event("pension_started", id="good"), planted.sent], "faulty.ndjson")
    assert dict(delivered.receipt.by_rule) == {rule_id: 1}
    assert (delivered.receipt.accepted, delivered.receipt.rejected) == (1, 1)
    ((origin, position, stage, severity, value),) = rows(
        home, f"select origin, position, stage, severity, value from log.rejected where rule_id = '{rule_id}'"
    )
    assert origin == delivered.receipt.origin and origin.startswith("file:faulty.ndjson#")
    assert (position, stage, severity) == (2, RULES[rule_id].stage, "reject")
    assert not any(secret in (value or "") for secret in (PERSON, OTHER, NAME, PHONE))
    assert delivered.workbook is not None
    sheet = [[str(cell or "") for cell in row] for row in openpyxl.load_workbook(delivered.workbook).active.values]
    assert len(sheet) == 2 and rule_id in sheet[1] and RULES[rule_id].mend in sheet[1]
    mended = take_in([planted.mended], "mended.ndjson")
    assert (mended.receipt.accepted, mended.receipt.rejected, mended.workbook) == (1, 0, None)
    assert rows(home, "select count(*) from log.events") == [(entries + 2,)]


def test_every_rule_of_an_event_is_broken_by_its_planted_fault_alone_and_by_nothing_once_mended(
    home: Home, take_in: TakeIn
) -> None:
    faulty = [FAULTS[rule_id].sent | {"id": rule_id} for rule_id in OF_THE_EVENTS]
    delivered = take_in(faulty, "faulty.ndjson")
    both = " union all ".join(f"select position, rule_id, severity from log.{table}" for table in ("rejected", "warned"))
    found = rows(home, both)
    assert sorted(found) == [(n, rule_id, RULES[rule_id].severity) for n, rule_id in enumerate(OF_THE_EVENTS, start=1)]
    refused = [rule_id for rule_id in OF_THE_EVENTS if RULES[rule_id].severity == "reject"]
    assert delivered.receipt.rejected == len(refused) and delivered.workbook is not None
    sheet = list(openpyxl.load_workbook(delivered.workbook).active.values)
    told = {rule_id for row in sheet for rule_id in refused if rule_id in row and RULES[rule_id].mend in row}
    assert told == set(refused) and len(sheet) == len(refused) + 1
    mended = take_in([FAULTS[rule_id].mended | {"id": f"{rule_id}-mended"} for rule_id in OF_THE_EVENTS], "mended.ndjson")
    assert (dict(mended.receipt.by_rule), mended.receipt.accepted) == ({}, len(OF_THE_EVENTS))


def test_a_nul_inside_a_field_is_refused_at_the_doors_whose_files_can_bear_one_and_told_by_its_field(
    home: Home, take_in: TakeIn, tmp_path: Path
) -> None:
    rows_of_parquet = [
        event("job_recommended", id=f"e-{n}", post=post) | {"datacontenttype": "application/json"}
        for n, post in enumerate(["电\0工", "电工"])
    ]
    in_text = [sent | {"data": json.dumps(sent["data"])} for sent in rows_of_parquet]
    pq.write_table(pa.Table.from_pylist(in_text), tmp_path / "text.parquet")
    pq.write_table(pa.Table.from_pylist(rows_of_parquet), tmp_path / "struct.parquet")
    workbook(tmp_path / "roster.xlsx", [ROSTER, changed(ROSTERED, 2, "王\0示例"), ROSTERED])
    for name in ("text.parquet", "struct.parquet", "roster.xlsx"):
        (delivered,) = ingest(home, [tmp_path / name])
        assert (delivered.receipt.by_rule["V009"], delivered.receipt.rejected) == (1, 1), name
    told = rows(home, "select rule_id, field, value from log.rejected")
    assert sorted(told) == [("V009", "name", "***"), ("V009", "post", None), ("V009", "post", None)]
    assert rows(home, "select count(*) from log.events where contains(data, '\\u0000')") == [(0,)]


def test_sex_and_birth_month_are_read_from_the_number_before_it_goes(home: Home, take_in: TakeIn) -> None:
    take_in([event("job_recommended"), event("job_recommended", id="e-2", person=OTHER, sex="1", birth_month="1999-01")])
    told = [json.loads(data) for (data,) in rows(home, "select data from log.events order by seq")]
    assert [(t["sex"], t["birth_month"]) for t in told] == [
        ("1", "1985-03"),
        ("2" if int(OTHER[16]) % 2 == 0 else "1", "1990-01"),
    ]


def test_another_persons_number_becomes_a_token_that_the_vault_knows(home: Home, take_in: TakeIn) -> None:
    take_in(
        [
            event("worker_rostered", spouse=OTHER),
            event("household_cleared", id="e-2", employed_person=OTHER),
        ]
    )
    kept = dict(rows(home, "select type, data from log.events"))
    token = json.loads(kept["worker_rostered"])["spouse"]
    assert json.loads(kept["household_cleared"])["employed_person"] == token
    assert OTHER not in "".join(kept.values())
    with Vault(home.vault / "vault.sqlite", load_keys(home.vault)) as vault:
        assert vault.reveal(token).id == OTHER


@pytest.mark.parametrize("rule_id", NOTING)
def test_a_row_that_is_only_doubtful_is_accepted_and_noted_with_its_place(rule_id: str, home: Home, take_in: TakeIn) -> None:
    delivered = take_in([event("pension_started", id="good"), FAULTS[rule_id].sent])
    assert dict(delivered.receipt.by_rule) == {rule_id: 1}
    assert (delivered.receipt.accepted, delivered.receipt.rejected, delivered.receipt.warned) == (2, 0, 1)
    assert delivered.workbook is None
    ((origin, position, severity, value),) = rows(
        home, f"select origin, position, severity, value from log.warned where rule_id = '{rule_id}'"
    )
    assert (origin, position, severity) == (delivered.receipt.origin, 2, RULES[rule_id].severity)
    assert FAULTS[rule_id].sent["data"].get("person", "no person") not in (value or "")
    assert rows(home, "select count(*) from log.rejected") == [(0,)]


def test_a_retraction_is_no_longer_expected_to_wait_once_its_target_came_in_the_same_file(take_in: TakeIn) -> None:
    target = event("employment_registered", id="employment_registered-v1-example")
    assert dict(take_in([event("event_retracted"), target]).receipt.by_rule) == {}


def test_a_correction_to_a_city_that_is_no_assessed_unit_is_refused_whichever_field_names_it(take_in: TakeIn) -> None:
    (outside, within) = (event("event_corrected", id=f"e-{city}", changes={"to_city": city}) for city in ("230300", "210300"))
    assert dict(take_in([event("fund_reallocated"), outside, within]).receipt.by_rule) == {"V203": 1, "C003": 1}


def test_every_fault_of_a_row_is_told_at_once(home: Home, take_in: TakeIn) -> None:
    delivered = take_in([event("guidance_given", kind="谈心", city="沈阳", salary_yuan=1)])
    assert {"V105", "V104", "V101"} <= set(delivered.receipt.by_rule)
    assert (delivered.receipt.rows, delivered.receipt.rejected) == (1, 1)


def test_the_same_file_sent_again_changes_nothing(home: Home, take_in: TakeIn) -> None:
    events = [event("job_recommended", id=f"e-{n}") for n in range(5)] + [FAULTS["V105"].sent | {"id": "bad"}]
    first, everything = take_in(events), "select * from log.events order by seq"
    before, refused = rows(home, everything), rows(home, "select * from log.rejected")
    again = take_in(events)
    assert (first.receipt.accepted, again.receipt.accepted, again.receipt.resent) == (5, 0, 5)
    assert rows(home, everything) == before and rows(home, "select * from log.rejected") == refused


def test_events_sent_again_in_another_file_are_counted_as_resent_and_not_logged_twice(home: Home, take_in: TakeIn) -> None:
    events = [event("job_recommended", id=f"e-{n}") for n in range(5)]
    take_in(events)
    before = rows(home, "select * from log.events order by seq")
    again = take_in([*events, events[0], event("job_recommended", id="new")], "other.ndjson")
    assert (again.receipt.accepted, again.receipt.resent, again.receipt.rejected) == (1, 6, 0)
    assert rows(home, "select * from log.events where seq <= 5 order by seq") == before
    assert rows(home, "select min(seq), max(seq), count(*) from log.events") == [(1, 6, 6)]


def test_among_thousands_of_events_the_repeated_ones_are_found(take_in: TakeIn) -> None:
    events = [event("job_recommended", id=f"e-{n}") for n in range(3000)]
    delivered = take_in([*events, *events[::100], event("job_recommended", id="e-7", post="电工")])
    assert (delivered.receipt.accepted, delivered.receipt.resent, dict(delivered.receipt.by_rule)) == (3000, 30, {"D001": 1})


@pytest.mark.parametrize("change", [{"post": "电工"}, {"person": OTHER}, {"_time": "2026-03-06"}, {"city": "210200"}])
def test_a_resend_with_other_content_is_refused_in_the_same_file_and_later(
    change: dict[str, Any], home: Home, take_in: TakeIn
) -> None:
    first, other = event("job_recommended"), event("job_recommended", **change)
    same_file = take_in([first, other])
    assert (same_file.receipt.accepted, same_file.receipt.by_rule["D001"]) == (1, 1)
    later = take_in([other], "later.ndjson")
    assert (later.receipt.accepted, later.receipt.by_rule["D001"]) == (0, 1)
    logged = rows(home, "select position, subject, time::date::varchar, data from log.events")
    assert len(logged) == 1 and logged[0][0] == 1


def test_the_same_id_from_another_source_is_another_event(take_in: TakeIn) -> None:
    other = event("job_recommended", city="210200", _source="urn:taizhang:210200:service")
    assert take_in([event("job_recommended"), other]).receipt.accepted == 2


def test_an_old_version_of_an_event_is_accepted_as_it_was_sent(home: Home, take_in: TakeIn) -> None:
    delivered = take_in([event("urn:taizhang:schema:worker_rostered:1")])
    assert (delivered.receipt.accepted, dict(delivered.receipt.by_rule)) == (1, {})
    ((schema, data),) = rows(home, "select dataschema, data from log.events")
    assert schema == "urn:taizhang:schema:worker_rostered:1"
    assert json.loads(data) == {
        "city": "210100", "enterprise": MILL, "programme_year": 2026, "sector": "steel", "channel_planned": "retraining_transfer",
        "sex": "1", "birth_month": "1985-03",
    }  # fmt: skip


def test_every_event_of_the_catalogue_passes_the_gates_with_its_worked_example(take_in: TakeIn) -> None:
    delivered = take_in([event(record.schema_urn(), id=f"e-{n}") for n, record in enumerate(VERSIONS)])
    assert delivered.receipt.rejected == 0 and delivered.receipt.accepted == len(VERSIONS)


def test_one_person_has_one_subject_under_every_event_and_an_already_made_token_is_the_same_person(
    home: Home, take_in: TakeIn
) -> None:
    take_in(
        [event("job_recommended"), event("guidance_given", id="e-2"), event("persons_merged", person=OTHER, merged_person=PERSON)]
    )
    tokens = dict(rows(home, "select type, subject from log.events"))
    assert tokens["job_recommended"] == tokens["guidance_given"] != tokens["persons_merged"]
    ((data,),) = rows(home, "select data from log.events where type = 'persons_merged'")
    assert json.loads(data)["merged_person"] == tokens["job_recommended"]
    take_in([event("training_completed", id="e-3", person=tokens["job_recommended"], name=None, phone=None)], "token.ndjson")
    assert dict(rows(home, "select type, subject from log.events"))["training_completed"] == tokens["job_recommended"]


def contents_of(home: Home) -> Iterator[tuple[str, str]]:
    """Every file of the ledger but the senders' workbooks: its bytes as text, and what compression hides in it, as text."""
    for file in sorted(p for p in home.path.rglob("*") if p.is_file() and home.rejected not in p.parents):
        yield str(file), file.read_bytes().decode("utf-8", "replace")
        if file.suffix == ".parquet":
            yield f"rows of {file}", str(duckdb.sql(f"from read_parquet('{file}')").fetchall())
        if file.suffix == ".duckdb":
            with duckdb.connect(str(file), read_only=True) as con:
                for schema, table in con.execute(
                    "select schema_name, table_name from duckdb_tables() union all"
                    " select schema_name, view_name from duckdb_views() where not internal and database_name = current_database()"
                    " and schema_name not in ('staging')"
                ).fetchall():
                    yield f"{schema}.{table} of {file}", str(con.execute(f'from "{schema}"."{table}"').fetchall())


def tables_of(home: Home) -> Iterator[tuple[str, str]]:
    with open_reader(home.log) as con:
        for table in ("events", "rejected", "warned", "deliveries"):
            yield f"log.{table}", str(con.execute(f"from log.{table}").fetchall())


def test_no_name_phone_or_identity_number_stays_anywhere_in_the_ledger_but_sealed(home: Home, take_in: TakeIn) -> None:
    wrong = FAULTS["C004"].sent["data"]["person"]
    faults = [
        planted.sent | {"id": planted.sent["id"] if rule_id == "V002" else f"f-{rule_id}"} for rule_id, planted in FAULTS.items()
    ]
    more = [
        event("job_recommended", id=f"e-{PERSON}"), event("job_recommended", id="m-1", name=NAME * 30),
        event("job_recommended", id="m-2", phone=f"{PHONE}转王"),
        event("event_corrected", id="m-4", changes={"person": PERSON}), event("event_corrected", id="m-5", changes={"name": NAME}),
    ]  # fmt: skip
    clean = [event(record.schema_urn(), id=f"c-{n}") for n, record in enumerate(VERSIONS)]
    delivered = take_in([*clean, *faults, *more])
    assert delivered.receipt.rejected >= len(REFUSING) and delivered.workbook is not None
    secrets = (PERSON, OTHER, wrong, NAME, PHONE)
    found = {(where, secret) for where, text in (*contents_of(home), *tables_of(home)) for secret in secrets if secret in text}
    assert found == set()


def test_no_example_person_stays_in_a_built_warehouse_its_logs_or_its_compiled_models(examples_home: Home) -> None:
    secrets = ("210102198503072316", "210102198503072332", "王示例", "13800000000")
    found = {(where, secret) for where, text in contents_of(examples_home) for secret in secrets if secret in text}
    assert found == set()
