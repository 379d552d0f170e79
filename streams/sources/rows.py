"""Rows of a table-like file as they stand, before a mapping makes events of them."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from streams.sources.refusal import Refusal


@dataclass(frozen=True)
class RawRows:
    """A stretch of data rows. `table`: `position` int64 (1 = first row under the header), then one text column per
    column of the file, named c0, c1, … `refused`: rows that could not be read, with what could be seen of their cells.
    """

    table: pa.Table
    refused: list[Refusal] = field(default_factory=list)
    refused_cells: dict[int, list[str]] = field(default_factory=dict)


def raw_table(positions: Sequence[int] | pa.Array, columns: Sequence[pa.Array]) -> pa.Table:
    """The table of RawRows from its positions and text columns."""
    arrays = [pa.array(positions, pa.int64()) if not isinstance(positions, pa.Array) else positions, *columns]
    return pa.table(arrays, names=["position", *(f"c{i}" for i in range(len(columns)))])


def heading(cell: object) -> str:
    """A cell of the header as a column's name: white space and line breaks do not count, nor does full width."""
    return "".join(unicodedata.normalize("NFKC", str(cell or "")).replace("\ufeff", "").split())
