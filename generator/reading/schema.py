"""Trees become values of the model; what the schema refuses becomes problems with a place.

The only file of this room that knows pydantic.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeVar, cast, get_args

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic.json_schema import SkipJsonSchema

from generator.model.nearest import nearest
from generator.model.problem import Problem
from generator.model.text import Written
from generator.reading.sentences import Said, say, unknown_key
from generator.yamltree import MAX_PROBLEMS, Mapping, Node, Path, Scalar, Sequence, place

Value = TypeVar("Value", bound=Written)
_OWN = "x-"


Seen = tuple[dict[str, Any], tuple[Path, ...]]
"""What a schema is to see, and the paths of the keys that were left empty."""


def plain(node: Mapping) -> Seen:
    """Give what a schema is to see, and the paths of the keys that were left empty.

    A key with nothing behind it means its default; `x-…` keys are the user's own.
    """
    empty: list[Path] = []
    return _mapping(node, (), empty), tuple(empty)


def parse_as(
    model: type[Value], node: Mapping, path: str, seen: Seen | None = None
) -> tuple[Value | None, tuple[Problem, ...]]:
    """Build a `model` from a tree (or from what `plain` made of it), or say all its faults."""
    values, empty = seen or plain(node)
    problems = [
        _problem(node, at, path, unknown_key(str(at[-1]), _keys_at(model, at[:-1])), key=True)
        for at in empty
        if _unknown(model, at)
    ]
    try:
        value = model.model_validate(values)
    except ValidationError as error:
        problems += _faults(model, node, path, error)
        return None, tuple(problems)
    return (None if problems else value), tuple(problems)


def top_mapping(
    node: Node, path: str, what: str = "file"
) -> tuple[Mapping | None, tuple[Problem, ...]]:
    """Accept a file, or its front matter, that holds keys with values."""
    if isinstance(node, Mapping):
        return node, ()
    if isinstance(node, Scalar) and node.text is None:
        return None, (Problem(path, 1, 1, "the file is empty: there is nothing in it", _LOST),)
    kind = "a list" if isinstance(node, Sequence) else "text"
    message = f"the {what} must be a mapping (keys with values), not {kind}"
    return None, (
        Problem(path, node.start.line, node.start.column, message, "Write `key: value`."),
    )


_LOST = "If it was lost in a crash, take it back from git; else take the file away."


def _mapping(node: Mapping, at: Path, empty: list[Path]) -> dict[str, Any]:
    seen: dict[str, Any] = {}
    for name, value in node.pairs:
        key = name.text or ""
        if key.startswith(_OWN):
            continue
        if isinstance(value, Scalar):
            if value.text is None:
                empty.append((*at, key))
            else:
                seen[key] = value.text
        else:
            seen[key] = _value(value, (*at, key), empty)
    return seen


def _value(node: Node, at: Path, empty: list[Path]) -> Any:  # noqa: ANN401 — text, list or dict
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return _mapping(node, at, empty)
    return [_value(item, (*at, n), empty) for n, item in enumerate(node.items)]


def _faults(
    model: type[Written], node: Mapping, path: str, error: ValidationError
) -> list[Problem]:
    """Turn what pydantic found into problems, one for each place, in the order of the file."""
    found = error.errors(include_url=False)[:MAX_PROBLEMS]
    meant = set(_meant_keys(model, found))
    problems: dict[tuple[int, int], Problem] = {}
    for fault in _joined(found):
        at = fault["loc"]
        if fault["type"] == "missing" and at in meant:
            continue  # it stands there, under a misspelt name, and that is said
        if fault["type"] == "too_short" and _is_told_below(at, found):
            continue
        problem = _fault_problem(model, node, path, fault)
        problems.setdefault((problem.line, problem.column), problem)
    return list(problems.values())


def _fault_problem(
    model: type[Written], node: Mapping, path: str, fault: dict[str, Any]
) -> Problem:
    at: Path = fault["loc"]
    if fault["type"] == "extra_forbidden":
        return _problem(
            node, at, path, unknown_key(str(at[-1]), _keys_at(model, at[:-1])), key=True
        )
    if at and at[-1] == "[key]":
        said = say(fault["type"], at[:-1], fault["input"], fault.get("ctx", {}), fault["msg"])
        return _problem(node, at[:-1], path, said, key=True)
    said = say(fault["type"], at, fault["input"], fault.get("ctx", {}), fault["msg"])
    return _problem(node, at, path, said, key=fault["type"] == "missing")


def _joined(found: Iterable[Any]) -> Iterable[dict[str, Any]]:
    """Make one fault of the branches of a union: they stand at one place and add up their words."""
    joined: dict[Path, dict[str, Any]] = {}
    for fault in found:
        loc = tuple(fault["loc"])
        at = loc[:-1] if _is_branch(loc) else loc
        before = joined.get(at)
        if before and before["type"] == fault["type"] == "literal_error":
            expected = f"{before['ctx']['expected']}, {fault['ctx']['expected']}"
            joined[at] = {**before, "ctx": {"expected": expected}}
        elif not before:
            joined[at] = {**fault, "loc": at}
    return joined.values()


def _is_told_below(at: Path, found: Iterable[Any]) -> bool:
    """Whether a list has too few entries only because those it has are faulty."""
    return any(len(f["loc"]) > len(at) and f["loc"][: len(at)] == at for f in found)


def _is_branch(loc: Path) -> bool:
    """Whether the last step is no key but the name that pydantic gives to a branch of a union."""
    return bool(loc) and isinstance(loc[-1], str) and loc[-1].startswith("literal[")


def _meant_keys(model: type[Written], found: Iterable[Any]) -> Iterable[Path]:
    for fault in found:
        if fault["type"] == "extra_forbidden":
            *above, key = fault["loc"]
            meant = nearest(str(key), _keys_at(model, tuple(above)))
            if meant:
                yield (*above, meant)


def _problem(node: Mapping, at: Path, path: str, said: Said, *, key: bool = False) -> Problem:
    mark = place(node, at, key=key)
    return Problem(path, mark.line, mark.column, *said)


def _unknown(model: type[Written], at: Path) -> bool:
    known = _keys_at(model, at[:-1])
    return bool(known) and at[-1] not in known


def _keys_at(model: type[Written], at: Path) -> list[str]:
    """Give the keys that may stand in the mapping at `at`; none where any may."""
    found: type[Written] | None = model
    for step in at:
        if isinstance(step, str):
            field = found.model_fields.get(step) if found else None
            found = _model_in(field.annotation) if field else None
    return [key for key, field in found.model_fields.items() if not _hidden(field)] if found else []


def _hidden(field: FieldInfo) -> bool:
    """Whether a field is filled in by the reader, never by the user."""
    return any(type(mark) is SkipJsonSchema for mark in field.metadata)


def _model_in(annotation: Any) -> type[Written] | None:  # noqa: ANN401 — any annotation
    if Written in getattr(annotation, "__mro__", ()):
        return cast("type[Written]", annotation)
    inner = (_model_in(argument) for argument in get_args(annotation))
    return next((model for model in inner if model), None)
