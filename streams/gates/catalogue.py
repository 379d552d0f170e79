"""The whole rule catalogue: every rule a row can break at the door, by its ID."""

from streams.events.catalogue import VERSIONS
from streams.gates.consistency import LEDGER_RULES
from streams.gates.corrections import CORRECTION_RULES
from streams.gates.envelope import ENVELOPE_RULES
from streams.gates.fields import FIELD_RULES
from streams.gates.format import FORMAT_RULES
from streams.gates.rule import Rule

LOGIC_RULES: dict[str, Rule] = {
    rule.rule_id: Rule(rule.rule_id, "logic", rule.severity, rule.sentence, rule.mend)
    for event in VERSIONS
    for rule in event.rules
}

RULES: dict[str, Rule] = FORMAT_RULES | ENVELOPE_RULES | FIELD_RULES | CORRECTION_RULES | LOGIC_RULES | LEDGER_RULES
