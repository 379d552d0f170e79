"""The bulletin as data: one canonical JSON text with the head, the printed blocks and every mart row behind them."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal

from bulletins.structure import Block, Bulletin, Heading1, Heading2, Note, Paragraph, Table

FORMATS = {"月通报": "taizhang.monthly_bulletin.1", "季调度": "taizhang.quarterly_dispatch.1"}
_BLOCK_NAMES = {Heading1: "h1", Heading2: "h2", Paragraph: "p", Note: "note", Table: "table"}


def render(bulletin: Bulletin) -> bytes:
    """The JSON of an issue: UTF-8, sorted keys, no spaces, decimals as strings, moments in UTC+8 without offset."""
    content = {
        "format": FORMATS[bulletin.genre],
        "head": plain(bulletin.head),
        "attachments": list(bulletin.attachments),
        "blocks": [_block(block) for block in bulletin.blocks],
        "marts": plain(bulletin.marts),
    }
    return canonical(content)


def _block(block: Block) -> dict[str, object]:
    """A block as it was printed; a table without its column widths, which are layout."""
    kind = _BLOCK_NAMES[type(block)]
    if not isinstance(block, Table):
        return {"kind": kind, "text": block.text}
    columns = [{"title": column.title.replace("\n", ""), "group": column.group} for column in block.columns]
    rows = [[plain(cell) for cell in row.cells] for row in block.rows]
    return {"kind": kind, "caption": block.caption, "unit": block.unit, "columns": columns, "rows": rows}


def canonical(content: object) -> bytes:
    """Canonical JSON: the same content gives the same bytes; ends with a newline."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return f"{text}\n".encode()


def plain(value: object) -> object:
    """A frozen structure as JSON types. Decimals become exact strings without trailing zeros: “3.86”, “249786”."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Decimal):
        text = f"{value:f}"
        text = text.rstrip("0").rstrip(".") if "." in text else text
        return "0" if text in ("-0", "") else text
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return _fields(value)
    raise TypeError(f"通报数据中有不能写入 JSON 的类型：{type(value).__name__}")


def _fields(value: object) -> dict[str, object]:
    return {field.name: plain(getattr(value, field.name)) for field in fields(value)}  # type: ignore[arg-type]
