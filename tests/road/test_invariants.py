"""Whatever the order in which events arrive, and however they are cut into batches, the figures are the same."""

import os
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.road import telling, telling_firms, telling_goods
from tests.road.fast_warehouse import FastWarehouse
from tests.road.recount import recount
from tests.road.telling import ANSHAN, DALIAN, MILL, SHENYANG, SHOP, YARD
from tests.road.telling_goods import JIXI, SHANGLUO

DAYS = st.dates(min_value=__import__("datetime").date(2025, 10, 1), max_value=__import__("datetime").date(2026, 3, 31)).map(str)
WHO = st.sampled_from(["甲", "乙", "丙"])
CITY = st.sampled_from([SHENYANG, DALIAN, ANSHAN])
FIRM = st.sampled_from([MILL, SHOP, YARD])
CHANNEL = st.sampled_from(["internal_retirement", "retraining_transfer", "self_employment", "welfare_post"])
HOUSE = st.sampled_from(["LJT-2101-0007", "LJT-2101-0008"])
HOUSE_KIND = st.sampled_from(["zero_employment", "zero_employment", "rural_zero_transfer"])

EVENT = st.one_of(
    st.builds(telling.hired, WHO, DAYS, CITY, FIRM, is_renewal=st.booleans(), is_urban=st.booleans()),
    st.builds(telling.insured, WHO, DAYS, CITY, FIRM, st.sampled_from(["first", "resume", "transfer_in"])),
    st.builds(telling.uninsured, WHO, DAYS, CITY, FIRM, st.sampled_from(["suspend", "retire"])),
    st.builds(telling.transferred, WHO, DAYS, CITY, st.just(YARD), st.just(SHOP)),
    st.builds(telling.opened_business, WHO, DAYS, CITY),
    st.builds(telling.separated, WHO, DAYS, CITY, FIRM),
    st.builds(
        telling.separated,
        WHO,
        DAYS,
        CITY,
        st.just(MILL),
        reason=st.sampled_from(["art41", "art37"]),
        employed_since=st.sampled_from(["2010-07-01", "2025-02-15"]),
        average_wage_yuan=st.sampled_from([6000, 30000]),
    ),
    st.builds(
        telling.sought,
        WHO,
        DAYS,
        st.sampled_from(["phone", "newspaper", "bureau_filing"]),
        st.sampled_from(["reached", "not_reached"]),
    ),
    st.builds(telling.paid, WHO, DAYS, st.sampled_from([3000, 90000])),
    st.builds(telling.average_wage, st.just(2025), st.sampled_from([8000, 12000]), DAYS, CITY),
    st.builds(telling.plan_reached, st.sampled_from(["voted", "funded", "published"]), DAYS, FIRM, st.sampled_from([2025, 2026])),
    st.builds(telling.registered_unemployed, WHO, DAYS, CITY),
    st.builds(telling.deregistered, WHO, DAYS, CITY, st.sampled_from(["employed", "lost_contact"])),
    st.builds(telling.certified, WHO, DAYS, CITY),
    st.builds(telling.exited_hardship, WHO, DAYS, CITY, st.sampled_from(["employed", "lost_contact"])),
    st.builds(telling.recognised, WHO, DAYS, HOUSE, CITY, HOUSE_KIND),
    st.builds(telling.cleared, DAYS, HOUSE, CITY, st.sampled_from(["member_employed", "moved_away"])),
    st.builds(telling.pensioned, WHO, DAYS, CITY),
    st.builds(telling.died, WHO, DAYS, CITY),
    st.builds(telling.rostered, WHO, DAYS, CITY, FIRM, st.sampled_from(["steel", "other"])),
    st.sampled_from(["甲", "乙", "丙"]).flatmap(
        lambda who: st.builds(
            telling.rostered,
            st.just(who),
            DAYS,
            CITY,
            st.just(MILL),
            sex=st.just("1" if who == "甲" else "2"),
            birth_month=st.just({"甲": "1966-03", "乙": "1978-01", "丙": "1983-05"}[who]),
            spouse=WHO.map(telling.person),
            protection=st.sampled_from([None, "disabled"]),
            retirement_post=st.sampled_from([None, "cadre", "worker"]),
        )
    ),
    st.builds(telling.diverted, WHO, DAYS, CHANNEL, CITY, FIRM),
    st.builds(
        telling.checked,
        WHO,
        DAYS,
        st.sampled_from(["site_visit", "payroll_check"]),
        st.sampled_from(["confirmed", "refuted", "undecided"]),
    ),
    st.builds(telling.recommended, WHO, DAYS, CITY),
    st.builds(telling.guided, WHO, DAYS, CITY),
)

