"""`taizhang stream work --build`: a figure follows what was pushed, without anyone asking for a build."""

from datetime import date

import duckdb

from flows.figures import open_figure
from tests.streams.faults import event, whole_number
from tests.streams.kafka.conftest import Ledger, producer_of, until
from tests.streams.kafka.test_worker import text


def figure(ledger: Ledger) -> int:
    """Persons newly employed in Shenyang in March 2026, as published."""
    try:
        opened = open_figure(ledger.home.warehouse, "urban_newly_employed", "210100", "2026-03")
    except (duckdb.Error, LookupError):  # nothing is published yet
        return 0
    return int(opened.month_value or 0)


def test_a_figure_changes_while_the_stream_goes_on(ledger: Ledger) -> None:
    out, topic = producer_of(ledger), ledger.topics.families["registration"]

    def employ(*numbers: int) -> None:
        for n in numbers:
            person = whole_number(f"21010219850307{n:03d}")
            out.send(topic, text(event("employment_registered", id=f"e-{n}", person=person, _time=str(date(2026, 3, 5)))))
        out.flush()

    with ledger.working("--build") as worker:
        employ(1, 2, 3)
        until(lambda: figure(ledger) == 3, worker)
        employ(4, 5)
        until(lambda: figure(ledger) == 5, worker)
    assert ledger.rows("select count(*) from log.events") == [(5,)]
    assert list(ledger.home.build.glob("*.duckdb")) == []
