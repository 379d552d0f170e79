"""The whole road on a machine without any network and without a home directory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from streams.events.catalogue import VERSIONS
from tests.conftest import write_events

WITHOUT_NETWORK = ["unshare", "-rn"]
TAIZHANG = str(Path(sys.executable).parent / "taizhang")


def can_cut_the_network() -> bool:
    try:
        return subprocess.run([*WITHOUT_NETWORK, "true"], capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not can_cut_the_network(), reason="this kernel gives users no network namespaces")
def test_ingest_build_explain_status_and_audit_work_without_a_network_interface(tmp_path: Path) -> None:
    file = write_events(tmp_path / "events.ndjson", [event.example() for event in VERSIONS])
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": "/nonexistent", "TAIZHANG_HOME": str(tmp_path / "home")}
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "synthetic-clock").write_text("2026-07-03T09:00:00")
    interfaces = "import socket, sys; sys.exit(socket.socket().connect_ex(('1.1.1.1', 53)) == 0)"
    assert subprocess.run([*WITHOUT_NETWORK, sys.executable, "-c", interfaces]).returncode == 0
    for command in (
        ["ingest", str(file)], ["build"], ["explain", "2026-03", "210100", "urban_new_employment", "--json"], ["status"], ["audit"],
    ):  # fmt: skip
        done = subprocess.run(
            [*WITHOUT_NETWORK, TAIZHANG, *command], capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=300
        )
        assert (command[0], done.returncode, "Traceback" in done.stderr) == (command[0], 0, False), done.stdout + done.stderr
    assert (tmp_path / "home" / "warehouse" / "warehouse.duckdb").exists()
