"""Faust's Kafka consumer, coalesced: one message for all records that a fetch brought of a partition.

Faust costs some 180 µs for every message whatever an agent does with it; a message that bears thousands of records
makes that nothing. And the position is what the sink says is durable, never what Kafka or Faust believe: Faust's
own commit can pass over a message in flight, and acknowledges what raised (docs/adr/0009).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import aiokafka
from faust.transport.drivers import aiokafka as driver
from faust.types import TP, ConsumerMessage

from streams.kafka.records import Fetched
from streams.kafka.unpacking import bound


class PositionLost(RuntimeError):
    """What should be read next is not in Kafka any more, or is not what it was."""


class Positions(Protocol):
    """What the transport needs of the sink."""

    async def settle(self, committed: Mapping[TP, int]) -> dict[TP, int]:
        """Forget what waits, let what is under way end, and say where to go on; unread partitions are left out.

        committed: the partitions now assigned, and what Kafka itself holds of each (-1: nothing).
        """

    async def resume(self, start: Mapping[TP, int]) -> None:
        """The partitions are fetched from there on."""

    def durable(self) -> dict[TP, int]:
        """How far each partition is durable, for Kafka's own record."""


@dataclass(frozen=True)
class _Bundle:
    """Stands for the records of one fetch where Faust expects a record."""

    fetched: Fetched
    offset: int


class CoalescingThread(driver.AIOKafkaConsumerThread):
    """Fetches bundles, and keeps for each partition where the next one must begin."""

    def __post_init__(self) -> None:
        """`_custody`: partition → offset up to which everything was handed on since the last seek."""
        super().__post_init__()
        bound()
        self._custody: dict[TP, int] = {}

    async def _fetch_records(
        self, consumer: aiokafka.AIOKafkaConsumer, active_partitions: set[TP], timeout: float | None = None,
        max_records: int | None = None,
    ) -> dict[TP, list[_Bundle]]:  # fmt: skip
        found = await super()._fetch_records(consumer, active_partitions, timeout, max_records)
        # nothing is awaited from here on: the positions are those of the records found
        return {tp: [self._bundle(consumer, tp, records)] for tp, records in found.items() if records}

    def _bundle(self, consumer: aiokafka.AIOKafkaConsumer, tp: TP, records: list[Any]) -> _Bundle:
        start = self._custody.get(tp, records[0].offset)
        position = consumer._subscription.subscription.assignment.state_value(tp).position
        self._custody[tp] = position
        return _Bundle(Fetched(tp.topic, tp.partition, start, position, records), position - 1)

    async def committed(self, partitions: Iterable[TP]) -> dict[TP, int]:
        """What Kafka holds as committed; -1 where it holds nothing."""
        return await self.call_thread(self._committed, partitions)  # type: ignore[no-any-return]

    async def _committed(self, partitions: Iterable[TP]) -> dict[TP, int]:
        consumer = self._ensure_consumer()
        return {tp: -1 if (offset := await consumer.committed(tp)) is None else offset for tp in partitions}

    async def _seek_wait(self, consumer: aiokafka.AIOKafkaConsumer, partitions: Mapping[TP, int]) -> None:
        for tp, offset in partitions.items():
            self._custody[tp] = offset
        await super()._seek_wait(consumer, partitions)


class CoalescingConsumer(driver.Consumer):
    """Hands bundles to the agents; seeks to, and commits, what the sink says is durable."""

    def _new_consumer_thread(self) -> CoalescingThread:
        return CoalescingThread(self, loop=self.loop, beacon=self.beacon)

    def _to_message(self, tp: TP, bundle: _Bundle) -> ConsumerMessage:
        last = bundle.fetched.records[-1]
        return ConsumerMessage(
            tp.topic, tp.partition, bundle.offset, last.timestamp / 1000, last.timestamp_type, None, None, bundle.fetched,
            None, -1, -1, tp, generation_id=self.app.consumer_generation_id,
        )  # fmt: skip

    async def seek_to_committed(self) -> Mapping[TP, int]:
        """Go to where the sink is; a partition never read before starts with the oldest message it has.

        Raises PositionLost when Kafka has deleted what comes next, or the topic was made anew.
        """
        partitions = self.assignment()
        if not partitions:
            return {}
        known = await self.app.positions.settle(await self._thread.committed(partitions))
        oldest = {TP(*tp): offset for tp, offset in (await self._thread.earliest_offsets(*partitions)).items()}
        ends = {TP(*tp): offset for tp, offset in (await self._thread.highwaters(*partitions)).items()}
        for tp, offset in known.items():
            if not oldest[tp] <= offset <= ends[tp]:
                raise PositionLost(
                    f"主题 {tp.topic} 第 {tp.partition} 分区应从 {offset} 读起,Kafka 现存 {oldest[tp]} 至 {ends[tp]}:"
                    "消息已过保留期被删,或主题被重建。请向来源补报缺的部分;主题确已重建的,换一个主题名"
                )
        start = {tp: known.get(tp, oldest[tp]) for tp in partitions}
        await self.app.positions.resume(start)
        await self._thread.seek_wait(start)
        return start

    async def again(self, tp: TP, offset: int) -> None:
        """Fetch a partition again from `offset`."""
        await self._thread.seek_wait({tp: offset})

    async def force_commit(self, topics: Any = None, start_new_transaction: bool = True) -> bool:
        """Tell Kafka what is durable, and forget Faust's own book-keeping."""
        self._acked.clear()
        self._acked_index.clear()
        if self.app.crashed:
            return False
        assigned = self.assignment()
        durable = {tp: offset for tp, offset in self.app.positions.durable().items() if tp in assigned}
        news = {tp: offset for tp, offset in durable.items() if self._committed_offset.get(tp) != offset}
        if not news or not await self._commit(news):
            return False
        self._committed_offset.update(news)
        return True

    async def _add_gap(self, tp: TP, offset_from: int, offset_to: int) -> None:
        """Offsets within a bundle are no gap."""


class CoalescingTransport(driver.Transport):
    """Faust's aiokafka transport with the consumer above."""

    Consumer = CoalescingConsumer
