"""The plain, frozen structure of a bulletin: a head, blocks, annex sheets. Renderers know this and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from bulletins.marts import MonthMarts, QuarterMarts

CellKind = Literal["text", "count", "signed_count", "rate", "signed_rate", "rank", "days", "seq", "month", "moment"]
Value = Decimal | int | str | date | datetime | None
Genre = Literal["月通报", "季调度"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One typed cell. `kind` says how it prints and how it is stored in a workbook; None always prints “—”."""

    value: Value
    kind: CellKind = "text"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, width in millimetres (scaled to the type area in DOCX), and the heading above it, if any."""

    title: str
    width_mm: float
    group: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `is_total` marks the province among its cities: it is set in bold, on top."""

    cells: tuple[Cell, ...]
    is_total: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A captioned table; every row has as many cells as there are columns."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"表“{self.caption}”的单元格数与列数({len(self.columns)})不一致。")


@dataclass(frozen=True, slots=True)
class Heading1:
    """A chapter heading, 一、…, 黑体."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading2:
    """A section heading, (一)…, 楷体."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of body text, first line indented by two characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note under a table, in small type."""

    text: str


Block = Heading1 | Heading2 | Paragraph | Table | Note


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart over a sheet's own cells: one bar per row of `value_column`, `line_column` as the line to reach."""

    title: str
    category_column: int
    value_column: int
    line_column: int
    axis_title: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the annex workbook: a table, notes above it, perhaps a chart."""

    name: str
    table: Table
    notes: tuple[str, ...] = ()
    chart: Chart | None = None


@dataclass(frozen=True, slots=True)
class Imprint:
    """What the publisher decides about an issue; nothing of it can be read from the marts.

    `issue` is the folder name ("2026-06-1"); `document_number` the 文号. `erratum_of` names the issue that this one
    corrects, with `erratum_reason` in one sentence without full stop. `basis` is the clause the bulletin rests on.
    """

    issue: str
    document_number: str
    issuer: str = "辽宁省人力资源和社会保障厅"
    recipients: str = "各市人民政府，省就业工作领导小组各成员单位"
    copied_to: str = "省政府办公厅，各市人力资源和社会保障局"
    printed_by: str = "辽宁省人力资源和社会保障厅办公室"
    basis: str = (
        "《辽宁省人民政府办公厅关于进一步促进就业再就业工作的指导意见》（辽政办发〔2016〕75号）第（十五）条"
        "关于就业工作进展情况月通报季调度制度的规定"
    )
    erratum_of: str | None = None
    erratum_reason: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a bulletin: title lines, month, and the state of the log it was made from (naive UTC+8)."""

    imprint: Imprint
    title: tuple[str, ...]
    month: date
    cutoff_at: datetime
    cutoff_seq: int
    rule_version: str
    code_version: str
    previous_issue: str | None


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A whole issue before it is rendered: blocks for the document, sheets for the annex, marts for the data file."""

    head: Head
    blocks: tuple[Block, ...]
    attachments: tuple[str, ...]
    sheets: tuple[Sheet, ...]
    marts: MonthMarts | QuarterMarts
    genre: Genre = "月通报"
