"""Money of the funds: received, allocated, spent, and moved to where it is short; now and then a sum or a purpose is entered wrongly."""

from collections import Counter
from decimal import ROUND_HALF_UP, Decimal

from simulator.days import ISO, YEAR
from simulator.employers import CAPACITY_ENTERPRISES
from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES, SHARES
from simulator.rulebook import listed, rule
from simulator.support import WAN
from simulator.truth import Cell

_PURPOSES = (
    "internal_retirement", "compensation", "wage_arrears", "insurance_arrears", "internal_transfer", "training", "living_allowance",
    "stabilisation_subsidy", "insurance_subsidy", "welfare_post", "startup", "employment_service",
)  # fmt: skip
_FUNDS = ("award", "employment")
_UNRULED = "loan_guarantee"  # no pack lists its uses
_FACTORS = {
    "award": ("capacity", "workers", "difficulty"),
    "employment": ("own_investment", "employment_pressure", "work_results"),
}
_TENFOLD_EVERY = 29  # one spending in so many is first entered with a zero too many
_MISNAMED_EVERY = 23  # one spending in so many is first entered for a purpose that is not permitted
_NOBODY_NAMED_EVERY = 6  # one spending in so many does not say whom it helped
_MISSPENT_EVERY = 9
_PUBLISHED_ANEW = 3  # the city whose factors are published twice

_Pools = Counter[tuple[str, int]]  # 万元 of the base part given to cities, by fund and day


def move_money(office: Office) -> list[Entry]:
    """Every city's funds, quarter by quarter: a grant, its allocation, spending month by month, and the surplus moved on."""
    planted: list[Entry] = []
    pools: _Pools = Counter()
    for city in CODES:
        for month, label in enumerate(office.window.months):
            if month == 0 or label.endswith("-01"):
                _publish_factors(office, city, office.window.day_in(month + 1, 3))
            for fund in _FUNDS:
                _month(office, city, month, fund, planted, pools)
            if month % 6 == 2:
                day = office.window.day_in(month + 1, 8)
                _moves(office, "fund_received", day, city, _UNRULED, 3 * WAN, {"origin": "city"})
                _moves(office, "fund_spent", day + 9, city, _UNRULED, 2 * WAN, {"purpose": "other"})
    _share_by_factors(office, pools)
    return planted


def _quantity(city: str, year: int, factor: int) -> int:
    """What a city has of a fund's factor: every factor is spread over the cities in its own way."""
    return round(1_000 * SHARES[city]) * (2 + (CODES.index(city) + factor + year) % 5) + 1


def _publish_factors(office: Office, city: str, day: int) -> None:
    """The factors of a year; those of one city are published too high at first, and anew before anything is allocated."""
    year = YEAR[day]
    for fund, factors in _FACTORS.items():
        for number, factor in enumerate(factors):
            fields: dict[str, object] = {
                "fund": fund, "year": year, "factor": factor, "quantity": _quantity(city, year, number), "document_no": f"因素〔{year}〕1号",
            }  # fmt: skip
            if city == CODES[_PUBLISHED_ANEW]:
                office.send("allocation_factor_published", day, city, fields | {"quantity": 4_000})
                office.send("allocation_factor_published", day + 6, city, fields)
            else:
                office.send("allocation_factor_published", day, city, fields)


