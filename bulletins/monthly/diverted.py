"""去产能职工分流安置: in scope, placed, corroborated, served; by channel and by city."""

from __future__ import annotations

from bulletins import words
from bulletins.marts import PROVINCE, ChannelPlacement, MartsError, MonthMarts
from bulletins.monthly import cells
from bulletins.structure import Block, Cell, Column, Heading1, Heading2, Note, Paragraph, Row, Table

CHANNEL_COLUMNS = (
    Column("安置渠道", 38),
    Column("本月安置", 26),
    Column("累计安置", 26),
    Column("其中：已核实", 28),
    Column("核实率%", 26),
)
CITY_METRICS = (
    ("diverted_in_scope", "应安置"),
    ("diverted_placed", "已安置"),
    ("placement_rate", "安置率%"),
    ("placements_verified", "已核实"),
    ("placements_verified_rate", "核实率%"),
    ("service_guaranteed", "服务达标"),
    ("service_guarantee_rate", "服务达标率%"),
)
CHANNEL_NOTE = "注：“已核实”指安置情况有社会保险、市场主体登记或核查记录佐证，口径见«口径说明»。"


def _cell_text(marts: MonthMarts, metric: str) -> str:
    return words.amount(marts.metric(metric), marts.figure(PROVINCE, metric).cumulative_value)


def summary(marts: MonthMarts) -> Paragraph:
    """The province in one sentence."""
    return Paragraph(
        f"截至{marts.month.month}月末，全省列入{marts.month.year}年度去产能职工安置范围"
        f"{_cell_text(marts, 'diverted_in_scope')}，已安置{_cell_text(marts, 'diverted_placed')}，"
        f"安置率{_cell_text(marts, 'placement_rate')}；已安置人员中经核实{_cell_text(marts, 'placements_verified')}，"
        f"核实率{_cell_text(marts, 'placements_verified_rate')}；接受就业服务达标"
        f"{_cell_text(marts, 'service_guaranteed')}，服务达标率{_cell_text(marts, 'service_guarantee_rate')}。"
    )


def channel_line(marts: MonthMarts, row: ChannelPlacement) -> list[Cell]:
    """Channel, month, cumulative, verified, verified share, as fct_placements_by_channel gives them."""
    names = {entry.channel: entry.channel_name for entry in marts.channels}
    persons = [row.month_persons, row.cumulative_persons, row.verified_persons]
    return [
        cells.text(names.get(row.channel, row.channel)),
        *(cells.count(value) for value in persons),
        cells.rate(row.verified_pct),
    ]


def channel_table(marts: MonthMarts) -> Table:
    """The province's placements by channel; raises MartsError if the mart has cities but no province."""
    rows = [row for row in marts.placements if row.city == PROVINCE]
    if marts.placements and not rows:
        raise MartsError(
            f"marts.fct_placements_by_channel 有各市数据但没有全省（{PROVINCE}）的行；"
            "通报不自行汇总，请在模型中补上全省行后重新构建。"
        )
    lines = tuple(Row(tuple(channel_line(marts, row))) for row in rows)
    return Table("全省去产能职工分渠道安置情况", CHANNEL_COLUMNS, lines, "人、%")


def city_table(marts: MonthMarts) -> Table:
    """All cities with their placement figures, in the order of the code list, the province on top."""
    columns = [Column("地区", 20), *(Column(title, 19.5) for _, title in CITY_METRICS)]
    metrics = [marts.metric(name) for name, _ in CITY_METRICS]
    rows = []
    for entry in marts.cities:
        figures = [cells.figure(m, marts.figure(entry.city, m.metric).cumulative_value) for m in metrics]
        rows.append(cells.row_of([cells.text(marts.city_name(entry.city)), *figures], entry.city))
    return Table("各市去产能职工分流安置情况", tuple(columns), tuple(rows), "人、%")


def chapter(marts: MonthMarts) -> list[Block]:
    """Summary, channels, cities."""
    blocks: list[Block] = [Heading1("去产能职工分流安置"), Heading2("（一）全省情况"), summary(marts)]
    table = channel_table(marts)
    if table.rows:
        blocks += [table, Note(CHANNEL_NOTE)]
    else:
        blocks.append(Paragraph("本年截至目前无分渠道安置记录。"))
    return [*blocks, Heading2("（二）各市情况"), city_table(marts)]
