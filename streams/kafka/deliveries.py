"""Deliveries of the HTTP door on a topic of their own: acknowledged by all replicas before the sender is answered, sealed,
keyed by sender so that a sender's deliveries keep their order. The log's writer takes them in as it takes the spool.
"""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from kafka import KafkaConsumer, KafkaProducer, TopicPartition
from kafka.consumer.fetcher import ConsumerRecord
from kafka.errors import KafkaError, MessageSizeTooLargeError

from streams.delivery import Backlog, Head, Kept, NotKept, TooLarge, head_of, sealed
from streams.kafka.connection import ANSWER_MS, Connection
from streams.kafka.topics import Topics
from streams.sources.batch import Batch

_READER: dict[str, Any] = {"enable_auto_commit": False, "auto_offset_reset": "none", "request_timeout_ms": ANSWER_MS}


class DeliveryTopic:
    """The topic as a keep. Safe from several threads; several doors may put."""

    def __init__(
        self, connection: Connection, key: bytes, out: KafkaProducer, reached: Callable[[], Mapping[tuple[str, int], int]]
    ) -> None:
        """`key`: Keys.spool. `out`: streams.kafka.send.producer. `reached`: how far the log has read each partition."""
        self._topic, self._key, self._out, self._reached = Topics(connection.prefix).deliveries, key, out, reached
        self._connection, self._lock = connection, threading.Lock()
        self._reader: KafkaConsumer | None = None

    def put(self, receipt: str, head: Head, batch: Batch) -> str:
        """Keep a delivery; in Kafka when this returns the receipt to ask by, which names its place. Raises NotKept."""
        sender = head.origin.partition("#")[0].encode()
        try:
            kept = self._out.send(self._topic, sealed(self._key, head, batch), key=sender).get(timeout=ANSWER_MS / 1000)
        except MessageSizeTooLargeError as error:
            raise TooLarge("来件超过 Kafka 一条消息的上限,请分成几批") from error
        except KafkaError as error:
            raise NotKept(f"Kafka 没有确认({type(error).__name__})") from error
        return f"{receipt}-{kept.partition}-{kept.offset}"

    def find(self, receipt: str) -> Kept | None:
        """The delivery at the place that the receipt names; set aside when the log has read past it."""
        _, partition, offset = (*receipt.split("-"), "", "")[:3]
        if not (partition and offset):
            return None
        place = TopicPartition(self._topic, int(partition))
        record = self._record(place, int(offset))
        if record is None:
            return None
        return Kept(head_of(record.value), self._reached().get((self._topic, place.partition), 0) > record.offset)

    def backlog(self) -> Backlog:
        """What waits: messages beyond the log's reading. Their rows are not counted: it would mean reading them all."""
        reached = self._reached()
        with self._asking() as reader:
            parts = [TopicPartition(self._topic, n) for n in sorted(reader.partitions_for_topic(self._topic) or ())]
            ends = reader.end_offsets(parts) if parts else {}
        begun = {part: reached.get((part.topic, part.partition), 0) for part in ends}
        first = [self._record(part, begun[part]) for part, end in ends.items() if end > begun[part]]
        came = min((record.timestamp for record in first if record), default=None)
        oldest = max(time.time() - came / 1000, 0.0) if came is not None else 0.0
        return Backlog(sum(max(end - begun[part], 0) for part, end in ends.items()), None, oldest, {}, 0)

    def has_place(self, waiting: int, free_bytes: int) -> bool:
        """Kafka bounds its topics itself."""
        return True

    def close(self) -> None:
        """Close the connections."""
        self._out.close()
        with self._lock:
            if self._reader is not None:
                self._reader.close()
                self._reader = None

    @contextmanager
    def _asking(self) -> Iterator[KafkaConsumer]:
        """The reader, for one thread at a time. Raises NotKept when Kafka does not answer."""
        with self._lock:
            try:
                if self._reader is None:
                    self._reader = KafkaConsumer(**self._connection.settings(), **_READER)
                yield self._reader
            except KafkaError as error:
                raise NotKept(f"Kafka 没有答复({type(error).__name__})") from error

    def _record(self, part: TopicPartition, offset: int) -> ConsumerRecord | None:
        """The message at a place, if Kafka has it."""
        with self._asking() as reader:
            if part.partition not in (reader.partitions_for_topic(part.topic) or ()):
                return None
            if not reader.beginning_offsets([part])[part] <= offset < reader.end_offsets([part])[part]:
                return None
            reader.assign([part])
            reader.seek(part, offset)
            found = reader.poll(timeout_ms=ANSWER_MS, max_records=1).get(part)
        return found[0] if found and found[0].offset == offset else None
