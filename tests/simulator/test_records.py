"""What is sent obeys the event contract; tables have the columns their cities agreed on."""

import csv
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from simulator.days import open_window
from simulator.records import INSURANCE_COLUMNS, REGISTRATION_COLUMNS, ROSTER_COLUMNS
from streams.events.catalogue import BY_SCHEMA, LATEST, VERSIONS
from streams.events.contract import SCHEMA_PREFIX
from tests.simulator.conftest import Province


def table(province: Province, file: str) -> Path:
    return province.summary.out / "deliveries" / file


def test_every_clean_event_is_valid_and_comes_from_its_own_family(province: Province) -> None:
    for delivery, event in province.events():
        record = BY_SCHEMA[event["dataschema"]]
        assert event["specversion"] == "1.0"
        assert event["type"] == record.type
        assert event["source"].split(":")[3] == record.family
        record.model_validate(event["data"])
        assert event["time"][:7] <= delivery


def test_every_type_of_the_catalogue_occurs_but_what_the_ledger_tells_itself(province: Province) -> None:
    sent = {event["dataschema"].removeprefix(SCHEMA_PREFIX) for _, event in province.events()}
    assert sent == {f"{event.type}:{event.version}" for event in VERSIONS if event.family != "system"}


def test_every_code_of_the_deciding_fields_occurs(province: Province) -> None:
    """A list of codes that grows in the contract must grow in the province, too: rules hang on these."""
    said = defaultdict(set)
    for _, event in province.events():
        for name, value in event["data"].items():
            said[event["type"], name].add(str(value))
    for event_type, name in (
        ("placement_plan_advanced", "stage"), ("worker_diverted", "channel"), ("worker_rostered", "protection"),
        ("rural_transfer_recorded", "transfer_to"), ("graduate_registered", "destination"), ("insurance_started", "reason"),
        ("training_completed", "kind"),
    ):  # fmt: skip
        assert said[event_type, name] == set(LATEST[event_type].fields()[name].codes), (event_type, name)


def test_an_event_identifier_comes_twice_only_where_a_resend_is_planted(province: Province) -> None:
    resent = {(e["source"], e["id"]) for e in province.planted if e["kind"].endswith("_resend")}
    seen: dict[tuple[str, str], Any] = {}
    for _, event in province.events():
        key = (event["source"], event["id"])
        assert key not in seen or key in resent
        seen[key] = event


def test_a_correction_never_comes_before_its_target(province: Province) -> None:
    arrived = {}
    for delivery, event in province.events():
        arrived.setdefault((event["source"], event["id"]), delivery)
    mends = [pair for pair in province.events() if pair[1]["type"] in ("event_corrected", "event_retracted")]
    assert mends
    for delivery, event in mends:
        assert arrived[event["data"]["target_source"], event["data"]["target_id"]] < delivery


def test_most_plans_pass_before_the_first_placement_and_some_come_late_or_never(province: Province) -> None:
    stages: dict[tuple[str, int], dict[str, str]] = {}
    for _, event in province.events():
        if event["type"] == "placement_plan_advanced":
            key = (event["data"]["enterprise"], event["data"]["programme_year"])
            stages.setdefault(key, {})[event["data"]["stage"]] = event["time"]
    judged: Counter[str] = Counter()
    for _, event in province.events():
        if event["type"] == "worker_diverted":
            plan = stages[event["data"]["enterprise"], event["data"]["programme_year"]]
            if "funded" not in plan:
                judged["never"] += 1
            else:
                assert plan["drafted"] < plan["voted"] < plan["funded"] < plan["published"]
                judged["passed" if plan["published"] < event["time"] else "late"] += 1
    assert judged["passed"] > judged["late"] + judged["never"] > 0


def test_extracts_have_the_agreed_columns_and_encodings(province: Province) -> None:
    extracts = {
        "insurance_210300.csv": ("utf-8", INSURANCE_COLUMNS), "insurance_210700.csv": ("utf-8", INSURANCE_COLUMNS),
        "registration_210800.csv": ("utf-8-sig", REGISTRATION_COLUMNS),
        "registration_211000.csv": ("gbk", REGISTRATION_COLUMNS),
    }  # fmt: skip
    seen = set()
    for file in province.summary.files:
        name = file.split("/")[1]
        if name.endswith(".csv"):
            encoding, columns = extracts[name]
            with table(province, file).open(encoding=encoding, newline="") as lines:
                head, *rows = csv.reader(lines)
            assert tuple(head) == columns
            assert rows and all(len(row) == len(columns) for row in rows)
            seen.add(name)
    assert seen == set(extracts)


def test_rosters_are_workbooks_with_the_agreed_columns(province: Province) -> None:
    files = [file for file in province.summary.files if file.endswith(".xlsx")]
    assert {file[-11:-5] for file in files} == {"210400", "210500", "210900"}
    for file in files:
        rows = list(load_workbook(table(province, file), read_only=True).worksheets[0].iter_rows(values_only=True))
        assert rows[0] == ROSTER_COLUMNS
        assert [row[0] for row in rows[1:]] == list(range(1, len(rows)))
        assert all(len(str(row[3])) == 18 and isinstance(row[6], int) for row in rows[1:])


def test_planted_rows_stand_where_the_list_says(province: Province) -> None:
    for entry in province.planted:
        if entry["kind"] == "bad_table_sector":
            sheet = load_workbook(table(province, entry["file"])).worksheets[0]
            assert sheet.cell(entry["position"] + 1, 8).value == "造纸"
        elif entry["kind"] == "bad_table_code":
            rows = table(province, entry["file"]).read_text(encoding="utf-8").splitlines()
            assert rows[entry["position"]].split(",")[6] == "Z9"
        elif entry["kind"] == "bad_table_person":
            rows = table(province, entry["file"]).read_text(encoding="gbk").splitlines()
            assert len(rows[entry["position"]].split(",")[2]) == 17


def test_deliveries_are_the_months_and_the_opening_before_them() -> None:
    window = open_window("2025-11", "2026-02")
    assert window.deliveries == ("2025-10", "2025-11", "2025-12", "2026-01", "2026-02")
    assert window.delivery_of(window.start - 400) == 0
    assert window.delivery_of(window.end) == 4
