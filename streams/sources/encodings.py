"""Which encoding a text file is in: UTF-8 or GB18030 (of which GBK is a part), told by trying."""

from pathlib import Path

from streams.sources.kinds import open_bytes
from streams.sources.refusal import SourceRefused

_READ_BYTES = 4 << 20
_ENOUGH_LINES = 2_000
# more than this share of NUL bytes is no text at all (UTF-16 without its mark, a disk image)
_NUL_SHARE = 0.05


def encoding_of(path: Path) -> str:
    """ "utf-8" or "gb18030", decided by the first 2 000 lines that are not plain ASCII.

    The majority decides, so one damaged line does not turn a UTF-8 file into GBK nonsense; the lines that do not
    fit are refused one by one (F101). Raises SourceRefused F007 where neither fits most of them.
    """
    votes = {"utf-8": 0, "gb18030": 0, "neither": 0}
    with open_bytes(path) as stream:
        carry = b""
        while sum(votes.values()) < _ENOUGH_LINES:
            block: bytes = stream.read(_READ_BYTES)
            if block.count(0) > _NUL_SHARE * len(block):
                raise SourceRefused("F007", "含大量空字符,像是 UTF-16 或二进制文件", path.name)
            data = carry + block
            cut = data.rfind(b"\n") + 1 if block else len(data)
            _vote(data[:cut], votes)
            carry = data[cut:] if len(data) - cut <= _READ_BYTES else b""
            if not block:
                break
    winner = max(votes, key=lambda name: votes[name])
    if winner == "neither" and votes["neither"]:
        raise SourceRefused("F007", "既不是 UTF-8,也不是 GBK", path.name)
    return "utf-8" if winner == "neither" else winner


def _vote(data: bytes, votes: dict[str, int]) -> None:
    if data.isascii():
        return
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        votes["utf-8" if _fits(line, "utf-8") else "gb18030" if _fits(line, "gb18030") else "neither"] += 1
        if sum(votes.values()) >= _ENOUGH_LINES:
            return


def _fits(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
