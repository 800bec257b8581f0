"""The JSON Schemas: four made from the model, that of the plan from the values it is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Schema = dict[str, Any]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_OWN_KEYS: Schema = {"^x-": {}}
_OR_A_NUMBER = frozenset({"max_in_14_days"})
"""Keys where one number may stand for a mapping."""


def prospect() -> Schema:
    """Give the schema of `prospects/*.yml`."""
    from generator.model.prospect import Prospect  # noqa: PLC0415 — heavy

    found = _of(Prospect.model_json_schema(), "A prospect")
    return {**found, "anyOf": [{"required": ["name"]}, {"required": ["company"]}]}


def script() -> Schema:
    """Give the schema of the front matter of a script."""
    from generator.model.script import ScriptHead  # noqa: PLC0415 — heavy

    return _of(ScriptHead.model_json_schema(), "The front matter of a script")


def playbook() -> Schema:
    """Give the schema of `playbook/playbook.yml`."""
    from generator.model.policy import Policy  # noqa: PLC0415 — heavy

    return _of(Policy.model_json_schema(), "The policy")


def shelf() -> Schema:
    """Give the schema of `playbook/shelf.yml`."""
    from generator.model.shelf import Item  # noqa: PLC0415 — heavy

    item = _of(Item.model_json_schema(), "An item")
    event = {
        "if": {"properties": {"kind": {"const": "event"}}, "required": ["kind"]},
        "then": {"required": ["date"]},
    }
    inner = {key: value for key, value in item.items() if key != "$schema"}
    return {"$schema": _DRAFT, "title": "The shelf", "type": "array", "items": {**inner, **event}}


def plan() -> Schema:
    """Give the schema of `plan --json`."""
    document = _object(
        {
            "schema": {"const": 1},
            "today": _DAY,
            "weeks": {"type": "integer", "minimum": 1},
            "actions": _list_of(_action()),
            "unplanned": _list_of(_unplanned()),
            "problems": _list_of(_PROBLEM),
        }
    )
    return {"$schema": _DRAFT, "title": "The plan", **document}


def why() -> Schema:
    """Give the schema of `why PROSPECT --json`."""
    document = _object(_of_one() | {"refused": _BECAUSE})
    return {"$schema": _DRAFT, "title": "Why this is planned for a prospect", **document}


def show() -> Schema:
    """Give the schema of `show PROSPECT --json`: each touch has all keys of the format."""
    from generator.model.prospect import Touch  # noqa: PLC0415 — heavy
    from generator.model.text import STAGES  # noqa: PLC0415 — heavy
    from generator.rendering.machine import TOUCH_KEYS  # noqa: PLC0415 — heavy

    touch = _object({key: {} for key in Touch.model_fields if key in TOUCH_KEYS})
    touch["properties"] |= {"date": _DAY, "channel": _TEXT, "outcome": _TEXT}
    facts = {
        "name": _or_null(_TEXT),
        "company": _or_null(_TEXT),
        "stage": _or_null({"enum": list(STAGES)}),
        "standing": _or_null(_standing()),
        "touches": _list_of(touch),
    }
    return {"$schema": _DRAFT, "title": "How a prospect stands", **_object(_of_one() | facts)}


def _of_one() -> dict[str, Schema]:
    """Give what `why` and `show` have of a plan."""
    return {
        "schema": {"const": 1},
        "today": _DAY,
        "prospect": _TEXT,
        "actions": _list_of(_action()),
        "unplanned": _list_of(_unplanned()),
        "problems": _list_of(_PROBLEM),
    }


def _standing() -> Schema:
    from generator.model.plan import STANDINGS  # noqa: PLC0415 — heavy

    return {"enum": list(STANDINGS)}


def _action() -> Schema:
    from generator.model.text import PURPOSES  # noqa: PLC0415 — heavy

    time = _object({"date": _DAY, "from": _CLOCK, "to": _CLOCK, "timezone": _TEXT})
    return _object(
        {
            "id": {"type": "string", "pattern": "^a-"},
            "code": _TEXT,
            "prospect": _TEXT,
            "date": _DAY,
            "week": {"type": "string", "pattern": r"^\d{4}-W\d{2}$"},
            "time": _or_null(time),
            "do": {"enum": ["touch", "prepare"]},
            "for": _or_null(_TEXT),
            "channel": _TEXT,
            "purpose": {"enum": list(PURPOSES)},
            "script": _or_null(_TEXT),
            "item": _or_null(_TEXT),
            "cost": {"type": "number", "minimum": 0},
            "status": {"enum": ["overdue", "due", "planned", "projected"]},
            "window": _object({"earliest": _DAY, "latest": _DAY}),
            "touch_number": {"type": "integer", "minimum": 1},
            "standing": _standing(),
            "missing": _list_of(_TEXT),
            "because": {**_BECAUSE, "minItems": 1},
        }
    )


def _unplanned() -> Schema:
    return _object(
        {"prospect": _TEXT, "standing": _standing(), "until": _or_null(_DAY), "because": _BECAUSE}
    )


SCHEMAS: Mapping[str, Callable[[], Schema]] = {
    "prospect": prospect,
    "script": script,
    "playbook": playbook,
    "shelf": shelf,
    "plan": plan,
    "why": why,
    "show": show,
}

_TEXT: Schema = {"type": "string"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_DAY: Schema = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_CLOCK: Schema = {"type": "string", "pattern": r"^\d{2}:\d{2}$"}


def _object(properties: dict[str, Schema]) -> Schema:
    """Give an object whose keys are all there; new ones may be added in later versions."""
    return {"type": "object", "properties": properties, "required": list(properties)}


def _list_of(entry: Schema) -> Schema:
    return {"type": "array", "items": entry}


def _or_null(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


_BECAUSE = _list_of(_object({"rule": _TEXT, "says": _TEXT}))
_PROBLEM = _object(
    {"path": _TEXT, "line": _COUNT, "column": _COUNT, "message": _TEXT, "hint": _TEXT}
)


def _of(made: Schema, title: str) -> Schema:
    """Add to a schema made from a model what the reader allows besides."""
    opened = _opened(made)
    return {"$schema": _DRAFT, **opened, "title": title}


def _opened(schema: Any) -> Any:  # noqa: ANN401 — any part of a schema
    """Allow keys of one's own everywhere, and one word where a list of words may stand."""
    if isinstance(schema, list):
        return [_opened(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    opened = {key: _opened(part) for key, part in schema.items()}
    if opened.get("additionalProperties") is False:
        opened["patternProperties"] = _OWN_KEYS
    properties = opened.get("properties")
    if isinstance(properties, dict):
        opened["properties"] = {key: _or_single(key, part) for key, part in properties.items()}
    return opened


def _or_single(key: str, schema: Schema) -> Schema:
    words = schema.get("items", {})
    if schema.get("type") == "array" and words.get("type") == "string":
        return {"anyOf": [schema, words]}
    if key in _OR_A_NUMBER:
        return {"anyOf": [{"type": "integer"}, schema]}
    return schema
