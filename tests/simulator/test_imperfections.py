"""The planted list: every kind is there, and each entry says truly what was done."""

import json
import re
from collections import Counter, defaultdict

import pytest

from simulator.fabrications import BAD_KINDS
from simulator.workshop import ONE_IN
from streams.events.catalogue import BY_SCHEMA
from tests.simulator.conftest import Province

OTHERS = (
    "fabricated_hire", "fabricated_benefit", "fabricated_training", "population_published_anew", "verified_later",
    "merged_wrongly", "split_again", "wrong_purpose",
    "fabricated_activity", "closed_anew", "closed_by_mistake", "fabricated_change", "wrong_total",
    "roster_counted_anew",
)  # fmt: skip
# What is not counted one by one.
SUMS = re.compile(
    "employed_population|vacancies|benefit_amount|guaranteed_loans|labour_export_income|compensation|fund|household_days|roster|mass_unemployment_signs"
)


@pytest.mark.parametrize("kind", [*ONE_IN, *BAD_KINDS, *OTHERS])
def test_a_small_province_has_every_kind(province: Province, kind: str) -> None:
    assert any(entry["kind"] == kind for entry in province.planted)


def test_everything_that_moves_a_figure_is_repaired_within_the_deliveries(province: Province) -> None:
    months = set(province.truth["months"])
    for entry in province.planted:
        if entry["cells"]:
            assert entry["revealed"] in months
        for cell in entry["cells"]:
            assert cell["month"] in months and cell["month"] < entry["revealed"]
            assert cell["amount"] and (cell["amount"] in (1, -1) or SUMS.match(cell["metric"]))


def test_late_events_come_in_the_delivery_the_list_says(province: Province) -> None:
    arrived = {(event["source"], event["id"]): delivery for delivery, event in province.events()}
    late = [entry for entry in province.planted if entry["kind"] == "late"]
    assert len({entry["revealed"] for entry in late}) > 10
    for entry in late:
        assert arrived[entry["source"], entry["id"]] == entry["revealed"] > entry["regular"]


def test_bad_events_break_the_contract(province: Province) -> None:
    bad = province.bad_places
    broken = 0
    for file, position, text in province.lines:
        if (file, position) not in bad:
            continue
        try:
            event = json.loads(text)
            record = BY_SCHEMA.get(event["dataschema"])
            assert record is not None
            record.model_validate(event["data"])
            assert event["time"] in ("2099-03-01", "2025-02-30")
        except (ValueError, AssertionError):
            broken += 1
            continue
    dated = sum(entry["kind"] in ("future_date", "impossible_date") for entry in province.planted)
    assert broken + dated == sum("file" in e and e["file"].endswith(".ndjson") for e in province.planted)


def test_an_exact_resend_repeats_and_a_conflicting_one_contradicts(province: Province) -> None:
    sent = defaultdict(list)
    for _, event in province.events():
        sent[event["source"], event["id"]].append(event)
    exact = conflicting = 0
    for entry in province.planted:
        copies = sent[entry["source"], entry["id"]]
        if entry["kind"] == "exact_resend" and copies:
            assert len(copies) == 2 and copies[0] == copies[1]
            exact += 1
        elif entry["kind"] == "conflicting_resend":
            assert len(copies) == 2 and copies[0]["time"] > copies[1]["time"]
            conflicting += 1
    assert exact and conflicting


def test_a_correction_restores_what_the_list_says_is_right(province: Province) -> None:
    events = {(event["source"], event["id"]): event for _, event in province.events()}
    by_id = {event["id"]: event for _, event in province.events()}
    for entry in province.planted:
        if entry["kind"] not in ("wrong_city", "wrong_date", "wrong_channel", "wrong_amount", "short_transfer"):
            continue
        target, mend = events[entry["source"], entry["id"]], by_id[entry["repair_id"]]
        changes = mend["data"]["changes"]
        if entry["kind"] in ("wrong_amount", "short_transfer"):
            (field,) = changes
            tenfold = target["data"][field] == 10 * changes[field]
            assert tenfold if entry["kind"] == "wrong_amount" else target["data"][field] < 6 <= changes[field]
            continue
        wrong, right = entry["cells"][0], entry["cells"][1]
        if entry["kind"] == "wrong_city":
            assert (target["data"]["city"], changes["city"]) == (wrong["city"], right["city"])
        elif entry["kind"] == "wrong_date":
            assert (target["time"][:7], changes["time"][:7]) == (wrong["month"], right["month"])
        else:
            assert (target["data"]["channel"], changes["channel"]) == (wrong["channel"], right["channel"])


def test_a_merge_names_the_two_numbers_of_one_person(province: Province) -> None:
    merges = [event for _, event in province.events() if event["type"] == "persons_merged"]
    splits = [event for _, event in province.events() if event["type"] == "persons_split"]
    planted = Counter(entry["kind"] for entry in province.planted)
    assert len(merges) == planted["two_identities"] + planted["wrong_merge"]
    assert len(splits) == planted["wrong_merge"]
    assert {(e["data"]["person"], e["data"]["merged_person"]) for e in splits} < {
        (e["data"]["person"], e["data"]["merged_person"]) for e in merges
    }
    for event in merges:
        kept, merged = event["data"]["person"], event["data"]["merged_person"]
        assert kept != merged and kept[6:14] == merged[6:14]
