"""What a file is, told from its first bytes; the extension only decides where the bytes do not."""

from enum import StrEnum
from pathlib import Path
from zipfile import BadZipFile, ZipFile

import pyarrow as pa

from streams.sources.refusal import SourceRefused

_HEAD_BYTES = 4096
_JSON_EXTENSIONS = {".ndjson", ".jsonl", ".json"}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
_PACKED_EXTENSIONS = {".gz", ".zst"}


class FileKind(StrEnum):
    """A kind of file a door can read."""

    NDJSON = "ndjson"
    JSON_ARRAY = "json"
    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"


def compression_of(path: Path) -> str | None:
    """ "gzip", "zstd" or None, by the first bytes of the file."""
    with path.open("rb") as file:
        head = file.read(4)
    return next((name for magic, name in _PACKED.items() if head.startswith(magic)), None)


def open_bytes(path: Path) -> pa.NativeFile:
    """The file's bytes as a stream, unpacked if it is gzip or zstd."""
    return pa.input_stream(str(path), compression=compression_of(path))


def kind_of(path: Path) -> FileKind:
    """The kind of the file. Raises SourceRefused (F001–F004, F006, F007) with advice for every kind no door reads."""
    head = _head(path)
    if head.startswith(b"PK\x03\x04"):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        raise SourceRefused("F004" if _is_encrypted(path) else "F003", "", path.name)
    if head.startswith(b"PAR1"):
        return FileKind.PARQUET
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise SourceRefused("F007", "UTF-16", path.name)
    text = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if text.startswith(b"["):
        return FileKind.JSON_ARRAY
    if text.startswith(b"{") or _extension(path) in _JSON_EXTENSIONS:
        return FileKind.NDJSON
    if text.startswith(b"%PDF"):
        raise SourceRefused("F002", "PDF", path.name)
    if text[:1] == b"<":
        raise SourceRefused("F002", "网页或 XML,扩展名可能被改过;请用 Excel 打开后另存为 .xlsx", path.name)
    return FileKind.CSV


def _head(path: Path) -> bytes:
    try:
        with open_bytes(path) as stream:
            head: bytes = stream.read(_HEAD_BYTES)
    except (OSError, pa.ArrowException) as error:
        is_packed = path.is_file() and compression_of(path) is not None
        raise SourceRefused("F006" if is_packed else "F001", "", path.name) from error
    if not head.strip(b"\xef\xbb\xbf \t\r\n"):
        raise SourceRefused("F001", "没有内容", path.name)
    return head


def _extension(path: Path) -> str:
    """The extension, seen through .gz and .zst."""
    plain = path.with_suffix("") if path.suffix.lower() in _PACKED_EXTENSIONS else path
    return plain.suffix.lower()


def _is_encrypted(path: Path) -> bool:
    """An encrypted workbook is an OLE file with a stream named EncryptedPackage (MS-OFFCRYPTO 2.3.4.1)."""
    name = "EncryptedPackage".encode("utf-16-le")
    tail = b""
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            if name in tail + block:
                return True
            tail = block[-len(name) :]
    return False


def _kind_of_zip(path: Path) -> FileKind:
    try:
        with ZipFile(path) as package:
            names = set(package.namelist())
    except (BadZipFile, OSError, ValueError) as error:
        raise SourceRefused("F006", "", path.name) from error
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    found = "XLSB 二进制工作簿" if "xl/workbook.bin" in names else "ODS 表格" if "content.xml" in names else "ZIP 压缩包"
    raise SourceRefused("F002", found, path.name)
