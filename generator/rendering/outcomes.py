"""The ways an action can go: boxes to tick on paper, lines to copy on a page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.channel import Channel
from generator.model.plan import Action


@dataclass(frozen=True, slots=True)
class Box:
    """A box to tick: the words beside it, and what is typed back for it.

    `line` says what is written on the line after it, where there is one.
    """

    says: str
    code: str
    line: str = ""


_TALKED = Box("talked", "tk")
_NO_ANSWER = Box("no answer", "na")
_VOICEMAIL = Box("voicemail", "vm")
_CALL_BACK = Box("call back on", "cb", line="date")
_NO_THANKS = Box("no, thank you", "nt")


def boxes_of(action: Action, channel: Channel) -> tuple[Box, ...]:
    """Give the outcomes that can come of this channel, by what kind of channel it is."""
    if channel.by == "phone" and channel.live:
        machine = () if action.live_only else (_VOICEMAIL,)
        return (_TALKED, _NO_ANSWER, *machine, _CALL_BACK, _NO_THANKS)
    if channel.by == "phone":
        return (_VOICEMAIL, _TALKED, _NO_ANSWER, _CALL_BACK, _NO_THANKS)
    if channel.live:
        return (_TALKED, _CALL_BACK, _NO_THANKS)
    if channel.by == "post":
        return (Box("posted" if channel.written else "delivered", "st"),)
    return (Box("sent", "st"),)


@dataclass(frozen=True, slots=True)
class Log:
    """One way it can go, and the command that writes it down."""

    says: str
    command: str


def logs_of(action: Action, channel: Channel, *, has_code: bool) -> tuple[Log, ...]:
    """Give the commands that log an action; `has_code` says that its code is taken by now."""
    if action.do == "prepare":
        return (Log("ready", f"playbook done {action.code}"),) if has_code else ()
    if not has_code:
        outcome = " OUTCOME" if channel.live or channel.by == "phone" else ""
        return (Log("done", f"playbook log {action.prospect} {action.channel}{outcome}"),)
    typed = (
        Log(box.says, f"playbook log {action.code}:{box.code}{'=DATE' if box.line else ''}")
        for box in boxes_of(action, channel)
    )
    return (*typed, Log("not now", f"playbook skip {action.code}"))
