"""Check digits tell and never reject; masks hide the middle."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.numbers import (
    credit_code_check_digit,
    credit_code_fault,
    id_check_digit,
    id_number_fault,
    mask_id_number,
    mask_name,
    mask_phone,
    mask_text,
)

TODAY = date(2026, 7, 5)


def test_the_example_of_the_standard_is_right() -> None:
    assert id_number_fault("11010519491231002X", TODAY) is None


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True), st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first: str, place: int, shift: int) -> None:
    wrong = first[:place] + str((int(first[place]) + shift) % 10) + first[place + 1 :]
    assert id_check_digit(wrong) != id_check_digit(first)


@given(st.from_regex(r"[1-9][0-9]{16}", fullmatch=True), st.integers(0, 15))
def test_two_neighbours_swapped_are_always_noticed(first: str, place: int) -> None:
    swapped = first[:place] + first[place + 1] + first[place] + first[place + 2 :]
    assert (id_check_digit(swapped) == id_check_digit(first)) == (first == swapped)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("110105194912310021", "校验位应为 X"),
        ("110105194902300029", "不是真实日期"),
        ("110105209912310020", "不合常理"),
        ("110105188012310020", "不合常理"),
        ("1101051949123100", "现为 16 位"),
        ("01010519491231002X", "应为 17 位数字"),
        ("11010519491231002Ⅹ", "应为 17 位数字"),
        ("", "现为 0 位"),
    ],
)
def test_a_fault_is_named_in_a_sentence_without_the_number(number: str, told: str) -> None:
    sentence = id_number_fault(number, TODAY)
    assert sentence is not None and told in sentence and "请核对原件" in sentence
    assert not number or number not in sentence


def test_a_county_code_that_did_not_exist_in_the_year_of_birth_is_no_fault() -> None:
    first = "21138119790615001"  # 211381 is listed from 1989
    assert id_number_fault(first + id_check_digit(first), TODAY) is None


@pytest.mark.parametrize("code", ["91350100M000100Y43", "9144030071526726XG", "91110000802100433B"])
def test_real_credit_codes_are_right(code: str) -> None:
    assert credit_code_fault(code) is None


@given(st.text(alphabet="0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=17, max_size=17))
def test_a_made_check_digit_is_accepted_and_any_other_is_told(first: str) -> None:
    right = credit_code_check_digit(first)
    assert credit_code_fault(first + right) is None
    wrong = "0" if right != "0" else "1"
    assert f"校验位应为 {right}" in str(credit_code_fault(first + wrong))


def test_a_credit_code_with_a_letter_outside_its_alphabet_is_told() -> None:
    assert "不含 I、O、S、V、Z" in str(credit_code_fault("9135010OM000100Y43"))


def test_masks_leave_what_a_clerk_needs() -> None:
    assert mask_id_number("210102198001012316") == "210102********2316"
    assert mask_name("王小明") == mask_name("王明") == "王**"
    assert mask_phone("13812345678") == "138****5678"
    assert (mask_id_number(""), mask_name(""), mask_phone("")) == ("", "", "")


@given(st.text(min_size=1, max_size=30).filter(lambda text: text.strip()))
def test_a_mask_never_lengthens_what_it_shows_beyond_ten_characters(text: str) -> None:
    shown = mask_id_number(text).replace("*", "")
    assert len(shown) <= 10
    assert len(mask_phone(text).replace("*", "")) <= 7


@pytest.mark.parametrize(
    "number", ["210102198001012316", "21010219800101231x", "210102 19800101 2316", "210102１９８００１０１2316"]
)
def test_numbers_inside_free_text_are_masked(number: str) -> None:
    masked = mask_text(f"核实{number}的安置,电话13812345678。")
    assert "19800101" not in masked and "１９８０" not in masked and "12345" not in masked
    assert masked.startswith("核实210102****") and masked.endswith("5678。")


def test_a_token_in_free_text_stays_as_it_is() -> None:
    token = "p" + "13812345678901234567890123456789"
    assert mask_text(f"核对 {token}") == f"核对 {token}"
