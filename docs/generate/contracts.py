"""The event contract for machines: a JSON Schema for every event version, and one AsyncAPI document."""

import inspect
import json
from typing import Any

import yaml

from docs.generate.markdown import MARK
from streams.events.catalogue import FAMILIES, LATEST, VERSIONS
from streams.events.contract import SOURCE_PREFIX, Event

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_name(event: type[Event]) -> str:
    """The file name of an event version's schema."""
    return f"{event.type}-v{event.version}.json"


def event_schema(event: type[Event]) -> dict[str, Any]:
    """The JSON Schema of the whole CloudEvent as a source sends it.

    `dataschema` may be left out of the newest version only: the door then takes the newest for granted.
    """
    data = event.model_json_schema()
    data["description"] = inspect.cleandoc(data.get("description", ""))
    required = ["specversion", "id", "source", "type", "time", "data"]
    if LATEST[event.type] is not event:
        required.insert(-1, "dataschema")
    return {
        "$comment": MARK,
        "$schema": DIALECT,
        "$id": event.schema_urn(),
        "title": f"{event.title} {event.type} v{event.version}",
        "type": "object",
        "required": required,
        "properties": _envelope(event) | {"data": data},
        "additionalProperties": False,
    }


def schema_text(event: type[Event]) -> str:
    """The schema as the file holds it."""
    return json.dumps(event_schema(event), ensure_ascii=False, indent=2) + "\n"


def asyncapi_text() -> str:
    """The AsyncAPI 3.0 document: a channel for each source family, a message for each event version."""
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Taizhang events",
            "version": "0.1.0",
            "description": "What the ledger accepts at its doors: CloudEvents 1.0, structured JSON. Personal fields end at the door.",
            "license": {"name": "Apache-2.0"},
        },
        "defaultContentType": "application/cloudevents+json",
        "channels": {family: _channel(family) for family in FAMILIES},
        "operations": {f"receive_{family}": _operation(family) for family in FAMILIES},
        "components": {"messages": {_message_name(event): _message(event) for event in VERSIONS}},
    }
    return f"# {MARK}\n" + yaml.safe_dump(document, allow_unicode=True, sort_keys=False, width=120)


def _envelope(event: type[Event]) -> dict[str, Any]:
    return {
        "specversion": {"const": "1.0"},
        "id": {"type": "string", "minLength": 1, "maxLength": 120, "description": "Unique within its source."},
        "source": {"type": "string", "pattern": rf"^{SOURCE_PREFIX}[1-9]\d{{5}}:{event.family}$"},
        "type": {"const": event.type},
        "time": {
            "type": "string",
            "anyOf": [
                {"format": "date"},
                {"format": "date-time"},
                {"pattern": r"^\d{4}-\d\d-\d\d([T ]\d\d:\d\d(:\d\d(\.\d+)?)?)?$"},
            ],
            "description": "When it happened; without an offset it is UTC+8.",
        },
        "dataschema": {"const": event.schema_urn()},
        "datacontenttype": {"const": "application/json"},
        "subject": {"type": "string", "description": "Made at the door from data; what a sender writes here is not kept."},
    }


def _channel(family: str) -> dict[str, Any]:
    names = [_message_name(event) for event in VERSIONS if event.family == family]
    return {
        "address": f"{SOURCE_PREFIX}{{city}}:{family}",
        "description": "The CloudEvents source; today its events arrive as files.",
        "parameters": {"city": {"description": "Six-digit code of the assessed unit (GB/T 2260)."}},
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _operation(family: str) -> dict[str, Any]:
    return {"action": "receive", "channel": {"$ref": f"#/channels/{family}"}}


def _message(event: type[Event]) -> dict[str, Any]:
    return {
        "name": event.type,
        "title": event.title,
        "summary": (inspect.getdoc(event) or "").split("\n\n")[0].replace("\n", " "),
        "contentType": "application/cloudevents+json",
        "payload": {"$ref": f"schemas/{schema_name(event)}"},
        "examples": [{"name": "worked", "payload": event.example()}],
    }


def _message_name(event: type[Event]) -> str:
    return f"{event.type}_v{event.version}"
