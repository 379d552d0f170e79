"""Every expectation has been seen to fail on a planted fault, and only on its own."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from expectations import checkpoint, frames

PLANTED = yaml.safe_load(Path(__file__).with_name("faults.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("expectation_id", PLANTED["faults"])
def test_a_planted_fault_makes_exactly_its_expectation_fail(
    expectation_id: str, spoiled: Callable[..., Path], tmp_path: Path
) -> None:
    result = checkpoint.run(spoiled(*PLANTED["faults"][expectation_id]), "2026-04", tmp_path)
    failed = {outcome.expectation_id: outcome for outcome in result.outcomes if not outcome.passed}
    assert set(failed) == {expectation_id, *PLANTED["also"].get(expectation_id, [])}

    outcome = failed[expectation_id]
    assert outcome.failing_count == len(outcome.failing) > 0
    assert all(row["city"] for row in outcome.failing)
    assert "格不符" in outcome.observed
    assert outcome.mend in (tmp_path / "report.html").read_text(encoding="utf-8")
    assert result.passed is all(item.severity == "warning" for item in failed.values())


def test_every_expectation_has_a_planted_fault_and_its_own_id() -> None:
    from expectations import catalogue

    ids = [entry.expectation_id for entry in catalogue.entries()]
    assert sorted(ids) == sorted(PLANTED["faults"])
    assert len(set(ids)) == len(ids)


def test_every_suite_is_named_as_its_module_and_reads_a_frame_of_that_name() -> None:
    from expectations import catalogue
    from expectations.thresholds import Thresholds

    names = [suite.name for suite in catalogue.suites(Thresholds())]
    assert names == [mart.__name__.removeprefix("expectations.") for mart in catalogue.MARTS]
    assert sorted(names) == sorted(path.stem for path in frames.FOLDER.glob("*.sql"))


def test_every_expectation_says_in_chinese_what_it_means_and_what_to_do(healthy: Path) -> None:
    from expectations import catalogue
    from expectations.thresholds import Thresholds
    from expectations.wording import HEADS

    suites = catalogue.suites(Thresholds())
    read = frames.read(healthy, "2026-04", [suite.name for suite in suites])
    for suite in suites:
        for item in suite.expectations:
            assert len(item.meta["sentence"]) > 5 and len(item.meta["mend"]) > 5
            assert set(item.meta["show"]) <= set(HEADS) & set(read.by_mart[suite.name].columns)
