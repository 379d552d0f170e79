"""Accounts, their lock, and what each role may do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from identity.accounts import Accounts
from identity.errors import AccountProblem, LoginRefused
from identity.roles import ACTIONS, ROLES, Account

PASSWORD = "steel-2016-pass"


class Clock:
    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path, clock: Clock) -> Iterator[Accounts]:
    with Accounts(tmp_path / "vault" / "accounts.sqlite", clock) as opened:
        opened.create("shen", PASSWORD, "city_officer", ["210100"])
        yield opened


def fail(accounts: Accounts, times: int) -> None:
    for _ in range(times):
        with pytest.raises(LoginRefused, match="不正确"):
            accounts.authenticate("shen", "wrong-password-1")


def test_the_right_password_gives_the_account(accounts: Accounts) -> None:
    assert accounts.authenticate("shen", PASSWORD) == Account("shen", "city_officer", ("210100",))
    assert accounts.find("shen") == Account("shen", "city_officer", ("210100",))


def test_a_wrong_name_and_a_wrong_password_are_refused_in_the_same_words(accounts: Accounts) -> None:
    with pytest.raises(LoginRefused) as name:
        accounts.authenticate("nobody", PASSWORD)
    with pytest.raises(LoginRefused) as password:
        accounts.authenticate("shen", PASSWORD + "x")
    assert str(name.value) == str(password.value)


def test_five_failures_lock_the_account_for_fifteen_minutes(accounts: Accounts, clock: Clock) -> None:
    fail(accounts, 5)
    with pytest.raises(LoginRefused, match=r"已锁定.*请 15 分钟后再试"):
        accounts.authenticate("shen", PASSWORD)
    clock.now += 15 * 60 - 1
    with pytest.raises(LoginRefused, match="请 1 分钟后再试"):
        accounts.authenticate("shen", PASSWORD)
    clock.now += 1
    fail(accounts, 1)
    assert accounts.authenticate("shen", PASSWORD).name == "shen"


def test_a_success_forgives_earlier_failures(accounts: Accounts) -> None:
    for _ in range(2):
        fail(accounts, 4)
        accounts.authenticate("shen", PASSWORD)


def test_the_lock_holds_in_another_program_too(accounts: Accounts, tmp_path: Path, clock: Clock) -> None:
    fail(accounts, 5)
    with Accounts(tmp_path / "vault" / "accounts.sqlite", clock) as other, pytest.raises(LoginRefused, match="已锁定"):
        other.authenticate("shen", PASSWORD)


def test_a_new_password_replaces_the_old_one_and_ends_the_lock(accounts: Accounts) -> None:
    fail(accounts, 5)
    accounts.set_password("shen", "another-pass-9")
    assert accounts.authenticate("shen", "another-pass-9").name == "shen"
    with pytest.raises(LoginRefused):
        accounts.authenticate("shen", PASSWORD)


def test_a_disabled_account_neither_logs_in_nor_keeps_its_session_nor_frees_its_name(accounts: Accounts) -> None:
    accounts.disable("shen")
    with pytest.raises(LoginRefused, match="已停用"):
        accounts.authenticate("shen", PASSWORD)
    assert accounts.find("shen") is None
    assert accounts.every() == []
    with pytest.raises(AccountProblem, match="已存在"):
        accounts.create("shen", PASSWORD, "leader", ["*"])


@pytest.mark.parametrize(
    ("password", "told"),
    [("short1", "只有 6 位"), ("only-letters-here", "字母和数字"), ("1234567890123", "字母和数字"), ("", "只有 0 位")],
)
def test_weak_passwords_are_refused(accounts: Accounts, password: str, told: str) -> None:
    with pytest.raises(AccountProblem, match=told):
        accounts.create("new", password, "leader", ["*"])
    with pytest.raises(AccountProblem, match=told):
        accounts.set_password("shen", password)


@pytest.mark.parametrize(
    ("name", "role", "cities", "told"),
    [
        ("shen", "leader", ["*"], "已存在"),
        ("new", "emperor", ["*"], "没有角色"),
        ("new", "city_officer", ["2101"], "不是 6 位"),
        ("new", "city_officer", ["沈阳市"], "不是 6 位"),
        ("  ", "leader", ["*"], "账号名"),
        ("a\nb", "leader", ["*"], "账号名"),
    ],
)
def test_accounts_that_make_no_sense_are_refused(accounts: Accounts, name: str, role: str, cities: list[str], told: str) -> None:
    with pytest.raises(AccountProblem, match=told):
        accounts.create(name, PASSWORD, role, cities)


def test_unknown_names_cannot_be_changed(accounts: Accounts) -> None:
    with pytest.raises(AccountProblem, match="没有账号"):
        accounts.disable("nobody")
    with pytest.raises(AccountProblem, match="没有账号"):
        accounts.set_password("nobody", PASSWORD)


def test_no_password_lies_in_the_files_and_the_same_one_is_kept_differently_each_time(accounts: Accounts, tmp_path: Path) -> None:
    accounts.create("tie", PASSWORD, "leader", ["*"])
    written = b"".join(path.read_bytes() for path in (tmp_path / "vault").iterdir())
    assert b"scrypt$15$8$3$" in written and PASSWORD.encode() not in written
    kept = accounts._store.execute("SELECT count(DISTINCT password) FROM account").fetchone()
    assert kept == (2,)


@pytest.mark.parametrize("city", ["", None, "2101", "2101000", "沈阳市", "*", "２１０１００", "010100", " 210100", 210100])
def test_what_is_not_a_city_code_is_seen_by_nobody(city: object) -> None:
    for cities in (("*",), ("210100",), ("210100", "*")):
        assert not Account("a", "province_analyst", cities).sees(city)  # type: ignore[arg-type]


def test_an_account_sees_its_own_cities_only_and_the_star_sees_all() -> None:
    officer, analyst = Account("o", "city_officer", ("210100", "210200")), Account("p", "province_analyst", ("*",))
    nobody = Account("n", "city_officer", ())
    assert [officer.sees(city) for city in ("210100", "210200", "210300", "210000")] == [True, True, False, False]
    assert analyst.sees("211400") and analyst.sees("210000")
    assert not nobody.sees("210100")


def test_the_table_of_roles_is_the_one_agreed() -> None:
    allowed = {name: {action for action in ACTIONS if Account("a", name, ()).may(action)} for name in ROLES}
    assert allowed == {
        "province_analyst": {"read_figures", "read_evidence", "reveal"},
        "city_officer": {"read_figures", "read_evidence", "reveal"},
        "reviewer": {"read_figures", "read_evidence"},
        "leader": {"read_figures"},
        "system_admin": set(),
        "security_admin": {"manage_accounts", "erase"},
        "audit_admin": {"read_audit"},
    }


def test_unknown_roles_and_actions_are_refused() -> None:
    assert not Account("a", "emperor", ("*",)).may("read_figures")
    assert not Account("a", "province_analyst", ("*",)).may("print_money")
    assert not Account("a", "province_analyst", ("*",)).may("")
