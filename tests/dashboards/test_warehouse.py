"""The scope and the re-opening, on a real published file, without any page."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from dashboards.warehouse import NothingPublished, OutsideScope, Warehouse
from identity.roles import Account

ANALYST = Account("analyst", "province_analyst", ("*",))
PANJIN = Account("panjin", "city_officer", ("211100",))
NOWHERE = Account("nowhere", "city_officer", ())
LEADER = Account("leader", "leader", ("*",))
ADMIN = Account("admin", "system_admin", ("*",))


@pytest.fixture
def warehouse(home: Path) -> Warehouse:
    return Warehouse(home / "warehouse" / "warehouse.duckdb")


LISTS = (
    "enterprise_leads", "unemployment_risks", "escalations", "assessments", "assessment_grades", "agency_credit", "county_targets", "fund_use",
    "rested_on",
)  # fmt: skip


def counts(warehouse: Warehouse, account: Account) -> tuple[int, int, int]:
    """Rows of evidence, of aggregates, and cities with evidence, that an account can count."""
    with warehouse.reader(account) as reader:
        evidence = int(reader.sum_of("select count(*) from evidence"))
        cities = int(reader.sum_of("select count(distinct city) from evidence"))
        return evidence, int(reader.sum_of("select count(*) from city_metrics")), cities


def test_a_province_account_reads_every_city(warehouse: Warehouse, published: Path) -> None:
    with duckdb.connect(str(published), read_only=True) as con:
        told = con.execute(
            "select (select count(*) from marts.fct_evidence), (select count(*) from marts.fct_city_metrics)"
        ).fetchone()
    assert counts(warehouse, ANALYST) == (*told, 14)


def test_a_city_account_reads_evidence_of_its_city_only_and_aggregates_of_all(warehouse: Warehouse) -> None:
    evidence, figures, cities = counts(warehouse, PANJIN)
    assert 0 < evidence < counts(warehouse, ANALYST)[0] / 10
    assert cities == 1 and figures == counts(warehouse, ANALYST)[1]


def test_an_account_without_cities_reads_no_person(warehouse: Warehouse) -> None:
    assert counts(warehouse, NOWHERE)[0] == 0


def test_a_leader_reads_figures_and_no_person(warehouse: Warehouse) -> None:
    evidence, figures, _ = counts(warehouse, LEADER)
    assert evidence == 0 and figures > 0
    with warehouse.reader(LEADER) as reader:
        assert reader.rows("from event(1003)") == [] and reader.rows("from restatement_events") == []


def test_an_administrator_reads_nothing(warehouse: Warehouse) -> None:
    assert counts(warehouse, ADMIN) == (0, 0, 0)


@pytest.mark.parametrize("relation", LISTS[:-1])
def test_a_list_of_what_cities_answer_for_keeps_to_the_own_city(warehouse: Warehouse, relation: str) -> None:
    cities = f"select distinct city from {relation} order by city"
    with warehouse.reader(ANALYST) as wide, warehouse.reader(PANJIN) as own, warehouse.reader(NOWHERE) as none:
        assert {"210200", "211100"} <= {row["city"] for row in wide.rows(cities)}
        assert own.rows(cities) == [{"city": "211100"}]
        assert none.rows(cities) == []
    with warehouse.reader(ADMIN) as admin:
        assert admin.rows(cities) == []


def test_an_unset_scope_keeps_no_row(warehouse: Warehouse) -> None:
    with warehouse.reader(ANALYST) as reader:
        bare = reader._cursor.cursor()  # a cursor that nobody gave a scope
        bare.execute("use memory.scoped")
        for relation in ("evidence", "city_metrics", "restatements", "restatement_events", *LISTS):
            assert bare.execute(f"select count(*) from {relation}").fetchone() == (0,), relation
        assert bare.execute("select count(*) from event(1003)").fetchone() == (0,)


def test_scopes_of_visits_at_the_same_time_do_not_mix(warehouse: Warehouse) -> None:
    with warehouse.reader(ANALYST) as wide, warehouse.reader(NOWHERE) as narrow:
        assert narrow.sum_of("select count(*) from evidence") == 0
        assert wide.sum_of("select count(distinct city) from evidence") == 14


@pytest.mark.parametrize(
    "around",
    [
        "select * from warehouse.marts.fct_evidence", "select * from marts.dim_events", "set variable cities = ['210100']",
        "attach 'x.duckdb'", "select * from duckdb_tables()", "select * from information_schema.tables",
    ],
)  # fmt: skip
def test_a_query_around_the_scope_is_refused(warehouse: Warehouse, around: str) -> None:
    with warehouse.reader(PANJIN) as reader, pytest.raises(OutsideScope):
        reader.rows(around)


def test_the_connection_can_neither_write_nor_open_other_files(warehouse: Warehouse, tmp_path: Path) -> None:
    secret = tmp_path / "secret.csv"
    secret.write_text("a\n1\n")
    with warehouse.reader(ANALYST) as reader:
        with pytest.raises(duckdb.PermissionException):
            reader.rows(f"select * from read_csv('{secret}')")
        with pytest.raises(duckdb.Error):
            reader._cursor.execute("update warehouse.marts.fct_city_metrics set month_value = 0")


@pytest.mark.parametrize("seq", [1001, 900001, 900010, 900030, 900031, 900032, 900040, 900050])
def test_an_event_is_seen_by_the_city_it_belongs_to_and_by_no_other(warehouse: Warehouse, seq: int) -> None:
    """900010 is the province's retraction of an event of 盘锦市: the city sees what changed its event. 900030 to 900050 the province told;
    rows of 盘锦市 rest on them.
    """
    dalian = Account("dalian", "city_officer", ("210200",))
    with warehouse.reader(PANJIN) as own, warehouse.reader(dalian) as other:
        assert [row["seq"] for row in own.rows("from event($seq)", seq=seq)] == [seq]
        assert other.rows("from event($seq)", seq=seq) == []


def test_a_missing_file_is_said_and_found_once_it_is_published(bare_home: Path, published: Path) -> None:
    path = bare_home / "warehouse" / "warehouse.duckdb"
    warehouse = Warehouse(path)
    with pytest.raises(NothingPublished), warehouse.reader(ANALYST):
        pass
    path.write_bytes(published.read_bytes())
    assert counts(warehouse, ANALYST)[2] == 14


CHANGED = "update marts.dim_build set seq_hi = 900200; update marts.fct_city_metrics set month_value = 7"
MOST = "select max(month_value) as most from city_metrics where city = '211100'"
BOTH = "select (select seq_hi from build) as seq_hi, (select min(month_value) from city_metrics) as least"


def test_a_published_file_is_read_as_soon_as_it_is_renamed(warehouse: Warehouse, publish: Callable[[str], None]) -> None:
    with warehouse.reader(ANALYST) as reader:
        assert reader.one(BOTH)["seq_hi"] == 900100
    publish(CHANGED)
    with warehouse.reader(ANALYST) as reader:
        assert reader.one(BOTH) == {"seq_hi": 900200, "least": 7}


def test_a_visit_keeps_the_file_it_began_with(warehouse: Warehouse, publish: Callable[[str], None]) -> None:
    with warehouse.reader(ANALYST) as before:
        publish(CHANGED)
        with warehouse.reader(ANALYST) as after:
            assert after.one(BOTH)["seq_hi"] == 900200
        assert before.one(BOTH)["seq_hi"] == 900100


def test_an_old_file_is_closed_when_its_last_visit_ends(warehouse: Warehouse, publish: Callable[[str], None]) -> None:
    with warehouse.reader(ANALYST):
        edition = warehouse._current
        publish(CHANGED)
        with warehouse.reader(ANALYST):
            edition.connection.execute("select 1")
    with pytest.raises(duckdb.ConnectionException):
        edition.connection.execute("select 1")


@dataclass
class Seen:
    """What the readers of a busy minute saw."""

    pairs: set[tuple[int, int]]
    faults: list[BaseException]


def test_many_readers_never_see_half_of_a_publication(warehouse: Warehouse, publish: Callable[[str], None]) -> None:
    seen, done = Seen(set(), []), threading.Event()
    with warehouse.reader(ANALYST) as reader:
        original = (900100, int(reader.one(MOST)["most"]))

    def read() -> None:
        while not done.is_set():
            try:
                with warehouse.reader(ANALYST) as reader:
                    first = reader.one("select seq_hi from build")["seq_hi"]
                    seen.pairs.add((first, int(reader.one(MOST)["most"])))
            except BaseException as fault:
                seen.faults.append(fault)
                return

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for nth in range(1, 6):
        publish(f"update marts.dim_build set seq_hi = {nth}; update marts.fct_city_metrics set month_value = {nth * 10}")
    done.set()
    for reader in readers:
        reader.join(30)
    assert seen.faults == []
    assert len(seen.pairs) > 1 and seen.pairs <= {original} | {(nth, nth * 10) for nth in range(1, 6)}
