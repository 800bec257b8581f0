"""The words of a log line: channels, outcomes, scripts and items, as a person types them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

import click

from generator.model.nearest import did_you_mean, nearest
from generator.model.text import OUTCOMES

if TYPE_CHECKING:
    from generator.model.channel import Channel
    from generator.model.workspace import Workspace

SPOKEN: dict[str, str] = {
    "tk": "connected", "talked": "connected", "spoke": "connected", "reached": "connected",
    "na": "no_answer", "no-answer": "no_answer", "noanswer": "no_answer", "vm": "voicemail",
    "st": "sent", "posted": "sent", "met": "held", "came": "attended", "reply": "replied",
    "answered": "replied", "yes": "accepted", "nt": "declined", "returned": "bounced",
    "arrived": "delivered", "practiced": "practised",
}  # fmt: skip
"""What people say for an outcome."""

AMBIGUOUS = "'no' is ambiguous: it may be no answer (na) or no, thank you (nt); say which"

_ALSO: dict[str, str] = {
    "mail": "email", "e-mail": "email", "phone": "call", "rang": "call", "letter": "note",
    "card": "note", "parcel": "gift", "invitation": "invite", "introduction": "intro",
    "linkedin": "social", "message": "social",
}  # fmt: skip


_TEXTING = frozenset({
    "text", "texts", "texted", "sms", "mms", "imessage", "whatsapp", "signal", "telegram", "chat",
    "dm", "messenger",
})  # fmt: skip
"""What people say for a short message: no channel of its own, so it is never guessed."""


def unknown_channel(words: Sequence[str], channels: Collection[str]) -> str:
    """Give a hint where no channel is named: the nearest one from the end, else all of them."""
    for word in reversed(words):
        if word.lower() in _TEXTING and "social" in channels:
            return (
                f"There is no channel for '{word.lower()}': write a short message down as 'social',"
                " or put an entry of its own into playbook/channels.yml."
            )
        if meant := nearest(word, channels):
            return f"Did you mean '{meant}'?"
    return f"One of: {', '.join(channels)}."


def channel_named(word: str, channels: Mapping[str, Channel]) -> str | None:
    """Give the channel that a word names: its key, its label, or what people say for it."""
    said = word.lower()
    if said in channels:
        return said
    labelled = next((key for key, each in channels.items() if each.label.lower() == said), None)
    also = _ALSO.get(said)
    return labelled or (also if also in channels else None)


def outcome_named(word: str) -> str:
    """Give the outcome that a word names; else it is misuse."""
    said = word.lower().replace(" ", "_")
    if said == "no":
        raise click.UsageError(AMBIGUOUS)
    if said in OUTCOMES:
        return said
    if said in SPOKEN:
        return SPOKEN[said]
    msg = f"there is no outcome '{word}'. {_near(said, OUTCOMES)}"
    raise click.UsageError(msg)


def default_outcome(channel: Channel) -> str | None:
    """Give what came of it where nobody says: None where only the user can know."""
    if not channel.live:
        return "voicemail" if channel.by == "phone" else "sent"
    return "held" if channel.by == "person" else None


def script_named(text: str, workspace: Workspace) -> str:
    """Find a script by its path below `playbook/` or the end of it; else it is misuse."""
    said = text.removeprefix("playbook/").removesuffix(".md.j2").strip("/")
    keys = [script.key for script in workspace.scripts]
    found = [key for key in keys if key == said] or [k for k in keys if k.endswith(f"/{said}")]
    if len(found) == 1:
        return found[0]
    if found:
        msg = f"'{text}' may be several scripts: {', '.join(found)}"
        raise click.UsageError(msg)
    msg = f"there is no script '{text}'. {_near(said, keys)}".rstrip()
    raise click.UsageError(msg)


def item_named(text: str, workspace: Workspace) -> str:
    """Find something on the shelf by its id; else it is misuse."""
    known = [item.id for item in workspace.shelf]
    if text in known:
        return text
    msg = f"there is no '{text}' on the shelf. {_near(text, known)}".rstrip()
    raise click.UsageError(msg)


def _near(word: str, known: Collection[str]) -> str:
    return did_you_mean(word, known)
