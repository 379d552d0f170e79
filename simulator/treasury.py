"""Money of the funds: received, allocated, spent, and moved to where it is short; now and then a sum is entered wrongly."""

from simulator.days import ISO
from simulator.imperfections import Entry
from simulator.institutions import Office
from simulator.places import CODES, SHARES
from simulator.support import WAN

_PURPOSES = ("compensation", "internal_transfer", "living_allowance", "training", "welfare_post", "startup")
_FUNDS = ("award", "employment")
_TENFOLD_EVERY = 29  # one spending in so many is first entered with a zero too many


def move_money(office: Office) -> list[Entry]:
    """The factors of each year, and every city's funds, quarter by quarter: a grant, its allocation, spending month by month, and the surplus moved on."""
    planted: list[Entry] = []
    for city in CODES:
        for month in range(0, len(office.window.months), 12):
            _publish_factors(office, city, office.window.day_in(month + 1, 3))
        for month in range(len(office.window.months)):
            for fund in _FUNDS:
                _month(office, city, month, fund, planted)
    return planted


def _publish_factors(office: Office, city: str, day: int) -> None:
    for factor in ("capacity", "workers", "difficulty"):
        fields = {"fund": "award", "year": int(ISO[day][:4]), "factor": factor, "quantity": round(10_000 * SHARES[city])}
        office.send("allocation_factor_published", day, city, fields | {"document_no": f"因素〔{ISO[day][:4]}〕1号"})


def _month(office: Office, city: str, month: int, fund: str, planted: list[Entry]) -> None:
    grant = WAN * max(4, round(6000 * SHARES[city])) * (1 if fund == "award" else 2)
    if month % 3 == 0:
        origin = "national" if fund == "award" else "province"
        day = office.window.day_in(month + 1, 5)
        _move(office, "fund_received", "funds_received", day, city, fund, grant, {"origin": origin})
        part = "base" if fund == "award" and month % 2 == 0 else "ladder" if fund == "award" else "other"
        _move(office, "fund_allocated", "funds_allocated", day + 10, city, fund, WAN * (grant // WAN * 3 // 4), {"part": part})
    spent = WAN * max(1, grant // WAN * (20 + office.random.randrange(8)) // 100)
    day = office.window.day_in(month + 1, 22)
    fields = {"purpose": _PURPOSES[office.random.randrange(6)], "helped_persons": 1 + spent // WAN // 2}
    _move(office, "fund_spent", "funds_spent", day, city, fund, spent, fields, planted)
    if month % 6 == 5:
        other = CODES[(CODES.index(city) + 5) % len(CODES)]
        surplus = WAN * (1 + office.random.randrange(3))
        document = {"to_city": other, "reason": "安置任务完成有结余", "document_no": f"调剂〔{ISO[day][:4]}〕{month}号"}
        office.send("fund_reallocated", day + 3, city, _sum(day, fund, surplus) | document)
        office.truth.change("fund_balance", city, day + 3, -surplus // WAN)
        office.truth.change("fund_balance", other, day + 3, surplus // WAN)


def _move(
    office: Office, event: str, metric: str, day: int, city: str, fund: str, yuan: int, fields: dict[str, object],
    planted: list[Entry] | None = None,
) -> None:  # fmt: skip
    cells = office.truth.count(metric, city, day, None, yuan // WAN)
    sign = {"fund_received": 1, "fund_spent": -1}.get(event, 0)
    if sign:
        cells += office.truth.change("fund_balance", city, day, sign * yuan // WAN)
    document = {"document_no": f"拨付〔{ISO[day][:4]}〕{yuan // WAN}号"}
    if planted is not None and office.is_turn(event, _TENFOLD_EVERY) and day + 31 <= office.window.end:
        wrong = office.send(event, day, city, _sum(day, fund, yuan * 10) | fields | document)
        wrongly = tuple(cell._replace(amount=cell.amount * -9) for cell in cells)
        planted.append(office.corrects(wrong, {"amount_yuan": yuan}, "金额多录一个零", wrongly))
        return
    office.send(event, day, city, _sum(day, fund, yuan) | fields | document)


def _sum(day: int, fund: str, yuan: int) -> dict[str, object]:
    return {"fund": fund, "year": int(ISO[day][:4]), "amount_yuan": yuan}
