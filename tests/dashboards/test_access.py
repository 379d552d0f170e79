"""Who gets in, who is turned away, and what the audit log says about it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dashboards.app import create_app
from dashboards.sessions import COOKIE
from identity.audit import AuditEntry, AuditLog

SignIn = Callable[[FastAPI, str], TestClient]
TokenOf = Callable[..., str]

PANJIN_FIGURE = "/figure/hard_to_employ_employed/211100/2026-06"
PROVINCE_FIGURE = "/figure/hard_to_employ_employed/210000/2026-06"


def audited(app: FastAPI) -> list[AuditEntry]:
    """The audit log, whole."""
    log: AuditLog = app.state.audit
    assert log.verify().whole
    return list(log.entries())


def last_denial(app: FastAPI) -> tuple[str, str, str]:
    """Who was last refused what."""
    entry = [entry for entry in audited(app) if entry.outcome == "denied"][-1]
    return entry.actor, entry.action, entry.object


@pytest.mark.parametrize(
    "path",
    [
        "/", "/city/210100", "/metric/placement_rate", PANJIN_FIGURE, "/event/1001", "/leads", "/assessment/210200/2025", "/targets",
        "/restatements", "/sources",
    ],
)  # fmt: skip
def test_every_page_asks_a_stranger_to_sign_in_and_remembers_the_page(standing_app: FastAPI, path: str) -> None:
    answer = TestClient(standing_app, follow_redirects=False).get(path)
    assert answer.status_code == 303 and answer.headers["location"].startswith("/login?next=")


def test_a_part_of_a_page_sends_a_stranger_to_the_login_as_a_whole(standing_app: FastAPI) -> None:
    answer = TestClient(standing_app).get(PANJIN_FIGURE, headers={"HX-Request": "true"})
    assert answer.status_code == 401 and answer.headers["HX-Redirect"].startswith("/login")


def test_a_wrong_password_is_refused_without_saying_which_part_was_wrong(standing_app: FastAPI, token_of: TokenOf) -> None:
    client = TestClient(standing_app)
    told = []
    for name in ("analyst", "nobody"):
        answer = client.post("/login", data={"csrf": token_of(client), "name": name, "password": "wrong"})
        assert answer.status_code == 401
        told.append(re.search(r'role="alert">([^<]+)', answer.text).group(1))  # type: ignore[union-attr]
    assert told[0] == told[1]
    assert last_denial(standing_app) == ("nobody", "login", "dashboard")


def test_an_identity_number_typed_as_a_name_does_not_reach_the_audit_log(standing_app: FastAPI, token_of: TokenOf) -> None:
    client = TestClient(standing_app)
    client.post("/login", data={"csrf": token_of(client), "name": "210102198001011234", "password": "wrong"})
    assert "198001011234" not in str(audited(standing_app))


def test_five_wrong_passwords_lock_the_account_for_the_right_one_too(app: FastAPI, token_of: TokenOf, sign_in: SignIn) -> None:
    client = TestClient(app)
    for _ in range(5):
        client.post("/login", data={"csrf": token_of(client), "name": "dalian", "password": "wrong"})
    with pytest.raises(AssertionError, match="锁定"):
        sign_in(app, "dalian")


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)", ""])
def test_a_login_leads_to_pages_of_this_site_only(standing_app: FastAPI, token_of: TokenOf, elsewhere: str) -> None:
    client = TestClient(standing_app, follow_redirects=False)
    form = {"csrf": token_of(client), "name": "analyst", "password": "Liaoning-jiuye-2026", "next": elsewhere}
    assert client.post("/login", data=form).headers["location"] == "/"


def test_a_login_makes_a_new_session(standing_app: FastAPI, sign_in: SignIn, token_of: TokenOf) -> None:
    before = TestClient(standing_app)
    known = token_of(before)
    cookie = before.cookies[COOKIE]
    form = {"csrf": known, "name": "analyst", "password": "Liaoning-jiuye-2026"}
    before.post("/login", data=form)
    planted = TestClient(standing_app, cookies={COOKIE: cookie}, follow_redirects=False)
    assert planted.get("/").status_code == 303


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(standing_app: FastAPI) -> None:
    said = TestClient(standing_app).get("/login").headers["set-cookie"].lower()
    assert "httponly" in said and "samesite=strict" in said and "secure" not in said
    assert "secure" in TestClient(standing_app, base_url="https://testserver").get("/login").headers["set-cookie"].lower()


@pytest.mark.parametrize("path", ["/login", "/logout"])
@pytest.mark.parametrize("token", ["", "0" * 64])
def test_a_form_without_this_sessions_token_does_nothing(standing_app: FastAPI, sign_in: SignIn, path: str, token: str) -> None:
    client = sign_in(standing_app, "analyst")
    answer = client.post(path, data={"csrf": token, "name": "analyst", "password": "Liaoning-jiuye-2026"})
    assert answer.status_code == 403 and "页面已过期" in answer.text
    assert client.get("/").status_code == 200
    assert last_denial(standing_app) == ("analyst", "post_form", path)


def test_a_logout_holds_for_a_kept_cookie(standing_app: FastAPI, sign_in: SignIn, token_of: TokenOf) -> None:
    client = sign_in(standing_app, "analyst")
    kept = client.cookies[COOKIE]
    assert client.post("/logout", data={"csrf": token_of(client, "/")}).headers["location"] == "/login"
    assert client.get("/").status_code == 303
    assert TestClient(standing_app, cookies={COOKIE: kept}, follow_redirects=False).get("/").status_code == 303
    assert [entry.action for entry in audited(standing_app)][-1] == "logout"


def test_a_disabled_account_is_out_at_once(app: FastAPI, sign_in: SignIn) -> None:
    client = sign_in(app, "reviewer")
    assert client.get("/").status_code == 200
    app.state.accounts.disable("reviewer")
    assert client.get("/").status_code == 303


@pytest.mark.parametrize(
    "path",
    [
        "/city/210200",
        "/city/210000",
        "/figure/hard_to_employ_employed/210200/2026-06",
        PROVINCE_FIGURE,
        "/assessment/210200/2025",
    ],
)
def test_a_city_officer_finds_no_other_city(standing_app: FastAPI, sign_in: SignIn, path: str) -> None:
    answer = sign_in(standing_app, "panjin").get(path)
    assert answer.status_code == 404 and "数据范围" in answer.text
    assert last_denial(standing_app) == ("panjin", "read_figures", path.lstrip("/"))


def test_a_city_officer_finds_no_event_of_another_city(standing_app: FastAPI, sign_in: SignIn) -> None:
    assert sign_in(standing_app, "panjin").get("/event/900001").status_code == 200
    assert sign_in(standing_app, "dalian").get("/event/900001").status_code == 404
    assert last_denial(standing_app) == ("dalian", "read_evidence", "event/900001")


def test_a_city_officer_sees_the_ranking_of_all_and_opens_the_own_row_only(standing_app: FastAPI, sign_in: SignIn) -> None:
    text = sign_in(standing_app, "panjin").get("/").text
    assert all(name in text for name in ("沈阳市", "大连市", "盘锦市", "葫芦岛市"))
    assert set(re.findall(r'href="/(?:city|figure/\w+)/(\d{6})', text)) == {"211100"}


def test_restatements_name_causes_to_those_alone_who_may_open_them(standing_app: FastAPI, sign_in: SignIn) -> None:
    assert "/event/900001" in sign_in(standing_app, "panjin").get("/restatements").text
    for name in ("dalian", "leader"):
        text = sign_in(standing_app, name).get("/restatements").text
        assert "盘锦市" in text and "/event/" not in text, name


def test_an_officer_without_cities_sees_aggregates_and_opens_nothing(standing_app: FastAPI, sign_in: SignIn) -> None:
    client = sign_in(standing_app, "nowhere")
    assert client.get("/").status_code == 200 and "/figure/" not in client.get("/").text
    assert client.get(PANJIN_FIGURE).status_code == 404


def test_a_leader_sees_how_a_figure_is_made_but_no_person(standing_app: FastAPI, sign_in: SignIn) -> None:
    text = sign_in(standing_app, "leader").get("/figure/urban_new_employment/210000/2026-06").text
    assert "6,329" in text and "自然减员" in text and "只能查看汇总数字" in text
    assert not re.search(r"p[0-9a-f]{32}", text) and "/event/" not in text


@pytest.mark.parametrize("path", ["/event/1001", PANJIN_FIGURE.replace("figure", "evidence")])
def test_a_leader_is_refused_evidence_and_told_what_to_do(standing_app: FastAPI, sign_in: SignIn, path: str) -> None:
    answer = sign_in(standing_app, "leader").get(path)
    assert answer.status_code == 403 and "不能查看到人的证据" in answer.text and "怎么办" in answer.text
    assert last_denial(standing_app) == ("leader", "read_evidence", path.lstrip("/"))


def test_an_administrator_is_refused_figures(standing_app: FastAPI, sign_in: SignIn) -> None:
    answer = sign_in(standing_app, "system").get("/")
    assert answer.status_code == 403 and "业务账号" in answer.text
    assert last_denial(standing_app) == ("system", "read_figures", "/")


@pytest.mark.parametrize("path", [PANJIN_FIGURE, "/event/1001"])
def test_every_view_of_persons_is_audited(standing_app: FastAPI, sign_in: SignIn, path: str) -> None:
    client = sign_in(standing_app, "reviewer")
    client.get(path)
    entry = audited(standing_app)[-1]
    assert (entry.actor, entry.role, entry.action, entry.object, entry.outcome) == (
        "reviewer", "reviewer", "read_evidence", path.lstrip("/"), "allowed",
    )  # fmt: skip


def test_without_a_sound_audit_log_no_person_is_shown(app: FastAPI, sign_in: SignIn, home: Path) -> None:
    client = sign_in(app, "analyst")
    log = home / "vault" / "audit.jsonl"
    log.write_bytes(log.read_bytes().replace(b'"allowed"', b'"granted"'))
    answer = client.get("/event/1001")
    assert answer.status_code == 503 and "审计日志不可信" in answer.text and "PJ-1001" not in answer.text


def test_before_the_first_publication_the_page_says_which_command_to_run(bare_home: Path, sign_in: SignIn) -> None:
    answer = sign_in(create_app(bare_home), "analyst").get("/")
    assert answer.status_code == 503 and "taizhang build" in answer.text


@pytest.mark.parametrize("path", ["/login", "/", "/nothing", "/static/site.css"])
def test_every_answer_forbids_what_comes_from_outside(standing_app: FastAPI, sign_in: SignIn, path: str) -> None:
    headers = sign_in(standing_app, "analyst").get(path).headers
    assert headers["content-security-policy"].startswith("default-src 'self'")
    assert "unsafe" not in headers["content-security-policy"] and headers["x-content-type-options"] == "nosniff"
