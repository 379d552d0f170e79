"""What a build runs: all of it the first time, later no staging model whose event type tells nothing new."""

import json
from pathlib import Path

from flows.settings import Home
from streams.events.catalogue import VERSIONS


def staged_by(target: Path) -> set[str]:
    """The event types whose staging models a build ran."""
    ran = {result["unique_id"].split(".")[2] for result in json.loads((target / "run_results.json").read_text())["results"]}
    return {name.split("__")[1] for name in ran if name.startswith("stg_") and not name.startswith("stg_log__")}


def test_a_later_build_stages_only_the_event_types_that_came(examples_home: Home) -> None:
    types = [version.type for version in VERSIONS]
    assert staged_by(examples_home.path.parent / "first_target") == set(types)
    assert staged_by(examples_home.path / "dbt" / "target") == set(types[-3:])
