"""A fresh vault folder for every test, and persons to put into it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from identity.keys import Keys, load_keys
from identity.numbers import id_check_digit
from identity.tokens import Tokeniser
from identity.vault import Vault


@pytest.fixture(autouse=True)
def no_key_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TAIZHANG_MASTER_KEY_FILE", raising=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def keys(folder: Path) -> Keys:
    return load_keys(folder)


@pytest.fixture
def vault(folder: Path, keys: Keys) -> Iterator[Vault]:
    with Vault(folder / "vault.sqlite", keys) as opened:
        yield opened


def number_of(place: int) -> str:
    """An identity number with a right check digit, one for each place from 0."""
    first = f"210102{1950 + place // 1000 % 50}0615{place % 1000:03d}"
    return first + id_check_digit(first)


def person_rows(keys: Keys, count: int, start: int = 0) -> list[tuple[str, dict[str, str | None]]]:
    """Rows as the door hands them over: token, and what must not go past the vault."""
    numbers = [number_of(place) for place in range(start, start + count)]
    records: list[dict[str, str | None]] = [
        {"id": number, "name": f"欧阳测试{start + place}", "phone": f"139{start + place:08d}"}
        for place, number in enumerate(numbers)
    ]
    return list(zip([str(token) for token in Tokeniser(keys.token).tokens(numbers)], records, strict=True))
