"""An issue on disk: written once and whole, read with every hash checked."""

from pathlib import Path

import pytest

from bulletins.issue import IssueDamagedError, IssueError, IssueExistsError, read_issue, write_issue
from bulletins.manifest import manifest_digest
from tests.bulletins.test_manifest import FILES, manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "issues" / "2026-06-1"


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_what_is_written_is_read_again(folder: Path) -> None:
    assert write_issue(folder, FILES, manifest()) == folder
    issue = read_issue(folder)
    assert issue.files == FILES
    assert issue.manifest["issue"] == "2026-06-1"
    assert issue.digest == manifest_digest(manifest())
    assert names(folder.parent) == {"2026-06-1"}


def test_an_issue_is_for_ever(folder: Path) -> None:
    write_issue(folder, FILES, manifest())
    other = {**FILES, "bulletin.docx": b"other"}
    with pytest.raises(IssueExistsError, match="不可覆盖"):
        write_issue(folder, other, manifest(other))
    assert read_issue(folder).files == FILES
    assert names(folder.parent) == {"2026-06-1"}


def test_one_flipped_byte_on_disk_is_found_and_named(folder: Path) -> None:
    write_issue(folder, FILES, manifest())
    path = folder / "bulletin.xlsx"
    path.chmod(0o644)
    path.write_bytes(b"Sheet")
    with pytest.raises(IssueDamagedError, match=r"bulletin\.xlsx（内容与清单不符）") as damage:
        read_issue(folder)
    assert damage.value.problems == {"bulletin.xlsx": "内容与清单不符"}


def test_missing_and_added_files_are_found(folder: Path) -> None:
    write_issue(folder, FILES, manifest())
    (folder / "bulletin.docx").unlink()
    (folder / "note.txt").write_text("x")
    (folder / "sub").mkdir()
    with pytest.raises(IssueDamagedError) as damage:
        read_issue(folder)
    assert damage.value.problems == {"bulletin.docx": "缺失", "note.txt": "清单中没有", "sub": "清单中没有"}


def test_a_failed_write_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(*_: object) -> None:
        raise OSError("no space left on device")

    monkeypatch.setattr("bulletins.issue.os.fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        write_issue(folder, FILES, manifest())
    assert names(folder.parent) == set()


def test_a_manifest_of_other_files_is_refused_before_writing(folder: Path) -> None:
    with pytest.raises(IssueDamagedError):
        write_issue(folder, {**FILES, "bulletin.docx": b"other"}, manifest())
    with pytest.raises(IssueError, match="期号与文件夹名必须一致"):
        write_issue(folder.with_name("2026-06-2"), FILES, manifest())
    assert not folder.parent.exists()


def test_a_folder_without_manifest_is_not_an_issue(tmp_path: Path) -> None:
    with pytest.raises(IssueError, match="不是通报文件夹"):
        read_issue(tmp_path)
