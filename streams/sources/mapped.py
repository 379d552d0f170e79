"""Raw rows of a matched table to envelopes: one vectorised query per stretch of rows."""

from dataclasses import dataclass
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from streams.events.catalogue import LATEST
from streams.sources.batch import ENVELOPE_SCHEMA, Batch
from streams.sources.converters import (
    code_table,
    converter_of,
    json_sql,
    quote,
    time_sql,
    value_sql,
)
from streams.sources.mapping import Mapping, Target
from streams.sources.match import Match
from streams.sources.refusal import Refusal, refused_table
from streams.sources.rows import RawRows

_SCAN_ROWS = 20_480
# 2.10102E+17: what a spreadsheet makes of a long number
_LOST_NUMBER = r"[1-9](\.\d+)?[Ee]\+\d+"
_KEY_SEPARATOR = "chr(31)"


class KeyedDigests(Protocol):
    """What a mapping needs of identity.tokens.Tokeniser."""

    def digests(self, values: list[str | None]) -> list[str | None]:
        """A keyed digest (32 hex) of each text, in order."""
        ...


@dataclass(frozen=True)
class Mapper:
    """Makes envelopes of one file's rows by its mapping."""

    match: Match
    tokeniser: KeyedDigests
    con: duckdb.DuckDBPyConnection

    def batch(self, raw: RawRows) -> Batch:
        """Envelopes of the rows, and the refused ones: those the reader refused, and F114–F117 found here."""
        cells = _cells(raw.table)
        self.con.register("rows", pa.Table.from_batches(cells.to_batches(max_chunksize=_SCAN_ROWS), cells.schema))
        try:
            found = self.con.execute(envelope_sql(self.match)).to_arrow_table()
        finally:
            self.con.unregister("rows")
        sound = found.filter(pc.is_null(found["rule_id"]))
        faulty = found.filter(pc.is_valid(found["rule_id"])).select(["position", "rule_id", "field", "value"])
        refusals: list[Refusal] = [(r["position"], r["rule_id"], r["field"], r["value"]) for r in faulty.to_pylist()]
        ids = sound["id"]
        if self.match.mapping.id.digest_of:
            name = self.match.mapping.name
            digests = pa.array(self.tokeniser.digests(ids.to_pylist()), pa.string())
            ids = pc.binary_join_element_wise(name, digests, "-")
        envelopes = sound.set_column(sound.schema.get_field_index("id"), "id", ids).select(ENVELOPE_SCHEMA.names)
        return Batch(envelopes.cast(ENVELOPE_SCHEMA), refused_table([*raw.refused, *refusals]))


def _cells(raw: pa.Table) -> pa.Table:
    """The content of the cells: outer white space, ideographic too, taken off; NULL when nothing is left."""
    table = raw
    for i, name in enumerate(raw.column_names):
        if name != "position":
            trimmed = pc.utf8_trim_whitespace(raw[name])
            filled = pc.if_else(pc.equal(trimmed, ""), pa.scalar(None, pa.string()), trimmed)
            table = table.set_column(i, name, filled)
    return table


def envelope_sql(match: Match) -> str:
    """Select over `rows`: the envelope's columns, then rule_id, field and value of the format rule a row breaks.

    `id` is the key's text where the mapping digests it. Rows without content in any column that is read are left out.
    """
    mapping = match.mapping
    read = {name: i for name, i in match.places.items() if _is_read(mapping, name)}
    cells = {name: f"c{i}" for name, i in read.items()}
    stray = f"coalesce({', '.join(f'c{i}' for i in match.unnamed)})" if match.unnamed else "null::varchar"
    values = _Values(mapping, cells)
    city = values.of("city")
    source = " || ".join(f"{city}" if part == "{city}" else quote(part) for part in _parts(mapping.source))
    schemas = " ".join(f"when '{name}' then '{event.schema_urn()}'" for name, event in mapping.events.items())
    datas = " ".join(f"when '{name}' then {values.data_of(name)}" for name in mapping.events)
    return f"""
    with typed as (
        select *, {stray} as stray, {_type_sql(mapping, cells)} as type, {values.columns_sql()}
        from rows
        where coalesce({", ".join(cells.values())}, {stray}) is not null
    )

    select
        position, '1.0' as specversion, {values.key_sql()} as id, {source} as source, type, null::varchar as subject,
        {time_sql(cells[mapping.time])} as time, case type {schemas} end as dataschema, case type {datas} end as data,
        unnest({_fault_sql(match, cells, city)}, recursive := true)
    from typed
    """


