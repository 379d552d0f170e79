"""Files through the door: one receipt a file, rejected rows back to the sender as a workbook."""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import duckdb
import pyarrow as pa

from flows.settings import Home
from identity.keys import load_keys
from identity.numbers import credit_code_fault, id_number_fault, mask_text
from identity.tokens import Tokeniser
from identity.vault import Vault
from streams.drain import Drained, drain
from streams.gates.catalogue import RULES
from streams.log import LogWriter, WriterBusy, writer_lock
from streams.room import Receipt, Room
from streams.sources.reader import open_source
from streams.sources.refusal import SourceRefused
from streams.sources.send_back import write_back
from streams.spool import Spool

# A sender's workbook longer than this is of no use to a person; the log keeps every rejected row all the same.
SENT_BACK_ROWS = 200_000


@dataclass(frozen=True)
class Delivered:
    """One file's outcome: its receipt, why the file or the rest of it was refused, and the sender's workbook, if any."""

    file: Path
    receipt: Receipt
    refused: SourceRefused | None
    workbook: Path | None


def files_of(paths: tuple[Path, ...]) -> list[Path]:
    """The files named, and all files in the folders named, each folder in the order of names."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith((".", "~$")))
        elif path.exists():
            found.append(path)
        else:
            raise FileNotFoundError(f"找不到 {path}:请核对文件名")
    return found


def ingest(
    home: Home, files: list[Path], *, mapping: str | None = None, wait_seconds: float = 60,
    on_wait: Callable[[], None] | None = None, on_rows: Callable[[Path, Receipt], None] | None = None, again: bool = False,
) -> Iterator[Delivered]:  # fmt: skip
    """Take files into the log one after another. Sending a file again changes nothing.

    A file whose receipt the log holds is not read again, unless `again` (after the gates or mappings changed). What waits
    in the spool came earlier and goes first.

    Raises WriterBusy when another process writes and does not finish within `wait_seconds`.
    """
    with writer_lock(home.log, wait_seconds, on_wait):
        writer = LogWriter(home.log)
        try:
            with room_for(home, writer) as (room, tokeniser):
                _drain(home, room, writer)
                known_receipts = {} if again else _receipts(writer)
                for file in files:
                    known = known_receipts.get(origin_of(file))
                    yield Delivered(file, known, None, None) if known else _deliver(home, file, room, tokeniser, mapping, on_rows)
            writer.tidy()
        finally:
            writer.close()


def drain_spool(home: Home, *, wait_seconds: float = 600, seconds: float | None = None, tidy: bool = False) -> Drained:
    """Take what waits in the spool into the log, for at most `seconds`; then `tidy` the log. Nothing waits: nothing is opened.

    Whoever else holds the log may take it in meanwhile: then there is nothing left to do. Raises WriterBusy when another
    process holds the log for `wait_seconds` and what waited then waits all the same.
    """
    until, waiting = monotonic() + wait_seconds, list(home.spool.glob("*.sealed"))
    while any(file.exists() for file in waiting):  # more may come all the time
        try:
            with writer_lock(home.log, min(1.0, wait_seconds)):
                return _drain_alone(home, None if seconds is None else monotonic() + seconds, tidy)
        except WriterBusy:
            if monotonic() >= until:
                raise
    return Drained()


def _drain_alone(home: Home, until: float | None, tidy: bool) -> Drained:
    writer = LogWriter(home.log)
    try:
        with room_for(home, writer) as (room, _):
            done = _drain(home, room, writer, until)
        if tidy:
            writer.tidy()
        return done
    finally:
        writer.close()


def spool_of(home: Home) -> Spool:
    """This ledger's spool."""
    return Spool(home.spool, load_keys(home.vault).spool)


def _drain(home: Home, room: Room, writer: LogWriter, until: float | None = None) -> Drained:
    if not any(home.spool.glob("*.sealed")):
        return Drained()
    return drain(room, writer, spool_of(home), home.now, until)


def check(home: Home, file: Path, *, mapping: str | None = None, out: Path | None = None) -> Delivered:
    """The same gates on a file without writing anything to the ledger (the log is not consulted for duplicates)."""
    with room_for(home, None) as (room, tokeniser):
        return _deliver(home, file, room, tokeniser, mapping, None, out)


@contextmanager
def room_for(home: Home, writer: LogWriter | None, *, seals: bool = False) -> Iterator[tuple[Room, Tokeniser]]:
    """The room with this ledger's keys and vault; without a writer it only examines, unless it `seals` for another's log."""
    keys = load_keys(home.vault)
    tokeniser = Tokeniser(keys.token)
    con = writer.con if writer else duckdb.connect()
    vault = Vault(home.vault / "vault.sqlite", keys) if writer or seals else None
    try:
        yield Room(
            con, tokeniser, vault, writer,
            lambda number: id_number_fault(number) is None, lambda code: credit_code_fault(code) is None, mask_text,
        ), tokeniser  # fmt: skip
    finally:
        if vault:
            vault.close()


def _deliver(
    home: Home, file: Path, room: Room, tokeniser: Tokeniser, mapping: str | None,
    on_rows: Callable[[Path, Receipt], None] | None, out: Path | None = None,
) -> Delivered:  # fmt: skip
    origin = origin_of(file)
    rejects: list[tuple[int, str, str | None, str | None]] = []

    def note(receipt: Receipt, outcomes: pa.Table) -> None:
        if on_rows:
            on_rows(file, receipt)
        if len(rejects) < SENT_BACK_ROWS:
            columns = outcomes.select(["position", "rule_id", "field", "value", "severity"]).to_pylist()
            rejects.extend(
                (row["position"], row["rule_id"], row["field"], row["value"]) for row in columns if row["severity"] == "reject"
            )

    receipt, refused, workbook = Receipt(origin), None, None
    try:
        room.receive(open_source(file, tokeniser=tokeniser, mapping=mapping), receipt, home.now, note)
    except SourceRefused as refusal:
        refused = refusal
        room.refuse_file(receipt, refusal.rule_id, refusal.value, home.now())
    if rejects:
        workbook = out or home.rejected / f"{file.stem}-{origin[-12:-4]}.xlsx"
        workbook.parent.mkdir(parents=True, exist_ok=True)
        rows = [(p, r, f, v, RULES[r].sentence, RULES[r].mend) for p, r, f, v in sorted(rejects, key=lambda x: (x[0], x[1]))]
        write_back(file, rows, workbook, mapping=mapping)
    return Delivered(file, receipt, refused, workbook)


def origin_of(file: Path) -> str:
    """The file's name in the log: what it is called and the first 12 hex digits of its SHA-256."""
    with file.open("rb") as content:
        return f"file:{file.name}#{hashlib.file_digest(content, 'sha256').hexdigest()[:12]}"


def _receipts(writer: LogWriter) -> dict[str, Receipt]:
    """The receipts of all files taken in whole before, by origin; sent again, all of their rows are resends."""
    rows = writer.con.execute(
        "select origin, rows, accepted + resent, rejected, warned from log.deliveries order by recorded_at desc"
    ).fetchall()
    return {origin: Receipt(origin, total, 0, known, rejected, warned) for origin, total, known, rejected, warned in rows}
