"""Which rates may exceed a hundred, and that no other may."""

import csv

from expectations.fct_city_metrics import MAY_EXCEED
from flows.project import ROOT


def test_only_rates_may_exceed_a_hundred_and_never_one_whose_part_lies_within_its_whole() -> None:
    with (ROOT / "seeds" / "metrics.csv").open(encoding="utf-8", newline="") as rows:
        rates = {row["metric"] for row in csv.DictReader(rows) if row["kind"] == "rate"}
    assert set(MAY_EXCEED) <= rates
    contained = {"placement_rate", "placements_verified_rate", "service_guarantee_rate", "registered_unemployment_rate"}
    assert contained <= rates - set(MAY_EXCEED)
