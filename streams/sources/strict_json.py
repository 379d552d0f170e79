"""The close look at one JSON text that the vectorised reading found suspect. Never run on every row.

DuckDB reads JSON leniently: numbers become text, unknown names vanish, of two equal names one wins, NaN passes.
Each of these would lose or change what the sender wrote without a word, so each is refused here by name.
"""

import json
import re
from typing import Any

ATTRIBUTES = ("specversion", "id", "source", "type", "subject", "time", "dataschema", "datacontenttype")
_JSON_CONTENT = "application/json"

_NAME = re.compile(r"[A-Za-z_][A-Za-z_.\-]{0,39}\d{0,2}")

# rule ID, field, value
Fault = tuple[str, str | None, str | None]


class _Number:
    """A JSON number. Its digits do not matter here; that it is no text does."""

    def __init__(self, digits: str) -> None:
        pass


class _Doubled(ValueError):
    """Two equal names in one object."""


class _NotANumber(ValueError):
    """NaN or an infinity."""


def event_fault(text: str) -> Fault | None:
    """What is wrong with one CloudEvent as JSON text, or None.

    Attributes set to null count as absent (CloudEvents 1.0, JSON format 2.2).
    """
    event, fault = _load(text)
    if fault:
        return fault
    if not isinstance(event, dict):
        return "F104", None, _KINDS.get(type(event), "数字")
    if "data_base64" in event:
        return "F110", "data_base64", None
    unknown = [name for name in event if name not in ATTRIBUTES and name != "data"]
    if unknown:
        return "F106", _shown(unknown[0]), None
    for name in ATTRIBUTES[1:]:
        if event.get(name) is not None and not isinstance(event[name], str):
            return "F107", name, None
    content = event.get("datacontenttype")
    if content is not None and content.split(";")[0].strip().lower() != _JSON_CONTENT:
        return "F110", "datacontenttype", content[:80]
    return None


def data_fault(text: str) -> Fault | None:
    """What is wrong with the `data` of an event as JSON text, or None.

    Whether it is an object is the value gate's question (V007).
    """
    return _load(text)[1]


_KINDS = {list: "数组", str: "文本", bool: "是否值", type(None): "null"}


def _load(text: str) -> tuple[Any, Fault | None]:
    try:
        return _DECODER.decode(text), None
    except _Doubled as error:
        return None, ("F105", _shown(str(error)), None)
    except _NotANumber as error:
        return None, ("F108", "data", str(error))
    except RecursionError:
        return None, ("F108", "data", "嵌套过深")
    except ValueError as error:
        return None, ("F103", None, spot_of(error))


def spot_of(error: ValueError) -> str | None:
    """Where a JSON text breaks: a place, not the content, which may be personal."""
    return f"第 {error.pos + 1} 个字符处" if isinstance(error, json.JSONDecodeError) else None


def _shown(name: str) -> str | None:
    """A field's name, unless something else stands in its place, which may be personal."""
    return name if _NAME.fullmatch(name) else None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        raise _Doubled(next(name for name, _ in pairs if name in seen or seen.add(name)))  # type: ignore[func-returns-value]
    return made


def _refuse(constant: str) -> Any:
    raise _NotANumber(constant)


_DECODER = json.JSONDecoder(object_pairs_hook=_unique, parse_constant=_refuse, parse_int=_Number, parse_float=_Number)
