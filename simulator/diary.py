"""What truly happened to one person, day by day, as far as later duties hang on it: work held, work begun, the end of working life."""

from dataclasses import dataclass, field

from simulator.records import Record

NEVER = 1 << 30


@dataclass(slots=True)
class Work:
    """Insured work at one enterprise, or a business run: from the first day to the day on which it is over."""

    enterprise: str
    start: int
    end: int
    shown_by: Record


@dataclass(slots=True)
class Stay:
    """A state that he is in: from the day on which a record opens it to the day on which one closes it."""

    since: int
    opened_by: Record
    until: int = NEVER
    closed_by: Record | None = None

    def closes(self, day: int, closed_by: Record) -> None:
        """It is over."""
        self.until, self.closed_by = day, closed_by

    def holds_on(self, day: int) -> bool:
        """True on its first day and until the day on which it is over."""
        return self.since <= day < self.until


@dataclass(frozen=True, slots=True)
class Benefit:
    """A benefit received on a day, for the days from `first` to `last`; the first month that it is for runs until `first_until`."""

    item: str
    day: int
    first: int
    first_until: int
    last: int
    record: Record


@dataclass(slots=True)
class Diary:
    """Kept by the verbs of a life.

    began: days on which new work or a business of one's own truly began; closed: the day on which that business left the register;
    unemployed, hard, suspended: what he was registered, certified or sent home as; helpers, courses, supports: what he was given, as
    recorded; separated: the roster and the day of a relation that its enterprise ended; household: his, while it stands on the list;
    benefits, grounds: what he received, and the work begun that gives a ground for it.
    """

    work: list[Work] = field(default_factory=list)
    began: list[int] = field(default_factory=list)
    gone: int = NEVER
    closed: int = NEVER
    unemployed: list[Stay] = field(default_factory=list)
    hard: list[Stay] = field(default_factory=list)
    suspended: list[Stay] = field(default_factory=list)
    helpers: list[Record] = field(default_factory=list)
    courses: list[tuple[str, Record]] = field(default_factory=list)
    supports: list[tuple[str, Record]] = field(default_factory=list)
    recommended: list[int] = field(default_factory=list)
    separated: tuple[Record, int] | None = None
    household: tuple[str, Stay] | None = None
    benefits: list[Benefit] = field(default_factory=list)
    grounds: list[tuple[str, int]] = field(default_factory=list)

    def begins(self, day: int, enterprise: str, shown_by: Record) -> None:
        """Work begins at an enterprise."""
        self.work.append(Work(enterprise, day, NEVER, shown_by))

    def ends(self, day: int, enterprise: str | None = None) -> None:
        """Work is over at one enterprise, or everywhere."""
        for work in self.work:
            if work.start < day < work.end and enterprise in (None, work.enterprise):
                work.end = day

    def leaves(self, day: int) -> None:
        """Working life is over: pension or death."""
        self.gone = min(self.gone, day)
        self.ends(day)

    def is_hard_on(self, day: int) -> bool:
        """True while he is certified as hard to employ."""
        return any(stay.holds_on(day) for stay in self.hard)

    def works_on(self, day: int) -> bool:
        """True if he is in insured work, or runs a business, on that day."""
        return any(work.start <= day < work.end for work in self.work)

    def next_work(self, after: int, within: int) -> Work | None:
        """The work that goes on after a day or begins within so many days of it."""
        found = [work for work in self.work if work.start <= after + within and work.end > after]
        return min(found, key=lambda work: work.start, default=None)

    def began_between(self, first: int, last: int) -> int | None:
        """The first day from `first` to `last` on which new work began."""
        return min((day for day in self.began if first <= day <= last), default=None)
