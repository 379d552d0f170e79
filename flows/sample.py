"""Draw cases and inspectors by lot (双随机) so that anybody can draw the same again (鸡西市 2018-05-22 七(二十二); 辽政办发〔2016〕75号 七(十五)).

A case's place in the draw is the hash of seed and event: nothing else decides, neither the order of the rows nor the
machine. The draw is told to the log with its seed, its cut-off and the digest of its list.
"""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any

from bulletins.marts import PROVINCE
from bulletins.warehouse import opened
from flows.rules import value_on
from flows.settings import Home
from flows.sheets import sheet
from flows.telling import envelope, tell
from streams.events.assessment import SampleDrawn
from streams.log import open_reader

DRAWN_FROM = {
    "employment": "urban_newly_employed", "placement": "diverted_placed", "service": "service_guaranteed", "training": "training_persons",
    "benefit": "benefit_persons", "welfare_post": "welfare_posts_filled",
}  # fmt: skip
"""What may be checked by lot → the metric whose evidence of the year so far is drawn from."""
HEADER = ("抽查批次", "城市", "核查事项", "对象", "事件来源", "事件编号", "检查人员")


class SampleDiffers(ValueError):
    """The draw is not the one that the log knows under its name."""


@dataclass(frozen=True, order=True)
class Case:
    """One piece of evidence that may be drawn."""

    city: str
    subject: str
    source: str
    id: str


@dataclass(frozen=True)
class Drawn:
    """A case drawn, and who is to check it."""

    case: Case
    inspectors: tuple[str, ...]


@dataclass(frozen=True)
class Sample:
    """A draw on disk; `is_new` is false when the log knew it and it came out the same."""

    name: str
    file: Path
    drawn: list[Drawn]
    cutoff_seq: int
    is_new: bool


def sample(
    home: Home, claim: str, month: str, seed: int, inspectors: Sequence[str], *, cases: int | None = None, out: Path | None = None
) -> Sample:  # fmt: skip
    """Draw from the published warehouse; drawn before, it is drawn again as known then and must come out the same.

    cases: how many of each city (default: the dated rule). Raises SampleDiffers, ValueError, LookupError.
    """
    if claim not in DRAWN_FROM:
        raise ValueError(f"核查事项 {claim} 没有可抽的台账;可用:{'、'.join(DRAWN_FROM)}")
    told, name, day = _told(home, f"{month}-{claim}"), f"{month}-{claim}", date.fromisoformat(f"{month}-01")
    population, cutoff = population_of(home.warehouse, DRAWN_FROM[claim], month, told[0]["cutoff_seq"] if told else None)
    size = cases or int(value_on("sample_cases_count", PROVINCE, day))
    drawn = draw(population, seed, size, inspectors, int(value_on("sample_inspectors_count", PROVINCE, day)))
    content = listed(name, claim, drawn)
    digest = hashlib.sha256(content).hexdigest()
    if told and {(one["seed"], one["list_digest"]) for one in told} != {(seed, digest)}:
        raise SampleDiffers(
            f"{name} 已以种子 {told[0]['seed']} 抽取并登记,这次的名单与之不同:用同一种子、件数和检查人员名单重抽;另抽请用另一个月份或事项"
        )
    if not told:
        _tell(home, name, claim, month, seed, cutoff, digest, population, drawn)
    file = out or home.path / "samples" / f"{name}.csv"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return Sample(name, file, drawn, cutoff, not told)


def draw(population: Sequence[Case], seed: int, size: int, inspectors: Sequence[str], each: int) -> list[Drawn]:
    """`size` cases of every city, each with `each` inspectors; whoever draws with the same seed draws the same."""
    if len(set(inspectors)) < each:
        raise ValueError(f"检查人员名单只有 {len(set(inspectors))} 人,每件须指派 {each} 人")
    chosen: list[Drawn] = []
    for _, of_city in groupby(sorted(set(population)), key=lambda case: case.city):
        for case in sorted(of_city, key=lambda case: _lot(seed, case.source, case.id, case.subject))[:size]:
            lots = sorted(set(inspectors), key=lambda one: _lot(seed, case.source, case.id, case.subject, one))
            chosen.append(Drawn(case, tuple(lots[:each])))
    return chosen


