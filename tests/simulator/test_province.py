"""The province as a whole: repeatable, complete, small in memory, and true to its own truth."""

import csv
import hashlib
import itertools
import json
import resource
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from simulator import rulebook
from simulator.places import CODES
from simulator.province import simulate
from simulator.truth import CHANNELS
from tests.simulator.conftest import Province

# Two thousand persons may have none of these: there are a few of them in a million.
RARE = {
    "early_internal_retirements",
    "placements_lost",
    "placements_refuted",
    "protected_dismissals",
    "unreachable_filed",
    "retained_startups_1_year",
    "welfare_posts_overstayed",
}

# What no rule of this province judges; where a pack does, the truth tells it.
UNRULED = {
    "benefits_off_standard",
    "households_stability_due",
    "households_stably_employed",
    "posts_left_too_long",
    "provincial_posts_filled",
    "provincial_posts_to_households",
}


def digests(out: Path) -> dict[str, str]:
    return {
        str(path.relative_to(out)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file()
    }


def test_the_same_seed_gives_the_same_bytes_and_another_seed_does_not(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        simulate(tmp_path / name, seed=seed, persons=400, last_month="2025-06")
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


# Posted metrics that the province does not know, each with the reason.
NOT_TOLD = {
    "layoffs_detected": "who was let go without a report hangs on all lives of an enterprise; one life at a time knows it not",
    "cases_sampled": "cases are drawn by the ledger itself, from what was reported to it",
    **dict.fromkeys(
        (
            "benefits_due_unreceived",
        ),
        "grounds of benefits are told; their truth is not kept yet",
    ),
}  # fmt: skip


def test_truth_has_every_posted_metric_for_every_city_and_month(province: Province) -> None:
    truth = province.truth
    with (Path(__file__).parents[2] / "seeds" / "metrics.csv").open(encoding="utf-8", newline="") as rows:
        posted = {row["metric"]: row["kind"] for row in csv.DictReader(rows) if row["is_posted"] == "true"}
    for told, kind in (("flows", "flow"), ("stocks", "stock")):
        assert set(truth[told]) == {metric for metric, k in posted.items() if k == kind} - set(NOT_TOLD)
    assert truth["cities"] == list(CODES)
    assert (truth["months"][0], truth["months"][-1], len(truth["months"])) == ("2025-01", "2026-06", 18)
    series = [*truth["flows"].values(), *truth["stocks"].values()]
    series += [truth["channels"][m][c] for m in ("diverted_placed", "placements_verified") for c in CHANNELS]
    for cities in series:
        assert list(cities) == list(CODES)
        for months in cities.values():
            assert list(months) == truth["months"]
            assert all(figure >= 0 for figure in months.values())


def test_every_metric_has_something_to_tell_somewhere(province: Province) -> None:
    silent = {metric for kind in ("flows", "stocks") for metric, cities in province.truth[kind].items() if not total(cities)}
    assert silent <= RARE | UNRULED


def test_what_no_rule_of_this_province_judges_is_told_where_a_pack_judges_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    rules = {
        "household_employment_is_stable": "true", "provincial_post_is_for_households": "true", "leaving_post_years": "1",
        "benefit_standard_yuan.post_subsidy": "5000",
    }  # fmt: skip
    known = rulebook._versions() | {name: (("1900-01-01", "9999-12-31", value),) for name, value in rules.items()}
    monkeypatch.setattr(rulebook, "_versions", lambda: known)
    simulate(tmp_path, seed=20, persons=4000, carriers="ndjson")
    truth = json.loads((tmp_path / "truth.json").read_text())
    assert {metric for metric in UNRULED if total((truth["flows"] | truth["stocks"])[metric])} == UNRULED


def test_hard_to_employ_lies_within_reemployed_within_newly_employed(province: Province) -> None:
    flows = province.truth["flows"]
    for city in CODES:
        for month in province.truth["months"]:
            hard, again, new = (
                flows[metric][city][month]
                for metric in ("hard_to_employ_employed", "unemployed_reemployed", "urban_newly_employed")
            )
            assert hard <= again <= new


def test_channels_add_up_and_verified_lies_within_placed(province: Province) -> None:
    truth = province.truth
    for metric in ("diverted_placed", "placements_verified"):
        for city in CODES:
            for month in truth["months"]:
                by_channel = sum(truth["channels"][metric][channel][city][month] for channel in CHANNELS)
                assert by_channel == truth["flows"][metric][city][month]
    for channel in CHANNELS:
        for city in CODES:
            placed, verified = (truth["channels"][m][channel][city] for m in ("diverted_placed", "placements_verified"))
            assert all(verified[month] <= placed[month] for month in truth["months"])


def total(cities: dict[str, dict[str, int]]) -> int:
    return sum(sum(months.values()) for months in cities.values())


def test_no_city_is_empty_and_every_channel_is_used(province: Province) -> None:
    truth = province.truth
    for metric in ("urban_newly_employed", "unemployed_reemployed", "diverted_in_scope"):
        assert all(sum(months.values()) > 0 for months in truth["flows"][metric].values()), metric
    assert all(months["2025-01"] > 0 for months in truth["stocks"]["registered_unemployed"].values())
    assert all(total(truth["channels"]["diverted_placed"][channel]) > 0 for channel in CHANNELS)
    diverted = total(truth["flows"]["diverted_in_scope"])
    assert 0.03 * 2000 <= diverted <= 0.06 * 2000
    assert total(truth["flows"]["placements_verified"]) < total(truth["flows"]["diverted_placed"]) < diverted


def test_every_year_has_targets_for_every_city(province: Province) -> None:
    for year in ("2025", "2026"):
        for city in CODES:
            assert len(province.truth["targets"][year][city]) == 6


def table_rows(path: Path) -> int:
    if path.suffix == ".xlsx":
        sheet = load_workbook(path, read_only=True).worksheets[0]
        return sum(1 for _ in sheet.iter_rows()) - 1
    return path.read_bytes().count(b"\n") - 1


def test_the_summary_counts_what_was_written(province: Province) -> None:
    summary = province.summary
    rows = sum(table_rows(summary.out / "deliveries" / f) for f in summary.files if not f.endswith(".ndjson"))
    assert summary.events == len(province.lines) + rows - len(province.bad_places)
    assert summary.planted == Counter(sorted(entry["kind"] for entry in province.planted))
    written = {path.relative_to(summary.out / "deliveries").as_posix() for path in (summary.out / "deliveries").rglob("*.*")}
    assert written == set(summary.files)
    assert summary.deliveries == ("2024-12", *province.truth["months"])


@contextmanager
def room_for_files(count: int) -> Iterator[None]:
    """Within, this process can open so many files more and no others."""
    seen = list(Path("/proc/self/fd").iterdir())
    taken = {int(file.name) for file in seen if file.is_symlink()}  # the listing itself is gone
    free = (number for number in itertools.count() if number not in taken)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (next(itertools.islice(free, count, None)), hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def peak(out: Path, persons: int) -> int:
    tracemalloc.start()
    simulate(out, seed=3, persons=persons, carriers="ndjson")
    try:
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_province(tmp_path: Path) -> None:
    assert peak(tmp_path / "large", 20_000) < peak(tmp_path / "small", 2_000) * 1.6


def test_no_more_than_two_files_are_ever_open(tmp_path: Path) -> None:
    warm = tmp_path / "warm"
    simulate(warm, seed=3, persons=5, last_month="2025-01", carriers="ndjson")  # whatever Python opens once
    with room_for_files(2):
        simulate(tmp_path / "narrow", seed=3, persons=2_000, carriers="ndjson")


def test_the_room_for_files_is_felt(tmp_path: Path) -> None:
    with room_for_files(2), ExitStack() as opened, pytest.raises(OSError, match="Too many open files"):
        for number in range(3):
            opened.enter_context((tmp_path / str(number)).open("w"))


@pytest.mark.parametrize(
    "wrong",
    [{"persons": 0}, {"first_month": "2024-12"}, {"first_month": "2026-07"}, {"carriers": "pigeon"}],
)
def test_arguments_out_of_range_are_refused(tmp_path: Path, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="须"):
        simulate(tmp_path / "x", **({"seed": 1, "persons": 10} | wrong))
    assert not (tmp_path / "x").exists()


def test_a_folder_that_holds_a_province_is_not_overwritten(tmp_path: Path) -> None:
    simulate(tmp_path, seed=1, persons=5, last_month="2025-01")
    before = digests(tmp_path)
    with pytest.raises(FileExistsError, match="另选目录"):
        simulate(tmp_path, seed=2, persons=5, last_month="2025-01")
    assert digests(tmp_path) == before
