"""The page of GB/T 9704-2012: type area, page numbers, red head (版头), signature, and imprint at the foot (版记)."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph

from bulletins import words
from bulletins.docx_type import (
    CHAR_PT,
    FANGSONG,
    RED,
    SONG,
    TITLE,
    TYPE_AREA_MM,
    add_paragraph,
    add_run,
    element,
    insert_before_size,
    millimetres,
    set_lines,
)
from bulletins.structure import Head

ISSUER_PT = 42.0
SMALL_PT = 14.0
COLOPHON_LINE_PT = 26.0
RULE_OUTER, RULE_INNER = "8", "6"
"""0.35 mm and 0.25 mm in eighths of a point."""


def set_page(document: Document) -> None:
    """A4, 天头 37 mm, 订口 28 mm, type area 156 × 225 mm; page numbers outside, 7 mm below the type area."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(210 - 28 - TYPE_AREA_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(25)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)


def _page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """“— 1 —”, 4号 half-width 宋体, one character in from the edge: right on odd pages, left on even ones."""
    paragraph.style = "Normal"
    set_lines(paragraph, 16)
    paragraph.alignment = align
    layout = paragraph.paragraph_format
    layout.left_indent = layout.right_indent = Pt(SMALL_PT)
    add_run(paragraph, "— ", SONG, SMALL_PT, is_on_grid=False)
    field = add_run(paragraph, "", SONG, SMALL_PT, is_on_grid=False)
    instruction = element("instrText")
    instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    instruction.text = " PAGE "
    shown = element("t")
    shown.text = "1"
    marks = [element("fldChar", {"fldCharType": kind}) for kind in ("begin", "separate", "end")]
    for part in (marks[0], instruction, marks[1], shown, marks[2]):
        field._r.append(part)
    add_run(paragraph, " —", SONG, SMALL_PT, is_on_grid=False)


def add_red_head(document: Document, head: Head) -> None:
    """发文机关标志 with its upper edge 35 mm below the type area's, 文号 two lines below, red rule 4 mm below that."""
    issuer = f"{head.imprint.issuer}文件"
    paragraph = add_paragraph(document, align=WD_ALIGN_PARAGRAPH.CENTER)
    set_lines(paragraph, 52)
    paragraph.paragraph_format.space_before = Pt(Mm(35).pt - 5)
    run = add_run(paragraph, issuer, TITLE, ISSUER_PT, RED, is_on_grid=False)
    widest = Mm(TYPE_AREA_MM - 4).pt / (len(issuer) * ISSUER_PT)
    insert_before_size(run, element("w", {"val": str(min(100, int(widest * 100)))}))
    for _ in range(2):
        add_paragraph(document)
    number = add_paragraph(document, head.imprint.document_number, align=WD_ALIGN_PARAGRAPH.CENTER)
    rule = element("bottom", {"val": "single", "sz": "18", "space": "6", "color": str(RED)})
    number._p.get_or_add_pPr().insert_element_before(element("pBdr", None, rule), "w:spacing", "w:ind", "w:jc")


def add_title(document: Document, head: Head) -> None:
    """Title in 2号 小标宋, two lines below the rule, then the recipients flush left."""
    for _ in range(2):
        add_paragraph(document)
    title = add_paragraph(document, align=WD_ALIGN_PARAGRAPH.CENTER)
    set_lines(title, 36)
    title.paragraph_format.keep_with_next = True
    for number, line in enumerate(head.title):
        run = add_run(title, "", TITLE, 22, is_on_grid=False)
        if number:
            run.add_break()
        run.add_text(line)
    add_paragraph(document)
    add_paragraph(document, f"{head.imprint.recipients}：")


def add_signature(document: Document, head: Head, attachments: tuple[str, ...]) -> None:
    """附件说明 without full stop, then the issuer centred above the date, the date four characters from the right."""
    add_paragraph(document)
    for number, name in enumerate(attachments, start=1):
        mark = f"{number}." if len(attachments) > 1 else ""
        label = "附件：" if number == 1 else "　　　"
        add_paragraph(document, f"{label}{mark}{name}", indent_chars=2).paragraph_format.keep_with_next = True
    for _ in range(2):
        add_paragraph(document).paragraph_format.keep_with_next = True
    date = words.day(head.cutoff_at)
    date_chars = sum(0.5 if letter.isdigit() else 1 for letter in date)
    issuer_right = max(0.0, 4 + (date_chars - len(head.imprint.issuer)) / 2)
    for text, right_chars in ((head.imprint.issuer, issuer_right), (date, 4.0)):
        paragraph = add_paragraph(document, text, align=WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.right_indent = Pt(CHAR_PT * right_chars)
        paragraph.paragraph_format.keep_with_next = text != date


def add_colophon(document: Document, head: Head) -> None:
    """版记 at the foot of the last page: copies, printing office and date, between rules.

    Each line is a frame of its own at a fixed place: a frame with a rule between its paragraphs, and a table that
    floats, are drawn in place by LibreOffice.
    """
    imprint = head.imprint
    copies = f"　抄送：{imprint.copied_to}。"
    printed = f"　{imprint.printed_by}\t{words.day(head.cutoff_at)}印发"
    rows = -(-len(copies) // (int(Mm(TYPE_AREA_MM).pt / SMALL_PT) - 1))
    bottom_pt = Mm(297 - 35).pt
    _add_frame(document, printed, bottom_pt - COLOPHON_LINE_PT, {"top": RULE_INNER, "bottom": RULE_OUTER})
    _add_frame(document, copies, bottom_pt - COLOPHON_LINE_PT * (rows + 1), {"top": RULE_OUTER})
    set_lines(add_paragraph(document), 1)


def _add_frame(document: Document, text: str, top_pt: float, rules: dict[str, str]) -> None:
    """A paragraph across the type area at `top_pt` from the edge of the page, with rules above and below."""
    paragraph = add_paragraph(document)
    set_lines(paragraph, COLOPHON_LINE_PT)
    properties = paragraph._p.get_or_add_pPr()
    place = {"vAnchor": "page", "hAnchor": "page", "x": str(millimetres(28)), "y": str(round(top_pt * 20))}
    frame = element("framePr", {"w": str(millimetres(TYPE_AREA_MM)), "wrap": "around", **place})
    properties.insert_element_before(frame, "w:widowControl", "w:pBdr", "w:tabs", "w:spacing", "w:ind", "w:jc")
    borders = (element(s, {"val": "single", "sz": size, "space": "0", "color": "000000"}) for s, size in rules.items())
    properties.insert_element_before(element("pBdr", None, *borders), "w:tabs", "w:spacing", "w:ind", "w:jc")
    # One character in from either side; an indent would shorten the rules as well.
    end = Pt(Mm(TYPE_AREA_MM).pt - SMALL_PT)
    paragraph.paragraph_format.tab_stops.add_tab_stop(end, alignment=WD_TAB_ALIGNMENT.RIGHT)
    add_run(paragraph, text, FANGSONG, SMALL_PT, is_on_grid=False)
