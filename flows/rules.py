"""Rule packs (rules/*.yml) → the seed that the models join by date. Nothing else in Python reads a rule's value."""

import csv
import hashlib
import io
from datetime import date
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from flows.project import ROOT

SEED = ROOT / "seeds" / "generated" / "rules.csv"
COLUMNS = ("pack", "region", "rule", "value", "valid_from", "valid_to", "document_no", "clause")


class RuleEntry(BaseModel):
    """One dated, cited value. `valid_to` is the last day on which it holds."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rule: str = Field(pattern=r"^[a-z_]+(\.[a-z_0-9]+)?$")
    value: str
    valid_from: date
    valid_to: date = date(9999, 12, 31)
    document_no: str = Field(min_length=2)
    clause: str = Field(min_length=2)


class RulePack(BaseModel):
    """One policy document's rules."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    pack: str = Field(pattern=r"^[a-z0-9-]+$")
    region: str = Field(pattern=r"^\d{6}$")
    title: str
    rules: tuple[RuleEntry, ...]

    @model_validator(mode="after")
    def _days_in_order(self) -> "RulePack":
        for entry in self.rules:
            if entry.valid_to < entry.valid_from:
                raise ValueError(f"{self.pack}: {entry.rule} 的失效日早于生效日")
        return self


class RulesOverlap(ValueError):
    """Two entries give one rule two values on the same day."""


def read_packs(folder: Path = ROOT / "rules") -> list[RulePack]:
    """All rule packs of the folder, checked. Raises pydantic's error naming file and field, or RulesOverlap."""
    packs = [RulePack.model_validate(yaml.safe_load(file.read_text(encoding="utf-8"))) for file in sorted(folder.glob("*.yml"))]
    seen: dict[str, list[RuleEntry]] = {}
    for pack in packs:
        for entry in pack.rules:
            for other in seen.setdefault(entry.rule, []):
                if entry.valid_from <= other.valid_to and other.valid_from <= entry.valid_to:
                    raise RulesOverlap(
                        f"规则 {entry.rule} 在 {entry.valid_from} 起有两个值:{other.document_no} 与 {entry.document_no}"
                    )
            seen[entry.rule].append(entry)
    return packs


def seed_text(packs: list[RulePack]) -> str:
    """The packs as the CSV text of the seed `rules`."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(COLUMNS)
    for pack in packs:
        for entry in pack.rules:
            writer.writerow([pack.pack, pack.region, *(getattr(entry, name) for name in COLUMNS[2:])])
    return buffer.getvalue()


def rule_version(text: str) -> str:
    """A short name for exactly these rules: the first 12 hex digits of the seed's SM3."""
    return hashlib.new("sm3", text.encode()).hexdigest()[:12]
