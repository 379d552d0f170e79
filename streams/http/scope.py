"""What a key may report: rows of other sources, about other cities, or correcting other sources' events, are refused here."""

import duckdb
import numpy as np
import pyarrow as pa

from identity.door_keys import DoorKey
from streams.sources.batch import Batch
from streams.sources.refusal import Refusal, refused_table

_SOURCE, _CITY = "^urn:taizhang:[1-9][0-9]{5}:[a-z]+$", "^[1-9][0-9]{5}$"

# What is no source or no city is left to the value gate, which says so.
_CLAIMS = f"""
    select
        case when regexp_matches(source, '{_SOURCE}') then source end,
        case when regexp_matches(v[1], '{_CITY}') then v[1] end,
        case when regexp_matches(v[2], '{_SOURCE}') then v[2] end,
        list(position)
    from (select position, source, json_extract_string(data, ['$.city', '$.target_source']) as v from claimed)
    group by all
"""


def in_scope(batch: Batch, key: DoorKey, con: duckdb.DuckDBPyConnection) -> tuple[Batch, dict[str, int]]:
    """The batch with rows outside the key's scope refused (F119), and how many rows of each source are in it."""
    con.register("claimed", batch.envelopes)
    try:
        claims = con.execute(_CLAIMS).fetchall()
    finally:
        con.unregister("claimed")
    refusals: list[Refusal] = []
    sources: dict[str, int] = {}
    for source, city, target, positions in claims:
        fault = _fault(key, source, city, target)
        if fault:
            refusals += [(position, "F119", *fault) for position in positions]
        elif source:
            sources[source] = sources.get(source, 0) + len(positions)
    if not refusals:
        return batch, sources
    out = np.fromiter((position for position, *_ in refusals), dtype=np.int64)
    keep = pa.array(~np.isin(batch.envelopes["position"].to_numpy(), out))
    refused = pa.concat_tables([batch.refused, refused_table(refusals)]).sort_by("position")
    return Batch(batch.envelopes.filter(keep), refused), sources


def _fault(key: DoorKey, source: str | None, city: str | None, target: str | None) -> tuple[str, str] | None:
    if source and not key.covers(source):
        return "source", source
    if city and not key.covers_city(city):
        return "city", city
    if target and not key.covers_city(target.split(":")[2]):
        return "target_source", target
    return None
