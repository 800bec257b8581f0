"""A playbook typed in a test: scripts as files, people and things as a user writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from generator.model.channel import CHANNELS
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.reading.prospects import Setting, parse_prospect
from generator.reading.scripts import parse_script
from generator.reading.settings import parse_shelf
from generator.rendering.grammar import check_scripts
from generator.yamltree import Sequence, parse_yaml

TODAY = date(2026, 11, 23)
POLICY = Policy(me=Me(name="Ludo Marsh", company="Marsh Digital", phone="+44 20 7946 0000"))


def written(
    scripts: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
    shelf: str = "",
    policy: Policy = POLICY,
) -> Workspace:
    """Read scripts by key, people by slug and a shelf; a fault in any is a fault of the test."""
    read = [_script(key, text) for key, text in (scripts or {}).items()]
    usable, faults = check_scripts(read, policy, CHANNELS)
    assert faults == ()
    return Workspace(
        policy=policy,
        channels=dict(CHANNELS),
        prospects=tuple(_people(people or {})),
        scripts=tuple(sorted(usable, key=lambda script: script.key)),
        shelf=_shelf(shelf),
    )


def head(words: str, **keys: object) -> str:
    """Give a script's file: `words` under a head with these keys, one a line."""
    known = {"title": "T", "channel": "email", "purpose": "value", **keys}
    lines = [f"{key}: {value}" for key, value in known.items() if value is not None]
    return "\n".join(["---", *lines, "---", words, ""])


def _script(key: str, text: str) -> Script:
    script, problems = parse_script(text, f"playbook/{key}.md.j2", CHANNELS)
    assert problems == ()
    assert script
    return script


def _people(people: Mapping[str, str]) -> Iterable[Prospect]:
    for slug, text in sorted(people.items()):
        tree, _ = parse_yaml(text, slug)
        assert tree
        read = parse_prospect(tree, slug, f"prospects/{slug}.yml", Setting(CHANNELS, TODAY))
        assert read.problems == ()
        assert read.prospect
        yield read.prospect


def _shelf(text: str) -> tuple[Item, ...]:
    if not text:
        return ()
    tree, _ = parse_yaml(text, "playbook/shelf.yml")
    assert isinstance(tree, Sequence)
    items, problems = parse_shelf(tree, "playbook/shelf.yml")
    assert problems == ()
    return tuple(sorted(items, key=lambda item: item.id))
