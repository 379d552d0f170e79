"""The province: its fourteen cities with their GB/T 2260 codes and population shares, and who sends which file."""

from bisect import bisect
from itertools import accumulate

PROVINCE = "210000"

# Code, name, population in 10 000 persons (seventh census of Liaoning, 2020, rounded).
CITIES: tuple[tuple[str, str, int], ...] = (
    ("210100", "沈阳市", 907), ("210200", "大连市", 745), ("210300", "鞍山市", 333), ("210400", "抚顺市", 173),
    ("210500", "本溪市", 133), ("210600", "丹东市", 219), ("210700", "锦州市", 270), ("210800", "营口市", 233),
    ("210900", "阜新市", 165), ("211000", "辽阳市", 161), ("211100", "盘锦市", 139), ("211200", "铁岭市", 239),
    ("211300", "朝阳市", 287), ("211400", "葫芦岛市", 243),
)  # fmt: skip
CODES: tuple[str, ...] = tuple(code for code, _, _ in CITIES)
NAMES: dict[str, str] = {code: name for code, name, _ in CITIES}
_POPULATION = sum(population for _, _, population in CITIES)
SHARES: dict[str, float] = {code: population / _POPULATION for code, _, population in CITIES}
_BOUNDS = list(accumulate(SHARES.values()))
_GOLDEN = 0.6180339887498949

# Cities that send tables instead of events; every other city sends NDJSON.
ROSTER_WORKBOOK_CITIES = frozenset({"210400", "210500", "210900"})
INSURANCE_EXTRACT_CITIES = frozenset({"210300", "210700"})
REGISTRATION_EXTRACT_ENCODINGS = {"210800": "utf-8-sig", "211000": "gbk"}
# The city that still sent rosters of version 1 in the first year.
OLD_ROSTER_CITY = "211300"


def spread(number: int, offset: float) -> str:
    """The city of the `number`-th person: evenly spread by share, so that small provinces leave no city empty."""
    place = bisect(_BOUNDS, (number * _GOLDEN + offset) % 1.0)
    return CODES[place] if place < len(CODES) else CODES[-1]


def other_city(city: str, chance: float) -> str:
    """A city that is not `city`, chosen by `chance` in [0, 1)."""
    place = int(chance * (len(CODES) - 1))
    return CODES[place] if CODES[place] != city else CODES[-1]
