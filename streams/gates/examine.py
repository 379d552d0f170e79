"""Everything the door can tell of a batch without looking at the ledger: gates on envelope and fields, then the token.

What comes out needs only the ledger's own gates (duplicate, consistency) before it is appended. Pure: the same batch
gives the same result whenever and wherever it is examined, so batches may be examined ahead or by several workers.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from streams.events.catalogue import ID_FIELDS
from streams.gates import consistency, corrections, envelope, fields
from streams.gates.catalogue import RULES
from streams.gates.people import COMMON_COLUMNS, OTHERS, OWN, entrants_sql

# DuckDB scans one Arrow batch per thread
SCAN_ROWS = 20_480

# Rules broken, by the row that breaks them; source and type where the row has them.
FOUND_SCHEMA = pa.schema(
    [(name, pa.int64() if name == "position" else pa.string())
     for name in ("position", "rule_id", "field", "value", "source", "type")]
)  # fmt: skip
_REFUSING = pa.array([rule_id for rule_id, rule in RULES.items() if rule.severity == "reject"])
_BROKEN_SCHEMA = pa.schema(list(FOUND_SCHEMA)[:4])


class Names(Protocol):
    """What the door needs of the tokeniser."""

    def tokens(self, values: Iterable[str | None]) -> list[str | None]:
        """Identity numbers → tokens, in order."""


@dataclass(frozen=True)
class Examined:
    """A batch past the gates that need no ledger.

    entrants: the rows no rule refuses, in the order of `position`: position, source, id, type, subject, time,
    dataschema, data (nothing personal left in it), key and content (streams.known); and apart from them, for the
    vault, the person's token, number and sealed fields, and <field>_token and <field> of every other person.
    found: every rule broken so far (FOUND_SCHEMA).
    """

    rows: int
    entrants: pa.Table
    found: pa.Table


class Gates:
    """The gates that need no ledger, and the token, over a DuckDB connection of their own."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, names: Names,
        check_number: Callable[[str], bool], check_code: Callable[[str], bool],
    ) -> None:  # fmt: skip
        self.con, self.names, self.check_number, self.check_code = con, names, check_number, check_code
        con.register("kinds", envelope.kinds())

    def examine(self, envelopes: pa.Table, refused: pa.Table, now: datetime) -> Examined:
        """Judge raw envelopes (ENVELOPE_SCHEMA); `refused` are rows of the batch that are no event at all."""
        con = self.con
        con.register("raw", scannable(envelopes))
        parsed = con.execute(envelope.parsed_sql(now.isoformat(sep=" "), COMMON_COLUMNS)).to_arrow_table(SCAN_ROWS)
        con.unregister("raw")
        con.register("parsed", parsed)
        found = self._found(parsed, refused)
        con.register("admitted", self._admitted(parsed, found))
        entrants = con.execute(entrants_sql()).to_arrow_table(SCAN_ROWS)
        doubts = self._check_digits(entrants)
        for name in ("parsed", "admitted"):
            con.unregister(name)
        return Examined(envelopes.num_rows + refused.num_rows, entrants, pa.concat_tables([found, *doubts]))

    def _admitted(self, parsed: pa.Table, found: pa.Table) -> pa.Table:
        """The rows of `parsed` that no rule refuses, in the order of position, with the tokens of their persons."""
        refusals = found.filter(pc.is_in(found["rule_id"], _REFUSING))
        if refusals.num_rows:
            parsed = parsed.filter(pc.invert(pc.is_in(parsed["position"], refusals["position"].combine_chunks())))
        positions = parsed["position"].to_numpy()
        if (positions[1:] < positions[:-1]).any():
            parsed = parsed.sort_by("position")
        numbers = pa.array(_distinct(*(parsed[name] for name in ID_FIELDS)), pa.string())
        tokens = pa.array(self.names.tokens(numbers.to_pylist()), pa.string())
        for column, person in (("token", OWN), *((f"{name}_token", name) for name in OTHERS)):
            parsed = parsed.append_column(column, pc.take(tokens, pc.index_in(parsed[person], numbers)))
        return scannable(parsed)

    def _found(self, parsed: pa.Table, refused: pa.Table) -> pa.Table:
        con = self.con
        envelope_broken = "select position, broken, broken_field, broken_value from parsed where broken is not null"
        tables = [refused, *(con.execute(sql).to_arrow_table() for sql in (envelope_broken, consistency.broken_sql()))]
        present = con.execute("select distinct kind from parsed where broken is null").fetchall()
        for (kind,) in sorted(present):
            faulty = con.execute(fields.faulty_sql(kind)).to_arrow_table()
            if faulty.num_rows:
                con.register("faulty", faulty)
                tables.append(con.execute(fields.broken_sql(kind)).to_arrow_table())
        tables.append(pa.Table.from_pylist(self._changes(), schema=_BROKEN_SCHEMA))
        con.register("broken", pa.concat_tables([t.rename_columns(_BROKEN_SCHEMA.names).cast(_BROKEN_SCHEMA) for t in tables]))
        found = con.execute(
            """
            select b.position, b.rule_id, b.field, b.value,
                case when p.broken in ('V001', 'V003') then null else p.source end as source,
                case when p.broken in ('V001', 'V004') then null else p.type end as type
            from broken b left join parsed p using (position)
            """
        ).to_arrow_table()
        con.unregister("broken")
        return found.cast(FOUND_SCHEMA)

    def _changes(self) -> list[dict[str, object]]:
        """What is wrong with the changes that corrections ask for: they may name any field of any event."""
        changes = self.con.execute(
            "select position, json_extract(data, '$.changes') from parsed"
            " where type = 'event_corrected' and broken is null and json_type(data, '$.changes') = 'OBJECT'"
        ).fetchall()
        return [
            {"position": position, "rule_id": rule_id, "field": field, "value": value}
            for position, text in changes
            for rule_id, field, value in corrections.examine(text)
        ]

    def _check_digits(self, entrants: pa.Table) -> list[pa.Table]:
        """Doubts about check digits: they warn, they do not refuse."""
        doubts = []
        for rule_id, column, holds in (
            *(("C004", name, self._number_holds) for name in ID_FIELDS),
            ("C005", "enterprise", self.check_code),
        ):
            wrong = [value for value in _distinct(entrants[column]) if not holds(value)]
            if not wrong:
                continue
            rows = entrants.filter(pc.is_in(entrants[column], pa.array(wrong, pa.string())))
            count = rows.num_rows
            doubts.append(pa.table(
                [rows["position"], [rule_id] * count, [column] * count, rows[column], rows["source"], rows["type"]],
                schema=FOUND_SCHEMA,
            ))  # fmt: skip
        return doubts

    def _number_holds(self, number: str) -> bool:
        return number.startswith("p") or self.check_number(number)


def scannable(table: pa.Table) -> pa.Table:
    """The same rows in batches small enough to keep every thread of DuckDB at work."""
    return pa.Table.from_batches(table.combine_chunks().to_batches(max_chunksize=SCAN_ROWS), table.schema)


def _distinct(*columns: pa.ChunkedArray) -> list[str]:
    values = pa.chunked_array([chunk for column in columns for chunk in column.chunks], pa.string())
    return [value for value in pc.unique(values).to_pylist() if value is not None]
