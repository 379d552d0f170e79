"""How the log's DuckLake is opened: extensions from the installed wheels, catalog in SQLite, never from the network."""

import importlib.util
from functools import cache
from pathlib import Path

import duckdb

CONFIG = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}
EXTENSIONS = ("sqlite_scanner", "ducklake")  # what a DuckLake with a SQLite catalog needs


def extension_file(name: str) -> Path:
    """The signed extension binary shipped in the wheel `duckdb-extension-<name>`.

    Raises FileNotFoundError if the wheel is missing or is for another DuckDB version.
    """
    spec = importlib.util.find_spec(f"duckdb_extension_{name}")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(f"缺少 DuckDB 扩展 {name}:请运行 make setup 重新安装锁定的依赖")
    folder = Path(next(iter(spec.submodule_search_locations))) / "extensions" / f"v{duckdb.__version__}"
    file = folder / f"{name}.duckdb_extension"
    if not file.exists():
        raise FileNotFoundError(f"DuckDB {duckdb.__version__} 与扩展 {name} 版本不符:请运行 make setup 重新安装锁定的依赖")
    return file


def load_extensions(con: duckdb.DuckDBPyConnection) -> None:
    """Load what a DuckLake with a SQLite catalog needs."""
    for name in EXTENSIONS:
        con.execute(f"load '{extension_file(name)}'")


@cache
def _check_signatures(files: tuple[Path, ...]) -> None:
    """Let DuckDB check the extensions' signatures: a quarter of a second, so once in a process and not at every connection."""
    with duckdb.connect(config=CONFIG) as con:
        for file in files:
            con.execute(f"load '{file}'")


def connect() -> duckdb.DuckDBPyConnection:
    """A connection in memory that can attach the log.

    Raises FileNotFoundError if an extension is missing, duckdb.Error if one is not as DuckDB signed it.
    """
    _check_signatures(tuple(extension_file(name) for name in EXTENSIONS))
    con = duckdb.connect(config=CONFIG | {"allow_unsigned_extensions": "true"})
    load_extensions(con)
    con.execute("set allow_unsigned_extensions = false")
    return con


def attach(con: duckdb.DuckDBPyConnection, folder: Path, *, snapshot: int | None = None, write: bool = False) -> None:
    """Attach the log in `folder` as `log`: for the one writer, or read-only, or read-only at a pinned snapshot."""
    # the files are where the log is now: the catalog only knows where it was made, before it was moved or restored
    options = [
        "META_JOURNAL_MODE 'WAL'",
        "META_BUSY_TIMEOUT 30000",
        f"DATA_PATH '{folder / 'parquet'}/'",
        "OVERRIDE_DATA_PATH true",
    ]
    options.append("DATA_INLINING_ROW_LIMIT 0" if write else "READ_ONLY")
    if snapshot is not None:
        options.append(f"SNAPSHOT_VERSION {int(snapshot)}")
    con.execute(f"attach 'ducklake:sqlite:{folder / 'catalog.sqlite'}' as log ({', '.join(options)})")
