"""Build warehouses anew from the log's first event on, cut-off by cut-off, so that each knows what its issue knew."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from flows.build import Build, build
from flows.bulletin import issues_of
from flows.settings import Home


def replay(
    home: Home, manifests: list[dict[str, Any]], scratch: Path, on_step: Callable[[str], None] = lambda _: None
) -> Iterator[Path]:  # fmt: skip
    """Of each issue the warehouse as of its cut-off, under the versions that it names; a file is there until the next is asked for.

    manifests: those of the first issues, in their order, none left out.
    """
    start = scratch / "none"
    for manifest in manifests:
        on_step(f"重建 {manifest['issue']}(截止序号 {manifest['cutoff_seq']:,})")
        built = build(
            home, seq_hi=manifest["cutoff_seq"], start=start, folder=scratch / "build",
            labels=(manifest["rule_version"], manifest["code_version"]),
        )  # fmt: skip
        start = scratch / "rebuilt" / "warehouse.duckdb"  # views keep the file's stem as their catalog
        start.parent.mkdir(exist_ok=True)
        shutil.move(built.file, start)
        yield start


def rebuild(home: Home, on_step: Callable[[str], None] = lambda _: None) -> Build:
    """Build all of the log without the published warehouse. What each issue knew is posted at its cut-off again."""
    scratch = home.path / "rebuild"
    shutil.rmtree(scratch, ignore_errors=True)
    try:
        start = scratch / "none"
        for start in replay(home, issues_of(home), scratch, on_step):  # noqa: B007
            pass
        return build(home, start=start)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
