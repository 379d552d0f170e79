"""The pages in a real browser against a real server: what only a browser can tell."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

PASSWORD = "Liaoning-jiuye-2026"
PAINTED = """canvas => {
    const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
    const colours = new Set();
    for (let i = 0; i < pixels.length; i += 4) if (pixels[i + 3]) colours.add(pixels[i] << 16 | pixels[i + 1] << 8 | pixels[i + 2]);
    return colours.has(0x2b6c99) && colours.has(0xc2621b);
}"""


@dataclass
class Watched:
    """A page, and everything it asked for or complained about."""

    page: Page
    address: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def sign_in(self, name: str, password: str = PASSWORD) -> None:
        """Fill the login form by keyboard alone."""
        self.page.goto(f"{self.address}/login")
        self.page.keyboard.type(name)
        self.page.keyboard.press("Tab")
        self.page.keyboard.type(password)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")


@pytest.fixture
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    seen = Watched(context.new_page(), address)
    seen.page.set_default_timeout(10_000)

    def ask(route: object) -> None:
        if not route.request.url.startswith((address, "data:")):  # type: ignore[attr-defined]
            seen.outside.append(route.request.url)  # type: ignore[attr-defined]
        route.continue_()  # type: ignore[attr-defined]

    context.route("**/*", ask)
    seen.page.on("console", lambda said: seen.complaints.append(said.text) if said.type in ("error", "warning") else None)
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    yield seen
    context.close()
    assert seen.outside == [], "页面向外部发出了请求"


def test_from_the_login_down_to_one_event(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("analyst", "wrong")
    expect(page.get_by_role("alert")).to_contain_text("不正确")
    assert [said for said in watched.complaints if "401" not in said] == []
    watched.complaints.clear()  # a browser reports the refused login itself

    watched.sign_in("analyst")
    expect(page.get_by_role("heading", level=1)).to_have_text("辽宁省2026年6月就业目标完成情况")
    expect(page.locator(".card .value").first).to_contain_text("6,329")
    assert page.locator("#cities canvas").evaluate(PAINTED)

    page.get_by_label("指标", exact=True).get_by_role("link", name="就业困难人员就业").click()
    row = page.locator("table.ranking tr", has=page.get_by_role("rowheader", name="盘锦市"))
    expect(page.locator("table.ranking caption")).to_contain_text("就业困难人员就业")
    assert "metric=hard_to_employ_employed" in page.url
    assert page.locator("#cities canvas").evaluate(PAINTED)

    row.get_by_role("link", name="6", exact=True).click()
    expect(page.locator("#check")).to_contain_text("✓ 相符 证据合计 6 人 = 页面数字 6 人")
    page.locator("#evidence .filters").get_by_role("link", name="2026-05").click()
    expect(page.locator("#evidence-title")).to_contain_text("6 行(已筛选)")
    assert "period=2026-05" in page.url

    page.locator("#evidence").get_by_role("link", name="1003").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 1003 号事件")
    page.get_by_role("link", name="第 900010 号事件(撤销事件)").click()
    expect(page.get_by_text("它改变的事件")).to_be_visible()

    page.get_by_role("button", name="退出").click()
    expect(page).to_have_url(f"{watched.address}/login")
    page.go_back()
    expect(page.get_by_role("heading", name="登录就业台账")).to_be_visible()
    assert watched.complaints == []


def test_the_month_is_chosen_by_its_list_and_a_new_publication_shows(watched: Watched, publish: Callable[[str], None]) -> None:
    page = watched.page
    watched.sign_in("analyst")
    page.get_by_label("月份").select_option("2026-05")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2026年5月")
    publish("update marts.fct_city_metrics set cumulative_value = 6543 where metric = 'urban_new_employment' and city = '210000'")
    page.goto(watched.address)
    expect(page.locator(".card .value").first).to_contain_text("6,543")
    assert watched.complaints == []


def test_evidence_turns_its_pages_in_place(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("dalian")
    page.goto(f"{watched.address}/figure/urban_new_employment/210200/2026-06")
    page.evaluate("window.isTheSamePage = true")
    page.get_by_role("link", name="下一页").click()
    expect(page.locator(".pages")).to_contain_text("第 2 /")
    expect(page.locator("table.evidence tbody td").first).to_have_text("51")
    assert page.evaluate("window.isTheSamePage") is True
    page.go_back()
    expect(page.locator("table.evidence tbody td").first).to_have_text("1")
    assert watched.complaints == []


def test_from_the_navigation_through_a_lead_and_a_fund_down_to_their_events(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("panjin")
    page.get_by_label("主导航").get_by_role("link", name="线索与督办").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("2026年6月线索与督办")
    lead = page.locator("table.leads tr", has=page.get_by_text("91211100MA0EXA003C"))
    expect(lead).to_contain_text("请企业补报未到的职工")
    lead.get_by_role("link", name="3", exact=True).click()
    expect(page.locator("#evidence-title")).to_contain_text("1 行(已筛选),小计 3")
    page.locator("#evidence").get_by_role("link", name="900021").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 900021 号事件")

    page.get_by_label("主导航").get_by_role("link", name="县区与资金").click()
    page.get_by_role("link", name="12.50").click()
    page.locator("#evidence").get_by_role("link", name="900023").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 900023 号事件")
    assert watched.complaints == []


def test_from_the_navigation_through_a_layoff_and_a_wage_down_to_their_events(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("panjin")
    page.get_by_label("主导航").get_by_role("link", name="线索与督办").click()
    page.locator("table.layoffs").get_by_role("link", name="8", exact=True).click()
    expect(page.locator("#evidence-title")).to_contain_text("1 行(已筛选),小计 8")
    page.locator("#evidence").get_by_role("link", name="900061").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 900061 号事件")

    page.get_by_label("主导航").get_by_role("link", name="专题").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("专题")
    expect(page.locator("table.wages")).to_contain_text("不公布,可推断单个企业")
    page.locator("#wages .filters").get_by_role("link", name="职业 2").click()
    expect(page.locator("table.wages tbody tr")).to_have_count(2)
    page.locator("table.wages").get_by_role("link", name="60", exact=True).click()
    expect(page.locator("#evidence-title")).to_contain_text("2 行(已筛选),小计 60")
    page.locator("#evidence .filters").get_by_role("link", name="大型 1").click()
    expect(page.locator("#evidence-title")).to_contain_text("1 行(已筛选),小计 40")
    page.locator("#evidence").get_by_role("link", name="900070").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("第 900070 号事件")
    assert watched.complaints == []


def test_leads_are_chosen_by_city_and_kind(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("analyst")
    page.goto(f"{watched.address}/leads")
    with page.expect_navigation():
        page.get_by_label("单位", exact=True).select_option("211100")
    expect(page.locator("table.leads tbody tr")).to_have_count(2)
    page.locator("#leads .filters").get_by_role("link", name="花名册缺报 2").click()
    expect(page).to_have_url(re.compile("of_city=211100&lead=roster_missing_persons"))
    page.wait_for_load_state()
    with page.expect_navigation():
        page.get_by_label("单位", exact=True).select_option("")
    expect(page.locator("#leads .filters")).to_contain_text("重大群体性事件 1")
    expect(page.locator("table.leads tbody tr")).to_have_count(2)
    with page.expect_navigation():
        page.get_by_label("月份").select_option("2026-05")
    expect(page.locator("table.leads")).to_contain_text("2026年5月没有企业线索")
    assert watched.complaints == []


def test_a_city_officer_and_a_leader_meet_their_limits_in_chinese(watched: Watched) -> None:
    page = watched.page
    watched.sign_in("panjin")
    assert page.goto(f"{watched.address}/city/210200").status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到")
    page.get_by_role("link", name="返回总览").click()
    page.get_by_label("主导航").get_by_role("link", name="盘锦市").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("盘锦市 2026年6月")
    page.get_by_role("button", name="退出").click()
    watched.sign_in("leader")
    assert page.goto(f"{watched.address}/event/1001").status == 403
    expect(page.get_by_text("不能查看到人的证据和事件")).to_be_visible()
    expect(page.get_by_text("怎么办")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_page_is_wider_than_the_screen_and_every_table_names_its_heads(watched: Watched, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 900})
    watched.sign_in("analyst")
    paths = [
        "/", "/city/211100", "/metric/placement_rate", "/figure/registered_unemployment_rate/210000/2026-06", "/event/1003",
        "/leads", "/assessment/211100/2025", "/targets", "/topics", "/restatements", "/sources",
    ]  # fmt: skip
    for path in paths:
        page.goto(watched.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") == width, path
        assert page.locator("th:not([scope])").count() == 0, path
        assert page.locator("table.figures:not(:has(caption))").count() == 0, path
    assert watched.complaints == []
