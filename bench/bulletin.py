"""From a built warehouse to a written issue: `python -m bench.bulletin [--persons 12000] [--month 2026-06]`."""

import argparse

from bench.measured import Stopwatch, peak_mb, scratch_ledger
from flows import bulletin
from flows.build import build
from flows.demo import received_on, set_clock
from flows.ingest import files_of, ingest
from flows.periods import Period
from simulator.province import simulate


def main() -> None:
    """Print what each step of the month took; the gate and the documents are what the issue costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--persons", type=int, default=12_000)
    parser.add_argument("--month", default="2026-06")
    parser.add_argument("--seed", type=int, default=2026)
    given = parser.parse_args()
    period = Period.parse_month(given.month)
    with scratch_ledger() as home:
        province = home.path.parent / "province"
        with Stopwatch() as invented:
            summary = simulate(province, seed=given.seed, persons=given.persons, last_month=given.month)
        with Stopwatch() as taken:
            for delivery in sorted((province / "deliveries").iterdir()):
                set_clock(home, received_on(delivery.name))
                list(ingest(home, files_of((delivery,))))
        with Stopwatch() as made:
            built = build(home)
        with Stopwatch() as asked:
            gate = bulletin.examine(home, built.file, period)
        with Stopwatch() as written:
            folder = bulletin.write(home, built, period, gate, None)
        size = sum(file.stat().st_size for file in folder.iterdir()) / 1024
        print(f"{given.persons:,} persons, {summary.events:,} events, month {given.month}")
        for step, watch in {
            "simulate": invented,
            "ingest": taken,
            "build": made,
            "gate": asked,
            "documents and issue": written,
        }.items():
            print(f"{step:<20} {watch.seconds:8.2f} s")
        print(f"warehouse to issue   {asked.seconds + written.seconds:8.2f} s, {size:,.0f} KB; peak memory {peak_mb():,.0f} MB")


if __name__ == "__main__":
    main()
