"""The one room behind every door: gates, then token, then append.

A door hands in batches of raw events; what comes out is in the log, or is a rejected row that can be found, explained,
mended and sent again. No rule lives anywhere else.
"""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from queue import SimpleQueue
from typing import Protocol

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from streams.events.catalogue import ID_FIELDS, SEALED_FIELDS
from streams.gates.catalogue import RULES
from streams.gates.examine import FOUND_SCHEMA, Examined, Gates, Names
from streams.gates.ledger import Ledger
from streams.gates.people import OTHERS, OWN
from streams.log import COUNTS, LogWriter
from streams.sources.batch import Batch
from streams.together import counted, merged, places_of

# Batches examined at once; more would only hold more memory, DuckDB uses every core for each.
_GATES = 2


class Sealer(Protocol):
    """What the room needs of the identity vault."""

    def seal_many(self, rows: Iterable[tuple[str, dict[str, str]]]) -> object:
        """Seal persons' records; durable on return."""


@dataclass
class Receipt:
    """What became of a delivery's rows."""

    origin: str
    rows: int = 0
    accepted: int = 0
    resent: int = 0
    rejected: int = 0
    warned: int = 0
    by_rule: Counter[str] = field(default_factory=Counter)
    first_seq: int | None = None
    last_seq: int | None = None

    def counts(self) -> dict[str, int]:
        """The row counts by outcome."""
        return {name: getattr(self, name) for name in COUNTS}


