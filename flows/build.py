"""Build the warehouse: a private copy, dbt on the copy, then publish by rename. Readers never see half a build.

Whoever builds is alone from the start to the publishing: a bulletin's build is not overtaken by a stream's, whose evidence
would bear another cut-off than the bulletin, and no two builds write the same file.

A killed build leaves the last published file as it was; the next build starts from that file again. After a change of rules
or of the code, everyone is computed anew and the difference is posted: what was known at an earlier issue stays as it was. A
build is made of nothing but the log up to its last seq, the rules and the code: where these are as they were, it is, too.
"""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import duckdb

from flows.project import ROOT, code_version
from flows.rules import SEED, read_holdings, read_packs, rule_version, seed_text
from flows.settings import Home
from streams.events.catalogue import LATEST
from streams.log import open_reader, writer_lock

# the project as dbt parsed it: of the code alone, so one for all ledgers
PARSED = ROOT / "target" / "partial_parse.msgpack"


# told after every model: how many are done, of how many
OnModel = Callable[[int, int], None]


class BuildFailed(RuntimeError):
    """dbt stopped: a model could not be built or a test of the warehouse failed."""


@dataclass(frozen=True)
class Build:
    """A finished, not yet published build."""

    file: Path
    seq_lo: int
    seq_hi: int
    rule_version: str


def newest_seq(home: Home, snapshot: int | None = None) -> int:
    """The log's last seq, or that of a snapshot; 0 for an empty log. Raises FileNotFoundError when there is no log."""
    with open_reader(home.log, snapshot) as con:
        return int(con.execute("select coalesce(max(last_seq), 0) from log.chain").fetchone()[0])


@contextmanager
def alone(home: Home) -> Iterator[None]:
    """Hold off every other build of this ledger. Raises WriterBusy when another one does not end within ten minutes."""
    with writer_lock(home.build, wait_seconds=600, busy="另一个进程正在建仓或出通报:等它结束后再试"):
        yield


def build(
    home: Home, *, seq_hi: int | None = None, start: Path | None = None, folder: Path | None = None,
    labels: tuple[str, str] | None = None, is_tested: bool = True, on_model: OnModel = lambda *_: None,
) -> Build:  # fmt: skip
    """Build the warehouse up to `seq_hi` (default: all of the log) in `folder`, from a copy of `start`. To be called `alone`.

    start: a warehouse file to go on from (default: the published one; a missing file means a full build). labels:
    (rule version, code version) to print instead of today's, when an issue is rebuilt. is_tested: whether the warehouse is
    tested; what was published once is compared instead. on_model: told how far it has come.
    Raises BuildFailed with what dbt said.
    """
    folder = folder or home.build
    if start is None:
        start = home.warehouse
        if not start.exists() and any(home.issues.glob("[0-9]*/manifest.json")):
            # a plain build would post everything as known today, and no issue could be opened as it was known on its day
            raise BuildFailed(f"已有印发的通报,数据仓库 {start} 却不在:请运行 taizhang build --full,从日志逐期重建")
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / "warehouse.duckdb"
    for leftover in folder.glob("warehouse.duckdb*"):
        leftover.unlink()
    seq_lo, built_rules, built_code = _built_so_far(start)
    with open_reader(home.log) as con:
        snapshot = int(con.execute("from ducklake_current_snapshot('log')").fetchone()[0])
    last = newest_seq(home, snapshot)
    seq_hi = last if seq_hi is None else seq_hi
    if seq_hi < seq_lo:
        raise BuildFailed(f"截止序号 {seq_hi} 早于已建到的 {seq_lo}:请用 taizhang verify 在另一份文件上重建")
    rules, code = write_rules_seed(), code_version()
    other_code = seq_lo > 0 and labels is None and built_code != code
    rules, code = labels or (rules, code)
    recompute = int(seq_lo == 0 or other_code or built_rules != rules)
    if seq_hi == seq_lo and not recompute and built_code == code:
        _name_also(start, file)  # built of the same entries by the same rules and code: all is as it was
        return Build(file, seq_lo, seq_hi, rules)
    if start.exists():
        _copy(start, file)
    options = [] if is_tested else ["--exclude-resource-types", "test"]
    if other_code:  # read the log again from its first entry; only the evidence stays, which is only ever added to
        seq_lo, options = 0, [*options, "--full-refresh"]
    elif not recompute:  # what is as it was: dbt's manifest, the seeds, what a view says, and what no new event tells
        unheard = _unheard(home, snapshot, seq_lo, seq_hi)
        options += ["--no-write-json", "--exclude", "resource_type:seed", "config.materialized:view", *unheard]
    values = {
        "BUILD": file, "LOG": home.log, "SNAPSHOT": snapshot, "SEQ_LO": seq_lo, "SEQ_HI": seq_hi,
        "RECOMPUTE_ALL": recompute, "RULE_VERSION": rules, "CODE_VERSION": code, "IS_TESTED": int(is_tested),
    }  # fmt: skip
    with ThreadPoolExecutor(1) as writing:
        # the copy goes to disk while dbt is at work, so that publishing waits for no more than what dbt writes
        copied = writing.submit(_to_disk, file) if file.exists() else None
        _run_dbt(home, {f"TAIZHANG_{name}": str(value) for name, value in values.items()}, options, on_model)
        if copied:
            copied.result()  # a disk says once that it could not write
    if recompute:
        give_back_space(file)
    return Build(file, seq_lo, seq_hi, rules)


