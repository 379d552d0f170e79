"""Typed cells and columns that several chapters share, so that one figure looks the same wherever it stands."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from bulletins.marts import PROVINCE, CityMetric, Metric, MonthMarts
from bulletins.structure import Cell, CellKind, Row

Number = Decimal | int | None


def text(value: str | None) -> Cell:
    """Words."""
    return Cell(value, "text")


def count(value: Number) -> Cell:
    """A whole number of persons, events or cells."""
    return Cell(value, "count")


def rate(value: Number) -> Cell:
    """A rate in %, two decimals."""
    return Cell(value, "rate")


def signed_rate(value: Number) -> Cell:
    """A difference in percentage points or a growth in %, with its sign."""
    return Cell(value, "signed_rate")


def rank(value: int | None) -> Cell:
    """A place in a ranking."""
    return Cell(value, "rank")


def days(value: Number) -> Cell:
    """A delay in days."""
    return Cell(value, "days")


def seq(value: int | None) -> Cell:
    """A place in the log."""
    return Cell(value, "seq")


def month(value: date) -> Cell:
    """A month."""
    return Cell(value, "month")


def moment(value: datetime | None) -> Cell:
    """A moment of the log, UTC+8."""
    return Cell(value, "moment")


def figure(metric: Metric, value: Number) -> Cell:
    """A figure of this metric: a rate or a count."""
    return Cell(value, "rate" if metric.kind == "rate" else "count")


def difference(metric: Metric, value: Number) -> Cell:
    """A difference of this metric: percentage points or a signed count."""
    kind: CellKind = "signed_rate" if metric.kind == "rate" else "signed_count"
    return Cell(value, kind)


def ranked(marts: MonthMarts, metric: str) -> list[CityMetric]:
    """The province first, then the cities by rank; unranked cities last; ties in the order of the code list."""
    place = {entry.city: number for number, entry in enumerate(marts.cities)}
    rows = [row for row in marts.figures if row.metric == metric]
    return sorted(
        rows,
        key=lambda row: (
            row.city != PROVINCE,
            row.rank is None,
            row.rank or 0,
            place.get(row.city, len(place)),
            row.city,
        ),
    )


def numbered(marts: MonthMarts, rows: list[CityMetric]) -> list[tuple[Cell, Cell, CityMetric]]:
    """Give 序号 and 地区 to ranked rows; the province has no number."""
    offset = sum(1 for row in rows if row.city == PROVINCE)
    return [
        (
            count(None) if row.city == PROVINCE else count(number - offset),
            text(marts.city_name(row.city)),
            row,
        )
        for number, row in enumerate(rows, start=1)
    ]


def row_of(cells: list[Cell], city: str) -> Row:
    """A table row, bold if it is the province's."""
    return Row(tuple(cells), is_total=city == PROVINCE)
