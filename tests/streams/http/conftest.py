"""The real door on loopback: uvicorn in a thread, a ledger of its own, a key for Shenyang's service counters."""

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn
from prometheus_client import CollectorRegistry

from flows.ingest import drain_spool
from flows.serve import create_key, means_of
from flows.settings import Home
from streams.http.app import create_app
from streams.http.door import Limits
from streams.http.modes import BATCHED, NDJSON, STRUCTURED
from tests.conftest import make_home


@dataclass
class OpenDoor:
    """A door that stands open, its ledger, and a client that bears a key."""

    home: Home
    url: str
    secret: str
    client: httpx.Client

    def post(self, body: Any, kind: str = STRUCTURED, **headers: str) -> httpx.Response:
        """POST /events: an event, a list of events, or raw bytes."""
        content = body if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False).encode()
        return self.client.post("/events", content=content, headers={"Content-Type": kind} | headers)

    def batch(self, events: list[dict[str, Any]]) -> httpx.Response:
        """Several events as a batch."""
        return self.post(events, BATCHED)

    def lines(self, *lines: bytes) -> httpx.Response:
        """Several lines of NDJSON."""
        return self.post(b"\n".join(lines), NDJSON)

    def drain(self) -> None:
        """Into the log with what waits."""
        drain_spool(self.home)

    def receipt(self, answer: httpx.Response) -> dict[str, Any]:
        """What became of a delivery."""
        found = self.client.get(answer.headers["location"])
        assert found.status_code == 200, found.text
        return dict(found.json())


@contextmanager
def opened(home: Home, limits: Limits | None = None, per_minute: int = 100_000) -> Iterator[OpenDoor]:
    """Open a door on a free port; close it again."""
    secret = create_key(home, "沈阳就业服务", ["service", "correction"], ["210100"], per_minute)
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        app = create_app(means_of(home, limits), CollectorRegistry())
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False, lifespan="on"))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.01)
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        with httpx.Client(base_url=url, headers={"Authorization": f"Bearer {secret}"}, timeout=60, trust_env=False) as client:
            yield OpenDoor(home, url, secret, client)
        server.should_exit = True
        thread.join()


@pytest.fixture
def door(home: Home) -> Iterator[OpenDoor]:
    """A door of its own."""
    with opened(home) as door:
        yield door


@pytest.fixture(scope="module")
def shared_door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenDoor]:
    """One door for tests that leave nothing another would notice."""
    with opened(make_home(tmp_path_factory.mktemp("door") / "home")) as door:
        yield door


Opened = Callable[..., Any]
__all__ = ["OpenDoor", "Path", "opened"]
