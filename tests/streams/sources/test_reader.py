"""The file door as a whole: bounded memory, the caller's connection, and every rule it can speak."""

import json
import re
import subprocess
import sys
from pathlib import Path

import duckdb

from identity.tokens import Tokeniser
from streams.events.catalogue import VERSIONS
from streams.gates.format import FORMAT_RULES
from streams.sources.reader import open_source
from streams.sources.refusal import SourceRefused
from tests.streams.sources.tables import INSURANCE, STARTED, csv_bytes

SOURCES = Path(__file__).parents[3] / "streams" / "sources"

PEAK = """
import sys
from pathlib import Path
import duckdb
from identity.tokens import Tokeniser
from streams.sources.reader import open_source
con = duckdb.connect(config={"threads": 2})
rows = sum(b.envelopes.num_rows for b in open_source(Path(sys.argv[1]), tokeniser=Tokeniser(b"0" * 32), con=con))
# ru_maxrss would count the memory of the process that started this one; VmHWM is this one's own
status = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines())
print(rows, status["VmHWM"].split()[0])
"""


def peak_of(path: Path) -> tuple[int, int]:
    """Rows read from the file by a process of its own, and its peak memory in kB."""
    run = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, timeout=300, check=True)
    rows, peak_kb = run.stdout.split()
    return int(rows), int(peak_kb)


def test_a_million_events_take_no_more_memory_than_a_hundred_thousand(tmp_path: Path) -> None:
    event = json.dumps(VERSIONS[6].example(), ensure_ascii=False)
    few, many = tmp_path / "few.ndjson", tmp_path / "many.ndjson"
    for path, count in ((few, 100_000), (many, 1_000_000)):
        with path.open("w", encoding="utf-8") as file:
            file.writelines(event + "\n" for _ in range(count))
    assert many.stat().st_size > 350 << 20
    (few_rows, few_kb), (many_rows, many_kb) = peak_of(few), peak_of(many)
    assert (few_rows, many_rows) == (100_000, 1_000_000)
    # measured about 260 MB and 410 MB: allocators keep a few batches
    assert many_kb - few_kb < 250_000
    assert many_kb < 600_000


def test_a_long_csv_stays_within_memory(tmp_path: Path) -> None:
    path = tmp_path / "i.csv"
    row = csv_bytes(STARTED)
    with path.open("wb") as file:
        file.write(csv_bytes(INSURANCE))
        file.writelines(row for _ in range(300_000))
    rows, peak_kb = peak_of(path)
    assert rows == 300_000
    assert peak_kb < 600_000


def test_the_callers_connection_is_left_as_it_was(tmp_path: Path, tokeniser: Tokeniser) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(csv_bytes(INSURANCE, STARTED))
    con = duckdb.connect()
    con.execute("create table lines (x int); create table rows (x int); begin; insert into rows values (1)")
    assert sum(batch.envelopes.num_rows for batch in open_source(path, tokeniser=tokeniser, con=con)) == 1
    con.execute("commit")
    assert con.execute("select count(*) from rows").fetchone() == (1,)
    assert con.execute("select count(*) from lines").fetchone() == (0,)


def test_a_reader_may_be_left_in_the_middle(tmp_path: Path, tokeniser: Tokeniser) -> None:
    path = tmp_path / "i.csv"
    path.write_bytes(csv_bytes(INSURANCE, *[STARTED] * 10))
    batches = open_source(path, tokeniser=tokeniser, chunk_rows=2)
    assert next(batches).envelopes.num_rows >= 1
    batches.close()  # type: ignore[attr-defined]
    path.unlink()


def test_every_rule_spoken_by_a_door_is_in_the_catalogue_and_the_other_way_round() -> None:
    spoken = {
        rule_id
        for path in SOURCES.parent.rglob("*.py")
        if path.parent.name != "gates"
        for rule_id in re.findall(r'"(F\d{3})"', path.read_text(encoding="utf-8"))
    }
    assert spoken == set(FORMAT_RULES)


def test_every_rule_says_what_is_wrong_and_what_to_do_in_chinese() -> None:
    for rule_id, rule in FORMAT_RULES.items():
        assert rule.rule_id == rule_id
        assert rule.stage == "format"
        assert all(re.search("[一-鿿]", text) and not text.endswith("。") for text in (rule.sentence, rule.mend))


def test_a_refused_file_says_rule_place_finding_and_remedy() -> None:
    text = str(SourceRefused("F009", "姓名", "名单.xlsx"))
    assert text == "[F009] 名单.xlsx:表头有重名的栏目(姓名)。每个栏目只留一列。"
