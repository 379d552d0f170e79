"""What is kept of a person: the record as it comes in, and as it is shown to those who may see it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from json.encoder import encode_basestring as _quoted

Record = Mapping[str, str | None]

FIELDS = frozenset({"id", "name", "phone"})


@dataclass(frozen=True)
class SealedVersion:
    """One record as it was sealed; fields that were not sent are None. Values do not show in repr()."""

    version: int
    sealed_at: str
    id: str | None = field(repr=False)
    name: str | None = field(repr=False)
    phone: str | None = field(repr=False)


@dataclass(frozen=True)
class Revealed:
    """A person in clear: the latest value sent of each field, and all versions, oldest first. Hidden in repr()."""

    token: str
    id: str | None = field(repr=False)
    name: str | None = field(repr=False)
    phone: str | None = field(repr=False)
    versions: tuple[SealedVersion, ...] = field(repr=False)


@dataclass(frozen=True)
class Erasure:
    """That a person was erased, when (the first time), and how many sealed records went with the key."""

    token: str
    erased_at: str
    records: int


def unite(token: str, versions: tuple[SealedVersion, ...]) -> Revealed:
    """One person from all versions (oldest first): of each field the latest value that was sent."""
    latest = {name: _latest(versions, name) for name in ("id", "name", "phone")}
    return Revealed(token, **latest, versions=versions)


def to_plain(record: Record) -> bytes:
    """The record as JSON without its empty fields; written out by hand because json.dumps takes twice the time."""
    body = ",".join([f'"{name}":{_quoted(value)}' for name, value in record.items() if value])
    return f"{{{body}}}".encode("utf-8", "surrogatepass")


def from_plain(version: int, sealed_at: str, plain: bytes) -> SealedVersion:
    """The inverse of to_plain."""
    values = json.loads(plain.decode("utf-8", "surrogatepass"))
    return SealedVersion(version, sealed_at, values.get("id"), values.get("name"), values.get("phone"))


def _latest(versions: tuple[SealedVersion, ...], name: str) -> str | None:
    return next((value for version in reversed(versions) if (value := getattr(version, name))), None)
