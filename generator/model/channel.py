"""Channels are data: adding one is an entry of `channels.yml`, never an `if channel ==`."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from generator.model.text import Line, Whole, Written

Line_ = Literal["phone", "email", "post", "web", "person"]
Need = Literal["phone", "email", "address", "handle"]


class Channel(Written):
    """A way to reach a person.

    `by` is the line it uses: what is bounced or opted out is a line, not a label.
    `lead_days` are business days of mine between ordering and arrival.
    `opt_out_with` names the channels whose opt-out closes this one too.
    `label` is a noun ("e-mail"), `verb` what the user does ("Send an e-mail to").
    `minutes` is roughly what one takes me, for the morning's "about 50 minutes".
    """

    label: Line
    verb: Line = "Contact"
    icon: Line = "material/message-outline"
    by: Line_
    live: bool = False
    personal: bool = True
    written: bool = False
    lead_days: Whole = Field(0, ge=0, le=60)
    minutes: Whole = Field(10, ge=1, le=480)
    needs: tuple[Need, ...] = ()
    opt_out_with: tuple[Line, ...] = ()


def _channel(label: str, verb: str, icon: str, by: Line_, **more: object) -> Channel:
    return Channel.model_validate({"label": label, "verb": verb, "icon": icon, "by": by, **more})


CHANNELS: dict[str, Channel] = {
    "call": _channel(
        "call", "Call", "material/phone", "phone", live=True, needs=["phone"], minutes=15
    ),
    "voicemail": _channel(
        "voicemail", "Leave a voicemail for", "material/voicemail", "phone",
        needs=["phone"], opt_out_with=["call"], minutes=5,
    ),
    "email": _channel(
        "e-mail", "Write an e-mail to", "material/email-outline", "email",
        written=True, needs=["email"], minutes=10,
    ),
    "note": _channel(
        "handwritten note", "Write a note to", "material/pen", "post",
        written=True, needs=["address"], minutes=15,
    ),
    "gift": _channel(
        "parcel", "Send a parcel to", "material/gift-outline", "post",
        lead_days=4, needs=["address"], opt_out_with=["note"], minutes=15,
    ),
    "invite": _channel(
        "invitation", "Invite", "material/calendar-star", "email",
        lead_days=1, written=True, needs=["email"], opt_out_with=["email"], minutes=5,
    ),
    "mailshot": _channel(
        "mailshot", "Send the mailshot to", "material/email-multiple-outline", "email",
        personal=False, written=True, needs=["email"], opt_out_with=["email"], minutes=10,
    ),
    "social": _channel(
        "social message", "Write online to", "material/forum-outline", "web",
        personal=False, written=True, needs=["handle"], minutes=5,
    ),
    "intro": _channel(
        "introduction", "Introduce someone to", "material/account-multiple-plus-outline", "email",
        written=True, needs=["email"], opt_out_with=["email"], minutes=10,
    ),
    "meeting": _channel(
        "meeting", "Meet", "material/handshake-outline", "person", live=True, minutes=60
    ),
}  # fmt: skip
"""What holds where `channels.yml` says nothing."""
