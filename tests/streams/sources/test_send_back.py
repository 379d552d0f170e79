"""Rejected rows go back as a workbook, are mended in it, and come in again."""

import json
import stat
import subprocess
import sys
from pathlib import Path

import openpyxl

from streams.sources.match import SEND_BACK_COLUMNS
from streams.sources.send_back import write_back
from tests.streams.sources.conftest import Read
from tests.streams.sources.tables import INSURANCE, PERSON, ROSTER, ROSTERED, STARTED, changed, csv_bytes, workbook

WRONG_PERSON = changed(ROSTERED, 3, "12345")
WRONG_SECTOR = changed(changed(ROSTERED, 7, "造纸"), 3, PERSON[:-1] + "X")


def reject(
    position: int, field: str, value: str | None, rule_id: str = "V104"
) -> tuple[int, str, str | None, str | None, str, str]:
    return position, rule_id, field, value, f"{field} 格式不对", "按目录填写"


def cells_of(path: Path) -> list[list[str | None]]:
    sheet = openpyxl.load_workbook(path)["退回"]
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_a_rejected_row_bears_every_fault_and_stands_once(tmp_path: Path) -> None:
    original = workbook(tmp_path / "r.xlsx", [["标题"], ROSTER, ROSTERED, WRONG_PERSON, WRONG_SECTOR])
    rejects = [reject(3, "sector", "造纸", "V105"), reject(2, "person", "12345"), reject(2, "phone", "x")]
    (out,) = write_back(original, rejects, tmp_path / "back.xlsx")
    header, second, third = cells_of(out)
    assert header == [*ROSTER, *SEND_BACK_COLUMNS]
    assert second[:11] == WRONG_PERSON
    assert second[11:] == ["2", "V104", "身份证号\n联系电话", "12345\nx", "person 格式不对\nphone 格式不对", "按目录填写"]
    assert third[7] == "造纸"
    assert third[11:14] == ["3", "V105", "去产能行业"]


def test_the_sheet_is_fit_to_be_worked_in_and_for_its_owner_only(tmp_path: Path) -> None:
    original = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    (out,) = write_back(original, [reject(1, "person", None)], tmp_path / "back.xlsx")
    sheet = openpyxl.load_workbook(out)["退回"]
    assert sheet.freeze_panes == "A2"
    cell = sheet.cell(2, 4)
    assert (cell.value, cell.data_type, cell.number_format) == (PERSON, "s", "@")
    assert all(sheet.column_dimensions[letter].width > 5 for letter in "ADKQ")
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["back.xlsx", "r.xlsx"]


def test_a_mended_workbook_is_taken_in_again_with_the_added_columns_in_it(read: Read, tmp_path: Path) -> None:
    original = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED, WRONG_PERSON, WRONG_SECTOR])
    (out,) = write_back(original, [reject(2, "person", "12345"), reject(3, "sector", "造纸")], tmp_path / "back.xlsx")
    book = openpyxl.load_workbook(out)
    book["退回"].cell(2, 4).value = PERSON
    book["退回"].cell(3, 8).value = "煤炭"
    book.save(out)
    envelopes, refused = read(out)
    assert refused == []
    mended, _ = read(workbook(tmp_path / "m.xlsx", [ROSTER, ROSTERED, changed(WRONG_SECTOR, 7, "煤炭")]))
    assert envelopes == mended
    (second,) = write_back(out, [reject(1, "person", "x")], tmp_path / "again.xlsx")
    assert cells_of(second)[0] == [*ROSTER, *SEND_BACK_COLUMNS]


def test_a_csv_comes_back_with_the_rows_no_reader_could_split(read: Read, tmp_path: Path) -> None:
    content = csv_bytes(INSURANCE, STARTED) + b"a,b\n" + b",".join([b"x"] * 11) + b'\n"open,1\n'
    path = tmp_path / "i.csv"
    _, refused = read(content, path.name)
    rejects = [(r["position"], r["rule_id"], r["field"], r["value"], "问题", "改") for r in refused]
    rows = cells_of(write_back(path, rejects, tmp_path / "back.xlsx")[0])
    assert [row[9:11] for row in rows[1:]] == [["2", "F111"], ["3", "F111"], ["4", "F112"]]
    assert rows[1][:3] == ["a", "b", None]
    assert rows[2][8] == "x,x,x"
    assert rows[3][:2] == ['"open', "1"]


def test_events_come_back_as_text_columns_and_broken_lines_whole(tmp_path: Path) -> None:
    path = tmp_path / "e.ndjson"
    event = {"id": "a", "source": "s", "type": "t", "time": "2026", "data": {"post": "=1+1"}, "odd": 1}
    path.write_bytes(json.dumps(event).encode() + b'\n\n{"id":"b"\n' + b"x" * (2 << 20) + b"\n")
    rows = cells_of(write_back(path, [reject(i, "data", None) for i in (1, 3, 4)], tmp_path / "back.xlsx")[0])
    assert rows[0] == ["id", "source", "type", "time", "data", *SEND_BACK_COLUMNS]
    assert rows[1][:6] == ["a", "s", "t", "2026", '{"post": "=1+1"}', "1"]
    assert rows[2][:6] == [None, None, None, None, '{"id":"b"', "3"]
    assert rows[3][:6] == [None, None, None, None, None, "4"]


def test_arrays_come_back_by_their_place(tmp_path: Path) -> None:
    path = tmp_path / "e.json"
    path.write_text(json.dumps([{"id": str(i), "data": {}} for i in range(5)]))
    rows = cells_of(write_back(path, [reject(4, "id", None), reject(2, "id", None)], tmp_path / "back.xlsx")[0])
    assert [(row[0], row[5]) for row in rows[1:]] == [("1", "2"), ("3", "4")]


def test_what_exceeds_one_sheet_goes_on_in_a_second_file(tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(csv_bytes(INSURANCE, *[STARTED] * 25))
    files = write_back(path, [reject(i, "person", None) for i in range(1, 26)], tmp_path / "back.xlsx", rows_per_file=10)
    assert [file.name for file in files] == ["back.xlsx", "back-2.xlsx", "back-3.xlsx"]
    assert [row[9] for file in files for row in cells_of(file)[1:]] == [str(i) for i in range(1, 26)]


def test_nothing_rejected_is_an_empty_sheet_with_its_header(tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(csv_bytes(INSURANCE, STARTED))
    assert len(cells_of(write_back(path, [], tmp_path / "back.xlsx")[0])) == 1


def test_thirty_thousand_rejects_stay_within_memory(tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    with path.open("wb") as file:
        file.write(csv_bytes(INSURANCE))
        for _ in range(30_000):
            file.write(csv_bytes(STARTED))
    code = """
import resource, sys
from pathlib import Path
import numpy as np, pyarrow as pa
from streams.sources.send_back import REJECT_SCHEMA, write_back
n = 30_000
same = [pa.array([text] * n) for text in ("V104", "person", "1", "格式不对", "按目录填写")]
rejects = pa.table([pa.array(np.arange(1, n + 1)), *same], schema=REJECT_SCHEMA)
write_back(Path(sys.argv[1]), rejects, Path(sys.argv[2]))
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    out = tmp_path / "back.xlsx"
    run = subprocess.run([sys.executable, "-c", code, path, out], capture_output=True, text=True, timeout=300, check=True)
    assert int(run.stdout) < 450_000
    assert out.stat().st_size > 500_000
