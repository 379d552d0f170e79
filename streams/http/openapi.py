"""The OpenAPI document's parts that no signature can say: bodies in four forms, every status, every header."""

from typing import Any

from streams.events.registration import EmploymentRegistered
from streams.http.answers import RECEIPT_PATTERN, Health, Refused, Settled, Taken
from streams.http.modes import BATCHED, BINARY, NDJSON, STRUCTURED

_RETRY = {"Retry-After": {"description": "几秒后再试", "schema": {"type": "integer", "minimum": 1}}}
_WHO = {"WWW-Authenticate": {"schema": {"type": "string"}}}


def _no(description: str, headers: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"model": Refused, "description": description, **({"headers": headers} if headers else {})}


_AT_ANY_KEY: dict[int | str, dict[str, Any]] = {
    401: _no("密钥不对、已作废或没有带", _WHO),
    429: _no("超过该密钥的限额", _RETRY),
    500: _no("台账出错,这批没有收下"),
}
# An event that is no event is refused row by row (422 if no row is left), so the schemas say no more than is checked at once.
_EVENT = {"type": "object", "minProperties": 1}
_BODY = {
    "required": True,
    "content": {
        STRUCTURED: {"schema": _EVENT, "example": EmploymentRegistered.example()},
        BATCHED: {"schema": {"type": "array", "minItems": 1, "items": {}}, "example": [EmploymentRegistered.example()]},
        NDJSON: {"schema": {"type": "string", "minLength": 1}, "example": '{"specversion": "1.0", …}\n'},
        BINARY: {"schema": {}, "example": EmploymentRegistered.example_data},
    },
}
_LOCATION = {"Location": {"description": "回执的地址", "schema": {"type": "string"}}}

EVENTS: dict[str, Any] = {
    "summary": "报送事件",
    "status_code": 202,
    "description": "CloudEvents 1.0:单个、批量、NDJSON,或二进制模式(属性写在 ce- 开头的头中)。可用 gzip。"
    "答复前已落盘(配了 Kafka 的,已由 Kafka 确认);同一请求重发不会重复记账。",
    "response_model": Taken,
    "responses": {
        202: {"model": Taken, "description": "已收下,等待入账;退回的行在 outcomes 中", "headers": _LOCATION},
        400: _no("整个请求读不成事件(F0xx)"),
        408: _no("正文没有按时传完"),
        413: _no("正文或行数超限"),
        415: _no("不收这种内容类型、字符集或压缩"),
        422: {"model": Taken, "description": "已留底,但没有一行合格", "headers": _LOCATION},
        503: _no("门口已满、磁盘写不进,或 Kafka 没有确认", _RETRY),
        **_AT_ANY_KEY,
    },
    "openapi_extra": {"requestBody": _BODY},
}
RECEIPT: dict[str, Any] = {
    "summary": "查回执",
    "response_model": Settled,
    "responses": {200: {"model": Settled, "description": "结果"}, 404: _no("没有这个回执,或不是自己报送的"), **_AT_ANY_KEY},
    "openapi_extra": {
        "parameters": [
            {"name": "receipt", "in": "path", "required": True, "schema": {"type": "string", "pattern": RECEIPT_PATTERN}}
        ]
    },
}
HEALTH: dict[str, Any] = {
    "summary": "门是否开着",
    "response_model": Health,
    "responses": {
        200: {"model": Health, "description": "开着"},
        503: {"model": Health, "description": "已满"},
        500: _no("台账出错"),
    },
}
METRICS: dict[str, Any] = {
    "summary": "Prometheus 指标",
    "response_model": None,
    "responses": {
        200: {"description": "指标", "content": {"text/plain": {"schema": {"type": "string"}}}},
        500: _no("台账出错"),
    },
}
