"""The page of topics, the leads on layoffs and what was checked: what they say, how each figure opens, and who sees it."""

import re
from collections.abc import Callable

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from tests.dashboards.test_leads import links
from tests.dashboards.test_pages import rows_of, text_of

SignIn = Callable[[FastAPI, str], TestClient]
Publish = Callable[[str], None]
SILENT = "91211100MA0EXA008C"


def opened(client: TestClient, path: str, kind: str) -> list[str]:
    """The subtotals of evidence that the figures of one kind on a page open to."""
    subtotals = [re.search(r"已筛选\),小计 ([\d,.]+)", text_of(client, way)) for way in links(client, path, f"/figure/{kind}/")]
    return [found.group(1) for found in subtotals if found]


def test_leads_on_layoffs_say_by_which_duty_and_each_opens_to_its_own_persons(client: TestClient) -> None:
    rows = rows_of(client, "/leads", "layoffs")
    assert [row[:7] for row in rows] == [
        ["大连市", "91210200MA0EXA004C", "裁员报告不足提前天数", "32", "超过省定比例(国有规模以上)", "—", "20"],
        ["盘锦市", SILENT, "社保显示减员而未见裁员报告", "20", "达到法定人数", "30", "—"],
        ["盘锦市", SILENT, "社保显示减员而未见裁员报告", "8", "达到法定比例", "90", "—"],
    ]
    assert "核对离职原因" in rows[1][8]
    assert opened(client, "/leads", "layoffs_[a-z]+") == ["32", "20", "8"]


def test_a_month_without_layoffs_says_what_that_means(client: TestClient) -> None:
    assert "2026年5月没有裁员线索" in text_of(client, "/leads?month=2026-05")


def test_layoffs_are_shown_to_those_alone_who_may_read_evidence_and_reading_them_is_audited(
    app: FastAPI, sign_in: SignIn, publish: Publish
) -> None:
    publish("delete from marts.rpt_enterprise_leads")
    assert SILENT not in sign_in(app, "leader").get("/leads").text
    assert SILENT not in sign_in(app, "dalian").get("/leads").text
    panjin = sign_in(app, "panjin")
    before = len(list(app.state.audit.entries()))
    assert SILENT in panjin.get("/leads").text
    entry = list(app.state.audit.entries())[-1]
    assert len(list(app.state.audit.entries())) == before + 1
    assert (entry.actor, entry.action, entry.object) == ("panjin", "read_evidence", "leads/2026-06")


def test_only_cases_drawn_by_lot_bear_an_interval_and_each_number_opens_to_its_cases(client: TestClient) -> None:
    assert rows_of(client, "/leads", "verifications") == [
        ["辽宁省", "就业", "随机抽取", "3", "1", "33.33%", "6.15%—79.23%"], ["盘锦市", "就业", "随机抽取", "3", "1", "33.33%", "6.15%—79.23%"],
        ["大连市", "培训", "未经抽取", "1", "0", "0.00%", "—"], ["盘锦市", "就业", "未经抽取", "1", "1", "100.00%", "—"],
    ]  # fmt: skip
    assert opened(client, "/leads", "cases_checked") == ["3", "3", "1", "1"]
    assert opened(client, "/leads", "cases_refuted") == ["1", "1", "1"]
    assert "2025年没有有结论的核查" in text_of(client, "/leads?month=2025-06")


def test_wages_of_the_province_stand_where_no_city_is_asked_for(client: TestClient) -> None:
    assert rows_of(client, "/topics", "wages") == [
        ["全部职工", "总体", "辽宁省", "5,200", "6,000", "6,800", "3", "75"],
        ["机械制造基础加工人员 6-18", "职业", "辽宁省", "5,200", "6,000", "6,800", "3", "60"],
    ]


