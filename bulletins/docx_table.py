"""Tables of a bulletin in Word: full width of the type area, header repeated on every page, rows never split."""

from __future__ import annotations

import itertools

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from bulletins import words
from bulletins.docx_type import (
    FANGSONG,
    HEI,
    SONG,
    TYPE_AREA_MM,
    add_paragraph,
    add_run,
    element,
    fonts_element,
    millimetres,
    set_lines,
)
from bulletins.structure import Cell, Column, Row, Table

CAPTION_PT = 14.0
NOTE_PT = 10.5
WIDE_FROM_COLUMNS = 9
"""From so many columns on, small five (9 pt) instead of five (10.5 pt): thirteen columns fit the upright page."""


def add_table(document: Document, table: Table, has_note: bool = False) -> None:
    """Caption, unit, and the table; then a thin empty line, or nothing if a note follows, to stay with the table."""
    caption = add_paragraph(document, align=WD_ALIGN_PARAGRAPH.CENTER)
    add_run(caption, table.caption, HEI, CAPTION_PT, is_on_grid=False)
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = Pt(6)
    if table.unit:
        unit = add_paragraph(document, align=WD_ALIGN_PARAGRAPH.RIGHT)
        set_lines(unit, 16)
        add_run(unit, f"单位：{table.unit}", FANGSONG, NOTE_PT, is_on_grid=False)
        unit.paragraph_format.keep_with_next = True
    document.element.body.insert(-1, _table(table, has_note))
    if not has_note:
        set_lines(add_paragraph(document), 8)


def add_note(document: Document, text: str) -> None:
    """A note under a table."""
    note = add_paragraph(document)
    set_lines(note, 15)
    note.paragraph_format.space_before, note.paragraph_format.space_after = Pt(4), Pt(8)
    add_run(note, text, FANGSONG, NOTE_PT, is_on_grid=False)


def widths(columns: tuple[Column, ...]) -> list[int]:
    """Column widths scaled to the type area, in twentieths of a point, without a remainder."""
    total = sum(column.width_mm for column in columns)
    edges = [0.0]
    for column in columns:
        edges.append(edges[-1] + column.width_mm / total * TYPE_AREA_MM)
    marks = [millimetres(edge) for edge in edges]
    return [right - left for left, right in itertools.pairwise(marks)]


def _table(table: Table, has_note: bool) -> BaseOxmlElement:
    size_pt = 9.0 if len(table.columns) >= WIDE_FROM_COLUMNS else 10.5
    columns = widths(table.columns)
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = [
        element(side, {"val": "single", "sz": "4" if side.startswith("inside") else "8", "space": "0", "color": "auto"})
        for side in sides
    ]
    margins = [element(side, {"w": "28", "type": "dxa"}) for side in ("top", "left", "bottom", "right")]
    node = element(
        "tbl",
        None,
        element(
            "tblPr",
            None,
            element("tblW", {"w": str(sum(columns)), "type": "dxa"}),
            element("jc", {"val": "center"}),
            element("tblBorders", None, *borders),
            element("tblLayout", {"type": "fixed"}),
            element("tblCellMar", None, *margins),
        ),
        element("tblGrid", None, *(element("gridCol", {"w": str(width)}) for width in columns)),
    )
    for line in _header(table.columns, columns, size_pt):
        node.append(line)
    last = len(table.rows) - 1
    for number, row in enumerate(table.rows):
        # The first two rows stay with the header and the last two together: no row stands alone on a page.
        is_kept = number < 2 or number == last - 1 or (has_note and number == last)
        node.append(_row(row, columns, size_pt, keep_next=is_kept))
    return node


def _header(columns: tuple[Column, ...], width: list[int], size_pt: float) -> list[BaseOxmlElement]:
    """One header line, or two when columns are grouped: groups span, ungrouped columns merge downwards."""
    is_grouped = any(column.group for column in columns)
    lower = [
        _cell(
            column.title if column.group or not is_grouped else "",
            width[number],
            size_pt,
            merge="continue" if is_grouped and not column.group else None,
        )
        for number, column in enumerate(columns)
    ]
    lines = [_line(lower, is_header=True)]
    if is_grouped:
        lines.insert(0, _line(_group_cells(columns, width, size_pt), is_header=True))
    return lines


def _group_cells(columns: tuple[Column, ...], width: list[int], size_pt: float) -> list[BaseOxmlElement]:
    upper = []
    number = 0
    while number < len(columns):
        group = columns[number].group
        end = number + 1
        while group and end < len(columns) and columns[end].group == group:
            end += 1
        merge = None if group else "restart"
        span = sum(width[number:end])
        upper.append(_cell(group or columns[number].title, span, size_pt, span=end - number, merge=merge))
        number = end
    return upper


def _line(cells: list[BaseOxmlElement], is_header: bool) -> BaseOxmlElement:
    height = element("trHeight", {"val": str(millimetres(6.4)), "hRule": "atLeast"})
    properties = element("trPr", None, element("cantSplit"), height)
    if is_header:
        properties.append(element("tblHeader"))
    return element("tr", None, properties, *cells)


def _row(row: Row, width: list[int], size_pt: float, keep_next: bool) -> BaseOxmlElement:
    cells = [
        _cell(
            words.cell_text(cell),
            width[number],
            size_pt,
            align=_align(cell),
            font=SONG,
            is_bold=row.is_total,
            keep_next=keep_next,
        )
        for number, cell in enumerate(row.cells)
    ]
    return _line(cells, is_header=False)


def _align(cell: Cell) -> str:
    return "center" if cell.value is None or cell.kind in ("text", "rank", "month", "moment") else "right"


def _cell(
    text: str,
    width: int,
    size_pt: float,
    *,
    span: int = 1,
    merge: str | None = None,
    align: str = "center",
    font: str = HEI,
    is_bold: bool = False,
    keep_next: bool = True,
) -> BaseOxmlElement:
    properties = element("tcPr", None, element("tcW", {"w": str(width), "type": "dxa"}))
    if span > 1:
        properties.append(element("gridSpan", {"val": str(span)}))
    if merge:
        properties.append(element("vMerge", {"val": merge}))
    properties.append(element("vAlign", {"val": "center"}))
    layout = element("pPr", None, *([element("keepNext")] if keep_next else []))
    layout.append(element("widowControl", {"val": "0"}))
    layout.append(element("spacing", {"before": "0", "after": "0", "line": str(round(size_pt * 27)), "lineRule": "exact"}))
    layout.append(element("ind", {"right": "20" if align == "right" else "0", "firstLine": "0"}))
    layout.append(element("jc", {"val": align}))
    paragraph = element("p", None, layout)
    for number, part in enumerate(text.split("\n")):
        paragraph.append(_run(part, font, size_pt, is_bold, has_break=number > 0))
    return element("tc", None, properties, paragraph)


def _run(text: str, font: str, size_pt: float, is_bold: bool, has_break: bool) -> BaseOxmlElement:
    properties = element("rPr", None, fonts_element(font))
    if is_bold:
        properties.append(element("b"))
    half_points = str(round(size_pt * 2))
    properties.append(element("sz", {"val": half_points}))
    properties.append(element("szCs", {"val": half_points}))
    content = element("t")
    content.text = text
    return element("r", None, properties, *([element("br")] if has_break else []), content)
