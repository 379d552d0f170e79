"""Where the ledger stands."""

from typing import Any

import duckdb

from flows.settings import Home
from streams.log import open_reader


def read_status(home: Home) -> dict[str, Any]:
    """Facts about the log, the warehouse, the issues and the last deliveries, in Chinese, for people."""
    facts: dict[str, Any] = {"台账目录": home.path}
    if not (home.log / "catalog.sqlite").exists():
        return facts | {"日志": "还没有,先运行 taizhang ingest"}
    with open_reader(home.log) as con:
        last, hash_ = con.execute("select last_seq, hash from log.chain order by last_seq desc limit 1").fetchone() or (0, "")
        facts |= {"日志条数": last, "链首": hash_[:16]}
        rejected = con.execute("select count(distinct (origin, position)) from log.rejected").fetchone() or (0,)
        facts["退回行数"] = rejected[0]
        facts["最近来件"] = [
            f"{at:%Y-%m-%d %H:%M} {origin}:{rows} 行,入账 {accepted}"
            for at, origin, rows, accepted in con.execute(
                "select recorded_at, origin, rows, accepted from log.deliveries order by recorded_at desc limit 5"
            ).fetchall()
        ]
    facts["数据仓库建到"] = _built(home)
    facts["待建事件"] = last - (facts["数据仓库建到"] or 0)
    facts["已印发"] = sorted(folder.name for folder in home.issues.glob("*-*")) or "无"
    return facts


def _built(home: Home) -> int:
    if not home.warehouse.exists():
        return 0
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        return int((con.execute("select seq_hi from marts.dim_build").fetchone() or (0,))[0])
