"""The hash chain (SM3) over the log's entries.

Entries are sealed in blocks in the order of `seq`: a block's hash covers every column of each of its entries and the
hash of the block before it. Altering, removing, adding or reordering any entry breaks the chain at its block.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa

BLOCK_ENTRIES = 1000
GENESIS = "0" * 64

# Columns in fixed order, text without control characters (gates V002, V104 …), so the separators are unambiguous.
CANONICAL = (
    "concat(concat_ws(chr(31), seq, source, id, type, coalesce(subject, ''), epoch_us(time), epoch_us(recorded_at),"
    " dataschema, data, origin, position), chr(30))"
)


@dataclass(frozen=True)
class Block:
    """One link: entries first_seq..last_seq, sealed together with the block before."""

    first_seq: int
    last_seq: int
    entries: int
    prev_hash: str
    hash: str


@dataclass(frozen=True)
class Entries:
    """The canonical bytes of entries in the order of `seq`: entry i is text[ends[i-1]:ends[i]]."""

    seqs: np.ndarray
    ends: np.ndarray
    text: memoryview

    def between(self, low: int, high: int) -> tuple[int, memoryview]:
        """How many entries have low ≤ seq ≤ high, and their bytes."""
        first, last = int(np.searchsorted(self.seqs, low)), int(np.searchsorted(self.seqs, high, side="right"))
        return last - first, self.text[self.ends[first] : self.ends[last]]


def read_entries(con: duckdb.DuckDBPyConnection, relation: str, where: str = "true") -> Entries:
    """The entries of `relation` (columns of log.events) as the chain sees them."""
    table = con.execute(f"select seq, {CANONICAL} as entry from {relation} where {where}").to_arrow_table()
    seqs = table["seq"].to_numpy()
    if (seqs[1:] < seqs[:-1]).any():
        table = table.sort_by("seq")
        seqs = table["seq"].to_numpy()
    text = table["entry"].cast(pa.large_string()).combine_chunks()
    if isinstance(text, pa.ChunkedArray):
        text = pa.array([], pa.large_string()) if not text.num_chunks else text.chunk(0)
    ends = (
        np.frombuffer(text.buffers()[1], np.int64)[text.offset : text.offset + len(text) + 1]
        if len(text)
        else np.zeros(1, np.int64)
    )
    return Entries(seqs, ends, memoryview(text.buffers()[2] or b""))


def seal(entries: Entries, prev_hash: str) -> list[Block]:
    """Seal entries in blocks that continue from `prev_hash`. Releases the interpreter while it hashes.

    Blocks are cut by seq, never by the size of a batch, except that a batch's last block may be short.
    """
    blocks = []
    numbers = (entries.seqs - 1) // BLOCK_ENTRIES
    for number in np.unique(numbers).tolist():
        first, last = np.flatnonzero(numbers == number)[[0, -1]]
        low, high = int(entries.seqs[first]), int(entries.seqs[last])
        count, content = entries.between(low, high)
        digest = block_hash(prev_hash, content)
        blocks.append(Block(low, high, count, prev_hash, digest))
        prev_hash = digest
    return blocks


def block_hash(prev_hash: str, content: memoryview) -> str:
    """SM3 over the previous hash and the block's canonical bytes, in hex."""
    digest = hashlib.new("sm3", prev_hash.encode() + b"\x1d")
    digest.update(content)
    return digest.hexdigest()


@dataclass(frozen=True)
class Verdict:
    """What an audit found. `broken` says in Chinese, in order of place, what does not hold; empty when all holds."""

    entries: int
    blocks: int
    head: str
    broken: tuple[str, ...]


def audit(con: duckdb.DuckDBPyConnection, anchors: dict[int, str]) -> Verdict:
    """Recompute the chain of the attached log from its entries and compare with the stored blocks and `anchors`.

    anchors: last_seq → hash, as kept outside the log (issue manifests, the head file); they reveal a cut-off tail.
    """
    stored = [Block(*row) for row in con.execute(
        "select first_seq, last_seq, entries, prev_hash, hash from log.chain order by first_seq"
    ).fetchall()]  # fmt: skip
    broken = list(_links(stored))
    counted = con.execute("select count(*), count(distinct seq) from log.events").fetchone() or (0, 0)
    if counted[0] != counted[1]:
        broken.append(f"有 {counted[0] - counted[1]} 条记录的序号重复")
    sealed = sum(block.entries for block in stored)
    if counted[0] != sealed:
        broken.append(f"日志有 {counted[0]} 条记录,链上封存 {sealed} 条:有记录被删除或加入")
    broken += _contents(con, stored)
    known = {block.last_seq: block.hash for block in stored}
    for last_seq, digest in sorted(anchors.items()):
        if known.get(last_seq) != digest:
            broken.append(f"序号 {last_seq} 处的链值与日志之外留存的不一致:日志尾部被截断或整体重写")
    head = stored[-1].hash if stored else GENESIS
    return Verdict(counted[0], len(stored), head, tuple(broken))


def _links(stored: list[Block]) -> Iterator[str]:
    prev_hash, next_seq = GENESIS, 1
    for block in stored:
        if block.first_seq != next_seq or block.last_seq - block.first_seq + 1 != block.entries:
            yield f"链在序号 {next_seq} 处断开:下一块从 {block.first_seq} 开始"
        if block.prev_hash != prev_hash:
            yield f"序号 {block.first_seq}–{block.last_seq} 的块没有接在前一块之后"
        prev_hash, next_seq = block.hash, block.last_seq + 1


def _contents(con: duckdb.DuckDBPyConnection, stored: list[Block]) -> Iterator[str]:
    """Read the entries block by block, in stretches that keep memory bounded."""
    stretch = 200
    for start in range(0, len(stored), stretch):
        blocks = stored[start : start + stretch]
        entries = read_entries(con, "log.events", f"seq between {blocks[0].first_seq} and {blocks[-1].last_seq}")
        for block in blocks:
            _, content = entries.between(block.first_seq, block.last_seq)
            if block_hash(block.prev_hash, content) != block.hash:
                yield f"序号 {block.first_seq}–{block.last_seq} 的内容与封存时不同:有记录被改动、删除或换序"
