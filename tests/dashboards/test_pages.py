"""What the pages say, against the marts and against numbers known by hand (province.sql, 盘锦市)."""

import html
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest
from fastapi.testclient import TestClient

from dashboards.formats import measured, number

FIGURE = "/figure/hard_to_employ_employed/211100"


def marts(published: Path, sql: str) -> list[dict[str, Any]]:
    """A query of the file itself, past every page."""
    with duckdb.connect(str(published), read_only=True) as con:
        result = con.execute(sql)
        names = [column[0] for column in result.description]
        return [dict(zip(names, row, strict=True)) for row in result.fetchall()]


def text_of(client: TestClient, path: str) -> str:
    """A page's words, without its tags."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", answer.text)))


def rows_of(client: TestClient, path: str, table: str) -> list[list[str]]:
    """The cells of the body rows of the first table of a class."""
    page = client.get(path).text
    body = re.search(rf'<table class="[^"]*{table}.*?<tbody>(.*?)</tbody>', page, re.S)
    assert body, table
    return [
        [re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", cell))).strip() for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in re.findall(r"<tr.*?</tr>", body.group(1), re.S)
    ]  # fmt: skip


def test_the_cards_show_the_provinces_headline_figures_as_the_marts_hold_them(client: TestClient, published: Path) -> None:
    page = text_of(client, "/")
    rows = marts(
        published,
        """select f.*, m.metric_name, m.kind, m.decimals from marts.fct_city_metrics f join marts.dim_metrics m using (metric)
           where f.city = '210000' and f.month = '2026-06-01' and m.is_headline""",
    )
    assert len(rows) == 6
    for row in rows:
        card = page[page.index(f" {row['metric_name']} ") :]
        assert measured(row["cumulative_value"], row) in card[:80], row["metric_name"]
        assert measured(row["target_value"], row) in card[:220] and measured(row["last_year_value"], row) in card[:300]


def test_the_ranking_has_all_cities_and_columns_as_the_marts_hold_them(client: TestClient, published: Path) -> None:
    shown = rows_of(client, "/?metric=unemployed_reemployed", "ranking")
    told = marts(
        published,
        """select f.*, c.city_name from marts.fct_city_metrics f join marts.dim_cities c using (city)
           where metric = 'unemployed_reemployed' and month = '2026-06-01' and c.kind = 'city' order by rank, c.sort_order""",
    )
    assert len(shown) == 14
    for cells, row in zip(shown, told, strict=True):
        assert cells[:6] == [
            str(row["rank"]), str(row["last_rank"]), row["city_name"], number(row["month_value"]),
            number(row["cumulative_value"]), number(row["target_value"]),
        ]  # fmt: skip
        assert cells[6] == f"{number(row['completion_pct'], 2)}%" and cells[8] == "50.00%"
        assert number(abs(row["lead_pp"]), 2) in cells[9] and ("▲" in cells[9]) == (row["lead_pp"] >= 0)
        assert cells[10] == number(row["last_year_value"])


def test_an_earlier_month_can_be_chosen_and_an_unknown_one_is_said_to_be_so(client: TestClient) -> None:
    assert "2026年5月就业目标完成情况" in text_of(client, "/?month=2026-05")
    answer = client.get("/?month=2031-01")
    assert answer.status_code == 404 and "2025-01 至 2026-06" in answer.text


def test_warnings_name_the_cities_that_lag_and_no_others(client: TestClient, published: Path) -> None:
    page = client.get("/").text
    warned = re.search(r"<summary>城镇新增就业.*?</details>", page, re.S)
    assert warned
    told = marts(
        published,
        """select city_name from marts.fct_city_metrics join marts.dim_cities using (city)
           where metric = 'urban_new_employment' and month = '2026-06-01' and kind = 'city' and lead_pp < -2""",
    )
    assert {row["city_name"] for row in told} == set(re.findall(r">(\w+市)</a>", warned.group(0))) != set()


def test_the_margin_of_the_rule_pack_decides_what_is_a_warning(own_client: TestClient, publish: Callable[[str], None]) -> None:
    assert "落后序时 2 个百分点以上" in text_of(own_client, "/")
    publish("update marts.dim_build set on_pace_margin_pp = 8")
    assert "落后序时 8 个百分点以上" in text_of(own_client, "/")
    assert re.search(r"<summary>城镇新增就业<span[^>]*>1 市", own_client.get("/").text)


def test_a_broken_limit_warns_and_is_orange_and_a_kept_one_is_blue(client: TestClient, published: Path) -> None:
    shown = rows_of(client, "/?metric=registered_unemployment_rate", "ranking")
    told = marts(
        published,
        """select city_name, cumulative_value <= target_value as kept from marts.fct_city_metrics join marts.dim_cities using (city)
           where metric = 'registered_unemployment_rate' and month = '2026-06-01' and kind = 'city'""",
    )
    kept = {row["city_name"]: row["kept"] for row in told}
    assert set(kept.values()) == {True, False}
    assert {cells[2]: "▲" in cells[9] for cells in shown} == kept


def test_the_restatement_notice_counts_the_cells_known_otherwise(client: TestClient) -> None:
    assert "2 个数字已与发布时不同,涉及 2 个单位" in text_of(client, "/")
    assert [cells[:6] for cells in rows_of(client, "/restatements", "figures")] == [
        ["2026-05", "辽宁省", "就业困难人员就业", "133", "134", "+1"],
        ["2026-05", "盘锦市", "就业困难人员就业", "3", "4", "+1"],
    ]


def test_the_build_stamp_says_what_the_figures_rest_on(client: TestClient) -> None:
    page = text_of(client, "/")
    assert all(said in page for said in ("截至第 900,100 号", "2026-07-03 18:00", "2026.1", "2026-05-1"))


def test_a_city_page_shows_every_metric(client: TestClient, published: Path) -> None:
    metrics = marts(published, "select metric from marts.dim_metrics")
    assert len(rows_of(client, "/city/211100", "figures")) == len(metrics) > 15


def test_a_metric_page_says_definition_document_and_terms(client: TestClient) -> None:
    page = text_of(client, "/metric/registered_unemployment_rate")
    assert "辽政办发〔2016〕75号 十五" in page
    assert "期末城镇登记失业人数 ÷ (期末城镇登记失业人数 + 城镇从业人数) × 100%" in page
    assert client.get("/metric/nothing").status_code == 404


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("2026-06", "✓ 相符 证据合计 6 人 = 页面数字 6 人(SQL 求和,8 行证据)"),
        ("2026-06?span=month", "✓ 相符 证据合计 2 人 = 页面数字 2 人(SQL 求和,2 行证据)"),
        ("2026-05?span=month", "✓ 相符 证据合计 4 人 = 页面数字 4 人(SQL 求和,6 行证据)"),
        ("2026-05?span=month&as_of=published", "✓ 相符 证据合计 3 人 = 发布数 3 人(SQL 求和,3 行证据)"),
        ("2026-05?as_of=published", "· 证据合计 3 人(3 行)。这个口径没有单独印在上期通报里"),
    ],
)
def test_a_figure_known_by_hand_is_the_sum_of_its_evidence(client: TestClient, query: str, said: str) -> None:
    assert said in text_of(client, f"{FIGURE}/{query}")


@pytest.mark.parametrize("span", ["month", "cumulative"])
@pytest.mark.parametrize("city", ["210000", "210100", "211100"])
def test_every_figure_is_the_sum_of_its_evidence(client: TestClient, published: Path, city: str, span: str) -> None:
    value = "month_value" if span == "month" else "cumulative_value"
    figures = marts(
        published, f"select metric, {value} as value from marts.fct_city_metrics where city = '{city}' and month = '2026-06-01'"
    )
    assert sum(row["value"] is not None for row in figures) > 15
    for row in figures:
        page = text_of(client, f"/figure/{row['metric']}/{city}/2026-06?span={span}")
        assert "✗" not in page, row["metric"]
        agrees = "✓ 相符" if row["value"] is not None else "没有可比的数字"  # a rate of nothing has no figure
        assert agrees in page, row["metric"]


def test_a_rate_is_opened_into_numerator_and_denominator(client: TestClient) -> None:
    page = text_of(client, "/figure/placement_rate/210000/2026-06")
    assert "740" in page and "938" in page and "78.89%" in page and "比率按分子、分母合计相除" in page


def test_published_rates_and_stocks_are_compared_with_the_last_issue(client: TestClient) -> None:
    for metric in ("registered_unemployment_rate", "registered_unemployed", "placement_rate"):
        assert "= 发布数" in text_of(client, f"/figure/{metric}/210100/2026-05?as_of=published"), metric


def test_a_figure_that_is_not_the_sum_of_its_evidence_says_so_loudly(
    own_client: TestClient, publish: Callable[[str], None]
) -> None:
    publish("update marts.fct_city_metrics set month_value = 5 where metric = 'hard_to_employ_employed' and city = '211100'")
    page = text_of(own_client, f"{FIGURE}/2026-06?span=month")
    assert "✗ 不符 证据合计 2 人,页面数字 5 人" in page and "taizhang doctor" in page


def test_reversals_and_what_they_reverse_are_marked(client: TestClient) -> None:
    rows = rows_of(client, f"{FIGURE}/2026-05?span=month", "evidence")
    by_event = {(cells[6], cells[5]): cells[8] for cells in rows}
    assert by_event[("1003", "+1")] == "已被冲销"
    assert "冲销" in by_event[("1003", "−1")] and "发布后" in by_event[("1003", "−1")]
    assert by_event[("1001", "+1")] == "" and by_event[("900001", "+1")] == "发布后"


def test_the_closing_of_a_stock_is_not_a_reversal(client: TestClient) -> None:
    rows = rows_of(client, "/figure/registered_unemployed/211100/2026-06?dimension=flow:out", "evidence")
    assert rows and all(cells[6] == "−1" and "冲销" not in cells[9] for cells in rows)


def test_evidence_is_paged_without_losing_or_doubling_a_row(client: TestClient) -> None:
    path = "/figure/urban_new_employment/211100/2026-06"
    lines = [int(cells[0]) for page in range(1, 8) for cells in rows_of(client, f"{path}?page={page}", "evidence")]
    assert lines == list(range(1, 341))
    assert "第 7 / 7 页" in text_of(client, f"{path}?page=99")


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("component=natural_attrition", 37), ("component=urban_newly_employed", 303), ("period=2026-05&component=natural_attrition", 7),
        ("component=nothing", 0),
    ],
)  # fmt: skip
def test_evidence_is_filtered_and_the_check_still_speaks_of_the_whole(client: TestClient, query: str, rows: int) -> None:
    page = text_of(client, f"/figure/urban_new_employment/211100/2026-06?{query}")
    assert f"证据 {rows} 行(已筛选)" in page and "340 行证据" in page


def test_evidence_is_filtered_by_dimension(client: TestClient, published: Path) -> None:
    told = marts(
        published,
        """select count(*) as n from marts.fct_evidence where metric = 'diverted_placed' and city = '210100'
           and period between '2026-01-01' and '2026-06-01' and dimensions like '%welfare_post%'""",
    )[0]["n"]
    page = text_of(client, "/figure/diverted_placed/210100/2026-06?dimension=channel:welfare_post")
    assert f"证据 {told} 行(已筛选)" in page and "公益性岗位" in page


@pytest.mark.parametrize("query", ["period=abc", "dimension=x", "dimension=a'b:c", "span=week", "as_of=then", "page=x"])
def test_a_garbled_address_is_not_found(client: TestClient, query: str) -> None:
    assert client.get(f"{FIGURE}/2026-06?{query}").status_code == 404


def test_a_part_request_gets_the_evidence_alone(client: TestClient) -> None:
    part = client.get(f"{FIGURE}/2026-06", headers={"HX-Request": "true", "HX-Target": "evidence"}).text
    assert "<html" not in part and 'id="evidence"' in part


def test_an_event_shows_its_origin_its_words_and_what_changed_it(client: TestClient) -> None:
    page = text_of(client, "/event/1003")
    said = ["就业登记", "urn:taizhang:211100:registration", "PJ-1003", "registration_211100.csv", "2026-05-20 10:00", "已撤回"]
    assert [word for word in said if word not in page] == []
    assert "重复登记" in page and "第 900010 号事件" in page and "是否城镇就业" in page


def test_a_correction_shows_what_it_changed(client: TestClient) -> None:
    page = client.get("/event/900010").text
    assert 'href="/event/1003"' in page and "它改变的事件" in page


def test_a_page_is_of_one_publication_and_the_next_page_of_the_next(
    own_client: TestClient, publish: Callable[[str], None]
) -> None:
    assert "6,329" in text_of(own_client, "/")
    publish("update marts.fct_city_metrics set cumulative_value = 6543 where metric = 'urban_new_employment' and city = '210000'")
    assert "6,543" in text_of(own_client, "/") and "6,329" not in text_of(own_client, "/")


def test_text_of_the_warehouse_cannot_become_markup(own_client: TestClient, publish: Callable[[str], None]) -> None:
    publish("""update marts.dim_events set data = '{"city":"<script>alert(1)</script>"}', origin = '"><img src=x>' where seq = 1001;
        update marts.dim_cities set city_name = '<b>''"&' where city = '211100'""")
    for path in ("/event/1001", "/", "/city/211100"):
        page = own_client.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and "<b>'" not in page


def test_the_sources_page_shows_alarms_first_with_what_came_and_what_was_usual(client: TestClient) -> None:
    rows = rows_of(client, "/sources?month=2026-06", "figures")
    assert [row[:5] for row in rows[:3]] == [
        ["盘锦市", "社会保险", "中断", "0", "42.0"], ["大连市", "就业服务", "突增", "40", "18.5"], ["沈阳市", "企业", "—", "40", "42.0"],
    ]  # fmt: skip
    assert len(rows) == 4 * 14 and "2 个来源有告警" in text_of(client, "/sources?month=2026-06")


def test_a_month_that_is_not_over_is_said_not_to_be_judged(own_client: TestClient, publish: Callable[[str], None]) -> None:
    publish("update marts.rpt_source_alarms set is_over = false, alarm = 'none'")
    assert "本月未完,尚不判断" in text_of(own_client, "/sources?month=2026-06")
