"""Type of GB/T 9704-2012 in Word's terms: fonts by name, sizes, the 22 × 28 grid, paragraphs and runs."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from docx.text.run import Run

# Fonts are only named: the office has them, and they may not be passed on.
FANGSONG, HEI, KAI, SONG, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
RED = RGBColor(0xE6, 0x00, 0x12)

BODY_PT = 16.0
LINE_PT = 28.95
"""225 mm of type area divided by 22 lines, a hair less so that the last line stays."""
SPACING_TWENTIETHS = -5
"""156 mm divided by 28 characters of 16 pt; Word's own character grid is drawn differently by each program."""
CHAR_PT = BODY_PT + SPACING_TWENTIETHS / 20
TYPE_AREA_MM = 156.0


def element(tag: str, attributes: dict[str, str] | None = None, *children: BaseOxmlElement) -> BaseOxmlElement:
    """A w: element with w: attributes and children."""
    node = OxmlElement(f"w:{tag}")
    for name, value in (attributes or {}).items():
        node.set(qn(f"w:{name}"), value)
    for child in children:
        node.append(child)
    return node


def fonts_element(font: str) -> BaseOxmlElement:
    """One font for Chinese and digits alike: half-width digits keep the grid, and “ ” — stay full width."""
    return element("rFonts", {"hint": "eastAsia", "ascii": font, "hAnsi": font, "eastAsia": font, "cs": font})


def set_fonts(properties: BaseOxmlElement, font: str) -> None:
    """Name the font in a run's or a style's rPr, in place of any theme font."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    properties.insert(0, fonts_element(font))


def add_run(
    paragraph: Paragraph,
    text: str,
    font: str = FANGSONG,
    size_pt: float = BODY_PT,
    color: RGBColor | None = None,
    is_on_grid: bool = True,
) -> Run:
    """Add text; on the grid it bears the character spacing that makes 28 characters a line."""
    run = paragraph.add_run()
    for number, part in enumerate(text.split("-")):
        if number:
            # “2026-06-1” is one word; Word would break it at the hyphen.
            run._r.append(element("noBreakHyphen"))
        run.add_text(part)
    run.font.size = Pt(size_pt)
    run.font.bold = False
    if color is not None:
        run.font.color.rgb = color
    properties = run._r.get_or_add_rPr()
    set_fonts(properties, font)
    if is_on_grid:
        insert_before_size(run, element("spacing", {"val": str(SPACING_TWENTIETHS)}))
    return run


def insert_before_size(run: Run, node: BaseOxmlElement) -> None:
    """Put a run property where the schema wants it; Word calls a file with another order damaged."""
    run._r.get_or_add_rPr().insert_element_before(node, "w:sz", "w:szCs")


def set_lines(paragraph: Paragraph | ParagraphStyle, line_pt: float = LINE_PT) -> None:
    """An exact line height, no space around, no widow control (it would break the 22 lines)."""
    layout = paragraph.paragraph_format
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(line_pt)
    layout.space_before = layout.space_after = Pt(0)
    layout.widow_control = False


def add_paragraph(
    document: Document,
    text: str = "",
    *,
    font: str = FANGSONG,
    size_pt: float = BODY_PT,
    style: str | None = None,
    align: WD_ALIGN_PARAGRAPH | None = None,
    indent_chars: float = 0,
) -> Paragraph:
    """A paragraph of the type area; `indent_chars` indents its first line."""
    paragraph = document.add_paragraph(style=style)
    set_lines(paragraph)
    if align is not None:
        paragraph.alignment = align
    if indent_chars:
        paragraph.paragraph_format.first_line_indent = Pt(CHAR_PT * indent_chars)
    if text:
        add_run(paragraph, text, font, size_pt)
    return paragraph


def set_styles(document: Document) -> None:
    """Normal and the two heading styles; headings keep their level for Word's navigation."""
    for name, font in (("Normal", FANGSONG), ("Heading 1", HEI), ("Heading 2", KAI)):
        style = document.styles[name]
        assert isinstance(style, ParagraphStyle)
        style.font.size = Pt(BODY_PT)
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        properties = style.element.get_or_add_rPr()
        set_fonts(properties, font)
        set_lines(style)
        for language in properties.findall(qn("w:lang")):
            properties.remove(language)
        properties.append(element("lang", {"val": "en-US", "eastAsia": "zh-CN"}))


def millimetres(value: float) -> int:
    """Millimetres in twentieths of a point, Word's unit for widths."""
    return round(value / 25.4 * 72 * 20)
