"""From Kafka into the log: `python -m bench.stream [EVENTS]`. The worker beside quixstreams with the same sink, a bare consumer, the file door.

Starts its own broker; needs Java, and the group `bench` (`uv sync --group bench`). Every measurement is a process of its own.
"""

import argparse
import itertools
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from bench.measured import EVENTS_PER_PERSON, Stopwatch, history, peak_mb, scratch_ledger
from bench.stream_rivals import bare, quix
from flows import stream
from flows.ingest import ingest
from flows.settings import Home
from flows.status import built_to
from identity.keys import load_keys
from identity.tokens import Tokeniser
from ops.kafka.broker import Broker, free_ports
from streams.app import Sink
from streams.kafka.connection import Connection
from streams.kafka.records import Fetched
from streams.kafka.send import producer, send_file
from streams.kafka.topics import Topics, ensure_topics

PACED, WARM = 5_000, 1_000


def main() -> None:
    """Print events per second and peak memory of each way into the log, then the delays at a steady pace."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("events", type=int, nargs="?", default=200_000)
    parser.add_argument("--paced-seconds", type=int, default=30, help="how long to send 5,000 events a second; 0: not at all")
    parser.add_argument("--fresh", type=int, default=3, help="how many times to wait for a sent event in a published figure")
    given = parser.parse_args()
    with free_ports(2) as ports:
        pass
    with scratch_ledger() as home:
        file = history(home.path.parent / "events.ndjson", given.events)
        broker = Broker(home.path.parent / "kafka", *ports).start()
        os.environ |= {"KAFKA_BOOTSTRAP": broker.bootstrap}
        try:
            compare(home, file, given.events)
            if given.paced_seconds:
                pace(home, given.paced_seconds)
            if given.fresh:
                fresh(home, given.fresh)
        finally:
            broker.kill()


def compare(home: Home, file: Path, events: int) -> None:
    """The same events by every way, each into a ledger of its own."""
    connection = Connection.from_environment()
    ensure_topics(connection)
    with Stopwatch() as sent:
        send_file(connection, file, Tokeniser(load_keys(home.vault).token))
    say("stream send (kafka-python)", events, sent.seconds, peak_mb())
    ways: dict[str, Callable[..., None]] = {
        "file door": by_file, "worker (Faust)": by_worker, "quixstreams, same sink": by_quix, "bare confluent → DuckDB": by_bare,
        "gate worker → accepted topic": by_gate, "log worker, accepted topic": by_log,
    }  # fmt: skip
    found = {name: apart(way, home.path.parent / name.split()[0], file, events) for name, way in ways.items()}
    for name, (seconds, memory) in found.items():
        say(name, events, seconds, memory)
    worker = found["worker (Faust)"][0]
    print(f"worker against quixstreams   {found['quixstreams, same sink'][0] / worker:6.2f} x")
    print(f"worker against bare consumer {100 * found['bare confluent → DuckDB'][0] / worker:6.1f} %")
    print(f"worker against file door     {100 * found['file door'][0] / worker:6.1f} %", flush=True)


def say(name: str, events: int, seconds: float, memory: float) -> None:
    """One line."""
    print(f"{name:<28} {seconds:8.2f} s  {events / seconds:10,.0f} events/s  peak {memory:6,.0f} MB", flush=True)


def apart(way: Callable[..., None], folder: Path, file: Path, events: int) -> tuple[float, float]:
    """Run one way in a fresh process: its seconds from first read to last commit, and its peak memory."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=way, args=(theirs, folder, file, events))
    process.start()
    answer: tuple[float, float] = ours.recv()
    process.join()
    return answer


def _home(folder: Path) -> Home:
    home = Home(folder)
    folder.mkdir()
    home.clock_file.write_text("2026-07-03T09:00:00")
    return home


def by_file(answer: Any, folder: Path, file: Path, events: int) -> None:
    """The file door."""
    home = _home(folder)
    with Stopwatch() as taken:
        list(ingest(home, [file]))
    answer.send((taken.seconds, peak_mb()))


def by_worker(answer: Any, folder: Path, file: Path, events: int) -> None:
    """`taizhang stream work`."""
    done = Watch(events)
    _work(folder, done)
    answer.send((done.seconds, peak_mb()))


def by_gate(answer: Any, folder: Path, file: Path, events: int) -> None:
    """`taizhang stream work --gate`: one of those that share the gates."""
    done = Watch(events)
    _work(folder, done, role="gate")
    answer.send((done.seconds, peak_mb()))


def by_log(answer: Any, folder: Path, file: Path, events: int) -> None:
    """`taizhang stream work --log`: what the one writer does of what the gate worker above handed on."""
    done = Watch(events)
    _work(folder, done, role="log")
    answer.send((done.seconds, peak_mb()))


def by_quix(answer: Any, folder: Path, file: Path, events: int) -> None:
    """quixstreams that delivers to the same sink as the worker."""
    done = Watch(events)
    with stream.log_sink(_home(folder), Connection.from_environment()) as sink:
        done.sink = sink
        quix(Connection.from_environment(), done, lambda _: done.missing <= 0)
    answer.send((done.seconds, peak_mb()))


