"""Does a build cost what is new, or what there is? `python -m bench.incremental [--history 200000] [--new 100000]`.

Two ledgers, one with ten times the history of the other; the same new events on both; the ratio of the two builds.
"""

import argparse
from dataclasses import dataclass

from bench.measured import EVENTS_PER_PERSON, Stopwatch, history, scratch_ledger
from flows.build import build, publish
from flows.ingest import ingest


@dataclass(frozen=True)
class Timed:
    """Seconds of the first build, of a build with nothing new, and of the one with the new events."""

    first: float
    nothing_new: float
    later: float


def measure(events: int, new: int) -> Timed:
    """Build a history of `events`, add `new` events of other persons, build again."""
    with scratch_ledger() as home:
        files = home.path.parent
        list(ingest(home, [history(files / "history.ndjson", events)]))
        with Stopwatch() as first:
            publish(home, build(home))
        with Stopwatch() as nothing_new:
            publish(home, build(home))
        list(ingest(home, [history(files / "new.ndjson", new, events // EVENTS_PER_PERSON + 1)]))
        with Stopwatch() as later:
            publish(home, build(home))
    return Timed(first.seconds, nothing_new.seconds, later.seconds)


def main() -> None:
    """Print the builds of H and of 10 H events, and the ratio of the incremental ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--history", type=int, default=200_000, help="H; the other ledger has ten times as many")
    parser.add_argument("--new", type=int, default=100_000)
    given = parser.parse_args()
    results = []
    for events in (given.history, 10 * given.history):
        timed = measure(events, given.new)
        results.append(timed)
        print(
            f"{events:>11,} events: first build {timed.first:6.1f} s, nothing new {timed.nothing_new:6.1f} s,"
            f" {given.new:,} new {timed.later:6.1f} s", flush=True,
        )  # fmt: skip
    small, large = results
    print(f"incremental build, ten times the history: {large.later / small.later:.2f} x")


if __name__ == "__main__":
    main()
