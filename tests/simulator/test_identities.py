"""Invented numbers bear true check digits and never repeat."""

import pytest

from simulator.employers import CAPACITY_ENTERPRISES, EMPLOYERS, own_business
from simulator.identities import (
    CAPACITY,
    credit_code,
    identity_number,
    is_male,
    phone_number,
    second_identity_number,
    spoil_check_digit,
)  # fmt: skip
from tests.simulator.conftest import Province

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def fits_gb_11643(number: str) -> bool:
    """ISO 7064 MOD 11-2, written another way than in the simulator."""
    rest = 0
    for digit in number[:17]:
        rest = (rest + int(digit)) * 2 % 11
    return "0123456789X"[(12 - rest) % 11] == number[17]


def fits_gb_32100(code: str) -> bool:
    """The weighted sum of all eighteen places is a multiple of 31."""
    return (
        sum(ALPHABET.index(letter) * pow(3, place, 31) for place, letter in enumerate(code[:17])) % 31
        == (-ALPHABET.index(code[17])) % 31
    )


def test_the_tests_own_rules_agree_with_the_standards_examples() -> None:
    assert fits_gb_11643("11010519491231002X")
    assert fits_gb_32100("91350100M000100Y43")


def test_identity_numbers_are_distinct_and_bear_their_check_digit() -> None:
    indexes = [*range(3000), *range(CAPACITY - 3000, CAPACITY)]
    numbers = [identity_number(index, 12345, 1980) for index in indexes]
    assert len({number[:17] for number in numbers}) == len(numbers)
    assert all(fits_gb_11643(number) and number[6:10] == "1980" for number in numbers)
    assert all(is_male(index, 12345) == (int(number[16]) % 2 == 1) for index, number in zip(indexes, numbers, strict=True))
    assert not any(fits_gb_11643(spoil_check_digit(number)) for number in numbers)


def test_second_numbers_keep_the_birthday_and_meet_no_first_number() -> None:
    first = identity_number(7, 0, 1990)
    seconds = [second_identity_number(serial, first) for serial in range(5000)]
    assert len(set(seconds)) == 5000
    assert all(fits_gb_11643(number) and number[6:14] == first[6:14] for number in seconds)
    assert not {number[4:6] for number in seconds} & {"02", "03", "04", "05", "11", "12"}
    with pytest.raises(ValueError, match="容量"):
        second_identity_number(10**6, first)


def test_credit_codes_are_distinct_and_bear_their_check_digit() -> None:
    codes = [code for city in EMPLOYERS.values() for code in city]
    codes += [plant.code for plants in CAPACITY_ENTERPRISES.values() for plant in plants]
    codes += [own_business("210100", index) for index in range(500)]
    codes += [credit_code("92", "210100", 31**6 - 1)]
    assert len(set(codes)) == len(codes)
    assert all(len(code) == 18 and fits_gb_32100(code) for code in codes)


def test_telephone_numbers_are_of_an_unassigned_block() -> None:
    assert phone_number(20_000_017) == "19900000017"


def test_only_planted_persons_have_a_wrong_check_digit(province: Province) -> None:
    spoiled = {entry["person"] for entry in province.planted if entry["kind"] == "check_digit"}
    found = set()
    for _, event in province.events():
        number = event["data"].get("person")
        if number is not None and not fits_gb_11643(number):
            found.add(int(event["id"].split("-")[0]))
    assert found <= spoiled and found
