"""The Word document, opened by an independent reader and compared with the marts."""

import io
import re
import zipfile
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import docx as word
import duckdb
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from bulletins import docx
from bulletins.structure import Bulletin, Paragraph, Table


@pytest.fixture(scope="module")
def content(bulletin: Bulletin) -> bytes:
    return docx.render(bulletin)


@pytest.fixture(scope="module")
def document(content: bytes) -> Document:
    return word.Document(io.BytesIO(content))


def printed(value: object, decimals: int, signed: bool = False) -> str:
    """Written here again, so that the test does not ask the code under test how a number is printed."""
    if value is None:
        return "—"
    number = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    return ("+" if signed and number > 0 else "") + str(number)


def rows_of(document: Document, number: int, header_rows: int = 1) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number - 1].rows][header_rows:]


def test_every_cell_of_the_ranking_is_what_the_mart_says(document: Document, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        marts = con.execute(
            """select case when f.city = '210000' then '全省' else c.city_name end, target_value, month_value, cumulative_value,
                last_year_value, change_value, change_pct, completion_pct, elapsed_pct, lead_pp, rank, last_rank
            from marts.fct_city_metrics as f join marts.dim_cities as c using (city)
            where f.month = date '2026-06-01' and metric = 'urban_new_employment'
            order by f.city <> '210000', rank nulls last, c.sort_order"""
        ).fetchall()
    expected = []
    for number, (name, *figures) in enumerate(marts):
        counts = [printed(value, 0) for value in figures[:4]]
        compared = [printed(figures[4], 0, signed=True), printed(figures[5], 2, signed=True)]
        progress = [printed(figures[6], 2), printed(figures[7], 2), printed(figures[8], 2, signed=True)]
        order = [printed(value, 0) for value in figures[9:]]
        expected.append([str(number) if number else "—", name, *counts, *compared, *progress, *order])
    assert rows_of(document, 1) == expected


def test_missing_last_year_zero_base_and_missing_target_print_a_dash(document: Document) -> None:
    rows = {row[1]: row for row in rows_of(document, 1)}
    assert rows["本溪市"][5:8] == ["—", "—", "—"]
    assert rows["阜新市"][5:8] == ["0", "+6012", "—"]
    assert rows["盘锦市"][2] == "—" and rows["盘锦市"][8] == "—" and rows["盘锦市"][10:12] == ["—", "—"]


@pytest.mark.parametrize(
    ("number", "metric", "decimals"),
    [(2, "unemployed_reemployed", 0), (3, "hard_to_employ_employed", 0), (4, "registered_unemployment_rate", 2)],
)
def test_the_smaller_tables_agree_with_the_marts(
    document: Document, warehouse: Path, number: int, metric: str, decimals: int
) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        marts = con.execute(
            """select c.city_name, target_value, cumulative_value, last_year_value, change_value, completion_pct, lead_pp, rank,
                last_rank
            from marts.fct_city_metrics as f join marts.dim_cities as c using (city)
            where f.month = date '2026-06-01' and metric = ? and f.city <> '210000'""",
            [metric],
        ).fetchall()
    rows = {row[1]: row[2:] for row in rows_of(document, number)}
    assert len(rows) == 15
    for name, target, value, last_year, change, completion, lead, rank, last_rank in marts:
        figures = [printed(figure, decimals) for figure in (target, value, last_year)]
        completed = [printed(completion, 2)] if metric != "registered_unemployment_rate" else []
        order = [printed(rank, 0), printed(last_rank, 0)]
        expected = [*figures, printed(change, decimals, signed=True), *completed, printed(lead, 2, signed=True), *order]
        assert rows[name] == expected, name


def test_channels_and_cities_of_the_diverted_agree_with_the_marts(document: Document, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        channels = con.execute(
            """select channel_name, month_persons, cumulative_persons, verified_persons, verified_pct
            from marts.fct_placements_by_channel join marts.dim_channels using (channel)
            where city = '210000' and month = date '2026-06-01' order by sort_order"""
        ).fetchall()
        placed = dict(
            con.execute(
                """select city_name, cumulative_value from marts.fct_city_metrics join marts.dim_cities using (city)
                where month = date '2026-06-01' and metric = 'diverted_placed'"""
            ).fetchall()
        )
    assert rows_of(document, 5) == [
        [name, *(printed(n, 0) for n in persons), printed(pct, 2)] for name, *persons, pct in channels
    ]
    by_city = {row[0]: row for row in rows_of(document, 6)}
    assert all(by_city[name if name != "辽宁省" else "全省"][2] == printed(value, 0) for name, value in placed.items())


def test_timeliness_stands_under_its_source(document: Document, warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as con:
        marts = con.execute(
            """select city_name, source_family, event_count, late_count, median_delay_days, rejected_count, max_delay_days
            from marts.fct_source_timeliness join marts.dim_cities using (city) where source_family <> 'correction'"""
        ).fetchall()
    families = ["enterprise", "insurance", "registration", "service"]
    timely = {row[0]: row[1:] for row in rows_of(document, 7, header_rows=2)}
    clean = {row[0]: row[1:] for row in rows_of(document, 8, header_rows=2)}
    groups = [cell.text for cell in document.tables[6].rows[0].cells]
    assert groups[1:] == [name for name in ("企业", "社会保险", "就业登记", "就业服务") for _ in range(3)]
    for city, family, events, late, median, rejected, longest in marts:
        place = families.index(family)
        expected = [str(events), str(late), printed(median, 1).removesuffix(".0")]
        assert timely[city][3 * place : 3 * place + 3] == expected
        assert clean[city][2 * place : 2 * place + 2] == [str(rejected), printed(longest, 1).removesuffix(".0")]
    assert timely["朝阳市"][9:] == ["—", "—", "—"]


def test_all_tables_and_paragraphs_of_the_bulletin_are_in_the_document(document: Document, bulletin: Bulletin) -> None:
    tables = [block for block in bulletin.blocks if isinstance(block, Table)]
    assert len(document.tables) == len(tables)
    texts = {paragraph.text for paragraph in document.paragraphs}
    assert {block.text for block in bulletin.blocks if isinstance(block, Paragraph)} <= texts
    assert {block.caption for block in tables} <= texts
    assert {"辽宁省人力资源和社会保障厅文件", "辽就业通报〔2026〕6号", "2026年7月5日"} <= texts
    assert "附件：2026年1至6月全省就业工作数据表（电子表格）" in texts


def test_the_page_is_that_of_the_national_standard(document: Document) -> None:
    section = document.sections[0]
    millimetres = {
        "page_width": 210, "page_height": 297, "top_margin": 37, "left_margin": 28, "right_margin": 26, "bottom_margin": 35,
    }  # fmt: skip
    for name, expected in millimetres.items():
        assert abs(getattr(section, name).mm - expected) < 0.05, name
    body = next(p for p in document.paragraphs if p.text.startswith("根据"))
    assert body.paragraph_format.line_spacing.pt == pytest.approx(28.95)
    assert 22 * 28.95 <= 225 / 25.4 * 72
    spacing = body.runs[0]._r.rPr.find(qn("w:spacing")).get(qn("w:val"))
    assert spacing == "-5" and 28 * (16 - 5 / 20) <= 156 / 25.4 * 72
    assert document.settings.odd_and_even_pages_header_footer


def test_tables_fill_the_type_area_and_repeat_their_headers(document: Document) -> None:
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        assert sum(widths) == round(156 / 25.4 * 72 * 20)
        assert table._tbl.findall(qn("w:tr"))[0].find(qn("w:trPr")).find(qn("w:tblHeader")) is not None


def test_no_number_breaks_over_two_lines_where_another_font_stands_for_song_whose_digits_are_wider(document: Document) -> None:
    """Song's digits are half an em wide; those of the fonts that programs put in its place up to 0.6."""
    for table in document.tables:
        widths = [int(column.get(qn("w:w"))) / 20 for column in table._tbl.tblGrid.findall(qn("w:gridCol"))]
        titles = [cell.text for cell in table.rows[0].cells]
        for row in table.rows:
            for cell, width, title in zip(row.cells, widths, titles, strict=True):
                size = int(cell.paragraphs[0].runs[0]._r.rPr.find(qn("w:sz")).get(qn("w:val"))) / 2
                if re.fullmatch(r"[-+]?\d[\d.]*", cell.text):
                    longest = max(len(cell.text), len("+100.00") if title == "同比\n%" else 0)
                    assert longest * 0.6 * size <= width - 2 * 28 / 20 - 1, (title, cell.text)


def test_fonts_are_named_not_embedded(content: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content))
    xml = archive.read("word/document.xml").decode()
    assert {"仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"} == set(re.findall(r'w:eastAsia="([^"]+)"', xml))
    assert not [name for name in archive.namelist() if "font" in name.lower() and name != "word/fontTable.xml"]


def test_run_and_paragraph_properties_keep_the_order_of_the_schema(content: bytes) -> None:
    xml = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml")
    run_order = ["rFonts", "b", "color", "spacing", "w", "sz", "szCs"]
    paragraph_order = [
        "pStyle", "keepNext", "keepLines", "framePr", "widowControl", "pBdr", "tabs", "spacing", "ind", "jc", "rPr",
    ]  # fmt: skip
    for name, order in (("rPr", run_order), ("pPr", paragraph_order)):
        for node in word.oxml.parse_xml(xml).iter(qn(f"w:{name}")):
            places = [order.index(child.tag.split("}")[1]) for child in node]
            assert places == sorted(places)


def test_nothing_in_the_document_points_outside(content: bytes) -> None:
    archive = zipfile.ZipFile(io.BytesIO(content))
    for name in archive.namelist():
        text = archive.read(name).decode("utf-8", errors="ignore")
        assert 'TargetMode="External"' not in text, name
    assert "docProps/thumbnail.jpeg" not in archive.namelist()


def test_properties_come_from_the_cut_off(document: Document) -> None:
    properties = document.core_properties
    assert properties.created.isoformat() == "2026-07-05T01:00:00+00:00"
    assert properties.modified == properties.created
    assert properties.title == "关于2026年1至6月全省就业工作目标任务完成情况的通报"
