"""What every reader hands to the gates: a batch of raw envelopes, and the rows no envelope could be made of."""

from dataclasses import dataclass

import pyarrow as pa

# One row per raw event. `position` is the row of the file (1 = first data row, or line for NDJSON); `data` is a JSON object.
ENVELOPE_SCHEMA = pa.schema(
    [
        ("position", pa.int64()),
        ("specversion", pa.string()),
        ("id", pa.string()),
        ("source", pa.string()),
        ("type", pa.string()),
        ("subject", pa.string()),
        ("time", pa.string()),
        ("dataschema", pa.string()),
        ("data", pa.string()),
    ]
)

# One row per row of the file that is not an event at all, with the format rule it breaks.
REFUSED_SCHEMA = pa.schema([("position", pa.int64()), ("rule_id", pa.string()), ("field", pa.string()), ("value", pa.string())])


@dataclass(frozen=True)
class Batch:
    """A stretch of one file, in the file's order. Both tables may be empty."""

    envelopes: pa.Table
    refused: pa.Table

    @property
    def rows(self) -> int:
        """How many rows the sender handed in."""
        return int(self.envelopes.num_rows + self.refused.num_rows)
