"""A person to whom things happen: home, chance, the records that are left of him, and what they change in the truth."""

from collections.abc import Callable
from typing import Any

from simulator.days import ISO, MONTH_END, YEAR, Seasons
from simulator.diary import Diary
from simulator.employers import employer, own_business
from simulator.places import other_city
from simulator.records import Record
from simulator.truth import Amount, Cell, Truth


class Person:
    """One person. `kind` names his story; records beyond the window's end do not exist (yet)."""

    __slots__ = (
        "age",
        "cells",
        "city",
        "diary",
        "employer",
        "index",
        "is_male",
        "judged",
        "kind",
        "once",
        "random",
        "records",
        "restated",
        "seasons",
        "truth",
        "window",
    )  # fmt: skip

    def __init__(self, index: int, random: Callable[[], float], seasons: Seasons, truth: Truth, city: str, is_male: bool) -> None:
        """The person `index`, at home in `city`, of whom nothing is told yet."""
        self.index = index
        self.random = random
        self.window = truth.window
        self.seasons = seasons
        self.truth = truth
        self.city = city
        self.is_male = is_male
        self.kind = ""
        self.age = 35
        self.records: list[Record] = []
        self.cells: list[Cell] = []
        self.diary = Diary()
        self.once: set[tuple[str, str, int]] = set()  # what counts once a year: metric, kind, year
        self.judged: list[Callable[[Any], None]] = []  # what can be told only when the whole life is known
        self.restated: list[tuple[Record, Cell, int]] = []
        self.employer = employer(city, random())

    # chance

    def between(self, low: int, high: int) -> int:
        """A whole number from low to high, both possible."""
        return low + int(self.random() * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in this share of cases."""
        return self.random() < share

    def pick(self, choices: tuple[Any, ...]) -> Any:
        """One of the choices, all alike."""
        return choices[int(self.random() * len(choices))]

    def new_employer(self) -> str:
        """Another employer of the home city."""
        code = employer(self.city, self.random())
        return code if code != self.employer else employer(other_city(self.city, 0.5), self.random())

    def elsewhere(self) -> str:
        """Another city."""
        return other_city(self.city, self.random())

    @property
    def business(self) -> str:
        """The code of the business this person would run."""
        return own_business(self.city, self.index)

    # records

    def leaves(self, name: str, day: int, fields: dict[str, Any], city: str | None = None) -> Record | None:
        """A record is left in a source system; None if its day lies beyond the window."""
        if day > self.window.end:
            return None
        record = Record(name, day, city or self.city, fields, len(self.records))
        self.records.append(record)
        return record

    def handled(self, day: int) -> str:
        """The day on which the office handles what happened on `day`: up to nine days later, in the same month."""
        return ISO[min(day + int(self.random() * 10), MONTH_END[day])]

    # what counts

    def counted(
        self, metric: str, day: int, city: str | None = None, channel: str | None = None, amount: Amount = 1
    ) -> tuple[Cell, ...]:
        """One more (or so much more) in a figure."""
        cells = self.truth.count(metric, city or self.city, day, channel, amount)
        self.cells.extend(cells)
        return cells

    def changed(self, metric: str, day: int, amount: Amount, city: str | None = None) -> tuple[Cell, ...]:
        """A level is another from this day on."""
        cells = self.truth.change(metric, city or self.city, day, amount)
        self.cells.extend(cells)
        return cells

    def first_of_year(self, metric: str, kind: str, day: int) -> bool:
        """True the first time that this happens to him in a calendar year."""
        key = metric, kind, YEAR[day]
        if key in self.once:
            return False
        self.once.add(key)
        return True

    def hangs_on_no_hire(self) -> None:
        """More than the hire's own figures would be wrong without its record: none is said to decide alone."""
        for record in self.records:
            if any(cell.metric == "urban_newly_employed" for cell in record.decides):
                record.decides = ()

    def known_later(self, record: Record | None, cells: tuple[Cell, ...], amount: int) -> None:
        """The record moves figures of a month before its own: a restatement that is nobody's fault."""
        if record is not None:
            month = self.window.delivery_of(record.day) - 1
            self.restated += [(record, cell, amount) for cell in cells if cell.month < month]
