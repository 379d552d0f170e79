"""The requirements table: all 42 numeric rules and 133 clauses stand in it, and every name it gives exists."""

import copy
from typing import Any

import pytest

from docs.generate.requirements import KEYS, Known, RequirementsError, check, known_names, read_requirements, state_of


@pytest.fixture(scope="module")
def known() -> Known:
    return known_names()


@pytest.fixture
def requirements() -> dict[str, dict[str, Any]]:
    return copy.deepcopy(read_requirements())


def test_every_numeric_rule_and_every_clause_stands_in_the_table_and_every_name_exists(
    requirements: dict[str, dict[str, Any]], known: Known
) -> None:
    assert len(KEYS) == 42 + 133
    assert list(requirements) == KEYS
    check(requirements, known)


@pytest.mark.parametrize("kind", ["events", "rules", "models", "tests"])
def test_a_name_that_does_not_exist_is_refused_with_its_line(
    kind: str, requirements: dict[str, dict[str, Any]], known: Known
) -> None:
    requirements["N13"][kind] = [*requirements["N13"][kind], "no_such_name"]
    with pytest.raises(RequirementsError, match=f"N13: {kind} no_such_name does not exist"):
        check(requirements, known)


def test_a_line_left_out_is_named(requirements: dict[str, dict[str, Any]], known: Known) -> None:
    del requirements["67"]
    with pytest.raises(RequirementsError, match="67: is left out"):
        check(requirements, known)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"tests": []}, "names no test"),
        ({"models": [], "rules": []}, "names no model or rule"),
        ({"none": "Nothing.", "missing": "Something."}, "at once"),
        ({"text": ""}, "no text"),
        ({"mising": "A slip."}, "mising is no part"),
    ],
)
def test_a_line_that_claims_without_showing_is_refused(
    change: dict[str, Any], told: str, requirements: dict[str, dict[str, Any]], known: Known
) -> None:
    requirements["N13"] |= change
    with pytest.raises(RequirementsError, match=f"N13: .*{told}"):
        check(requirements, known)


def test_what_is_only_taken_in_and_kept_is_not_called_here() -> None:
    kept = {"events": ["layoff_reported"], "models": ["stg_enterprise__layoff_reported"], "tests": ["t"], "missing": "No figure."}
    assert state_of(kept) == "not yet"
    assert state_of(kept | {"models": ["evd_natural_attrition"]}) == "in part"
