"""What senders are told: where their rows went wrong, month by month, and what is still expected of them by when."""

import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

from click.testing import CliRunner

from flows.cli import cli
from flows.expected import what_is_expected
from flows.settings import Home
from tests.streams.faults import event

TakeIn = Callable[..., Any]


def told(home: Home, *arguments: str) -> list[dict[str, Any]]:
    outcome = CliRunner().invoke(cli, ["--home", str(home.path), *arguments, "--json"])
    assert outcome.exit_code == 0, outcome.output
    rows: list[dict[str, Any]] = json.loads(outcome.stdout)
    return rows


def test_refused_rows_are_counted_by_month_sender_and_rule(home: Home, take_in: TakeIn) -> None:
    dalian = {"_source": "urn:taizhang:210200:service", "city": "210200"}
    take_in([event("guidance_given", id="1", kind="谈心"), event("guidance_given", id="2", kind="喝茶")], "july.ndjson")
    home.clock_file.write_text(datetime(2026, 8, 2).isoformat())
    take_in(
        [event("guidance_given", id="3", kind="谈心", **dalian), event("guidance_given", id="4", kind=None, **dalian)],
        "august.ndjson",
    )
    rows = told(home, "rejects")
    assert [(r["月份"], r["考核单位"], r["来源"], r["规则"], r["行数"]) for r in rows] == [
        ("2026-08", "210200", "service", "V102", 1),
        ("2026-08", "210200", "service", "V105", 1),
        ("2026-07", "210100", "service", "V105", 2),
    ]
    assert "july.ndjson" in rows[2]["最近文件"] and rows[2]["如何修改"].startswith("按代码表填写")
    assert [r["行数"] for r in told(home, "rejects", "--city", "210100", "--month", "2026-07")] == [2]
    assert [r["月份"] for r in told(home, "rejects", "--rule", "V102", "--source", "service")] == ["2026-08"]
    assert told(home, "rejects", "--month", "2026-06") == []


def test_a_correction_whose_target_has_not_come_is_expected_until_it_comes(home: Home, take_in: TakeIn) -> None:
    take_in([event("event_retracted")], "early.ndjson")
    (row,) = [r for r in told(home, "expected", "--city", "210100") if "原事件" in r["内容"]]
    assert (row["应到日期"], row["状态"]) == ("2026-08-02", "待到")
    home.clock_file.write_text(datetime(2026, 8, 3).isoformat())
    assert [r["状态"] for r in told(home, "expected") if "原事件" in r["内容"]] == ["逾期"]
    take_in([event("employment_registered", id="employment_registered-v1-example")], "late.ndjson")
    assert [r for r in told(home, "expected") if "原事件" in r["内容"]] == []


def test_a_monthly_delivery_is_expected_by_its_day_until_something_of_that_month_came(home: Home, take_in: TakeIn) -> None:
    take_in([event("pension_started", _time="2026-06-10", handled_at="2026-06-12")], "other.ndjson")
    awaited = [e for e in what_is_expected(home, "2026-06") if e.city == "210100"]
    assert [(str(e.due), e.family) for e in awaited] == [
        ("2026-07-05", "insurance"), ("2026-07-05", "registration"), ("2026-07-10", "enterprise"),
    ]  # fmt: skip
    assert len(what_is_expected(home, "2026-06")) == 14 * 3
    take_in([event("insurance_started", id="e-2", _time="2026-06-10", handled_at="2026-06-12")], "insurance.ndjson")
    assert [e.family for e in what_is_expected(home, "2026-06") if e.city == "210100"] == ["registration", "enterprise"]


def test_a_month_that_cannot_be_read_is_told_so(home: Home, take_in: TakeIn) -> None:
    take_in([event("pension_started")])
    outcome = CliRunner().invoke(cli, ["--home", str(home.path), "expected", "--month", "六月"])
    assert outcome.exit_code == 1 and "写成 2026-06" in str(outcome.exception)


def test_the_templates_that_can_be_had_are_listed_and_written(home: Home, tmp_path: Any) -> None:
    listed = CliRunner().invoke(cli, ["template"])
    assert "roster\t企业职工分流安置花名册" in listed.output and "veteran_registered\t退役军人登记" in listed.output
    out = tmp_path / "花名册.xlsx"
    written = CliRunner().invoke(cli, ["template", "roster", "--out", str(out)])
    assert written.exit_code == 0 and out.exists()
