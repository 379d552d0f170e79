"""Empty templates: what a sender fills in by its notes, the door takes as it is."""

from pathlib import Path

import openpyxl
import pytest

from flows.ingest import ingest
from flows.settings import Home
from streams.events.catalogue import LATEST
from streams.log import open_reader
from streams.sources.refusal import SourceRefused
from streams.sources.template import CODES_SHEET, DATA_SHEET, NOTES_SHEET, mapping_for, template_names, write_template


def fill_in(template: Path) -> int:
    """Copy every example of the notes into the sheet to fill in, by hand as it were; how many rows that gave."""
    book = openpyxl.load_workbook(template)
    (_, head, *lines), sheet = list(book[NOTES_SHEET].values), book[DATA_SHEET]
    places = {cell.value: cell.column for cell in sheet[1]}
    examples = range(3, len(head))
    for row, example in enumerate(examples, start=2):
        for line in lines:
            if line[example]:
                sheet.cell(row, places[line[0]], line[example])
    book.save(template)
    return len(examples)


def test_every_mapping_and_every_event_has_a_template_whose_worked_examples_the_door_accepts(home: Home, tmp_path: Path) -> None:
    files, rows = [], 0
    for name in template_names():
        files.append(write_template(mapping_for(name), tmp_path / f"{name}.xlsx"))
        rows += fill_in(files[-1])
    delivered = list(ingest(home, files))
    assert [(d.file.name, d.refused, dict(d.receipt.by_rule)) for d in delivered if d.refused or d.receipt.rejected] == []
    assert sum(d.receipt.accepted for d in delivered) == rows == len(LATEST) + 7
    with open_reader(home.log) as con:
        kinds = {kind for (kind,) in con.execute("select distinct type from log.events").fetchall()}
    assert kinds == set(LATEST)


def test_an_empty_template_is_a_delivery_without_rows(home: Home, tmp_path: Path) -> None:
    (delivered,) = ingest(home, [write_template(mapping_for("roster"), tmp_path / "花名册.xlsx")])
    assert delivered.refused is None
    assert delivered.receipt.counts() == {"rows": 0, "accepted": 0, "resent": 0, "rejected": 0, "warned": 0}


def test_a_coded_column_offers_the_words_of_the_contract_and_nothing_else(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(mapping_for("worker_diverted"), tmp_path / "t.xlsx"))
    (place,) = [cell.column_letter for cell in book[DATA_SHEET][1] if cell.value == "安置渠道"]
    offered = [cell.value for cell in book[CODES_SHEET][place] if cell.value]
    assert offered == ["安置渠道 可填", *LATEST["worker_diverted"].fields()["channel"].codes.values()]
    (rule,) = [rule for rule in book[DATA_SHEET].data_validations.dataValidation if f"{place}2" in rule.sqref]
    assert rule.formula1 == f"'{CODES_SHEET}'!${place}$2:${place}${len(offered)}"


def test_the_notes_mark_what_must_be_filled_in(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(mapping_for("job_recommended"), tmp_path / "t.xlsx"))
    marks = {line[0]: line[1] for line in list(book[NOTES_SHEET].values)[2:]}
    assert {name for name, mark in marks.items() if mark} == {"事件编号(job_recommended)", "发生日期", "身份证号", "考核单位"}


def test_a_template_for_what_is_not_known_is_refused_with_what_there_is() -> None:
    with pytest.raises(SourceRefused, match="roster"):
        mapping_for("no_such_source")
