"""A mapping is data: it is checked when it is read, and a new source is a new file."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from streams.sources.mapping import MAPPINGS_FOLDER, load_mapping, named_mapping, shipped_mappings
from streams.sources.refusal import SourceRefused
from tests.streams.sources.conftest import Read
from tests.streams.sources.tables import ENTERPRISE, INSURANCE, PERSON, REGISTRATION, ROSTER, csv_bytes

JOBS = {
    "name": "job_recommendations",
    "title": "岗位推荐表",
    "family": "service",
    "files": ["csv"],
    "due_day": 3,
    "source": "urn:taizhang:210100:service",
    "time": "推荐日期",
    "id": {"digest_of": ["身份证", "推荐日期", "岗位"]},
    "event": {"type": "job_recommended"},
    "columns": {"身份证": "person", "市": "city", "岗位": "post", "单位": "enterprise", "推荐日期": None},
    "optional": ["单位"],
}


def saved(path: Path, **changes: Any) -> str:
    file = path / "jobs.yml"
    file.write_text(yaml.safe_dump(JOBS | changes, allow_unicode=True), encoding="utf-8")
    return str(file)


def test_the_shipped_mappings_have_the_agreed_columns_in_order() -> None:
    columns = {name: list(mapping.columns) for name, mapping in shipped_mappings().items()}
    assert columns == {"insurance_extract": INSURANCE, "registration_extract": REGISTRATION, "roster": ROSTER}
    assert len(list(MAPPINGS_FOLDER.glob("*.yml"))) == 3


def test_no_header_fits_two_shipped_mappings() -> None:
    mappings = list(shipped_mappings().values())
    for one in mappings:
        assert [m.name for m in mappings if set(m.required) <= set(one.columns)] == [one.name]


def test_every_code_a_shipped_mapping_gives_is_one_the_event_knows() -> None:
    for mapping in shipped_mappings().values():
        for name, event in mapping.events.items():
            for field, (_, target) in mapping.targets_of(name).items():
                assert set((target.codes or {}).values()) <= set(event.fields()[field].codes)


def test_a_new_source_needs_a_file_and_no_code(read: Read, tmp_path: Path) -> None:
    content = csv_bytes(["身份证", "市", "岗位", "推荐日期"], [PERSON, "大连", "装配工", "2026-03-01"])
    (row,), refused = read(content, mapping=saved(tmp_path))
    assert refused == []
    assert row["type"] == "job_recommended"
    assert row["source"] == "urn:taizhang:210100:service"
    assert row["data"] == f'{{"person":"{PERSON}","city":"210200","post":"装配工"}}'
    assert row["id"].startswith("job_recommendations-")
    assert ENTERPRISE not in row["data"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"due_day": 31}, "due_day"),
        ({"event": {"type": "job_offered"}}, "no such event"),
        ({"event": {}}, "either type, or column and types"),
        ({"id": {}}, "either column or digest_of"),
        ({"time": "日期"}, "not among columns"),
        ({"family": "insurance"}, "not of family"),
        ({"source": "urn:{person}"}, "city"),
        ({"columns": JOBS["columns"] | {"市": None}}, r"lacks \['city'\]"),
        ({"columns": JOBS["columns"] | {"市": "town"}}, "town"),
        ({"unknown": 1}, "unknown"),
    ],
)
def test_a_faulty_mapping_is_refused_with_its_fault(tmp_path: Path, changes: dict[str, Any], said: str) -> None:
    with pytest.raises(SourceRefused, match=f"F011.*{said}"):
        load_mapping(Path(saved(tmp_path, **changes)))


def test_an_unknown_name_lists_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match=r"F011.*insurance_extract、registration_extract、roster"):
        named_mapping("nonsense")
    with pytest.raises(SourceRefused, match="F011"):
        named_mapping(str(tmp_path / "none.yml"))


def test_a_mapping_refuses_the_kinds_of_file_it_does_not_name(read: Read, tmp_path: Path) -> None:
    with pytest.raises(SourceRefused, match="F015"):
        read(csv_bytes(["身份证", "市", "岗位", "推荐日期"]), mapping=saved(tmp_path, files=["xlsx"]))


def test_a_gates_field_is_shown_under_the_senders_column() -> None:
    roster = named_mapping("roster")
    assert roster.column_of("person") == "身份证号"
    assert roster.column_of("time") == "列入日期"
    assert roster.column_of("身份证号") == "身份证号"
    assert roster.column_of(None) == ""
