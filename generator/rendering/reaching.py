"""By which channels a person can be reached: what is known of them, and what they asked for."""

from __future__ import annotations

from collections.abc import Mapping

from generator.model.channel import Channel
from generator.model.prospect import Prospect

NEEDED: Mapping[str, tuple[str, str]] = {
    "phone": ("phone", "telephone number"),
    "email": ("email", "e-mail address"),
    "address": ("address", "postal address"),
    "handle": ("links", "profile link"),
}
"""What a channel needs: the key of a prospect's file, and its name."""

CLOSED = frozenset({"won", "declined", "unfit"})
"""Stages in which nobody is contacted any more, but for one thank-you after a no."""


def refuses(prospect: Prospect, name: str, channels: Mapping[str, Channel]) -> bool:
    """Whether they asked not to be contacted by this channel, or by the line it uses."""
    known = channels.get(name)
    closed = {"all", name, *(known.opt_out_with if known else ())}
    return bool(closed & set(prospect.opt_out))


def lacking(prospect: Prospect, channel: Channel) -> tuple[str, ...]:
    """Name the keys that this channel needs and the prospect's file does not have."""
    keys = (NEEDED[need][0] for need in channel.needs)
    return tuple(key for key in keys if not getattr(prospect, key))


def reaches(prospect: Prospect, name: str, channels: Mapping[str, Channel]) -> bool:
    """Whether this channel could be used for them at all."""
    channel = channels.get(name)
    return bool(
        channel and not refuses(prospect, name, channels) and not lacking(prospect, channel)
    )
