"""What this machine has and lacks. No network is used."""

import hashlib
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version

import duckdb

from flows.settings import Home
from streams import lake


def examine(home: Home) -> Iterator[tuple[str, bool, str]]:
    """(what, whether it is well, what was found or what to do)."""
    yield "Python", sys.version_info >= (3, 11), sys.version.split()[0]
    for package in ("duckdb", "dbt-core", "dbt-duckdb", "great-expectations", "prefect"):
        yield package, True, version(package)
    yield (
        "SM3",
        "sm3" in hashlib.algorithms_available,
        "可用" if "sm3" in hashlib.algorithms_available else "OpenSSL 不含 SM3,请换用含国密的版本",
    )
    yield "DuckLake 扩展", *_ducklake()
    free = shutil.disk_usage(home.path if home.path.exists() else home.path.parent).free / 2**30
    yield "磁盘", free > 2, f"可用 {free:.0f} GiB" + ("" if free > 2 else ",请清理到 2 GiB 以上")
    key = home.vault / "master.key"
    private = not key.exists() or key.stat().st_mode & 0o077 == 0
    yield "主密钥", private, str(key) if private else f"他人可读,请运行 chmod 600 {key}"


def _ducklake() -> tuple[bool, str]:
    try:
        lake.connect().close()
    except (FileNotFoundError, duckdb.Error) as error:
        return False, str(error)
    return True, f"已装,DuckDB {duckdb.__version__}"