KIND = st.sampled_from(["transfer", "skill", "startup"])
POST = st.sampled_from(["G1", "G2"])
TO = st.sampled_from(["local_non_farm", "other_province"])
YUAN = st.integers(1, 900000)
ITEM = st.sampled_from(["social_insurance_subsidy", "training_subsidy", "startup_subsidy", "job_seeking_subsidy"])
RULED = st.sampled_from([SHENYANG, SHANGLUO, JIXI])
MONTHS = ("2026-01", "2026-02")
GOODS = st.one_of(
    EVENT,
    st.builds(telling_goods.finished_course, WHO, DAYS, KIND, CITY),
    st.builds(telling_goods.began_course, WHO, DAYS, KIND, CITY),
    st.builds(telling_goods.lent, WHO, DAYS, YUAN, CITY),
    st.builds(telling_goods.closed_business, DAYS, reason=st.sampled_from(["voluntary", "merged"])),
    st.builds(telling_goods.recognised_base, DAYS, POST, city=CITY),
    st.builds(telling_goods.opened_post, DAYS, POST, CITY),
    st.builds(telling_goods.took_post, WHO, DAYS, POST, st.sampled_from([1, 3, 60]), CITY),
    st.builds(telling_goods.left_post, WHO, DAYS, POST),
    st.builds(telling_goods.went_to_work, WHO, DAYS, TO, st.sampled_from([None, 2, 8]), YUAN, CITY),
    st.builds(telling_goods.graduate, WHO, DAYS, st.sampled_from(["seeking", "employed", "not_seeking"]), city=CITY),
    st.builds(telling_goods.benefited, WHO, DAYS, st.sampled_from(["post_subsidy", "tax_relief"]), YUAN, CITY),
    st.builds(telling_goods.benefited, WHO, DAYS, ITEM, YUAN, RULED, st.sampled_from([None, MONTHS, (MONTHS[1], "2026-04")])),
    st.builds(telling_goods.graduate, WHO, DAYS, st.just("seeking"), city=RULED, is_in_hardship=st.booleans()),
    st.builds(telling_goods.finished_course, WHO, DAYS, KIND, RULED),
    st.builds(telling.opened_business, WHO, DAYS, RULED),
    st.builds(telling_goods.funded, st.just("fund_received"), DAYS, YUAN, CITY),
    st.builds(
        telling_goods.funded,
        st.just("fund_spent"),
        DAYS,
        YUAN,
        CITY,
        purpose=st.sampled_from(["compensation", "startup"]),
        helped_persons=st.sampled_from([None, 3]),
    ),
    st.builds(telling_goods.funded, st.just("fund_reallocated"), DAYS, YUAN, CITY, to_city=CITY),
    st.builds(telling_goods.offered, DAYS, st.integers(1, 40), until=st.sampled_from([None, "2026-04-30"]), city=CITY),
    st.builds(telling_goods.paid_wage, FIRM, YUAN, st.integers(1, 40), day=DAYS, city=CITY),
    st.builds(
        telling_goods.announced,
        DAYS,
        st.integers(1, 40),
        st.sampled_from(["XM1", "XM2"]),
        st.sampled_from([None, SHOP, MILL]),
        CITY,
        opens_at=st.sampled_from(["2024-12-31", "2026-04-30"]),
    ),
    st.builds(telling_goods.sought, WHO, DAYS, until=st.sampled_from([None, "2026-04-30"]), city=CITY),
)

MONTH = st.sampled_from(["2024-12", "2025-12", "2026-02", "2026-03"])
FIRMS = st.one_of(
    st.builds(telling_firms.monitored, FIRM, MONTH, st.integers(4000, 9000), hidden=st.integers(0, 9), city=CITY, day=DAYS),
    st.builds(telling_firms.monitored, FIRM, MONTH, reduced=st.integers(20, 40), moved_persons=st.just(7), city=CITY, day=DAYS),
)

