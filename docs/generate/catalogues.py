"""Reference pages of the catalogues: gates, metrics, rules, expectations."""

import csv
from datetime import date
from itertools import groupby

from docs.generate.markdown import page, table
from flows.project import ROOT
from flows.rules import read_holdings, read_packs
from streams.gates.catalogue import RULES

STAGES = ("format", "value", "duplicate", "logic", "consistency")


def gates_page() -> str:
    """Every rule a row can break at the door, by stage."""
    sections = [
        "Rules at the door, in the order in which they are asked. `reject`: the row goes back to its sender, the rest of the file"
        " stays. `warn`: accepted, and told. `expected`: cannot be known yet, accepted, and shown until it arrives.",
    ]
    for stage in STAGES:
        rules = sorted((rule for rule in RULES.values() if rule.stage == stage), key=lambda rule: rule.rule_id)
        rows = [[rule.rule_id, rule.severity, rule.sentence, rule.mend] for rule in rules]
        sections += [f"## {stage}", table(["rule", "severity", "说明", "怎样修改"], rows)]
    return page("Gates", *sections)


def metrics_page() -> str:
    """Every metric with its definition, how it is made of evidence, and the events it reads."""
    metrics = sorted(_seed("metrics"), key=lambda metric: int(metric["sort_order"]))
    sections = [
        "A figure is a sum of evidence; a rate is two of them. Metrics marked as evidence post it themselves"
        " (`models/evidence/`); the others are made of those.",
        table(
            ["metric", "名称", "unit", "kind", "decimals", "better", "headline", "evidence"],
            [
                [
                    f"`{m['metric']}`",
                    m["metric_name"],
                    m["unit_name"],
                    m["kind"],
                    m["decimals"],
                    m["direction"],
                    m["is_headline"] == "true",
                    m["is_posted"] == "true",
                ]
                for m in metrics
            ],
        ),
    ]
    return page("Metrics", *sections, *(_metric(metric) for metric in metrics))


def _metric(metric: dict[str, str]) -> str:
    terms = [term for term in _seed("metric_terms") if term["metric"] == metric["metric"]]
    components = {term["component"] for term in terms}
    events = sorted({row["event_type"] for row in _seed("metric_inputs") if row["metric"] in components})
    return "\n\n".join(
        [
            f"## {metric['metric']} {metric['metric_name']}",
            f"{metric['definition']}\uff08{metric['document_no']} {metric['clause']}\uff09",
            f"Formula: {_formula(terms)}",
            "Events: " + ", ".join(f"`{event}`" for event in events),
        ]
    )


def _formula(terms: list[dict[str, str]]) -> str:
    def sum_of(part: str) -> str:
        signed = [("+" if t["sign"] == "1" else "−", f"`{t['component']}`") for t in terms if t["part"] == part]
        return " ".join(f"{sign} {name}" for sign, name in signed).removeprefix("+ ")

    if any(term["part"] == "numerator" for term in terms):
        return f"({sum_of('numerator')}) ÷ ({sum_of('denominator')}), in %, of cumulative values"
    return sum_of("value")


def rules_page() -> str:
    """Every dated, cited value of the rule packs, and where each pack is followed."""
    packs = read_packs()
    sections = [
        "What the law says, as data (`rules/`). Models join these values by place and day; no value stands in code."
        " Grade: cited (so written), configured (left open by the document, set by the province), secondary (from a copy or report),"
        " unverified (general knowledge). A number such as A1 names the ambiguity that an entry settles.",
        "## Which pack is followed where",
        table(
            ["city", "rank", "pack", "from", "to", "理由"],
            [[h.city, h.rank, h.pack, h.valid_from, _until(h.valid_to), h.reason] for h in read_holdings(packs)],
        ),
    ]
    for pack in packs:
        rows = [
            [
                f"`{e.rule}`", e.value, " / ".join(e.choices), e.settles or "", e.grade, e.valid_from, _until(e.valid_to),
                e.document_no, e.clause,
            ]
            for e in pack.rules
        ]  # fmt: skip
        sections += [
            f"## {pack.pack} {pack.title} ({pack.region})",
            table(["rule", "value", "choices", "settles", "grade", "from", "to", "文号", "条款"], rows),
        ]
    return page("Rules", *sections)


def _until(day: date) -> str:
    return "" if day.year == 9999 else str(day)


def expectations_page() -> str:
    """Every expectation of the publication gate, by mart."""
    from expectations.catalogue import entries  # imports Great Expectations, which takes seconds

    sections = [
        "Asked before a month is published. `critical`: nothing is published until it holds, or a dated waiver"
        " (`expectations/waivers.yml`) lets it pass. `warning`: told in the gate report.",
    ]
    for mart, group in groupby(entries(), key=lambda entry: entry.mart):
        rows = [[entry.expectation_id, entry.severity, entry.sentence, entry.mend] for entry in group]
        sections += [f"## {mart}", table(["expectation", "severity", "说明", "怎样处理"], rows)]
    return page("Expectations", *sections)


def _seed(name: str) -> list[dict[str, str]]:
    with (ROOT / "seeds" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
