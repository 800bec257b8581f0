"""Putting somebody in: a fresh slug, nobody twice, and a file with room for what comes later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from generator.commands._people import known_people
from generator.commands._touch import text_of
from generator.commands._words import channel_named
from generator.commands._writing import Writer, path_of
from generator.model.nearest import did_you_mean
from generator.model.text import STAGES

if TYPE_CHECKING:
    from generator.model.prospect import Prospect


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody to be put in: what was typed, by the keys of the format."""

    facts: dict[str, Any]
    added: date
    met: date | None = None
    said: str | None = None

    @property
    def title(self) -> str:
        """What they are called: the person, else the company."""
        return str(self.facts.get("name") or self.facts["company"])


def read_newcomer(desk: Writer, typed: dict[str, Any]) -> Newcomer:
    """Make sense of the options of `add`; else it is misuse."""
    typed = {key: _trimmed(value) for key, value in typed.items()}
    if not (typed["name"] or typed["company"]):
        msg = "say who it is: playbook add 'Jo Field', or --company for a firm alone"
        raise click.UsageError(msg)
    if typed["said"] and not typed["met"]:
        msg = "--said is what they said when you met: say --met DATE too"
        raise click.UsageError(msg)
    met = desk.day_of(typed["met"], "--met") if typed["met"] else None
    added = desk.day_of(typed["on"]) if typed["on"] or not met else _added(desk, met)
    stage = _stage(typed["stage"], met)
    facts = {
        "name": typed["name"],
        "company": typed["company"],
        "role": typed["role"],
        "stage": stage,
        "since": met or added if stage != "lead" else None,
        "source": typed["source"],
        "first_contact": _channel(desk, typed["first_contact"]),
        "email": typed["email"],
        "phone": typed["phone"],
        "address": text_of(typed["address"]),
        "country": typed["country"],
        "timezone": typed["timezone"],
        "interests": list(typed["interest"]),
        "challenges": list(typed["challenge"]),
        "added": added,
        "tags": list(typed["tag"]),
        "notes": text_of(typed["notes"]),
    }
    known = {key: value for key, value in facts.items() if value}
    return Newcomer(known, added, met, typed["said"])


def _trimmed(value: object) -> Any:  # noqa: ANN401 — an option of any kind
    """Take the blanks from what was typed, and out of a list what is nothing but blank."""
    if isinstance(value, tuple):
        return tuple(word.strip() for word in value if word.strip())
    return value.strip() if isinstance(value, str) else value


def save_newcomer(desk: Writer, new: Newcomer, *, another: bool) -> str:
    """Write the file; give its slug. Somebody who is there already is refused."""
    from generator.rendering.speech import say_day  # noqa: PLC0415 — heavy
    from generator.writing.newcomer import new_file, only_if_new  # noqa: PLC0415 — heavy
    from generator.writing.slugs import fresh_slug  # noqa: PLC0415 — heavy

    _refuse_doubles(desk, new, another=another)
    _refuse_forgotten(desk, new)
    taken = [known.slug for known in known_people(desk.workspace)]
    names = [new.facts[key] for key in ("name", "company", "email") if new.facts.get(key)]
    slug = fresh_slug(names, taken)
    path = path_of(slug)
    content = new_file(new.facts, [_meeting(desk, new)] if new.met else [])
    firm = new.facts.get("company") if new.facts.get("name") else None
    met = f", met on {say_day(new.met, desk.here.today)}" if new.met else ""
    who = f"{new.title} \N{MIDDLE DOT} {firm}" if firm else new.title
    desk.write(
        {path: lambda before: only_if_new(path, content, before)},
        f"add: {new.title}",
        [f"{who}: {new.facts['stage']}{met}, in {path}."],
    )
    return slug


def _added(desk: Writer, met: date) -> date:
    """Give the day on which they were put in: today, or in a sample the day they were met."""
    return met if desk.here.asked is None and desk.pinned else desk.day


