"""The report opens anywhere, tells every outcome, and keeps the raw findings beside it."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest

from expectations import checkpoint, report

SILENT = "delete from marts.fct_source_timeliness where source_family = 'insurance' and city = '210100'"
VOID = {"meta"}


class Reader(HTMLParser):
    """Collects tags, attributes and text, and whether every opened tag was closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture
def folder(spoiled: Callable[..., Path], tmp_path: Path) -> Path:
    result = checkpoint.run(spoiled(SILENT), "2026-04", tmp_path / "gates" / "2026-04")
    assert result.report == tmp_path / "gates" / "2026-04" / "report.html"
    return result.report.parent


def test_the_page_is_whole_and_refers_to_nothing_outside(folder: Path) -> None:
    page = (folder / "report.html").read_text(encoding="utf-8")
    reader = Reader(page)
    assert reader.open == []
    assert not re.search(r"https?://|//[a-z]|url\(|@import", page)
    assert reader.tags.isdisjoint({"script", "link", "img", "iframe", "object", "base"})
    assert reader.attributes.isdisjoint({"src", "href", "action", "srcset"})


def test_the_page_tells_the_verdict_every_outcome_and_the_failing_cell(folder: Path) -> None:
    from expectations import catalogue

    text = Reader((folder / "report.html").read_text(encoding="utf-8")).text
    assert "2026-04 不得发布：1 项关键检查不通过（E201）" in text
    assert "数据截止 2026-05-05 00:00:00" in text and "日志序号 9000" in text
    for entry in catalogue.entries():
        assert entry.expectation_id in text and entry.sentence in text
    assert "沈阳市" in text and "社会保险" in text and "怎么办：" in text


def test_the_raw_findings_are_kept_with_the_cut_off_as_their_time(folder: Path) -> None:
    raw = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    assert raw["passed"] is False and raw["standings"]["E201"] == "stopped"
    for validation in raw["validations"].values():
        assert validation["meta"]["validation_time"].startswith("2026-05-05T00:00:00")
        assert {"validation_id", "checkpoint_id", "batch_markers"}.isdisjoint(validation["meta"])
    (finding,) = [
        finding
        for finding in raw["validations"]["fct_source_timeliness"]["results"]
        if finding["expectation_config"]["meta"]["id"] == "E201"
    ]
    assert finding["success"] is False and finding["result"]["unexpected_list"] == [0]


def test_names_in_the_data_cannot_become_markup(spoiled: Callable[..., Path], tmp_path: Path) -> None:
    warehouse = spoiled(SILENT, "update marts.dim_cities set city_name = '<b>沈阳</b>' where city = '210100'")
    checkpoint.run(warehouse, "2026-04", tmp_path)
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "<b>" not in page and "&lt;b&gt;沈阳&lt;/b&gt;" in page


@pytest.mark.parametrize(("value", "shown"), [(None, "—"), (12.0, "12"), (0.5, "0.5"), (100.0, "100"), ("市", "市"), (7, "7")])
def test_values_are_shown_without_needless_digits(value: object, shown: str) -> None:
    assert report.cell(value) == shown
