"""Lines of JSON to envelopes, vectorised. Every door that gets events as JSON text ends here: files, arrays, topics.

`from_json` over Arrow lines costs what `read_json` costs over a file, without a temporary file and with exact
positions. But it is as lenient: so a second query looks at the names each event bears, and rows that the two cannot
vouch for get a close look.
"""

import json

import duckdb
import numpy as np
import pyarrow as pa

from streams.sources.batch import ENVELOPE_SCHEMA, Batch
from streams.sources.refusal import Refusal, refused_table
from streams.sources.strict_json import ATTRIBUTES, event_fault, spot_of

# DuckDB scans one Arrow batch per thread
_SCAN_ROWS = 20_480
_NAMES = (*ATTRIBUTES, "data")
_STRUCT = "{" + ", ".join(f'"{name}": "{"JSON" if name == "data" else "VARCHAR"}"' for name in _NAMES) + "}"
_SHAPE = "json_keys({line}, ['$', '$.data'])"

# Nested content may hide equal names; NaN is no JSON. DuckDB writes JSON without blanks, so that a value follows ":".
SUSPECT_DATA = "(contains({d}, ':{{') or contains({d}, ':[') or contains({d}, 'NaN') or contains({d}, 'Infinity'))"


def _maybe_not_text(name: str) -> str:
    """SQL: whether the attribute's text may have been a number, a truth value or an object, and not a text.

    Only where no later gate would notice: a source, type, time or schema that was no text fails the value gate, and
    a specversion of 1.0 means one thing however it is written.
    """
    # digits and signs sort below ":", so that most ids are not tried as numbers
    number = f"e.{name} < ':' and try_cast(e.{name} as double) is not null"
    looks = f"({number}) or e.{name} in ('true', 'false') or starts_with(e.{name}, '{{') or starts_with(e.{name}, '[')"
    spelled = " and ".join(f"""not contains(line, '"{name}":{gap}"' || e.{name} || '"')""" for gap in ("", " "))
    return f"case when {looks} then {spelled} else false end"


def _envelope_sql(doc: str) -> str:
    """Select over `lines`. `doc` is the line, or NULL where it cannot be read as an event or is suspect anyway."""
    not_text = " or ".join(_maybe_not_text(name) for name in ("id", "subject"))
    return f"""
    with events as (
        select position, line, {doc} as doc, from_json({doc}, '{_STRUCT}') as e from lines
    )

    select
        position, {", ".join(f"e.{name} as {name}" for name in ATTRIBUTES)}, nullif(e.data::varchar, 'null') as data,
        doc is null
            or coalesce({not_text}, false)
            or coalesce(e.datacontenttype <> 'application/json', false)
            or coalesce({SUSPECT_DATA.format(d="e.data::varchar")}, false) as is_suspect
    from events
    """


# one broken line would end the whole query; guarding every line is slower, so it is done when one is met
_VALID = "case when json_valid(line) then line end"
_SHAPES = f"select distinct {_SHAPE.format(line='line')} as shape from lines"
_SHAPES_GUARDED = f"select distinct {_SHAPE.format(line=_VALID)} as shape from lines where json_valid(line)"
_ENVELOPES = _envelope_sql("line")
_ENVELOPES_GUARDED = _envelope_sql(f"case when not list_contains($odd_shapes, {_SHAPE.format(line=_VALID)}) then line end")


def envelopes_of(lines: pa.Array, positions: np.ndarray, con: duckdb.DuckDBPyConnection) -> Batch:
    """One batch from JSON texts (valid UTF-8, one event each) and their int64 positions. Blank lines are passed over.

    Refuses single lines with F103–F108 and F110. Extension attributes are refused (F106), not dropped: the ledger
    keeps no place for them, and what a sender wrote must not vanish. `datacontenttype: application/json` is accepted.
    """
    table = pa.table({"position": positions, "line": lines})
    con.register("lines", pa.Table.from_batches(table.to_batches(max_chunksize=_SCAN_ROWS), table.schema))
    try:
        found = _extracted(con)
        refusals, blank = _close_look(found, con)
    finally:
        con.unregister("lines")
    out = {position for position, *_ in refusals} | set(blank)
    envelopes = found.select(ENVELOPE_SCHEMA.names)
    if out:
        keep = ~np.isin(found["position"].to_numpy(), np.fromiter(out, dtype=np.int64))
        envelopes = envelopes.filter(pa.array(keep))
    return Batch(envelopes.cast(ENVELOPE_SCHEMA), refused_table(refusals))


def _extracted(con: duckdb.DuckDBPyConnection) -> pa.Table:
    """Envelope columns of `lines`, and is_suspect. Lines that are no event, or bear odd names, come as suspects only."""
    has_broken = False
    try:
        shapes = con.execute(_SHAPES).fetchall()
    except duckdb.InvalidInputException:
        has_broken = True
        shapes = con.execute(_SHAPES_GUARDED).fetchall()
    odd_shapes = [shape for (shape,) in shapes if not _is_plain(shape)]
    if odd_shapes or has_broken:
        return con.execute(_ENVELOPES_GUARDED, {"odd_shapes": odd_shapes}).to_arrow_table()
    return con.execute(_ENVELOPES).to_arrow_table()


def _is_plain(shape: list[list[str]]) -> bool:
    """Whether an event with these names needs no close look: all attributes known, no name twice."""
    attributes, fields = shape
    if not attributes or len(set(attributes)) < len(attributes) or not set(_NAMES).issuperset(attributes):
        return False
    return fields is None or len(set(fields)) == len(fields)


def _close_look(found: pa.Table, con: duckdb.DuckDBPyConnection) -> tuple[list[Refusal], list[int]]:
    """Judge the suspect lines one by one: their refusals, and the positions of blank lines."""
    refusals: list[Refusal] = []
    blank: list[int] = []
    suspects = found.filter(found["is_suspect"]).select(["position"])
    if not suspects.num_rows:
        return [], []
    con.register("suspects", suspects)
    try:
        # json() writes what DuckDB read: what is judged is what would be taken
        texts = con.execute("""
            select position, line, case when json_valid(line) then json(line)::varchar end
            from lines semi join suspects using (position)
        """).fetchall()
    finally:
        con.unregister("suspects")
    for position, line, text in texts:
        if text is None and not line.strip():
            blank.append(position)
        elif fault := event_fault(text) if text is not None else ("F103", None, _spot(line)):
            refusals.append((position, *fault))
    return refusals, blank


def _spot(line: str) -> str | None:
    """Where Python's parser, which says so, finds the line broken."""
    try:
        json.loads(line)
    except RecursionError:
        return "嵌套过深"
    except ValueError as error:
        return spot_of(error)
    return None
