"""The models' own SQL, run without dbt: what dbt compiled is replayed on a small in-memory log in a fraction of a second.

dbt builds once for real; its compiled statements, for a first and for a later build, are then used by every story and
every generated history.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from streams.events.catalogue import LATEST

HOUSE_SCHEMAS = ("staging", "intermediate", "evidence", "marts", "seeds")
LOG_TABLES = {
    "events": "seq bigint, source varchar, id varchar, type varchar, subject varchar, time timestamp, recorded_at timestamp,"
    " dataschema varchar, data varchar, origin varchar, position bigint",
    "rejected": "recorded_at timestamp, origin varchar, position bigint, rule_id varchar, stage varchar, severity varchar,"
    " field varchar, value varchar, source varchar, type varchar",
}


@dataclass(frozen=True)
class Statement:
    """One model: its relation, how it is stored, its SQL in a first and in a later build, and the models it reads."""

    schema: str
    name: str
    materialized: str
    first: str
    later: str
    makes_evidence: bool
    parents: frozenset[str]

    @property
    def reads_window(self) -> bool:
        """Whether it asks which entries are new: those that read `arrived` have no parents and are always run."""
        return "getvariable('seq_" in self.later or "getvariable('recompute_all')" in self.later


@dataclass(frozen=True)
class CompiledModels:
    """All models in the order of the road, the seeds' rows in a DuckDB file, and a warehouse that `make_empty` built of no event."""

    statements: tuple[Statement, ...] = field(repr=False)
    seeds: Path
    empty: Path

    @cached_property
    def children(self) -> dict[str, frozenset[str]]:
        """Of each model those that read it."""
        return {
            model.name: frozenset(reader.name for reader in self.statements if model.name in reader.parents)
            for model in self.statements
        }

    @classmethod
    def read(cls, first_target: Path, later_target: Path, seeds: Path, empty: Path) -> "CompiledModels":
        """From dbt's target folders after a first and after a later build."""
        manifest = json.loads((later_target / "manifest.json").read_text())
        nodes = {k: n for k, n in manifest["nodes"].items() if n["resource_type"] == "model"}
        ordered: list[str] = []

        def visit(key: str) -> None:
            for parent in nodes[key]["depends_on"]["nodes"]:
                if parent in nodes and parent not in ordered:
                    visit(parent)
            if key not in ordered:
                ordered.append(key)

        visit("model.taizhang.evidence")
        makers = set(ordered)
        for key in nodes:
            visit(key)
        statements = []
        for key in ordered:
            node = nodes[key]
            path = Path("compiled") / "taizhang" / node["original_file_path"]
            statements.append(Statement(
                node["schema"], node["name"], node["config"]["materialized"],
                (first_target / path).read_text(), (later_target / path).read_text(), key in makers,
                frozenset(nodes[parent]["name"] for parent in node["depends_on"]["nodes"] if parent in nodes),
            ))  # fmt: skip
        return cls(tuple(statements), seeds, empty)


