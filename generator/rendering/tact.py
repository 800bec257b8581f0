"""The rules of tact as a page: each sentence, the numbers in force, and what it shaped of late.

The texts are those of `model/rules.py`, which the planner names in its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from generator.model.page import Page
from generator.model.plan import Action
from generator.model.policy import Policy
from generator.model.prospect import Prospect
from generator.model.rules import RULES, Rule
from generator.model.text import Written
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page

AHEAD = timedelta(days=7)
"""What a rule shaped is shown for today and the coming week: further on all is a guess."""


@dataclass(frozen=True, slots=True)
class Shaped:
    """One action that a rule had a hand in, and its sentence there."""

    who: Prospect
    action: Action
    says: str


@dataclass(frozen=True, slots=True)
class Ruled:
    """A rule as the page shows it: `numbers` are keys of `playbook.yml` with their values."""

    rule: Rule
    numbers: tuple[tuple[str, str], ...]
    shaped: tuple[Shaped, ...]


def render_tact(desk: Desk) -> Page:
    """Make the page of the rules: those at work this week first as they stand, all in order."""
    shaped = _shaped(desk)
    ruled = tuple(
        Ruled(rule, _numbers(desk.policy, rule), tuple(shaped.get(rule.name, ())))
        for rule in RULES.values()
    )
    return render_page("tact.html.j2", "tact/index.html", "Tact", desk=desk, ruled=ruled)


def _shaped(desk: Desk) -> dict[str, list[Shaped]]:
    found: dict[str, list[Shaped]] = {}
    last = desk.today + AHEAD
    for action in desk.plan.actions:
        who = desk.prospects.get(action.prospect)
        if who is None or action.do != "touch" or action.date > last:
            continue
        for reason in action.because:
            found.setdefault(reason.rule, []).append(Shaped(who, action, reason.says))
    return found


def _numbers(policy: Policy | None, rule: Rule) -> tuple[tuple[str, str], ...]:
    if policy is None:
        return ()
    return tuple((key, _say(_look_up(policy, key))) for key in rule.numbers)


def _look_up(policy: Policy, key: str) -> object:
    value: object = policy
    for part in key.split("."):
        value = getattr(value, part)
    return value


def _say(value: object) -> str:
    """Say a number of the policy as `playbook.yml` would write it."""
    if isinstance(value, Written):
        return _pairs((name, getattr(value, name)) for name in type(value).model_fields)
    if isinstance(value, dict):
        return _pairs(value.items())
    if isinstance(value, tuple):
        return ", ".join(_say(part) for part in value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _pairs(pairs: Iterable[tuple[str, object]]) -> str:
    return ", ".join(f"{name} {_say(value)}" for name, value in pairs)
