"""The files that are not people and not words: the policy, the channels and the shelf."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.model.channel import CHANNELS, Channel
from generator.model.nearest import did_you_mean
from generator.model.policy import Policy
from generator.model.problem import Problem
from generator.model.shelf import Item
from generator.model.workspace import CHANNELS_FILE, POLICY_FILE
from generator.reading.countries import Places, not_a_code, places_in
from generator.reading.files import Source, read_tree
from generator.reading.schema import parse_as, plain, top_mapping
from generator.reading.sentences import shown, unknown_key
from generator.yamltree import Mapping, Node, Scalar, Sequence, find

_TOTAL = "total"


def read_policy(
    root: Path, channels: dict[str, Channel]
) -> tuple[Policy | None, tuple[Problem, ...]]:
    """Read `playbook.yml`; None where it is missing or faulty: nothing is safe to plan then."""
    source = Source.of(root, root / POLICY_FILE)
    if not source.file.exists() and not source.file.is_symlink():
        hint = "Write one with your name in it: `me: {name: Ludo Marsh}`."
        return None, (source.fault("there is no such file, so nothing can be planned", hint),)
    tree, problems = read_tree(source)
    if tree is None:
        return None, problems
    top, faults = top_mapping(tree, source.path)
    if top is None:
        return None, problems + faults
    policy, faults = parse_as(Policy, top, source.path)
    problems += faults + tuple(_unknown_channels(top, source.path, channels))
    problems += _no_country(find(top, ("me", "country")), source.path)
    return (None if problems else policy), problems


def read_my_places(root: Path) -> Places:
    """Find where `playbook.yml` says which country I am in, and which part of it."""
    source = Source.of(root, root / POLICY_FILE)
    tree, _ = read_tree(source) if source.file.exists() else (None, ())
    return places_in(find(tree, ("me",)), source.path) if tree else {}


def read_channels(root: Path) -> tuple[dict[str, Channel], tuple[Problem, ...]]:
    """Read `channels.yml` over the channels that everybody has."""
    source = Source.of(root, root / CHANNELS_FILE)
    tree, problems = _read_optional(source)
    if tree is None:
        return dict(CHANNELS), problems
    top, faults = top_mapping(tree, source.path)
    channels, problems = dict(CHANNELS), problems + faults
    for key, value in top.pairs if top else ():
        channel, faults = _parse_channel(key, value, source.path)
        problems += faults
        if channel:
            channels[key.text or ""] = channel
    return channels, problems


def read_shelf(root: Path) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Read `shelf.yml`, by id; an entry with a fault is left out."""
    source = Source.of(root, root / "playbook" / "shelf.yml")
    tree, problems = _read_optional(source)
    if tree is None:
        return (), problems
    if not isinstance(tree, Sequence):
        message, hint = "the shelf must be a list of things to give", "Begin each with `- id: …`."
        at = tree.start
        return (), (*problems, Problem(source.path, at.line, at.column, message, hint))
    items, faults = parse_shelf(tree, source.path)
    return tuple(sorted(items, key=lambda item: item.id)), problems + faults


def parse_shelf(tree: Sequence, path: str) -> tuple[tuple[Item, ...], tuple[Problem, ...]]:
    """Build the good entries of a shelf, and say what is wrong with the others."""
    items: dict[str, Item] = {}
    lines: dict[str, int] = {}
    problems: list[Problem] = []
    for node in tree.items:
        item, faults = _parse_item(node, path)
        name = find(node, ("id",))
        if isinstance(name, Scalar) and name.text:
            line = lines.setdefault(name.text, name.start.line)
            if line != name.start.line:
                faults += (_second(name, line, path),)
        problems += faults
        if item and not faults:
            items[item.id] = item
    return tuple(items.values()), tuple(problems)


def _read_optional(source: Source) -> tuple[Node | None, tuple[Problem, ...]]:
    """Read a file that need not be there, and may hold nothing but remarks."""
    if not source.file.exists() and not source.file.is_symlink():
        return None, ()
    tree, problems = read_tree(source)
    nothing = isinstance(tree, Scalar) and tree.text is None
    return (None if nothing else tree), problems


def _parse_channel(
    key: Scalar, value: Node, path: str
) -> tuple[Channel | None, tuple[Problem, ...]]:
    known = CHANNELS.get(key.text or "")
    if isinstance(value, Scalar) and value.text is None:
        value = Mapping((), key.start, key.end)
    if not isinstance(value, Mapping):
        message = f"the channel '{shown(key.text)}' must be keys with values"
        return None, (
            Problem(path, value.start.line, value.start.column, message, "Write `label: …`."),
        )
    given, empty = plain(value)
    base = known.model_dump() if known else {}
    return parse_as(Channel, value, path, (base | given, empty))


def _parse_item(node: Node, path: str) -> tuple[Item | None, tuple[Problem, ...]]:
    if not isinstance(node, Mapping):
        message = "an entry of the shelf must be keys with values"
        at = node.start
        return None, (Problem(path, at.line, at.column, message, "Begin it with `- id: …`."),)
    values, empty = plain(node)
    item, problems = parse_as(Item, node, path, (values | {"line": node.start.line}, empty))
    own = node.key("line")
    if own:
        problems += (Problem(path, own.start.line, own.start.column, *unknown_key("line", [])),)
    problems += _no_country(find(node, ("country",)), path)
    kind, day = find(node, ("kind",)), find(node, ("date",))
    dated = isinstance(day, Scalar) and day.text
    if isinstance(kind, Scalar) and kind.text == "event" and not dated:
        message, hint = "an event needs its date", "Add `date: 2027-02-10`."
        problems += (Problem(path, node.start.line, node.start.column, message, hint),)
    return item, problems


def _no_country(node: Node | None, path: str) -> tuple[Problem, ...]:
    faults = not_a_code(node)
    return tuple(Problem(path, at.line, at.column, says, hint) for at, says, hint in faults)


def _second(name: Scalar, line: int, path: str) -> Problem:
    message = f"the id '{shown(name.text)}' is that of the entry on line {line} too"
    return Problem(path, name.start.line, name.start.column, message, "Give each its own.")


def _unknown_channels(top: Mapping, path: str, channels: dict[str, Channel]) -> Iterator[Problem]:
    """Find channels that the policy counts with and nobody has."""
    capacity = find(top, ("capacity",))
    for key, _ in capacity.pairs if isinstance(capacity, Mapping) else ():
        if key.text not in {_TOTAL, *channels} and not (key.text or "").startswith("x-"):
            yield _unknown_channel(key, key.text or "", path, [*channels, _TOTAL])
    steps = find(top, ("cadences", "proposal", "steps_bd"))
    for _, node in steps.pairs if isinstance(steps, Mapping) else ():
        for step in node.items if isinstance(node, Sequence) else (node,):
            words = (step.text or "").split() if isinstance(step, Scalar) else []
            if len(words) == 2 and words[1] not in channels:  # noqa: PLR2004 — days and a channel
                yield _unknown_channel(step, words[1], path, list(channels))


def _unknown_channel(node: Node, word: str, path: str, known: list[str]) -> Problem:
    hint = did_you_mean(word, known)
    return Problem(
        path, node.start.line, node.start.column, f"unknown channel '{shown(word)}'", hint
    )
