"""What a file is, whatever its extension says."""

import zipfile
from pathlib import Path

import pytest

from streams.sources.kinds import FileKind, kind_of
from streams.sources.refusal import SourceRefused
from tests.streams.sources.conftest import Read

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504


def zip_with(path: Path, *names: str) -> Path:
    with zipfile.ZipFile(path, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return path


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b'{"id":1}', "a.txt", FileKind.NDJSON),
        (b"garbage", "a.ndjson", FileKind.NDJSON),
        (b"\xef\xbb\xbf\n [1]", "a.txt", FileKind.JSON_ARRAY),
        (b"a,b\n1,2\n", "a.xlsx", FileKind.CSV),
        (b"a,b\n1,2\n", "a.csv", FileKind.CSV),
        (b"PAR1....", "a.csv", FileKind.PARQUET),
    ],
)
def test_content_decides_before_the_extension(tmp_path: Path, content: bytes, name: str, kind: FileKind) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert kind_of(path) is kind


@pytest.mark.parametrize(
    ("content", "rule_id", "said"),
    [
        (b"", "F001", "没有内容"),
        (b"\xef\xbb\xbf \n", "F001", "没有内容"),
        (b"%PDF-1.7", "F002", "PDF"),
        (b"<html><table></table></html>", "F002", "网页"),
        (OLE, "F003", "另存为“Excel 工作簿"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "F004", "密码"),
        (b"PK\x03\x04 not a zip", "F006", "损坏"),
        (b"PAR1 not parquet", "F006", "损坏"),
        (b"\x1f\x8b\x08\x00broken", "F006", "损坏"),
        ("a,b\n".encode("utf-16"), "F007", "UTF-16"),
    ],
)
def test_a_file_no_door_reads_gets_advice_and_no_traceback(read: Read, content: bytes, rule_id: str, said: str) -> None:
    with pytest.raises(SourceRefused) as refusal:
        read(content, "名单.xlsx")
    assert refusal.value.rule_id == rule_id
    assert str(refusal.value).startswith(f"[{rule_id}] 名单.xlsx:")
    assert said in str(refusal.value)


def test_archives_and_other_spreadsheets_are_called_by_name(tmp_path: Path) -> None:
    for inside, said in (("a.csv", "ZIP"), ("content.xml", "ODS"), ("xl/workbook.bin", "XLSB")):
        with pytest.raises(SourceRefused, match=said):
            kind_of(zip_with(tmp_path / "a.xlsx", inside))


def test_a_missing_file_is_refused_like_any_other(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="F001"):
        read(tmp_path / "none.csv")
    with pytest.raises(SourceRefused, match="F001"):
        read(tmp_path)
