"""The bulletin as a Word document in the layout of GB/T 9704-2012 (党政机关公文格式)."""

from __future__ import annotations

import io
from datetime import timedelta

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE

from bulletins.archive import repacked
from bulletins.docx_page import add_colophon, add_red_head, add_signature, add_title, set_page
from bulletins.docx_table import add_note, add_table
from bulletins.docx_type import HEI, KAI, add_paragraph, set_styles
from bulletins.structure import Bulletin, Genre, Head, Heading1, Heading2, Note, Paragraph, Table


def render(bulletin: Bulletin) -> bytes:
    """The DOCX of an issue. Pure: the same bulletin gives the same bytes everywhere."""
    document = docx.Document()
    set_styles(document)
    set_page(document)
    add_red_head(document, bulletin.head)
    add_title(document, bulletin.head)
    for block, following in zip(bulletin.blocks, (*bulletin.blocks[1:], None), strict=True):
        if isinstance(block, Table):
            add_table(document, block, has_note=isinstance(following, Note))
        else:
            _add(document, block)
    add_signature(document, bulletin.head, bulletin.attachments)
    add_colophon(document, bulletin.head)
    _set_properties(document, bulletin.head, bulletin.genre)
    stream = io.BytesIO()
    document.save(stream)
    return repacked(stream.getvalue())


def _add(document: Document, block: Heading1 | Heading2 | Paragraph | Note) -> None:
    match block:
        case Heading1(text):
            heading = add_paragraph(document, text, font=HEI, style="Heading 1", indent_chars=2)
            heading.paragraph_format.keep_with_next = True
        case Heading2(text):
            heading = add_paragraph(document, text, font=KAI, style="Heading 2", indent_chars=2)
            heading.paragraph_format.keep_with_next = True
        case Paragraph(text):
            add_paragraph(document, text, indent_chars=2, align=WD_ALIGN_PARAGRAPH.JUSTIFY)
        case Note(text):
            add_note(document, text)


def _set_properties(document: Document, head: Head, genre: Genre) -> None:
    """Properties come from the issue, never from the clock; the template's thumbnail is not ours."""
    properties = document.core_properties
    # Office keeps UTC; the cut-off is naive UTC+8.
    cutoff_utc = head.cutoff_at.replace(microsecond=0) - timedelta(hours=8)
    properties.created = properties.modified = cutoff_utc
    properties.author = properties.last_modified_by = head.imprint.issuer
    properties.title = "".join(head.title)
    properties.subject = head.imprint.document_number
    properties.identifier = head.imprint.issue
    properties.comments = f"日志序号{head.cutoff_seq}；规则版本{head.rule_version}；程序版本{head.code_version}"
    properties.keywords, properties.category, properties.language = f"台账,{genre}", genre[1:], "zh-CN"
    properties.revision, properties.version = 1, head.code_version
    relations = document.part.package.rels
    for key in [key for key, relation in relations.items() if relation.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]
