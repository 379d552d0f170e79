"""An issue on disk: a folder that is written once, whole, and never changed; reading it checks every hash."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bulletins.manifest import MANIFEST_FILE, check_name, differing_files, manifest_digest, parse_manifest


class IssueError(Exception):
    """An issue cannot be written or read; the message says why, in Chinese, and what to do next."""


class IssueExistsError(IssueError):
    """The issue exists already; issues are for ever."""


class IssueDamagedError(IssueError):
    """Files differ from the manifest. `problems` maps each file name to what is wrong with it."""

    def __init__(self, folder: Path, problems: dict[str, str]) -> None:
        self.problems = problems
        listed = "；".join(f"{name}（{problem}）" for name, problem in problems.items())
        super().__init__(
            f"通报 {folder.name} 与清单不符：{listed}。请从备份恢复，或运行 taizhang verify {folder.name} 由日志重建比对。"
        )


@dataclass(frozen=True, slots=True)
class Issue:
    """A checked issue: manifest content, its digest, and the files' bytes."""

    folder: Path
    manifest: dict[str, Any]
    digest: str
    files: dict[str, bytes]


def write_issue(folder: Path, files: Mapping[str, bytes], manifest: bytes) -> Path:
    """Write `files` and manifest.json to `folder`, all or nothing; returns the folder.

    Written to a temporary neighbour, flushed to disk, then renamed. Raises IssueExistsError if the folder exists, and
    IssueDamagedError, before anything is written, if the manifest does not describe exactly these files.
    """
    _refuse_existing(folder)
    for name in files:
        check_name(name)
    content = parse_manifest(manifest)
    _check_name_of_issue(folder, content)
    if problems := differing_files(content, files):
        raise IssueDamagedError(folder, problems)
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, written in {**files, MANIFEST_FILE: manifest}.items():
            _write_durably(temporary / name, written)
        temporary.chmod(0o755)
        _flush_folder(temporary)
        _refuse_existing(folder)
        try:
            temporary.rename(folder)
        except OSError as problem:
            raise IssueExistsError(f"通报 {folder.name} 正由另一进程写入或已存在；期号不可重用，请使用下一期号。") from problem
    finally:
        if temporary.exists():
            shutil.rmtree(temporary)
    _flush_folder(folder.parent)
    return folder


def read_issue(folder: Path) -> Issue:
    """Read an issue and compare every file with its manifest.

    Raises IssueError if there is no issue, IssueDamagedError naming each file that differs, is missing or is unknown.
    """
    path = folder / MANIFEST_FILE
    if not path.is_file():
        raise IssueError(f"{folder} 不是通报文件夹（没有 {MANIFEST_FILE}）；请用 taizhang status 查看已发布的期号。")
    manifest = path.read_bytes()
    content = parse_manifest(manifest)
    _check_name_of_issue(folder, content)
    files = {entry.name: entry.read_bytes() for entry in sorted(folder.iterdir()) if entry.is_file() and entry != path}
    problems = differing_files(content, files)
    problems |= {entry.name: "清单中没有" for entry in folder.iterdir() if not entry.is_file()}
    if problems:
        raise IssueDamagedError(folder, problems)
    return Issue(folder, content, manifest_digest(manifest), files)


def _check_name_of_issue(folder: Path, manifest: dict[str, Any]) -> None:
    if manifest["issue"] != folder.name:
        raise IssueError(f"清单属于通报 {manifest['issue']}，文件夹却名为 {folder.name}；期号与文件夹名必须一致，请核对。")


def _refuse_existing(folder: Path) -> None:
    if folder.exists():
        raise IssueExistsError(f"通报 {folder.name} 已经存在，不可覆盖；如需更正，请以下一期号发布更正件。")


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    path.chmod(0o444)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
