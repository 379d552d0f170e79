"""Rule packs: what each place has to follow on a day, and that nothing is left to chance where two packs say the same."""

from datetime import date
from pathlib import Path

import duckdb
import jinja2
import pytest
import yaml
from pydantic import ValidationError

from flows.project import ROOT
from flows.rules import FOLDER, SEED, PackUnknown, RulesOverlap, in_force, read_holdings, read_packs

SHIPPED = read_packs()


def entry(rule: str, value: str, valid_from: str, **more: object) -> dict[str, object]:
    return {"rule": rule, "value": value, "valid_from": valid_from, "document_no": "某发〔2026〕1号", "clause": "第一条"} | more


def lay_out(folder: Path, packs: dict[str, list[dict[str, object]]], holdings: list[dict[str, object]]) -> Path:
    (folder / "holdings").mkdir()
    for name, rules in packs.items():
        pack = {"pack": name, "region": "000000", "title": name, "rules": rules}
        (folder / f"{name}.yml").write_text(yaml.safe_dump(pack, allow_unicode=True), encoding="utf-8")
    rows = [{"city": "210100", "valid_from": "2020-01-01", "reason": "试行"} | holding for holding in holdings]
    (folder / "holdings" / "holdings.yml").write_text(yaml.safe_dump({"holdings": rows}, allow_unicode=True), encoding="utf-8")
    return folder


def values_of(folder: Path, rule: str) -> list[tuple[str, str, str]]:
    packs = read_packs(folder)
    rows = in_force(packs, read_holdings(packs, folder / "holdings"))
    return [(row.entry.value, str(row.valid_from), str(row.valid_to)) for row in rows if row.entry.rule == rule]


def test_every_ambiguity_of_the_policies_is_settled_by_a_switch_with_its_reason() -> None:
    settled = {entry.settles: entry for pack in SHIPPED for entry in pack.rules if entry.settles}
    assert set(settled) == {f"A{n}" for n in range(1, 19)}
    assert all(len(entry.clause) > 5 for entry in settled.values())


def test_one_pack_is_shipped_for_every_policy_document_and_each_is_followed_somewhere() -> None:
    names = {pack.pack for pack in SHIPPED}
    assert {"national", "liaoning-2016", "hebei-2018", "shangluo-2012", "jixi-2018"} <= names
    assert {holding.pack for holding in read_holdings(SHIPPED)} == names


def test_the_numbers_of_the_policy_documents_hold_where_and_when_they_were_given() -> None:
    rows = in_force(SHIPPED, read_holdings(SHIPPED))

    def value(city: str, rule: str, day: date) -> str | None:
        found = [r.entry.value for r in rows if (r.city, r.entry.rule) == (city, rule) and r.valid_from <= day <= r.valid_to]
        assert len(found) <= 1
        return found[0] if found else None

    assert value("210000", "layoff_report_persons", date(2026, 1, 1)) == "200"
    assert value("210000", "layoff_report_persons", date(2016, 6, 25)) is None
    assert value("611000", "annual_target.labour_export", date(2012, 7, 1)) == "511000"
    assert value("611000", "annual_target.labour_export", date(2013, 1, 1)) is None
    assert value("230300", "benefit_standard_yuan.job_seeking_subsidy", date(2018, 6, 1)) == "1000"
    assert value("230300", "layoff_notice_persons", date(2018, 6, 1)) == "20"


def test_a_pack_that_goes_before_another_leaves_it_the_days_around(tmp_path: Path) -> None:
    packs = {
        "own": [entry("stable_months", "12", "2024-01-01", valid_to="2024-12-31")],
        "base": [entry("stable_months", "6", "2021-01-01")],
    }
    folder = lay_out(tmp_path, packs, [{"pack": "own", "rank": 1}, {"pack": "base", "rank": 2}])
    assert values_of(folder, "stable_months") == [
        ("6", "2021-01-01", "2023-12-31"),
        ("12", "2024-01-01", "2024-12-31"),
        ("6", "2025-01-01", "9999-12-31"),
    ]


def test_a_pack_holds_only_from_the_day_it_is_followed(tmp_path: Path) -> None:
    folder = lay_out(
        tmp_path, {"own": [entry("stable_months", "12", "2010-01-01")]}, [{"pack": "own", "rank": 1, "valid_from": "2022-03-01"}]
    )
    assert values_of(folder, "stable_months") == [("12", "2022-03-01", "9999-12-31")]


def test_one_rule_with_two_values_on_a_day_is_refused(tmp_path: Path) -> None:
    rules = [entry("stable_months", "12", "2020-01-01"), entry("stable_months", "6", "2021-01-01")]
    with pytest.raises(RulesOverlap, match="stable_months 在 2021-01-01 起有两个值"):
        read_packs(lay_out(tmp_path, {"own": rules}, []))


def test_two_packs_of_one_rank_in_one_place_are_refused(tmp_path: Path) -> None:
    packs = {"one": [entry("stable_months", "12", "2020-01-01")], "two": [entry("stable_months", "6", "2020-01-01")]}
    folder = lay_out(tmp_path, packs, [{"pack": "one", "rank": 1}, {"pack": "two", "rank": 1}])
    with pytest.raises(RulesOverlap, match="分不出先后"):
        read_holdings(read_packs(folder), folder / "holdings")


def test_a_pack_that_is_not_there_cannot_be_followed(tmp_path: Path) -> None:
    folder = lay_out(tmp_path, {"one": []}, [{"pack": "two", "rank": 1}])
    with pytest.raises(PackUnknown, match="two 不存在"):
        read_holdings(read_packs(folder), folder / "holdings")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"choices": ["6", "24"]}, "不在可选值"),
        ({"valid_to": "2019-12-31"}, "早于生效日"),
        ({"settles": "A19"}, "settles"),
        ({"grade": "rumour"}, "grade"),
        ({"clause": ""}, "clause"),
    ],
)
def test_an_entry_that_does_not_fit_the_form_is_refused(tmp_path: Path, fault: dict[str, object], told: str) -> None:
    with pytest.raises(ValidationError, match=told):
        read_packs(lay_out(tmp_path, {"own": [entry("stable_months", "12", "2020-01-01") | fault]}, []))


def test_the_macro_takes_the_citys_own_value_and_else_the_provinces() -> None:
    macros = jinja2.Environment().from_string(
        (ROOT / "macros" / "rule.sql").read_text(encoding="utf-8"),
        globals={"ref": lambda name: name, "var": {"province": "210000"}.get},
    )
    con = duckdb.connect()
    con.execute(f"create table rules as from read_csv('{SEED}', all_varchar = true)")
    con.execute("update rules set city = '210200' where city = '230300'")  # as if a city of the province followed 鸡西's pack

    def value(*arguments: str) -> str:
        call = macros.module.rule("layoff_notice_persons", "integer", *arguments)  # type: ignore[attr-defined]
        return str(con.execute(f"select {call}").fetchone()[0])

    assert value("'2026-01-01'") == value("'2026-01-01'", "'210100'") == "20"
    con.execute("update rules set value = '30' where city = '210200' and rule = 'layoff_notice_persons'")
    assert (value("'2026-01-01'", "'210200'"), value("'2026-01-01'", "'210100'")) == ("30", "20")


def test_the_folder_of_packs_holds_nothing_that_is_not_read() -> None:
    assert {file.stem for file in FOLDER.glob("*.yml")} == {pack.pack for pack in SHIPPED}
