"""What a build runs: all of it the first time and after a change of code, later no staging model that would tell nothing new."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

from flows.build import BuildFailed, alone, build, give_back_space, newest_seq, publish
from flows.ingest import ingest
from flows.settings import Home
from streams.events.catalogue import VERSIONS
from streams.log import open_reader
from tests.conftest import write_events
from tests.streams.faults import event, whole_number


def staged_by(build_number: int, log: Path) -> set[str]:
    """The event types whose staging models the n-th build ran, as dbt's log says."""
    of_build = log.read_text(encoding="utf-8").split("Running with dbt=")[build_number]
    return set(re.findall(r"OK created sql \w+ model warehouse\.staging\.stg_(?!log__)[a-z]+__(\w+)", of_build))


def test_a_later_build_stages_only_the_event_types_that_came(examples_home: Home) -> None:
    types = [version.type for version in VERSIONS]
    log = examples_home.path / "dbt" / "logs" / "dbt.log"
    assert staged_by(1, log) == set(types)
    assert staged_by(2, log) == set(types[-3:])


def test_where_the_log_and_the_rules_are_as_they_were_a_build_is_what_is_published(examples_home: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    refused = event("pension_started", id="refused") | {"type": "no_such_event"}
    list(ingest(home, [write_events(tmp_path / "refused.ndjson", [refused])]))
    built = build(home)
    assert built.seq_lo == built.seq_hi == 80
    assert built.file.read_bytes() == home.warehouse.read_bytes()
    ran = (home.path / "dbt" / "logs" / "dbt.log").read_text(encoding="utf-8")
    assert ran.count("Running with dbt=") == 2
    publish(home, built)
    assert home.warehouse.exists() and not built.file.exists()


def test_a_build_with_two_rows_of_one_grain_fails_and_names_the_model_and_the_rows(examples_home: Home, tmp_path: Path) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    with duckdb.connect(str(home.warehouse)) as con:
        con.execute("insert into seeds.metrics from seeds.metrics where metric = 'urban_newly_employed'")
    published = home.warehouse.read_bytes()
    list(ingest(home, [write_events(tmp_path / "one-more.ndjson", [event("pension_started", id="one-more")])]))
    with pytest.raises(BuildFailed, match=r"marts\.dim_metrics 有不止一行同为 \(metric\) = urban_newly_employed"):
        build(home)
    assert home.warehouse.read_bytes() == published, "a build may write in its own copy only"


def test_an_entry_that_comes_while_a_build_begins_is_not_passed_over(
    examples_home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    people = [whole_number(f"21010219850307{n:03d}") for n in range(2)]
    files = [
        write_events(tmp_path / f"{n}.ndjson", [event("insurance_started", id=str(n), person=person)])
        for n, person in enumerate(people)
    ]
    list(ingest(home, files[:1]))

    class BetweenTwoQuestions:
        """A reader of the log; after its first answer the log grows."""

        def __init__(self, *arguments: Any) -> None:
            self.con = open_reader(*arguments)

        def __enter__(self) -> "BetweenTwoQuestions":
            return self

        def __exit__(self, *_: object) -> None:
            self.con.close()

        def execute(self, *arguments: Any) -> Any:
            answer = self.con.execute(*arguments)
            list(ingest(home, files[1:]))
            return answer

    with monkeypatch.context() as patch:
        patch.setattr("flows.build.open_reader", BetweenTwoQuestions)
        publish(home, build(home))
    publish(home, build(home))
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        seqs, last = con.execute("select count(distinct seq), max(seq) from staging.stg_log__events").fetchall()[0]
    assert seqs == last == newest_seq(home)


def test_a_build_begins_when_the_one_before_is_published(examples_home: Home, tmp_path: Path) -> None:
    home, people = Home(tmp_path / "home"), [whole_number(f"21010219850307{n:03d}") for n in range(2)]
    shutil.copytree(examples_home.path, home.path)
    list(ingest(home, [write_events(tmp_path / "one.ndjson", [event("insurance_started", id="one", person=people[0])])]))
    with alone(home):
        first = build(home)
        list(ingest(home, [write_events(tmp_path / "two.ndjson", [event("insurance_started", id="two", person=people[1])])]))
        second = subprocess.Popen(
            [str(Path(sys.executable).parent / "taizhang"), "--home", str(home.path), "build"], stdout=subprocess.PIPE
        )
        with pytest.raises(subprocess.TimeoutExpired):
            second.wait(timeout=8)
        publish(home, first)
    assert second.communicate(timeout=120) and second.returncode == 0
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        assert con.execute("select seq_hi from marts.dim_build").fetchall() == [(first.seq_hi + 1,)]
        posted = con.execute("select distinct posted_seq from evidence.evidence where posted_seq > ?", [first.seq_lo]).fetchall()
    assert set(posted) == {(first.seq_hi,), (first.seq_hi + 1,)}


def test_a_file_that_is_mostly_free_room_is_written_anew_and_says_the_same(tmp_path: Path) -> None:
    file = tmp_path / "warehouse.duckdb"
    with duckdb.connect(str(file)) as con:
        con.execute(
            "create schema marts; create table marts.passing as select i, sha1(i::varchar) as text from range(300000) t(i)"
        )
        con.execute("create table marts.figures as select i, -i as value from range(5) t(i) order by i desc")
        con.execute("create view marts.told as select value from warehouse.marts.figures")
        con.execute("checkpoint; drop table marts.passing")
    before = file.stat().st_size
    give_back_space(file, least_bytes=1 << 20)
    assert file.stat().st_size < before / 4
    with duckdb.connect(str(file)) as con:
        assert con.execute("from marts.told").fetchall() == [(-4,), (-3,), (-2,), (-1,), (0,)]
    give_back_space(file, least_bytes=1 << 20)
    assert list(tmp_path.iterdir()) == [file]


def test_a_lost_warehouse_is_not_built_as_known_today_where_issues_must_open_as_known_on_their_day(home: Home) -> None:
    (home.issues / "2026-06-1").mkdir(parents=True)
    (home.issues / "2026-06-1" / "manifest.json").write_text("{}")
    with pytest.raises(BuildFailed, match="build --full"):
        build(home)


def test_a_warehouse_that_older_code_built_is_brought_up_to_date_and_keeps_what_was_posted(
    examples_home: Home, tmp_path: Path
) -> None:
    home = Home(tmp_path / "home")
    shutil.copytree(examples_home.path, home.path)
    with duckdb.connect(str(home.warehouse)) as con:  # an older code knew no industry, and not this metric
        ((entries,),) = con.execute("select seq_hi from marts.dim_build").fetchall()
        ((lost,),) = con.execute(
            "select metric from evidence.evidence group by all order by count(*) desc, metric limit 1"
        ).fetchall()
        known = f"select sum(amount) from evidence.evidence where metric = '{lost}'"
        told = con.execute(known).fetchall()
        con.execute("alter table staging.stg_registration__employment_registered drop column industry")
        con.execute("alter table seeds.metrics drop column clause")
        con.execute("drop table intermediate.int_deliveries__delays")  # and drew on demand what is added to now
        con.execute("create view intermediate.int_deliveries__delays as select 0 as event_count")
        con.execute(f"delete from evidence.evidence where metric = '{lost}'")
        con.execute("update marts.dim_build set code_version = 'older'")
        older = con.execute("select * from evidence.evidence order by all").fetchall()
    hired = event("employment_registered", id="h", person=whole_number("21010219850307100"))
    list(ingest(home, [write_events(tmp_path / "one-more.ndjson", [hired])]))
    steps: list[tuple[int, int]] = []
    publish(home, build(home, on_model=lambda done, of: steps.append((done, of))))
    assert steps == sorted(steps) and steps[-1][0] <= steps[-1][1] and len({of for _, of in steps}) == 1
    with duckdb.connect(str(home.warehouse), read_only=True) as con:
        posted = con.execute("select * from evidence.evidence order by all").fetchall()
        delays = con.execute("select sum(event_count) from intermediate.int_deliveries__delays").fetchone()
        assert con.execute(known).fetchall() == told
    assert older and set(older) <= set(posted)
    assert delays == (entries + 1,)
