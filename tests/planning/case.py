"""A golden case: a playbook as its user would write it, and the plan that tact asks for.

A case file holds `says` (a sentence), `today`, `prospects` by slug and `expect` by slug; and where
they matter `weeks`, `policy` (over a bare `me` in London), `shelf` and `scripts` (instead of the
usual ones), `library` (the channels that have scripts), `days` (touches on a day) and `xfail`.
Instead of `expect` there may be `warns`: by slug, all that `check` says of what was done already,
each behind the date of its touch.
Playbook parts are read by the reading room itself, so that a case means what a user's file means.
"""

from __future__ import annotations

from collections.abc import Mapping as Tree
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from generator.model.channel import CHANNELS
from generator.model.policy import Policy
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.script import Script, ScriptHead
from generator.model.shelf import Item
from generator.model.text import Day, Line, Lines, Purpose, Whole, Written, as_list
from generator.model.workspace import Workspace
from generator.reading.prospects import Setting, parse_prospect
from generator.reading.settings import parse_shelf
from generator.rendering.grammar import check_scripts
from generator.yamltree import Mapping, Node, Sequence, find, parse_yaml, to_plain
from tests.planning.library import SHELF, library

CASES = Path(__file__).parent.parent / "cases"
ME = {"name": "Ludo Marsh", "country": "GB", "subdivision": "ENG", "timezone": "Europe/London"}

Words = Annotated[tuple[Line, ...], BeforeValidator(as_list)]
Days = tuple[Day, Day]


class Fault(Exception):  # noqa: N818 — a case that is written badly, as a Problem is of a user's file
    """A case that cannot be read: the test itself is wrong."""


class ExpectedTime(Written):
    """When to ring, in their zone; what is left out may be anything."""

    date: Day | None = None
    start: Line | None = Field(None, alias="from")
    end: Line | None = Field(None, alias="to")
    timezone: Line | None = None


class Expected(Written):
    """One action; what is left out may be anything. Where a list stands, one of it must be met."""

    date: Day | None = None
    between: Days | None = None
    do: Literal["touch", "prepare"] = "touch"
    channel: Words = ()
    purpose: Annotated[tuple[Purpose, ...], BeforeValidator(as_list)] = ()
    script: Line | None = None
    item: Words = ()
    status: Words = ()
    window: Days | None = None
    touch_number: Whole | None = None
    standing: Line | None = None
    time: ExpectedTime | None = None
    moment: Line | None = None
    missing: Words | None = None
    cost: float | None = None
    rules: Words = ()
    not_rules: Words = ()
    says: Words = ()
    not_says: Words = ()
    refused: Words = ()
    not_refused: Words = ()


class ExpectedUnplanned(Written):
    """A prospect with nothing to do."""

    until: Day | Literal["never"] | None = None
    standing: Line | None = None
    rules: Words = ()
    not_rules: Words = ()
    says: Words = ()
    not_says: Words = ()


class ExpectedPerson(Written):
    """What a prospect's plan holds.

    `actions` are the first ones, in order, and with `no_more` all of them. `never` are channels.
    `must_say` is said of one of them at least. With `different_hours` no touch is rung for twice at
    one time of the day.
    """

    actions: tuple[Expected, ...] = ()
    no_more: Literal["yes"] | None = None
    unplanned: ExpectedUnplanned | None = None
    standing: Line | None = None
    nothing_between: Days | None = None
    never: Words = ()
    never_purpose: Words = ()
    never_says: Words = ()
    must_say: Words = ()
    different_hours: Literal["yes"] | None = None


def _as_person(value: object) -> object:
    """A list alone means the actions."""
    return {"actions": value} if isinstance(value, (list, tuple)) else value


class CaseFile(Written):
    """What stands in a case file; the parts that the reading room reads are left as they are."""

    says: Lines
    today: Day
    weeks: Whole = 8
    policy: dict[str, Any] = Field(default_factory=dict)
    library: Words = ()
    shelf: object = None
    scripts: object = None
    prospects: dict[Line, Any]
    expect: dict[Line, Annotated[ExpectedPerson, BeforeValidator(_as_person)]] = Field(
        default_factory=dict
    )
    warns: dict[Line, tuple[Line, ...]] | None = None
    days: dict[Day, Whole] = Field(default_factory=dict)
    xfail: Lines | None = None