class FastWarehouse:
    """One small ledger in memory: `arrive` a batch of entries, and the evidence is brought up to date."""

    def __init__(self, compiled: CompiledModels, begins_empty: bool = True) -> None:
        self.compiled = compiled
        self.con = duckdb.connect(config={"threads": 1})  # of few rows, sharing the work costs more than the work
        self.con.execute("attach ':memory:' as warehouse; attach ':memory:' as log")
        self.con.execute("set variable rule_version = 'tested'; set variable code_version = 'tested'")
        self.seq = 0
        self.built: set[str] = set()
        self.fresh: set[str] = set()  # models built, of which nothing they read has changed since
        self.rows: dict[str, int] = {}  # how many rows each model's table has
        if not begins_empty:
            self._sow()
        else:
            self.con.execute(f"attach '{compiled.empty}' as empty (read_only)")
            self.con.execute("copy from database empty to warehouse; detach empty")
            self.built = {statement.name for statement in compiled.statements}
            self.fresh = set(self.built)
            self.rows = dict(
                self.con.execute(
                    "select table_name, estimated_size from duckdb_tables() where database_name = 'warehouse'"
                ).fetchall()
            )

        for table in LOG_TABLES:  # in the warehouse, for a transaction writes to one database
            self.con.execute(f"create view log.main.{table} as from warehouse.entries.{table}")
        self.con.execute(
            "create view memory.main.arrived as from warehouse.entries.events"
            " where seq > getvariable('seq_lo') and seq <= getvariable('seq_hi')"
        )

    def _sow(self) -> None:
        """The seeds alone, and a log without entries."""
        self.con.execute("create schema warehouse.entries")
        for table, columns in LOG_TABLES.items():
            self.con.execute(f"create table warehouse.entries.{table} ({columns})")
        for schema in HOUSE_SCHEMAS:
            self.con.execute(f"create schema warehouse.{schema}")
        self.con.execute(f"attach '{self.compiled.seeds}' as seeded (read_only)")
        for (table,) in self.con.execute(
            "select table_name from duckdb_tables() where database_name = 'seeded' and schema_name = 'seeds'"
        ).fetchall():  # fmt: skip
            self.con.execute(f"create table warehouse.seeds.{table} as from seeded.seeds.{table}")

    @contextmanager
    def undone(self) -> "Iterator[FastWarehouse]":
        """What is done meanwhile is undone afterwards: cheaper than another ledger."""
        before = self.seq, set(self.built), set(self.fresh), dict(self.rows)
        self.con.execute("begin")
        try:
            yield self
        finally:
            self.con.execute("rollback")
            self.seq, self.built, self.fresh, self.rows = before

    def arrive(self, entries: Iterable[dict[str, Any]], through: str = "evidence") -> None:
        """Append entries to the log in this order and build. through: 'evidence' or 'marts'."""
        low = self.seq
        rows = [
            (
                seq,
                e["source"],
                e["id"],
                e["type"],
                e["subject"],
                e["time"],
                "2026-07-01",
                e["dataschema"],
                e["data"],
                "story",
                seq,
            )
            for seq, e in enumerate(entries, start=low + 1)
        ]
        self.seq += len(rows)
        if rows:
            columns = dict(zip(("c" + str(n) for n in range(11)), map(list, zip(*rows, strict=True)), strict=True))
            arrived_rows = pa.table(columns)
            self.con.execute("insert into warehouse.entries.events select * from arrived_rows")
            del arrived_rows
        self.con.execute(f"set variable seq_lo = {low}; set variable seq_hi = {self.seq}")
        self.con.execute(f"set variable recompute_all = {int(low == 0)}")
        arrived = self.con.execute(f"select distinct type from log.main.events where seq > {low}").fetchall()
        for statement in self.compiled.statements:
            event_type = statement.name.rpartition("__")[2]
            if (
                statement.name in self.built
                and statement.schema == "staging"
                and event_type in LATEST
                and (event_type,) not in arrived
            ):
                continue  # the staging of a type that has no new event: it would add nothing
            if through == "evidence" and not statement.makes_evidence:
                continue
            if statement.name in self.fresh and statement.parents and not statement.reads_window:
                continue  # what it reads is as it was
            if self._run(statement):
                self.fresh -= self.compiled.children[statement.name]
            self.fresh.add(statement.name)

    def _run(self, statement: Statement) -> bool:
        """Build one model; whether it may hold something else now than before."""
        relation = f"warehouse.{statement.schema}.{statement.name}"
        is_added_to = statement.materialized == "incremental" and statement.name in self.built
        self.built.add(statement.name)
        if statement.materialized == "view":
            self.con.execute(f"create or replace view {relation} as {statement.first}")
            return True
        before = self.rows.get(statement.name, 0)
        made = (
            f"insert into {relation} {statement.later}"
            if is_added_to
            else f"create or replace table {relation} as {statement.first}"
        )
        ((count,),) = self.con.execute(made).fetchall()
        self.rows[statement.name] = count + before if is_added_to else count
        return bool(count or before)

    def cells(self) -> dict[tuple[str, str, str], Decimal]:
        """(metric, city, month) → standing sum; zero cells left out."""
        rows = self.con.execute(
            "select metric, city, strftime(period, '%Y-%m'), sum(amount) from warehouse.evidence.evidence"
            " group by all having sum(amount) <> 0"
        ).fetchall()
        return {(metric, city, month): amount for metric, city, month, amount in rows}

    def standing(self) -> set[tuple[Any, ...]]:
        """Every standing piece of evidence, by the event's own name and not by its place in the log."""
        return set(self.con.execute(
            """
            select e.metric, e.city, e.period, e.subject, l.source, l.id, e.dimensions, sum(e.amount)
            from warehouse.evidence.evidence e join log.main.events l on l.seq = e.event_seq
            group by all having sum(e.amount) <> 0
            """
        ).fetchall())  # fmt: skip

    def close(self) -> None:
        """Free the memory."""
        self.con.close()


def make_empty(compiled: CompiledModels) -> None:
    """Build the warehouse of an empty log, with which every story begins."""
    warehouse = FastWarehouse(compiled, begins_empty=False)
    warehouse.arrive([], through="marts")
    warehouse.con.execute(f"attach '{compiled.empty}' as empty; copy from database warehouse to empty; detach empty")
    warehouse.close()
