"""The OpenAPI document is true: schemathesis asks everything it allows, and what it does not, of the real door."""

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from tests.streams.http.conftest import OpenDoor

# What an event must hold is more than JSON Schema can say: a body of the right form may well be refused with its rule.
NOT_ASKED = [positive_data_acceptance]
EXAMPLES = 25


RIGHT, WRONG = GenerationMode.POSITIVE, GenerationMode.NEGATIVE
# an operation without parameters cannot be asked wrongly
ASKED = [
    ("/events", "POST", RIGHT), ("/events", "POST", WRONG), ("/receipts/{receipt}", "GET", RIGHT), ("/receipts/{receipt}", "GET", WRONG),
    ("/health", "GET", RIGHT), ("/metrics", "GET", RIGHT),
]  # fmt: skip


@pytest.mark.parametrize(("path", "method", "mode"), ASKED, ids=lambda part: getattr(part, "value", part))
def test_the_door_answers_as_its_document_says(path: str, method: str, mode: GenerationMode, shared_door: OpenDoor) -> None:
    document = schemathesis.openapi.from_url(f"{shared_door.url}/openapi.json")
    asked = 0

    @given(case=document[path][method].as_strategy(generation_mode=mode))
    @settings(
        max_examples=EXAMPLES if path == "/events" else 8, deadline=None, derandomize=True, database=None,
        phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    def ask(case: schemathesis.Case) -> None:
        nonlocal asked
        asked += 1
        case.call_and_validate(headers={"Authorization": f"Bearer {shared_door.secret}"}, excluded_checks=NOT_ASKED)

    ask()
    assert asked


@pytest.mark.parametrize("untrue", ["422", "rows"])
def test_schemathesis_notices_a_document_that_is_not_true(untrue: str, shared_door: OpenDoor) -> None:
    document = httpx.get(f"{shared_door.url}/openapi.json", trust_env=False).json()
    if untrue == "422":
        del document["paths"]["/events"]["post"]["responses"]["422"]
    else:
        document["components"]["schemas"]["Taken"]["properties"]["rows"]["type"] = "string"
    operation = schemathesis.openapi.from_dict(document)["/events"]["POST"]
    case = operation.Case(body={"specversion": "1.0"}, media_type="application/cloudevents+json")
    with pytest.raises(FailureGroup):
        case.call_and_validate(
            base_url=shared_door.url, headers={"Authorization": f"Bearer {shared_door.secret}"}, excluded_checks=NOT_ASKED
        )


def test_every_answer_of_the_document_is_a_known_one(shared_door: OpenDoor) -> None:
    document = httpx.get(f"{shared_door.url}/openapi.json", trust_env=False).json()
    answers = {
        (path, status) for path, entry in document["paths"].items() for one in entry.values() for status in one["responses"]
    }
    assert {status for path, status in answers if path == "/events"} == {
        "202", "400", "401", "408", "413", "415", "422", "429", "500", "503",
    }  # fmt: skip
    assert {status for path, status in answers if path.startswith("/receipts")} == {"200", "401", "404", "429", "500"}
