"""The reader: what it says of the marts, and what it refuses."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

from bulletins import data
from bulletins.marts import MartsError
from bulletins.monthly.reader import read_monthly
from bulletins.structure import Bulletin, Heading1, Imprint, Paragraph, Table
from tests.bulletins.conftest import IMPRINT, JUNE, build_warehouse


def paragraphs(bulletin: Bulletin) -> str:
    return "\n".join(block.text for block in bulletin.blocks if isinstance(block, Paragraph))


def table(bulletin: Bulletin, number: int) -> Table:
    return next(b for b in bulletin.blocks if isinstance(b, Table) and b.caption.startswith(f"表{number}　"))


def test_the_six_chapters_stand_in_order(bulletin: Bulletin) -> None:
    assert [block.text for block in bulletin.blocks if isinstance(block, Heading1)] == [
        "一、总体完成情况",
        "二、各市目标任务完成进度",
        "三、去产能职工分流安置",
        "四、数据质量与报送及时性",
        "五、上期数据修订",
        "六、口径说明",
    ]


def test_every_headline_metric_has_its_sentence(bulletin: Bulletin) -> None:
    text = paragraphs(bulletin)
    for sentence in (
        "1至6月，全省城镇新增就业249786人，完成全年目标任务的59.47%，快于序时进度9.47个百分点，同比增加8842人，增长3.67%。",
        "截至6月末，全省城镇登记失业率3.86%，控制在4.50%以内，低于控制线0.64个百分点，同比下降0.06个百分点。",
        "截至6月末，全省分流职工安置率83.33%，高于80.00%的目标3.33个百分点，同比持平。",
    ):
        assert sentence in text


def test_cities_are_named_by_their_pace_and_ties_share_a_rank(bulletin: Bulletin) -> None:
    assert (
        "快于序时进度的有大连市、沈阳市、营口市、鞍山市、辽阳市、本溪市；与序时进度基本一致的有丹东市、锦州市；"
        "慢于序时进度的有抚顺市、葫芦岛市、朝阳市、阜新市、铁岭市；未下达年度目标的有盘锦市。"
    ) in paragraphs(bulletin)
    ranks = {row.cells[1].value: row.cells[11].value for row in table(bulletin, 1).rows}
    assert ranks["丹东市"] == ranks["锦州市"] == 7
    assert ranks["抚顺市"] == 9
    assert ranks["盘锦市"] is None and ranks["全省"] is None


def test_the_threshold_moves_cities_between_the_groups(warehouse: Path) -> None:
    wide = read_monthly(warehouse, JUNE, IMPRINT, lead_threshold_pp=Decimal(5))
    assert "快于序时进度的有大连市、沈阳市、营口市、鞍山市；与序时进度基本一致的有辽阳市、本溪市、丹东市" in paragraphs(wide)
    assert "相差5个百分点及以上" in paragraphs(wide)


def test_cities_above_their_bound_and_without_a_rate_are_named(bulletin: Bulletin) -> None:
    assert (
        "城镇登记失业率高于控制线的有铁岭市、抚顺市，其他已下达控制线且数据齐全的各市均控制在控制线以内。"
        "暂无法计算的有朝阳市。未下达控制线的有盘锦市。"
    ) in paragraphs(bulletin)


def test_a_city_whose_source_was_silent_is_named(bulletin: Bulletin) -> None:
    assert "本月报送中断的来源有：就业服务（朝阳市）。" in paragraphs(bulletin)


def test_a_city_whose_volume_jumped_is_named_with_what_came_and_what_was_usual(bulletin: Bulletin) -> None:
    text = paragraphs(bulletin)
    assert "报送量突增的有大连市社会保险（30600件，常量14200.5件）；骤减的有鞍山市就业登记（310件，常量8900件）。" in text
    assert "抚顺市社会保险" not in text, "an alarm of another month"


def test_a_month_without_alarms_says_so(tmp_path: Path) -> None:
    quiet = build_warehouse(tmp_path / "warehouse.duckdb", "update marts.rpt_source_alarms set alarm = 'none'")
    text = paragraphs(read_monthly(quiet, JUNE, IMPRINT))
    assert "本月没有报送中断的来源。" in text and "各来源报送量没有异动。" in text


def test_restatements_come_with_reasons_causes_and_the_largest_first(bulletin: Bulletin) -> None:
    assert "自上期通报（2026-05-1号）截止（日志序号1103204）以来，已公布数据共修订7项" in paragraphs(bulletin)
    by_reason = {row.cells[0].value: (row.cells[1].value, row.cells[2].value) for row in table(bulletin, 9).rows}
    assert by_reason == {"迟报事件": (3, 65), "更正": (1, 6), "人员合并": (1, 1), "撤回": (1, 3), "规则变更": (1, 1)}
    assert [row.cells[6].value for row in table(bulletin, 10).rows] == [
        *map(Decimal, ("35", "22", "-6", "-3", "-1", "0.02")),
        None,
    ]


def test_without_changes_the_issue_says_so(tmp_path: Path) -> None:
    quiet = build_warehouse(
        tmp_path / "warehouse.duckdb", "delete from marts.rpt_restatements", "delete from marts.rpt_restatement_events"
    )
    assert "已公布数据没有变化，本期无修订。" in paragraphs(read_monthly(quiet, JUNE, IMPRINT))


def test_the_first_issue_says_that_it_is_the_first(tmp_path: Path) -> None:
    first = build_warehouse(
        tmp_path / "warehouse.duckdb",
        "update marts.dim_build set last_issue = null, last_issue_month = null, last_issue_cutoff_seq = null",
        "delete from marts.rpt_restatements",
        "delete from marts.rpt_restatement_events",
    )
    issue = read_monthly(first, JUNE, IMPRINT)
    assert "本期为首期通报，没有已公布数据，本期无修订。" in paragraphs(issue)
    assert issue.head.previous_issue is None


def test_many_restatements_show_the_largest_and_count_all(tmp_path: Path) -> None:
    many = build_warehouse(
        tmp_path / "warehouse.duckdb",
        "insert into marts.rpt_restatements"
        " select date '2026-02-01', '210300', 'natural_attrition', 100, 100 + n, n, 'late_event', 1"
        " from range(100, 140) as t (n)",
    )
    issue = read_monthly(many, JUNE, IMPRINT)
    assert "共修订47项，原因汇总见表9，差额较大的15项列于表10" in paragraphs(issue)
    assert [row.cells[6].value for row in table(issue, 10).rows] == [Decimal(n) for n in range(139, 124, -1)]
    assert len(next(sheet for sheet in issue.sheets if sheet.name == "修订明细").table.rows) == 47


def test_definitions_cite_document_and_clause_and_show_the_formula(bulletin: Bulletin) -> None:
    text = paragraphs(bulletin)
    assert "计算：城镇新就业－自然减员（辽政办发〔2016〕75号，十五）。" in text
    assert "计算：期末登记失业÷（就业人口＋期末登记失业）×100%" in text
    assert "截止日志序号1284517" in text and "taizhang verify 2026-06-1" in text


def test_an_erratum_says_what_it_corrects(warehouse: Path) -> None:
    imprint = Imprint("2026-06-2", "辽就业通报〔2026〕7号", erratum_of="2026-06-1", erratum_reason="抚顺市目标录入有误")
    erratum = read_monthly(warehouse, JUNE, imprint)
    assert erratum.head.title[-1].endswith("（更正）")
    assert "本期更正2026-06-1号通报，更正原因：抚顺市目标录入有误。" in paragraphs(erratum)


def test_only_the_month_asked_for_is_read(bulletin: Bulletin, warehouse: Path) -> None:
    assert {figure.month for figure in bulletin.marts.figures} == {JUNE}
    assert len(bulletin.marts.figures) == 15 * 15
    with pytest.raises(MartsError, match="没有 2026-07 的数据"):
        read_monthly(warehouse, date(2026, 7, 1), IMPRINT)


def test_the_warehouse_is_opened_read_only(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True):
        assert read_monthly(warehouse, JUNE, IMPRINT).marts.build.seq_hi == 1284517


def test_what_is_missing_is_refused_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(MartsError, match="找不到数据仓库文件"):
        read_monthly(tmp_path / "none.duckdb", JUNE, IMPRINT)
    no_city = build_warehouse(
        tmp_path / "city.duckdb", "delete from marts.fct_city_metrics where city = '210900' and metric = 'placement_rate'"
    )
    with pytest.raises(MartsError, match="缺少 2026-06 阜新市（210900）的指标 placement_rate"):
        read_monthly(no_city, JUNE, IMPRINT)
    no_province = build_warehouse(
        tmp_path / "channel.duckdb", "delete from marts.fct_placements_by_channel where city = '210000'"
    )
    with pytest.raises(MartsError, match="没有全省"):
        read_monthly(no_province, JUNE, IMPRINT)
    no_mart = build_warehouse(tmp_path / "mart.duckdb", "drop table marts.dim_channels")
    with pytest.raises(MartsError, match="marts 不完整"):
        read_monthly(no_mart, JUNE, IMPRINT)


def test_the_data_file_is_canonical_and_holds_every_mart_row(bulletin: Bulletin) -> None:
    content = data.render(bulletin)
    read = json.loads(content)
    assert data.canonical(read) == content
    assert len(read["marts"]["figures"]) == 225
    assert len(read["marts"]["causes"]) == 76
    province = next(
        f for f in read["marts"]["figures"] if f["city"] == "210000" and f["metric"] == "registered_unemployment_rate"
    )
    assert province["cumulative_value"] == "3.86"
    assert read["head"]["cutoff_at"] == "2026-07-05T09:00:00"
