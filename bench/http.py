"""Through the HTTP door: `python -m bench.http [--singles N] [--batches N]`. The real server, real keys, real fsync."""

import argparse
import json
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from bench.measured import history, scratch_ledger
from flows.ingest import spool_of
from flows.serve import create_key
from flows.settings import Home
from streams.log import open_reader

TAIZHANG = str(Path(sys.executable).parent / "taizhang")
CLIENTS, BATCH, RATE = 4, 1000, 5
ONE, MANY = "application/cloudevents+json", "application/x-ndjson"


@contextmanager
def served(home: Home) -> Iterator[str]:
    """`taizhang serve` on a free port, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([TAIZHANG, "--home", str(home.path), "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"
    try:
        while True:
            try:
                httpx.get(f"{url}/health", trust_env=False)
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield url
    finally:
        process.terminate()
        process.wait()


def push(client: httpx.Client, kind: str, bodies: list[str]) -> tuple[float, list[float]]:
    """Send all bodies from several threads; seconds in all, and of every answer."""

    def send(body: str) -> float:
        start = time.perf_counter()
        answer = client.post("/events", content=body.encode(), headers={"Content-Type": kind})
        answer.raise_for_status()
        return time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(CLIENTS) as senders:
        answers = list(senders.map(send, bodies))
    return time.perf_counter() - start, answers


def delays(client: httpx.Client, home: Home, bodies: list[str]) -> list[float]:
    """Seconds from sending to being in the log, one event at a time at a steady rate; the log is looked at 100 times a second."""
    sent: dict[str, float] = {}
    found: dict[str, float] = {}

    def send(number: int, start: float) -> None:
        time.sleep(max(0.0, start + number / RATE - time.perf_counter()))
        sent[json.loads(bodies[number])["id"]] = time.perf_counter()
        client.post("/events", content=bodies[number].encode(), headers={"Content-Type": ONE}).raise_for_status()

    with open_reader(home.log) as con, ThreadPoolExecutor(CLIENTS) as senders:
        (seen,) = con.execute("select coalesce(max(last_seq), 0) from log.chain").fetchall()[0]
        begun = time.perf_counter()
        under_way = [senders.submit(send, number, begun) for number in range(len(bodies))]
        while len(found) < len(bodies):
            for seq, id in con.execute("select seq, id from log.events where seq > ?", [seen]).fetchall():
                seen, found[id] = max(seen, seq), time.perf_counter()
            time.sleep(0.01)
        for one in under_way:
            one.result()
    return [found[id] - at for id, at in sent.items()]


def shown(seconds: list[float]) -> str:
    """Median and 99th percentile."""
    cuts = statistics.quantiles(seconds, n=100)
    return f"p50 {cuts[49] * 1000:,.0f} ms, p99 {cuts[98] * 1000:,.0f} ms"


def main() -> None:
    """Print answers per second and their time, for single events and for batches, and the time from sending to the log."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--singles", type=int, default=400)
    parser.add_argument("--batches", type=int, default=40)
    asked = parser.parse_args()
    with scratch_ledger() as home:
        events = asked.singles * 2 + asked.batches * BATCH
        lines = history(home.path.parent / "events.ndjson", events).read_text(encoding="utf-8").splitlines()
        secret = create_key(home, "bench", ["insurance", "registration", "service"], ["*"], 100_000)
        with served(home) as url, httpx.Client(
            base_url=url, headers={"Authorization": f"Bearer {secret}"}, timeout=120, trust_env=False
        ) as client:  # fmt: skip
            seconds, answers = push(client, ONE, lines[: asked.singles])
            print(f"single events      {asked.singles / seconds:8,.0f} answers/s   {shown(answers)}")
            batches = [lines[i : i + BATCH] for i in range(asked.singles * 2, events, BATCH)]
            seconds, answers = push(client, MANY, ["\n".join(batch) for batch in batches])
            print(f"batches of {BATCH:,}    {asked.batches * BATCH / seconds:8,.0f} events/s    {shown(answers)}")
            start = time.perf_counter()
            while spool_of(home).waiting():
                time.sleep(0.05)
            print(f"spool empty        {time.perf_counter() - start:8.1f} s after the last answer")
            found = delays(client, home, lines[asked.singles : asked.singles * 2])
            print(f"sent to log        at {RATE} single events/s: {shown(found)}")


if __name__ == "__main__":
    main()
