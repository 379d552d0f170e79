"""What an issue is about: a month (月通报) or a quarter (季调度), and what differs between the two."""

import re
from dataclasses import dataclass
from datetime import date

NUMBER_PREFIXES = {"月通报": "辽就业通报", "季调度": "辽就业调度"}


@dataclass(frozen=True)
class Period:
    """A month “2026-06” or a quarter “2026Q2”."""

    name: str

    @classmethod
    def parse_month(cls, text: str) -> "Period":
        """A month as YYYY-MM. Raises ValueError with an example."""
        if not re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", text):
            raise ValueError(f"月份 {text} 读不出来:写成 2026-06")
        return cls(text)

    @classmethod
    def parse_quarter(cls, text: str) -> "Period":
        """A quarter as YYYYQn. Raises ValueError with an example."""
        if not re.fullmatch(r"20\d\dQ[1-4]", text):
            raise ValueError(f"季度 {text} 读不出来:写成 2026Q2")
        return cls(text)

    @classmethod
    def of_issue(cls, issue: str) -> "Period":
        """The period of an issue: “2026-06-1”, “2026Q2-1”."""
        return cls(issue.rpartition("-")[0])

    @property
    def genre(self) -> str:
        """月通报 or 季调度."""
        return "季调度" if "Q" in self.name else "月通报"

    @property
    def starts_on(self) -> date:
        """Its first day."""
        year, _, quarter = self.name.partition("Q")
        return date(int(year), 3 * int(quarter) - 2, 1) if quarter else date.fromisoformat(f"{self.name}-01")

    @property
    def month(self) -> str:
        """The month it ends in, YYYY-MM."""
        ends_in = self.starts_on.month + (2 if self.genre == "季调度" else 0)
        return f"{self.starts_on.year}-{ends_in:02}"

    @property
    def number_prefix(self) -> str:
        """What its 文号 begins with."""
        return NUMBER_PREFIXES[self.genre]
