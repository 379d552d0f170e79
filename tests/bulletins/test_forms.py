"""Forms and real-name ledgers made from a told half-year: opened by an independent reader, compared with the evidence."""

import dataclasses
import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bulletins.forms.identities import check
from bulletins.forms.layout import LEDGERS
from bulletins.forms.reader import read_figures
from bulletins.forms.structure import Figures, FormError
from flows.figures import open_figure
from flows.forms import FORMS, write_forms
from flows.settings import Home
from tests.docs.seeds import seed_rows
from tests.road.fast_warehouse import CompiledModels, FastWarehouse
from tests.road.telling import (
    DALIAN,
    SHENYANG,
    SHOP,
    certified,
    corrected,
    deregistered,
    exited_hardship,
    guided,
    hired,
    insured,
    pensioned,
    person,
    recommended,
    registered_unemployed,
    retracted,
)  # fmt: skip
from tests.road.telling_goods import benefited, lent, sought, supported, took_post

JUNE = date(2026, 6, 1)
PROVINCE = "210000"
BORN_1980, BORN_2003 = {"sex": "2", "birth_month": "1980-05"}, {"sex": "1", "birth_month": "2003-08"}
flexible = hired("乙", "2026-03-05", enterprise=None, employment_type="flexible", industry="C", **BORN_2003)
wrong_grant = benefited("甲", "2026-05-29", "social_insurance_subsidy", 900, months=("2026-03", "2026-05"))
wrongly_granted = benefited("戊", "2026-05-29", "post_subsidy", 300)
FIRST = [
    registered_unemployed("甲", "2026-01-10", cause="dissolved_by_employer", unemployed_since="2025-12-20", certificate_no="C-1"),
    certified("甲", "2026-01-12"),
    insured("甲", "2026-02-03"),
    flexible,
    insured("丙", "2026-04-01", DALIAN),
    registered_unemployed(
        "丁",
        "2026-02-01",
        cause="graduate",
        is_rural_resident=False,
        off_post_origin="mass_layoff",
        wants_job=True,
        wants_startup=False,
        **BORN_2003,
    ),
    insured("庚", "2025-06-01"),
    pensioned("庚", "2026-05-01"),
    sought("戊", "2026-03-01", occupation="6-18", until="2026-12-31"),
    guided("戊", "2026-03-02"),
    guided("戊", "2026-06-30"),
    guided("戊", "2026-07-01"),
    recommended("戊", "2026-04-01"),
    took_post("己", "2026-02-01"),
    insured("辛", "2026-07-01"),
    wrong_grant,
    benefited("甲", "2026-05-29", "tax_relief", 0),
    benefited("甲", "2025-12-29", "post_subsidy", 300),
    benefited("甲", "2026-07-02", "post_subsidy", 300),
    benefited("丙", "2026-04-02", "training_subsidy", 600, DALIAN),
    lent("乙", "2026-04-10", 100000),
    supported("乙", "2026-03-09", "site_subsidy"),
    wrongly_granted,
]
LATER = [
    hired("甲", "2026-02-10", industry="C", education="college", previous_identity="unemployed", contract_months=24, **BORN_1980),
    deregistered("甲", "2026-02-12"),
    exited_hardship("甲", "2026-02-12"),
    certified("丁", "2026-03-03"),
    corrected(flexible, "2026-04-09", industry="H"),
    corrected(wrong_grant, "2026-06-09", amount_yuan=1200, content="三个月社保补贴"),
    retracted(wrongly_granted, "2026-06-09"),
]


