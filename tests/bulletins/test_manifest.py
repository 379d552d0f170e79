"""The manifest: canonical, complete, and sensitive to one bit."""

import hashlib
import json
from datetime import date

import pytest

from bulletins.manifest import ManifestError, build_manifest, differing_files, manifest_digest, parse_manifest

FILES = {"bulletin.docx": b"word", "bulletin.xlsx": b"sheet", "bulletin.json": b"{}"}


def manifest(files: dict[str, bytes] = FILES, previous_issue: str | None = "2026-05-1") -> bytes:
    return build_manifest(
        issue="2026-06-1",
        month=date(2026, 6, 1),
        cutoff_seq=1284517,
        chain_head_hash="ab" * 32,
        rule_version="liaoning-2016@3",
        code_version="0.1.0",
        gate_outcome="passed",
        files=files,
        previous_issue=previous_issue,
    )


def test_it_holds_what_the_issue_was_made_from() -> None:
    content = json.loads(manifest())
    assert content["cutoff_seq"] == 1284517 and content["chain_head_hash"] == "ab" * 32
    assert content["gate_outcome"] == "passed" and content["previous_issue"] == "2026-05-1"
    assert content["files"]["bulletin.docx"] == {
        "bytes": 4,
        "sha256": hashlib.sha256(b"word").hexdigest(),
        "sm3": hashlib.new("sm3", b"word").hexdigest(),
    }


def test_sm3_is_the_national_algorithm() -> None:
    # The example of GB/T 32905-2016: SM3("abc").
    known = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert json.loads(manifest({"a.txt": b"abc"}))["files"]["a.txt"]["sm3"] == known


def test_the_order_of_the_files_does_not_matter() -> None:
    assert manifest(dict(reversed(FILES.items()))) == manifest()
    assert manifest().endswith(b"}\n") and b" " not in manifest()


def test_one_flipped_bit_of_any_file_is_named() -> None:
    content = parse_manifest(manifest())
    assert differing_files(content, FILES) == {}
    for name, original in FILES.items():
        flipped = bytes([original[0] ^ 1]) + original[1:]
        assert differing_files(content, {**FILES, name: flipped}) == {name: "内容与清单不符"}


def test_missing_and_unknown_files_are_named() -> None:
    found = {"bulletin.docx": b"word", "bulletin.xlsx": b"sheet", "extra.txt": b""}
    assert differing_files(parse_manifest(manifest()), found) == {"bulletin.json": "缺失", "extra.txt": "清单中没有"}


def test_the_digest_changes_with_any_statement() -> None:
    assert manifest_digest(manifest()).startswith("sm3:")
    assert manifest_digest(manifest()) != manifest_digest(manifest(previous_issue=None))


@pytest.mark.parametrize("name", ["", ".hidden", "../bulletin.docx", "a/b", "a\\b", "manifest.json"])
def test_names_that_leave_the_folder_are_refused(name: str) -> None:
    with pytest.raises(ManifestError, match="不能用于通报"):
        manifest({name: b""})


@pytest.mark.parametrize("broken", [b"{", b"[]", b'{"format":"other"}', json.dumps(json.loads(manifest()), indent=1).encode()])
def test_what_is_not_a_canonical_manifest_is_refused(broken: bytes) -> None:
    with pytest.raises(ManifestError):
        parse_manifest(broken)


def test_an_issue_without_files_is_refused() -> None:
    with pytest.raises(ManifestError, match="没有任何文件"):
        manifest({})
