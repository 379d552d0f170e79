"""The quarterly dispatch: its chapters, who is behind, policy and funds, the market; the numbers of its parts."""

import io
import json
from datetime import date
from pathlib import Path

import docx as word
import pytest

from bulletins import data, docx, xlsx
from bulletins.marts import MartsError
from bulletins.numbering import numbered
from bulletins.quarterly.reader import read_quarterly
from bulletins.structure import Bulletin, Heading1, Imprint, Paragraph, Table
from bulletins.words import document_number
from tests.bulletins.conftest import HERE, build_warehouse

APRIL = date(2026, 4, 1)
IMPRINT = Imprint(issue="2026Q2-1", document_number=document_number("辽就业调度", 2026, 2))


@pytest.fixture(scope="module")
def quarter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hand-filled June, and the quarter that it ends."""
    return build_warehouse(
        tmp_path_factory.mktemp("quarter") / "warehouse.duckdb", (HERE / "quarter_rows.sql").read_text(encoding="utf-8")
    )


@pytest.fixture(scope="module")
def dispatch(quarter: Path) -> Bulletin:
    return read_quarterly(quarter, APRIL, IMPRINT)


def paragraphs(bulletin: Bulletin) -> str:
    return "\n".join(block.text for block in bulletin.blocks if isinstance(block, Paragraph))


def table(bulletin: Bulletin, name: str) -> Table:
    return next(b for b in bulletin.blocks if isinstance(b, Table) and b.caption.endswith(f"　{name}"))


def test_the_eight_chapters_and_sixteen_tables_are_numbered_in_order(dispatch: Bulletin) -> None:
    assert [block.text for block in dispatch.blocks if isinstance(block, Heading1)] == [
        "一、总体完成情况",
        "二、各市目标任务完成进度",
        "三、去产能职工分流安置",
        "四、政策落实和资金使用",
        "五、人力资源市场供求",
        "六、督查核查和问题线索",
        "七、上期数据修订",
        "八、口径说明",
    ]
    captions = [block.caption for block in dispatch.blocks if isinstance(block, Table)]
    assert [caption.partition("　")[0] for caption in captions] == [f"表{n}" for n in range(1, 17)]
    assert "原因汇总见表15，全部列于表16" in paragraphs(dispatch)


def test_a_pointer_to_a_part_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError, match="没有的表"):
        numbered([Heading1("总体"), Paragraph("见«没有的表»。")])


def test_two_parts_of_one_name_are_refused_for_a_pointer_could_mean_either() -> None:
    with pytest.raises(ValueError, match="are called 总体"):
        numbered([Heading1("总体"), Heading1("总体")])


def test_the_quarter_stands_beside_the_one_before_and_the_year_so_far(dispatch: Bulletin) -> None:
    shenyang = next(row for row in table(dispatch, "城镇新增就业目标任务完成进度").rows if row.cells[1].value == "沈阳市")
    assert [cell.value for cell in shenyang.cells[2:7]] == [115000, 36135, 12045, None, 71234]


def test_who_is_behind_for_long_enough_is_to_be_criticised_and_the_others_reminded(dispatch: Bulletin) -> None:
    rows = [tuple(cell.value for cell in row.cells) for row in table(dispatch, "进度滞后的市").rows]
    told = {(city, quarters, step) for city, metric, _, _, quarters, step in rows if metric == "城镇新增就业"}
    assert {("铁岭市", 2, "通报批评"), ("抚顺市", 1, "提醒")} <= told
    assert "丹东市" not in {city for city, *_ in told}, "level with elapsed time"
    assert f"共{len(rows)}项，见表5，其中{sum(row[-1] == '通报批评' for row in rows)}项已连续落后" in paragraphs(dispatch)


def test_without_a_city_behind_the_dispatch_says_so(tmp_path: Path) -> None:
    rows = (HERE / "quarter_rows.sql").read_text(encoding="utf-8")
    level = build_warehouse(tmp_path / "warehouse.duckdb", rows, "update marts.fct_city_quarters set is_behind = false")
    assert "各市各项目标任务均未落后序时进度" in paragraphs(read_quarterly(level, APRIL, IMPRINT))


def test_policy_and_funds_print_the_quarter_and_the_year(dispatch: Bulletin) -> None:
    shenyang = next(row for row in table(dispatch, "各市资金使用情况").rows if row.cells[0].value == "沈阳市")
    assert [cell.value for cell in shenyang.cells[1:]] == [30, 101, 30, 101, 30, 101, 101]
    assert "全省各项资金到账100.00万元" in paragraphs(dispatch)


def test_checks_and_findings_print_the_quarter_and_the_year(dispatch: Bulletin) -> None:
    shenyang = next(row for row in table(dispatch, "各市问题线索办理情况").rows if row.cells[0].value == "沈阳市")
    assert [cell.value for cell in shenyang.cells[1:]] == [30, 101, 30, 101, 101, 101, 101, 101]
    assert "提出问题线索100件，办结100件，期末未办结100件，逾期未答复100件" in paragraphs(dispatch)


def test_the_market_names_the_ratio_and_the_hot_and_cold_occupations_of_the_province(dispatch: Bulletin) -> None:
    assert "本季全省登记招聘需求1450人、求职1000人，求人倍率1.45。" in paragraphs(dispatch)
    assert [row.cells[1].value for row in table(dispatch, "全省热门岗位").rows] == ["机械制造基础加工人员 6-18"]
    assert [row.cells[4].value for row in table(dispatch, "全省冷门岗位").rows] == [-160]
    assert len(next(sheet for sheet in dispatch.sheets if sheet.name == "热门冷门岗位").table.rows) == 3


def test_the_documents_say_that_they_are_a_dispatch(dispatch: Bulletin) -> None:
    document = word.Document(io.BytesIO(docx.render(dispatch)))
    assert document.core_properties.keywords == "台账,季调度"
    assert document.core_properties.title == "关于2026年第二季度全省就业工作情况的调度通报"
    assert len(document.tables) == 16
    assert json.loads(data.render(dispatch))["format"] == "taizhang.quarterly_dispatch.1"
    assert xlsx.render(dispatch).startswith(b"PK")


def test_a_quarter_that_is_not_over_is_refused(quarter: Path) -> None:
    with pytest.raises(MartsError, match="还没有满三个月"):
        read_quarterly(quarter, date(2026, 7, 1), IMPRINT)
