"""What changed between two plans, said in actions: who is moved, who is new, who is gone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from generator.model.plan import Action, Plan
from generator.model.workspace import Workspace
from generator.rendering import speech

Kind = Literal["new", "gone", "touched", "moved", "way", "added", "dropped", "unread"]

HEADS: dict[Kind, tuple[str, str]] = {
    "moved": ("Moved", "{} moved"),
    "way": ("Another way, or other words", "{} contacted another way"),
    "added": ("Planned now", "{} planned for now"),
    "dropped": ("Planned no more", "{} planned for no more"),
    "touched": ("Something happened", "{} in touch with you since"),
    "new": ("New", "{} new"),
    "gone": ("Gone from your files", "{} gone"),
    "unread": ("Cannot be read", "{} with a fault in the file"),
}
"""The order in which changes are told: the heading of each kind, and its part of the summary."""
MOST_OF_A_KIND = 20
MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one person: the first action that differs, as it was and as it is.

    `more` is how many other actions of theirs differ.
    """

    slug: str
    kind: Kind
    was: Action | None = None
    now: Action | None = None
    more: int = 0


@dataclass(frozen=True, slots=True)
class Since:
    """What the plan is compared with: where it came from, and which files differ."""

    revision: str
    day: str
    subject: str
    files: tuple[str, ...]


class Planned:
    """A plan and the playbook from which it was made, person by person."""

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        self.workspace, self.plan = workspace, plan
        self.prospects = {prospect.slug: prospect for prospect in workspace.prospects}
        self.unread = {broken.slug for broken in workspace.unreadable}
        self.touches: dict[str, dict[str, Action]] = {}
        for action in plan.actions:
            if action.do == "touch":
                self.touches.setdefault(action.prospect, {})[action.id] = action

    @property
    def people(self) -> set[str]:
        """Everybody of whom there is a file, read or not."""
        return {*self.prospects, *self.unread}

    def history(self, slug: str) -> list[dict[str, object]]:
        """Give what happened with somebody, wherever in the file it stands."""
        found = self.prospects.get(slug)
        return [t.model_dump(exclude={"line"}) for t in found.touches] if found else []


def changes(then: Planned, now: Planned) -> tuple[Change, ...]:
    """Compare two plans made for one day, person by person."""
    slugs = sorted(then.people | now.people)
    return tuple(change for slug in slugs if (change := _change(slug, then, now)))


def render_changes(since: Since, then: Planned, now: Planned) -> str:
    """Say what changed: the files, how many people, and for each the first action that differs."""
    found = changes(then, now)
    lines = [_since(since), "", _summary(found, now), *_listed(found, then, now)]
    return "\n".join([*lines, ""])


def render_changes_json(since: Since, then: Planned, now: Planned) -> str:
    """Give the same for machines."""
    found = changes(then, now)
    document = {
        "schema": 1,
        "today": now.plan.today.isoformat(),
        "since": {"commit": since.revision, "date": since.day, "subject": since.subject},
        "files": list(since.files),
        "changes": [
            {
                "prospect": change.slug,
                "kind": change.kind,
                "was": _as_json(change.was),
                "now": _as_json(change.now),
                "more": change.more,
            }
            for change in found
        ],
        "unchanged": _unchanged(found, now),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


# --- comparing --------------------------------------------------------------------------------


def _change(slug: str, then: Planned, now: Planned) -> Change | None:
    was, will = then.touches.get(slug, {}), now.touches.get(slug, {})
    first_was, first_will = next(iter(was.values()), None), next(iter(will.values()), None)
    if slug in now.unread:
        return None if slug in then.unread else Change(slug, "unread", first_was)
    if slug not in now.prospects:
        return Change(slug, "gone", first_was)
    if slug not in then.people:
        return Change(slug, "new", None, first_will)
    if then.history(slug) != now.history(slug):
        return Change(slug, "touched", first_was, first_will)
    pairs = [(was.get(one), will.get(one)) for one in dict.fromkeys((*was, *will))]
    different = [pair for pair in pairs if _what(pair[0]) != _what(pair[1])]
    if not different:
        return None
    first, second = different[0]
    return Change(slug, _kind(first, second), first, second, len(different) - 1)


def _kind(was: Action | None, now: Action | None) -> Kind:
    if was is None or now is None:
        return "dropped" if was else "added"
    return "moved" if was.date != now.date else "way"


def _what(action: Action | None) -> tuple[object, ...] | None:
    if action is None:
        return None
    return action.date, action.channel, action.purpose, action.script, action.item


def _as_json(action: Action | None) -> dict[str, object] | None:
    if action is None:
        return None
    return {
        "id": action.id,
        "date": action.date.isoformat(),
        "channel": action.channel,
        "purpose": action.purpose,
        "script": action.script,
        "item": action.item,
    }


def _unchanged(found: tuple[Change, ...], now: Planned) -> int:
    return len(now.people - {change.slug for change in found})


# --- saying it --------------------------------------------------------------------------------


def _since(since: Since) -> str:
    count = len(since.files)
    shown = speech.say_list(
        [*since.files[:MOST_FILES], *([f"{count - MOST_FILES} more"] if count > MOST_FILES else [])]
    )
    differ = f"{shown} {'differ' if count > 1 else 'differs'}" if count else "no file differs"
    return f"Since {since.revision} of {since.day} ({since.subject}): {differ}."


def _summary(found: tuple[Change, ...], now: Planned) -> str:
    counts = {kind: sum(change.kind == kind for change in found) for kind in HEADS}
    parts = [HEADS[kind][1].format(_count(n)) for kind, n in counts.items() if n]
    rest = _unchanged(found, now)
    if not parts:
        return "Nobody's plan changes."
    left = f"; {rest} as before" if rest else ""
    return f"{speech.say_list(parts)}{left}."


def _count(number: int) -> str:
    return "1 person" if number == 1 else f"{number} people"


def _listed(found: tuple[Change, ...], then: Planned, now: Planned) -> Iterator[str]:
    titles = {slug: p.title for one in (then, now) for slug, p in one.prospects.items()}
    for kind, (head, _) in HEADS.items():
        of_kind = [change for change in found if change.kind == kind]
        if of_kind:
            yield ""
            yield head
        for change in of_kind[:MOST_OF_A_KIND]:
            yield f"  {titles.get(change.slug, change.slug)}: {_said(change, now)}"
        if len(of_kind) > MOST_OF_A_KIND:
            yield f"  and {len(of_kind) - MOST_OF_A_KIND} more"


def _said(change: Change, here: Planned) -> str:
    was, now = _doing(change.was, here), _doing(change.now, here)
    if change.kind == "moved" and change.was and change.now:
        same = change.was.channel == change.now.channel
        day = speech.say_date(change.now.date, here.plan.today)
        says = f"{was}, now {day if same else now}"
    elif change.kind in {"way", "touched"}:
        says = f"{was}, now {now}" if was != now else f"{now}, with other words"
    elif change.kind in {"added", "new"}:
        says = now
    else:
        says = f"was {was}"
    others = "1 more action" if change.more == 1 else f"{change.more} more actions"
    return f"{says} (and {others})" if change.more else says


def _doing(action: Action | None, here: Planned) -> str:
    if action is None:
        return "nothing planned"
    channel = speech.say_channel(action.channel, here.workspace.channels)
    return f"{speech.say_a(channel)} {speech.say_date(action.date, here.plan.today)}"
