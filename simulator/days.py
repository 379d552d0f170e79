"""Days as small integers, because a province of twenty million makes too many dates for `datetime`."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

_EPOCH = date(2013, 1, 1)
_COUNT = (date(2038, 1, 1) - _EPOCH).days  # what falls due may lie beyond the last year that can be simulated
_DATES = [_EPOCH + timedelta(days=number) for number in range(_COUNT)]

# Indexed by day: ISO text, compact text, year, running month (year * 12 + month - 1), and last days.
ISO: tuple[str, ...] = tuple(day.isoformat() for day in _DATES)
COMPACT: tuple[str, ...] = tuple(text.replace("-", "") for text in ISO)
YEAR: tuple[int, ...] = tuple(day.year for day in _DATES)
MONTH: tuple[int, ...] = tuple(day.year * 12 + day.month - 1 for day in _DATES)
MONTH_END: tuple[int, ...] = tuple(number + monthrange(day.year, day.month)[1] - day.day for number, day in enumerate(_DATES))
YEAR_END: tuple[int, ...] = tuple((date(day.year, 12, 31) - _EPOCH).days for day in _DATES)


def day_of(year: int, month: int, day: int) -> int:
    """The number of a calendar day."""
    return (date(year, month, day) - _EPOCH).days


def months_later(day: int, months: int) -> int:
    """The same day of the month so many months later (earlier, if negative), or that month's last day."""
    month = MONTH[day] + months
    first = day_of(month // 12, month % 12 + 1, 1)
    return min(first + int(ISO[day][8:]) - 1, MONTH_END[first])


LEDGER_OPENS = day_of(2025, 1, 1)

# How the twelve months weigh: hires after New Year and in the graduates' summer, losses around the turn of the year.
HIRE_SEASON = (2, 3, 6, 5, 4, 4, 6, 6, 5, 4, 3, 2)
LOSS_SEASON = (5, 3, 3, 3, 3, 3, 4, 3, 3, 3, 4, 6)
ROSTER_SEASON = (0, 4, 6, 5, 4, 3, 2, 2, 2, 1, 1, 1)
EVEN_SEASON = (1,) * 12


@dataclass(frozen=True)
class Window:
    """The months that are simulated; delivery 0 is the opening, delivery k the k-th month."""

    first_month: str
    last_month: str

    @cached_property
    def start(self) -> int:
        """First day."""
        return day_of(int(self.first_month[:4]), int(self.first_month[5:]), 1)

    @cached_property
    def end(self) -> int:
        """Last day."""
        return MONTH_END[day_of(int(self.last_month[:4]), int(self.last_month[5:]), 1)]

    @cached_property
    def first(self) -> int:
        """Running number of the first month."""
        return MONTH[self.start]

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The months as YYYY-MM, in order."""
        return tuple(_label(month) for month in range(self.first, MONTH[self.end] + 1))

    @cached_property
    def deliveries(self) -> tuple[str, ...]:
        """The names of the delivery folders: the month before the first one is the opening."""
        return (_label(self.first - 1), *self.months)

    def delivery_of(self, day: int) -> int:
        """The delivery that brings an event of this day when nobody is late."""
        return max(0, MONTH[day] - self.first + 1)

    def day_in(self, delivery: int, day: int) -> int:
        """The day `day` (1..28) of the month of a delivery."""
        month = self.first + delivery - 1
        return day_of(month // 12, month % 12 + 1, day)

    def season(self, weights: tuple[int, ...]) -> tuple[int, ...]:
        """The days of the window, each as often as its month weighs (all alike where every weight is zero)."""
        days = range(self.start, self.end + 1)
        return tuple(day for day in days for _ in range(weights[MONTH[day] % 12])) or tuple(days)


class Seasons:
    """The days of the window as often as each kind of thing happens on them."""

    def __init__(self, window: Window) -> None:
        """Weigh every day once; a life then only picks."""
        self.hire = window.season(HIRE_SEASON)
        self.loss = window.season(LOSS_SEASON)
        self.roster = window.season(ROSTER_SEASON)
        self.even = window.season(EVEN_SEASON)


def open_window(first_month: str, last_month: str) -> Window:
    """Make a window; ValueError if the months are out of order or before the ledger opens (2025-01)."""
    window = Window(first_month, last_month)
    if window.start < LEDGER_OPENS or window.end < window.start or YEAR[window.end] > 2030:
        raise ValueError(f"起止月份 {first_month}—{last_month} 不可用;须自 2025-01 起、至 2030-12 止,先起后止")
    return window


def _label(month: int) -> str:
    return f"{month // 12}-{month % 12 + 1:02d}"
