"""The year's assessment of every city as a worked calculation: each item's points from the figures, beside those submitted."""

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from bulletins.warehouse import opened
from flows.figures import dicts
from flows.settings import Home
from flows.sheets import sheet

HEADER = ("年度", "考核单位", "评分办法", "项目", "计算", "满分", "得分", "自评分", "核定分", "第三方评分", "终评分")


@dataclass(frozen=True)
class Assessed:
    """One city: its points out of a hundred, place and grade; `is_estimated` before the year is over."""

    city_name: str
    score: Decimal
    final_score: Decimal | None
    rank: int
    grade: str
    is_estimated: bool


def assess(home: Home, year: int, out: Path | None = None) -> tuple[list[Assessed], Path]:
    """Read the published warehouse and write the calculation of every item; raises LookupError when the year has none."""
    with opened(home.warehouse, LookupError) as con:
        cities = con.execute(
            """
            select c.city_name, g.score, g.final_score, g.rank, g.grade, g.is_estimated
            from marts.rpt_assessment_grades g join marts.dim_cities c using (city)
            where g.year = ? order by g.rank, c.sort_order
            """,
            [year],
        ).fetchall()
        items = dicts(con.execute(
            """
            select a.year, c.city_name, a.scheme, m.metric_name, m.unit_name, a.assessed_in, a.is_estimated, a.how, a.target_value,
                a.cumulative_value, a.completion_pct, a.lead_pp, a.max_points, a.points, a.self_points, a.verified_points, a.third_party_points,
                a.final_points
            from marts.fct_assessments a join marts.dim_cities c using (city) join marts.dim_metrics m on m.metric = a.item
            where a.year = ? order by c.sort_order, m.sort_order
            """,
            [year],
        ))  # fmt: skip
    if not items:
        raise LookupError(f"{year} 年没有可考核的项目:评分办法所列指标须有责任状目标和数据(见 rules/ 中的评分办法)")
    file = out or home.path / "assessments" / f"{year}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(_calculation(items))
    return [Assessed(*row) for row in cities], file


def worked(item: dict[str, Any]) -> str:
    """“目标 100 人,2026-12 累计 98 人,完成率 98%;差 2 个百分点;未完成,不得分”."""
    unit = item["unit_name"]
    text = f"目标 {_plain(item['target_value'])}{unit},{item['assessed_in']:%Y-%m} 累计 {_plain(item['cumulative_value'])}{unit}"
    if item["completion_pct"] is not None:
        text += f",完成率 {_plain(item['completion_pct'])}%"
    lead, points = item["lead_pp"], item["points"]
    text += f";{'达到' if lead >= 0 else '差 ' + _plain(-lead) + ' 个百分点'}"
    earned = "得满分" if points == item["max_points"] else f"按完成程度得 {_plain(points)} 分" if points else "未完成,不得分"
    return f"{text};{earned}{'(年度未满,按序时进度估算)' if item['is_estimated'] else ''}"


def _calculation(items: list[dict[str, Any]]) -> bytes:
    rows = []
    for item in items:
        points = [
            item[name]
            for name in ("max_points", "points", "self_points", "verified_points", "third_party_points", "final_points")
        ]
        line = [item["year"], item["city_name"], item["scheme"], item["metric_name"], worked(item)]
        rows.append([*line, *("" if value is None else _plain(value) for value in points)])
    return sheet(HEADER, rows)


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
