"""The one room behind every door: gates, then token, then append.

A door hands in batches of raw events; what comes out is in the log, or is a rejected row that can be found, explained,
mended and sent again. No rule lives anywhere else.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

import duckdb
import pyarrow as pa

from streams.events.catalogue import BY_SCHEMA, LATEST
from streams.events.contract import Event
from streams.gates import consistency, corrections, envelope, fields
from streams.gates.catalogue import RULES
from streams.known import CONTENT, KEY
from streams.log import LogWriter
from streams.sources.batch import Batch


class Sealer(Protocol):
    """What the room needs of the identity vault."""

    def seal_many(self, rows: Iterable[tuple[str, dict[str, str]]]) -> object:
        """Seal persons' records; durable on return."""


class Names(Protocol):
    """What the room needs of the tokeniser and the number checks."""

    def tokens(self, values: Iterable[str | None]) -> list[str | None]:
        """Identity numbers → tokens, in order."""


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
        return {name: getattr(self, name) for name in ("rows", "accepted", "resent", "rejected", "warned")}


class Room:
    """Gates, token and append over one DuckDB connection. With `writer` None nothing is written (taizhang check)."""

    def __init__(
        self, con: duckdb.DuckDBPyConnection, names: Names, vault: Sealer | None, writer: LogWriter | None,
        check_number: Callable[[str], bool], check_code: Callable[[str], bool], mask: Callable[[str], str],
    ) -> None:  # fmt: skip
        self.con, self.names, self.vault, self.writer = con, names, vault, writer
        self.check_number, self.check_code, self.mask = check_number, check_code, mask
        con.execute("create or replace temp table sealed_here (mark ubigint)")

    def receive(
        self, batches: Iterable[Batch], receipt: Receipt, now: Callable[[], datetime],
        on_batch: Callable[[Receipt, pa.Table], None] | None = None, receipts: bool = True,
    ) -> Receipt:  # fmt: skip
        """Take a whole delivery through the room, filling its receipt. Safe to repeat: a resend changes nothing."""
        for batch in batches:
            outcomes = self._batch(batch, receipt, now())
            if on_batch:
                on_batch(receipt, outcomes)
        if self.writer and receipts:
            self.writer.close_delivery(receipt.origin, now(), receipt.counts(), receipt.first_seq, receipt.last_seq)
        return receipt

    def refuse_file(self, receipt: Receipt, rule_id: str, value: str, now: datetime) -> None:
        """Note that the file, or what was left of it, was refused as a whole: position 0 of its origin."""
        self.con.execute("create or replace temp table accepted as select 0::bigint as position, '' as source, '' as id,"
                         " '' as type, '' as subject, now()::timestamp as time, '' as dataschema, '' as data where false")  # fmt: skip
        self.con.execute(
            "create or replace temp table outcomes as select 0::bigint as position, $1 as rule_id, 'format' as stage,"
            " 'reject' as severity, null::varchar as field, $2 as value, null::varchar as source, null::varchar as type",
            [rule_id, self.mask(value)],
        )
        receipt.by_rule[rule_id] += 1
        if self.writer:
            self.writer.append("accepted", "outcomes", receipt.origin, now)
            self.writer.close_delivery(receipt.origin, now, receipt.counts(), receipt.first_seq, receipt.last_seq)

    def _batch(self, batch: Batch, receipt: Receipt, now: datetime) -> pa.Table:
        self._examine(batch, now)
        self._tokenise()
        self._duplicates()
        self._settle()
        con = self.con
        outcomes = con.execute("from outcomes order by position, rule_id").to_arrow_table()
        receipt.rows += batch.envelopes.num_rows + batch.refused.num_rows
        for severity, count in con.execute(
            "select severity, count(distinct position) from outcomes group by 1"
        ).fetchall():  # fmt: skip
            if severity == "reject":
                receipt.rejected += count
            else:
                receipt.warned += count
        receipt.by_rule.update(dict(con.execute("select rule_id, count(*) from outcomes group by 1").fetchall()))
        if self.writer:
            self._seal()
            added = self.writer.append("accepted", "outcomes", receipt.origin, now)
            receipt.resent += self._resent_within()
            receipt.accepted, receipt.resent = receipt.accepted + added.accepted, receipt.resent + added.resent
            if added.first_seq is not None:
                receipt.first_seq = added.first_seq if receipt.first_seq is None else receipt.first_seq
                receipt.last_seq = added.last_seq
        else:
            receipt.accepted += con.execute("select count(*) from accepted").fetchone()[0]
        return outcomes

    def _examine(self, batch: Batch, now: datetime) -> None:
        """Fill `parsed` and `found` (position, rule_id, field, value) by every gate that needs no other row."""
        con = self.con
        con.register("raw", batch.envelopes)
        con.register("refused", batch.refused)
        con.execute(f"create or replace temp table parsed as {envelope.parsed_sql(now.isoformat(sep=' '))}")
        con.unregister("raw")
        con.execute(
            """
            create or replace temp table found as
            select position, rule_id, field, value from refused
            union all
            select position, broken, broken_field, broken_value from parsed where broken is not null
            """
        )
        con.unregister("refused")
        present = [urn for (urn,) in con.execute("select distinct dataschema from parsed where broken is null").fetchall()]
        for urn in present:
            con.execute(f"insert into found {fields.broken_sql(BY_SCHEMA[urn])}")
        con.execute(f"insert into found {consistency.broken_sql()}")
        changes = con.execute(
            "select position, json_extract(data, '$.changes') from parsed"
            " where type = 'event_corrected' and broken is null and json_type(data, '$.changes') = 'OBJECT'"
        ).fetchall()
        faults = [(position, *fault) for position, text in changes for fault in corrections.examine(text)]
        if faults:
            con.executemany("insert into found values (?, ?, ?, ?)", faults)

    def _tokenise(self) -> None:
        """Fill `entrants`: rows no gate refused, persons replaced by tokens, names and phones taken out of data."""
        con = self.con
        rejects = ", ".join(f"'{rule_id}'" for rule_id, rule in RULES.items() if rule.severity == "reject")
        con.execute(
            f"""
            create or replace temp table admitted as
            select position, id, source, type, dataschema, effective_at, data,
                json_extract_string(data, ['$.person', '$.name', '$.phone', '$.merged_person']) as personal
            from parsed
            where broken is null
                and position not in (select position from found where rule_id in ({rejects}))
            """
        )
        numbers = [n for (n,) in con.execute(
            "select distinct unnest([personal[1], personal[4]]) as n from admitted"
        ).fetchall() if n is not None]  # fmt: skip
        tokens = pa.table({"number": pa.array(numbers, pa.string()), "token": pa.array(self.names.tokens(numbers), pa.string())})
        con.register("token_of", tokens)
        subject = " ".join(f"when '{t}' then {_subject_sql(event)}" for t, event in LATEST.items())
        con.execute(
            f"""
            create or replace temp table entrants as
            select
                a.position, a.source, a.id, a.type, case a.type {subject} end as subject, a.effective_at as time,
                a.dataschema,
                cast(case
                    when m.token is not null then json_merge_patch(
                        a.data, '{{"person":null,"name":null,"phone":null}}', json_object('merged_person', m.token))
                    when a.personal[1] is not null then json_merge_patch(
                        a.data, '{{"person":null,"name":null,"phone":null}}')
                    else a.data
                end as varchar) as data,
                p.token, a.personal
            from admitted a
            left join token_of p on p.number = a.personal[1]
            left join token_of m on m.number = a.personal[4]
            """
        )
        con.unregister("token_of")
        self._warn_of_check_digits(numbers)

    def _warn_of_check_digits(self, numbers: list[str]) -> None:
        con = self.con
        wrong = [n for n in numbers if not n.startswith("p") and not self.check_number(n)]
        if wrong:
            con.register("wrong", pa.table({"number": wrong}))
            con.execute(
                "insert into found select position, 'C004', 'person', personal[1] from entrants"
                " where personal[1] in (select number from wrong)"
            )
            con.unregister("wrong")
        codes = con.execute(
            "select distinct json_extract_string(data, '$.enterprise') from entrants where data like '%\"enterprise\"%'"
        ).fetchall()
        wrong = [code for (code,) in codes if code and not self.check_code(code)]
        if wrong:
            con.register("wrong", pa.table({"code": wrong}))
            con.execute(
                "insert into found select position, 'C005', 'enterprise', json_extract_string(data, '$.enterprise')"
                " from entrants where json_extract_string(data, '$.enterprise') in (select code from wrong)"
            )
            con.unregister("wrong")

    def _duplicates(self) -> None:
        """Fill `accepted` with one row per (source, id); note conflicts and corrections whose target is not here yet."""
        con = self.con
        con.execute(
            f"""
            create or replace temp table accepted as
            select position, source, id, type, subject, time, dataschema, data
            from entrants
            qualify row_number() over (partition by {KEY}, source, id order by position) = 1
            """
        )
        con.execute(
            """
            insert into found
            select e.position, 'D001', 'id', e.id
            from entrants e join accepted a on e.source = a.source and e.id = a.id and e.position <> a.position
            where hash(e.type, e.subject, e.time, e.dataschema, e.data)
                <> hash(a.type, a.subject, a.time, a.dataschema, a.data)
            """
        )
        if not self.writer:
            return
        con.execute(
            f"""
            create or replace temp table contested as
            select a.position, a.source, a.id, k.seq
            from accepted a join known.events k on {KEY.replace("(", "(a.").replace(", ", ", a.")} = k.key
            where {CONTENT.replace("(", "(a.").replace(", ", ", a.")} <> k.content
            """
        )
        if con.execute("select 1 from contested limit 1").fetchone():
            con.execute(
                """
                insert into found
                select c.position, 'D001', 'id', c.id
                from contested c join log.events e on e.seq = c.seq and e.source = c.source and e.id = c.id
                """
            )
            con.execute("delete from accepted where position in (select position from found where rule_id = 'D001')")
        con.execute(
            """
            insert into found
            select position, 'C003', 'target_id', json_extract_string(data, '$.target_id')
            from accepted
            where type in ('event_corrected', 'event_retracted')
                and hash(json_extract_string(data, '$.target_source'), json_extract_string(data, '$.target_id'))
                    not in (select key from known.events)
                and hash(json_extract_string(data, '$.target_source'), json_extract_string(data, '$.target_id'))
                    not in (select hash(source, id) from accepted)
            """
        )

    def _resent_within(self) -> int:
        """How many rows of this batch only repeat another row of it."""
        row = self.con.execute(
            "select count(*) from entrants where position not in (select position from accepted)"
            " and position not in (select position from outcomes where severity = 'reject')"
        ).fetchone()
        return int(row[0]) if row else 0

    def _settle(self) -> None:
        """Fill `outcomes`: every rule broken, with its stage and severity, identity numbers masked, without a name."""
        con = self.con
        rules = pa.table({
            "rule_id": list(RULES), "stage": [r.stage for r in RULES.values()], "severity": [r.severity for r in RULES.values()],
        })  # fmt: skip
        con.register("rules", rules)
        con.execute(
            """
            create or replace temp table outcomes as
            select f.position, f.rule_id, r.stage, r.severity, regexp_replace(f.field, '\\d{6,}', '******') as field,
                case
                    when f.field in ('name', 'phone') then '***'
                    when f.value like '{%' or f.value like '[%' then '…'
                    when f.field in ('person', 'merged_person')
                        and not regexp_full_match(f.value, '\\d{17}[\\dXx]|p[0-9a-f]{32}') then left(f.value, 6) || '****'
                    else f.value
                end as value,
                case when p.broken in ('V001', 'V003') then null else p.source end as source,
                case when p.broken in ('V001', 'V004') then null else p.type end as type
            from found f join rules r using (rule_id) left join parsed p using (position)
            """
        )
        con.unregister("rules")
        personal = con.execute(
            "select distinct value from outcomes where regexp_matches(value, '[0-9]{6}') and value is not null"
        ).fetchall()
        masked = [(value, self.mask(value)) for (value,) in personal if self.mask(value) != value]
        if masked:
            con.register("masked", pa.table({"value": [v for v, _ in masked], "shown": [s for _, s in masked]}))
            con.execute("update outcomes set value = masked.shown from masked where outcomes.value = masked.value")
            con.unregister("masked")

    def _seal(self) -> None:
        """Seal the persons of `accepted` in the vault before the log names their tokens."""
        if self.vault is None:
            return
        rows = self.con.execute(
            """
            select distinct on (mark) token, personal[1], personal[2], personal[3], mark
            from (
                select token, personal, hash(personal[1:3]) as mark
                from entrants semi join accepted using (position)
                where token is not null and personal[1] not like 'p%'
                union all
                select m.merged, [personal[4], null, null], hash([personal[4], 'merged'])
                from (select *, json_extract_string(data, '$.merged_person') as merged from entrants) m
                semi join accepted using (position)
                where m.merged is not null and personal[4] not like 'p%'
            )
            anti join sealed_here using (mark)
            """
        ).fetchall()
        names = ("id", "name", "phone")
        self.vault.seal_many(
            (token, {key: value for key, value in zip(names, values, strict=True) if value is not None})
            for token, *values, _ in rows
        )
        if rows:
            marks = pa.table({"mark": pa.array([row[-1] for row in rows], pa.uint64())})
            self.con.register("marks", marks)
            self.con.execute("insert into sealed_here from marks")
            self.con.unregister("marks")


def _subject_sql(event: type[Event]) -> str:
    """SQL over `entrants` for the subject of this event type."""
    if event.subject_kind == "person":
        return "p.token"
    if event.subject_kind == "event":
        return "json_extract_string(a.data, '$.target_source') || '#' || json_extract_string(a.data, '$.target_id')"
    return f"json_extract_string(a.data, '$.{event.subject_field}')"
