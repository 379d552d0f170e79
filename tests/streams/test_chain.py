"""The hash chain: a good log passes its audit, and every way of tampering with it is found and named with its place."""

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from flows.audit import audit_log
from flows.ingest import ingest
from flows.settings import Home
from streams import chain, lake
from tests.conftest import make_home, write_events
from tests.streams.faults import event

DELIVERIES, EVENTS_EACH = 3, 4


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A log of three deliveries, four entries each: three blocks."""
    root = tmp_path_factory.mktemp("chain")
    home = make_home(root / "home")
    for day in range(DELIVERIES):
        events = [event("job_recommended", id=f"d{day}-{n}") for n in range(EVENTS_EACH)]
        list(ingest(home, [write_events(root / f"{day}.ndjson", events)]))
    return home


@pytest.fixture
def copy(good: Home, tmp_path: Path) -> Home:
    """A copy to tamper with. DuckLake keeps the data path in its catalog, so the copy's is put right first."""
    home = Home(tmp_path / "home")
    shutil.copytree(good.path, home.path)
    with lake.connect() as con:
        con.execute(f"attach '{home.log / 'catalog.sqlite'}' as catalog (type sqlite)")
        con.execute("update catalog.ducklake_metadata set value = ? where key = 'data_path'", [f"{home.log / 'parquet'}/"])
    return home


@pytest.fixture
def tamper(copy: Home) -> Iterator[Callable[[str], None]]:
    """Write into the log behind the ledger's back."""

    def run(statements: str) -> None:
        with lake.connect() as con:
            lake.attach(con, copy.log, write=True)
            con.execute(f"begin; {statements}; commit")

    yield run


def broken(home: Home) -> str:
    return "\n".join(audit_log(home).broken)


def test_an_untouched_log_passes_and_the_audit_says_how_much_it_read(good: Home) -> None:
    verdict = audit_log(good)
    assert verdict.broken == ()
    assert (verdict.entries, verdict.blocks) == (DELIVERIES * EVENTS_EACH, DELIVERIES)
    assert json.loads((good.log / "head.json").read_text()) == {"last_seq": 12, "hash": verdict.head}


def test_a_copied_log_passes_as_well(copy: Home) -> None:
    assert broken(copy) == ""


@pytest.mark.parametrize("change", [
    """data = '{"city":"210100","post":"电工"}'""", "subject = 'p' || repeat('0', 32)", "time = time + interval 1 day",
    "recorded_at = recorded_at + interval 1 second", "id = 'other'", "source = 'urn:taizhang:210200:service'", "origin = 'file:other'",
    "position = position + 1", "dataschema = 'urn:taizhang:schema:job_recommended:2'", "type = 'guidance_given'", "subject = null",
])  # fmt: skip
def test_an_altered_column_is_found_in_its_block(change: str, copy: Home, tamper: Callable[[str], None]) -> None:
    tamper(f"update log.events set {change} where seq = 6")
    assert broken(copy) == "序号 5–8 的内容与封存时不同:有记录被改动、删除或换序"


