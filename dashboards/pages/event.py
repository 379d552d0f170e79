"""One event as the log keeps it: where it came from, what it says, what became of it, which figures it made."""

import json
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from dashboards.refusals import NotFound
from dashboards.visits import Visiting
from streams.events.catalogue import LATEST

router = APIRouter()

EVIDENCE = """
    select v.posted_seq, v.metric, m.metric_name, m.decimals, v.city, c.city_name, v.period, v.amount, v.dimensions
    from evidence as v
    inner join metrics as m on v.metric = m.metric
    inner join cities as c on v.city = c.city
    where v.event_seq = $seq
    order by v.posted_seq, m.sort_order
"""


@router.get("/event/{seq}")
def event_page(visit: Visiting, seq: int) -> Response:
    """One event in scope; 403 for those who read figures only, 404 outside the account's scope."""
    thing = f"event/{seq}"
    visit.demand("read_evidence", thing)
    event = visit.reader.one("from event($seq)", seq=seq)
    if event is None:
        visit.note("read_evidence", thing, "denied")
        raise NotFound("没有这个事件,或它不在您的数据范围内。")
    visit.note("read_evidence", thing)
    changed_by = None
    if event["changed_by_seq"] is not None:
        changed_by = visit.reader.one("from event($seq)", seq=event["changed_by_seq"])
    return visit.page(
        "event.html", event=event, title=title(event["event_type"]), fields=fields(event), changed_by=changed_by,
        changed_by_fields=fields(changed_by) if changed_by else [], title_of=title,
        changes=visit.reader.rows("from events_changed_by($seq) order by seq", seq=seq),
        evidence=visit.reader.rows(EVIDENCE, seq=seq), payload=_indented(event["data"]),
    )  # fmt: skip


def title(event_type: str) -> str:
    """The Chinese name of an event type; the type itself if the contract does not know it."""
    known = LATEST.get(event_type)
    return known.title if known else event_type


def fields(event: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The payload as (field, its Chinese title, its value with codes in words), in the order of the contract."""
    payload: dict[str, Any] = json.loads(event["data"] or "{}")
    contract = LATEST.get(event["event_type"])
    specs = contract.fields() if contract else {}
    order = [name for name in specs if name in payload] + [name for name in payload if name not in specs]
    return [(name, specs[name].title if name in specs else name, _words(payload[name], specs.get(name))) for name in order]


def _words(value: Any, spec: Any) -> str:
    if value is None:
        return "—"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    name = spec.codes.get(str(value)) if spec else None
    return f"{name}({value})" if name else str(value)


def _indented(data: str | None) -> str:
    return json.dumps(json.loads(data or "{}"), ensure_ascii=False, indent=2)
