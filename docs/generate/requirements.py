"""reference/requirements.md: every requirement of the policy documents and what fulfils it. Names that do not exist are refused."""

import csv
import re
from collections import Counter
from typing import Any, NamedTuple

import yaml

from docs.generate.markdown import page, table
from docs.generate.models import described_models
from flows.project import ROOT
from flows.rules import read_packs
from streams.events.catalogue import LATEST
from streams.gates.catalogue import RULES

FILE = ROOT / "docs" / "requirements.yml"
KEYS = [f"N{number:02}" for number in range(1, 43)] + [str(number) for number in range(1, 134)]
KINDS = ("events", "rules", "models", "tests")
STATES = {
    "here": "a model makes it and a test shows it",
    "in part": "the same, and what is missing is said",
    "not yet": "events are taken in or rules stand as data; no model makes a figure of them",
    "no data duty": "the clause asks for nothing that a ledger could hold",
}


class RequirementsError(ValueError):
    """The data file names what does not exist, or leaves a requirement out."""


class Known(NamedTuple):
    """Every name there is."""

    events: frozenset[str]
    rules: frozenset[str]
    models: frozenset[str]
    tests: frozenset[str]


def read_requirements() -> dict[str, dict[str, Any]]:
    """Requirement → its entry in docs/requirements.yml."""
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))["requirements"]
    return {str(key): entry for key, entry in entries.items()}


def known_names() -> Known:
    """Events of the catalogue; rules of packs, gates, the publication gate and forms; dbt models; test functions."""
    from expectations.catalogue import entries  # imports Great Expectations, which takes seconds

    rules = {entry.rule for pack in read_packs() for entry in pack.rules} | set(RULES) | {e.expectation_id for e in entries()}
    with (ROOT / "seeds" / "form_identities.csv").open(encoding="utf-8", newline="") as file:
        rules |= {row["identity"] for row in csv.DictReader(file)}
    tests = {
        name
        for path in (ROOT / "tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    return Known(frozenset(LATEST), frozenset(rules), frozenset(m["name"] for _, m in described_models()), frozenset(tests))


def check(requirements: dict[str, dict[str, Any]], known: Known) -> None:
    """Raises RequirementsError with every fault."""
    faults = [f"{key}: is left out" for key in KEYS if key not in requirements]
    faults += [f"{key}: is no requirement" for key in requirements if key not in KEYS]
    for key, entry in requirements.items():
        for kind in KINDS:
            there = getattr(known, kind)
            faults += [f"{key}: {kind} {name} does not exist" for name in entry.get(kind, []) if name not in there]
        if unknown := set(entry) - {"source", "text", "none", "missing", *KINDS}:
            faults.append(f"{key}: {', '.join(sorted(unknown))} is no part of a requirement")
        if not entry.get("source") or not entry.get("text"):
            faults.append(f"{key}: has no source or no text")
        if entry.get("none") and entry.get("missing"):
            faults.append(f"{key}: carries no data duty and lacks something at once")
        if not entry.get("none") and not entry.get("missing") and not (_figures(entry) or entry.get("rules")):
            faults.append(f"{key}: names no model or rule that fulfils it")
        if not entry.get("none") and not entry.get("missing") and not entry.get("tests"):
            faults.append(f"{key}: is said to be here and names no test")
    if faults:
        raise RequirementsError("docs/requirements.yml:\n" + "\n".join(faults))


def state_of(entry: dict[str, Any]) -> str:
    """One of STATES. Staging alone keeps an event and makes nothing of it."""
    if entry.get("none"):
        return "no data duty"
    if not entry.get("missing"):
        return "here"
    return "in part" if _figures(entry) and entry.get("tests") else "not yet"


def _figures(entry: dict[str, Any]) -> list[str]:
    return [model for model in entry.get("models", []) if not model.startswith("stg_")]


def requirements_page() -> str:
    """The numeric rules, then all clauses."""
    requirements = read_requirements()
    check(requirements, known_names())
    counted = Counter(state_of(entry) for entry in requirements.values())
    sections = [
        "Each numeric rule (N01 to N42) and each clause (1 to 133) of the five policy documents, with the events, rules, models and tests"
        " that fulfil it. Every name is checked to exist when this page is made. A rule marked “data” stands in a rule pack and no"
        " model reads it yet.",
        table(["state", "requirements", "meaning"], [[state, counted[state], meaning] for state, meaning in STATES.items()]),
    ]
    read = _read_by_models()
    for title, keys in (("Numeric rules", KEYS[:42]), ("Clauses", KEYS[42:])):
        rows = [_row(key, requirements[key], read) for key in keys]
        sections += [f"## {title}", table(["no.", "source", "要求", "state", "fulfilled by", "tests", "said of it"], rows)]
    return page("Requirements", *sections)


def _row(key: str, entry: dict[str, Any], read: str) -> list[object]:
    rules = [f"`{rule}`" + ("" if _is_read(rule, read) else " (data)") for rule in entry.get("rules", [])]
    parts = {
        "events": [f"`{name}`" for name in entry.get("events", [])],
        "rules": rules,
        "models": [f"`{name}`" for name in entry.get("models", [])],
    }
    fulfilled = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in parts.items() if names)
    tests = ", ".join(f"`{name}`" for name in entry.get("tests", []))
    return [key, entry["source"], entry["text"], state_of(entry), fulfilled, tests, entry.get("none") or entry.get("missing")]


def _read_by_models() -> str:
    """The text of everything that reads rules."""
    files = [path for folder in ("models", "macros") for path in sorted((ROOT / folder).rglob("*.sql"))]
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def _is_read(rule: str, read: str) -> bool:
    """Gates, expectations and identities are no data of a pack; a pack's rule is read by its name or as one of a list (`list.name`)."""
    in_list = "." in rule and f"'{rule.split('.')[0]}." in read
    return bool(re.fullmatch(r"[A-Z]\d{3}", rule)) or f"'{rule}'" in read or in_list
