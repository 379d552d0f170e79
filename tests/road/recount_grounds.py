"""The grounds on which a person may receive benefits, said again in plain Python: one small function a kind of ground."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.road.recount_days import NEVER, Entry, in_order, months_later

Stretch = tuple[date, date, str, str, str]  # since, until, source, id, city: sorted, the first of a stretch leads
Grounds = list[tuple[str, Stretch]]
JIXI, SHANGLUO = "230300", "611000"
CONVERSION_MONTHS, INSURED_MONTHS, GRADUATE_MONTHS = 6, 36, 60
INVOLUNTARY = {"dissolved_by_employer", "expired", "business_closed"}
SETTLED = {"employed", "own_business", "flexible", "further_study"}


@dataclass
class Life:
    """One person's events, and what the recount of employment knows of him."""

    events: list[Entry]
    starts: list[Any]
    in_hardship: Callable[[date], bool]  # on the list that day, or left it for work just before
    spells: Iterable[tuple[date, date, Entry]]  # of registered unemployment
    listed: Iterable[tuple[date, date, Entry]]  # on the list of the hard to employ
    ended: dict[str, list[date]]  # business: days on which it was deregistered

    def of(self, *types: str) -> list[Entry]:
        return in_order(e for e in self.events if e["type"] in types)

    def on_list(self, day: date) -> bool:
        return any(since <= day <= until for since, until, _ in self.listed)

    def told(self, start: Any) -> dict[str, Any]:
        """The fields of the event that a start is told by."""
        return next(e["f"] for e in self.events if (e["source"], e["id"]) == (start.source, start.id))


def grounds_of(life: Life) -> Grounds:
    return [
        *of_work(life), *of_training(life), *of_certificates(life), *of_graduates(life), *of_business(life), *of_being_out_of_work(life),
    ]  # fmt: skip


def ground(name: str, e: Entry, since: date, until: date = NEVER) -> tuple[str, Stretch]:
    return name, (since, until, e["source"], e["id"], e["f"]["city"])


def of_work(life: Life) -> Iterator[tuple[str, Stretch]]:
    poor = [e["day"] for e in life.of("household_recognised") if e["f"]["kind"] == "poverty_listed"]
    for s in life.starts:
        span, at_employer = (s.day, s.end, s.source, s.id, s.city), bool(s.enterprise and s.proof != "business")
        if life.in_hardship(s.day):
            yield "employed", span
            if at_employer:
                yield "absorbed", span
        lasted = months_later(s.day, 12)
        if s.city == JIXI and at_employer and any(day <= s.day for day in poor) and s.end >= lasted:
            yield "poverty", (lasted, NEVER, s.source, s.id, s.city)
    for s in life.starts:
        if any(since <= s.day < cohort_ends for since, _, cohort_ends, _ in seeking_graduate(life)):
            yield "graduate_employed", (s.day, s.end, s.source, s.id, s.city)
    for s in graduate_hires(life):
        yield "graduate_small", (s.day, min(s.end, months_later(s.day, 12)), s.source, s.id, s.city)


def graduate_hires(life: Life) -> Iterator[Any]:
    """New hires by small enterprises in the year of graduation, in Jixi."""
    years = {str(e["f"]["graduated_at"])[:4] for e in life.of("graduate_registered")}
    for s in life.starts:
        small = s.proof == "registration" and life.told(s).get("enterprise_size") in ("small", "micro")
        if s.city == JIXI and s.is_new and small and str(s.day.year) in years:
            yield s


def of_training(life: Life) -> Iterator[tuple[str, Stretch]]:
    courses = life.of("training_completed")
    for e in courses:
        day = e["day"]
        graduate = any(since <= day <= until for since, until, _, _ in seeking_graduate(life))
        if graduate or life.on_list(day) or any(since <= day <= until for since, until, _ in life.spells):
            yield ground("trained", e, day)
        if e["f"]["kind"] == "rural_transfer":
            yield ground("transfer", e, day)
        at_small = [s for s in graduate_hires(life) if s.day <= day <= min(s.end, months_later(s.day, 12))]
        if e["f"]["kind"] == "pre_post" and at_small:
            yield ground("trained_small", e, day)
    for e in life.of("employment_registered"):
        months = e["f"].get("contract_months") or 0
        if e["f"]["city"] == JIXI and e["f"].get("enterprise") and months >= 6:
            last = months_later(e["day"], months)
            met = [c["day"] for c in courses if c["day"] <= last and e["day"] <= months_later(c["day"], CONVERSION_MONTHS)]
            if met:
                yield ground("contract", e, max(e["day"], min(met)))


