"""An empty workbook for senders: the columns, lists to choose from, and notes with an example. The door takes it as it is."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter
import xlsxwriter.utility
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from streams.events.catalogue import LATEST
from streams.events.contract import Event, FieldSpec
from streams.sources.converters import code_table
from streams.sources.event_tables import event_table
from streams.sources.mapping import Mapping, Target, named_mapping, shipped_mappings

DATA_SHEET, NOTES_SHEET, CODES_SHEET = "填报", "说明", "代码"
ROWS_WITH_LISTS = 5_000
_WIDTHS = {"栏目": 24, "必填": 6, "填写要求": 40}
_EXAMPLE_WIDTH = 26
_YES_NO = ("是", "否")
_KINDS = {
    "integer": "整数", "decimal": "数字,最多四位小数", "boolean": "是或否", "date": "日期,如 2026-03-05", "object": "JSON 对象", "text": "文本",
}  # fmt: skip


@dataclass(frozen=True)
class Column:
    """One column of the table as its sender sees it. `example` is by event type; `choices` is empty where any text may stand."""

    name: str
    is_required: bool
    note: str
    choices: tuple[str, ...]
    examples: dict[str, str]


def template_names() -> list[str]:
    """What a template can be had for: every mapping, then every event type."""
    return [*shipped_mappings(), *LATEST]


def mapping_for(name: str) -> Mapping:
    """A shipped mapping, a mapping file, or an event type's own table. Raises SourceRefused F011."""
    return event_table(name) if name in LATEST else named_mapping(name)


def columns_of(mapping: Mapping) -> list[Column]:
    """The columns in the order of the header."""
    return [_column(mapping, name) for name in mapping.columns]


def write_template(mapping: Mapping, out: Path) -> Path:
    """Write the workbook: an empty sheet to fill in, one of notes and examples, one of the code lists."""
    columns = columns_of(mapping)
    with xlsxwriter.Workbook(str(out), {"strings_to_urls": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#F2F2F2", "bottom": 1, "num_format": "@"})
        text = book.add_format({"num_format": "@", "valign": "top", "text_wrap": True})
        sheet = book.add_worksheet(DATA_SHEET)
        notes, codes = book.add_worksheet(NOTES_SHEET), book.add_worksheet(CODES_SHEET)
        _write_notes(notes, mapping, columns, bold, text)
        sheet.freeze_panes(1, 0)
        for at, column in enumerate(columns):
            sheet.set_column(at, at, max(12, 2 * len(column.name)), text)
            sheet.write_string(0, at, column.name, bold)
            if column.choices:
                _offer(sheet, codes, at, column, text)
    return out


def _write_notes(notes: Worksheet, mapping: Mapping, columns: list[Column], bold: Format, text: Format) -> None:
    headings = [*_WIDTHS, *(f"示例:{LATEST[name].title}" for name in mapping.events)]
    for at, name in enumerate(headings):
        notes.set_column(at, at, _WIDTHS.get(name, _EXAMPLE_WIDTH), text)
        notes.write_string(1, at, name, bold)
    notes.write_string(0, 0, f"{mapping.title}:在“{DATA_SHEET}”表中填写,栏名不要改动;每行一件事", bold)
    for row, column in enumerate(columns, start=2):
        cells = [column.name, "是" if column.is_required else "", column.note]
        cells += [column.examples.get(name, "") for name in mapping.events]
        for at, cell in enumerate(cells):
            notes.write_string(row, at, cell, text)


def _offer(sheet: Worksheet, codes: Worksheet, at: int, column: Column, text: Format) -> None:
    """A list to choose from, kept in a column of the code sheet: a list in the cell itself may hold 255 characters only."""
    codes.write_string(0, at, f"{column.name} 可填", text)
    for row, choice in enumerate(column.choices, start=1):
        codes.write_string(row, at, choice, text)
    letter = xlsxwriter.utility.xl_col_to_name(at)
    sheet.data_validation(
        1, at, ROWS_WITH_LISTS, at,
        {
            "validate": "list", "source": f"='{CODES_SHEET}'!${letter}$2:${letter}${len(column.choices) + 1}",
            "error_title": "不在代码表中", "error_message": "请从下拉列表中选择",
        },
    )  # fmt: skip


def _column(mapping: Mapping, name: str) -> Column:
    fillings = list(_fillings(mapping, name))
    examples = {event.type: example for event in mapping.events.values() if (example := _example(mapping, name, event))}
    choices: tuple[str, ...] = tuple(mapping.event.types) if name == mapping.event.column else ()
    if not choices:
        choices = tuple(dict.fromkeys(choice for spec, target in fillings for choice in _choices(spec, target)))
    notes = ["事件编号,同一来源内不重复"] if name == mapping.id.column else []
    notes += ["日期,如 2026-03-05"] if name == mapping.time else []
    notes += [_note(spec) for spec, _ in fillings]
    is_asked = name in mapping.required and (bool(fillings) or name in {mapping.time, mapping.id.column, mapping.event.column})
    needed = not fillings or any(spec.required for spec, _ in fillings)
    return Column(name, is_asked and needed, ";".join(dict.fromkeys(filter(None, notes))), choices, examples)


def _fillings(mapping: Mapping, name: str) -> Iterator[tuple[FieldSpec, Target]]:
    for event in mapping.events.values():
        for column, target in mapping.targets_of(event.type).values():
            if column == name:
                yield event.fields()[target.field], target


def _choices(spec: FieldSpec, target: Target) -> tuple[str, ...]:
    return _YES_NO if spec.kind == "boolean" else tuple(code_table(spec, target))


def _note(spec: FieldSpec) -> str:
    limits = [str(limit) for limit in (spec.low, spec.high) if limit is not None]
    return ",".join(
        filter(None, [spec.description or _KINDS[spec.kind], f"范围 {' 至 '.join(limits)}" if len(limits) == 2 else ""])
    )


def _example(mapping: Mapping, name: str, event: type[Event]) -> str:
    """The worked example of the event as it stands in this column."""
    if name == mapping.time:
        return event.example_time
    if name == mapping.event.column:
        return next(value for value, type_ in mapping.event.types.items() if type_ == event.type)
    if name == mapping.id.column:
        return f"{mapping.name}-{list(mapping.events).index(event.type) + 1:04d}"
    for column, target in mapping.targets_of(event.type).values():
        if column == name and target.field in event.example_data:
            return _shown(event.fields()[target.field], target, event.example_data[target.field])
    return ""


def _shown(spec: FieldSpec, target: Target, value: object) -> str:
    if spec.kind == "boolean":
        return _YES_NO[0] if value else _YES_NO[1]
    if spec.kind == "object":
        return json.dumps(value, ensure_ascii=False)
    return next((shown for shown, code in code_table(spec, target).items() if code == value), str(value))
