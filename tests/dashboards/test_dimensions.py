"""Dimensions of evidence are read in words."""

import json
import re
from pathlib import Path

import pytest

from dashboards.dimensions import dimension_names, dimension_word
from tests.dashboards.test_pages import marts


@pytest.mark.parametrize(
    ("dimensions", "words"),
    [
        ({"channel": "welfare_post"}, "公益性岗位"),
        ({"channel": "external_employment"}, "解除后再就业"),
        ({"reduction": "expiry", "industry": "C", "is_giant": False}, "合同终止、制造业、是否特大型企业 否"),
        ({"before": "untold", "programme_year": 2026, "duty": None}, "新就业前人员身份 未报、年度 2026"),
        ({"reason": "expired"}, "领取期满/合同期满"),
        ({"no_such": "x"}, "x"),
    ],
)  # fmt: skip
def test_a_code_is_its_title_and_another_value_bears_the_title_of_its_field(dimensions: dict[str, object], words: str) -> None:
    assert dimension_names(json.dumps(dimensions), {"external_employment": "解除后再就业"}) == words


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