def test_a_wage_that_is_withheld_says_so_and_shows_no_number(client: TestClient) -> None:
    rows = rows_of(client, "/topics?of_city=211100", "wages")
    assert [[row[0], *row[3:]] for row in rows] == [
        ["全部职工", "5,200", "6,000", "6,800", "3", "75"], ["中型", "5,200", "6,000", "6,800", "3", "35"],
        ["批发与零售服务人员 4-01", "不公布,可推断单个企业"],
        ["机械制造基础加工人员 6-18", "5,200", "6,000", "6,800", "3", "60"],
    ]  # fmt: skip
    assert "推断出单个企业" in text_of(client, "/topics")


def test_observed_workers_open_to_reports_of_all_years_and_a_class_holds_its_finer_occupations(client: TestClient) -> None:
    assert opened(client, "/topics?of_city=211100", "wages_observed") == ["75", "35", "60"]


def test_wages_are_kept_to_one_dimension(client: TestClient) -> None:
    assert {row[1] for row in rows_of(client, "/topics?of_city=211100&by=occupation", "wages")} == {"职业"}


def test_an_earlier_survey_is_shown_where_no_later_one_is_told(own_client: TestClient, publish: Publish) -> None:
    assert "2025年度调查" in text_of(own_client, "/topics?of_city=211100")
    publish("delete from marts.fct_market_wages where survey_year = 2025 and city = '211100'")
    assert "2024年度调查" in text_of(own_client, "/topics?of_city=211100")
    publish("delete from marts.fct_market_wages")
    assert "没有收到 2026 年及以前的工资价位调查" in text_of(own_client, "/topics")


def test_many_wages_are_paged_without_losing_or_doubling_one(own_client: TestClient, publish: Publish) -> None:
    publish("""insert into marts.fct_market_wages
        select 2025, '211100', 'occupation', '6-' || lpad(i::varchar, 2, '0') || '-01', 50, false, 5000, 3, 30 from range(60) as r(i)""")
    shown = [row[0] for page in (1, 2) for row in rows_of(own_client, f"/topics?of_city=211100&page={page}", "wages")]
    assert len(shown) == len(set(shown)) == 64
    assert "第 2 / 2 页" in text_of(own_client, "/topics?of_city=211100&page=9")


def test_a_school_answers_for_its_graduates_in_all_cities_before_accounts_of_the_province_alone(
    client: TestClient, panjin: TestClient
) -> None:
    assert rows_of(client, "/topics", "schools") == [
        ["示例大学", "2025届", "2", "1", "50.00%", "80.00%", "−30.00"], ["未报学校", "2025届", "1", "0", "0.00%", "—", "—"],
    ]  # fmt: skip
    assert opened(client, "/topics", "graduates_[a-z]+")[:2] == ["2", "1"]
    page = text_of(panjin, "/topics")
    assert "示例大学" not in page and "只有全省范围的账号可以查看" in page


def test_bases_open_to_who_entered_them_in_all_years(client: TestClient) -> None:
    assert rows_of(client, "/topics", "bases") == [
        ["FH-2102-001", "大连市", "未报", "已认定", "0", "0", "0", "0", "0", "0"],
        ["FH-2111-001", "盘锦市", "双台子区", "已认定", "2", "1", "0", "2", "2", "0"],
    ]
    assert opened(client, "/topics", "incubation_entries") == ["2", "1"]
    assert opened(client, "/topics", "incubated_entities") == ["2", "2"]
    assert opened(client, "/topics", "incubation_bases") == ["1", "1"]


def test_counties_without_a_base_are_named_and_where_there_is_none_the_page_says_why(
    own_client: TestClient, publish: Publish
) -> None:
    assert [row[0] for row in rows_of(own_client, "/topics", "lacking")] == ["中山区", "兴隆台区"]
    publish("delete from marts.rpt_counties_without_base; delete from marts.rpt_incubation_bases;"
            "delete from marts.rpt_regions_in_difficulty; delete from marts.fct_school_graduates")  # fmt: skip
    page = text_of(own_client, "/topics")
    for said in (
        "没有要求所辖县区建设孵化基地",
        "没有收到创业孵化基地的认定",
        "没有被规则列为困难地区",
        "没有2025届和2026届毕业生",
    ):
        assert said in page


