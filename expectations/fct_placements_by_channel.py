"""May the placements by channel be published? Channels make up the figure, no more is proven than placed.

The suite looks at the frame of fct_placements_by_channel.sql: one row per (city, channel), one total per city.
"""

import great_expectations as gx
from great_expectations.expectations.row_conditions import Column

from expectations.checks import ExpectColumnValuesToBeBetween as Between
from expectations.thresholds import Thresholds
from expectations.wording import said

CELL = ("city_name", "channel_name")


def suite(_thresholds: Thresholds) -> gx.ExpectationSuite:
    """The expectations on the channels, by ID."""
    channels = "打开 diverted_placed 的证据，查有无缺渠道或重复计渠道的行"
    proof = "打开 placements_verified 的证据，与已安置逐人比对"
    by_channel = Column("row_kind") == "channel"
    expectations = [
        Between(
            column="month_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E301", "各渠道本月人数之和等于已安置本月数", channels,
                *CELL, "month_persons", "placed_month_persons",
            ),
        ),
        Between(
            column="cumulative_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E302", "各渠道累计人数之和等于已安置累计数", channels,
                *CELL, "cumulative_persons", "placed_cumulative_persons",
            ),
        ),
        Between(
            column="verified_excess", max_value=0, severity="critical",
            meta=said(
                "E303", "每个渠道已核实人数不多于累计人数", proof,
                *CELL, "cumulative_persons", "verified_persons",
            ),
        ),
        Between(
            column="verified_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E304", "各渠道已核实人数之和等于已核实安置累计数", proof,
                *CELL, "verified_persons", "figure_verified_persons",
            ),
        ),
        Between(
            column="is_known_channel", min_value=1, max_value=1, severity="critical",
            meta=said(
                "E305", "每个渠道都在渠道表中", "在渠道表补上该渠道，或改正来源映射",
                "city_name", "channel", "cumulative_persons",
            ),
        ),
        Between(
            column="province_gap", min_value=0, max_value=0, severity="critical",
            meta=said(
                "E306", "全省每个渠道的人数等于各市之和", "查渠道模型的全省汇总",
                *CELL, "month_persons", "cities_month_persons",
                "cumulative_persons", "cities_cumulative_persons", may_be_empty=True,
            ),
        ),
        Between(
            column="lowest_value", min_value=0, row_condition=by_channel, severity="critical",
            meta=said(
                "E307", "渠道人数不为负", "打开证据查冲销行，冲销不得多于原记",
                *CELL, "month_persons", "cumulative_persons", "verified_persons",
            ),
        ),
        Between(
            column="verified_pct", min_value=0, max_value=100, severity="critical",
            meta=said(
                "E308", "核实率在 0 到 100 之间", "查渠道模型核实率的分子分母",
                *CELL, "cumulative_persons", "verified_persons", "verified_pct", may_be_empty=True,
            ),
        ),
    ]  # fmt: skip
    return gx.ExpectationSuite(name="fct_placements_by_channel", meta={"title": "分渠道安置"}, expectations=expectations)
