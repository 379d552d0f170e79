"""Funds judged and shared by factors, counted again in plain Python."""

from collections import defaultdict
from collections.abc import Callable
from decimal import Decimal

from tests.road.recount_days import Entry

AWARD = {
    "internal_retirement", "compensation", "wage_arrears", "insurance_arrears", "internal_transfer", "training", "living_allowance",
    "insurance_subsidy",
}  # fmt: skip
EMPLOYMENT = {"training", "insurance_subsidy", "welfare_post", "startup", "employment_service"}
STABILISATION = {"training", "living_allowance", "insurance_subsidy", "stabilisation_subsidy"}
PERMITTED = {"award": AWARD, "employment": EMPLOYMENT, "stabilisation": STABILISATION}
WEIGHTS = {
    "award": {"capacity": 50, "workers": 30, "difficulty": 20},
    "employment": {"own_investment": 30, "employment_pressure": 40, "work_results": 30},
}
WAN = Decimal(10000)


def count_funds(standing: list[Entry], add: Callable[..., None]) -> None:
    for e in (e for e in standing if e["type"] == "fund_spent"):
        f, wan = e["f"], Decimal(str(e["f"]["amount_yuan"])) / WAN
        if f["purpose"] not in PERMITTED.get(f["fund"], {f["purpose"]}):
            add("funds_misspent", f["city"], e["day"], wan)
        if f.get("helped_persons"):
            add("funds_helped_persons", f["city"], e["day"], f["helped_persons"])
            add("funds_spent_on_helped", f["city"], e["day"], wan)
    for fund, weights in WEIGHTS.items():
        pools: dict[tuple[int, int, int], Decimal] = defaultdict(Decimal)
        days = {}
        for e in standing:
            f = e["f"]
            if e["type"] == "fund_allocated" and f["fund"] == fund and f["part"] == "base" and not f.get("enterprise"):
                key = (f["year"], e["day"].year, e["day"].month)
                pools[key] += Decimal(str(f["amount_yuan"])) / WAN
                days[key] = e["day"]
        for key, pool in pools.items():
            for factor, weight in weights.items():
                has = quantities(standing, fund, key[0], factor)
                for city, quantity in has.items():
                    if sum(has.values()):
                        share = pool * weight / 100 * quantity / sum(has.values())
                        add("funds_by_factors", city, days[key], round(share, 2))


def quantities(standing: list[Entry], fund: str, year: int, factor: str) -> dict[str, Decimal]:
    """City → what it has of the factor that year, as last published."""
    has = {}
    for e in sorted(standing, key=lambda e: (e["when"], e["source"], e["id"])):
        f = e["f"]
        if e["type"] == "allocation_factor_published" and (f["fund"], f["year"], f["factor"]) == (fund, year, factor):
            has[f["city"]] = Decimal(str(f["quantity"]))
    return has