@dataclass(frozen=True)
class Case:
    """A case that was read: the workspace to plan from, and what must come of it."""

    file: Path
    text: str
    asks: CaseFile
    workspace: Workspace

    @property
    def name(self) -> str:
        """The rule and the sentence."""
        return f"{self.file.parent.name}/{self.file.stem}"


def read_case(file: Path) -> Case:
    """Read a case file; raise Fault where it is no good one."""
    text = file.read_text(encoding="utf-8")
    tree, problems = parse_yaml(text, file.name)
    _no_faults(problems)
    if not isinstance(tree, Mapping):
        msg = f"{file.name} is no mapping"
        raise Fault(msg)
    asks = CaseFile.model_validate(_without_empty(to_plain(tree)))
    unknown = {*asks.expect, *(asks.warns or ())} - set(asks.prospects)
    if unknown:
        msg = f"{file.name} expects something of {', '.join(unknown)}, who is not in it"
        raise Fault(msg)
    return Case(file, text, asks, _workspace(tree, asks))


def _workspace(tree: Mapping, asks: CaseFile) -> Workspace:
    policy = Policy.model_validate(_merged({"me": ME}, asks.policy))
    return Workspace(
        policy=policy,
        channels=dict(CHANNELS),
        prospects=_prospects(tree, asks.today),
        scripts=_scripts(asks, policy),
        shelf=_shelf(tree),
    )


def _prospects(tree: Mapping, today: date) -> tuple[Prospect, ...]:
    people = find(tree, ("prospects",))
    read = []
    for key, node in people.pairs if isinstance(people, Mapping) else ():
        slug = key.text or ""
        found = parse_prospect(node, slug, f"prospects/{slug}.yml", Setting(CHANNELS, today))
        _no_faults(found.problems)
        if found.prospect:
            read.append(found.prospect)
    return tuple(sorted(read, key=lambda prospect: prospect.slug))


def _shelf(tree: Mapping) -> tuple[Item, ...]:
    node: Node | None = find(tree, ("shelf",))
    if not isinstance(node, Sequence):
        return SHELF
    items, problems = parse_shelf(node, "playbook/shelf.yml")
    _no_faults(problems)
    return tuple(sorted(items, key=lambda item: item.id))


def _scripts(asks: CaseFile, policy: Policy) -> tuple[Script, ...]:
    """Give the usual scripts, and the case's own as far as their words may be sent."""
    if not isinstance(asks.scripts, dict):
        return library(asks.library)
    own = [_own_script(key, head) for key, head in asks.scripts.items()]
    usable, _ = check_scripts(own, policy, CHANNELS)
    usual = library(asks.library) if asks.library else ()
    return tuple(sorted([*usable, *usual], key=lambda script: script.key))


def _own_script(key: str, written: dict[str, Any]) -> Script:
    head = {name: value for name, value in written.items() if name != "words"}
    known = ScriptHead.model_validate({"title": key, **head})
    body = written.get("words", "Here is something for you.")
    return Script(**known.model_dump(), key=key, body=body, body_line=1, slots=frozenset())


def _merged(under: Tree[str, Any], over: Tree[str, Any]) -> dict[str, Any]:
    merged = dict(under)
    for key, value in over.items():
        below = merged.get(key)
        both = isinstance(below, dict) and isinstance(value, dict)
        merged[key] = _merged(below, value) if both else value  # type: ignore[arg-type]
    return merged


def _without_empty(value: Any) -> Any:  # noqa: ANN401 — any part of a tree
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if part is not None}
    return value


def _no_faults(problems: tuple[Problem, ...]) -> None:
    if problems:
        raise Fault("\n".join(f"{p.path}:{p.line}: {p.message} {p.hint or ''}" for p in problems))
