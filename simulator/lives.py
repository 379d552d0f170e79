"""A life in the making: what truly happens to one person, counted in the truth at once, and the records it leaves.

Every verb below says one thing that happens. Verbs that count (`hired`, `leaves_for_good`, `unemployed`, `counted`)
write the truth; the others only leave records. Nothing is ever derived from records.
"""

from collections.abc import Callable
from typing import Any

from simulator.days import ISO, LEDGER_OPENS, MONTH_END, YEAR, Seasons, day_of
from simulator.diary import Diary
from simulator.employers import employer, own_business
from simulator.identities import helper_number
from simulator.places import other_city
from simulator.projects import hiring
from simulator.records import Record
from simulator.truth import Amount, Cell, Truth

_START_RAW = {"first": "A", "resume": "B", "transfer_in": "C"}
_END_RAW = {"suspend": "03", "terminate": "04", "retire": "05", "death": "06", "transfer_out": "01"}
_POSTS = ("装配工", "保安员", "仓管员", "电工", "客服")
HISTORY_OPENS = day_of(2015, 1, 1)


class Life:
    """One person's life. `kind` names the story; records beyond the window's end do not exist (yet)."""

    __slots__ = (
        "age",
        "cells",
        "city",
        "diary",
        "employer",
        "hard_since",
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
        """An empty life of the person `index`, at home in `city`."""
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
        self.hard_since: int | None = None
        self.once: set[tuple[str, str, int]] = set()  # what counts once a year: metric, kind, year
        self.judged: list[Callable[[Life], None]] = []  # what can be told only when the whole life is known
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

    def insured(
        self, day: int, enterprise: str, reason: str = "first", city: str | None = None, insurance: str = "110"
    ) -> Record | None:
        """Insurance starts at an employer."""
        record = self.leaves(
            "insurance_started", day,
            {"enterprise": enterprise, "insurance": insurance, "change_type_raw": "1", "reason_raw": _START_RAW[reason],
             "reason": reason, "handled_at": self.handled(day)}, city,
        )  # fmt: skip
        if record is not None and insurance == "110":
            self.diary.begins(day, enterprise, record)
        return record

    def uninsured(self, day: int, enterprise: str, reason: str, insurance: str = "110") -> Record | None:
        """Insurance ends at an employer."""
        record = self.leaves(
            "insurance_ended", day,
            {"enterprise": enterprise, "insurance": insurance, "change_type_raw": "2", "reason_raw": _END_RAW[reason],
             "reason": reason, "handled_at": self.handled(day)},
        )  # fmt: skip
        if record is not None and insurance == "110":
            self.diary.ends(day, enterprise)
        return record

    def registers_job(
        self, day: int, enterprise: str | None, employment_type: str = "private", city: str | None = None,
        is_urban: bool = True, is_renewal: bool = False,
    ) -> Record | None:  # fmt: skip
        """An employment registration."""
        fields: dict[str, Any] = {"employment_type": employment_type}
        if enterprise is not None:
            fields["enterprise"] = enterprise
        fields |= {"is_urban": is_urban, "is_renewal": is_renewal}
        if employment_type in ("unit", "private"):
            fields["contract_months"] = self.pick((12, 24, 36, 60))
        return self.leaves("employment_registered", day, fields, city)

    def registers_business(self, day: int) -> Record | None:
        """A business of one's own is registered."""
        record = self.leaves("business_registered", day, {"enterprise": self.business, "kind": "individual"})
        if record is not None:
            self.diary.begins(day, self.business, record)
            self.diary.began.append(day)
        return record

    def contract_ends(self, day: int, enterprise: str, reason: str, **known: Any) -> Record | None:
        """A labour relation ends."""
        record = self.leaves("labour_relation_ended", day, {"enterprise": enterprise, "reason": reason} | known)
        if record is not None:
            self.diary.ends(day, enterprise)
        return record

    def registered_as_ended(self, day: int, enterprise: str | None, reason: str) -> Record | None:
        """The end of an employment is registered; flexible work has no employer."""
        fields = (
            {"employment_type": "flexible"} if enterprise is None else {"employment_type": "private", "enterprise": enterprise}
        )
        record = self.leaves("employment_ended", day, fields | {"reason": reason})
        if record is not None and enterprise is not None:
            self.diary.ends(day, enterprise)
        return record

    def closes_business(self, day: int, reason: str = "voluntary") -> Record | None:
        """The business of one's own leaves the register, and with it the work in it, unless it is merged with another."""
        successor = {"successor": self.employer} if reason == "merged" else {}
        record = self.leaves("business_deregistered", day, {"enterprise": self.business, "reason": reason} | successor)
        if record is not None and reason != "merged":
            self.diary.ends(day, self.business)
        return record

    def served(self, day: int, name: str) -> Record | None:
        """A public employment service is rendered: recommendation or guidance."""
        if name == "job_recommended":
            return self.leaves(name, day, {"post": self.pick(_POSTS), "enterprise": self.employer})
        return self.leaves(name, day, {"kind": self.pick(("career_guidance", "employment_service", "policy_consultation"))})

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

    def hired(
        self, day: int, city: str | None = None, registered: bool = False, hard: bool = False, enterprise: str | None = None
    ) -> tuple[Cell, ...]:
        """A genuine hire: counts once a year, as re-employment if he was registered, and as hard to employ."""
        self.diary.began.append(day)
        self._fills_promise(day, enterprise)
        if day < LEDGER_OPENS or not self.first_of_year("urban_newly_employed", "", day):
            return ()
        cells = self.counted("urban_newly_employed", day, city)
        if registered:
            cells += self.counted("unemployed_reemployed", day, city)
            if hard:
                cells += self.counted("hard_to_employ_employed", day, city)
        return cells

    def _fills_promise(self, day: int, enterprise: str | None) -> None:
        """Work at a project's enterprise while its jobs are counted: once a project, in the city that announced it."""
        project = hiring(self.window, enterprise, day) if enterprise else None
        if project and ("project_jobs_realised", project.number, 0) not in self.once:
            self.once.add(("project_jobs_realised", project.number, 0))
            self.truth.change("project_jobs_realised", project.city, day, 1)

    def leaves_for_good(self, day: int, cause: str, counts: bool, city: str | None = None) -> Record | None:
        """Pension or death; attrition where he was in an urban job. The record decides the figure."""
        fields: dict[str, Any] = {"handled_at": self.handled(day)}
        if cause == "pension_started":
            fields = {"kind": self.pick(("statutory", "statutory", "early", "disability"))} | fields
        cells = self.counted("natural_attrition", day, city) if counts else ()
        record = self.leaves(cause, day, fields, city)
        if record is not None:
            record.decides = cells
            self.diary.leaves(day)
            if self.hard_since is not None and self.hard_since < day:
                self.changed("hard_to_employ", day, -1)
        return record

    def certified(self, day: int, category: str | None = None) -> Record | None:
        """The person is certified as hard to employ: one more in the level."""
        known = category or self.pick(("age_4050", "minimum_living_allowance", "disabled", "long_term_unemployed"))
        record = self.leaves("hardship_certified", day, {"category": known})
        if record is not None:
            self.hard_since = day
            self.changed("hard_to_employ", day, 1)
            if self.index % 3:
                self.leaves("helper_assigned", day + self.index % 40, {"helper": helper_number(self.city)})
        return record

    def no_longer_hard(self, day: int, reason: str) -> Record | None:
        """He is no longer counted as hard to employ: one less in the level."""
        if self.hard_since is None or day <= self.hard_since:
            return None
        record = self.leaves("hardship_exited", day, {"reason": reason})
        if record is not None:
            self.hard_since = None
            record.decides = self.changed("hard_to_employ", day, -1)
        return record

    def unemployed(self, day: int, since: int | None = None) -> Record | None:
        """He registers as unemployed: one more in the level."""
        self.changed("registered_unemployed", day, 1)
        fields = {} if since is None else {"unemployed_since": ISO[since]}
        record = self.leaves("unemployment_registered", day, fields)
        if record is not None:
            self.diary.ends(day)
        return record

    def no_longer_unemployed(self, day: int, reason: str) -> Record | None:
        """The registration is closed: one less in the level."""
        cells = self.changed("registered_unemployed", day, -1)
        record = self.leaves("unemployment_deregistered", day, {"reason": reason})
        if record is not None:
            record.decides = cells
        return record

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
