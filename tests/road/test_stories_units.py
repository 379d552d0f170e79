"""Units that answer for targets or need help: agencies by their credit, units in difficulty, counties and schools."""

from datetime import date

from tests.road.fast_warehouse import FastWarehouse
from tests.road.telling import DALIAN, MILL, SHENYANG, SHOP, YARD, corrected, entry, hired, registered_unemployed, retracted
from tests.road.telling_goods import finished_course
from tests.road.telling_groups import held

FUSHUN, PROVINCE = "210400", "210000"
PLACEMENTS, RATE = "urban_new_employment", "graduate_employment_rate"


def rated(enterprise: str, day: str, grade: str | None, until: str | None = None, city: str = SHENYANG) -> dict[str, object]:
    known = {name: value for name, value in {"grade": grade, "valid_until": until}.items() if value}
    fields = {"enterprise": enterprise, "agency_name": "示例人力资源公司", "is_blacklisted": grade == "D"} | known
    return entry("agency_rated", enterprise, day, city, **fields)


def signed(day: str, metric: str, value: float, city: str = SHENYANG, tier: str = "province", **more: str) -> dict[str, object]:
    return entry(
        "target_signed", city, day, city, year=int(day[:4]), metric=metric, value=value, direction="at_least", tier=tier,
        document_no="责任状〔2026〕1号", responsible_office="市长", **more,
    )  # fmt: skip


def from_school(who: str, day: str, destination: str, school: str, city: str = SHENYANG) -> dict[str, object]:
    return entry(
        "graduate_registered", who, day, city, graduated_at=f"{day[:4]}-06-30", education="bachelor", destination=destination,
        is_in_hardship=False, school=school,
    )  # fmt: skip


def test_the_last_valid_rating_of_an_agency_is_published_and_a_blacklisting_ends_with_its_term(ledger: FastWarehouse) -> None:
    wrong = rated(YARD, "2026-02-02", "D", city=DALIAN)
    ledger.arrive(
        [
            hired("甲", "2026-05-06"),  # figures reach to May
            rated(MILL, "2026-01-05", "B"), rated(MILL, "2026-03-02", "D"),
            rated(SHOP, "2026-01-05", "D", until="2026-04-30"),
            wrong, corrected(wrong, "2026-02-20", grade="C", is_blacklisted=False),
        ],
        through="marts",
    )  # fmt: skip
    found = "select enterprise, grade, is_blacklisted, is_valid from warehouse.marts.rpt_agency_credit"
    assert set(ledger.con.execute(found).fetchall()) == {
        (MILL, "D", True, True),
        (SHOP, None, False, False),
        (YARD, "C", False, True),
    }


def test_a_retracted_rating_gives_way_to_the_one_before(ledger: FastWarehouse) -> None:
    mistaken = rated(MILL, "2026-03-02", "D")
    ledger.arrive(
        [hired("甲", "2026-05-06"), rated(MILL, "2026-01-05", "A"), mistaken, retracted(mistaken, "2026-03-20")], through="marts"
    )
    assert ledger.con.execute("select grade, is_blacklisted from warehouse.marts.rpt_agency_credit").fetchall() == [("A", False)]


def test_a_unit_that_the_rules_mark_in_difficulty_is_shown_with_its_idle_and_what_is_done(ledger: FastWarehouse) -> None:
    ledger.arrive(
        [
            registered_unemployed("甲", "2026-03-02", FUSHUN), registered_unemployed("乙", "2026-03-02", FUSHUN),
            finished_course("甲", "2026-03-16", city=FUSHUN), held("job_fair", "2026-03-10", "HD1", city=FUSHUN),
            registered_unemployed("丙", "2026-03-02"),
        ],
        through="marts",
    )  # fmt: skip
    rows = ledger.con.execute(
        "select city, difficulty, idle_persons, idle_trained, training_persons, job_fairs_held"
        " from warehouse.marts.rpt_regions_in_difficulty where month = date '2026-03-01' and idle_persons > 0"
    ).fetchall()
    assert rows == [(FUSHUN, "资源枯竭城市", 2, 1, 1, 1)]
    marked = ledger.con.execute("select distinct city from warehouse.marts.rpt_regions_in_difficulty").fetchall()
    assert {city for (city,) in marked} == {FUSHUN, "210900", "211100"}


def test_targets_reach_from_the_province_to_the_city_and_its_counties_and_what_is_not_divided_is_shown(
    ledger: FastWarehouse,
) -> None:
    county = signed("2026-01-20", PLACEMENTS, 400, tier="city", county="210102")
    revised = entry(
        "target_revised", SHENYANG, "2026-05-20", SHENYANG, year=2026, metric=PLACEMENTS, value=500, direction="at_least", tier="city",
        document_no="沈就办〔2026〕2号", reason="年中调整", county="210102",
    )  # fmt: skip
    ledger.arrive(
        [
            hired("甲", "2026-03-02"), signed("2026-01-15", PLACEMENTS, 1000), county, revised,
            signed("2026-01-20", PLACEMENTS, 300, tier="city", county="210103"),
        ],
        through="marts",
    )  # fmt: skip
    rows = ledger.con.execute(
        "select county, county_name, target_value, counties_count, city_value, undivided_value"
        " from warehouse.marts.rpt_county_targets order by county"
    ).fetchall()
    assert rows == [("210102", "和平区", 500, 2, 1000, 200), ("210103", "沈河区", 300, 2, 1000, 200)]
    city = ledger.con.execute(
        "select target_value from warehouse.marts.fct_city_metrics where city = ? and metric = ? and month = ?",
        [SHENYANG, PLACEMENTS, date(2026, 3, 1)],
    ).fetchall()
    assert city == [(1000,)]


def test_a_school_answers_for_its_graduates_wherever_they_are_registered(ledger: FastWarehouse) -> None:
    moved = from_school("丁", "2025-07-20", "seeking", "别的大学")
    ledger.arrive(
        [
            signed("2025-01-15", RATE, 80, PROVINCE, school="示例大学"),
            from_school("甲", "2025-07-15", "employed", "示例大学"), from_school("乙", "2025-07-15", "seeking", "示例大学", DALIAN),
            hired("乙", "2025-10-08"), from_school("丙", "2025-07-16", "seeking", "示例大学"),
            moved, corrected(moved, "2025-08-01", school="示例大学"),
            from_school("戊", "2025-07-15", "employed", "示例学院"),
        ],
        through="marts",
    )  # fmt: skip
    rows = ledger.con.execute("select * from warehouse.marts.fct_school_graduates order by school").fetchall()
    assert rows == [(2025, "示例大学", 4, 2, 50, 80, -30), (2025, "示例学院", 1, 1, 100, None, None)]
