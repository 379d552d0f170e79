"""人力资源市场供求: the quarter's 求人倍率 by city, and the province's hot and cold occupations (鸡西市 2018-05-22 五(十八))."""

from __future__ import annotations

from bulletins import words
from bulletins.marts import PROVINCE, ListedOccupation, QuarterMarts
from bulletins.monthly import cells
from bulletins.structure import Block, Cell, Column, Heading1, Note, Paragraph, Row, Table
from streams.events.occupations import occupation_name

SIDES = {"hot": "热门岗位", "cold": "冷门岗位"}
RATIO_COLUMNS = (Column("地区", 30), Column("招聘需求", 36), Column("求职人数", 36), Column("求人倍率", 30))
OCCUPATION_COLUMNS = (
    Column("序号", 12),
    Column("职业", 60),
    Column("招聘需求", 22),
    Column("求职人数", 22),
    Column("缺口", 18),
    Column("求人倍率", 20),
)
NOTE = "注：求人倍率＝招聘需求÷求职人数，含上季结转；职业按《中华人民共和国职业分类大典》中类，附代码；缺口为招聘需求减求职人数。"


def ratio_table(marts: QuarterMarts) -> Table:
    """Places, seekers and their ratio, city by city."""
    rows = tuple(
        cells.row_of(
            [
                cells.text(marts.end.city_name(row.city)),
                cells.count(row.demand_persons),
                cells.count(row.seeker_persons),
                cells.rate(row.vacancy_ratio),
            ],
            row.city,
        )
        for row in marts.ratios
    )
    return Table("各市求人倍率", RATIO_COLUMNS, rows, "人、倍")


def occupation_line(row: ListedOccupation) -> list[Cell]:
    """Place, occupation, places, seekers, gap, ratio."""
    return [
        cells.rank(row.list_rank),
        cells.text(occupation_name(row.occupation)),
        cells.count(row.demand_persons),
        cells.count(row.seeker_persons),
        Cell(row.gap_persons, "signed_count"),
        cells.rate(row.vacancy_ratio),
    ]


def occupation_table(marts: QuarterMarts, side: str) -> Table:
    """The province's list of one side."""
    rows = [row for row in marts.occupations if row.city == PROVINCE and row.side == side]
    return Table(f"全省{SIDES[side]}", OCCUPATION_COLUMNS, tuple(Row(tuple(occupation_line(row))) for row in rows), "人、倍")


def chapter(marts: QuarterMarts) -> list[Block]:
    """The province's ratio in a sentence, the cities' table, the two lists."""
    heading = Heading1("人力资源市场供求")
    province = next((row for row in marts.ratios if row.city == PROVINCE), None)
    if province is None:
        return [heading, Paragraph("本季没有登记的招聘和求职。")]
    blocks: list[Block] = [
        heading,
        Paragraph(
            f"本季全省登记招聘需求{words.count(province.demand_persons)}人、求职{words.count(province.seeker_persons)}人，"
            f"求人倍率{words.rate(province.vacancy_ratio)}。各市情况见«各市求人倍率»。"
        ),
        ratio_table(marts),
    ]
    for side in SIDES:
        table = occupation_table(marts, side)
        blocks.append(table if table.rows else Paragraph(f"本季没有{SIDES[side]}。"))
    return [*blocks, Note(NOTE)]
