"""Rule packs (rules/*.yml) and where each holds (rules/holdings/*.yml) → the seed that the models join by city and date.

Nothing else in Python reads a rule's value. A pack says what a document rules; a holding says for which place and from
which day the pack is followed, and which pack goes before which.
"""

import csv
import hashlib
import io
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.project import ROOT

FOLDER = ROOT / "rules"
SEED = ROOT / "seeds" / "generated" / "rules.csv"
COLUMNS = ("city", "pack", "region", "rule", "value", "valid_from", "valid_to", "grade", "settles", "document_no", "clause")
FOR_EVER = date(9999, 12, 31)
_ONE_DAY = timedelta(days=1)

# cited: so written in the document. configured: the document leaves it open, the province sets it. secondary: from a
# copy or a report of the document. unverified: general knowledge; to be confirmed before it is relied on.
Grade = Literal["cited", "configured", "secondary", "unverified"]


class _Dated(BaseModel):
    """What holds from a day to a last day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    valid_from: date
    valid_to: date = FOR_EVER

    @model_validator(mode="after")
    def _days_in_order(self) -> "_Dated":
        if self.valid_to < self.valid_from:
            raise ValueError(f"失效日 {self.valid_to} 早于生效日 {self.valid_from}")
        return self


class RuleEntry(_Dated):
    """One dated, cited value. `settles` names the ambiguity that it settles, `choices` what the value may be."""

    rule: str = Field(pattern=r"^[a-z_]+(\.[a-z_0-9]+)?$")
    value: str
    grade: Grade = "cited"
    settles: str | None = Field(default=None, pattern=r"^A([1-9]|1[0-8])$")
    choices: tuple[str, ...] = ()
    document_no: str = Field(min_length=2)
    clause: str = Field(min_length=2)

    @model_validator(mode="after")
    def _value_is_a_choice(self) -> "RuleEntry":
        if self.choices and self.value not in self.choices:
            raise ValueError(f"{self.rule} 的值 {self.value} 不在可选值 {'、'.join(self.choices)} 之中")
        return self


class RulePack(BaseModel):
    """One policy document's rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pack: str = Field(pattern=r"^[a-z0-9-]+$")
    region: str = Field(pattern=r"^\d{6}$")
    title: str
    rules: tuple[RuleEntry, ...]


class Holding(_Dated):
    """A pack is followed in a place. Of two packs that rule the same there, the one with the lower rank goes before."""

    city: str = Field(pattern=r"^[1-9]\d{5}$")
    pack: str
    rank: int = Field(ge=1)
    reason: str = Field(min_length=2)


class RulesOverlap(ValueError):
    """One rule has two values on the same day, and nothing says which goes before."""


class PackUnknown(ValueError):
    """A holding names a pack that is not there."""


class InForce(_Dated):
    """One rule's value in one place, from a day to a day."""

    city: str
    pack: RulePack
    entry: RuleEntry


def read_packs(folder: Path = FOLDER) -> list[RulePack]:
    """All rule packs of the folder, checked. Raises pydantic's error naming file and field, or RulesOverlap."""
    packs = [RulePack.model_validate(_yaml(file)) for file in sorted(folder.glob("*.yml"))]
    for pack in packs:
        entries = sorted(pack.rules, key=lambda entry: (entry.rule, entry.valid_from))
        for entry, later in pairwise(entries):
            if entry.rule == later.rule and later.valid_from <= entry.valid_to:
                raise RulesOverlap(f"{pack.pack}:规则 {entry.rule} 在 {later.valid_from} 起有两个值")
    return packs


def read_holdings(packs: list[RulePack], folder: Path = FOLDER / "holdings") -> list[Holding]:
    """Which pack holds where and when, checked against the packs. Raises PackUnknown or RulesOverlap."""
    rows = [row for file in sorted(folder.glob("*.yml")) for row in _yaml(file)["holdings"]]  # type: ignore[index]
    holdings = [Holding.model_validate(row) for row in rows]
    known = {pack.pack for pack in packs}
    for holding in holdings:
        if holding.pack not in known:
            raise PackUnknown(f"{holding.city} 所列规则包 {holding.pack} 不存在;现有:{'、'.join(sorted(known))}")
    by_rank = sorted(holdings, key=lambda holding: (holding.city, holding.rank, holding.valid_from))
    for one, other in pairwise(by_rank):
        if (one.city, one.rank) == (other.city, other.rank) and other.valid_from <= one.valid_to:
            raise RulesOverlap(f"{one.city}:规则包 {one.pack} 与 {other.pack} 的次序同为 {one.rank},分不出先后")
    return sorted(holdings, key=lambda holding: (holding.city, holding.rank))


def in_force(packs: list[RulePack], holdings: list[Holding]) -> list[InForce]:
    """Every place's rules, day by day without overlap: where a pack goes before another, the other holds around it."""
    by_name = {pack.pack: pack for pack in packs}
    settled: dict[tuple[str, str], list[InForce]] = {}
    for holding in holdings:
        pack = by_name[holding.pack]
        for entry in pack.rules:
            standing = settled.setdefault((holding.city, entry.rule), [])
            first, last = max(holding.valid_from, entry.valid_from), min(holding.valid_to, entry.valid_to)
            free = list(_free(first, last, standing))
            standing += [InForce(city=holding.city, pack=pack, entry=entry, valid_from=a, valid_to=b) for a, b in free]
    rows = [row for standing in settled.values() for row in standing]
    return sorted(rows, key=lambda row: (row.city, row.entry.rule, row.valid_from))


def _free(first: date, last: date, taken: list[InForce]) -> Iterator[tuple[date, date]]:
    """The stretches between two days that nothing has taken yet."""
    for row in sorted(taken, key=lambda row: row.valid_from):
        if first < row.valid_from and first <= last:
            yield first, min(last, row.valid_from - _ONE_DAY)
        if row.valid_to == FOR_EVER:
            return
        first = max(first, row.valid_to + _ONE_DAY)
    if first <= last:
        yield first, last


def seed_text(packs: list[RulePack], holdings: list[Holding]) -> str:
    """The rules in force as the CSV text of the seed `rules`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in in_force(packs, holdings):
        entry = row.entry
        writer.writerow([
            row.city, row.pack.pack, row.pack.region, entry.rule, entry.value, row.valid_from, row.valid_to, entry.grade,
            entry.settles, entry.document_no, entry.clause,
        ])  # fmt: skip
    return buffer.getvalue()


def value_on(rule: str, city: str, day: date) -> str:
    """A rule's value in a place on a day, for the few steps that are not models. Raises LookupError when nothing rules it."""
    packs = read_packs()
    for row in in_force(packs, read_holdings(packs)):
        if (row.city, row.entry.rule) == (city, rule) and row.valid_from <= day <= row.valid_to:
            return row.entry.value
    raise LookupError(f"{city} 在 {day} 没有规则 {rule}:在 rules/ 的规则包中补上")


def rule_version(text: str) -> str:
    """A short name for exactly these rules: the first 12 hex digits of the seed's SM3."""
    return hashlib.new("sm3", text.encode()).hexdigest()[:12]


def _yaml(file: Path) -> object:
    return yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
