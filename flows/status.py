"""Where the ledger stands."""

from typing import Any

import duckdb

from flows.ingest import spool_of
from flows.settings import Home
from streams.log import open_reader
from streams.watch import LogWatch, Source


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
    facts["门口暂存"] = _backlog(home)
    facts["数据仓库建到"] = built_to(home)
    facts["待建事件"] = last - (facts["数据仓库建到"] or 0)
    facts["已印发"] = sorted(folder.name for folder in home.issues.glob("*-*")) or "无"
    return facts


def read_sources(home: Home) -> list[dict[str, Any]]:
    """One row per source family and city that ever reported or waits, in Chinese; what is not known is None.

    The usual is the last build's (marts.rpt_source_alarms): its rule is said there once.
    """
    watch = LogWatch(home.log)
    try:
        numbers = watch.numbers()
    finally:
        watch.close()
    usual, came = _usual(home), _of_this_month(home)
    waiting: dict[Source, int] = {}
    if home.spool.exists():
        waiting = {_source_of(source): rows for source, rows in spool_of(home).backlog().by_source.items()}
    refused: dict[Source, list[str]] = {}
    for (family, city, rule_id), count in numbers.rejected.items():
        refused.setdefault((family, city), []).append(f"{rule_id}×{count}")
    rows = []
    for key in sorted({*numbers.events, *waiting, *refused}, key=lambda key: (key[1], key[0])):
        delays = numbers.delays.get(key)
        rows.append({
            "城市": key[1] or "未知", "来源": key[0] or "未知", "最近入账": numbers.last.get(key),
            "本月事件": came.get(key, 0), "常量": usual.get(key), "间隔中位(天)": delays and round(delays[0] / 86400, 1),
            "间隔P95(天)": delays and round(delays[1] / 86400, 1), "待入账": waiting.get(key, 0),
            "退回": " ".join(refused.get(key, [])),
        })  # fmt: skip
    return rows


def _source_of(urn: str) -> Source:
    _, _, city, family = urn.split(":")
    return family, city


def _of_this_month(home: Home) -> dict[Source, int]:
    if not (home.log / "catalog.sqlite").exists():
        return {}
    with open_reader(home.log) as con:
        found = con.execute(
            "select split_part(source, ':', 4), split_part(source, ':', 3), count(*) from log.events"
            " where time >= date_trunc('month', ?::timestamp) group by all", [home.now()],
        ).fetchall()  # fmt: skip
    return {(family, city): count for family, city, count in found}


def _usual(home: Home) -> dict[Source, Any]:
    if not home.warehouse.exists():
        return {}
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        if not con.execute("select 1 from duckdb_tables() where table_name = 'rpt_source_alarms'").fetchone():
            return {}  # built before sources were watched
        found = con.execute(
            "select source_family, city, arg_max(usual_count, month) from marts.rpt_source_alarms group by all"
        ).fetchall()
    return {(family, city): usual for family, city, usual in found}


def _backlog(home: Home) -> str:
    if not home.spool.exists():
        return "无"
    found = spool_of(home).backlog()
    said = f"{found.deliveries} 件 {found.rows} 行,最早 {found.oldest_seconds:.0f} 秒前" if found.deliveries else "无"
    return said + (f";{found.set_aside} 件打不开,已另存于 {home.spool / 'aside'}" if found.set_aside else "")


def built_to(home: Home) -> int:
    """The last seq in the published warehouse; 0 before the first build."""
    if not home.warehouse.exists():
        return 0
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        return int((con.execute("select seq_hi from marts.dim_build").fetchone() or (0,))[0])
