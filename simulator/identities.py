"""Invented identities: numbers with true check digits (GB 11643, GB 32100), never those of a real person."""

from collections.abc import Callable
from datetime import date, timedelta
from operator import mul

from simulator.places import CODES

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_REGIONS = tuple(code[:4] + county for county in ("02", "03", "04", "05", "11", "12") for code in CODES)
_SECOND_REGIONS = tuple(f"{code[:4]}{county}" for county in range(81, 89) for code in CODES)
_BIRTHDAYS = tuple((date(2001, 1, 1) + timedelta(days=number)).strftime("%m%d") for number in range(365))
_STRIDE = 15_485_863  # a prime that shares no factor with the capacity: index -> number is one to one
CAPACITY = len(_REGIONS) * 365 * 999
_SECOND_CAPACITY = len(_SECOND_REGIONS) * 999

_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
_GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰斌宇浩凯健俊帆雪梅琳辉鹏红波"

_CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CODE_VALUES = {letter: value for value, letter in enumerate(_CODE_ALPHABET)}
_CODE_WEIGHTS = tuple(3**place % 31 for place in range(17))
_BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_number(index: int, offset: int, birth_year: int) -> str:
    """The identity number of a person: unique in `index` below CAPACITY whatever the birth year."""
    mixed, region = divmod((index * _STRIDE + offset) % CAPACITY, len(_REGIONS))
    sequence, birthday = divmod(mixed, 365)
    return _checked(f"{_REGIONS[region]}{birth_year}{_BIRTHDAYS[birthday]}{sequence + 1:03d}")


def second_identity_number(serial: int, number: str) -> str:
    """Another number with the same birthday, for somebody registered twice.

    `serial` counts such persons; ValueError beyond capacity.
    """
    if serial >= _SECOND_CAPACITY:
        raise ValueError(f"重号人员 {serial} 超出编号容量 {_SECOND_CAPACITY};请减少人数")
    region = _SECOND_REGIONS[serial % len(_SECOND_REGIONS)]
    return _checked(f"{region}{number[6:14]}{serial // len(_SECOND_REGIONS) + 1:03d}")


def helper_number(city: str) -> str:
    """The number of the one helper of a city, in a county that no other number bears."""
    return _checked(f"{city[:4]}9119800612001")


def crowd_number(index: int, city: str, birth_year: int) -> str:
    """The number of a man of a crowd (`index` from CAPACITY on), in another such county."""
    sequence, birthday = divmod(index - CAPACITY, 365)
    return _checked(f"{city[:4]}92{birth_year}{_BIRTHDAYS[birthday]}{2 * sequence + 1:03d}")


def is_male(index: int, offset: int) -> bool:
    """The sex that the sequence digit of the person's number tells."""
    mixed = (index * _STRIDE + offset) % CAPACITY
    return (mixed // (len(_REGIONS) * 365)) % 2 == 0


def spoil_check_digit(number: str) -> str:
    """The same number with a check digit that does not fit."""
    return number[:17] + ("2" if number[17] != "2" else "3")


def person_name(random: Callable[[], float]) -> str:
    """A name of two or three common characters."""
    given = _GIVEN[int(random() * 40)]
    if random() < 0.7:
        given += _GIVEN[int(random() * 40)]
    return _SURNAMES[int(random() * 40)] + given


def phone_number(index: int) -> str:
    """A telephone number of a block that is not assigned."""
    return f"1990000{index % 10_000:04d}"


def credit_code(kind: str, region: str, serial: int) -> str:
    """A unified social credit code: kind "91" enterprise or "92" sole trader, six-digit region, serial < 31**6."""
    body = "MA" if kind == "91" else "L1"
    for place in range(5, -1, -1):
        body += _CODE_ALPHABET[serial // 31**place % 31]
    check = 11 - sum(map(mul, _BODY_WEIGHTS, (int(letter, 36) for letter in body))) % 11
    code = kind + region + body + ("X" if check == 10 else "0" if check == 11 else str(check))
    rest = sum(map(mul, _CODE_WEIGHTS, map(_CODE_VALUES.__getitem__, code))) % 31
    return code + _CODE_ALPHABET[(31 - rest) % 31]


def _checked(body: str) -> str:
    return body + _CHECKS[sum(map(mul, _WEIGHTS, map(int, body))) % 11]
