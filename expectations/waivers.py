"""Reads the waivers: what an office has decided to publish with, why, and until when."""

from collections.abc import Collection
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from expectations.outcome import GateCannotRun, Waiver

SHIPPED = Path(__file__).with_name("waivers.yml")
REQUIRED = ("expectation_id", "reason", "approved_by", "expires")


def read(path: Path, *, expectation_ids: Collection[str], cities: Collection[str]) -> tuple[Waiver, ...]:
    """The waivers of the file, in its order, expired ones included.

    Raises GateCannotRun where an entry lacks a reason, an office or a day, or names an expectation or a city that does
    not exist: a waiver that covers something other than was meant is worse than none.
    """
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise GateCannotRun(f"豁免文件 {path} 读不出来（{error}）：请改正后重新检查") from error
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise GateCannotRun(f"豁免文件 {path} 应是一个列表：请参照文件头的说明改正")
    return tuple(
        _waiver(entry, f"豁免文件 {path} 第 {number} 条", expectation_ids, cities)
        for number, entry in enumerate(entries, start=1)
    )


def _waiver(entry: Any, place: str, expectation_ids: Collection[str], cities: Collection[str]) -> Waiver:
    if not isinstance(entry, dict):
        raise GateCannotRun(f"{place}不是“名称: 值”的形式：请参照文件头的说明改正")
    unknown = sorted(str(name) for name in set(entry) - {*REQUIRED, "city"})
    if unknown:
        raise GateCannotRun(f"{place}有不认识的名称 {'、'.join(unknown)}：请删去或改正")
    missing = [name for name in REQUIRED if not str(entry.get(name) or "").strip()]
    if missing:
        raise GateCannotRun(f"{place}缺少 {'、'.join(missing)}：请补全后重新检查")
    expectation_id = str(entry["expectation_id"])
    if expectation_id not in expectation_ids:
        raise GateCannotRun(f"{place}的 expectation_id {expectation_id} 不存在：请核对检查编号")
    city = None if entry.get("city") is None else str(entry["city"])
    if city is not None and city not in cities:
        raise GateCannotRun(f"{place}的 city {city} 不在本省各市之中：请填 6 位代码，或删去该行以覆盖全省")
    return Waiver(expectation_id, city, str(entry["reason"]), str(entry["approved_by"]), _day(entry["expires"], place))


def _day(value: Any, place: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise GateCannotRun(f"{place}的 expires {value} 不是日期：请写成 2026-07-31 的形式") from error
