"""The worker of a stream: opens the log, runs the app until told to stop, closes the log. Calls; computes nothing."""

import asyncio
import logging
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Any

from kafka.errors import KafkaError

from flows.ingest import room_for, spool_of
from flows.settings import Home
from identity.keys import load_keys
from identity.tokens import Tokeniser
from streams.app import Sink, Stream, make_app
from streams.kafka.connection import Connection
from streams.kafka.gate import AcceptedSink, GateSink
from streams.kafka.intake import Intake
from streams.kafka.reading import StreamLog
from streams.kafka.send import Sent, producer, send_file
from streams.kafka.sink import LogSink
from streams.kafka.topics import Topics, TopicState, ensure_topics
from streams.log import writer_lock
from streams.room import Receipt

# messages of one transaction of the log
BATCH_RECORDS = 20_000
# DuckDB's share of the worker's memory; the rest is Python, Arrow and what waits
MEMORY_LIMIT = "400MB"

OnDelivered = Callable[[Receipt], None]


class StreamBroken(RuntimeError):
    """The worker had to end; nothing read so far is lost."""


def make_topics(*, create: bool) -> list[TopicState]:
    """Make and check the topics. Raises StreamBroken when Kafka does not answer."""
    with _told():
        return ensure_topics(Connection.from_environment(), create=create)


def send(home: Home, file: Path, compression: str, on_sent: Callable[[int], None]) -> Sent:
    """Send a file's events, keyed with this ledger's tokens."""
    tokeniser = Tokeniser(load_keys(home.vault).token)
    with _told():
        return send_file(
            Connection.from_environment(),
            file,
            tokeniser,
            compression=None if compression == "none" else compression,
            on_sent=on_sent,
        )


def work(
    home: Home, on_delivered: OnDelivered, *, role: str = "all", batch_records: int = BATCH_RECORDS, wait_seconds: float = 0,
    on_ready: Callable[[], None] | None = None,
) -> None:  # fmt: skip
    """Take messages on until SIGTERM or SIGINT.

    role: "all" takes sources' messages into the log; "gate" judges them and hands them on, beside others; "log" takes what
    gate workers handed on into the log. Raises WriterBusy when another process writes the log, StreamBroken when the
    stream cannot go on.
    """
    connection = Connection.from_environment()
    topics = Topics(connection.prefix)
    _log_to(home.path / "stream.log")
    with _told():
        ensure_topics(connection)
    # agents keep nothing, yet Faust makes its folder: in the ledger, for a service may not write where it is started
    settings: dict[str, Any] = {"datadir": home.path / "faust"}
    if role != "gate":
        settings["consumer_group_instance_id"] = f"{role}-writer"
    with ThreadPoolExecutor(1, thread_name_prefix="log") as thread, ExitStack() as held:
        if role != "gate":
            held.enter_context(writer_lock(home.log, wait_seconds))
        opened = gate_sink(home, connection, batch_records) if role == "gate" else log_sink(home, connection, batch_records, role)
        sink = thread.submit(opened.__enter__).result()
        try:
            group = connection.prefix + ("accepted" if role == "log" else "sources")
            run(
                group,
                connection,
                {"all": [*topics.raw, topics.deliveries], "gate": topics.raw, "log": [topics.accepted, topics.deliveries]}[role],
                sink,
                thread,
                on_delivered,
                on_ready,
                settings,
            )
        finally:
            thread.submit(opened.__exit__, None, None, None).result()


def _log_to(file: Path) -> None:
    """What the libraries say goes to a file of bounded size; on the screen stands only what a person must do."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(file, maxBytes=10 << 20, backupCount=2, encoding="utf-8")
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="%(asctime)s %(levelname)s %(name)s %(message)s")


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except KafkaError as error:
        raise StreamBroken(
            f"连不上 Kafka({type(error).__name__}:{error}):核对 KAFKA_BOOTSTRAP、网络和口令;本机可用 make kafka 启动"
        ) from None


@contextmanager
def log_sink(home: Home, connection: Connection, batch_records: int = BATCH_RECORDS, role: str = "all") -> Iterator[Sink]:
    """The log as a sink. For one thread; the writer's lock is held by the caller."""
    log = StreamLog(home.log)
    log.con.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
    out, kind = producer(connection), AcceptedSink if role == "log" else LogSink
    try:
        with room_for(home, log) as (room, tokeniser):
            spool, key = spool_of(home), load_keys(home.vault).spool
            yield kind(room, log, tokeniser, out, Topics(connection.prefix), home.now, batch_records, spool, key)
    finally:
        out.close()
        log.close()


@contextmanager
def gate_sink(home: Home, connection: Connection, batch_records: int = BATCH_RECORDS) -> Iterator[Sink]:
    """The topic of accepted events as a sink. For one thread."""
    out = producer(connection)
    try:
        with room_for(home, None, seals=True) as (room, tokeniser):
            room.con.execute(f"set memory_limit = '{MEMORY_LIMIT}'")
            yield GateSink(room, tokeniser, out, Topics(connection.prefix), home.now, batch_records)
    finally:
        out.close()


def run(
    group: str, connection: Connection, topics: Sequence[str], sink: Sink, thread: ThreadPoolExecutor, on_delivered: OnDelivered,
    on_ready: Callable[[], None] | None, settings: dict[str, Any],
) -> None:  # fmt: skip
    """Run the app until a signal, or until it breaks (StreamBroken)."""

    async def until_stopped() -> None:
        app = make_app(group, connection, topics, sink, thread, Intake(), on_delivered, **settings)
        told = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, told.set)
        await _until(app, told, on_ready)

    asyncio.run(until_stopped())


async def _until(app: Stream, told: asyncio.Event, on_ready: Callable[[], None] | None) -> None:
    stop = asyncio.ensure_future(told.wait())
    starting = asyncio.ensure_future(app.start())
    await asyncio.wait([starting, stop], return_when=asyncio.FIRST_COMPLETED)
    if starting.done() and not starting.exception():
        if on_ready:
            on_ready()
        ended = asyncio.ensure_future(app.wait_until_stopped())
        await asyncio.wait([ended, stop], return_when=asyncio.FIRST_COMPLETED)
    starting.cancel()
    await app.stop()
    reason = app.crash_reason or (starting.done() and not starting.cancelled() and starting.exception())
    if reason:
        raise StreamBroken(f"流已停止,读到的都在日志里,重新启动会接着读。原因:{reason}") from reason
