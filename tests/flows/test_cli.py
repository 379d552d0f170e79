"""The command line: help answers at once, and every error is a sentence in Chinese that says what to do."""

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from flows.cli import COMMANDS
from flows.settings import Home
from tests.conftest import make_home

TAIZHANG = str(Path(sys.executable).parent / "taizhang")
SLOW = ("dbt", "prefect", "great_expectations", "pandas")
LOADED = f"""
import sys
from flows.cli import cli
try:
    cli(sys.argv[1:])
except SystemExit as done:
    assert done.code == 0, done.code
print("LOADED", *(name for name in {SLOW} if name in sys.modules))
"""


def taizhang(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([TAIZHANG, *arguments], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("command", [(), *((command,) for command in COMMANDS)], ids=lambda c: "-".join(c) or "taizhang")
def test_help_says_what_a_command_does_in_chinese_without_loading_what_is_slow(command: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-c", LOADED, *command, "--help"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip().endswith("LOADED"), done.stdout.splitlines()[-1]
    assert re.search("[一-鿿]{4}", done.stdout) and "例:" in done.stdout


def test_the_list_of_commands_is_in_the_order_of_the_road() -> None:
    listed = re.findall(r"^  ([a-z]+)\s", taizhang("--help").stdout.split("Commands:")[1], re.MULTILINE)
    assert listed == list(COMMANDS)


def assert_told_in_chinese(done: subprocess.CompletedProcess[str], code: int, *parts: str) -> None:
    assert done.returncode == code, done.stdout + done.stderr
    assert "Traceback" not in done.stderr and "  File " not in done.stderr
    assert re.search("[一-鿿]{3}", done.stderr), done.stderr
    assert not [part for part in parts if part not in done.stderr], done.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "ingest", "没有.csv"), 1, "没有.csv", "请核对文件名")


@pytest.mark.parametrize("command", ["audit", "build"])
def test_a_ledger_without_a_log_says_how_to_get_one(command: str, tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), command), 1, "还没有日志", "taizhang ingest")


@pytest.mark.parametrize(("arguments", "named"), [
    (("2026-03", "210100", "no_such_metric"), "no_such_metric"),
    (("2026-03", "220100", "urban_new_employment"), "220100"),
    (("2031-03", "210100", "urban_new_employment"), "2031-03"),
])  # fmt: skip
def test_explain_names_what_it_does_not_know(arguments: tuple[str, ...], named: str, examples_home: Home) -> None:
    assert_told_in_chinese(taizhang("--home", str(examples_home.path), "explain", *arguments), 1, named)


@pytest.mark.parametrize("month", ["2026-13", "六月", "2026"])
def test_a_bulletin_for_a_month_that_is_none_shows_how_to_write_it(month: str, tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "bulletin", month), 1, month, "2026-06")


def test_a_dispatch_of_a_month_shows_how_to_write_a_quarter(tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "dispatch", "2026-06"), 1, "2026-06", "2026Q2")


def test_a_part_of_a_figure_that_is_not_written_as_one_shows_how_to_write_it(tmp_path: Path) -> None:
    done = taizhang("--home", str(tmp_path), "explain", "2026-06", "210100", "urban_newly_employed", "--where", "channel")
    assert_told_in_chinese(done, 2, "--where channel", "channel=flexible")


def test_a_form_without_a_warehouse_says_which_command_to_run(tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "form", "EP1", "2026-06"), 1, "找不到数据仓库", "taizhang build")


def test_verify_asks_for_an_issue_or_all(tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "verify"), 2, "--all")


def test_verify_of_an_issue_that_does_not_exist_lists_what_there_is(tmp_path: Path) -> None:
    assert_told_in_chinese(taizhang("--home", str(tmp_path), "verify", "2026-06-1"), 1, "2026-06-1")


def test_a_file_that_no_door_knows_is_refused_with_its_rule_and_exit_code_1(tmp_path: Path) -> None:
    file = tmp_path / "旧.xls"
    file.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2048))
    home = make_home(tmp_path / "home")
    assert_told_in_chinese(taizhang("--home", str(home.path), "ingest", str(file)), 1, "F003")


def test_a_synthetic_province_is_told_in_a_sentence_with_where_its_files_and_its_truth_are(tmp_path: Path) -> None:
    done = taizhang("simulate", str(tmp_path / "province"), "--persons", "50", "--ndjson-only")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("✓ 50 人、") and "PosixPath" not in done.stdout
    named = re.findall(r"[^\s:]*/province/\w+(?:\.json)?", done.stdout)
    assert len(named) == 3 and all(Path(file).exists() for file in named)


def test_long_work_shows_on_a_terminal_how_far_it_has_come_and_is_silent_in_a_pipe(tmp_path: Path) -> None:
    piped = taizhang("simulate", str(tmp_path / "piped"), "--persons", "1500", "--ndjson-only")
    assert piped.returncode == 0 and piped.stderr == ""
    screen, terminal = pty.openpty()
    command = [TAIZHANG, "simulate", str(tmp_path / "shown"), "--persons", "1500", "--ndjson-only"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=terminal, env=os.environ | {"TERM": "xterm"}) as process:
        os.close(terminal)
        shown = b""
        try:
            while part := os.read(screen, 1 << 16):
                shown += part
        except OSError:  # the other end is closed
            pass
        assert process.wait(timeout=60) == 0
    os.close(screen)
    assert "人员" in shown.decode() and "1500/1500" in shown.decode()
