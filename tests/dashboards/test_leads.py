"""The pages of leads, steps due, points, county targets and funds: what they say, how each row opens, and who sees it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.dashboards.test_pages import rows_of, text_of

SignIn = Callable[[FastAPI, str], TestClient]
Publish = Callable[[str], None]
ENTERPRISE = "91211100MA0EXA002C"


def links(client: TestClient, path: str, kind: str) -> list[str]:
    """The addresses of one kind that a page's tables lead to."""
    return [
        found.replace("&amp;", "&")
        for found in re.findall(rf'<td[^>]*>(?:<[^a][^>]*>)*<a[^>]*href="({kind}[^"]+)"', client.get(path).text)
    ]


def test_warnings_stand_gravest_first_with_their_line_and_how_they_were_answered(client: TestClient) -> None:
    rows = rows_of(client, "/leads", "risks")
    assert [(row[0], row[1], row[2], *row[5:]) for row in rows] == [
        ("大连市", "Ⅰ级(红色)", "城镇登记失业率", "5.50%", "2026-07-02", "逾期未应对", "—", "—"),
        (
            "盘锦市",
            "Ⅲ级(黄色)",
            "城镇登记失业率",
            "4.00%",
            "2026-07-10",
            "按期应对",
            "2026-07-02",
            "专场招聘、岗位对接、转岗培训 共 2 次",
        ),
    ]
    assert "风险预警 2 项,其中逾期未应对 1 项;待办措施 2 项;企业线索 3 条" in text_of(client, "/leads")


@pytest.mark.parametrize(
    ("change", "answer"),
    [
        ("response_due_on = date '2026-07-01', responded_on = date '2026-07-02'", "逾期应对"),
        ("response_due_on = date '2026-07-03', responded_on = null", "未到期"),
    ],
)
def test_an_answer_is_late_or_still_to_come(own_client: TestClient, publish: Publish, change: str, answer: str) -> None:
    publish(f"update marts.rpt_unemployment_risks set {change} where city = '211100'")
    assert rows_of(own_client, "/leads?of_city=211100", "risks")[0][7] == answer


def test_steps_due_name_their_ground_and_those_not_taken_come_first(client: TestClient) -> None:
    assert rows_of(client, "/leads", "escalations") == [
        ["盘锦市", "连续落后序时进度", "城镇新增就业 2026年1—6月", "通报批评", "2026-07-01", "未采取"],
        ["大连市", "年度考核低于规定分数", "2025年度 0.00 分", "通报批评", "2026-01-01", "未采取"],
        ["盘锦市", "问题线索逾期未答复", "线索 XS-2026-0031", "通报批评", "2026-06-17", "2026-06-20 线索 XS-2026-0040"],
    ]


def test_a_step_stands_from_the_day_it_is_due(client: TestClient) -> None:
    assert [row[0] for row in rows_of(client, "/leads?month=2026-05", "escalations")] == ["大连市"]


def test_leads_say_what_to_do_and_what_is_beyond_the_allowed_comes_first(client: TestClient) -> None:
    rows = rows_of(client, "/leads", "leads")
    assert [row[:5] for row in rows] == [
        ["大连市", "91210200MA0EXA004C", "重大群体性事件", "1 起", "本年已超出 0"],
        ["盘锦市", ENTERPRISE, "花名册缺报", "12 人", "—"], ["盘锦市", "91211100MA0EXA003C", "花名册缺报", "3 人", "—"],
    ]  # fmt: skip
    assert "请企业补报未到的职工" in rows[1][6]
    assert [row[1] for row in rows_of(client, "/leads?lead=major_incidents", "leads")] == ["91210200MA0EXA004C"]


def test_a_lead_opens_to_the_evidence_of_its_enterprise_alone_and_on_to_the_event(client: TestClient) -> None:
    (address,) = [link for link in links(client, "/leads", "/figure/") if ENTERPRISE in link]
    assert [row[4:7] for row in rows_of(client, address, "evidence")] == [[ENTERPRISE, "年度 2026", "+12"]]
    assert "证据 1 行(已筛选),小计 12" in text_of(client, address)
    assert links(client, address, "/event/") == ["/event/900020"]
    assert "报送花名册" in text_of(client, "/event/900020")