def _lot(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def population_of(warehouse: Path, metric: str, month: str, cutoff: int | None) -> tuple[list[Case], int]:
    """The cases standing at the cut-off (default: the warehouse's own) in the year up to the month, and the cut-off."""
    with opened(warehouse, LookupError) as con:
        cutoff = cutoff or int(con.execute("select seq_hi from marts.dim_build").fetchall()[0][0])
        rows = con.execute(
            """
            select e.city, e.subject, d.event_source, d.event_id
            from marts.fct_evidence e join marts.dim_events d on d.seq = e.event_seq
            where e.metric = $metric and e.posted_seq <= $cutoff
                and e.period between date_trunc('year', cast($month as date)) and cast($month as date)
            group by all having sum(e.amount) > 0
            """,
            {"metric": metric, "cutoff": cutoff, "month": f"{month}-01"},
        ).fetchall()
    if not rows:
        raise LookupError(f"{month[:4]} 年 1 月至 {month} 没有可抽的案件({metric})")
    return [Case(*row) for row in rows], cutoff


def listed(name: str, claim: str, drawn: Sequence[Drawn]) -> bytes:
    """The list as a CSV that a spreadsheet opens; persons are tokens, inspectors their numbers."""
    title = (SampleDrawn.fields()["claim"].codes or {})[claim]
    return sheet(
        HEADER,
        [(name, one.case.city, title, one.case.subject, one.case.source, one.case.id, " ".join(one.inspectors)) for one in drawn],
    )


def read_inspectors(file: Path) -> list[str]:
    """One number a line. Raises ValueError for a line that may be a name: names stand nowhere outside the vault."""
    try:
        text = file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as problem:
        raise ValueError(f"检查人员名单 {file.name} 不是 UTF-8 文本:另存为 UTF-8 的文本文件,一行一个工号") from problem
    numbers = [line.strip() for line in text.splitlines() if line.strip()]
    for number in numbers:
        if not re.fullmatch(r"[0-9A-Za-z-]{2,20}", number):
            raise ValueError(f"检查人员名单 {file.name} 中有“{number}”:一行一个工号(字母、数字),不写姓名")
    return numbers


def cutoffs_of_draws(home: Home) -> dict[int, str]:
    """The cut-off of every draw that the log knows → the draw's name: what a warehouse must know to draw it again."""
    return {event["cutoff_seq"]: event["sample"] for event in _draws(home)}


def _told(home: Home, name: str) -> list[dict[str, Any]]:
    return [event for event in _draws(home) if event["sample"] == name]


def _draws(home: Home) -> list[dict[str, Any]]:
    with open_reader(home.log) as con:
        rows = con.execute("select data from log.events where type = 'sample_drawn' order by seq").fetchall()
    return [json.loads(data) for (data,) in rows]


def _tell(
    home: Home, name: str, claim: str, month: str, seed: int, cutoff: int, digest: str, population: list[Case], drawn: list[Drawn]
) -> None:  # fmt: skip
    of_sample = {"sample": name, "claim": claim, "month": month, "seed": seed, "cutoff_seq": cutoff, "list_digest": digest}
    of_city, chosen_of = Counter(case.city for case in population), Counter(one.case.city for one in drawn)
    events = []
    for city in sorted(of_city):
        data = {"city": city, **of_sample, "population_count": of_city[city], "cases_count": chosen_of[city]}
        events.append(envelope(SampleDrawn, f"sample-{name}-{city}", f"{home.now():%Y-%m-%d}", data))
    tell(home, events, "system:samples", f"请核对 {name} 是否已由他人登记")
