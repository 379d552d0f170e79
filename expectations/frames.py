"""Reads what the gate looks at: one small data frame per mart, made by the SQL file of the mart's name."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from expectations.outcome import GateCannotRun

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Build:
    """Which build of the warehouse was looked at, and the cities it knows (6-digit code -> name)."""

    seq_hi: int
    cutoff_at: datetime
    rule_version: str
    code_version: str
    cities: dict[str, str]


@dataclass(frozen=True)
class Frames:
    """The frames of one month by mart, and the build they come from."""

    build: Build
    by_mart: dict[str, pd.DataFrame]


def first_day(month: str) -> date:
    """The first day of a month written 2026-06. Raises GateCannotRun on anything else."""
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", month):
        raise GateCannotRun(f"月份 {month} 写法不对：请写成 2026-06 的形式")
    return date.fromisoformat(f"{month}-01")


def read(warehouse: Path, month: str, marts: list[str]) -> Frames:
    """The frames of `marts` for the month; the file is opened read-only and nothing is fetched.

    Raises GateCannotRun where the file, one of its marts or the whole month is missing.
    """
    day = first_day(month)
    if not warehouse.is_file():
        raise GateCannotRun(f"找不到仓库文件 {warehouse}：请先运行 taizhang build")
    offline = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
    try:
        with duckdb.connect(str(warehouse), read_only=True, config=offline) as connection:
            build = _build(connection)
            _month_is_built(connection, month, day)
            return Frames(build, {mart: _frame(connection, mart, day) for mart in marts})
    except duckdb.Error as error:
        cause = str(error).partition("\n")[0]
        raise GateCannotRun(f"仓库 {warehouse} 读不出来（{cause}）：请重新运行 taizhang build") from error


def _build(connection: duckdb.DuckDBPyConnection) -> Build:
    facts = connection.execute("select seq_hi, cutoff_at, rule_version, code_version from marts.dim_build").fetchall()
    if len(facts) != 1:
        raise GateCannotRun(f"marts.dim_build 有 {len(facts)} 行，应为一行：请重新运行 taizhang build")
    cities = connection.execute("select city, city_name from marts.dim_cities order by sort_order, city").fetchall()
    return Build(*facts[0], cities=dict(cities))


def _month_is_built(connection: duckdb.DuckDBPyConnection, month: str, day: date) -> None:
    # without this every expectation would fail, each with words of its own, for one and the same reason
    first, last, is_built = connection.execute(
        "select strftime(min(month), '%Y-%m'), strftime(max(month), '%Y-%m'), count(*) filter (where month = $1) > 0"
        " from marts.fct_city_metrics",
        [day],
    ).fetchall()[0]
    if not is_built:
        built = f"现有 {first} 至 {last}" if first else "现在是空的"
        raise GateCannotRun(f"仓库里没有 {month} 的指标（{built}）：请核对月份，或收进该月数据后运行 taizhang build")


def _frame(connection: duckdb.DuckDBPyConnection, mart: str, day: date) -> pd.DataFrame:
    sql = (FOLDER / f"{mart}.sql").read_text(encoding="utf-8")
    return connection.execute(sql, {"month": day}).df()
