"""Dead letters: what was refused of a message, told on a topic of its own. It names the place and never repeats the message,
which may hold a name; the sender finds the message by its place."""

import json
from collections.abc import Iterable
from typing import Any

from kafka import KafkaProducer

from streams.gates.catalogue import RULES


def letter_of(refusal: dict[str, Any]) -> bytes:
    """A dead letter as JSON. refusal: origin, position, rule_id, field, value (masked), source, type."""
    topic, _, partition = refusal["origin"].removeprefix("kafka:").rpartition("/")
    number, _, element = partition.partition("#")
    rule = RULES[refusal["rule_id"]]
    said = {
        "topic": topic, "partition": int(number), "offset": refusal["position"], "element": int(element) if element else None,
        "rule_id": rule.rule_id, "stage": rule.stage, "field": refusal["field"], "value": refusal["value"],
        "source": refusal["source"], "type": refusal["type"], "sentence": rule.sentence, "mend": rule.mend,
    }  # fmt: skip
    return json.dumps(said, ensure_ascii=False).encode()


def post(out: KafkaProducer, topic: str, refusals: Iterable[dict[str, Any]]) -> None:
    """Send the letters and wait until Kafka has them. Raises KafkaError when it does not take them.

    Posted before the log's transaction: a letter may come twice when that fails, and is never missing.
    """
    # who sent over HTTP has a receipt that says it
    of_kafka = [refusal for refusal in refusals if refusal["origin"].startswith("kafka:")]
    waiting = [out.send(topic, letter_of(refusal), key=refusal["origin"].encode()) for refusal in of_kafka]
    if waiting:
        out.flush()
        for future in waiting:
            future.get(timeout=0)
