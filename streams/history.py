"""What senders got wrong, and what is still expected of them, asked of the log."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

import duckdb

from streams.gates.consistency import city_codes
from streams.sources.mapping import Mapping


@dataclass(frozen=True)
class Refused:
    """How many rows of one sender broke one rule in one month, and the last file in which they did."""

    month: str
    city: str
    family: str
    rule_id: str
    rows: int
    last_origin: str


@dataclass(frozen=True)
class Expected:
    """Something that cannot be known yet, with the day by which it is expected. `what` is for people."""

    due: date
    city: str
    family: str
    what: str

    def is_late(self, today: date) -> bool:
        """Whether the day has passed."""
        return today > self.due


def refused_by_sender(
    con: duckdb.DuckDBPyConnection, *, city: str | None = None, family: str | None = None, month: str | None = None,
    rule_id: str | None = None,
) -> list[Refused]:  # fmt: skip
    """Refused rows by month of receipt, sender and rule, the newest month first. An unreadable file has no sender ("")."""
    rows = con.execute(
        """
        select
            strftime(recorded_at, '%Y-%m') as month, coalesce(split_part(source, ':', 3), '') as city,
            coalesce(split_part(source, ':', 4), '') as family, rule_id, count(distinct (origin, position)),
            arg_max(origin, recorded_at)
        from log.rejected
        group by all
        having ($city is null or city = $city) and ($family is null or family = $family)
            and ($month is null or month = $month) and ($rule is null or rule_id = $rule)
        order by month desc, city, family, rule_id
        """,
        {"city": city, "family": family, "month": month, "rule": rule_id},
    ).fetchall()
    return [Refused(*row) for row in rows]


def awaited_targets(con: duckdb.DuckDBPyConnection, within_days: int) -> list[Expected]:
    """Corrections and retractions whose target the log does not hold yet, the earliest due first."""
    rows = con.execute(
        """
        select distinct w.recorded_at::date, split_part(e.source, ':', 3), split_part(e.source, ':', 4), e.id,
            json_extract_string(e.data, '$.target_source') || ' ' || json_extract_string(e.data, '$.target_id') as target
        from log.warned as w
        join log.events as e on w.origin = e.origin and w.position = e.position
        where w.severity = 'expected' and not exists (
            select 1 from log.events as t
            where t.source = json_extract_string(e.data, '$.target_source')
                and t.id = json_extract_string(e.data, '$.target_id')
        )
        order by all
        """
    ).fetchall()
    return [
        Expected(noted + timedelta(days=within_days), city, family, f"{id_} 所指的原事件 {target}")
        for noted, city, family, id_, target in rows
    ]


def awaited_deliveries(con: duckdb.DuckDBPyConnection, mappings: Iterable[Mapping], month: date) -> list[Expected]:
    """What each assessed unit's monthly sources have not yet sent of the month that begins on `month`, by each mapping's due day.

    A source has sent when the log holds an event of that month, of a type that the mapping makes, from that unit.
    """
    next_month = (month.replace(day=28) + timedelta(days=4)).replace(day=1)
    heard = set(
        con.execute(
            "select distinct split_part(source, ':', 3), type from log.events where time >= ? and time < ?", [month, next_month]
        ).fetchall()
    )
    return [
        Expected(
            next_month.replace(day=mapping.due_day), city, mapping.family, f"{month:%Y-%m} 的{mapping.title}({mapping.name})"
        )
        for mapping in mappings
        if mapping.due_day
        for city in city_codes()
        if city[2:] != "0000" and not any((city, event_type) in heard for event_type in mapping.events)
    ]
