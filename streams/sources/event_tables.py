"""A table of one event type: any event can be handed in as CSV or XLSX without a mapping of its own.

The columns are the titles of the event's fields. The column of the event's id names the type, so that the header alone
says which event its rows are.
"""

from collections.abc import Iterable
from functools import cache

from streams.events.catalogue import LATEST
from streams.sources.mapping import Mapping
from streams.sources.rows import heading

TIME_COLUMN = "发生日期"
# the door reads these from the identity number
_READ_AT_THE_DOOR = ("sex", "birth_month")


@cache
def event_table(event_type: str) -> Mapping:
    """The mapping of the event type's own table."""
    event = LATEST[event_type]
    id_column = f"事件编号({event_type})"
    specs = [spec for spec in event.fields().values() if spec.name not in _READ_AT_THE_DOOR]
    described = {
        "name": event_type,
        "title": event.title,
        "family": event.family,
        "files": ("xlsx", "csv"),
        "source": f"urn:taizhang:{{city}}:{event.family}",
        "time": TIME_COLUMN,
        "id": {"column": id_column},
        "event": {"type": event_type},
        "columns": {id_column: None, TIME_COLUMN: None} | {spec.title: spec.name for spec in specs},
        "optional": tuple(spec.title for spec in specs if not spec.required),
    }
    return Mapping.model_validate(described)


def event_tables_in(heads: Iterable[list[str]]) -> list[Mapping]:
    """The tables whose id column stands in one of the rows."""
    named = {name for head in heads for name in head}
    return [event_table(name) for name in LATEST if heading(f"事件编号({name})") in named]
