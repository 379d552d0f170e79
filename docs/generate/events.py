"""reference/events.md: every event and version for people."""

import inspect
import json

from docs.generate.contracts import schema_name
from docs.generate.markdown import code, page, table
from streams.events.catalogue import FAMILIES, LATEST, VERSIONS
from streams.events.contract import Event, FieldSpec

_MARKS = {"id": "identity number: becomes the token", "sealed": "sealed in the vault"}


def events_page() -> str:
    """All events by family, newest version first, with fields and a worked example each."""
    sections = [
        "An event says once what happened. It is sent as a CloudEvent 1.0; personal fields end at the door."
        " The same contract for machines: [asyncapi.yaml](asyncapi.yaml) and [schemas/](schemas/).",
        _overview(),
    ]
    for family in FAMILIES:
        sections.append(f"## {family}")
        events = [event for event in VERSIONS if event.family == family]
        sections += [_event(event) for event in sorted(events, key=lambda e: (_place(e), -e.version))]
    return page("Events", *sections)


def _place(event: type[Event]) -> int:
    return next(n for n, other in enumerate(VERSIONS) if other.type == event.type)


def _overview() -> str:
    rows = [[event.family, f"`{event.type}`", event.version, event.title, event.subject_kind] for event in VERSIONS]
    return table(["family", "type", "version", "名称", "subject"], rows)


def _event(event: type[Event]) -> str:
    newest = LATEST[event.type] is event
    parts = [
        f"### {event.type} v{event.version} {event.title}" + ("" if newest else " (earlier version, still accepted)"),
        inspect.getdoc(event) or "",
        f"Source `urn:taizhang:<city>:{event.family}`, subject: {event.subject_kind},"
        f" schema [{schema_name(event)}](schemas/{schema_name(event)}).",
        table(
            ["field", "中文名", "type", "required", "codes, pattern, range", "personal"],
            [_field(spec) for spec in event.fields().values()],
        ),
    ]
    if event.rules:
        rules = [[rule.rule_id, rule.severity, rule.sentence, rule.mend] for rule in event.rules]
        parts.append(table(["rule", "severity", "说明", "怎样修改"], rules))
    parts.append(code(json.dumps(event.example(), ensure_ascii=False, indent=2), "json"))
    return "\n\n".join(parts)


def _field(spec: FieldSpec) -> list[object]:
    title = f"{spec.title}\uff08{spec.description}\uff09" if spec.description else spec.title
    return [f"`{spec.name}`", title, spec.kind, spec.required, _allowed(spec), _MARKS.get(spec.personal or "")]


def _allowed(spec: FieldSpec) -> str:
    parts = []
    if spec.codes:
        parts.append("、".join(f"`{value}` {name}" for value, name in spec.codes.items()))
    if spec.pattern:
        parts.append(f"`{spec.pattern}`")
    if spec.low is not None or spec.high is not None:
        parts.append(_range(spec.low, spec.high, ""))
    if spec.min_length is not None or spec.max_length is not None:
        parts.append(_range(spec.min_length, spec.max_length, " characters"))
    return "; ".join(parts)


def _range(low: float | None, high: float | None, unit: str) -> str:
    if low is None:
        return f"at most {high:,.10g}{unit}"
    return f"at least {low:,.10g}{unit}" if high is None else f"{low:,.10g} to {high:,.10g}{unit}"
