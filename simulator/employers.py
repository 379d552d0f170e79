"""The employers of the province: ordinary ones, and those that cut capacity and divert workers."""

from dataclasses import dataclass

from simulator.identities import credit_code
from simulator.places import CODES, NAMES

_PER_CITY = 200
_SECTORS = ("steel", "coal", "cement", "flat_glass", "coke", "thermal_power")
_SECTOR_NAMES = {
    "steel": "钢铁", "coal": "煤业", "cement": "水泥", "flat_glass": "玻璃", "coke": "焦化",
    "thermal_power": "热电", "other": "纺织",
}  # fmt: skip


@dataclass(frozen=True)
class CapacityEnterprise:
    """An enterprise that cuts capacity, the `number`-th of its city; sector "other" lies outside the programme."""

    number: int
    code: str
    name: str
    city: str
    sector: str
    ownership: str


EMPLOYERS: dict[str, tuple[str, ...]] = {
    city: tuple(credit_code("91", city, 31**3 * (place + 1) + number) for number in range(_PER_CITY))
    for place, city in enumerate(CODES)
}


def _capacity_enterprises(place: int, city: str) -> tuple[CapacityEnterprise, ...]:
    made = []
    for number in range(5):
        sector = "other" if number == 4 else _SECTORS[(place + number) % len(_SECTORS)]
        name = f"{NAMES[city].removesuffix('市')}示例{_SECTOR_NAMES[sector]}{'一二三四五'[number]}厂"
        code = credit_code("91", city, 31**5 + 31**2 * (place + 1) + number)
        made.append(CapacityEnterprise(number, code, name, city, sector, "state" if number % 2 == 0 else "private"))
    return tuple(made)


CAPACITY_ENTERPRISES: dict[str, tuple[CapacityEnterprise, ...]] = {
    city: _capacity_enterprises(place, city) for place, city in enumerate(CODES)
}


def employer(city: str, chance: float) -> str:
    """The credit code of an ordinary employer of the city, chosen by `chance` in [0, 1)."""
    return EMPLOYERS[city][int(chance * _PER_CITY)]


def own_business(city: str, index: int) -> str:
    """The credit code of the business that the person `index` runs himself."""
    return credit_code("92", city, index)


def average_wage(city: str, year: int) -> int:
    """The average monthly wage in yuan that the statistics office publishes for a city and year."""
    return 6000 + 200 * CODES.index(city) + 300 * (year - 2020)
