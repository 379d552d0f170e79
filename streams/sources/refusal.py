"""How a door says no: an exception for a whole file, a table for single rows."""

from collections.abc import Sequence

import pyarrow as pa

from streams.gates.format import FORMAT_RULES
from streams.sources.batch import REFUSED_SCHEMA

# position, rule ID, field or None, value or None
Refusal = tuple[int, str, str | None, str | None]


class SourceRefused(Exception):
    """A whole file is refused. Its text is what the sender reads: rule, place, what is wrong, what to do.

    It may come after batches were handed out (a damaged tail): those rows were sound, and sending the mended
    file again stores none of them twice.
    """

    def __init__(self, rule_id: str, value: str = "", place: str = "") -> None:
        """`rule_id` is an F0xx of FORMAT_RULES; `value` is what was found, `place` the file or the spot in it."""
        self.rule_id = rule_id
        self.value = value
        self.place = place
        rule = FORMAT_RULES[rule_id]
        found = f"({value})" if value else ""
        super().__init__(f"[{rule_id}] {place}:{rule.sentence}{found}。{rule.mend}。")


def refused_table(refusals: Sequence[Refusal]) -> pa.Table:
    """The refusals as a table of REFUSED_SCHEMA, in order of position."""
    rows = sorted(refusals, key=lambda refusal: refusal[0])
    columns: list[tuple[object, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(REFUSED_SCHEMA)
    return pa.table(
        [pa.array(values, field.type) for values, field in zip(columns, REFUSED_SCHEMA, strict=True)],
        schema=REFUSED_SCHEMA,
    )
