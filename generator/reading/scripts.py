"""Script files: front matter, then the words. What these say is for the room that renders them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.model.channel import Channel
from generator.model.nearest import did_you_mean
from generator.model.problem import Problem
from generator.model.script import Script, ScriptHead
from generator.model.slots import SLOTS, THINGS, is_truth, slot_hint
from generator.reading.files import READ_IT, Source, read_text, walk
from generator.reading.schema import parse_as, top_mapping
from generator.reading.sentences import shown
from generator.yamltree import Mapping, Scalar, Sequence, parse_yaml, unusable

ENDING = ".md.j2"
_FENCE = re.compile(r"---[ \t]*")
_ABOUT = re.compile(r"\s*\{#-?(.*?)-?#\}", re.DOTALL)


def read_scripts(
    root: Path, channels: dict[str, Channel]
) -> tuple[tuple[Script, ...], tuple[Problem, ...]]:
    """Read every script below `playbook/`, by key."""
    scripts: list[Script] = []
    files, closed = walk(root / "playbook", ENDING)
    problems = [Source.of(root, at).fault("the folder may not be read", READ_IT) for at in closed]
    for file in files:
        source = Source.of(root, file)
        text, faults = read_text(source)
        problems += faults
        if text is not None:
            script, faults = parse_script(text, source.path, channels)
            problems += faults
            scripts += [script] if script else []
    return tuple(sorted(scripts, key=lambda script: script.key)), tuple(problems)


def parse_script(
    text: str, path: str, channels: dict[str, Channel]
) -> tuple[Script | None, tuple[Problem, ...]]:
    """Split a script into its head and its words; `slots` are left for the grammar to fill in."""
    lines = text.splitlines(keepends=True)
    end = _end_of_head(lines)
    if end is None:
        return None, (_no_head(lines, path),)
    body, body_line = "".join(lines[end + 1 :]), end + 2
    problems = unusable(body, path, body_line)
    head, key_lines, faults = _parse_head("".join(lines[1:end]), path, channels)
    problems = faults + problems
    if head is None or problems:
        return None, problems
    about = _ABOUT.match(body)
    return Script(
        **head.model_dump(),
        key=path.removeprefix("playbook/").removesuffix(ENDING),
        body=body.replace("\r\n", "\n"),
        body_line=body_line,
        slots=frozenset(),
        about=" ".join(about[1].split()) if about else "",
        lines=key_lines,
    ), ()


def _end_of_head(lines: list[str]) -> int | None:
    """Find the line of the second `---`, counted from 0."""
    if not lines or not _FENCE.fullmatch(lines[0].rstrip("\r\n")):
        return None
    fences = (n for n, line in enumerate(lines) if n and _FENCE.fullmatch(line.rstrip("\r\n")))
    return next(fences, None)


def _no_head(lines: list[str], path: str) -> Problem:
    begun = bool(lines) and bool(_FENCE.fullmatch(lines[0].rstrip("\r\n")))
    message = (
        "the front matter has no end: a second line '---' is missing"
        if begun
        else "there is no front matter: a script begins with its head between two lines '---'"
    )
    return Problem(path, 1, 1, message, "Write --- then title, channel and purpose, then ---.")


def _parse_head(
    text: str, path: str, channels: dict[str, Channel]
) -> tuple[ScriptHead | None, dict[str, int], tuple[Problem, ...]]:
    tree, problems = parse_yaml(text, path, first_line=2)
    if tree is None:
        return None, {}, problems
    if isinstance(tree, Scalar) and tree.text is None:
        empty = Problem(path, 1, 1, "the front matter is empty", "Add title, channel, purpose.")
        return None, {}, (empty,)
    top, faults = top_mapping(tree, path, "front matter")
    if top is None:
        return None, {}, problems + faults
    head, faults = parse_as(ScriptHead, top, path)
    problems += faults
    node = top.get("channel")
    if isinstance(node, Scalar) and node.text and node.text not in channels:
        message, hint = f"unknown channel '{shown(node.text)}'", did_you_mean(node.text, channels)
        problems += (Problem(path, node.start.line, node.start.column, message, hint),)
    problems += tuple(_unknown_needs(top, path))
    lines = {key.text or "": key.start.line for key, _ in top.pairs}
    return (None if problems else head), lines, problems


def _unknown_needs(top: Mapping, path: str) -> Iterator[Problem]:
    """Find needs that nothing can meet: such a script would never be sent."""
    known = [*(slot for slot in SLOTS if not is_truth(slot)), *THINGS]
    needs = top.get("needs")
    for node in needs.items if isinstance(needs, Sequence) else (needs,):
        if isinstance(node, Scalar) and node.text and node.text not in known:
            message, hint = f"unknown slot '{shown(node.text)}'", slot_hint(node.text)
            if is_truth(node.text):
                message = f"'{node.text}' is so or not, so that it can never be missing"
                hint = f"Test it in the words: {{% if {node.text} %}}."
            yield Problem(path, node.start.line, node.start.column, message, hint)
