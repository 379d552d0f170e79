"""Long tables by pages, and the addresses that choose among them."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from dashboards.settings import PAGE_ROWS


@dataclass(frozen=True)
class Turned:
    """One page of a table: the page asked for, or the nearest there is."""

    page: int
    pages: int

    @classmethod
    def to(cls, page: int, row_count: int) -> "Turned":
        """The page of a table of so many rows; an empty table has one page."""
        pages = max(1, -(-row_count // PAGE_ROWS))
        return cls(min(max(1, page), pages), pages)

    @property
    def skip(self) -> int:
        """The rows before this page."""
        return (self.page - 1) * PAGE_ROWS

    @property
    def rows(self) -> dict[str, int]:
        """What a query needs to read this page alone."""
        return {"page_rows": PAGE_ROWS, "skip": self.skip}


def month_address(path: str, query: dict[str, Any]) -> str:
    """The address of a page of one month with what is chosen there; what is not chosen is left out."""
    kept = {name: value for name, value in query.items() if value not in ("", None)}
    return f"{path}?" + urlencode(kept | {"month": f"{query['month']:%Y-%m}"})
