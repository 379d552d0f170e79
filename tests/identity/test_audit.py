"""The audit log notices whatever is done to it, and several processes can write it at once."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from identity.audit import AuditLog
from identity.audit_head import head_path
from identity.errors import AuditBroken

KEY = bytes(32)
ENTRIES = 6


def write(log: AuditLog, count: int, actor: str = "analyst") -> None:
    for place in range(count):
        log.append(
            actor=actor,
            role="province_analyst",
            action="reveal",
            object=f"p{place:032x}",
            purpose="核实安置情况",
            outcome="granted",
        )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vault" / "audit.jsonl"


@pytest.fixture
def log(path: Path) -> AuditLog:
    made = AuditLog(path, KEY)
    write(made, ENTRIES)
    return made


def change(path: Path, how: Callable[[list[bytes]], list[bytes]]) -> None:
    path.write_bytes(b"".join(how(path.read_bytes().splitlines(keepends=True))))


def rehashed(line: bytes, **changed: object) -> bytes:
    """A line altered by someone who knows how hashes are made, but has no key."""
    body = {**json.loads(line), **changed}
    del body["hash"]
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    body["hash"] = hashlib.new("sm3", text.encode()).hexdigest()
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def test_an_untouched_log_is_whole_and_reads_back_in_order(log: AuditLog, path: Path) -> None:
    verdict = log.verify()
    assert (verdict.whole, verdict.lines, verdict.first_broken) == (True, ENTRIES, None)
    entries = list(log.entries())
    assert [entry.n for entry in entries] == list(range(1, ENTRIES + 1))
    assert entries[-1].hash == verdict.last_hash
    assert [after.prev for after in entries[1:]] == [before.hash for before in entries[:-1]]
    assert entries[0].purpose == "核实安置情况" and entries[0].at.endswith("+08:00")
    assert set(json.loads(path.read_bytes().splitlines()[0])) == {
        "n",
        "at",
        "actor",
        "role",
        "action",
        "object",
        "purpose",
        "outcome",
        "prev",
        "hash",
    }


def test_a_log_not_yet_written_is_whole_and_empty(path: Path) -> None:
    assert AuditLog(path).verify().whole
    assert list(AuditLog(path).entries()) == []


@pytest.mark.parametrize(
    ("how", "broken"),
    [
        (lambda lines: [*lines[:2], lines[2].replace(b"granted", b"refused"), *lines[3:]], 3),
        (lambda lines: [*lines[:2], rehashed(lines[2], outcome="denied"), *lines[3:]], 4),
        (lambda lines: [*lines[:2], lines[2].replace(b'","', b'", "', 1), *lines[3:]], 3),
        (lambda lines: [*lines[:2], lines[2].replace(b'{"n":3', b'{"n":9,"n":3'), *lines[3:]], 3),
        (lambda lines: [*lines[:2], *lines[3:]], 3),
        (lambda lines: lines[1:], 1),
        (lambda lines: [lines[0], lines[2], lines[1], *lines[3:]], 2),
        (lambda lines: [*lines[:3], lines[2], *lines[3:]], 4),
        (lambda lines: [*lines[:3], b"\n", *lines[3:]], 4),
        (lambda lines: [*lines[:3], b"[1]\n", *lines[3:]], 4),
        (lambda lines: lines[:-2], 5),
        (lambda lines: [], 1),
        (lambda lines: [*lines[:-1], lines[-1][:-9]], 6),
        (lambda lines: [*lines[:-1], rehashed(lines[-1], outcome="denied")], 6),
    ],
    ids=[
        "altered",
        "altered and rehashed",
        "respaced",
        "doubled field",
        "removed",
        "first removed",
        "swapped",
        "repeated",
        "blank line",
        "not an entry",
        "tail cut",
        "emptied",
        "last line cut",
        "last altered and rehashed",
    ],
)
def test_the_first_broken_line_is_named(
    log: AuditLog, path: Path, how: Callable[[list[bytes]], list[bytes]], broken: int
) -> None:
    change(path, how)
    verdict = log.verify()
    assert (verdict.whole, verdict.first_broken) == (False, broken)
    assert verdict.reason


def test_a_log_cut_at_its_tail_takes_no_more_lines(log: AuditLog, path: Path) -> None:
    change(path, lambda lines: lines[:-1])
    before = path.read_bytes()
    with pytest.raises(AuditBroken, match=r"第 6 行缺失.*通知审计管理员"):
        write(log, 1)
    assert path.read_bytes() == before


def test_a_log_whose_last_line_was_altered_takes_no_more_lines(log: AuditLog, path: Path) -> None:
    change(path, lambda lines: [*lines[:-1], lines[-1].replace(b"granted", b"refused")])
    with pytest.raises(AuditBroken, match="第 6 行缺失或被改动"):
        write(log, 1)


@pytest.mark.parametrize("lost", ["head", "log"])
def test_a_lost_file_is_noticed(log: AuditLog, path: Path, lost: str) -> None:
    (head_path(path) if lost == "head" else path).unlink()
    assert not log.verify().whole
    with pytest.raises(AuditBroken):
        write(log, 1)


def test_a_whole_log_rewritten_with_its_head_is_betrayed_by_the_seal(log: AuditLog, path: Path) -> None:
    forged = path.with_name("forged.jsonl")
    write(AuditLog(forged), ENTRIES - 1)
    forged.replace(path)
    head_path(forged).replace(head_path(path))
    assert AuditLog(path).verify().whole, "without the key the forgery cannot be seen"
    assert "没有封记" in log.verify().reason
    with pytest.raises(AuditBroken, match="没有封记"):
        write(log, 1)


def test_a_writer_without_the_key_may_not_spoil_a_sealed_log(log: AuditLog, path: Path) -> None:
    with pytest.raises(AuditBroken, match="没有密钥"):
        write(AuditLog(path), 1)
    assert log.verify().whole
    assert AuditLog(path).verify().whole, "anyone may check the chain"


def test_a_crash_between_the_line_and_the_head_loses_nothing(log: AuditLog, path: Path) -> None:
    old = head_path(path).read_bytes()
    write(log, 1)
    head_path(path).write_bytes(old)
    assert log.verify().whole
    write(log, 1)
    assert (log.verify().whole, log.verify().lines) == (True, ENTRIES + 2)


def test_a_line_torn_by_a_power_cut_is_taken_out_and_that_is_written_down(log: AuditLog, path: Path) -> None:
    with path.open("ab") as file:
        file.write(b'{"n":7,"at":"2026')
    assert log.verify().first_broken == ENTRIES + 1
    write(log, 1)
    assert log.verify().whole
    assert [entry.action for entry in log.entries()][ENTRIES:] == ["mend_audit", "reveal"]


def test_several_lines_added_by_hand_are_refused(log: AuditLog, path: Path) -> None:
    lines = path.read_bytes().splitlines(keepends=True)
    more = [rehashed(lines[-1], n=7, prev=json.loads(lines[-1])["hash"])]
    more.append(rehashed(lines[-1], n=8, prev=json.loads(more[0])["hash"]))
    change(path, lambda old: [*old, *more])
    assert log.verify().first_broken == ENTRIES + 2
    with pytest.raises(AuditBroken):
        write(log, 1)


def test_two_processes_writing_at_once_make_one_chain(path: Path) -> None:
    code = (
        "import sys, pathlib; from identity.audit import AuditLog; from tests.identity.test_audit import *;"
        "write(AuditLog(pathlib.Path(sys.argv[1]), KEY), 60, actor=sys.argv[2])"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(path), actor]) for actor in ("one", "two")]
    assert [process.wait(timeout=120) for process in running] == [0, 0]
    verdict = AuditLog(path, KEY).verify()
    assert (verdict.whole, verdict.lines) == (True, 120)
    actors = [entry.actor for entry in AuditLog(path).entries()]
    assert actors.count("one") == actors.count("two") == 60


def test_text_with_line_ends_and_strange_letters_stays_one_line(log: AuditLog) -> None:
    log.append(actor="a\nb", role="r", action="x", object="\u2028", purpose="\ud800 ✓", outcome="o")
    assert (log.verify().whole, log.verify().lines) == (True, ENTRIES + 1)
