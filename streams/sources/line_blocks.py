"""A file of lines, read in blocks that end at a line's end, so that memory stays bounded whatever the file's size."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from streams.sources.kinds import open_bytes
from streams.sources.refusal import SourceRefused

MAX_LINE_BYTES = 1 << 20
_READ_BYTES = 16 << 20
_LF = 0x0A


@dataclass(frozen=True)
class LineBlock:
    """Whole lines of a file. `offsets[i]:offsets[i+1]` is line `first_line + i` (1-based) with its line end.

    `is_last`: no line follows. A line longer than MAX_LINE_BYTES stands in `too_long` by number and is empty in `data`.
    """

    first_line: int
    data: bytes
    offsets: np.ndarray
    is_last: bool
    too_long: list[int] = field(default_factory=list)

    @property
    def line_count(self) -> int:
        """Number of lines, blank ones included."""
        return len(self.offsets) - 1

    @property
    def ends_open(self) -> bool:
        """Whether the last line lacks its line end, as a half-written file does."""
        return not self.data.endswith(b"\n")

    def line(self, i: int) -> bytes:
        """Line i of the block (0-based) without its line end."""
        return self.data[self.offsets[i] : self.offsets[i + 1]].rstrip(b"\r\n")


def line_offsets(data: bytes) -> np.ndarray:
    """Where each line of `data` starts, and the end of the last: int64 array of line count + 1."""
    ends = np.flatnonzero(np.frombuffer(data, dtype=np.uint8) == _LF) + 1
    if data and not data.endswith(b"\n"):
        ends = np.append(ends, len(data))
    return np.concatenate([np.zeros(1, dtype=np.int64), ends])


def read_line_blocks(path: Path, max_lines: int) -> Iterator[LineBlock]:
    """Blocks of at most `max_lines` lines and about 16 MB. A UTF-8 byte order mark is taken off.

    Raises SourceRefused F006 if a packed file breaks off.
    """
    first_line = 1
    pieces = _whole_lines(path)
    held = next(pieces, None)
    while held is not None:
        data, is_cut = held
        held = next(pieces, None)
        for block in blocks_of(data, max_lines, first_line, is_cut=is_cut, is_last=held is None):
            yield block
            first_line += block.line_count


def blocks_of(
    data: bytes, max_lines: int, first_line: int = 1, *, is_cut: bool = False, is_last: bool = True
) -> Iterator[LineBlock]:
    """Cut one piece into blocks of at most `max_lines`. `is_cut`: the piece is one line, its content given up."""
    offsets = line_offsets(data)
    lengths = np.diff(offsets)
    long_lines = set(np.flatnonzero(lengths > MAX_LINE_BYTES).tolist()) | ({0} if is_cut else set())
    if long_lines:
        data = b"".join(b"\n" if i in long_lines else data[offsets[i] : offsets[i + 1]] for i in range(len(lengths)))
        offsets = line_offsets(data)
    for start in range(0, len(lengths), max_lines):
        stop = min(start + max_lines, len(lengths))
        part = offsets[start : stop + 1]
        yield LineBlock(
            first_line=first_line + start,
            data=data[part[0] : part[-1]],
            offsets=part - part[0],
            is_last=is_last and stop == len(lengths),
            too_long=[first_line + i for i in sorted(long_lines) if start <= i < stop],
        )


def _whole_lines(path: Path) -> Iterator[tuple[bytes, bool]]:
    """Pieces that end at a line's end. A line beyond MAX_LINE_BYTES that outgrows a piece comes as (b"\\n", True)."""
    carry = b""
    is_skipping = False
    for block in _raw_blocks(path):
        if is_skipping:
            end = block.find(b"\n") + 1
            if end == 0:
                continue
            yield b"\n", True
            block, is_skipping = block[end:], False
        data = carry + block
        cut = data.rfind(b"\n") + 1
        if cut:
            yield data[:cut], False
        carry = data[cut:]
        if len(carry) > MAX_LINE_BYTES:
            carry, is_skipping = b"", True
    if is_skipping:
        yield b"\n", True
    elif carry:
        yield carry, False


def _raw_blocks(path: Path) -> Iterator[bytes]:
    try:
        with open_bytes(path) as stream:
            is_first = True
            while block := stream.read(_READ_BYTES):
                yield block.removeprefix(b"\xef\xbb\xbf") if is_first else block
                is_first = False
    except (OSError, pa.ArrowException) as error:
        raise SourceRefused("F006", "压缩流中断", path.name) from error
