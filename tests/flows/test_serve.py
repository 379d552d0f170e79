"""`taizhang serve` as it runs at a site: its own drainer, killed without warning, beside other commands that write."""

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest

from flows.audit import audit_log
from flows.ingest import ingest, spool_of
from flows.settings import Home
from streams.log import open_reader
from tests.conftest import write_events
from tests.streams.faults import event

TAIZHANG = str(Path(sys.executable).parent / "taizhang")
WAIT = 120


def until(is_so: Callable[[], bool]) -> None:
    """Wait for it; only a machine that stands still fails here."""
    end = time.monotonic() + WAIT
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


def served(home: Home) -> tuple[subprocess.Popen[bytes], str]:
    """`taizhang serve` on a free port, ready."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([TAIZHANG, "--home", str(home.path), "serve", "--port", str(port)], stdout=subprocess.DEVNULL)
    url = f"http://127.0.0.1:{port}"

    def answers() -> bool:
        assert process.poll() is None
        try:
            return httpx.get(f"{url}/health", trust_env=False).status_code == 200
        except httpx.TransportError:
            return False

    until(answers)
    return process, url


def test_what_was_answered_is_in_the_log_once_though_the_door_is_killed_and_another_process_writes(
    home: Home, tmp_path: Path
) -> None:
    made = subprocess.run(
        [TAIZHANG, "--home", str(home.path), "key", "create", "沈阳", "--source", "service", "--city", "210100", "--per-minute", "90000"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    headers = {"Authorization": f"Bearer {made.stdout.strip()}", "Content-Type": "application/cloudevents+json"}
    answered: list[str] = []
    for life in range(3):
        process, url = served(home)
        with httpx.Client(base_url=url, headers=headers, timeout=WAIT, trust_env=False) as client:
            for number in range(15):
                id = f"{life}-{number:02d}"
                assert client.post("/events", content=json.dumps(event("job_recommended", id=id))).status_code == 202
                answered.append(id)
                if life == 1 and number == 5:
                    list(
                        ingest(
                            home,
                            [write_events(tmp_path / "file.ndjson", [event("job_recommended", id="file")])],
                            wait_seconds=WAIT,
                        )
                    )
        if life < 2:
            process.send_signal(signal.SIGKILL)
            process.wait()
    until(lambda: not spool_of(home).waiting())
    process.send_signal(signal.SIGTERM)
    assert process.wait(WAIT) in (0, -signal.SIGTERM)
    with open_reader(home.log) as con:
        logged = [id for (id,) in con.execute("select id from log.events where id <> 'file' order by seq").fetchall()]
        assert con.execute("select count(*) from log.events where id = 'file'").fetchone() == (1,)
        assert con.execute(
            "select count(*), count(distinct origin) from log.deliveries where origin like 'http:%'"
        ).fetchone() == (45, 45)
    assert logged == answered and not audit_log(home).broken


@pytest.mark.parametrize("arguments", [("create", "a", "--source", "x", "--city", "210100"), ("rotate", "b"), ("revoke", "b")])
def test_a_key_command_that_cannot_be_done_says_why(arguments: tuple[str, ...], home: Home) -> None:
    done = subprocess.run([TAIZHANG, "--home", str(home.path), "key", *arguments], capture_output=True, text=True)
    assert done.returncode == 1 and done.stderr.startswith("错误:") and "Traceback" not in done.stderr
