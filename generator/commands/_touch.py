"""What happened with one person, as it is written into their file and said back to the user."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.commands._writing import Writer
    from generator.model.channel import Channel
    from generator.model.plan import Action
    from generator.model.prospect import Prospect, Touch
    from generator.writing.edits import Edit

THEIR_WORD = frozenset({"replied", "accepted", "declined"})
"""Outcomes that, in writing, are something of theirs: a touch that came in."""

SPENT_NOTHING = frozenset({"no_answer", "bounced", "practised"})
"""Outcomes that use up neither script nor item."""

_MINE_TO_SAY = frozenset({"sent", "delivered", "voicemail"})
"""Outcomes that sound as if I had done it, also where it came in."""


@dataclass(frozen=True, slots=True)
class Happened:
    """A contact with one person. `action` is the planned one that it was, if it was one.

    `says_no` says that they said no, in words. `keeps` is the touch with the promise that this one
    keeps.
    """

    slug: str
    channel: str
    on: date
    outcome: str = "sent"
    direction: str = "out"
    purpose: str | None = None
    script: str | None = None
    item: str | None = None
    said: str | None = None
    asked: str | None = None
    promised: tuple[str, date] | None = None
    callback: date | None = None
    note: str | None = None
    action: Action | None = None
    says_no: bool = False
    keeps: Touch | None = None

    def edits(self, desk: Writer) -> list[Edit]:
        """Give what changes in the file: the touch, and what follows from it."""
        from generator.writing.edits import Append, SetKey  # noqa: PLC0415 — heavy

        order = desk.order
        edits: list[Edit] = []
        if self.says_no and desk.people[self.slug].stage != "declined":
            edits += [SetKey(("stage",), "declined", order), SetKey(("since",), self.on, order)]
        if self.keeps:
            edits += _kept(self.keeps, self.on)
        if self.callback:
            edits.append(SetKey(("callback",), self.callback, order))
        return [*edits, Append(("touches",), self._touch(desk), order, "id")]

    def _touch(self, desk: Writer) -> dict[str, Any]:
        """Give the touch as it stands in a file: its keys in order, defaults left out."""
        prospect = desk.people[self.slug]
        channel = desk.workspace.channels[self.channel]
        told = {
            "id": self._identity(prospect),
            "date": self.on,
            "channel": self.channel,
            "direction": "in" if self.direction == "in" else None,
            "to": _to(prospect, channel) if self.direction == "out" else None,
            "outcome": self.outcome if self.outcome != "sent" else None,
            "purpose": self.purpose,
            "script": self.script,
            "item": self.item,
            "said": text_of(self.said),
            "asked": text_of(self.asked),
            "promised": _promise(self.promised),
            "callback": self.callback,
            "note": text_of(self.note),
        }
        return {key: value for key, value in told.items() if value}

    def _identity(self, prospect: Prospect) -> str:
        from generator.writing.ids import id_of, new_id  # noqa: PLC0415 — heavy

        taken = {touch.id for touch in prospect.touches if touch.id}
        if self.action:
            made = id_of(self.action.id, str(self.on), self.channel, self.outcome)
            if made not in taken:
                return made
        return new_id(taken)


def say_happened(happened: Happened, desk: Writer) -> str:
    """Say back what will be written down, with every name and date resolved."""
    from generator.rendering import speech  # noqa: PLC0415 — heavy
    from generator.rendering.ink import plain  # noqa: PLC0415 — heavy

    prospect = desk.people[happened.slug]
    day = desk.here.today
    who = " \N{MIDDLE DOT} ".join(p for p in (prospect.title, desk.agenda.firm(prospect.slug)) if p)
    parts = [
        f"{say_way(happened, desk)}, {speech.say_day(happened.on, day)}",
        f"script {happened.script}" if happened.script else "",
        _given(happened, desk),
        f"they said: {happened.said}" if happened.said else "",
        f"you asked for {happened.asked}" if happened.asked else "",
        _owed(happened, day),
        f"call back on {speech.say_day(happened.callback, day)}" if happened.callback else "",
        f"note: {happened.note}" if happened.note else "",
        _keeping(happened),
        "stage declined" if happened.says_no else "",
    ]
    told = "; ".join(part.rstrip(". ") for part in parts if part)
    return plain(" ".join(speech.end_sentence(f"{who}: {told}").split()))


def say_way(happened: Happened, desk: Writer) -> str:
    """Say channel and outcome: `call, no answer`."""
    from generator.model.prospect import Touch  # noqa: PLC0415 — heavy
    from generator.rendering import speech  # noqa: PLC0415 — heavy

    touch = Touch.model_validate(
        {
            "date": happened.on,
            "channel": happened.channel,
            "outcome": happened.outcome,
            "direction": happened.direction,
        }
    )
    return speech.say_touch(touch, desk.workspace.channels)


def commit_line(happened: Happened, desk: Writer) -> str:
    """Give the sentence for git and `undo`: `call: Acme (Dana Reyes), voicemail`."""
    prospect = desk.people[happened.slug]
    who = prospect.title
    if prospect.name and prospect.company:
        who = f"{prospect.company} ({prospect.name})"
    outcome = happened.outcome.replace("_", " ")
    if happened.direction == "in" and happened.outcome in _MINE_TO_SAY:
        outcome = "from them"
    return f"{happened.channel}: {who}, {outcome}"


def text_of(text: str | None) -> str | None:
    """Give a text as a file has it: of several lines, each ends, and none has blanks behind."""
    if text is None or not text.strip():
        return None
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n")]
    return lines[0] if len(lines) == 1 else "\n".join(lines) + "\n"


def _to(prospect: Prospect, channel: Channel) -> str | None:
    """Give the address or number that this line uses."""
    return {"phone": prospect.phone, "email": prospect.email}.get(channel.by)


def _promise(promised: tuple[str, date] | None) -> dict[str, Any] | None:
    return {"what": promised[0], "by": promised[1]} if promised else None


def _given(happened: Happened, desk: Writer) -> str:
    item = desk.agenda.items.get(happened.item or "")
    return f"gave: {item.title}" if item else ""


def _keeping(happened: Happened) -> str:
    kept = happened.keeps.promised if happened.keeps else None
    return f"promise kept: {kept.what}" if kept else ""


def _kept(touch: Touch, on: date) -> list[Edit]:
    """Say of a promise that it was kept. The touch is found by its name, or by its place."""
    from generator.writing.edits import Entry, SetKey  # noqa: PLC0415 — heavy

    known = {"id": touch.id} if touch.id else {"date": str(touch.date), "channel": touch.channel}
    step = Entry(known, has="promised")
    return [SetKey(("touches", step, "promised", "kept"), on, ("what", "by", "kept"))]


def _owed(happened: Happened, day: date) -> str:
    from generator.rendering import speech  # noqa: PLC0415 — heavy

    if not happened.promised:
        return ""
    what, by = happened.promised
    return f"you promised: {what}, by {speech.say_day(by, day)}"
