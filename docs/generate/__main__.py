"""Write everything that is made from something else; with --check, only say what is out of date."""

import argparse
import sys
from pathlib import Path

from docs.generate.catalogues import expectations_page, gates_page, metrics_page, rules_page
from docs.generate.commands import commands_page
from docs.generate.contracts import asyncapi_text, schema_name, schema_text
from docs.generate.events import events_page
from docs.generate.models import models_page
from docs.generate.requirements import requirements_page
from flows.build import write_rules_seed
from flows.project import ROOT
from flows.rules import SEED, read_holdings, read_packs, seed_text
from streams.events.catalogue import VERSIONS

REFERENCE = ROOT / "docs" / "reference"


def generated() -> dict[Path, str]:
    """Every generated file and the text it must have."""
    pages = {
        "events.md": events_page(),
        "asyncapi.yaml": asyncapi_text(),
        "gates.md": gates_page(),
        "metrics.md": metrics_page(),
        "rules.md": rules_page(),
        "commands.md": commands_page(),
        "models.md": models_page(),
        "expectations.md": expectations_page(),
        "requirements.md": requirements_page(),
    }
    pages |= {f"schemas/{schema_name(event)}": schema_text(event) for event in VERSIONS}
    return {REFERENCE / name: text for name, text in pages.items()} | {SEED: seed_text(read_packs(), read_holdings(read_packs()))}


def out_of_date(files: dict[Path, str]) -> list[Path]:
    """Files that are missing or differ, and files in reference/ that nothing makes any more."""
    differing = [path for path, text in files.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    return differing + [path for path in REFERENCE.rglob("*") if path.is_file() and path not in files]


def write(files: dict[Path, str]) -> list[Path]:
    """Bring every file up to date; returns what changed."""
    changed = out_of_date(files)
    for path in changed:
        if path == SEED:
            write_rules_seed()
        elif path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[path], encoding="utf-8")
        else:
            path.unlink()
    return changed


def main() -> int:
    """Exit code 1 when --check finds something out of date."""
    parser = argparse.ArgumentParser(prog="python -m docs.generate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if anything is out of date")
    check = parser.parse_args().check
    files = generated()
    changed = out_of_date(files) if check else write(files)
    for path in changed:
        print(("out of date: " if check else "written: ") + path.relative_to(ROOT).as_posix())
    if check and changed:
        print("run: python -m docs.generate", file=sys.stderr)
    return 1 if check and changed else 0


if __name__ == "__main__":
    sys.exit(main())