def _is_read(mapping: Mapping, column: str) -> bool:
    rules = {mapping.time, mapping.id.column, mapping.event.column, *mapping.id.digest_of}
    return bool(mapping.columns[column]) or column in rules


def _parts(source: str) -> list[str]:
    head, found, tail = source.partition("{city}")
    return [part for part in (head, found, tail) if part]


def _type_sql(mapping: Mapping, cells: dict[str, str]) -> str:
    if mapping.event.type:
        return quote(mapping.event.type)
    assert mapping.event.column is not None
    cases = " ".join(f"when {quote(value)} then {quote(name)}" for value, name in mapping.event.types.items())
    return f"case {cells[mapping.event.column]} {cases} end"


def _fault_sql(match: Match, cells: dict[str, str], city: str) -> str:
    """A struct of rule_id, field and value: the first format rule a row breaks, or NULLs."""
    mapping = match.mapping

    def fault(test: str, rule_id: str, field: str, value: str) -> str:
        return f"when {test} then {{'rule_id': '{rule_id}', 'field': {field}, 'value': {value}}}"

    tests = [fault("stray is not null", "F117", "null", "null")]
    for name, k in cells.items():
        lost = f"contains({k}, '+') and regexp_full_match({k}, '{_LOST_NUMBER}')"
        tests.append(fault(lost, "F114", quote(name), k))
    if mapping.event.column:
        tests.append(fault("type is null", "F115", quote(mapping.event.column), cells[mapping.event.column]))
    if "{city}" in mapping.source:
        column = mapping.column_of("city")
        is_code = f"regexp_full_match({city}, '[1-9]\\d{{5}}')"
        tests.append(fault(f"not coalesce({is_code}, false)", "F116", quote(column), cells[column]))
    nothing = "{'rule_id': null::varchar, 'field': null::varchar, 'value': null::varchar}"
    return f"case {' '.join(tests)} else {nothing} end"


# column, field it fills, event types it does so in
_Filling = tuple[str, str, tuple[str, ...]]


def _filling(column: str, target: Target) -> _Filling:
    return column, target.field, target.only


class _Values:
    """The converted values of a mapping: each computed once per row, used by every event that has it."""

    def __init__(self, mapping: Mapping, cells: dict[str, str]) -> None:
        self._mapping = mapping
        self._sql: dict[str, str] = {}
        self._json: dict[str, str] = {}
        self._names: dict[_Filling, str] = {}
        self._cells = cells
        for event_type in mapping.events:
            for column, target in mapping.targets_of(event_type).values():
                if column in cells and _filling(column, target) not in self._names:
                    self._add(event_type, column, target)

    def _add(self, event_type: str, column: str, target: Target) -> None:
        spec = LATEST[event_type].fields()[target.field]
        converter = converter_of(spec, target)
        name = f"v{len(self._names)}"
        self._names[_filling(column, target)] = name
        self._sql[name] = value_sql(converter, self._cells[column], code_table(spec, target))
        self._json[name] = json_sql(converter, name)

    def columns_sql(self) -> str:
        """The values as select items."""
        return ", ".join(f"{sql} as {name}" for name, sql in self._sql.items())

    def of(self, field: str) -> str:
        """The value of a field, by the first column that fills it."""
        return next((name for (_, filled, _), name in self._names.items() if filled == field), "null::varchar")

    def data_of(self, event_type: str) -> str:
        """The event's data as a JSON text. Empty fields are left out."""
        targets = self._mapping.targets_of(event_type).items()
        named = [(field, self._names[key]) for field, filled in targets if (key := _filling(*filled)) in self._names]
        pairs = ", ".join(f"""'"{field}":' || {self._json[name]}""" for field, name in named)
        return f"'{{' || concat_ws(',', {pairs}) || '}}'"

    def key_sql(self) -> str:
        """The id: the column as it stands, or the key's converted values in one text, to be digested."""
        mapping = self._mapping
        if mapping.id.column:
            return self._cells[mapping.id.column]
        parts = ", ".join(f"coalesce({self._key_part(column)}, '')" for column in mapping.id.digest_of)
        return f"concat_ws({_KEY_SEPARATOR}, {parts})"

    def _key_part(self, column: str) -> str:
        if column == self._mapping.time:
            return time_sql(self._cells[column])
        return next((name for (c, *_), name in self._names.items() if c == column), self._cells[column])
