"""Nobody sees a name without role, scope and purpose, and nothing happens that is not written down first."""

from pathlib import Path

import pytest

from identity.access import erase_person, reveal_person
from identity.audit import AuditLog
from identity.errors import AccessDenied, AuditBroken, PersonErased, PersonUnknown
from identity.keys import Keys
from identity.roles import ROLES, Account
from identity.vault import Vault

PERSON = "p" + "a" * 32
ANALYST = Account("fenxi", "province_analyst", ("*",))
OFFICER = Account("shenyang", "city_officer", ("210100",))
SECURITY = Account("anquan", "security_admin", ("*",))


@pytest.fixture
def audit(folder: Path, keys: Keys) -> AuditLog:
    return AuditLog(folder / "audit.jsonl", keys.audit)


@pytest.fixture
def sealed(vault: Vault) -> Vault:
    vault.seal_many([(PERSON, {"id": "210102198001012316", "name": "王小明", "phone": "13800000001"})])
    return vault


def outcomes(audit: AuditLog) -> list[tuple[str, str, str]]:
    assert audit.verify().whole
    return [(entry.actor, entry.action, entry.outcome) for entry in audit.entries()]


def test_an_analyst_with_a_purpose_sees_the_name_and_leaves_a_line(sealed: Vault, audit: AuditLog) -> None:
    assert reveal_person(sealed, audit, ANALYST, PERSON, "核实安置情况").name == "王小明"
    (entry,) = audit.entries()
    assert (entry.actor, entry.role, entry.action) == ("fenxi", "province_analyst", "reveal")
    assert (entry.object, entry.purpose, entry.outcome) == (PERSON, "核实安置情况", "granted")


@pytest.mark.parametrize("role", [name for name, role in ROLES.items() if "reveal" not in role.actions])
def test_other_roles_are_refused_and_the_refusal_is_written_down(sealed: Vault, audit: AuditLog, role: str) -> None:
    with pytest.raises(AccessDenied, match=r"无权查看人员真实姓名.*请由省级分析员、市级经办员办理"):
        reveal_person(sealed, audit, Account("x", role, ("*",)), PERSON, "核实安置情况")
    assert outcomes(audit) == [("x", "reveal", "denied")]


@pytest.mark.parametrize("purpose", ["", "   ", "查看", " 查 看 "])
def test_without_a_purpose_there_is_no_name(sealed: Vault, audit: AuditLog, purpose: str) -> None:
    with pytest.raises(AccessDenied, match="写明用途"):
        reveal_person(sealed, audit, ANALYST, PERSON, purpose)
    assert outcomes(audit) == [("fenxi", "reveal", "denied")]


def test_a_city_officer_sees_persons_of_the_own_city_only(sealed: Vault, audit: AuditLog) -> None:
    assert reveal_person(sealed, audit, OFFICER, PERSON, "核实安置情况", cities=["210200", "210100"]).name == "王小明"
    for elsewhere in (["210200"], [], [""]):
        with pytest.raises(AccessDenied, match="城市范围"):
            reveal_person(sealed, audit, OFFICER, PERSON, "核实安置情况", cities=elsewhere)
    assert [outcome for _, _, outcome in outcomes(audit)] == ["granted", "denied", "denied", "denied"]


def test_an_unknown_person_is_asked_for_in_writing_too(vault: Vault, audit: AuditLog) -> None:
    with pytest.raises(PersonUnknown):
        reveal_person(vault, audit, ANALYST, PERSON, "核实安置情况")
    assert outcomes(audit) == [("fenxi", "reveal", "unknown")]


def test_security_erases_and_then_nobody_sees_the_name(sealed: Vault, audit: AuditLog) -> None:
    with pytest.raises(AccessDenied, match="请由安全管理员办理"):
        erase_person(sealed, audit, ANALYST, PERSON, "本人申请删除")
    assert sealed.state(PERSON) == "sealed"
    assert erase_person(sealed, audit, SECURITY, PERSON, "本人申请删除").records == 1
    with pytest.raises(PersonErased):
        reveal_person(sealed, audit, ANALYST, PERSON, "核实安置情况")
    assert outcomes(audit) == [
        ("fenxi", "erase", "denied"),
        ("anquan", "erase", "granted"),
        ("anquan", "erase", "done"),
        ("fenxi", "reveal", "erased"),
    ]


def test_if_the_line_cannot_be_written_there_is_no_answer(sealed: Vault, audit: AuditLog, folder: Path) -> None:
    reveal_person(sealed, audit, ANALYST, PERSON, "核实安置情况")
    (folder / "audit.jsonl").write_bytes(b"")
    with pytest.raises(AuditBroken):
        reveal_person(sealed, audit, ANALYST, PERSON, "核实安置情况")
    with pytest.raises(AuditBroken):
        erase_person(sealed, audit, SECURITY, PERSON, "本人申请删除")
    assert sealed.state(PERSON) == "sealed"


def test_no_number_of_a_person_gets_into_the_audit_log(sealed: Vault, audit: AuditLog, folder: Path) -> None:
    reveal_person(sealed, audit, ANALYST, PERSON, "核实210102198001012316电话13800000001")
    with pytest.raises(PersonUnknown):
        reveal_person(sealed, audit, ANALYST, "210102198001012316", "核实安置情况")
    written = (folder / "audit.jsonl").read_text()
    assert "19800101" not in written and "13800000001" not in written and "王小明" not in written
    assert "210102********2316" in written