def test_units_in_difficulty_show_the_months_figures_and_open_them(client: TestClient, panjin: TestClient) -> None:
    rows = rows_of(client, "/topics", "regions")
    assert [row[:2] for row in rows] == [["抚顺市", "资源枯竭城市"], ["盘锦市", "资源枯竭城市"]]
    way = next(way for way in links(panjin, "/topics", "/figure/registered_unemployed/") if "/211100/" in way)
    assert "✓ 相符" in text_of(panjin, way)
    assert [row[0] for row in rows_of(panjin, "/topics", "regions")] == ["盘锦市"]


@pytest.mark.parametrize("name", ["analyst", "panjin"])
def test_every_way_down_from_a_topic_leads_somewhere(standing_app: FastAPI, sign_in: SignIn, name: str) -> None:
    client = sign_in(standing_app, name)
    ways = links(client, "/topics", "/(?:figure|city)/")
    assert len(ways) >= 8
    assert {way: client.get(way).status_code for way in ways} == dict.fromkeys(ways, 200)


def test_no_bare_code_stands_on_the_page(client: TestClient) -> None:
    assert not re.search(r"[a-z]{2,}[_-]?[a-z0-9]+", text_of(client, "/topics?of_city=211100").replace("analyst", ""))


def test_a_city_sees_its_own_topics_and_asks_for_no_other(panjin: TestClient) -> None:
    page = panjin.get("/topics").text
    assert "盘锦市" in page
    for other in ("大连市", "210200", "抚顺市", "FH-2102-001", "中山区", "辽宁省"):
        assert other not in page
    assert panjin.get("/topics?of_city=210200").status_code == 404
    assert {row[2] for row in rows_of(panjin, "/topics", "wages")} == {"盘锦市"}


def test_an_account_without_cities_is_told_why_the_page_is_empty(standing_app: FastAPI, sign_in: SignIn) -> None:
    page = text_of(sign_in(standing_app, "nowhere"), "/topics")
    assert "没有所辖的市" in page and "安全管理员" in page and "5,200" not in page


def test_evidence_fits_every_dimension_that_is_asked_for_and_each_is_taken_back_alone(client: TestClient) -> None:
    path = "/figure/cases_checked/211100/2026-06?dimension=claim:employment&dimension=sample:!directed"
    page = text_of(client, path)
    assert "证据 3 行(已筛选)" in page and "非未经抽取" in page
    assert "证据 0 行(已筛选)" in text_of(client, path + "&dimension=result:rejected")
    assert "dimension=claim%3Aemployment&amp;dimension=sample%3ACY-2" in client.get(path).text
    assert "证据 4 行" in text_of(client, "/figure/cases_checked/211100/2026-06")


def test_a_dimension_that_a_row_leaves_open_is_offered_as_no_filter(client: TestClient) -> None:
    page = text_of(client, "/figure/incubation_bases/210200/2026-06")
    assert "证据 1 行" in page and "None" not in page


def test_a_dimension_of_many_codes_is_not_offered_as_a_filter_but_may_be_asked_for(
    own_client: TestClient, publish: Publish
) -> None:
    publish("""insert into marts.fct_evidence
        select posted_seq, metric, city, period, subject, event_seq, amount, '{"year":2025,"enterprise":"9121110' || i || '","size":"small"}', rule_version
        from marts.fct_evidence, range(40) as r(i) where event_seq = 900071""")
    path = "/figure/wages_observed/211100/2026-06"
    assert "小型 40" in text_of(own_client, path) and "dimension=enterprise" not in own_client.get(path).text
    page = text_of(own_client, f"{path}?dimension=enterprise:91211107")
    assert "证据 1 行(已筛选)" in page and "全部" in page


def test_a_flow_of_all_years_is_compared_with_no_figure(client: TestClient) -> None:
    page = text_of(client, "/figure/incubation_entries/211100/2026-06?span=ever")
    assert "证据合计 2 人(2 行)。汇总表中没有可比的数字" in page and "至2026年6月历年累计" in page
    assert "✓ 相符 证据合计 1 人" in text_of(client, "/figure/incubation_entries/211100/2026-06")
