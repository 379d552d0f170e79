"""What an event is: the base record, and the marks a field can bear.

A field says once what it is. The JSON Schema, the AsyncAPI document, the reference pages, the gates at the
door and the empty templates are all made from it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict
from pydantic.fields import FieldInfo

Family = Literal["enterprise", "insurance", "registration", "service", "assessment", "finance", "market", "correction", "system"]
SubjectKind = Literal["person", "enterprise", "household", "city", "event"]

SCHEMA_PREFIX = "urn:taizhang:schema:"
SOURCE_PREFIX = "urn:taizhang:"


@dataclass(frozen=True)
class Personal:
    """Mark of a field that holds personal information and therefore ends at the door.

    role "id" is an identity number: replaced by the person's token. role "sealed" is kept in the vault only.
    """

    role: Literal["id", "sealed"]


@dataclass(frozen=True)
class AssessedUnit:
    """Mark of a field that names an assessed unit: it must be on the province's list."""


@dataclass(frozen=True)
class Labels:
    """Mark of a coded field: the Chinese name of every code."""

    names: tuple[tuple[str, str], ...]


def labels(names: dict[str, str]) -> Labels:
    """Mark a coded field with the Chinese names of its codes."""
    return Labels(tuple(names.items()))


@dataclass(frozen=True)
class FieldSpec:
    """One field as the gates, templates and documents need it. kind is the JSON type, with date and decimal apart."""

    name: str
    title: str
    description: str
    kind: Literal["text", "integer", "decimal", "boolean", "date", "object"]
    required: bool
    pattern: str | None
    low: float | None
    high: float | None
    min_length: int | None
    max_length: int | None
    codes: dict[str, str]
    personal: Literal["id", "sealed"] | None
    is_assessed_unit: bool


@dataclass(frozen=True)
class LogicRule:
    """A rule between the fields of one event, written in SQL over its typed fields and `effective_at`.

    `broken` is true for a row that breaks the rule. `sentence` and `mend` are for the sender, in Chinese.
    """

    rule_id: str
    broken: str
    field: str
    sentence: str
    mend: str
    severity: Literal["reject", "warn"] = "reject"


class Event(BaseModel):
    """One thing that happened. Frozen; never edited; corrected only by another event."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False)

    type: ClassVar[str]
    version: ClassVar[int] = 1
    family: ClassVar[Family]
    subject_kind: ClassVar[SubjectKind]
    subject_field: ClassVar[str]
    title: ClassVar[str]
    rules: ClassVar[tuple[LogicRule, ...]] = ()
    example_data: ClassVar[dict[str, Any]]
    example_time: ClassVar[str] = "2026-03-05"

    @classmethod
    def schema_urn(cls) -> str:
        """The `dataschema` that an event of this record bears."""
        return f"{SCHEMA_PREFIX}{cls.type}:{cls.version}"

    @classmethod
    def example(cls) -> dict[str, Any]:
        """A whole worked CloudEvent as a source sends it."""
        city = cls.example_data.get("city", "210000")
        return {
            "specversion": "1.0",
            "id": f"{cls.type}-v{cls.version}-example",
            "source": f"{SOURCE_PREFIX}{city}:{cls.family}",
            "type": cls.type,
            "time": cls.example_time,
            "dataschema": cls.schema_urn(),
            "data": dict(cls.example_data),
        }

    @classmethod
    def fields(cls) -> dict[str, FieldSpec]:
        """The fields of this event by name, in their order."""
        return _fields_of(cls)

    @classmethod
    def personal_fields(cls, role: str) -> list[str]:
        """Names of the fields that bear personal information in this role, in field order."""
        return [spec.name for spec in cls.fields().values() if spec.personal == role]


_KINDS: dict[type, str] = {str: "text", int: "integer", Decimal: "decimal", bool: "boolean", date: "date", dict: "object"}


@cache
def _fields_of(event: type[Event]) -> dict[str, FieldSpec]:
    return {name: _spec(name, field) for name, field in event.model_fields.items()}


def _spec(name: str, field: FieldInfo) -> FieldSpec:
    """Flatten a field and the Annotated types nested in it; the outermost mark wins."""
    base, marks = _unwrap(field.annotation)
    marks = [field, *field.metadata, *marks]

    def first(attribute: str) -> Any:
        found = (getattr(mark, attribute, None) for mark in marks)
        return next((value for value in found if value is not None), None)

    codes = next((dict(mark.names) for mark in marks if isinstance(mark, Labels)), {})
    return FieldSpec(
        name=name,
        title=first("title") or name,
        description=first("description") or "",
        kind=_KINDS[base],  # type: ignore[arg-type]
        required=field.is_required(),
        pattern=first("pattern"),
        low=first("ge"),
        high=first("le"),
        min_length=first("min_length"),
        max_length=first("max_length"),
        codes=codes,
        personal=next((mark.role for mark in marks if isinstance(mark, Personal)), None),
        is_assessed_unit=any(isinstance(mark, AssessedUnit) for mark in marks),
    )


def _unwrap(annotation: Any) -> tuple[type, list[Any]]:
    """The plain type under Annotated, Literal and `| None`, with every mark met on the way."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *marks = get_args(annotation)
        base, deeper = _unwrap(inner)
        return base, _flatten(marks) + deeper
    if origin in (Union, UnionType):
        return _unwrap(next(arg for arg in get_args(annotation) if arg is not NoneType))
    if origin is Literal:
        return str, []
    return origin or annotation, []


def _flatten(marks: list[Any]) -> list[Any]:
    """A Field() inside Annotated carries its own constraints in `metadata`."""
    return [part for mark in marks for part in (mark, *getattr(mark, "metadata", ()))]
