"""The door for CSV: every line becomes a row, part of a row, a blank or a refusal."""

import gzip

import pytest

from streams.sources.refusal import SourceRefused
from tests.streams.sources.conftest import Read
from tests.streams.sources.tables import ENDED, HIRED, INSURANCE, REGISTRATION, STARTED, changed, csv_bytes

HEADER = ",".join(INSURANCE).encode()
GOOD = ",".join(STARTED).encode()


def lines(*rows: bytes) -> bytes:
    return b"\n".join([HEADER, *rows]) + b"\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_all_three_encodings_give_the_same_events(read: Read, encoding: str, end: str) -> None:
    envelopes, refused = read(csv_bytes(REGISTRATION, HIRED, changed(HIRED, 1, "J2"), encoding=encoding, end=end))
    assert refused == []
    assert [row["id"] for row in envelopes] == ["J1", "J2"]
    assert '"name":"王示例"' in envelopes[0]["data"]


def test_one_row_is_a_file(read: Read) -> None:
    assert len(read(csv_bytes(INSURANCE, STARTED).rstrip())[0]) == 1


def test_a_header_alone_is_an_empty_file_of_the_right_kind(read: Read) -> None:
    assert read(csv_bytes(INSURANCE)) == ([], [])


def test_blank_lines_and_rows_of_commas_are_passed_over_but_counted(read: Read) -> None:
    envelopes, refused = read(lines(GOOD, b"", b",,,,,,,,", b"   ", GOOD.replace(b"0305", b"0306")))
    assert [row["position"] for row in envelopes] == [1, 5]
    assert refused == []


def test_ragged_rows_are_refused_one_by_one(read: Read) -> None:
    envelopes, refused = read(lines(GOOD, GOOD + b",x", b"a,b", GOOD.replace(b"0305", b"0306")))
    assert [row["position"] for row in envelopes] == [1, 4]
    assert [(r["position"], r["rule_id"], r["value"]) for r in refused] == [
        (2, "F111", "10 列,表头 9 列"),
        (3, "F111", "2 列,表头 9 列"),
    ]


@pytest.mark.parametrize("cut", [b"210100,2101", b'210100,"2101'])
def test_a_cut_off_last_line_is_named_as_such(read: Read, cut: bytes) -> None:
    envelopes, refused = read(lines(GOOD) + cut)
    assert len(envelopes) == 1
    assert [(r["position"], r["rule_id"]) for r in refused] == [(2, "F109")]


@pytest.mark.parametrize("chunk_rows", [1, 2, 3, 1000])
def test_line_breaks_inside_quotes_are_part_of_the_cell(read: Read, chunk_rows: int) -> None:
    rows = [changed(STARTED, 2, "王\n示\n例"), ENDED, changed(ENDED, 2, 'O"B,示\n例')]
    envelopes, refused = read(csv_bytes(INSURANCE, *rows), chunk_rows=chunk_rows)
    assert refused == []
    assert [row["position"] for row in envelopes] == [1, 4, 5]
    assert '"name":"王\\n示\\n例"' in envelopes[0]["data"]
    assert '"name":"O\\"B,示\\n例"' in envelopes[2]["data"]


@pytest.mark.parametrize("chunk_rows", [2, 1000])
def test_a_missing_quote_costs_its_own_row_only(read: Read, chunk_rows: int) -> None:
    rows = [GOOD.replace(b"20260305", b"202603%02d" % day) for day in range(1, 29)]
    rows[3] = rows[3].replace(b"110", b'"110', 1)
    rows[20] = rows[20].replace(b"110", b'"110', 1)
    envelopes, refused = read(lines(*rows), chunk_rows=chunk_rows)
    assert [(r["position"], r["rule_id"]) for r in refused] == [(4, "F112"), (21, "F112")]
    assert [row["position"] for row in envelopes] == [i for i in range(1, 29) if i not in (4, 21)]


