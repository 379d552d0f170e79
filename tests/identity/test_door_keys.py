"""Keys of systems that push events: shown once, kept as a hash, replaced and revoked at once, closed when in doubt."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from identity.door_keys import DoorKeys
from identity.errors import AccountProblem, LoginRefused

FAMILIES = ("insurance", "service", "system")


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[DoorKeys]:
    with DoorKeys(tmp_path / "door_keys.sqlite") as keys:
        yield keys


def test_a_secret_is_nowhere_on_disk_and_opens_what_it_was_made_for(keys: DoorKeys, tmp_path: Path) -> None:
    secret = keys.create("沈阳社保", ["insurance"], ["210100"], FAMILIES, 30)
    assert not [f for f in tmp_path.iterdir() if secret.encode() in f.read_bytes() or secret[3:].encode() in f.read_bytes()]
    key = keys.of_secret(secret)
    assert (key.name, key.families, key.cities, key.per_minute) == ("沈阳社保", ("insurance",), ("210100",), 30)


@pytest.mark.parametrize(("source", "covered"), [
    ("urn:taizhang:210100:insurance", True), ("urn:taizhang:210200:insurance", False), ("urn:taizhang:210100:service", False),
    ("urn:taizhang:*:insurance", False), ("urn:taizhang:210100:insurance\n", False), ("xurn:taizhang:210100:insurance", False),
    ("urn:taizhang:２１０１００:insurance", False), ("", False), (None, False),
])  # fmt: skip
def test_only_plain_sources_in_scope_are_covered(source: str | None, covered: bool, keys: DoorKeys) -> None:
    assert keys.of_secret(keys.create("a", ["insurance"], ["210100"], FAMILIES)).covers(source) is covered


def test_a_star_covers_every_city_but_not_every_text(keys: DoorKeys) -> None:
    key = keys.of_secret(keys.create("a", ["insurance"], ["*"], FAMILIES))
    assert key.covers("urn:taizhang:210900:insurance") and not key.covers_city("*") and not key.covers_city(None)


@pytest.mark.parametrize("secret", [None, "", "tz_", "*", "沈阳社保", "\ud800"])
def test_a_wrong_secret_opens_nothing(secret: str | None, keys: DoorKeys) -> None:
    keys.create("沈阳社保", ["insurance"], ["210100"], FAMILIES)
    with pytest.raises(LoginRefused, match="taizhang key"):
        keys.of_secret(secret)


def test_a_replaced_secret_ends_when_it_was_said_to(tmp_path: Path) -> None:
    now = [1000.0]
    with DoorKeys(tmp_path / "keys.sqlite", clock=lambda: now[0]) as keys:
        first = keys.create("a", ["insurance"], ["210100"], FAMILIES)
        second = keys.rotate("a", overlap_seconds=60)
        assert keys.of_secret(first) == keys.of_secret(second)
        now[0] = 1060.0
        with pytest.raises(LoginRefused):
            keys.of_secret(first)
        third = keys.rotate("a")
        with pytest.raises(LoginRefused):
            keys.of_secret(second)
        assert keys.of_secret(third).name == "a"


def test_a_revoked_key_is_closed_with_all_its_secrets_and_in_every_process(tmp_path: Path) -> None:
    with DoorKeys(tmp_path / "keys.sqlite") as keys, DoorKeys(tmp_path / "keys.sqlite") as elsewhere:
        secrets = [keys.create("a", ["insurance"], ["210100"], FAMILIES), keys.rotate("a", 3600)]
        assert [elsewhere.of_secret(secret).name for secret in secrets] == ["a", "a"]
        keys.revoke("a")
        for secret in secrets:
            with pytest.raises(LoginRefused):
                elsewhere.of_secret(secret)
        for again in (lambda: keys.rotate("a"), lambda: keys.create("a", ["insurance"], ["210100"], FAMILIES)):
            with pytest.raises(AccountProblem):
                again()
        assert keys.every()[0].revoked_at


@pytest.mark.parametrize(("name", "families", "cities", "per_minute", "said"), [
    ("", ["insurance"], ["210100"], 60, "密钥名"), ("a#b", ["insurance"], ["210100"], 60, "密钥名"), ("a", [], ["210100"], 60, "至少"),
    ("a", ["insurance"], [], 60, "至少"), ("a", ["system"], ["210100"], 60, "system"), ("a", ["x"], ["210100"], 60, "insurance"),
    ("a", ["insurance"], ["沈阳"], 60, "沈阳"), ("a", ["insurance"], ["210100"], 0, "每分钟"),
])  # fmt: skip
def test_a_key_that_makes_no_sense_is_not_made(
    name: str, families: list[str], cities: list[str], per_minute: int, said: str, keys: DoorKeys
) -> None:
    with pytest.raises(AccountProblem, match=said):
        keys.create(name, families, cities, FAMILIES, per_minute)
    assert keys.every() == []


def test_an_unknown_key_cannot_be_replaced_or_revoked(keys: DoorKeys) -> None:
    for change in (keys.rotate, keys.revoke):
        with pytest.raises(AccountProblem, match="taizhang key list"):
            change("nobody")
