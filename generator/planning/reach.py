"""Which channels reach a person: known, not opted out of, not bounced, and with words for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from generator.model.channel import Channel
from generator.model.days import Hours
from generator.model.occasions import SPOKEN_TO
from generator.model.plan import TimeSlot
from generator.model.prospect import Touch
from generator.model.script import Script
from generator.planning.calendars import MY_DAY, Clock, talk_slots
from generator.planning.saying import a_date, a_list
from generator.planning.world import IS_THE_TOUCH, Case, once

NEEDED = {
    "phone": ("phone", "phone number"),
    "email": ("email", "e-mail address"),
    "address": ("address", "postal address"),
    "handle": ("links", "profile link"),
}
"""What a channel needs: the key of the prospect's file, and its name."""


def opted_out(case: Case, name: str) -> bool:
    """Whether an opt-out closes this channel: its own, that of its line, or all (rule opt-out)."""
    out = case.prospect.opt_out
    if not out:
        return False
    return (
        "all" in out or name in out or any(w in out for w in case.world.channels[name].opt_out_with)
    )


def said_opt_out(case: Case) -> str:
    """Say what they opted out of, as they did."""
    named = [n for n in case.prospect.opt_out if n != "all"]
    labels = [(n, case.world.channels[n].label) for n in named]
    return a_list([label if n == "email" else f"{label}s" for n, label in labels]) or "everything"


def is_blocked(case: Case) -> bool:
    """Whether they opted out of every way of writing or calling."""
    if not case.prospect.opt_out:
        return False
    return all(opted_out(case, name) for name, c in case.world.channels.items() if c.by != "person")


def lacks(case: Case, channel: Channel) -> tuple[str, ...]:
    """Give the keys that this channel needs and the prospect's file does not have."""
    return tuple(need for need in channel.needs if not getattr(case.prospect, NEEDED[need][0]))


def bounced(case: Case, channel: Channel) -> Touch | None:
    """Give the bounce that made this line's address unusable, until the address changes."""
    channels = case.world.channels
    for touch in reversed(case.history.touches):
        if channels[touch.channel].by != channel.by:
            continue
        if touch.outcome == "bounced":
            is_unchanged = touch.to is None or touch.to in _addresses(case, channel)
            return touch if is_unchanged else None
        if touch.is_real:
            return None
    return None


def said_bounce(case: Case, bounce: Touch) -> str:
    """Say how an address turned out to be wrong."""
    channel, day = case.world.channels[bounce.channel], a_date(bounce.date, case.now)
    if channel.by == "phone":
        return f"the number did not work on {day}"
    return f"the {channel.label} of {day} came back"


def _addresses(case: Case, channel: Channel) -> Iterator[str]:
    """Give what a channel can be sent to: an address, a number, or all their profiles."""
    for need in channel.needs:
        value = getattr(case.prospect, NEEDED[need][0])
        yield from value.values() if isinstance(value, dict) else [value]


def why_unreachable(case: Case, name: str) -> tuple[str, str] | None:
    """Give the rule and the sentence why this channel cannot be used at all, or None."""
    return _unreachable(case)[name]


@once
def _unreachable(case: Case) -> dict[str, tuple[str, str] | None]:
    return {name: _why_unreachable(case, name) for name in case.world.channels}


def _why_unreachable(case: Case, name: str) -> tuple[str, str] | None:
    channel = case.world.channels[name]
    if opted_out(case, name):
        return "opt-out", f"{case.who} opted out of {said_opt_out(case)}"
    if case.policy.capacity.get(name) == 0:
        return "capacity", f"no {channel.label}: your capacity allows none a day"
    missing = lacks(case, channel)
    if missing:
        return "reach", f"no {channel.label}: no {NEEDED[missing[0]][1]} in {case.prospect.path}"
    bounce = bounced(case, channel)
    if bounce:
        return "reach", f"no {channel.label}: {said_bounce(case, bounce)}"
    return None


def open_slots(
    case: Case, day: date, mine: Hours = MY_DAY, *, after_hours: bool = False
) -> list[TimeSlot]:
    """Give all times of my `day`, in my hours, at which a ring would find somebody, or the machine."""
    known = case.world.calendars
    office = Clock(
        case.prospect.timezone or known.me.timezone, case.world.office_hours(case.prospect)
    )
    slots = talk_slots(office, Clock(known.me.timezone, mine), day, after_hours=after_hours)
    theirs = known.theirs(case.prospect)
    return [slot for slot in slots if theirs.works(slot.date)]


def can_be_rung(case: Case, first: date, last: date) -> bool:
    """Whether a call reaches them, and both can talk on one of these days."""
    between = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return not why_unreachable(case, "call") and any(
        case.both.works(day) and open_slots(case, day) for day in between
    )


def has_answered_since_meeting(case: Case) -> bool:
    """Whether they did anything since the first meeting; the meeting itself does not count."""
    meetings = case.history.meetings
    if not meetings:
        return any(t.is_response for t in case.history.real)
    return any(
        t.is_response and t is not meetings[0] and t.date >= meetings[0].date
        for t in case.history.real
    )


def is_new_contact(case: Case, stage: str) -> bool:
    """Whether they owe us nothing yet (002): not met, or met and silent since."""
    return stage in {"lead", "met"} and not has_answered_since_meeting(case)


def is_rung_live(case: Case, stage: str) -> bool:
    """Whether no message is left for them on a machine: they are new, or just met (002)."""
    return stage in SPOKEN_TO or is_new_contact(case, stage)


def machine_only(case: Case, name: str) -> bool:
    """Whether this channel is a telephone without a person at the other end."""
    channel = case.world.channels[name]
    return channel.by == "phone" and not channel.live


def reaching(case: Case, stage: str) -> set[str]:
    """Give the channels that reach this person in this stage, whatever the step asks for."""
    live = is_rung_live(case, stage)
    return {name for name in _reaching(case, stage) if not (live and machine_only(case, name))}


def lines_to(case: Case, stage: str) -> set[str]:
    """Give the lines that reach this person: telephone, e-mail, post, web."""
    return {case.world.channels[name].by for name in _reaching(case, stage)}


def _reaching(case: Case, stage: str) -> set[str]:
    found = set()
    for name, channel in case.world.channels.items():
        if channel.by == "person" or why_unreachable(case, name):
            continue
        if any(_speaks_to(case, s, stage) for s in case.world.scripts_by_channel.get(name, ())):
            found.add(name)
    return found


def _speaks_to(case: Case, script: Script, stage: str) -> bool:
    in_stage = not script.stages or stage in script.stages
    general = script.purpose in {"value", "ask", "movement", "status", "breakup"}
    speaks = in_stage and general and not (script.is_personal and not case.prospect.name)
    return speaks and (script.gives not in IS_THE_TOUCH or _has_one_to_give(case, script))


def _has_one_to_give(case: Case, script: Script) -> bool:
    """Whether there is a thing for a script that is nothing without it, and money for it at all.

    When every event is over an invitation reaches nobody, and a parcel where none may cost so much.
    """
    world, budget = case.world, case.policy.budget
    gone = case.given | world.past_giving(case.now) | world.out_of_reach(case.prospect.country)
    most = min(budget.per_month, budget.per_prospect_year)
    about = world.wordings[script.key].about
    return any(
        item.id not in gone
        and script.cost + item.cost <= most
        and not (about and about.isdisjoint(world.topics[item.id]))
        for item in case.taste.best_first(script.gives, False)  # noqa: FBT003 — nothing is owed
    )