@pytest.mark.parametrize(("path", "least"), [("/leads", 11), ("/targets", 9), ("/assessment/211100/2025", 2)])
@pytest.mark.parametrize("name", ["analyst", "panjin"])
def test_every_way_down_from_a_row_leads_somewhere(
    standing_app: FastAPI, sign_in: SignIn, path: str, least: int, name: str
) -> None:
    client = sign_in(standing_app, name)
    ways = links(client, path, "/(?:figure|event|assessment|metric)/")
    assert len(ways) >= (least if name == "analyst" else least // 2)
    assert {way: client.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)


@pytest.mark.parametrize("path", ["/leads", "/targets", "/assessment/211100/2025"])
def test_no_bare_code_stands_on_a_page(client: TestClient, path: str) -> None:
    assert not re.search(r"[a-z]{2,}[_-][a-z0-9]+", text_of(client, path))


@pytest.mark.parametrize("path", ["/leads", "/targets"])
def test_a_city_sees_its_own_rows_and_asks_for_no_other(panjin: TestClient, path: str) -> None:
    page = panjin.get(path).text
    assert "盘锦市" in page and "大连市" not in page and "210200" not in page and "辽宁省" not in page
    assert panjin.get(f"{path}?of_city=210200").status_code == 404


def test_a_leader_sees_warnings_and_steps_but_no_enterprise_and_no_event(standing_app: FastAPI, sign_in: SignIn) -> None:
    leader = sign_in(standing_app, "leader")
    page = leader.get("/leads").text
    assert len(rows_of(leader, "/leads", "risks")) == 2 and len(rows_of(leader, "/leads", "escalations")) == 3
    assert ENTERPRISE not in page and "/event/" not in page and "不能查看到企业的线索" in page
    assert "/event/" not in leader.get("/targets").text


@pytest.mark.parametrize("path", ["/leads", "/targets"])
def test_an_account_without_cities_is_told_why_a_page_is_empty(standing_app: FastAPI, sign_in: SignIn, path: str) -> None:
    page = text_of(sign_in(standing_app, "nowhere"), path)
    assert "没有所辖的市" in page and "安全管理员" in page


def test_reading_leads_on_enterprises_is_audited(app: FastAPI, sign_in: SignIn) -> None:
    client = sign_in(app, "reviewer")
    client.get("/leads")
    entry = list(app.state.audit.entries())[-1]
    assert (entry.actor, entry.action, entry.object) == ("reviewer", "read_evidence", "leads/2026-06")


def test_a_month_without_leads_says_so_and_names_the_last_one_that_had_some(own_client: TestClient, publish: Publish) -> None:
    assert "2026年5月没有企业线索。" in text_of(own_client, "/leads?month=2026-05")
    publish("update marts.rpt_enterprise_leads set month = date '2026-04-01'; delete from marts.rpt_unemployment_risks;"
            "delete from marts.rpt_escalations; delete from marts.rpt_agency_credit")  # fmt: skip
    page = own_client.get("/leads").text
    assert "最近一次在2026年4月" in page and len(rows_of(own_client, "/leads?month=2026-04", "leads")) == 3
    for said in ("没有指标达到预警界限", "没有按规定应通报批评", "没有人力资源服务机构的信用评价"):
        assert said in page


def test_many_leads_are_paged_without_losing_or_doubling_one(own_client: TestClient, publish: Publish) -> None:
    publish("""insert into marts.rpt_enterprise_leads
        select month, city, '9121010' || (1000000000 + i) || 'X', metric, lead_name, amount, allowed_count, is_beyond_allowed, wording, next_step
        from marts.rpt_enterprise_leads, range(60) as r(i) where metric = 'major_incidents'""")
    shown = [row[1] for page in (1, 2) for row in rows_of(own_client, f"/leads?page={page}", "leads")]
    assert len(shown) == len(set(shown)) == 63
    assert "第 2 / 2 页" in text_of(own_client, "/leads?page=9")


def test_many_agencies_are_paged_without_losing_or_doubling_one(own_client: TestClient, publish: Publish) -> None:
    publish("""insert into marts.rpt_agency_credit
        select '9121010' || (1000000000 + i) || 'X', city, agency_name || i, grade, is_blacklisted, is_valid, rated_on, valid_until, document_no,
            event_seq
        from marts.rpt_agency_credit, range(60) as r(i) where agency_name = '示例人力乙'""")
    pages = [rows_of(own_client, f"/leads?month=2026-05&agency_page={page}", "agencies") for page in (1, 2)]
    shown = [row[0] for rows in pages for row in rows]
    assert len(shown) == len(set(shown)) == 63 and shown[0] == "示例人力甲"
    page = own_client.get("/leads?month=2026-05&agency_page=2").text
    assert "/leads?month=2026-05&amp;agency_page=1" in page and "/leads?month=2026-05&amp;agency_page=3" not in page


def test_agencies_on_the_blacklist_come_first_and_a_rating_past_its_term_shows_no_grade(client: TestClient) -> None:
    assert rows_of(client, "/leads", "agencies") == [
        ["示例人力甲", "盘锦市", "D 失信", "列入", "2026-06-02", "—", "—", "91211100MA0EXA011C"],
        ["示例人力乙", "大连市", "A 守信", "—", "2026-06-02", "2027-06-01", "大人社发〔2026〕3号", "91210200MA0EXA012C"],
        ["示例人力丙", "盘锦市", "已过有效期", "—", "2025-06-02", "2026-06-01", "—", "91211100MA0EXA013C"],
    ]


def test_a_city_page_leads_to_the_leads_and_targets_of_the_city(client: TestClient) -> None:
    page = client.get("/city/211100?month=2026-06").text
    for path in ("/leads", "/targets"):
        address = f"{path}?month=2026-06&of_city=211100"
        assert address.replace("&", "&amp;") in page
        assert {row[0] for row in rows_of(client, address, "leads" if path == "/leads" else "funds")} == {"盘锦市"}


def test_points_of_a_year_show_how_each_was_earned(client: TestClient) -> None:
    rows = rows_of(client, "/assessment/210200/2025", "figures")
    assert [(row[0], row[1], *row[6:]) for row in rows] == [
        (name, "达到目标得满分,否则不得分", "3.00", "0.00", "3.00", "—", "2.50", "—")
        for name in ("城镇新增就业", "城镇失业人员再就业")
    ]
    assert "按数字折合 0.00 分" in text_of(client, "/assessment/210200/2025") and "不达标" in text_of(
        client, "/assessment/210200/2025"
    )
    assert client.get("/assessment/210200/2019").status_code == 404


def test_county_targets_bear_names_and_show_what_is_not_divided_or_divided_too_far(client: TestClient) -> None:
    assert rows_of(client, "/targets", "counties") == [
        ["大连市", "城镇登记失业率", "中山区", "4.20% 上限", "大政办〔2026〕1号", "4.50%", "1", "—"],
        ["盘锦市", "城镇新增就业 人", "双台子区", "300", "盘政办〔2026〕1号", "480", "2", "−70"],
        ["盘锦市", "城镇新增就业 人", "未列名县区 211199", "250", "盘政办〔2026〕1号", "480", "2", "−70"],
    ]
    assert "没有收到 2025 年县区目标" in text_of(client, "/targets?month=2025-06")


def test_money_of_a_fund_opens_to_its_sums_alone_with_all_their_decimals(client: TestClient) -> None:
    rows: list[list[Any]] = rows_of(client, "/targets?of_city=211100", "funds")
    assert [(row[0], row[1], row[2], row[5], row[8]) for row in rows] == [
        ("盘锦市", "去产能专项奖补资金", "12.50", "7.25", "—"), ("盘锦市", "就业补助资金", "4.00", "0.00", "—"),
    ]  # fmt: skip
    (address,) = [link for link in links(client, "/targets?of_city=211100", "/figure/funds_received") if "fund:award" in link]
    assert [row[5:7] for row in rows_of(client, address, "evidence")] == [["去产能专项奖补资金、中央", "+12.50"]]
    assert "小计 12.50" in text_of(client, address) and "+12.50" in text_of(client, "/event/900023")
    assert "没有收到资金到账" in text_of(client, "/targets?month=2025-06")
