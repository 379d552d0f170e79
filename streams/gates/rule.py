"""A gate's rule: a stable ID, a stage, a severity, and what it says to the sender."""

from dataclasses import dataclass
from typing import Literal

Stage = Literal["format", "value", "duplicate", "logic", "consistency"]
Severity = Literal["reject", "warn", "expected"]


@dataclass(frozen=True)
class Rule:
    """One line of the rule catalogue. `sentence` says what is wrong, `mend` what to do; both in Chinese.

    severity "expected" marks what cannot be known yet: accepted, and shown until it arrives.
    """

    rule_id: str
    stage: Stage
    severity: Severity
    sentence: str
    mend: str
