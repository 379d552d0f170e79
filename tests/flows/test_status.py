"""`taizhang status`: what every source of every city sent, how late, what waits, what was refused."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from flows.ingest import spool_of
from flows.settings import Home
from flows.status import read_sources, read_status
from streams.spool import Head
from tests.streams.faults import event
from tests.streams.test_spool import batch_of

TAIZHANG = str(Path(sys.executable).parent / "taizhang")


def test_a_source_is_shown_with_its_month_delay_backlog_and_refusals(home: Home, take_in: Callable[..., Any]) -> None:
    take_in([
        event("job_recommended", id="1", _time="2026-07-02T09:00:00"), event("job_recommended", id="2", _time="2026-06-29T09:00:00"),
        event("job_recommended", id="3", post="岗" * 201),
    ])  # fmt: skip
    head = Head("http:a#b", datetime(2026, 7, 3), 1, {"urn:taizhang:210200:insurance": 1})
    spool_of(home).put("b" * 32, head, batch_of([event("insurance_started")]))
    assert read_sources(home) == [
        {"城市": "210100", "来源": "service", "最近入账": datetime(2026, 7, 3, 9), "本月事件": 1, "常量": None, "间隔中位(天)": 2.5,
         "间隔P95(天)": 3.9, "待入账": 0, "退回": "V107×1"},
        {"城市": "210200", "来源": "insurance", "最近入账": None, "本月事件": 0, "常量": None, "间隔中位(天)": None,
         "间隔P95(天)": None, "待入账": 1, "退回": ""},
    ]  # fmt: skip
    assert str(read_status(home)["门口暂存"]).startswith("1 件 1 行")


def test_the_usual_is_the_builds_own(examples_home: Home) -> None:
    rows = read_sources(examples_home)
    assert {row["来源"] for row in rows} >= {"insurance", "registration"} and any(row["常量"] is not None for row in rows)


def test_the_command_prints_the_same_for_people_and_programs(home: Home, take_in: Callable[..., Any]) -> None:
    take_in([event("job_recommended")])
    status = [TAIZHANG, "--home", str(home.path), "status"]
    shown = subprocess.run(status, capture_output=True, text=True, check=True).stdout
    told = json.loads(subprocess.run([*status, "--json"], capture_output=True, text=True, check=True).stdout)
    assert [row["来源"] for row in told["来源"]] == ["service"] and "210100" in shown and "service" in shown


def test_an_empty_ledger_has_a_status(home: Home) -> None:
    assert read_sources(home) == [] and "还没有" in read_status(home)["日志"]
