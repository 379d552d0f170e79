"""Checks the printed identities (审核关系). One that does not hold stops the form; one that asks for what is untold says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from bulletins.forms.structure import Figures, FormError, Identity

OF_CITIES, LAST_MONTH = "各市.", "上月."
_TERM = re.compile(r"\s*([+-]?)\s*([^\s+]+)(?:\s*\.\.\s*(\d+))?")


class Untold(Exception):
    """A column of the identity has no figure."""


@dataclass(frozen=True, slots=True)
class Checked:
    """An identity and what it came to: both sides in the form's month, or why they cannot be compared."""

    identity: Identity
    left: Decimal | None
    right: Decimal | None
    verdict: str


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of an identity: its sum, and each cell with its value."""

    total: Decimal
    cells: tuple[str, ...]


def check(figures: Figures, form: str) -> tuple[Checked, ...]:
    """Every identity of a form in every month from January. Raises FormError with all that do not hold."""
    faults, checked = [], []
    for identity in (identity for identity in figures.identities if identity.form == form):
        if OF_CITIES in identity.expression and not figures.is_province:
            continue
        left_text, relation, right_text = re.split(r"\s(=|>=)\s", identity.expression)
        left = right = None
        verdict = "成立"
        for month in figures.months:
            try:
                left = _side(figures, form, month, left_text)
                right = _side(figures, form, month, right_text)
            except Untold as reason:
                left = right = None
                verdict = f"未能核对：{reason}"
                break
            if not (left.total == right.total if relation == "=" else left.total >= right.total):
                faults.append(_fault(figures, identity, month, left, right))
        checked.append(Checked(identity, left.total if left else None, right.total if right else None, verdict))
    if faults:
        raise FormError("审核关系不成立，未出表：\n" + "\n".join(faults))
    return tuple(checked)


def _side(figures: Figures, form: str, month: date, text: str) -> _Side:
    total, cells = Decimal(0), []
    for sign, term, last in _TERM.findall(text):
        labels = [str(n) for n in range(int(term), int(last) + 1)] if last else [term]
        for label in labels:
            value = _value(figures, form, month, label)
            total += -value if sign == "-" else value
            cells.append(f"{label}={value:f}".rstrip("0").rstrip(".") if value % 1 else f"{label}={int(value)}")
    return _Side(total, tuple(cells))


def _value(figures: Figures, form: str, month: date, label: str) -> Decimal:
    if label.startswith("台账"):
        return Decimal(figures.ledger_counts.get((label, month), 0))
    if label.startswith(OF_CITIES):
        number = label.removeprefix(OF_CITIES)
        parts = [v for (f, city, m, n), v in figures.cells.items() if (f, m, n) == (form, month, number) and city != figures.city]
        return sum(parts, Decimal(0))
    if label.startswith(LAST_MONTH):
        if month.month == 1:
            return Decimal(0)
        return _value(figures, form, month.replace(month=month.month - 1), label.removeprefix(LAST_MONTH))
    other, dot, number = label.rpartition(".")
    key = (other if dot else form, figures.city, month, number)
    if key not in figures.cells:
        raise Untold(f"{number}栏没有数")
    return figures.cells[key]


def _fault(figures: Figures, identity: Identity, month: date, left: _Side, right: _Side) -> str:
    return (
        f"{identity.identity} {figures.city_name} {month:%Y-%m} {identity.form}表 {identity.printed}："
        f"左边 {left.total:f}（{'，'.join(left.cells)}），右边 {right.total:f}（{'，'.join(right.cells)}）。{identity.mend}。"
    )
