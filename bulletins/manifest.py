"""The manifest of an issue: what it was made from and the digests of its files. The manifest's own digest is what is signed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from bulletins.data import canonical

FORMAT = "taizhang.issue_manifest.1"
MANIFEST_FILE = "manifest.json"


class ManifestError(Exception):
    """A manifest cannot be made or read; the message says why, in Chinese, and what to do next."""


def digests(content: bytes) -> dict[str, str | int]:
    """SM3 and SHA-256 (lower-case hex) and size of a file. SM3 comes from OpenSSL; without it, ManifestError."""
    return {"bytes": len(content), "sha256": hashlib.sha256(content).hexdigest(), "sm3": _sm3(content)}


def _sm3(content: bytes) -> str:
    try:
        return hashlib.new("sm3", content).hexdigest()
    except ValueError as problem:
        raise ManifestError("本机 Python 的 hashlib 不支持 SM3，无法生成或核验清单；请改用带 OpenSSL 3 的 Python。") from problem


def build_manifest(
    *,
    issue: str,
    month: date,
    cutoff_seq: int,
    chain_head_hash: str,
    rule_version: str,
    code_version: str,
    gate_outcome: str,
    files: Mapping[str, bytes],
    previous_issue: str | None,
) -> bytes:
    """The manifest as canonical JSON. `month` is the first day; `gate_outcome` e.g. "passed"; `files` name → content.

    Raises ManifestError if there is no file or a file name is not a plain name.
    """
    if not files:
        raise ManifestError(f"第 {issue} 期没有任何文件，不能生成清单。")
    for name in files:
        check_name(name)
    return canonical(
        {
            "format": FORMAT,
            "issue": issue,
            "month": f"{month:%Y-%m}",
            "cutoff_seq": cutoff_seq,
            "chain_head_hash": chain_head_hash,
            "rule_version": rule_version,
            "code_version": code_version,
            "gate_outcome": gate_outcome,
            "previous_issue": previous_issue,
            "files": {name: digests(content) for name, content in files.items()},
        }
    )


def check_name(name: str) -> None:
    """Refuse names that would leave the issue's folder, hide in it, or replace the manifest."""
    if not name or name.startswith(".") or "/" in name or "\\" in name or name == MANIFEST_FILE:
        raise ManifestError(f"文件名“{name}”不能用于通报；请用不含路径的普通文件名（{MANIFEST_FILE} 由系统生成）。")


def manifest_digest(manifest: bytes) -> str:
    """“sm3:” and the digest of the manifest's bytes: the short name of an issue's exact content, to approve or sign."""
    return f"sm3:{_sm3(manifest)}"


def parse_manifest(manifest: bytes) -> dict[str, Any]:
    """The manifest's content. Raises ManifestError if it is not a manifest in canonical form."""
    try:
        content = json.loads(manifest)
    except ValueError as problem:
        raise ManifestError(f"{MANIFEST_FILE} 不是有效的 JSON，清单可能已损坏；请从备份恢复。") from problem
    if not isinstance(content, dict) or content.get("format") != FORMAT or not isinstance(content.get("files"), dict):
        raise ManifestError(f"{MANIFEST_FILE} 不是本系统的通报清单（应为 {FORMAT}）；请核对文件夹。")
    if canonical(content) != manifest:
        raise ManifestError(f"{MANIFEST_FILE} 不是规范形式，签发后可能被改动；请从备份恢复。")
    return content


def differing_files(manifest: dict[str, Any], files: Mapping[str, bytes]) -> dict[str, str]:
    """Name → what is wrong: 缺失, 内容与清单不符, or 清单中没有. Empty if everything agrees."""
    listed = manifest["files"]
    problems = {}
    for name in sorted(set(listed) | set(files)):
        if name not in files:
            problems[name] = "缺失"
        elif name not in listed:
            problems[name] = "清单中没有"
        elif digests(files[name]) != listed[name]:
            problems[name] = "内容与清单不符"
    return problems
