"""A home folder with a real published warehouse, real accounts and a real audit log; a server; a headless Chromium."""

import os
import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest
import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient
from playwright.sync_api import Browser, sync_playwright

from dashboards.app import create_app
from identity.accounts import Accounts

HERE = Path(__file__).parent
PASSWORD = "Liaoning-jiuye-2026"
ACCOUNTS = {
    "analyst": ("province_analyst", ["*"]),
    "reviewer": ("reviewer", ["*"]),
    "panjin": ("city_officer", ["211100"]),
    "dalian": ("city_officer", ["210200"]),
    "nowhere": ("city_officer", []),
    "leader": ("leader", ["*"]),
    "system": ("system_admin", []),
}
CHROMIUM = Path("/usr/bin/chromium")
CHROMIUM_ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse file as `build` leaves it, made once; tests copy it."""
    path = tmp_path_factory.mktemp("published") / "warehouse.duckdb"
    sql = (HERE / "province.sql").read_text(encoding="utf-8").replace("{seeds}", str(HERE.parents[1] / "seeds"))
    with duckdb.connect(str(path)) as connection:
        connection.execute(sql)
    return path


@pytest.fixture(scope="session")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault folder with one account of each kind; made once, because good password hashes are slow."""
    folder = tmp_path_factory.mktemp("vault")
    with Accounts(folder / "accounts.sqlite") as accounts:
        for name, (role, cities) in ACCOUNTS.items():
            accounts.create(name, PASSWORD, role, cities)
    return folder


@pytest.fixture
def bare_home(tmp_path: Path, vault: Path) -> Path:
    """A home with accounts in which nothing was published yet."""
    shutil.copytree(vault, tmp_path / "home" / "vault")
    (tmp_path / "home" / "vault").chmod(0o700)
    (tmp_path / "home" / "warehouse").mkdir()
    return tmp_path / "home"


@pytest.fixture
def home(bare_home: Path, published: Path) -> Path:
    """A home with accounts and a published warehouse."""
    shutil.copy(published, bare_home / "warehouse" / "warehouse.duckdb")
    return bare_home


@pytest.fixture(scope="module")
def standing_app(tmp_path_factory: pytest.TempPathFactory, vault: Path, published: Path) -> FastAPI:
    """One application for all tests of a module that change nothing but the audit log."""
    home = tmp_path_factory.mktemp("standing")
    shutil.copytree(vault, home / "vault")
    (home / "warehouse").mkdir()
    shutil.copy(published, home / "warehouse" / "warehouse.duckdb")
    return create_app(home)


@pytest.fixture
def publish(home: Path, published: Path) -> Callable[[str], None]:
    """Publish another warehouse as `build` does: built aside, then renamed over the old one."""

    def replace_with(change: str) -> None:
        aside = home / "warehouse" / "build" / "warehouse.duckdb"
        aside.parent.mkdir(exist_ok=True)
        shutil.copy(published, aside)
        with duckdb.connect(str(aside)) as connection:
            connection.execute(change)
        os.replace(aside, home / "warehouse" / "warehouse.duckdb")

    return replace_with


@pytest.fixture
def app(home: Path) -> FastAPI:
    """An application of one test's own home, for tests that publish, lock or spoil something."""
    return create_app(home)


@pytest.fixture(scope="session")
def sign_in() -> Callable[[FastAPI, str], TestClient]:
    """Sign an account in over HTTP, form token and all."""

    def signed_in(app: FastAPI, name: str) -> TestClient:
        client = TestClient(app, follow_redirects=False)
        answer = client.post("/login", data={"csrf": form_token(client), "name": name, "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return signed_in


@pytest.fixture
def token_of() -> Callable[[TestClient], str]:
    """Read the form token off a session's page."""
    return form_token


def form_token(client: TestClient, path: str = "/login") -> str:
    """The token in the first form of a page."""
    found = re.search(r'name="csrf" value="([0-9a-f]+)"', client.get(path, follow_redirects=True).text)
    assert found, path
    return found.group(1)


@pytest.fixture
def address(app: FastAPI) -> Iterator[str]:
    """A real server on a free loopback port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="warning"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    deadline = time.monotonic() + 30
    while not server.started:
        assert time.monotonic() < deadline, "看板服务 30 秒内没有启动"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="module")  # Playwright keeps a running event loop in its thread as long as it lives
def browser() -> Iterator[Browser]:
    """A headless Chromium. Its absence is a failure, not a skip: pages that nobody looked at are not tested."""
    if not CHROMIUM.exists():
        pytest.fail(f"没有 {CHROMIUM}:请运行 apt-get install -y chromium fonts-noto-cjk 后重试")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=CHROMIUM_ARGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def client(standing_app: FastAPI, sign_in: Callable[[FastAPI, str], TestClient]) -> TestClient:
    """The province's analyst on the warehouse that stands."""
    return sign_in(standing_app, "analyst")


@pytest.fixture(scope="module")
def panjin(standing_app: FastAPI, sign_in: Callable[[FastAPI, str], TestClient]) -> TestClient:
    """The officer of one city on the warehouse that stands."""
    return sign_in(standing_app, "panjin")


@pytest.fixture
def own_client(app: FastAPI, sign_in: Callable[[FastAPI, str], TestClient]) -> TestClient:
    """The province's analyst on a home of the test's own."""
    return sign_in(app, "analyst")
