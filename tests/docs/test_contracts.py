"""The event contract: every worked example is valid by its JSON Schema and by its record; the AsyncAPI document is whole."""

import copy
import json
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from flows.project import ROOT
from streams.events.catalogue import FAMILIES, LATEST, VERSIONS
from streams.events.contract import Event

REFERENCE = ROOT / "docs" / "reference"
by_version = pytest.mark.parametrize("event", VERSIONS, ids=lambda e: f"{e.type}-v{e.version}")


def schema_of(event: type[Event]) -> dict[str, Any]:
    file = REFERENCE / "schemas" / f"{event.type}-v{event.version}.json"
    schema: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return schema


def faults(event: type[Event], sent: dict[str, Any]) -> list[str]:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return [
        fault.message for fault in jsonschema.Draft202012Validator(schema_of(event), format_checker=checker).iter_errors(sent)
    ]


@by_version
def test_the_schema_is_a_valid_schema(event: type[Event]) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(event))


@by_version
def test_the_worked_example_is_valid_by_its_schema(event: type[Event]) -> None:
    assert faults(event, event.example()) == []


@by_version
def test_the_worked_example_is_valid_by_its_record(event: type[Event]) -> None:
    event.model_validate(event.example()["data"])


@by_version
def test_the_schema_refuses_what_is_missing_unknown_or_of_another_type(event: type[Event]) -> None:
    for field in [name for name, spec in event.fields().items() if spec.required]:
        sent = copy.deepcopy(event.example())
        del sent["data"][field]
        assert faults(event, sent), f"{field} is missing"
    unknown = copy.deepcopy(event.example())
    unknown["data"]["no_such_field"] = 1
    assert faults(event, unknown)
    assert faults(event, event.example() | {"extension": "x"})
    assert faults(event, event.example() | {"type": "no_such_event"})
    assert faults(event, event.example() | {"source": "urn:taizhang:210100:nobody"})


@by_version
def test_only_the_newest_version_may_leave_dataschema_out(event: type[Event]) -> None:
    sent = {name: value for name, value in event.example().items() if name != "dataschema"}
    assert (faults(event, sent) == []) == (LATEST[event.type] is event)


def test_asyncapi_has_a_channel_for_each_family_and_a_message_for_each_version() -> None:
    document = yaml.safe_load((REFERENCE / "asyncapi.yaml").read_text(encoding="utf-8"))
    assert document["asyncapi"] == "3.0.0"
    assert set(document["channels"]) == set(FAMILIES)
    assert set(document["components"]["messages"]) == {f"{e.type}_v{e.version}" for e in VERSIONS}


def test_every_reference_in_asyncapi_leads_somewhere() -> None:
    document = yaml.safe_load((REFERENCE / "asyncapi.yaml").read_text(encoding="utf-8"))
    references = list(_references(document))
    assert references
    for reference in references:
        file, _, pointer = reference.partition("#")
        assert not file or Path(REFERENCE / file).exists(), reference
        target = document
        for key in pointer.strip("/").split("/") if pointer else []:
            target = target[key]


def _references(node: Any) -> Any:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield value
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for value in node:
            yield from _references(value)
