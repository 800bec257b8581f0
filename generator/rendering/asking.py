"""Missing facts as questions, each with the way to write the answer down."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.answering import touch_meant
from generator.model.history import History
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering import speech

ANSWER = '"\N{HORIZONTAL ELLIPSIS}"'
"""Where the words go in a command."""


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask oneself; `command` writes the answer down, or `place` says where it belongs."""

    says: str
    command: str = ""
    place: str = ""


def ask(slot: str, prospect: Prospect, history: History, script: Script | None = None) -> Question:
    """Ask for the value of an empty slot of somebody's script, where nothing goes with it."""
    gives = script.gives if script else "none"
    says = speech.ask_for(slot, speech.say_first_name(prospect), gives)
    last = touch_meant(script, prospect, history) if script else history.last
    meant = _meeting(history) if slot.startswith("meeting") else last
    return Question(says, _command(slot, prospect, meant), _place(slot, prospect, meant))


def ask_of(item: Item, slot: str, prospect: Prospect) -> Question:
    """Ask for what the shelf does not say of a thing that fits: its note, its link."""
    key = slot.partition(".")[2]
    says = speech.ask_of_item(key, item.title, speech.say_first_name(prospect))
    place = f"Add `{key}:` to it in playbook/shelf.yml."
    if key == "about":
        place = (
            f"Put one of its `topics` in playbook/shelf.yml, in the same words, among the"
            f" `interests` or `challenges` of {prospect.path}."
        )
    return Question(says, place=place)


def _command(slot: str, prospect: Prospect, meant: Touch | None) -> str:
    """Give the command where one line is the whole answer."""
    if slot in {"meeting.said", "last.said"} and meant:
        is_theirs = meant.is_response or slot == "meeting.said"
        return _said(prospect, meant) if is_theirs else _answered(prospect)
    if slot in {"meeting", "meeting.said", "meeting.date"}:
        return f"playbook log {prospect.slug} meeting held --on DATE --said {ANSWER}"
    if slot == "last":
        return f"playbook log {prospect.slug} CHANNEL --on DATE"
    return ""


def _said(prospect: Prospect, touch: Touch) -> str:
    return f"playbook said {prospect.slug} --on {touch.date} {ANSWER}"


def _answered(prospect: Prospect) -> str:
    """Give the command for what they said where all that is written down is what I sent."""
    return f"playbook log {prospect.slug} CHANNEL --in --on DATE --said {ANSWER}"


def _place(slot: str, prospect: Prospect, meant: Touch | None) -> str:
    """Say where the answer belongs, where it takes more than a line, or the mind."""
    thing, _, key = slot.partition(".")
    if thing in {"item", "event"}:
        return "Put it on playbook/shelf.yml."
    if thing == "me":
        return f"Write it as `{key}` under `me` in playbook/playbook.yml."
    if thing == "prospect":
        name = {"first_name": "name"}.get(key, key)
        return f"Write it as `{name}` into {prospect.path}."
    if key in {"promised", "asked", "note", "item"} and meant and meant.line:
        return f"Write it as `{key}` under the contact on line {meant.line} of {prospect.path}."
    return ""


def _meeting(history: History) -> Touch | None:
    return history.meetings[-1] if history.meetings else None
