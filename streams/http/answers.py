"""What the HTTP door answers, as records; the OpenAPI document is made from them."""

from typing import Literal

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from streams.gates.catalogue import RULES
from streams.http.refusal import RequestRefused

# a digest, and where Kafka holds the delivery: partition and offset
RECEIPT_PATTERN = "^[0-9a-f]{32}(-[0-9]{1,9}-[0-9]{1,18})?$"


class Outcome(BaseModel):
    """One rule that one row breaks, in the words of the gates."""

    model_config = ConfigDict(frozen=True)

    position: int = Field(description="第几个事件或第几行,从 1 起")
    rule_id: str = Field(description="规则编号,见 docs/reference/gates.md")
    severity: Literal["reject", "warn", "expected"] = Field(description="reject 退回;warn 入账并提示;expected 待后续事件")
    field: str | None = Field(description="哪一项")
    value: str | None = Field(description="报来的值,已遮盖个人信息")
    sentence: str = Field(description="错在哪里")
    mend: str = Field(description="怎样改")


class Taken(BaseModel):
    """The delivery is on disk. What the gates say without the ledger; the receipt has the last word."""

    model_config = ConfigDict(frozen=True)

    receipt: str = Field(description="回执号,查 GET /receipts/{receipt}", pattern=RECEIPT_PATTERN)
    state: Literal["waiting"] = "waiting"
    rows: int
    accepted: int = Field(description="通过门口规则、等待入账的行")
    rejected: int
    warned: int
    outcomes: list[Outcome] = Field(description="每条规则一项;最多 1000 项,其余见各行计数")


class Settled(BaseModel):
    """What became of a delivery."""

    model_config = ConfigDict(frozen=True)

    receipt: str = Field(pattern=RECEIPT_PATTERN)
    state: Literal["waiting", "recorded", "set_aside"] = Field(
        description="waiting 等待入账;recorded 已有结果;set_aside 入账时出错,已留存,由管理员处理"
    )
    rows: int
    accepted: int | None = Field(None, description="新入账的行")
    resent: int | None = Field(None, description="台账中已有的行")
    rejected: int | None = None
    warned: int | None = None
    first_seq: int | None = Field(None, description="入账的第一个日志序号")
    last_seq: int | None = None
    recorded_at: str | None = Field(None, description="入账时间(北京时间)")
    outcomes: list[Outcome] = Field(default_factory=list)


class Refused(BaseModel):
    """The request as a whole is refused; nothing was taken in."""

    model_config = ConfigDict(frozen=True)

    status: int
    rule_id: str | None = None
    sentence: str
    value: str | None = None
    mend: str

    @classmethod
    def of(cls, refusal: RequestRefused) -> "Refused":
        """The refusal as it is answered."""
        return cls(
            status=refusal.status, rule_id=refusal.rule_id, sentence=refusal.sentence, value=refusal.value, mend=refusal.mend
        )


class Health(BaseModel):
    """Whether the door takes events, and what waits behind it."""

    model_config = ConfigDict(frozen=True)

    state: Literal["open", "full"]
    waiting: int = Field(description="暂存区中等待入账的来件")
    oldest_seconds: float


MOST_OUTCOMES = 1000


def outcome(position: int, rule_id: str, field: str | None, value: str | None) -> Outcome:
    """A broken rule with its sentence and what to do."""
    rule = RULES[rule_id]
    return Outcome(
        position=position,
        rule_id=rule_id,
        severity=rule.severity,
        field=field,
        value=value,
        sentence=rule.sentence,
        mend=rule.mend,
    )


def outcomes_of(table: pa.Table) -> list[Outcome]:
    """The first outcomes of a judged batch."""
    rows = table.slice(0, MOST_OUTCOMES).select(["position", "rule_id", "field", "value"]).to_pylist()
    return [outcome(row["position"], row["rule_id"], row["field"], row["value"]) for row in rows]
