"""The gates that ask the ledger: is the event here already, with the same content? Is what it corrects here yet?"""

from dataclasses import dataclass

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from streams.gates.examine import FOUND_SCHEMA
from streams.known import key_sql


@dataclass(frozen=True)
class Verdict:
    """new: entrants to append, none of them known. resent: rows that only repeat a known event. found: rules broken."""

    new: pa.Table
    resent: int
    found: pa.Table


class Ledger:
    """What the log knows, asked over the writer's connection. Without a log only the batch itself is looked at."""

    def __init__(self, con: duckdb.DuckDBPyConnection, has_log: bool) -> None:
        self.con = con
        self.known = "known.events" if has_log else "(select 0::bigint as key, 0::bigint as content, 0::bigint as seq limit 0)"
        self.has_log = has_log
        self.nothing = pa.schema(
            [("position", pa.int64()), *((name, pa.string()) for name in ("source", "id", "type", "subject")),
             ("time", pa.timestamp("us")), ("dataschema", pa.string()), ("data", pa.string()), ("key", pa.int64()),
             ("content", pa.int64())]
        ).empty_table()  # fmt: skip

    def judge(self, entrants: pa.Table) -> Verdict:
        """Sort a batch's rows into new, resent and in conflict; note corrections whose target is still to come."""
        con = self.con
        con.register("entrants", entrants)
        try:
            conflicts, resent = self._against_log()
            new = _without(entrants, conflicts, resent)
            con.register("entrants", new)
            later, repeats = self._within_batch()
            new = _without(new, later, repeats)
            conflicts = pa.concat_arrays([conflicts, later])
            found = [self._note(entrants, conflicts, "D001", "id")]
            if self.has_log:
                found.append(self._targets_to_come(new))
        finally:
            con.unregister("entrants")
        return Verdict(new, len(resent) + len(repeats), pa.concat_tables(found))

    def _against_log(self) -> tuple[pa.Array, pa.Array]:
        """Positions of rows whose (source, id) is in the log with other content, and with the same."""
        seen = self.con.execute(
            f"select e.position, e.content = k.content as is_same, k.seq, e.source, e.id from entrants e join {self.known} k using (key)"
        ).to_arrow_table()
        conflicts = [
            row["position"] for row in seen.filter(pc.invert(seen["is_same"])).to_pylist()
            # two events may share a key: what the log has at that seq decides
            if self.con.execute(
                "select 1 from log.events where seq = ? and source = ? and id = ?", [row["seq"], row["source"], row["id"]]
            ).fetchone()
        ]  # fmt: skip
        return pa.array(conflicts, pa.int64()), _flat(seen.filter(seen["is_same"])["position"])

    def _within_batch(self) -> tuple[pa.Array, pa.Array]:
        """Of the rows that repeat an earlier row of the batch: those with other content, and those with the same."""
        repeated = self.con.execute(
            """
            select position, content = first(content order by position) over same_event as is_same
            from entrants
            where key in (select key from entrants group by key having count(*) > 1)
            window same_event as (partition by key, source, id)
            qualify position <> min(position) over same_event
            """
        ).to_arrow_table()
        is_same = repeated["is_same"]
        return _flat(repeated.filter(pc.invert(is_same))["position"]), _flat(repeated.filter(is_same)["position"])

    def _targets_to_come(self, new: pa.Table) -> pa.Table:
        """Corrections and retractions of events that neither the log nor this batch has: accepted, and noted."""
        kinds = pa.array(["event_corrected", "event_retracted"])
        corrections = new.filter(pc.is_in(new["type"], kinds))
        if not corrections.num_rows:
            return FOUND_SCHEMA.empty_table()
        self.con.register("corrections", corrections)
        waiting = self.con.execute(
            f"""
            select position, 'C003' as rule_id, 'target_id' as field, target_id as value, source, type
            from (
                select position, source, type, json_extract_string(data, '$.target_source') as target_source,
                    json_extract_string(data, '$.target_id') as target_id
                from corrections
            )
            where {key_sql(("target_source", "target_id"))} not in (select key from {self.known} union all select key from entrants)
            """
        ).to_arrow_table()
        self.con.unregister("corrections")
        return waiting.cast(FOUND_SCHEMA)

    @staticmethod
    def _note(entrants: pa.Table, positions: pa.Array, rule_id: str, column: str) -> pa.Table:
        rows = entrants.filter(pc.is_in(entrants["position"], positions))
        count = rows.num_rows
        return pa.table(
            [rows["position"], pa.repeat(rule_id, count), pa.repeat(column, count), rows[column], rows["source"], rows["type"]],
            schema=FOUND_SCHEMA,
        )


def _without(entrants: pa.Table, *positions: pa.Array) -> pa.Table:
    out = pa.concat_arrays(positions)
    return entrants.filter(pc.invert(pc.is_in(entrants["position"], out))) if len(out) else entrants


def _flat(positions: pa.ChunkedArray) -> pa.Array:
    return pa.concat_arrays([pa.array([], pa.int64()), *positions.chunks])