def by_bare(answer: Any, folder: Path, file: Path, events: int) -> None:
    """A bare consumer into a table of DuckDB: no gates, no tokens, no chain, no vault."""
    folder.mkdir()
    first: list[float] = []
    bare(Connection.from_environment(), folder / "bare.duckdb", events, lambda: first.append(time.perf_counter()))
    answer.send((time.perf_counter() - first[0], peak_mb()))


class Watch:
    """A sink with a watch: from the first message in hand to the return of the commit that holds the last one."""

    sink: Sink

    def __init__(self, events: int, on_warm: Callable[[], None] = lambda: None) -> None:
        self.missing, self.seconds, self.delays = events, 0.0, list[float]()
        self._since: float | None = None
        self.seen, self.on_warm = 0, on_warm

    def __getattr__(self, name: str) -> Any:
        return getattr(self.sink, name)

    def deliver(self, fetched: Sequence[Fetched]) -> Any:
        """Deliver, and note when the batch and when the last message was durable."""
        self._since = self._since or time.perf_counter()
        receipt, now = self.sink.deliver(fetched), time.time()
        if self.seen < WARM <= self.seen + receipt.rows:
            self.on_warm()
        self.seen += receipt.rows
        self.delays.extend(now - record.timestamp / 1000 for part in fetched for record in part.records)
        self.missing -= receipt.rows
        if self.missing <= 0:
            self.seconds = time.perf_counter() - self._since
        return receipt


def _work(folder: Path, done: Watch, on_ready: Callable[[], None] = lambda: None, role: str = "all") -> None:
    """Run the worker's app until everything was delivered."""
    connection, home = Connection.from_environment(), _home(folder)

    def stop_at_the_end(_: Any) -> None:
        if done.missing <= 0:
            os.kill(os.getpid(), signal.SIGTERM)

    with ThreadPoolExecutor(1) as thread:
        opened = stream.gate_sink(home, connection) if role == "gate" else stream.log_sink(home, connection, role=role)
        done.sink = thread.submit(opened.__enter__).result()
        names = Topics(connection.prefix)
        topics = [names.accepted] if role == "log" else names.raw
        stream.run(f"bench.{folder.name}", connection, topics, done, thread, stop_at_the_end, on_ready, {})
        thread.submit(opened.__exit__, None, None, None).result()


def pace(home: Home, seconds: int) -> None:
    """Send at a steady pace while a worker runs; print how long an event took from the sender to the log."""
    count = PACED * seconds + WARM
    file = history(home.path.parent / "paced.ndjson", count, 5_000_000)
    os.environ["KAFKA_TOPIC_PREFIX"] = "paced."
    connection = Connection.from_environment()
    ensure_topics(connection)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_timed_worker, args=(theirs, home.path.parent / "paced", count))
    process.start()
    assert ours.recv() == "ready"
    topics, out = Topics(connection.prefix).families, producer(connection, linger_ms=5)
    with file.open("rb") as lines:
        for line in itertools.islice(lines, WARM):
            out.send(topics[json.loads(line)["source"].rpartition(":")[2]], line)
        assert ours.recv() == "warm"
        start = time.perf_counter()
        for n, line in enumerate(lines):
            if n % 50 == 0 and (ahead := start + n / PACED - time.perf_counter()) > 0:
                time.sleep(ahead)
            out.send(topics[json.loads(line)["source"].rpartition(":")[2]], line)
    out.flush()
    took = time.perf_counter() - start
    delays, memory = ours.recv()
    process.join()
    delays.sort()
    p50, p99 = (delays[int(len(delays) * part)] for part in (0.5, 0.99))
    print(
        f"{(count - WARM) / took:,.0f} events/s for {took:.0f} s: event → log p50 {p50:.2f} s, p99 {p99:.2f} s, most {delays[-1]:.2f} s;"
        f" peak {memory:,.0f} MB", flush=True,
    )  # fmt: skip


def fresh(home: Home, rounds: int) -> None:
    """Send one event and wait for its figure to change while `taizhang stream work --build` runs; print each time."""
    os.environ["KAFKA_TOPIC_PREFIX"] = "fresh."
    connection = Connection.from_environment()
    ensure_topics(connection)
    ledger, topic = _home(home.path.parent / "fresh"), Topics(connection.prefix).families["registration"]
    command = [str(Path(sys.executable).parent / "taizhang"), "--home", str(ledger.path), "stream", "work", "--build"]
    worker, out, seconds = subprocess.Popen(command, stdout=subprocess.DEVNULL), producer(connection), []
    # of each person's ten events the second is an employment
    employments = (
        history(home.path.parent / "fresh.ndjson", EVENTS_PER_PERSON * (rounds + 1))
        .read_bytes()
        .splitlines()[1::EVENTS_PER_PERSON]
    )
    for n, employment in enumerate(employments):
        start = time.perf_counter()
        out.send(topic, employment).get(timeout=30)
        while built_to(ledger) <= n:
            time.sleep(0.2)
        seconds.append(time.perf_counter() - start)
    worker.terminate()
    worker.wait()
    print(
        f"event sent → figure published: first build {seconds[0]:.1f} s, then {', '.join(f'{s:.1f}' for s in seconds[1:])} s",
        flush=True,
    )


def _timed_worker(answer: Any, folder: Path, count: int) -> None:
    done = Watch(count, lambda: answer.send("warm"))
    _work(folder, done, lambda: answer.send("ready"))
    answer.send((done.delays[WARM:], peak_mb()))


if __name__ == "__main__":
    main()