def _stage(text: str | None, met: date | None) -> str:
    stage = (text or ("met" if met else "lead")).lower()
    if stage in STAGES:
        return stage
    msg = f"there is no stage '{text}'. {did_you_mean(stage, STAGES)}".rstrip()
    raise click.UsageError(msg)


def _channel(desk: Writer, text: str | None) -> str | None:
    channels = desk.workspace.channels
    found = channel_named(text, channels) if text else None
    if text and not found:
        msg = f"there is no channel '{text}'. {did_you_mean(text, channels)}".rstrip()
        raise click.UsageError(msg)
    return found


def _meeting(desk: Writer, new: Newcomer) -> dict[str, Any]:
    from generator.writing.ids import new_id  # noqa: PLC0415 — heavy

    channels = desk.workspace.channels
    channel = next(key for key, c in channels.items() if c.by == "person" and c.live)
    touch = {"id": new_id(), "date": new.met, "channel": channel, "outcome": "held"}
    said = text_of(new.said)
    return {**touch, "said": said} if said else touch


def _refuse_doubles(desk: Writer, new: Newcomer, *, another: bool) -> None:
    for person in desk.workspace.prospects:
        shared = _shared(desk, person, new)
        if shared:
            msg = (
                f"{person.title} ({person.path}) has that {shared} already. If it is not theirs"
                f" alone, write `shared: [{shared}]` into that file first."
            )
            raise click.UsageError(msg)
        if not another and _same_name(person, new):
            msg = (
                f"there is a {person.title} already ({person.path}). If this is somebody else of"
                " that name, say --another."
            )
            raise click.UsageError(msg)


def _refuse_forgotten(desk: Writer, new: Newcomer) -> None:
    """Put nobody in who asked to be forgotten; whoever came back is let in by hand."""
    from generator.commands._writing import refuse  # noqa: PLC0415 — heavy
    from generator.writing.suppressions import (  # noqa: PLC0415 — heavy
        SUPPRESSIONS,
        Person,
        UnreadableError,
        read_suppressions,
    )

    facts, policy = new.facts, desk.workspace.policy
    country = facts.get("country") or (policy.me.country if policy else Person().country)
    emails, phones = ((facts[key],) if facts.get(key) else () for key in ("email", "phone"))
    person = Person(emails, phones, facts.get("name", ""), facts.get("company", ""), country)
    try:
        entry = read_suppressions(desk.here.root).find(person)
    except UnreadableError as error:
        refuse(error)
    if entry:
        msg = (
            f"{new.title} asked to be forgotten ({entry.on}). If they came back to you of their own"
            f" accord, take that day's entry out of {SUPPRESSIONS} first."
        )
        raise click.UsageError(msg)


def _shared(desk: Writer, person: Prospect, new: Newcomer) -> str:
    """Give what both have and nobody may share: `email`, `phone`, or nothing."""
    from generator.model.telephone import digits  # noqa: PLC0415 — heavy

    email, phone = new.facts.get("email"), new.facts.get("phone")
    same = email and person.email and email.casefold() == person.email.casefold()
    if same and "email" not in person.shared:
        return "email"
    policy = desk.workspace.policy
    home = policy.me.country if policy else "GB"
    if phone and person.phone and "phone" not in person.shared:
        theirs = digits(person.phone, person.country or home)
        if digits(phone, new.facts.get("country") or home) == theirs:
            return "phone"
    return ""


def _same_name(person: Prospect, new: Newcomer) -> bool:
    name, company = new.facts.get("name"), new.facts.get("company")
    if not name or not person.name:
        return not name and not person.name and _like(person.company, company)
    same_firm = not company or not person.company or _like(company, person.company)
    return _like(name, person.name) and same_firm


def _like(one: str | None, other: str | None) -> bool:
    return bool(one and other and one.casefold().split() == other.casefold().split())