def seeking_graduate(life: Life) -> Iterator[tuple[date, date, date, Entry]]:
    """Each cohort of his: since when he said he seeks work, until when he sought, when the cohort ends, and where he said so."""
    told = life.of("graduate_registered")
    for year in sorted({int(str(e["f"]["graduated_at"])[:4]) for e in told}):
        last = date(year + 1, 7, 1)
        entries = [e for e in told if str(e["f"]["graduated_at"])[:4] == str(year) and e["day"] < last]
        seeking = [e for e in entries if e["f"]["destination"] == "seeking"]
        if seeking:
            settled = [e["day"] for e in entries if e["f"]["destination"] in SETTLED]
            settled += [s.day for s in life.starts if entries[0]["day"] <= s.day < last]
            first = min(settled, default=NEVER)
            yield seeking[0]["day"], first if seeking[0]["day"] <= first < NEVER else last, last, seeking[0]


def of_being_out_of_work(life: Life) -> Iterator[tuple[str, Stretch]]:
    for since, until, e in [*life.spells, *life.listed]:
        yield ground("out_of_work", e, since, until)
    for since, until, _, e in seeking_graduate(life):
        yield ground("graduate_seeking", e, since, until)
    for since, until, e in life.spells:
        months = insured_months(life, since)
        if e["f"].get("cause") in INVOLUNTARY and months >= 12:
            longest = 24 if months >= 120 else 18 if months >= 60 else 12
            yield ground("insured", e, since, min(until, months_later(since, longest)))
    for e in life.of("internship_started"):
        yield ground("internship", e, e["day"], months_later(e["day"], e["f"]["term_months"]))


def of_certificates(life: Life) -> Iterator[tuple[str, Stretch]]:
    for e in life.of("certificate_issued"):
        day = e["day"]
        employed = any(s.enterprise and s.proof != "business" and s.day <= day < s.end for s in life.starts)
        if e["f"]["city"] == JIXI and employed and insured_months(life, day) >= INSURED_MONTHS:
            yield ground("certificate", e, day, date(day.year + 1, 1, 1))


def insured_months(life: Life, day: date) -> int:
    """Months of unemployment insurance paid by then: those told, and those before the first that tells how many."""
    paid = [e["f"] for e in life.of("contribution_recorded") if e["f"]["insurance"] == "210" and e["f"]["is_paid"]]
    known = most = 0
    for month in sorted({f["month"] for f in paid if date.fromisoformat(f["month"] + "-01") <= day}):
        known += 1
        stated = max(f.get("cumulative_months") or 0 for f in paid if f["month"] == month)
        known, most = max(known, stated), max(most, known, stated)
    return most


def of_graduates(life: Life) -> Iterator[tuple[str, Stretch]]:
    for e in life.of("graduate_registered"):
        if e["f"]["is_in_hardship"]:
            yield ground("graduate", e, e["day"], date(int(str(e["f"]["graduated_at"])[:4]) + 1, 7, 1))


def of_business(life: Life) -> Iterator[tuple[str, Stretch]]:
    """Every business while it runs; the first one: how long it lasted, and a veteran's outside an incubation base."""
    for number, e in enumerate(life.of("business_registered")):
        opened = e["day"]
        closed = min((day for day in life.ended.get(e["f"]["enterprise"], []) if day >= opened), default=NEVER)
        yield ground("own", e, opened, closed)
        if number:
            continue
        lasted = months_later(opened, 12)
        young = [
            g for g in life.of("graduate_registered")
            if g["day"] <= opened and date.fromisoformat(str(g["f"]["graduated_at"])[:10]) >= months_later(opened, -GRADUATE_MONTHS)
        ]  # fmt: skip
        if e["f"]["city"] == JIXI and closed >= lasted and (life.on_list(opened) or young):
            yield ground("business", e, lasted)
        if any(date.fromisoformat(str(v["f"]["discharged_at"])[:10]) <= opened for v in life.of("veteran_registered")):
            incubated = [s["day"] for s in life.of("startup_supported") if s["f"]["kind"] == "incubation"]
            yield ground("veteran", e, opened, min([closed, *incubated]))
