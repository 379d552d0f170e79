"""A mapping: how the columns of one outside system become the fields of events. Data, not code: one YAML file each.

A converter follows from the event field itself (a date field takes dates, a coded field its Chinese labels), so a
mapping mostly just names the field. Adding a source is adding a file.
"""

from functools import cache
from pathlib import Path
from string import Formatter
from typing import Literal, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from streams.events.catalogue import LATEST
from streams.events.contract import Event, Family
from streams.sources.refusal import SourceRefused

MAPPINGS_FOLDER = Path(__file__).parent / "mappings"

Converter = Literal["text", "identifier", "date", "integer", "decimal", "yes_no", "codes", "city", "object"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Target(_Part):
    """One event field that a column fills. `codes`: code as sent → code of the event, in place of the field's labels."""

    field: str
    convert: Converter | None = None
    codes: dict[str, str] | None = None
    # only in these event types; empty: in every type that has the field
    only: tuple[str, ...] = ()


class EventRule(_Part):
    """Which event a row is: always `type`, or by the value of `column`."""

    type: str | None = None
    column: str | None = None
    types: dict[str, str] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if (self.type is None) == (self.column is None) or bool(self.column) != bool(self.types):
            raise ValueError("event: give either type, or column and types")
        return self

    @property
    def all_types(self) -> tuple[str, ...]:
        """Every event type the rule can give."""
        return (self.type,) if self.type else tuple(dict.fromkeys(self.types.values()))


class EventKey(_Part):
    """What makes the event's id: a `column` as it stands, or a keyed digest over the `digest_of` columns."""

    column: str | None = None
    digest_of: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_one_of_both(self) -> Self:
        if bool(self.column) == bool(self.digest_of):
            raise ValueError("id: give either column or digest_of")
        return self


class Mapping(_Part):
    """One outside system's table. Column names are those of the header, in the header's usual order."""

    name: str = Field(pattern=r"^[a-z][a-z0-9_]{1,39}$")
    title: str
    family: Family
    files: tuple[Literal["csv", "xlsx", "kafka"], ...] = Field(min_length=1)
    # the Kafka topic (without the prefix of all topics) whose records, of Debezium or Kafka Connect JDBC, are rows of this table
    topic: str | None = Field(default=None, pattern=r"^[a-z][a-z0-9._-]{1,120}$")
    # the monthly file is due by this day of the following month; none: it comes when something happens
    due_day: int | None = Field(default=None, ge=1, le=28)
    # {city} is the event's city
    source: str
    time: str
    id: EventKey
    event: EventRule
    # what each column fills; an empty list: read by the rules above only, or kept for the sender's own use
    columns: dict[str, tuple[Target, ...]] = Field(min_length=1)
    # columns a file may lack
    optional: tuple[str, ...] = ()
    # columns that may be there and are not read
    ignored: tuple[str, ...] = ()

    @model_validator(mode="before")
    @classmethod
    def _short_forms(cls, raw: dict[str, object]) -> dict[str, object]:
        """`column: field` is short for `column: [{field: field}]`; `column:` alone fills nothing."""
        columns = raw.get("columns")
        if isinstance(columns, dict):
            raw = raw | {"columns": {name: _targets(value) for name, value in columns.items()}}
        return raw

    @model_validator(mode="after")
    def _fits_the_contract(self) -> Self:
        named = {self.time, *self.id.digest_of, *self.optional, *filter(None, (self.id.column, self.event.column))}
        if unknown := named - set(self.columns):
            raise ValueError(f"not among columns: {sorted(unknown)}")
        if unknown := set(self.event.all_types) - set(LATEST):
            raise ValueError(f"no such event: {sorted(unknown)}")
        targets = [target for filling in self.columns.values() for target in filling]
        if unknown := {name for target in targets for name in target.only} - set(self.event.all_types):
            raise ValueError(f"only: not among the events: {sorted(unknown)}")
        if [name for _, name, _, _ in Formatter().parse(self.source) if name not in (None, "city")]:
            raise ValueError("source may name {city} only")
        if (self.topic is None) == ("kafka" in self.files):
            raise ValueError("topic and files: give a topic if and only if files names kafka")
        known = {name for event in self.events.values() for name in event.fields()}
        if unknown := {target.field for target in targets} - known:
            raise ValueError(f"no event has the fields {sorted(unknown)}")
        for event in self.events.values():
            required = {spec.name for spec in event.fields().values() if spec.required}
            if missing := required - set(self.targets_of(event.type)):
                raise ValueError(f"{event.type} lacks {sorted(missing)}")
            if event.family != self.family:
                raise ValueError(f"{event.type} is not of family {self.family}")
        return self

    @property
    def events(self) -> dict[str, type[Event]]:
        """The events the rows become, in their latest version."""
        return {name: LATEST[name] for name in self.event.all_types}

    @property
    def required(self) -> tuple[str, ...]:
        """Columns that a file must have."""
        return tuple(name for name in self.columns if name not in self.optional)

    def targets_of(self, event_type: str) -> dict[str, tuple[str, Target]]:
        """For one event: field → (column, target), in the order of the event's fields."""
        found = {
            target.field: (column, target)
            for column, targets in self.columns.items()
            for target in targets
            if not target.only or event_type in target.only
        }
        return {name: found[name] for name in LATEST[event_type].fields() if name in found}

    def column_of(self, field: str | None) -> str:
        """The sender's name of what a gate calls `field`; the name itself where no column fills it."""
        if field == "time":
            return self.time
        named = (c for c, targets in self.columns.items() for t in targets if t.field == field)
        return next(named, field or "")


def _targets(value: object) -> object:
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    return [{"field": item} if isinstance(item, str) else item for item in values]


def load_mapping(path: Path) -> Mapping:
    """Read and check one mapping file. Raises SourceRefused F011, with what is wrong in it."""
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise SourceRefused("F011", "读不出 YAML", path.name) from error
    except ValidationError as error:
        faults = "; ".join(f"{'.'.join(map(str, part['loc']))} {part['msg']}" for part in error.errors())
        raise SourceRefused("F011", faults, path.name) from error


@cache
def shipped_mappings() -> dict[str, Mapping]:
    """Every mapping of the folder, by name."""
    found = [load_mapping(path) for path in sorted(MAPPINGS_FOLDER.glob("*.yml"))]
    return {mapping.name: mapping for mapping in found}


def named_mapping(name: str) -> Mapping:
    """A shipped mapping by name, or any mapping file by its path (.yml). Raises SourceRefused F011."""
    if name.endswith((".yml", ".yaml")):
        return load_mapping(Path(name))
    if name not in shipped_mappings():
        raise SourceRefused("F011", f"{name};现有:{'、'.join(shipped_mappings())}", "映射")
    return shipped_mappings()[name]
