"""What comes next for somebody, in one line, and what that was before a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.model.plan import Action

if TYPE_CHECKING:
    from generator.rendering.agenda import Agenda


def next_line(before: Agenda, after: Agenda, slug: str, *, named: bool = False) -> str:
    """Say what the plan holds next for `slug`: "Next: a note on Thursday"."""
    old, new = _next_of(before, slug), _next_of(after, slug)
    who = f" for {after.name(slug)}" if named else ""
    if new is None:
        return f"Next{who}: {_nothing(after, slug)}"
    was = ""
    if old and _differs(old, new) and old.id in {a.id for a in after.plan.of(slug)}:
        was = f" (until now: {say_action(before, old)})"
    return f"Next{who}: {say_action(after, new)}{was}."


def say_action(agenda: Agenda, action: Action) -> str:
    """Say an action as part of a sentence: `a call on Tuesday`, `order the book tomorrow`."""
    from generator.rendering.speech import say_on  # noqa: PLC0415 — heavy

    if action.do == "prepare":
        doing = agenda.preparing(action)
        return f"{doing[0].lower()}{doing[1:]} {say_on(action.date, agenda.today)}"
    label = agenda.noun(action)
    article = "an" if label[:1].lower() in "aeiou" else "a"
    return f"{article} {label} {say_on(action.date, agenda.today)}"


def _next_of(agenda: Agenda, slug: str) -> Action | None:
    return next(iter(agenda.plan.of(slug)), None)


def _differs(one: Action, other: Action) -> bool:
    return (one.date, one.channel, one.do) != (other.date, other.channel, other.do)


def _nothing(agenda: Agenda, slug: str) -> str:
    from generator.rendering import speech  # noqa: PLC0415 — heavy

    found = agenda.unplanned.get(slug)
    if found is None:
        return "nothing is planned."
    prospect = agenda.prospects.get(slug)
    if prospect and agenda.is_lost(prospect):
        who, keys = speech.say_first_name(prospect), "email, phone, address or links"
        return f"nothing, until {prospect.path} says how to reach {who}: {keys}."
    if speech.say_left(found) == speech.NOTHING_REACHES:
        return f"nothing: no way reaches them now. `playbook why {slug}` says why."
    why = speech.say_sentence(found.because[-1].says) if found.because else ""
    if found.until:
        return f"nothing before {speech.say_day(found.until, agenda.today)}. {why}".rstrip()
    return f"nothing. {why}".rstrip()
