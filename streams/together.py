"""Several small deliveries as one batch: one pass of the gates and one transaction, but a receipt for each.

A transaction of the log costs some 80 ms whatever its size; a door that is handed single events would otherwise log a
dozen of them in a second.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from streams.sources.batch import Batch

# A row's place in a joined batch: the delivery's number in the upper half, the row's own position in the lower.
_BITS = 32
_LOWER = (1 << _BITS) - 1


def merged(batches: Sequence[Batch]) -> Batch:
    """The batches as one, in their order."""
    return Batch(
        pa.concat_tables([_numbered(batch.envelopes, n) for n, batch in enumerate(batches)]),
        pa.concat_tables([_numbered(batch.refused, n) for n, batch in enumerate(batches)]),
    )


def _numbered(table: pa.Table, number: int) -> pa.Table:
    return table.set_column(0, table.schema.field(0), pc.add(table["position"], number << _BITS))


def places_of(origins: Sequence[str], new: pa.Table, outcomes: pa.Table) -> pa.Table:
    """Where each row of the joined batch came from: position, origin, place (LogWriter.append)."""
    positions = np.union1d(new["position"].to_numpy(), outcomes["position"].to_numpy())
    return pa.table({
        "position": positions, "origin": pc.take(pa.array(origins, pa.string()), pa.array(positions >> _BITS)),
        "place": positions & _LOWER,
    })  # fmt: skip


def counted(handed_in: Sequence[tuple[str, int]], new: pa.Table, outcomes: pa.Table, last_seq: int) -> Iterator[dict[str, Any]]:
    """The receipt of each delivery (origin, rows), by the names of Receipt. `new` follows `last_seq` in its order."""
    entered = new["position"].to_numpy() >> _BITS
    broken = [(position >> _BITS, position, rule_id, severity) for position, rule_id, severity in zip(
        *(outcomes[name].to_pylist() for name in ("position", "rule_id", "severity")), strict=True
    )]  # fmt: skip
    refused: list[set[int]] = [set() for _ in handed_in]
    noted: list[set[tuple[int, str]]] = [set() for _ in handed_in]
    rules: list[Counter[str]] = [Counter() for _ in handed_in]
    for number, position, rule_id, severity in broken:
        rules[number][rule_id] += 1
        if severity == "reject":
            refused[number].add(position)
        else:
            noted[number].add((position, severity))
    for number, (origin, rows) in enumerate(handed_in):
        first, stop = int(np.searchsorted(entered, number, "left")), int(np.searchsorted(entered, number, "right"))
        accepted, rejected = stop - first, len(refused[number])
        yield {
            "origin": origin, "rows": rows, "accepted": accepted, "resent": rows - accepted - rejected, "rejected": rejected,
            "warned": len(noted[number]), "by_rule": rules[number],
            "first_seq": last_seq + first + 1 if accepted else None, "last_seq": last_seq + stop if accepted else None,
        }  # fmt: skip
