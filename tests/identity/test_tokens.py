"""One person, one token, under one key."""

import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from identity.tokens import Tokeniser, is_token, normalise

KEY, OTHER_KEY = bytes(32), bytes([1]) * 32
numbers = st.from_regex(r"[1-9][0-9]{16}[0-9X]", fullmatch=True)
blanks = st.text(alphabet=" \t\n\u3000\u00a0", max_size=3)


@given(number=numbers, before=blanks, after=blanks, place=st.integers(0, 18))
def test_blanks_small_letters_and_wide_characters_do_not_make_another_person(
    number: str, before: str, after: str, place: int
) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in number)
    spelt = [number, before + number + after, number.lower(), wide, number[:place] + " " + number[place:]]
    assert len(set(Tokeniser(KEY).tokens(spelt))) == 1


@given(st.lists(numbers, unique=True, max_size=50))
def test_different_persons_have_different_tokens_of_one_shape(people: list[str]) -> None:
    made = Tokeniser(KEY).tokens(people)
    assert len(set(made)) == len(people)
    assert all(re.fullmatch(r"p[0-9a-f]{32}", str(token)) for token in made)


@given(numbers)
def test_another_key_makes_another_token(number: str) -> None:
    assert Tokeniser(KEY).tokens([number]) != Tokeniser(OTHER_KEY).tokens([number])


@given(st.lists(st.one_of(st.none(), numbers)))
def test_tokens_come_in_the_order_of_the_numbers_and_none_stays_none(people: list[str | None]) -> None:
    tokeniser = Tokeniser(KEY)
    assert tokeniser.tokens(people) == [tokeniser.tokens([person])[0] for person in people]
    assert [token is None for token in tokeniser.tokens(people)] == [person is None for person in people]


@given(numbers)
def test_a_token_passes_unchanged(number: str) -> None:
    tokeniser = Tokeniser(KEY)
    once = tokeniser.tokens([number])
    assert tokeniser.tokens(once) == once
    assert tokeniser.tokens([f" {once[0]} "]) == once


def test_what_only_looks_like_a_token_is_hashed() -> None:
    short, capital = "p" + "0" * 31, "P" + "0" * 32
    assert all(is_token(str(token)) for token in Tokeniser(KEY).tokens([short, capital]))
    assert not is_token(short) and not is_token(capital) and not is_token("p" + "0" * 32 + "\n")


def test_blank_numbers_do_not_become_one_common_person() -> None:
    assert Tokeniser(KEY).tokens(["", "  ", "\u3000"]) == [None, None, None]


@given(st.text())
def test_any_text_gets_an_answer(text: str) -> None:
    (token,) = Tokeniser(KEY).tokens([text])
    assert (token is None) == (normalise(text) == "")


def test_half_a_surrogate_pair_does_not_stop_a_batch() -> None:
    assert is_token(str(Tokeniser(KEY).tokens(["\ud800"])[0]))


def test_the_token_of_a_known_number_never_changes() -> None:
    assert Tokeniser(KEY).tokens(["11010519491231002X"]) == [known_token("11010519491231002X")]


def known_token(number: str) -> str:
    """The rule from the books, with the standard library only: RFC 5869 and RFC 2104 over SM3."""
    extracted = hmac.digest(bytes(32), KEY, "sm3")
    expanded = hmac.digest(extracted, b"taizhang/tokeniser/token" + b"\x01", "sm3")
    return "p" + hmac.digest(expanded, number.encode(), "sm3").hex()[:32]


@given(st.lists(st.text(), unique=True))
def test_digests_are_32_hex_one_for_each_text_as_it_stands(texts: list[str]) -> None:
    made = Tokeniser(KEY).digests(texts)
    assert len(set(made)) == len(texts)
    assert all(re.fullmatch(r"[0-9a-f]{32}", str(digest)) for digest in made)
    assert not set(made) & set(Tokeniser(OTHER_KEY).digests(texts))


@given(numbers)
def test_a_digest_does_not_give_the_token_away(number: str) -> None:
    tokeniser = Tokeniser(KEY)
    assert str(tokeniser.tokens([number])[0])[1:] != tokeniser.digests([number])[0]


def test_a_key_too_short_to_be_secret_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 16"):
        Tokeniser(b"short")
