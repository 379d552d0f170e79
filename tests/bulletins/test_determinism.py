"""The same bulletin gives the same bytes in other processes, time zones, languages and hash seeds."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib, sys, time
from pathlib import Path
from bulletins import data, docx, xlsx
from bulletins.monthly.reader import read_monthly
from tests.bulletins.conftest import IMPRINT, JUNE
time.sleep(float(sys.argv[2]))
issue = read_monthly(Path(sys.argv[1]), JUNE, IMPRINT)
for renderer in (docx, xlsx, data):
    print(renderer.__name__, hashlib.sha256(renderer.render(issue)).hexdigest())
"""


def digests(warehouse: Path, wait_seconds: float, **environment: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(warehouse), str(wait_seconds)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.fixture(scope="module")
def here(warehouse: Path) -> list[str]:
    return digests(warehouse, 0, TZ="Asia/Shanghai", LANG="zh_CN.UTF-8", PYTHONHASHSEED="1")


def test_all_documents_are_byte_identical_in_another_process(warehouse: Path, here: list[str]) -> None:
    # The wait lets the clock's seconds, and a zip's two-second steps, move on.
    there = digests(warehouse, 2.1, TZ="America/New_York", LANG="C", LC_ALL="C", PYTHONHASHSEED="4242")
    assert len(here) == 3
    assert here == there
