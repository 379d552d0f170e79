"""Is it safe to open this workbook? Asked of the ZIP package before any parser sees it.

A workbook of a few kilobytes can unfold to gigabytes twice over: as a ZIP bomb, and as two cells at opposite
corners of a sheet, between which a parser makes room for every cell.
"""

import re
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from streams.sources.refusal import SourceRefused

MAX_ENTRIES = 10_000
MAX_UNFOLDED_BYTES = 512 << 20
# real sheets of one repeated row reach 60; deflate cannot pass 1032
MAX_RATIO = 250
_RATIO_MATTERS_FROM_BYTES = 16 << 20
# a parsed cell takes about 32 bytes
MAX_CELLS = 20_000_000

_READ_BYTES = 4 << 20
_OVERLAP_BYTES = 256
_IS_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ROW = re.compile(rb'<row r="(\d{1,9})"')
_TWO_LETTERS = re.compile(rb' r="[A-Z]{2}')
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^>]*?\br\s*=\s*["']([A-Z]{1,3})(\d{1,10})["'][^>]*(?<!/)>""")


def check_package(path: Path) -> None:
    """Raise SourceRefused: F004 encrypted, F005 unfolds too far, F006 damaged. Reads every byte once, keeps none."""
    try:
        with ZipFile(path) as package:
            entries = package.infolist()
            _check_sizes(entries, path)
            for entry in entries:
                _check_entry(package, entry, path)
    except (BadZipFile, ZlibError, OSError, EOFError, ValueError, NotImplementedError) as error:
        raise SourceRefused("F006", "", path.name) from error


def _check_sizes(entries: list[ZipInfo], path: Path) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise SourceRefused("F004", "", path.name)
    unfolded = sum(entry.file_size for entry in entries)
    packed = max(sum(entry.compress_size for entry in entries), 1)
    if len(entries) > MAX_ENTRIES:
        raise SourceRefused("F005", f"内含 {len(entries)} 个部件", path.name)
    if unfolded > MAX_UNFOLDED_BYTES:
        raise SourceRefused("F005", f"展开后 {unfolded >> 20} MB,上限 {MAX_UNFOLDED_BYTES >> 20} MB", path.name)
    if unfolded > _RATIO_MATTERS_FROM_BYTES and unfolded / packed > MAX_RATIO:
        raise SourceRefused("F005", f"压缩比 {unfolded // packed}", path.name)


def _check_entry(package: ZipFile, entry: ZipInfo, path: Path) -> None:
    """Read one entry to its end, which checks its size and sum; of a sheet, also how far its cells reach."""
    is_sheet = _IS_SHEET.fullmatch(entry.filename) is not None
    reach = _quick_reach(package, entry) if is_sheet else _drain(package, entry)
    if reach > MAX_CELLS and _exact_reach(package, entry) > MAX_CELLS:
        raise SourceRefused("F005", "有内容的单元格相隔太远或太多", path.name)


def _drain(package: ZipFile, entry: ZipInfo) -> int:
    with package.open(entry) as stream:
        while stream.read(_READ_BYTES):
            pass
    return 0


def _quick_reach(package: ZipFile, entry: ZipInfo) -> int:
    """Upper bound of the cells of the rectangle from A1, or one beyond MAX_CELLS if a quick look cannot tell."""
    last_row, width = 1, 26
    tail = b""
    with package.open(entry) as stream:
        while block := stream.read(_READ_BYTES):
            data = tail + block
            if b":c " in data or data.count(b"<c ") > data.count(b' r="'):
                return _after_all(stream, MAX_CELLS + 1)
            last_row = max([last_row, *map(int, _ROW.findall(data)[-1:])])
            if width == 26 and _TWO_LETTERS.search(data):
                width = 26 * 27
            tail = data[-_OVERLAP_BYTES:]
    return last_row * width


def _after_all(stream: object, answer: int) -> int:
    while stream.read(_READ_BYTES):  # type: ignore[attr-defined]
        pass
    return answer


def _exact_reach(package: ZipFile, entry: ZipInfo) -> int:
    """Cells of the rectangle from A1 to the last row and column that hold something."""
    last_row, last_column = 0, 0
    tail = b""
    with package.open(entry) as stream:
        while block := stream.read(_READ_BYTES):
            data = tail + block
            for letters, row in set(_CELL.findall(data)):
                last_row = max(last_row, int(row))
                last_column = max(last_column, _column_number(letters))
            tail = data[-_OVERLAP_BYTES:]
    return last_row * last_column


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number
