"""A form and a ledger before they are drawn: columns, cells by label, and what its identities came to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Key = tuple[str, str, date, str]
"""form, city, month, label."""


class FormError(Exception):
    """A form cannot be given out; the message says, in Chinese, which rule, both sides, which cells and what to do next."""


@dataclass(frozen=True, slots=True)
class FormHead:
    """One row of dim_forms."""

    form: str
    form_no: str
    title: str
    unit_name: str
    due_day: int
    note: str


@dataclass(frozen=True, slots=True)
class FormColumn:
    """One row of dim_form_columns: a printed column and the part of a metric's evidence that fills it."""

    form: str
    label: str
    group_title: str | None
    title: str
    metric: str | None
    dimension: str | None
    codes: str | None
    why_untold: str | None


@dataclass(frozen=True, slots=True)
class Identity:
    """One row of dim_form_identities (审核关系)."""

    identity: str
    form: str
    printed: str
    expression: str
    mend: str


@dataclass(frozen=True, slots=True)
class Figures:
    """All forms of one city up to one month: what identities across forms need."""

    month: date
    city: str
    city_name: str
    is_province: bool
    heads: tuple[FormHead, ...]
    columns: tuple[FormColumn, ...]
    identities: tuple[Identity, ...]
    cells: dict[Key, Decimal]
    ledger_counts: dict[tuple[str, date], int]
    cutoff_seq: int
    rule_version: str

    def columns_of(self, form: str) -> tuple[FormColumn, ...]:
        """The columns of a form in their printed order."""
        return tuple(column for column in self.columns if column.form == form)

    @property
    def months(self) -> tuple[date, ...]:
        """January to the month."""
        return tuple(date(self.month.year, number, 1) for number in range(1, self.month.month + 1))


@dataclass(frozen=True, slots=True)
class Ledger:
    """One real-name ledger of a city for a month: typed rows in the order of the columns of its layout."""

    ledger: str
    month: date
    city_name: str
    rows: tuple[tuple[object, ...], ...]
    cutoff_seq: int
