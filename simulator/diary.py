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
class Diary:
    """Kept by the verbs of a life.

    began: days on which new work or a business of one's own truly began; closed: the day on which that business left the register.
    """

    work: list[Work] = field(default_factory=list)
    began: list[int] = field(default_factory=list)
    gone: int = NEVER
    closed: int = NEVER

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
