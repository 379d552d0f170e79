"""What the system itself tells the log: issues published, samples drawn. Telling the same again changes nothing."""

import json
from typing import Any

import pyarrow as pa

from bulletins.marts import PROVINCE
from flows.ingest import room_for
from flows.settings import Home
from streams.events.contract import Event
from streams.log import LogWriter, writer_lock
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
    """Put the events into the log through the gates; raises NotTold with the rules that refused them and the mend."""
    rows = [event | {"subject": None, "data": json.dumps(event["data"]), "position": n} for n, event in enumerate(events, 1)]
    batch = Batch(pa.Table.from_pylist(rows, schema=ENVELOPE_SCHEMA), REFUSED_SCHEMA.empty_table())
    with writer_lock(home.log, wait_seconds=600):
        writer = LogWriter(home.log)
        try:
            with room_for(home, writer) as (room, _):
                receipt = room.receive([batch], Receipt(origin), home.now, receipts=False)
        finally:
            writer.close()
    if receipt.rejected:
        raise NotTold(f"{origin} 的登记被退回:{dict(receipt.by_rule)};{mend}")
