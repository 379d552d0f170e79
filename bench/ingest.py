"""From a file to the log: `python -m bench.ingest [EVENTS]`. Compares with DuckDB merely reading the same file."""

import argparse

import duckdb

from bench.measured import Stopwatch, history, peak_mb, scratch_ledger
from flows.ingest import ingest


def main() -> None:
    """Print DuckDB's read time, the time of the full ingest, their ratio, events/s and peak memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=200_000)
    events = parser.parse_args().events
    with scratch_ledger() as home:
        file = history(home.path.parent / "events.ndjson", events)
        size = file.stat().st_size / 2**20
        with Stopwatch() as read, duckdb.connect() as con:
            con.execute("set threads = 2")
            con.execute(f"create table read as from read_json_auto('{file}')")
        base = peak_mb()
        with Stopwatch() as taken:
            (delivered,) = ingest(home, [file])
        with Stopwatch() as again:
            list(ingest(home, [file], again=True))
    receipt = delivered.receipt
    print(
        f"{events:,} events, {size:,.0f} MB: accepted {receipt.accepted:,}, rejected {receipt.rejected:,}, warned {receipt.warned:,}"
    )
    print(f"read_json_auto     {read.seconds:8.2f} s  {events / read.seconds:10,.0f} events/s")
    print(
        f"ingest             {taken.seconds:8.2f} s  {events / taken.seconds:10,.0f} events/s  {taken.seconds / read.seconds:.1f} x"
    )
    print(
        f"ingest as a resend {again.seconds:8.2f} s  {events / again.seconds:10,.0f} events/s  {again.seconds / read.seconds:.1f} x"
    )
    print(f"peak memory        {peak_mb():8,.0f} MB (after read_json_auto: {base:,.0f} MB)")


if __name__ == "__main__":
    main()
