"""What the system itself tells the log: issues published, samples drawn. Telling the same again changes nothing."""

import json
from collections import Counter
from typing import Any
from uuid import uuid4

import pyarrow as pa

from bulletins.marts import PROVINCE
from flows.ingest import drain_spool, room_for, spool_of
from flows.settings import Home
from streams.delivery import Head
from streams.events.contract import Event
from streams.log import LogWriter, WriterBusy, open_reader, writer_lock
from streams.room import Receipt
from streams.sources.batch import ENVELOPE_SCHEMA, REFUSED_SCHEMA, Batch


class NotTold(RuntimeError):
    """The gates refused what the system told: it contradicts what the log knows."""


def envelope(event: type[Event], name: str, time: str, data: dict[str, Any]) -> dict[str, Any]:
    """One event of the system's own, named so that telling it twice is telling it once."""
    return {
        "specversion": "1.0", "id": name, "source": f"urn:taizhang:{PROVINCE}:system", "type": event.type, "time": time,
        "dataschema": event.schema_urn(), "data": data,
    }  # fmt: skip


def tell(home: Home, events: list[dict[str, Any]], origin: str, mend: str) -> None:
    """Put the events into the log through the gates; raises NotTold with the rules that refused them and the mend.

    Where another process holds the log, as a stream's worker does all day, they go through the spool that it empties.
    Raises WriterBusy when the log does not have them in ten minutes.
    """
    rows = [event | {"subject": None, "data": json.dumps(event["data"]), "position": n} for n, event in enumerate(events, 1)]
    batch = Batch(pa.Table.from_pylist(rows, schema=ENVELOPE_SCHEMA), REFUSED_SCHEMA.empty_table())
    try:
        refused = _append(home, batch, origin)
    except WriterBusy:
        refused = _hand_over(home, batch, origin)
    if refused:
        raise NotTold(f"{origin} 的登记被退回:{refused};{mend}")


def _append(home: Home, batch: Batch, origin: str) -> dict[str, int]:
    with writer_lock(home.log, wait_seconds=2):
        writer = LogWriter(home.log)
        try:
            with room_for(home, writer) as (room, _):
                receipt = room.receive([batch], Receipt(origin), home.now, receipts=False)
        finally:
            writer.close()
    return dict(receipt.by_rule) if receipt.rejected else {}


def _hand_over(home: Home, batch: Batch, origin: str) -> dict[str, int]:
    spool, receipt = spool_of(home), uuid4().hex
    head = Head(f"{origin}#{receipt}", home.now(), batch.rows, dict(Counter(batch.envelopes["source"].to_pylist())))
    spool.put(receipt, head, batch)
    drain_spool(home)  # returns when it has left the spool, whoever has taken it
    with open_reader(home.log) as con:
        recorded = con.execute("select 1 from log.deliveries where origin = ?", [head.origin]).fetchone()
        refused = con.execute(
            "select rule_id, count(*) from log.rejected where origin = ? group by rule_id order by rule_id", [head.origin]
        ).fetchall()
    if not recorded:
        raise NotTold(f"{origin} 的登记没有入账:门口暂存把它移到了 {home.spool / 'aside'},请核对主密钥")
    return dict(refused)
