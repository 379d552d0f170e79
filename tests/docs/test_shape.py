"""The shape of the tree: models described and tested, folders with a README, files small enough to hold in the head."""

import datetime
import re
from pathlib import Path

import pytest

from docs.generate.models import described_models, grain_of
from flows.project import ROOT
from streams.events.catalogue import LATEST
from streams.events.contract import Event

PACKAGES = ("streams", "identity", "expectations", "bulletins", "dashboards", "flows", "simulator", "docs", "bench", "ops")
FOLDERS = (
    "streams", "streams/events", "streams/sources", "streams/gates", "identity", "rules", "models", "macros", "seeds", "expectations",
    "bulletins", "dashboards", "flows", "simulator", "tests", "docs", "streams/kafka", "ops", "ops/kafka",
)  # fmt: skip
PYTHON_LINES, SQL_LINES, README_LINES = 300, 130, 12

STAGED_AS = {"integer": "integer|bigint", "decimal": r"decimal\(18, 4\)", "boolean": "boolean", "date": "date"}

# What may exceed its limit: (until when, why). An entry that is over its date or no longer needed fails.
ALLOWED: dict[str, tuple[str, str]] = {
    "dashboards/README.md": ("2027-03-31", "says who sees what, which is to move to docs/reference beside the commands"),
}


def test_every_model_is_described_once_and_every_description_has_a_model() -> None:
    described = [entry["name"] for _, entry in described_models()]
    models = [file.stem for file in (ROOT / "models").rglob("*.sql")]
    assert sorted(described) == sorted(models)


def test_every_description_begins_with_one_row_per() -> None:
    assert [m["name"] for _, m in described_models() if not m["description"].startswith("One row")] == []


def test_the_header_of_every_model_says_what_a_row_is() -> None:
    files = (ROOT / "models").rglob("*.sql")
    assert [f.stem for f in files if not f.read_text(encoding="utf-8").startswith("-- One row")] == []


@pytest.mark.parametrize("event", LATEST.values(), ids=lambda event: event.type)
def test_the_staging_model_of_an_event_has_every_field_in_its_kind(event: type[Event]) -> None:
    """All fields but the person's own number, whose token is the subject, what is sealed, and what stg_log__persons holds."""
    text = (ROOT / "models" / "staging" / event.family / f"stg_{event.family}__{event.type}.sql").read_text(encoding="utf-8")
    own = event.subject_field if event.subject_kind == "person" else None
    missing = []
    for spec in event.fields().values():
        if spec.personal == "sealed" or spec.name in (own, "sex", "birth_month"):
            continue
        cast = rf"cast\([^\n]* as ({STAGED_AS[spec.kind]})\) as {spec.name}\b" if spec.kind in STAGED_AS else rf"as {spec.name}\b"
        if f"'{spec.name}'" not in text or not re.search(cast, text):
            missing.append(spec.name)
    assert missing == []


def test_every_model_has_its_grain_tested() -> None:
    assert [m["name"] for _, m in described_models() if not grain_of(m)] == []


def test_every_folder_of_the_road_has_a_short_readme() -> None:
    for folder in FOLDERS:
        readme = ROOT / folder / "README.md"
        assert readme.exists(), folder
        lines = readme.read_text(encoding="utf-8").splitlines()
        if readme.relative_to(ROOT).as_posix() not in ALLOWED:
            assert len(lines) <= README_LINES, f"{folder}: {len(lines)} lines"
        assert any("Next" in line or "next" in line for line in lines), f"{folder} does not say which folder is next"


def test_every_file_is_small_enough_to_hold_in_the_head() -> None:
    too_long = {name: lines for name, lines in _long_files().items() if name not in ALLOWED}
    assert too_long == {}


def test_what_may_be_long_has_a_reason_and_a_date_to_come_and_still_is_long() -> None:
    long = _long_files() | {name: 0 for name in ALLOWED if name.endswith("README.md") and _lines(ROOT / name) > README_LINES}
    for name, (until, reason) in ALLOWED.items():
        assert datetime.date.fromisoformat(until) >= datetime.date.today(), f"{name}: its time is over"
        assert len(reason) > 20 and name in long, name


def test_packages_hold_a_docstring_only_in_their_init() -> None:
    for folder in PACKAGES:
        for file in (ROOT / folder).rglob("__init__.py"):
            assert re.fullmatch(r'(""".*?"""\n?)?', file.read_text(encoding="utf-8"), re.S), file


def test_nothing_is_called_utils_helpers_or_common() -> None:
    names = {path.stem for folder in PACKAGES for path in (ROOT / folder).rglob("*")}
    assert names & {"utils", "helpers", "common", "misc"} == set()


def _long_files() -> dict[str, int]:
    python = [file for folder in PACKAGES for file in (ROOT / folder).rglob("*.py")]
    sql = [*(ROOT / "models").rglob("*.sql"), *(ROOT / "macros").rglob("*.sql")]
    limits = [(file, PYTHON_LINES) for file in python] + [(file, SQL_LINES) for file in sql]
    return {file.relative_to(ROOT).as_posix(): _lines(file) for file, limit in limits if _lines(file) > limit}


def _lines(file: Path) -> int:
    return len(file.read_text(encoding="utf-8").splitlines())