def give_back_space(file: Path, least_bytes: int = 256 << 20) -> None:
    """Write the file anew if a fifth of it is free: a build of everyone leaves room that every later build would copy.

    least_bytes: less free room than this is not worth it. DuckDB gives back only what is free at a file's end.
    """
    with duckdb.connect(str(file)) as con:
        ((used, free, block),) = con.execute("select used_blocks, free_blocks, block_size from pragma_database_size()").fetchall()
    if free * 4 <= used or free * block < least_bytes:
        return
    compact = file.with_name(file.name + ".compact")
    with duckdb.connect() as con:
        con.execute(f"attach '{file}' as old (read_only)")
        con.execute(f"attach '{compact}' as {file.stem}")  # the name by which the views call their tables
        con.execute(f"copy from database old to {file.stem}")
    os.replace(compact, file)


def publish(home: Home, built: Build) -> Path:
    """Put a finished build in the place that readers open, still `alone`; the rename is atomic."""
    home.warehouse.parent.mkdir(parents=True, exist_ok=True)
    if home.warehouse.exists() and built.file.samefile(home.warehouse):  # nothing was new; rename would leave both names
        built.file.unlink()
        return home.warehouse
    _to_disk(built.file)
    os.replace(built.file, home.warehouse)
    return home.warehouse


def _name_also(file: Path, name: Path) -> None:
    """Another name for the file; a copy where the file system gives a file one name only."""
    try:
        os.link(file, name)
    except OSError:
        _copy(file, name)


def _copy(file: Path, copy: Path) -> None:
    """Copy the file: at once where the file system shares blocks (XFS, Btrfs), whatever the file holds."""
    try:
        with file.open("rb") as source, copy.open("wb") as target:
            while os.copy_file_range(source.fileno(), target.fileno(), 1 << 30):
                pass
    except OSError:  # from one file system to another
        shutil.copyfile(file, copy)


def _to_disk(file: Path) -> None:
    with file.open("rb") as written:
        os.fsync(written.fileno())


def write_rules_seed() -> str:
    """Bring the seed up to date with the rule packs; returns the rule version."""
    packs = read_packs()
    text = seed_text(packs, read_holdings(packs))
    if not SEED.exists() or SEED.read_text(encoding="utf-8") != text:
        SEED.parent.mkdir(parents=True, exist_ok=True)
        SEED.write_text(text, encoding="utf-8")
    return rule_version(text)


def _built_so_far(file: Path) -> tuple[int, str, str]:
    if not file.exists():
        return 0, "", ""
    with duckdb.connect(str(file), read_only=True) as con:
        return con.execute("select seq_hi, rule_version, code_version from marts.dim_build").fetchone() or (0, "", "")


def _unheard(home: Home, snapshot: int, seq_lo: int, seq_hi: int) -> list[str]:
    """The staging models, as dbt selects them, of event types that tell nothing new: most, in most builds, and each costs."""
    with open_reader(home.log, snapshot) as con:
        window = "select distinct type from log.events where seq > ? and seq <= ?"
        heard = {event_type for (event_type,) in con.execute(window, [seq_lo, seq_hi]).fetchall()}
    heard_families = {event.family for event_type, event in LATEST.items() if event_type in heard}
    silent = {f"stg_{event.family}__*" for event in LATEST.values() if event.family not in heard_families}
    alone = {f"stg_{e.family}__{name}" for name, e in LATEST.items() if name not in heard and e.family in heard_families}
    return sorted(silent | alone)


@contextmanager
def _environ(values: dict[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value


def _run_dbt(home: Home, values: dict[str, str], options: list[str], on_model: OnModel) -> None:
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager  # slow to import: only when building
    from dbt.cli.main import dbtRunner

    scratch = home.path / "dbt"
    parsed = scratch / "target" / PARSED.name
    arguments = [
        "build", "--project-dir", str(ROOT), "--profiles-dir", str(ROOT), "--log-level", "none", "--no-use-colors",
        "--target-path", str(scratch / "target"), "--log-path", str(scratch / "logs"), "--log-level-file", "info",
        *(("--partial-parse-file-path", str(PARSED)) if PARSED.exists() else ()), *options,
    ]  # fmt: skip

    def hear(event: Any) -> None:
        if event.info.name == "LogModelResult":
            on_model(event.data.index, event.data.total)

    with _environ(values):
        gc.disable()  # what dbt makes it keeps to its end: to look for garbage meanwhile is a twentieth of a small build
        try:
            outcome = dbtRunner(callbacks=[hear]).invoke(arguments)
        finally:
            gc.enable()
            DuckDBConnectionManager.close_all_connections()  # dbt would keep the file open in this process
            if parsed.exists():
                _keep(parsed)
    if not outcome.success:
        raise BuildFailed(_what_failed(outcome) + f"\n详情见 {scratch / 'logs' / 'dbt.log'};已发布的数据未受影响")


def _keep(parsed: Path) -> None:
    """Put what dbt has just parsed where every ledger's next build finds it; one that cannot be kept is only parsed again."""
    with suppress(OSError):
        PARSED.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=PARSED.parent, prefix=PARSED.name, delete=False) as aside:
            aside.write(parsed.read_bytes())
        os.replace(aside.name, PARSED)
        parsed.unlink()


def _what_failed(outcome: Any) -> str:
    if outcome.exception is not None:
        return f"dbt 未能运行:{outcome.exception}"
    failed = [f"{r.node.name}: {r.message}" for r in outcome.result if str(r.status) in ("error", "fail")]
    return "数据仓库未建成:\n" + "\n".join(failed[:10])