def test_a_removed_entry_is_counted_and_found_in_its_block(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("delete from log.events where seq = 6")
    assert "日志有 11 条记录,链上封存 12 条" in broken(copy)
    assert "序号 5–8 的内容" in broken(copy) and "序号 1–4" not in broken(copy) and "序号 9–12" not in broken(copy)


def test_an_added_entry_is_counted_and_found_in_its_block(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("insert into log.events select * replace ('forged' as id) from log.events where seq = 6")
    assert "有 1 条记录的序号重复" in broken(copy) and "链上封存 12 条" in broken(copy) and "序号 5–8 的内容" in broken(copy)


def test_an_entry_added_beyond_the_last_block_is_counted(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("insert into log.events select * replace (13 as seq, 'forged' as id) from log.events where seq = 6")
    assert "日志有 13 条记录,链上封存 12 条" in broken(copy)


def test_two_entries_that_changed_places_are_found_in_their_block(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("update log.events set seq = 15 - seq where seq in (7, 8)")
    assert broken(copy) == "序号 5–8 的内容与封存时不同:有记录被改动、删除或换序"


def test_entries_that_changed_places_across_blocks_are_found_in_both(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("update log.events set seq = 13 - seq where seq in (4, 9)")
    assert "序号 1–4 的内容" in broken(copy) and "序号 9–12 的内容" in broken(copy) and "序号 5–8" not in broken(copy)


def test_a_tail_cut_off_with_its_blocks_is_found_by_the_head_kept_beside_the_log(
    copy: Home, tamper: Callable[[str], None]
) -> None:
    tamper("delete from log.events where seq > 8; delete from log.chain where first_seq > 8")
    assert broken(copy) == "序号 12 处的链值与日志之外留存的不一致:日志尾部被截断或整体重写"


def test_a_block_taken_out_of_the_middle_with_its_entries_is_found(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("delete from log.events where seq between 5 and 8; delete from log.chain where first_seq = 5")
    assert "链在序号 5 处断开:下一块从 9 开始" in broken(copy) and "序号 9–12 的块没有接在前一块之后" in broken(copy)


def test_an_altered_entry_whose_block_was_sealed_anew_breaks_the_next_block(copy: Home, tamper: Callable[[str], None]) -> None:
    tamper("""update log.events set data = '{"city":"210100"}' where seq = 6""")
    reseal(copy, tamper, from_seq=5, to_seq=8)
    assert broken(copy) == "序号 9–12 的块没有接在前一块之后"


def test_a_chain_written_anew_to_its_end_is_found_by_the_head_kept_beside_the_log(
    copy: Home, tamper: Callable[[str], None]
) -> None:
    tamper("""update log.events set data = '{"city":"210100"}' where seq = 6""")
    reseal(copy, tamper, from_seq=5, to_seq=12)
    assert broken(copy) == "序号 12 处的链值与日志之外留存的不一致:日志尾部被截断或整体重写"


def test_a_chain_written_anew_with_its_head_is_found_by_an_issued_manifest(copy: Home, tamper: Callable[[str], None]) -> None:
    head = audit_log(copy).head
    tamper("""update log.events set data = '{"city":"210100"}' where seq = 6""")
    reseal(copy, tamper, from_seq=5, to_seq=12)
    (copy.log / "head.json").unlink()
    assert broken(copy) == ""
    issue = copy.issues / "2026-06-1"
    issue.mkdir(parents=True)
    (issue / "manifest.json").write_text(json.dumps({"cutoff_seq": 12, "chain_head_hash": head}))
    assert broken(copy) == "序号 12 处的链值与日志之外留存的不一致:日志尾部被截断或整体重写"


def test_a_block_is_cut_at_every_thousand_entries_and_continues_from_the_one_before() -> None:
    with duckdb.connect() as con:
        con.execute(
            "create table entries as select range + 1 as seq, 's' as source, range::varchar as id, 't' as type, 'p' as subject,"
            " timestamp '2026-03-05' as time, timestamp '2026-07-03' as recorded_at, 'u' as dataschema, '{}' as data,"
            " 'file:x' as origin, range as position from range(2500)"
        )
        blocks = chain.seal(chain.read_entries(con, "entries"), chain.GENESIS)
        later = chain.seal(chain.read_entries(con, "entries", "seq > 1000"), blocks[0].hash)
    assert [(b.first_seq, b.last_seq, b.entries) for b in blocks] == [(1, 1000, 1000), (1001, 2000, 1000), (2001, 2500, 500)]
    assert [b.prev_hash for b in blocks] == [chain.GENESIS, blocks[0].hash, blocks[1].hash]
    assert later == blocks[1:]


def reseal(home: Home, tamper: Callable[[str], None], from_seq: int, to_seq: int) -> None:
    """Seal the blocks from..to anew, as one who knows the method would."""
    with lake.connect() as con:
        lake.attach(con, home.log)
        bounds = con.execute("select first_seq, last_seq, prev_hash from log.chain order by 1").fetchall()
        prev = next(p for first, _, p in bounds if first == from_seq)
        sealed = []
        for first, last, _ in bounds:
            if from_seq <= first and last <= to_seq:
                (block,) = chain.seal(chain.read_entries(con, "log.events", f"seq between {first} and {last}"), prev)
                sealed.append(block)
                prev = block.hash
    tamper("; ".join(
        f"update log.chain set prev_hash = '{b.prev_hash}', hash = '{b.hash}' where first_seq = {b.first_seq}" for b in sealed
    ))  # fmt: skip