def _share_by_factors(office: Office, pools: _Pools) -> None:
    """What each city would get of what all got together: each factor gives its weight, as the cities have of it, to the cent of a 万元."""
    for (fund, day), pool in pools.items():
        for number, factor in enumerate(_FACTORS[fund]):
            weight = rule(f"allocation_weight.{fund}_{factor}", day)
            everywhere = sum(_quantity(city, YEAR[day], number) for city in CODES)
            for city in CODES:
                share = Decimal(pool * weight * _quantity(city, YEAR[day], number)) / (100 * everywhere)
                office.truth.count("funds_by_factors", city, day, amount=share.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def _month(office: Office, city: str, month: int, fund: str, planted: list[Entry], pools: _Pools) -> None:
    grant = WAN * max(4, round(6000 * SHARES[city])) * (1 if fund == "award" else 2)
    if month % 3 == 0:
        _grants(office, city, month, fund, grant, pools)
    spent = WAN * max(1, grant // WAN * (20 + office.random.randrange(8)) // 100)
    day = office.window.day_in(month + 1, 22)
    _spends(office, city, day, fund, spent, planted)
    if month % 6 == 5:
        other = CODES[(CODES.index(city) + 5) % len(CODES)]
        surplus = WAN * (1 + office.random.randrange(3))
        document = {"to_city": other, "reason": "安置任务完成有结余", "document_no": f"调剂〔{ISO[day][:4]}〕{month}号"}
        office.send("fund_reallocated", day + 3, city, _sum(day, fund, surplus) | document)
        office.truth.change("fund_balance", city, day + 3, -surplus // WAN)
        office.truth.change("fund_balance", other, day + 3, surplus // WAN)


def _grants(office: Office, city: str, month: int, fund: str, grant: int, pools: _Pools) -> None:
    """A grant arrives, and most of it is allocated: every other time as the base part, of which a little goes to an enterprise."""
    day = office.window.day_in(month + 1, 5)
    _moves(office, "fund_received", day, city, fund, grant, {"origin": "national" if fund == "award" else "province"})
    given = grant // WAN * 3 // 4
    part = "base" if month % 2 == 0 else "ladder" if fund == "award" else "other"
    _moves(office, "fund_allocated", day + 10, city, fund, WAN * given, {"part": part})
    if part == "base":
        pools[fund, day + 10] += given
        enterprise = CAPACITY_ENTERPRISES[city][0].code
        _moves(office, "fund_allocated", day + 12, city, fund, WAN, {"part": part, "enterprise": enterprise})


_METRICS = {"fund_received": "funds_received", "fund_allocated": "funds_allocated", "fund_spent": "funds_spent"}
_SIGNS = {"fund_received": 1, "fund_allocated": 0, "fund_spent": -1}


def _moved(office: Office, event: str, day: int, city: str, wan: int) -> tuple[Cell, ...]:
    cells = office.truth.count(_METRICS[event], city, day, amount=wan)
    return cells + (office.truth.change("fund_balance", city, day, _SIGNS[event] * wan) if _SIGNS[event] else ())


def _moves(office: Office, event: str, day: int, city: str, fund: str, yuan: int, fields: dict[str, object]) -> None:
    """Money comes in, is allocated, or goes out."""
    if office.is_within(day):
        _moved(office, event, day, city, yuan // WAN)
        office.send(event, day, city, _sum(day, fund, yuan) | fields | _document(day, yuan))


def _spends(office: Office, city: str, day: int, fund: str, yuan: int, planted: list[Entry]) -> None:
    """Spent for a purpose that the fund permits, or not; for so many persons, or without a word of them."""
    wan = yuan // WAN
    permitted = [purpose for purpose in _PURPOSES if f"{fund}_{purpose}" in listed("fund_use", day)]
    forbidden = [purpose for purpose in _PURPOSES if purpose not in permitted]
    is_misspent = office.random.randrange(_MISSPENT_EVERY) == 0
    fields: dict[str, object] = {"purpose": office.random.choice(forbidden if is_misspent else permitted)}
    cells = _moved(office, "fund_spent", day, city, wan)
    if is_misspent:
        cells += office.truth.count("funds_misspent", city, day, amount=wan)
    if not office.is_turn("nobody_named", _NOBODY_NAMED_EVERY):
        fields["helped_persons"] = 1 + wan // 2
        office.truth.count("funds_helped_persons", city, day, amount=1 + wan // 2)
        cells += office.truth.count("funds_spent_on_helped", city, day, amount=wan)
    told = _sum(day, fund, yuan) | fields | _document(day, yuan)
    can_be_corrected = day + 31 <= office.window.end
    if can_be_corrected and office.is_turn("tenfold", _TENFOLD_EVERY):
        wrong = office.send("fund_spent", day, city, told | {"amount_yuan": yuan * 10})
        wrongly = tuple(cell._replace(amount=cell.amount * -9) for cell in cells)
        planted.append(office.corrects(wrong, {"amount_yuan": yuan}, "金额多录一个零", wrongly))
    elif can_be_corrected and not is_misspent and office.is_turn("misnamed", _MISNAMED_EVERY):
        wrong = office.send("fund_spent", day, city, told | {"purpose": office.random.choice(forbidden)})
        seems = (office.cell("funds_misspent", city, day, -wan),)
        planted.append(office.corrects(wrong, {"purpose": fields["purpose"]}, "用途选错", seems, "wrong_purpose"))
    else:
        office.send("fund_spent", day, city, told)


def _sum(day: int, fund: str, yuan: int) -> dict[str, object]:
    return {"fund": fund, "year": int(ISO[day][:4]), "amount_yuan": yuan}


def _document(day: int, yuan: int) -> dict[str, object]:
    return {"document_no": f"拨付〔{ISO[day][:4]}〕{yuan // WAN}号"}
