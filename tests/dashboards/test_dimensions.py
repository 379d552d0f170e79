"""Dimensions of evidence are read in words."""

import json
import re
from pathlib import Path

import pytest

from dashboards import dimensions
from dashboards.dimensions import dimension_names, dimension_word
from flows.project import ROOT
from tests.dashboards.test_pages import marts


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ({"channel": "welfare_post"}, "公益性岗位"),
        ({"channel": "external_employment"}, "解除后再就业"),
        ({"reduction": "expiry", "industry": "C", "is_giant": False}, "合同终止、制造业、是否特大型企业 否"),
        ({"before": "untold", "programme_year": 2026, "duty": None}, "新就业前人员身份 未报、年度 2026"),
        ({"reason": "expired"}, "领取期满/合同期满"),
        ({"fund": "award", "detail": "compensation"}, "去产能专项奖补资金、解除劳动合同经济补偿"),
        ({"detail": "national", "movement": "moved_in"}, "中央、调入"),
        ({"stage": "started", "placement_stage": "published"}, "实施、公布"),
        ({"channel": "flexible", "age": "16_24", "hardship": "none"}, "灵活就业、16—24岁、非就业困难人员"),
        ({"late_days": 12, "is_mass": True}, "迟报天数 12、是否规模性失业 是"),
        ({"state": "partly_suspended", "sample": "directed"}, "部分停产、未经抽取"),
        ({"occupation": "6-18-01-01", "origin": "diverted"}, "机械制造基础加工人员 6-18-01-01、分流职工"),
        ({"occupation": "9-01"}, "未列名职业 9-01"),
        ({"no_such": "x"}, "x"),
    ],
)  # fmt: skip
def test_a_code_is_its_title_and_another_value_bears_the_title_of_its_field(written: dict[str, object], words: str) -> None:
    assert dimension_names(json.dumps(written), {"external_employment": "解除后再就业"}) == words


def test_no_dimension_is_no_word() -> None:
    assert dimension_names("{}", {}) == "" and dimension_names(None, {}) == ""


def test_no_evidence_of_the_published_ledger_shows_a_bare_code(published: Path) -> None:
    pairs = marts(
        published,
        """select distinct name, json_extract_string(dimensions, '$.' || name) as code
           from (select unnest(json_keys(dimensions)) as name, dimensions from marts.fct_evidence)""",
    )
    channels = {row["channel"]: row["channel_name"] for row in marts(published, "from marts.dim_channels")}
    bare = {
        (p["name"], p["code"])
        for p in pairs
        if p["code"] and re.fullmatch("[a-z_]+", dimension_word(p["code"], p["name"], channels))
    }
    assert pairs and bare == set()


def written_dimensions() -> set[str]:
    """The names of all dimensions that models of evidence write."""
    names: set[str] = set()
    for model in (ROOT / "models" / "evidence").glob("evd_*.sql"):
        for call in re.findall(r"json_object\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", model.read_text(encoding="utf-8")):
            flat = re.sub(r"\((?:[^()]|\([^()]*\))*\)", "", call)
            names |= {part.strip().strip("'") for part in flat.split(",")[::2]}
    return names


def test_every_dimension_that_a_model_writes_has_a_word_for_its_codes_or_a_title_for_its_values() -> None:
    names = written_dimensions()
    assert len(names) > 60 and all(re.fullmatch("[a-z_]+", name) for name in names)
    bare = {name for name in names if dimension_word("{value}", name, {}) == "{value}"}
    assert bare <= set(dimensions._OWN)