CROWD = st.sampled_from([f"工{n}" for n in range(12)])
NEAR = st.dates(min_value=__import__("datetime").date(2026, 1, 20), max_value=__import__("datetime").date(2026, 3, 10)).map(str)
LAYOFFS = st.one_of(
    st.builds(telling.uninsured, CROWD, NEAR, CITY, st.just(MILL), st.sampled_from(["suspend", "terminate", "retire"])),
    st.builds(telling.uninsured, CROWD, NEAR, st.just(SHENYANG), st.just(MILL)),
    st.builds(telling.uninsured, CROWD, NEAR, st.just(SHENYANG), st.just(MILL)),
    st.builds(telling.insured, CROWD, NEAR, CITY, FIRM, st.just("resume")),
    st.builds(telling.transferred, CROWD, NEAR, CITY, st.just(YARD), st.just(MILL)),
    st.builds(telling_firms.laid_off, NEAR, st.integers(1, 9), NEAR, st.sampled_from([40, 60, 90]), city=CITY),
    st.builds(telling_firms.listed, NEAR, st.sampled_from([20, 50, 120]), st.sampled_from(["state", "private"]), city=CITY),
    st.builds(telling_firms.filed, NEAR, st.sampled_from([20, 50, 120]), persons=st.integers(0, 3)),
    st.builds(telling.rostered, CROWD, NEAR, CITY, st.just(MILL)),
    st.builds(telling_firms.cut_reached, st.sampled_from(["drafted", "started"]), NEAR, FIRM),
    st.builds(telling.plan_reached, st.sampled_from(["drafted", "published"]), NEAR, FIRM),
    st.builds(telling_firms.gathered, NEAR, st.sampled_from([30, 1200]), FIRM, CITY),
    st.builds(telling_goods.closed_business, NEAR, FIRM, st.sampled_from(["ordered_closed", "merged"]), CITY),
    st.builds(telling_firms.succeeded, NEAR, st.just(YARD)),
)


@st.composite
def histories(draw: st.DrawFn, event: st.SearchStrategy[dict[str, Any]] = EVENT) -> list[dict[str, Any]]:
    """Events of three persons over six months, some corrected, some retracted, two of the persons perhaps one."""
    events = draw(st.lists(event, min_size=3, max_size=25))
    for target in draw(st.lists(st.sampled_from(events), max_size=3, unique_by=lambda e: e["id"])):
        if draw(st.booleans()):
            events.append(telling.retracted(target, draw(DAYS)))
        else:
            events.append(telling.corrected(target, draw(DAYS), time=draw(DAYS), city=draw(CITY)))
    if draw(st.booleans()):
        events.append(telling.merged("甲", "乙", draw(DAYS)))
    return events


def assert_order_plays_no_part(ledger: FastWarehouse, data: st.DataObject, event: st.SearchStrategy[dict[str, Any]]) -> None:
    events = data.draw(histories(event))
    shuffled = data.draw(st.permutations(events))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(events)), max_size=3)))
    with ledger.undone():
        ledger.arrive(events)
        standing_at_once, cells_at_once = ledger.standing(), ledger.cells()
    with ledger.undone():
        for low, high in zip([0, *cuts], [*cuts, len(events)], strict=True):
            if high > low:
                ledger.arrive(shuffled[low:high])
        assert ledger.standing() == standing_at_once
    assert cells_at_once == recount(events)


# `make soak` tries many more
EXAMPLES = int(os.environ.get("TAIZHANG_EXAMPLES", "15"))
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_any_arrival_order_and_any_batches_give_the_same_evidence_as_one_full_build(
    lasting_ledger: FastWarehouse, data: st.DataObject
) -> None:
    assert_order_plays_no_part(lasting_ledger, data, EVENT)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_the_same_holds_with_training_posts_transfers_graduates_money_and_the_market_among_the_events(
    lasting_ledger: FastWarehouse, data: st.DataObject
) -> None:
    assert_order_plays_no_part(lasting_ledger, data, GOODS)


@settings(max_examples=EXAMPLES * 2 // 5, deadline=None, suppress_health_check=SLOW)
@given(data=st.data())
def test_the_same_holds_with_the_panel_layoffs_successors_and_headcounts_among_the_events(
    lasting_ledger: FastWarehouse, data: st.DataObject
) -> None:
    assert_order_plays_no_part(lasting_ledger, data, st.one_of(FIRMS, LAYOFFS))