def test_a_stray_carriage_return_is_refused_where_it_stands(read: Read) -> None:
    envelopes, refused = read(lines(GOOD.replace(b"110", b"1\r10"), GOOD))
    assert [row["position"] for row in envelopes] == [2]
    assert [(r["position"], r["rule_id"]) for r in refused] == [(1, "F111")]


def test_nul_bytes_and_damaged_characters_are_refused_where_they_stand(read: Read) -> None:
    name = "王示例".encode()
    rows = [GOOD, GOOD.replace(b"110", b"1\x0010"), GOOD.replace(name, name[:-1]), GOOD.replace(b"0305", b"0306")]
    envelopes, refused = read(lines(*rows))
    assert [row["position"] for row in envelopes] == [1, 4]
    assert [(r["position"], r["rule_id"]) for r in refused] == [(2, "F113"), (3, "F101")]


def test_one_damaged_line_does_not_turn_a_utf8_file_into_gbk(read: Read) -> None:
    rows = [GOOD.replace(b"0305", b"03%02d" % day) for day in range(1, 20)]
    rows.insert(5, "花名,".encode("gbk") + GOOD)
    envelopes, refused = read(lines(*rows))
    assert [r["rule_id"] for r in refused] == ["F101"]
    assert all("王示例" in row["data"] for row in envelopes)


def test_files_in_no_known_encoding_are_refused_whole(read: Read) -> None:
    with pytest.raises(SourceRefused, match="F007"):
        read(lines(*[b"\xff\xff," * 8] * 10))
    with pytest.raises(SourceRefused, match="UTF-16"):
        read(csv_bytes(INSURANCE, STARTED, encoding="utf-16-le"))


@pytest.mark.parametrize("delimiter", [b"\t", b";", b"|"])
def test_other_delimiters_are_seen_in_the_header(read: Read, delimiter: bytes) -> None:
    assert len(read(lines(GOOD).replace(b",", delimiter), "a.txt")[0]) == 1


def test_a_wrong_header_is_told_what_it_lacks(read: Read) -> None:
    with pytest.raises(SourceRefused, match=r"F008.*最接近社会保险人员变动提取表.*缺少栏目:AAE036"):
        read(lines(GOOD).replace(b"AAE036", b"AAE037"))
    with pytest.raises(SourceRefused, match=r"F008.*花名册\(roster\)"):
        read(b"a,b\n1,2\n")


def test_a_doubled_or_unknown_column_is_refused_by_name(read: Read) -> None:
    with pytest.raises(SourceRefused, match=r"F009.*AAE035"):
        read(csv_bytes([*INSURANCE, "AAE035"], [*STARTED, ""]))
    with pytest.raises(SourceRefused, match=r"F010.*工资"):
        read(csv_bytes([*INSURANCE, "工资"], [*STARTED, "1"]))


def test_columns_may_stand_in_any_order_and_a_trailing_comma_is_no_column(read: Read) -> None:
    first, _ = read(csv_bytes(INSURANCE, STARTED))
    second, refused = read(csv_bytes([*INSURANCE[::-1], ""], [*STARTED[::-1], ""]))
    assert refused == []
    assert first == second
    _, refused = read(csv_bytes([*INSURANCE, ""], [*STARTED, "x"]))
    assert [r["rule_id"] for r in refused] == ["F117"]


def test_a_line_beyond_a_megabyte_is_refused_alone(read: Read) -> None:
    envelopes, refused = read(lines(GOOD, b"x" * (3 << 20), GOOD.replace(b"0305", b"0306")), chunk_rows=2)
    assert [row["position"] for row in envelopes] == [1, 3]
    assert [(r["position"], r["rule_id"]) for r in refused] == [(2, "F102")]


def test_packed_csv_is_read_and_a_cut_one_refused(read: Read) -> None:
    packed = gzip.compress(lines(*[GOOD.replace(b"0305", b"03%02d" % (i % 28 + 1)) for i in range(5_000)]))
    assert len(read(packed, "a.csv.gz")[0]) == 5_000
    with pytest.raises(SourceRefused, match="F006"):
        read(packed[:-200], "a.csv.gz")
