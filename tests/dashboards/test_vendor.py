"""The libraries are the ones the list names, licences beside them; no page reaches outside."""

import hashlib
import re
from pathlib import Path

import pytest

import dashboards

STATIC = Path(dashboards.__file__).parent / "static"
LISTED = re.findall(r"^\| (\S+\.js) \|.*\| ([0-9a-f]{64}) \|$", (STATIC / "vendor" / "README.md").read_text(), re.M)


def test_every_vendored_script_is_listed() -> None:
    assert {name for name, _ in LISTED} == {file.name for file in (STATIC / "vendor").glob("*.js")} != set()


@pytest.mark.parametrize(("name", "sha256"), LISTED)
def test_a_vendored_script_is_as_its_makers_published_it(name: str, sha256: str) -> None:
    assert hashlib.sha256((STATIC / "vendor" / name).read_bytes()).hexdigest() == sha256


@pytest.mark.parametrize("name", ["echarts.LICENSE", "echarts.NOTICE", "echarts.LICENSE-d3", "htmx.LICENSE"])
def test_the_licences_come_along(name: str) -> None:
    assert (STATIC / "vendor" / name).stat().st_size > 100


@pytest.mark.parametrize("file", sorted((STATIC.parent / "templates").glob("*.html")), ids=lambda file: file.name)
def test_a_template_holds_no_inline_script_or_style_and_names_no_other_host(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:|https?://|\|safe", text)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", text))


@pytest.mark.parametrize("name", ["site.css", "charts.js"])
def test_our_own_sheet_and_script_name_no_other_host(name: str) -> None:
    assert not re.search(r"https?://|@import|url\(", (STATIC / name).read_text(encoding="utf-8"))
