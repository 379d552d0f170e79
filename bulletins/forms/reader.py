"""Reads the marts of forms and ledgers from a published warehouse file, read only."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TypeVar

import duckdb

from bulletins.forms.layout import LEDGERS
from bulletins.forms.structure import Figures, FormColumn, FormError, FormHead, Identity, Ledger
from bulletins.marts import PROVINCE
from bulletins.warehouse import opened

T = TypeVar("T")
_OF_CITY = "($city = $province or city = $city)"


def read_figures(warehouse: Path, month: date, city: str) -> Figures:
    """Every form's cells of `city` (210000 = the province, with its cities) from January to `month`.

    Raises FormError if the file, a mart, the city or the month is missing.
    """
    with opened(warehouse, FormError) as con:
        city_name = _city_name(con, city)
        place: dict[str, object] = {"city": city, "province": PROVINCE, "month": month}
        cells = con.execute(
            f"""select form, city, month, label, value from marts.fct_form_cells
            where {_OF_CITY} and month between date_trunc('year', $month) and $month""", place
        ).fetchall()  # fmt: skip
        if not any(row[2] == month for row in cells):
            raise FormError(f"没有 {month:%Y-%m} 的报表数据；请核对月份，或先运行 taizhang build。")
        seq, rules = _build(con)
        return Figures(
            month, city, city_name, city == PROVINCE,
            _rows(con, FormHead, "marts.dim_forms"),
            _rows(con, FormColumn, "marts.dim_form_columns"),
            _rows(con, Identity, "marts.dim_form_identities"),
            {(form, at, when, label): value for form, at, when, label, value in cells},
            _ledger_counts(con, place),
            seq, rules,
        )  # fmt: skip


def read_ledger(warehouse: Path, ledger: str, month: date, city: str) -> Ledger:
    """One real-name ledger of a city, or of the whole province, as it stands at the end of `month`."""
    layout = LEDGERS[ledger]
    named = [column.field for column in layout.columns if column.field]
    with opened(warehouse, FormError) as con:
        city_name = _city_name(con, city)
        rows = con.execute(
            f"select {', '.join(named)} from marts.{layout.mart} where month = $month and {_OF_CITY}"
            f" order by city, {layout.order_by}, person, event_seq",
            {"city": city, "province": PROVINCE, "month": month},
        ).fetchall()
        return Ledger(ledger, month, city_name, tuple(rows), _build(con)[0])


def city_names(warehouse: Path) -> dict[str, str]:
    """Code → name of every assessed unit and the province."""
    with opened(warehouse, FormError) as con:
        return dict(con.execute("select city, city_name from marts.dim_cities order by sort_order").fetchall())


def _ledger_counts(con: duckdb.DuckDBPyConnection, place: dict[str, object]) -> dict[tuple[str, date], int]:
    """How many persons stand on each ledger that a form is compared with, by month."""
    counted: dict[tuple[str, date], int] = {}
    compared = " ".join(text for (text,) in con.execute("select expression from marts.dim_form_identities").fetchall()).split()
    for ledger, layout in LEDGERS.items():
        if ledger not in compared:
            continue
        rows = con.execute(
            f"""select month, count(*) from marts.{layout.mart}
            where {_OF_CITY} and month between date_trunc('year', $month) and $month group by month""", place
        ).fetchall()  # fmt: skip
        counted |= {(ledger, month): count for month, count in rows}
    return counted


def _rows(con: duckdb.DuckDBPyConnection, row_type: type[T], mart: str) -> tuple[T, ...]:
    names = ", ".join(field.name for field in fields(row_type))  # type: ignore[arg-type]
    return tuple(row_type(*row) for row in con.execute(f"select {names} from {mart} order by sort_order").fetchall())


def _city_name(con: duckdb.DuckDBPyConnection, city: str) -> str:
    known = dict(con.execute("select city, city_name from marts.dim_cities order by sort_order").fetchall())
    if city not in known:
        raise FormError(f"没有考核单位 {city}；可用：{'、'.join(f'{code} {name}' for code, name in known.items())}。")
    return str(known[city])


def _build(con: duckdb.DuckDBPyConnection) -> tuple[int, str]:
    return con.execute("select seq_hi, rule_version from marts.dim_build").fetchone() or (0, "")