class Room:
    """Gates, token and append over one DuckDB connection. With `writer` None nothing is written (taizhang check)."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, names: Names, vault: Sealer | None, writer: LogWriter | None,
        check_number: Callable[[str], bool], check_code: Callable[[str], bool], mask: Callable[[str], str],
    ) -> None:  # fmt: skip
        self.con, self.vault, self.writer, self.mask = con, vault, writer, mask
        self.gates: SimpleQueue[Gates] = SimpleQueue()
        for _ in range(_GATES):
            self.gates.put(Gates(con.cursor(), names, check_number, check_code))
        self.ledger = Ledger(con, has_log=writer is not None)
        con.register("rules", pa.table({
            "rule_id": list(RULES), "stage": [r.stage for r in RULES.values()], "severity": [r.severity for r in RULES.values()],
        }))  # fmt: skip
        con.execute("create or replace temp table sealed_here (mark ubigint)")

    def receive(
        self, batches: Iterable[Batch], receipt: Receipt, now: Callable[[], datetime],
        on_batch: Callable[[Receipt, pa.Table], None] | None = None, receipts: bool = True,
    ) -> Receipt:  # fmt: skip
        """Take a whole delivery through the room, filling its receipt. Safe to repeat: a resend changes nothing.

        While one batch is appended the next ones are read and examined.
        """
        for examined in self._examined(batches, now):
            outcomes = self.admit(examined, receipt, now())
            if on_batch:
                on_batch(receipt, outcomes)
        if self.writer and receipts:
            self.writer.close_delivery(receipt.origin, now(), receipt.counts(), receipt.first_seq, receipt.last_seq)
        return receipt

    def receive_together(self, handed_in: Sequence[tuple[str, Batch]], judged_at: datetime, now: datetime) -> list[Receipt]:
        """Take several small deliveries (origin, batch) through the room in this order and in one transaction.

        Each has its receipt in that transaction. `judged_at`: when the door took them, which may be long before `now`.
        """
        if (writer := self.writer) is None:
            raise ValueError("deliveries can be taken in only with a writer")
        batch = merged([batch for _, batch in handed_in])
        gates = self.gates.get()
        try:
            examined = gates.examine(batch.envelopes, batch.refused, judged_at)
        finally:
            self.gates.put(gates)
        verdict = self.ledger.judge(examined.entrants)
        outcomes = self.outcomes(pa.concat_tables([examined.found, verdict.found]))
        deliveries = [(origin, batch.rows) for origin, batch in handed_in]
        receipts = [Receipt(**counts) for counts in counted(deliveries, verdict.new, outcomes, writer.last_seq)]
        with ThreadPoolExecutor(1) as sealing:
            sealed = self._seal(verdict.new, sealing)

            def close() -> None:
                sealed.result()
                writer.close_deliveries(now, [(r.origin, *r.counts().values(), r.first_seq, r.last_seq) for r in receipts])

            places = places_of([origin for origin, _ in handed_in], verdict.new, outcomes)
            writer.append(verdict.new, outcomes, "", now, close, places=places)
        return receipts

    def refuse_file(self, receipt: Receipt, rule_id: str, value: str, now: datetime) -> None:
        """Note that the file, or what was left of it, was refused as a whole: position 0 of its origin."""
        refusal = {"position": 0, "rule_id": rule_id, "value": value}
        outcomes = self.outcomes(pa.Table.from_pylist([refusal], schema=FOUND_SCHEMA))
        receipt.by_rule[rule_id] += 1
        if self.writer:
            self.writer.append(self.ledger.nothing, outcomes, receipt.origin, now)
            self.writer.close_delivery(receipt.origin, now, receipt.counts(), receipt.first_seq, receipt.last_seq)

    def _examined(self, batches: Iterable[Batch], now: Callable[[], datetime]) -> Iterator[Examined]:
        """The batches past the gates that need no ledger, in order; a few are under way while one is used."""
        coming: deque[Future[Examined | None]] = deque()
        rest = iter(batches)

        def examine(read: Future[Batch | None]) -> Examined | None:
            if (batch := read.result()) is None:
                return None
            gates = self.gates.get()
            try:
                return gates.examine(batch.envelopes, batch.refused, now())
            finally:
                self.gates.put(gates)

        with ThreadPoolExecutor(1, "read") as reading, ThreadPoolExecutor(_GATES, "gates") as gating:
            coming.extend(gating.submit(examine, reading.submit(next, rest, None)) for _ in range(_GATES))
            while (examined := coming.popleft().result()) is not None:
                coming.append(gating.submit(examine, reading.submit(next, rest, None)))
                yield examined

    def gate(self, batch: Batch, now: datetime) -> tuple[Examined, pa.Table]:
        """Judge a batch by the gates that need no ledger and seal its persons: events to be admitted, and every rule broken.

        For a room apart from the log's; `admit` of the log's own room does the rest.
        """
        gates = self.gates.get()
        try:
            examined = gates.examine(batch.envelopes, batch.refused, now)
        finally:
            self.gates.put(gates)
        with ThreadPoolExecutor(1) as sealing:
            self._seal(examined.entrants, sealing).result()
        return examined, self.outcomes(examined.found)

    def admit(self, examined: Examined, receipt: Receipt, now: datetime, told: pa.Table | None = None) -> pa.Table:
        """Judge a batch against the ledger, seal its persons, append its new events. Returns every rule broken.

        told: what `gate` said of the batch's rows already.
        """
        verdict = self.ledger.judge(examined.entrants)
        outcomes = self.outcomes(pa.concat_tables([examined.found, verdict.found]))
        if told is not None:
            outcomes = pa.concat_tables([told, outcomes])
        rejects = outcomes.filter(pc.equal(outcomes["severity"], "reject"))
        receipt.rows += examined.rows
        receipt.rejected += pc.count_distinct(rejects["position"]).as_py()
        for severity in ("warn", "expected"):
            doubts = outcomes.filter(pc.equal(outcomes["severity"], severity))
            receipt.warned += pc.count_distinct(doubts["position"]).as_py()
        receipt.by_rule.update(outcomes["rule_id"].to_pylist())
        receipt.resent += verdict.resent
        receipt.accepted += verdict.new.num_rows
        if self.writer:
            with ThreadPoolExecutor(1) as sealing:
                sealed = self._seal(verdict.new, sealing)
                added = self.writer.append(verdict.new, outcomes, receipt.origin, now, before_commit=sealed.result)
            if added.first_seq is not None:
                receipt.first_seq = added.first_seq if receipt.first_seq is None else receipt.first_seq
                receipt.last_seq = added.last_seq
        return outcomes

    def outcomes(self, found: pa.Table) -> pa.Table:
        """Every rule broken, with its stage and severity, identity numbers masked, without a name."""
        con = self.con
        con.register("found", found)
        outcomes = con.execute(
            f"""
            select f.position, f.rule_id, r.stage, r.severity, regexp_replace(f.field, '\\d{{6,}}', '******') as field,
                case
                    when f.field in {SEALED_FIELDS} then '***'
                    when f.value like '{{%' or f.value like '[%' then '…'
                    when f.field in {ID_FIELDS}
                        and not regexp_full_match(f.value, '\\d{{17}}[\\dXx]|p[0-9a-f]{{32}}') then left(f.value, 6) || '****'
                    else f.value
                end as value,
                f.source, f.type
            from found f join rules r using (rule_id)
            order by f.position, f.rule_id
            """
        ).to_arrow_table()
        con.unregister("found")
        shown = {value: self.mask(value) for value in pc.unique(outcomes["value"]).to_pylist() if value}
        if any(value != masked for value, masked in shown.items()):
            values = [shown.get(value, value) for value in outcomes["value"].to_pylist()]
            outcomes = outcomes.set_column(outcomes.column_names.index("value"), "value", pa.array(values, pa.string()))
        return outcomes

    def _seal(self, new: pa.Table, sealing: ThreadPoolExecutor) -> "Future[object]":
        """Begin to seal the persons of new events; the log must not name their tokens before this is done."""
        if self.vault is None:
            return sealing.submit(lambda: None)
        con, seal_many = self.con, self.vault.seal_many
        con.register("entering", new)
        sealed = ", ".join((OWN, *SEALED_FIELDS))
        nothing = ", null" * len(SEALED_FIELDS)
        others = " ".join(
            f"union all select {name}_token, {name}{nothing}, hash({name}, 'other') from entering"
            f" where {name}_token is not null and {name} not like 'p%'"
            for name in OTHERS
        )
        rows = con.execute(
            f"""
            select distinct on (mark) token, {sealed}, mark
            from (
                select token, {sealed}, hash({sealed}) as mark
                from entering
                where token is not null and {OWN} not like 'p%'
                {others}
            )
            anti join sealed_here using (mark)
            """
        ).to_arrow_table()
        con.unregister("entering")
        if rows.num_rows:
            con.register("marks", rows)
            con.execute("insert into sealed_here select mark from marks")
            con.unregister("marks")
        columns = [rows[name].to_pylist() for name in ("token", OWN, *SEALED_FIELDS)]
        return sealing.submit(lambda: seal_many(
            (token, {key: value for key, value in zip(("id", *SEALED_FIELDS), values, strict=True) if value is not None})
            for token, *values in zip(*columns, strict=True)
        ))  # fmt: skip
