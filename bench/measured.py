"""What the benchmarks share: a history of made-up lives as sources would send it, a scratch ledger, time and memory."""

import resource
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path

from flows.demo import set_clock
from flows.settings import Home
from identity.numbers import credit_code_fault

CITIES = tuple(f"2{n:03d}00" for n in range(101, 115))
EVENTS_PER_PERSON = 10
PERSONS_PER_ENTERPRISE = 50
_FIRST_DAY = date(2025, 1, 6)
_WEIGHTS, _CHECKS = tuple(pow(2, 17 - i, 11) for i in range(17)), "10X98765432"
# type, family, days after the person's first event, further fields of data
_LIFE = (
    ("insurance_started", "insurance", 0, '"enterprise":"{shop}","insurance":"110","reason":"first","handled_at":"{day}"'),
    (
        "employment_registered",
        "registration",
        2,
        '"employment_type":"private","enterprise":"{shop}","is_urban":true,"is_renewal":false',
    ),
    ("insurance_ended", "insurance", 150, '"enterprise":"{shop}","insurance":"110","reason":"suspend","handled_at":"{day}"'),
    ("unemployment_registered", "registration", 170, '"certificate_no":"2100{n:08d}"'),
    ("hardship_certified", "registration", 175, '"category":"age_4050"'),
    ("job_recommended", "service", 180, '"post":"装配工","enterprise":"{shop}"'),
    ("job_recommended", "service", 190, '"post":"电工","enterprise":"{shop}"'),
    ("guidance_given", "service", 195, '"kind":"career_guidance"'),
    ("training_completed", "service", 210, '"kind":"skill"'),
    ("insurance_started", "insurance", 240, '"enterprise":"{mill}","insurance":"110","reason":"resume","handled_at":"{day}"'),
)
_LINE = (
    '{{"specversion":"1.0","id":"{mark}-{n}-{step}","source":"urn:taizhang:{city}:{family}","type":"{type}","time":"{day}",'
    '"data":{{"person":"{person}","name":"测试{n}","phone":"138{tail:08d}","city":"{city}",{more}}}}}\n'
)


def history(path: Path, events: int, first_person: int = 0) -> Path:
    """Write `events` events of successive persons as NDJSON; other persons for another `first_person`, never the same twice.

    Fifty persons work at one enterprise and then at another, so that enterprises are as large whatever the history.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for i in range(events):
            n, step = first_person + i // EVENTS_PER_PERSON, i % EVENTS_PER_PERSON
            kind, family, after, more = _LIFE[step]
            shop, mill = _enterprises(n // PERSONS_PER_ENTERPRISE)
            day = (_FIRST_DAY + timedelta(days=n % 290 + after)).isoformat()
            file.write(_LINE.format(
                mark="bench", n=n, step=step, city=CITIES[n % len(CITIES)], family=family, type=kind, day=day, person=_number(n),
                tail=n % 10**8, more=more.format(shop=shop, mill=mill, day=day, n=n),
            ))  # fmt: skip
    return path


def _number(n: int) -> str:
    """The n-th identity number: 900 births a day, 12,000 days, then the next place, with its check character."""
    sequence, days, place = n % 900 + 100, n // 900 % 12_000, n // 10_800_000
    body = f"2101{place + 1:02d}{date(1965, 1, 1) + timedelta(days=days):%Y%m%d}{sequence}"
    return body + _CHECKS[sum(int(c) * w for c, w in zip(body, _WEIGHTS, strict=True)) % 11]


@lru_cache(maxsize=1)
def _enterprises(number: int) -> tuple[str, str]:
    return _whole_code(f"91210100MA{2 * number:07d}"), _whole_code(f"91210100MA{2 * number + 1:07d}")


def _whole_code(first_17: str) -> str:
    return next(first_17 + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if credit_code_fault(first_17 + last) is None)


@contextmanager
def scratch_ledger(parent: Path | None = None) -> Iterator[Home]:
    """An empty ledger whose clock stands in July 2026; deleted afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="taizhang-bench-", dir=parent))
    try:
        home = Home(folder / "home")
        set_clock(home, datetime(2026, 7, 3, 9))
        yield home
    finally:
        shutil.rmtree(folder)


class Stopwatch:
    """Seconds of a `with` block, in `seconds` afterwards."""

    def __enter__(self) -> "Stopwatch":
        self._start, self.seconds = time.perf_counter(), 0.0
        return self

    def __exit__(self, *_: object) -> None:
        self.seconds = time.perf_counter() - self._start


def peak_mb() -> float:
    """The most memory this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
