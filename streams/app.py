"""The Faust app: an explicit list of agents, each a few words; what they do is in streams/kafka."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Protocol

import faust
from faust.types import TP

from streams.kafka.connection import Connection
from streams.kafka.intake import Intake
from streams.kafka.records import Fetched
from streams.kafka.transport import CoalescingTransport

# so long a worker may be silent before others take over its partitions
SESSION_SECONDS = 6.0
# so often what is due beside the stream is done
TIDY_SECONDS = 0.5


class Sink(Protocol):
    """Where a stream ends."""

    def durable(self) -> dict[TP, int]:
        """How far each partition is stored for good."""

    def positions(self, committed: dict[TP, int]) -> dict[TP, int]:
        """Where to go on with the partitions of `committed`; those never read before are left out."""

    def deliver(self, fetched: Sequence[Fetched]) -> Any:
        """Store a batch for good."""

    def tidy(self) -> None:
        """Do what is due beside the stream."""


class Stream(faust.App):  # type: ignore[misc]
    """An app that knows where it stands: its positions are those of the sink."""

    def __init__(
        self, name: str, connection: Connection, sink: Sink, thread: ThreadPoolExecutor, intake: Intake, **settings: Any
    ) -> None:
        super().__init__(
            name, broker=[f"aiokafka://{server}" for server in connection.bootstrap], broker_credentials=_credentials(connection),
            topic_allow_declare=False, topic_disable_leader=True, web_enabled=False, store="memory://", stream_wait_empty=False,
            consumer_auto_offset_reset="earliest", stream_buffer_maxsize=8, broker_commit_interval=1.0,
            broker_session_timeout=SESSION_SECONDS, broker_heartbeat_interval=SESSION_SECONDS / 3, **settings,
        )  # fmt: skip
        self.transport = CoalescingTransport(self.conf.broker, self)
        self.sink, self.thread, self.intake = sink, thread, intake
        self.positions = self
        self._delivering = asyncio.Lock()

    async def settle(self, committed: Mapping[TP, int]) -> dict[TP, int]:
        """Forget what waits, let the batch under way end, and say where to go on."""
        await self.intake.clear()
        async with self._delivering:
            return self.sink.positions(dict(committed))

    async def resume(self, start: Mapping[TP, int]) -> None:
        """Take in what is fetched from there on."""
        await self.intake.resume(start)

    def durable(self) -> dict[TP, int]:
        """How far the sink is."""
        return self.sink.durable()

    async def take_in(self, fetched: Fetched) -> None:
        """Hand a fetch to the intake; if one before it is missing, fetch again from there."""
        missing_from = await self.intake.put(fetched)
        if missing_from is not None:
            await self.consumer.again(TP(fetched.topic, fetched.partition), missing_from)

    async def deliver_all(self, on_delivered: Callable[[Any], None]) -> None:
        """Write batch after batch, and tell what became of each. What cannot be written ends the app; it never passes over anything."""
        loop = asyncio.get_running_loop()
        while not self.should_stop:
            batch = await self.intake.take()
            async with self._delivering:
                receipt = await loop.run_in_executor(self.thread, self.sink.deliver, batch)
            on_delivered(receipt)

    async def tidy_up(self) -> None:
        """Let the sink do what is due beside the stream, now and then."""
        loop = asyncio.get_running_loop()
        while not self.should_stop:
            async with self._delivering:
                await loop.run_in_executor(self.thread, self.sink.tidy)
            await self.sleep(TIDY_SECONDS)


def make_app(
    name: str, connection: Connection, topics: Sequence[str], sink: Sink, thread: ThreadPoolExecutor, intake: Intake,
    on_delivered: Callable[[Any], None], **settings: Any,
) -> Stream:  # fmt: skip
    """The app that takes the messages of `topics` to `sink`."""
    app = Stream(name, connection, sink, thread, intake, **settings)

    @app.agent(app.topic(*topics, key_type=bytes, value_type=bytes, value_serializer="raw"), name="door")
    async def door(stream: Any) -> None:
        async for fetched in stream:
            await app.take_in(fetched)

    @app.task
    async def writer() -> None:
        await app.deliver_all(on_delivered)

    @app.task
    async def tidier() -> None:
        await app.tidy_up()

    return app


def _credentials(connection: Connection) -> Any:
    if connection.mechanism:
        return faust.SASLCredentials(
            username=connection.user, password=connection.password, ssl_context=connection.tls, mechanism=connection.mechanism
        )
    return faust.SSLCredentials(context=connection.tls) if connection.tls else None
