"""Between fetching and writing: nothing twice, nothing missing, nothing without bound."""

import asyncio
from dataclasses import dataclass

import pytest
from faust.types import TP

from streams.kafka.intake import Intake
from streams.kafka.records import Fetched
from streams.kafka.sink import cut, unread

HERE = TP("t", 0)


@dataclass
class Message:
    """A message of ten bytes."""

    offset: int
    timestamp: int = 0
    timestamp_type: int = 0
    value: bytes | None = b"0123456789"
    headers: tuple[tuple[str, bytes], ...] = ()


def fetched(start: int, stop: int) -> Fetched:
    return Fetched("t", 0, start, stop, [Message(offset) for offset in range(start, stop)])


def offsets(parts: list[Fetched]) -> list[int]:
    return [record.offset for part in parts for record in part.records]


def test_what_came_before_is_trimmed_and_what_is_missing_is_asked_for_again() -> None:
    async def story() -> None:
        intake = Intake()
        await intake.resume({HERE: 5})
        assert await intake.put(fetched(0, 5)) is None
        assert await intake.put(fetched(3, 8)) is None
        assert await intake.put(fetched(10, 12)) == 8
        assert await intake.put(fetched(8, 10)) is None
        assert offsets(await intake.take()) == [5, 6, 7, 8, 9]

    asyncio.run(story())


def test_after_a_rebalance_nothing_fetched_before_it_is_taken() -> None:
    async def story() -> None:
        intake = Intake()
        await intake.resume({HERE: 0})
        await intake.put(fetched(0, 4))
        await intake.clear()
        assert await intake.put(fetched(4, 6)) is None
        await intake.resume({HERE: 2})
        await intake.put(fetched(2, 4))
        assert offsets(await intake.take()) == [2, 3]

    asyncio.run(story())


def test_a_full_intake_makes_the_fetcher_wait_until_something_is_taken() -> None:
    async def story() -> None:
        intake = Intake(taken_records=3, waiting_bytes=50)
        await intake.resume({HERE: 0})
        await intake.put(fetched(0, 3))
        waiting = asyncio.ensure_future(intake.put(fetched(3, 6)))
        done, _ = await asyncio.wait([waiting], timeout=0.05)
        assert not done
        assert offsets(await intake.take()) == [0, 1, 2]
        await waiting
        assert offsets(await intake.take()) == [3, 4, 5]

    asyncio.run(story())


def test_the_log_does_not_pass_over_what_it_has_not_read() -> None:
    reached = {HERE: 3}
    assert offsets(unread([fetched(0, 2), fetched(2, 5)], reached)) == [3, 4] and reached == {HERE: 5}
    with pytest.raises(RuntimeError, match="5 至 7"):
        unread([fetched(7, 9)], reached)


def test_a_batch_is_cut_between_fetches() -> None:
    parts = [fetched(0, 3), fetched(3, 5), fetched(5, 11), fetched(11, 12)]
    assert [offsets(batch) for batch in cut(parts, 5)] == [[0, 1, 2, 3, 4], [5, 6, 7, 8, 9, 10], [11]]
