"""Watching: numbers asked of the log and the spool, the same after any restart; the monitor's configuration fits them."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
import yaml
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from flows.ingest import drain_spool, spool_of
from flows.project import ROOT
from flows.serve import Drainer
from flows.settings import Home
from streams.http.traffic import Traffic
from streams.spool import Head
from streams.watch import LogCollector
from tests.streams.faults import event
from tests.streams.http.conftest import OpenDoor
from tests.streams.http.conftest import door as door
from tests.streams.test_spool import batch_of

OPS = ROOT / "ops" / "prometheus"


def scraped(text: str) -> dict[tuple[str, ...], float]:
    """(name, label values in the order of label names) → value."""
    return {
        (s.name, *(value for _, value in sorted(s.labels.items()))): s.value
        for family in text_string_to_metric_families(text)
        for s in family.samples
    }


def numbers(home: Home, registry: CollectorRegistry | None = None) -> dict[tuple[str, ...], float]:
    """What a process that has just started would show."""
    registry = registry or CollectorRegistry()
    registry.register(LogCollector(home.log, spool_of(home)))
    return scraped(generate_latest(registry).decode())


def test_a_ledger_without_a_log_shows_zero_and_does_not_fail(home: Home) -> None:
    assert numbers(home)["taizhang_log_seq",] == 0


def test_events_refusals_delays_and_backlog_are_counted_by_source_and_city(home: Home, take_in: Callable[..., Any]) -> None:
    take_in([
        event("job_recommended", id="1", _time="2026-07-02T09:00:00"), event("job_recommended", id="2", _time="2026-07-01T09:00:00"),
        event("job_recommended", id="3", post="岗" * 201),
        event("insurance_started", id="4", city="210200", _source="urn:taizhang:210200:insurance"),
    ])  # fmt: skip
    waiting = batch_of([event("guidance_given", id="5"), event("guidance_given", id="6")])
    head = Head("http:a#b", datetime(2026, 7, 3), 2, {"urn:taizhang:210100:service": 2})
    spool_of(home).put("b" * 32, head, waiting)
    found = numbers(home)
    assert found["taizhang_log_events_total", "210100", "service"] == 2
    assert found["taizhang_log_events_total", "210200", "insurance"] == 1
    assert found["taizhang_log_rejected_total", "210100", "V107", "service"] == 1
    assert found["taizhang_log_delay_seconds", "210100", "0.5", "service"] == 1.5 * 86400
    assert (
        found["taizhang_log_last_event_timestamp_seconds", "210100", "service"]
        == datetime.fromisoformat("2026-07-03T09:00+08:00").timestamp()
    )
    assert (found["taizhang_spool_deliveries",], found["taizhang_spool_rows", "210100", "service"]) == (1, 2)
    assert found["taizhang_log_seq",] == 3


def test_a_process_that_ran_on_and_one_that_was_restarted_show_the_same(home: Home, take_in: Callable[..., Any]) -> None:
    registry = CollectorRegistry()
    take_in([event("job_recommended", id="1")], "first.ndjson")
    numbers(home, registry)
    take_in([event("job_recommended", id="2"), event("job_recommended", id="3", post="岗" * 201)], "second.ndjson")
    ran_on, restarted = scraped(generate_latest(registry).decode()), numbers(home)
    assert ran_on == restarted and ran_on["taizhang_log_events_total", "210100", "service"] == 2


def test_a_drain_that_fails_is_counted_and_tried_again(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    registry = CollectorRegistry()
    spool_of(home).put("b" * 32, Head("http:a#b", datetime(2026, 7, 3), 1, {}), batch_of([event("guidance_given", id="5")]))
    drainer = Drainer(home, registry)
    with monkeypatch.context() as broken:
        broken.setattr("flows.serve.drain_spool", lambda *_, **__: 1 / 0)
        assert drainer.turn() > 1
    drainer.turn()
    found = numbers(home, registry)
    assert (
        found["taizhang_drain_faults_total",],
        found["taizhang_drained_rows_total",],
        found["taizhang_spool_deliveries",],
    ) == (1, 1, 0)


def test_the_door_shows_its_answers_and_the_log_and_no_name(door: OpenDoor) -> None:
    door.batch([event("job_recommended", id="1"), event("job_recommended", id="2", post="岗" * 201)])
    drain_spool(door.home)
    answer = door.client.get("/metrics")
    found = scraped(answer.text)
    assert found["taizhang_door_answers_total", "/events", "202"] == 1
    assert found["taizhang_door_rejected_total", "V107"] == 1 and found["taizhang_log_seq",] == 1
    assert "沈阳就业服务" not in answer.text


def rules() -> list[dict[str, Any]]:
    groups = yaml.safe_load((OPS / "taizhang.rules.yml").read_text(encoding="utf-8"))["groups"]
    return [rule for group in groups for rule in group["rules"]]


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule["alert"])
def test_every_alert_asks_for_a_number_there_is_and_says_what_to_do(
    rule: dict[str, Any], home: Home, take_in: Callable[..., Any]
) -> None:
    registry = CollectorRegistry()
    Traffic(registry), Drainer(home, registry), registry.register(LogCollector(home.log, spool_of(home)))
    shown = {s for family in registry.collect() for s in (family.name, f"{family.name}_total")}
    asked = set(re.findall(r"\btaizhang_\w+", rule["expr"]))
    assert asked <= shown and (asked or rule["expr"].startswith("up{"))
    assert set(rule) <= {"alert", "expr", "for", "labels", "annotations"} and rule["labels"]["severity"] in ("page", "ticket")
    assert all(re.search("[一-鿿]{2}", rule["annotations"][part]) for part in ("summary", "action"))
    assert rule["expr"].count("(") == rule["expr"].count(")")


def test_the_scrape_configuration_reads_the_rules_and_the_door_where_it_stands() -> None:
    config = yaml.safe_load((OPS / "prometheus.yml").read_text(encoding="utf-8"))
    assert [(OPS / name).exists() for name in config["rule_files"]] == [True]
    (job,) = config["scrape_configs"]
    assert job["job_name"] == "taizhang-door" and job["static_configs"][0]["targets"][0].endswith(":8322")
