"""The door for XLSX: what people do to spreadsheets, and what attackers do."""

import resource
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from streams.sources.refusal import SourceRefused
from streams.sources.xlsx_package import check_package
from tests.streams.sources.conftest import Read
from tests.streams.sources.tables import ENTERPRISE, PERSON, ROSTER, ROSTERED, changed, workbook


def with_part(path: Path, name: str, content: bytes, source: Path) -> Path:
    """The workbook with one part replaced."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == name else old.read(entry))
    return path


def test_a_roster_becomes_events_in_its_latest_version(read: Read, tmp_path: Path) -> None:
    envelopes, refused = read(workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED]))
    assert refused == []
    (row,) = envelopes
    assert row["type"] == "worker_rostered"
    assert row["dataschema"] == "urn:taizhang:schema:worker_rostered:2"
    assert row["source"] == "urn:taizhang:210100:enterprise"
    assert row["time"] == "2026-02-01"
    assert row["data"] == (
        f'{{"person":"{PERSON}","name":"王示例","phone":"13800000000","city":"210100","enterprise":"{ENTERPRISE}",'
        '"programme_year":2026,"sector":"steel","origin":"first_diversion","planned_channel":"retraining_transfer"}'
    )


def test_titles_above_the_header_and_empty_rows_do_no_harm(read: Read, tmp_path: Path) -> None:
    rows = [["沈阳市花名册"], [], ["填报单位:某厂"], ROSTER, ROSTERED, [], changed(ROSTERED, 3, PERSON[:-1] + "X"), [], [""]]
    envelopes, refused = read(workbook(tmp_path / "r.xlsx", rows))
    assert [row["position"] for row in envelopes] == [1, 3]
    assert refused == []


def test_a_header_below_the_tenth_row_is_not_found(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="F008"):
        read(workbook(tmp_path / "r.xlsx", [*[["说明"]] * 10, ROSTER, ROSTERED]))


def test_rows_that_hold_a_serial_number_only_are_blank(read: Read, tmp_path: Path) -> None:
    envelopes, refused = read(workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED, [2], [3]]))
    assert (len(envelopes), refused) == (1, [])


@pytest.mark.parametrize(
    "cell", [date(2026, 2, 1), datetime(2026, 2, 1), 46054, "46054", "20260201", "2026-2-1", "2026/2/1", "2026.02.01",
             "2026年2月1日", "2026-02-01 00:00", " 2026-02-01\n"]
)  # fmt: skip
def test_a_date_is_read_however_it_was_typed(read: Read, tmp_path: Path, cell: object) -> None:
    path = tmp_path / "r.xlsx"
    with xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ROSTER)
        sheet.write_row(1, 0, changed(ROSTERED, 10, cell))
    envelopes, _ = read(path)
    assert envelopes[0]["time"][:10] == "2026-02-01"


def test_numbers_in_text_columns_are_what_the_sender_sees(read: Read, tmp_path: Path) -> None:
    row = changed(changed(changed(ROSTERED, 4, 13800000000), 5, 210100), 6, 2026)
    envelopes, _ = read(workbook(tmp_path / "r.xlsx", [ROSTER, row]))
    assert '"phone":"13800000000","city":"210100"' in envelopes[0]["data"]
    assert '"programme_year":2026' in envelopes[0]["data"]


@pytest.mark.parametrize("cell", [210102198503072316, 2.10102e17, "2.10102E+17", "2.10102e+17"])
def test_an_identity_number_that_became_a_number_is_refused_as_lost(read: Read, tmp_path: Path, cell: object) -> None:
    envelopes, refused = read(workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED, changed(ROSTERED, 3, cell)]))
    assert [row["position"] for row in envelopes] == [1]
    assert [(r["position"], r["rule_id"], r["field"]) for r in refused] == [(2, "F114", "身份证号")]
    assert "198503" not in refused[0]["value"]


def test_a_second_sheet_of_data_is_not_left_lying(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match=r"F012.*Sheet2"):
        read(workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED], [["说明"], ROSTER, ROSTERED]))
    assert len(read(workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED], [["代码", "名称"]]))[0]) == 1


def test_an_empty_first_sheet_is_refused(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="F008"):
        read(workbook(tmp_path / "r.xlsx", []))


def test_a_half_uploaded_workbook_is_refused(read: Read, tmp_path: Path) -> None:
    content = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED]).read_bytes()
    with pytest.raises(SourceRefused, match="F006"):
        read(content[: len(content) // 2], "r.xlsx")
    spoiled = content.replace(b"sheet1.xml", b"sheet1.xmx", 1)
    with pytest.raises(SourceRefused, match="F006"):
        read(spoiled, "r.xlsx")


def test_a_zip_bomb_is_refused_before_it_unfolds(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    bomb = with_part(tmp_path / "ratio.xlsx", "xl/sharedStrings.xml", b"0" * (64 << 20), whole)
    assert bomb.stat().st_size < 200_000
    with pytest.raises(SourceRefused, match=r"F005.*压缩比"):
        check_package(bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    bomb = with_part(tmp_path / "lie.xlsx", "xl/sharedStrings.xml", b"0" * (64 << 20), whole)
    true_size = (64 << 20).to_bytes(4, "little")
    bomb.write_bytes(bomb.read_bytes().replace(true_size, (1000).to_bytes(4, "little")))
    with pytest.raises(SourceRefused, match="F006"):
        check_package(bomb)


@pytest.mark.parametrize("cell", ['<c r="XFD1048576"><v>1</v></c>', "<c r='XFD1048576'><v>1</v></c>"])
def test_two_cells_far_apart_do_not_make_a_parser_fill_the_room_between(tmp_path: Path, read: Read, cell: str) -> None:
    whole = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    with zipfile.ZipFile(whole) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    far = sheet.replace("</sheetData>", f'<row r="1048576">{cell}</row></sheetData>').encode()
    with pytest.raises(SourceRefused, match=r"F005.*相隔太远"):
        read(with_part(tmp_path / "far.xlsx", "xl/worksheets/sheet1.xml", far, whole))


def test_a_format_that_reaches_to_the_last_row_is_no_content(tmp_path: Path, read: Read) -> None:
    whole = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    with zipfile.ZipFile(whole) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    far = sheet.replace("</sheetData>", '<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>').encode()
    assert len(read(with_part(tmp_path / "far.xlsx", "xl/worksheets/sheet1.xml", far, whole))[0]) == 1


def test_an_entity_bomb_stays_small(tmp_path: Path) -> None:
    whole = workbook(tmp_path / "r.xlsx", [ROSTER, ROSTERED])
    with zipfile.ZipFile(whole) as package:
        strings = package.read("xl/sharedStrings.xml").decode()
    entities = '<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    head, _, rest = strings.partition("<sst")
    bomb = f"{head}<!DOCTYPE sst [{entities}]><sst{rest}".replace("王示例", "&a9;").encode()
    path = with_part(tmp_path / "bomb.xlsx", "xl/sharedStrings.xml", bomb, whole)
    code = """
import resource, sys
from pathlib import Path
from identity.tokens import Tokeniser
from streams.sources.reader import open_source
from streams.sources.refusal import SourceRefused
try:
    rows = [r for b in open_source(Path(sys.argv[1]), tokeniser=Tokeniser(b'0' * 32)) for r in b.envelopes.to_pylist()]
    print(len(rows), max(len(r["data"]) for r in rows))
except SourceRefused as refusal:
    print(refusal.rule_id, 0)
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""
    run = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=60, check=True)
    outcome, length, peak_kb = run.stdout.split()
    assert outcome in ("1", "F006")
    assert int(length) < 1_000
    assert int(peak_kb) < 600_000


def test_a_sheet_of_twenty_thousand_rows_stays_within_memory(tmp_path: Path, read: Read) -> None:
    rows = [changed(ROSTERED, 3, f"21010219{i % 100:02d}{i:08d}") for i in range(20_000)]
    path = workbook(tmp_path / "r.xlsx", [ROSTER, *rows])
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    envelopes, _ = read(path, chunk_rows=8_000)
    assert [row["position"] for row in envelopes] == list(range(1, 20_001))
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000