@pytest.fixture(scope="module")
def home(compiled: CompiledModels, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """The story, built in two steps by the models' own SQL, its marts published as a file."""
    home = Home(tmp_path_factory.mktemp("forms"))
    home.warehouse.parent.mkdir(parents=True)
    house = FastWarehouse(compiled)
    house.arrive(FIRST, through="marts")
    house.arrive(LATER, through="marts")
    house.con.execute(f"attach '{home.warehouse}' as published; create schema published.marts")
    names = house.con.execute(
        "select table_name from information_schema.tables where table_catalog = 'warehouse' and table_schema = 'marts'"
    ).fetchall()
    for (name,) in names:
        house.con.execute(f"create table published.marts.{name} as select * from warehouse.marts.{name}")
    house.con.execute("detach published")
    yield home
    house.close()


@pytest.fixture(scope="module")
def written(home: Home) -> dict[str, Any]:
    """Every form and ledger of Shenyang, opened."""
    return {file.stem: openpyxl.load_workbook(file) for file in write_forms(home, "all", JUNE, SHENYANG)}


def cells(book: Any, form: str) -> dict[str, dict[str, Any]]:
    """Month → printed column number → value, as a reader of the sheet finds them."""
    rows = [[cell.value for cell in row] for row in book[form].iter_rows()]
    numbers = next(row for row in rows if row[0] == "甲")
    months = [row for row in rows if isinstance(row[1], str) and row[1].endswith("月")]
    return {row[1]: {str(n): v for n, v in zip(numbers[2:], row[2:], strict=True) if n is not None} for row in months}


def nonzero(row: dict[str, Any]) -> dict[str, Any]:
    return {label: value for label, value in row.items() if value != 0}


def ledger_rows(book: Any, ledger: str) -> list[dict[str, Any]]:
    rows = [[cell.value for cell in row] for row in book[ledger].iter_rows(min_row=4)]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def test_ep1_holds_a_row_a_month_cumulative_from_january(written: dict[str, Any]) -> None:
    months = cells(written["EP1"], "EP1")
    assert list(months) == ["1月", "1-2月", "1-3月", "1-4月", "1-5月", "1-6月"]
    assert [list(row.values()) for row in months.values()] == [
        [0, 0, 0, 0, 0], [1, 1, 0, 1, 1], [2, 2, 0, 1, 1], [2, 2, 0, 1, 1], [1, 2, 1, 1, 1], [1, 2, 1, 1, 1],
    ]  # fmt: skip


def test_form_01_divides_the_newly_employed_by_what_their_registrations_tell(written: dict[str, Any]) -> None:
    june = nonzero(cells(written["01"], "01")["1-6月"])
    assert june == {"1": 2, "2": 1, "3": 1, "4": 1, "5": 1, "7": 1, "8": 1, "11": 1, "14": 1, "16": 1, "17": 1}


def test_whom_nobody_describes_stands_in_the_columns_of_the_untold(home: Home, tmp_path: Path) -> None:
    (file,) = write_forms(home, "01", JUNE, DALIAN, tmp_path)
    assert nonzero(cells(openpyxl.load_workbook(file), "01")["1-6月"]) == {"1": 1, "8甲": 1, "15甲": 1, "18乙": 1}


def test_form_02_moves_a_registered_person_who_becomes_hard_to_employ(written: dict[str, Any]) -> None:
    months = cells(written["02"], "02")
    assert nonzero(months["1月"]) == {"1": 1, "5": 1, "13": 1, "14": 1}
    assert nonzero(months["2月"]) == {"1": 1, "3": 1}
    assert nonzero(months["3月"]) == {"1": 1, "3": 1, "14": 1}


def test_form_03_prints_a_dash_and_says_why_where_no_event_tells(written: dict[str, Any]) -> None:
    june = cells(written["03"], "03")["6月"]
    assert june["补1"] == 1
    assert {value for label, value in june.items() if label != "补1"} == {"—"}
    told = {row[0].value: row[4].value for row in written["03"]["口径"].iter_rows(min_row=4)}
    assert "原表栏名未见" in told["1"] and told["补1"].startswith("taizhang explain 2026-06 210100 welfare_posts_occupied")
    verdicts = [row[5].value for row in written["03"]["03"].iter_rows() if str(row[0].value).startswith("A14")]
    assert len(verdicts) == 3 and all(verdict.startswith("未能核对") for verdict in verdicts)


def test_the_industries_follow_a_correction(written: dict[str, Any]) -> None:
    assert nonzero(cells(written["行业划分"], "行业划分")["1-6月"]) == {"1": 2, "4": 1, "9": 1}


@pytest.mark.parametrize("city", [SHENYANG, PROVINCE])
def test_every_cell_of_every_form_is_the_sum_that_its_own_command_opens(home: Home, city: str, tmp_path: Path) -> None:
    opened_cells = 0
    for file in (f for form in FORMS for f in write_forms(home, form, JUNE, city, tmp_path)):
        book = openpyxl.load_workbook(file)
        shown = list(cells(book, file.stem).values())[-1]
        for label, _, _, _, command in book["口径"].iter_rows(min_row=4, values_only=True):
            if not command.startswith("taizhang"):
                assert shown[label] == "—"
                continue
            _, _, month, place, metric, *options = command.split()
            where = {k: v.split(",") for k, _, v in (o.partition("=") for o in options if "=" in o)}
            terms = open_figure(home.warehouse, metric, place, month, cumulative=True, where=where).terms
            assert shown[label] == sum(sign * amount for _, _, sign, amount in terms), (file.stem, label)
            opened_cells += 1
    assert opened_cells > 60


def test_the_worker_placed_again_stands_on_three_ledgers_with_one_event(written: dict[str, Any]) -> None:
    (again,) = ledger_rows(written["台账五"], "台账五")
    assert (again["人员令牌"], again["失业时间"], again["再就业时间"], again["就业方式（渠道）"], again["行业"]) == (
        person("甲"), datetime(2025, 12, 20), datetime(2026, 2, 3), "非公有制企业", "制造业",
    )  # fmt: skip
    (new,) = (row for row in ledger_rows(written["台账六"], "台账六") if row["人员令牌"] == person("甲"))
    assert (new["学历"], new["新就业前人员身份"], new["性别"], new["凭证"]) == ("专科", "失业人员", "女", "社会保险")
    (hard,) = (row for row in ledger_rows(written["台账三"], "台账三") if row["人员令牌"] == person("甲"))
    assert (hard["人员类型"], hard["就业创业证号"], hard["本年内已退出"], hard["现单位（统一社会信用代码）"]) == (
        "大龄",
        "C-1",
        "是",
        SHOP,
    )
    assert again["证据事件序号"] == new["证据事件序号"]


def test_who_is_still_unemployed_stands_on_ledger_four_and_only_he(written: dict[str, Any]) -> None:
    (row,) = ledger_rows(written["台账四"], "台账四")
    assert (row["人员令牌"], row["失业人员类型（原因）"], row["农业户籍"]) == (person("丁"), "高校毕业生", "否")


def test_every_benefit_stands_on_the_policy_ledger_with_item_content_and_time(written: dict[str, Any], home: Home) -> None:
    rows = ledger_rows(written["政策台账"], "政策台账")
    told = [(r["人员令牌"], r["享受扶持政策项目"], r["金额（元）"], r["享受时间"].date(), r["享受起月"]) for r in rows]
    assert told == [
        (person("乙"), "场地补贴", "—", date(2026, 3, 9), "—"),
        (person("乙"), "创业担保贷款", 100000, date(2026, 4, 10), "—"),
        (person("甲"), "社会保险补贴", 1200, date(2026, 5, 29), "2026-03"),
        (person("甲"), "税费减免", 0, date(2026, 5, 29), "—"),
    ]
    assert rows[2]["享受内容"] == "三个月社保补贴"
    assert "共4条" in written["政策台账"]["政策台账"]["A2"].value
    terms = open_figure(home.warehouse, "benefit_amount", SHENYANG, "2026-06", cumulative=True).terms
    assert sum(sign * amount for _, _, sign, amount in terms) == 1200


def test_ledger_four_says_whence_and_with_what_wishes_he_is_off_his_post(home: Home, written: dict[str, Any]) -> None:
    (row,) = ledger_rows(written["台账四"], "台账四")
    assert (row["离岗来源"], row["就业意愿"], row["创业意愿"]) == ("企业规模性裁员", "是", "否")
    off_post = {"off_post_origin": ["mass_layoff"]}
    terms = open_figure(home.warehouse, "registered_unemployed", SHENYANG, JUNE, cumulative=True, where=off_post).terms
    assert [amount for *_, amount in terms] == [1]


def test_services_are_counted_from_events_up_to_the_month_s_end(written: dict[str, Any]) -> None:
    (row,) = ledger_rows(written["台账十二"], "台账十二")
    assert (row["人员令牌"], row["职业指导次数"], row["职业介绍次数"]) == (person("戊"), 2, 1)


def test_no_ledger_holds_a_name_a_number_or_a_phone(written: dict[str, Any]) -> None:
    for ledger in LEDGERS:
        for row in ledger_rows(written[ledger], ledger):
            assert row["姓名"] == row["联系电话"] == "—"
            assert not any(re.fullmatch(r"[1-9]\d{16}[\dX]", str(value)) for value in row.values())


def test_forms_written_again_are_the_same_bytes(home: Home, written: dict[str, Any]) -> None:
    folder = home.path / "forms" / "2026-06" / SHENYANG
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    assert len(before) == len(FORMS) + len(LEDGERS)
    list(write_forms(home, "all", JUNE, SHENYANG))
    assert {file.name: file.read_bytes() for file in folder.iterdir()} == before


IDENTITIES = seed_rows("form_identities")


@pytest.fixture(scope="module")
def province(home: Home) -> Figures:
    return read_figures(home.warehouse, JUNE, PROVINCE)


@pytest.mark.parametrize("identity", IDENTITIES, ids=lambda i: i["identity"])
def test_a_fault_planted_in_a_cell_stops_the_form_and_is_named(province: Figures, identity: dict[str, str]) -> None:
    form = identity["form"]
    told = dict(province.cells)
    if form == "03":  # nothing fills these columns today: they are given figures that agree, to see the identity judge
        for month in province.months:
            told |= {(form, PROVINCE, month, str(n)): Decimal(0) for n in range(1, 16)}
    assert check(dataclasses.replace(province, cells=told), form)
    left = identity["expression"].split()[0]
    planted = Decimal(-7) if ">=" in identity["expression"] else Decimal(7)
    key = (form, PROVINCE, JUNE, left)
    faulty = dataclasses.replace(province, cells=told | {key: told[key] + planted})
    with pytest.raises(FormError) as stopped:
        check(faulty, form)
    sentence = next(line for line in str(stopped.value).splitlines() if line.startswith(identity["identity"] + " "))
    assert f"{left}={int(told[key] + planted)}" in sentence and identity["mend"] in sentence and "2026-06" in sentence


def test_a_form_that_is_stopped_is_not_written(home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def with_fault(*place: Any) -> Figures:
        figures = read_figures(*place)
        return dataclasses.replace(figures, cells=figures.cells | {("EP1", SHENYANG, JUNE, "3"): Decimal(99)})

    monkeypatch.setattr("flows.forms.read_figures", with_fault)
    with pytest.raises(FormError, match="A101 .*左边 .*右边 "):
        list(write_forms(home, "EP1", JUNE, SHENYANG, tmp_path / "out"))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("name", "month", "city", "told"),
    [
        ("EP9", JUNE, SHENYANG, "没有报表 EP9"),
        ("EP1", date(2031, 1, 1), SHENYANG, "没有 2031-01"),
        ("EP1", JUNE, "999999", "没有考核单位 999999"),
    ],
)
def test_what_is_not_there_is_said_with_what_is(home: Home, name: str, month: date, city: str, told: str) -> None:
    with pytest.raises(FormError, match=told):
        list(write_forms(home, name, month, city))


def test_every_column_of_a_form_names_a_metric_or_says_why_not() -> None:
    metrics = {row["metric"] for row in seed_rows("metrics")}
    for column in seed_rows("form_columns"):
        assert (column["metric"] in metrics) != bool(column["why_untold"]), column
    assert sorted(row["form"] for row in seed_rows("forms")) == sorted(FORMS)
