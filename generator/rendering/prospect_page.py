"""The page of one prospect: what I know, what I say, and why now. `private` is never read here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from generator.model.page import Page
from generator.model.plan import Action
from generator.model.prospect import Promise, Prospect, Touch
from generator.rendering import speech
from generator.rendering.cards import (
    Card,
    Contact,
    Done,
    Why,
    card,
    cards,
    done,
    email_link,
    explained,
    phone_link,
)
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.timeline import draw_timeline

STAGE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "lead": "lead",
        "met": "met once",
        "proposal": "proposal out",
        "almost": "almost a client",
        "deferred": "put off",
        "won": "client",
        "declined": "said no",
        "unfit": "no fit",
    }
)
_ANSWERS = {"yes": "Yes.", "no": "No.", "unknown": "You don't know yet."}


@dataclass(frozen=True, slots=True)
class Owed:
    """A promise of mine."""

    what: str
    by: date
    kept: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Gift:
    """Something of the shelf that they were given."""

    on: date
    title: str
    url: str | None
    cost: float


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of what is known: a label and its words."""

    label: str
    says: str


def render_prospect(desk: Desk, prospect: Prospect) -> Page:
    """Make the page of one prospect."""
    history, actions = desk.history(prospect), desk.of(prospect.slug)
    following = _first(desk, actions)
    return render_page(
        "prospect.html.j2",
        f"prospects/{prospect.slug}.html",
        prospect.title,
        desk=desk,
        who=prospect,
        edit=edit_link(desk, prospect.path),
        searched=desk.rules.site.search_notes,
        stage=STAGE_LABELS.get(prospect.stage, prospect.stage),
        standing=desk.plan.standings.get(prospect.slug),
        touch_number=history.touch_number,
        state=state(desk, prospect),
        contacts=contacts(desk, prospect),
        hours=office_hours(desk, prospect),
        away=desk.away(prospect),
        next=following,
        then=cards(desk, [a for a in actions if not following or a.id != following.action.id]),
        unplanned=desk.unplanned.get(prospect.slug),
        reasons=_reasons(desk, prospect),
        said=history.said,
        asked=[(t.date, t.asked) for t in reversed(history.real) if t.asked],
        promises=promises(desk, prospect),
        named=prospect.callback if (prospect.callback or date.min) >= desk.today else None,
        gifts=gifts_given(desk, prospect),
        timeline=draw_timeline(desk, prospect),
        facts=facts(desk, prospect),
        questions=questions(prospect),
        happened=[_row(desk, prospect, t) for t in reversed(history.touches)],
    )


def _first(desk: Desk, actions: tuple[Action, ...]) -> Card | None:
    return card(desk, actions[0]) if actions else None


def _reasons(desk: Desk, prospect: Prospect) -> tuple[Why, ...]:
    left = desk.unplanned.get(prospect.slug)
    return explained(left.because) if left else ()


def state(desk: Desk, prospect: Prospect) -> tuple[str, ...]:
    """Say in a few short parts where things stand: whose move it is, how many touches."""
    history = desk.history(prospect)
    standing = desk.plan.standings.get(prospect.slug, "active")
    parts = [desk.standing(prospect) or speech.say_standing(standing)]
    if history.unanswered:
        mine = "" if standing in {"blocked", "closed"} else ": your move"
        mine += " when they are back" if mine and desk.away(prospect) else ""
        parts.append(f"they wrote {speech.say_ago(history.unanswered.date, desk.today)}{mine}")
    elif history.streak:
        parts.append(speech.say_touch_number(history))
    elif history.last_response:
        parts.append(f"they last answered {speech.say_ago(history.last_response.date, desk.today)}")
    return tuple(parts)


def edit_link(desk: Desk, path: str) -> str:
    """Give the link to a file; empty where `site.edit_url` says nothing."""
    begins = desk.rules.site.edit_url
    return f"{begins}{path}" if begins else ""


def contacts(desk: Desk, prospect: Prospect) -> tuple[Contact, ...]:
    """Give the ways to reach them at once; what they opted out of is not a link."""
    shut = set(prospect.opt_out)
    found = []
    if prospect.phone and not shut & {"all", "call"}:
        found.append(Contact(phone_link(prospect.phone), desk.phone(prospect)))
    if prospect.email and not shut & {"all", "email"}:
        found.append(Contact(email_link(prospect.email), prospect.email))
    found += [Contact(url, label) for label, url in prospect.links.items()]
    return tuple(found)


def office_hours(desk: Desk, prospect: Prospect) -> str:
    """Say their office hours, and what they are on my clock today."""
    hours = prospect.office_hours or desk.rules.tact.office_hours
    theirs = speech.say_hours(hours)
    zone, mine = prospect.timezone, desk.rules.me.timezone
    if not zone or zone == mine:
        return theirs
    start, end = (
        datetime.combine(desk.today, t, ZoneInfo(zone)).astimezone(ZoneInfo(mine))
        for t in (hours.start, hours.end)
    )
    if start.time() == hours.start:
        return theirs
    yours = f"{speech.say_clock(start.time())}{speech.DASH}{speech.say_clock(end.time())}"
    return f"{theirs} {speech.say_zone(zone)}, which is {yours} for you"


def promises(desk: Desk, prospect: Prospect) -> tuple[Owed, ...]:
    """List what I promised: what is open first, the soonest at the top."""
    open_ = {id(p) for _, p in desk.history(prospect).promises}
    made = [t.promised for t in desk.history(prospect).touches if t.promised]
    return tuple(
        _owed(desk, p, id(p) in open_)
        for p in sorted(made, key=lambda p: (p.kept is not None, p.by))
    )


def _owed(desk: Desk, promise: Promise, is_open: bool) -> Owed:  # noqa: FBT001 — a fact about the promise
    kept = promise.kept or (None if is_open else promise.by)
    return Owed(promise.what, promise.by, kept, is_open and promise.by < desk.today)


def gifts_given(desk: Desk, prospect: Prospect) -> tuple[Gift, ...]:
    """List what they were given from the shelf, newest first."""
    given = [t for t in desk.history(prospect).real if t.item and t.direction == "out"]
    return tuple(_gift(desk, t) for t in reversed(given))


def _gift(desk: Desk, touch: Touch) -> Gift:
    item = desk.items.get(touch.item or "")
    title = item.title if item else touch.item or ""
    return Gift(touch.date, title, item.url if item else None, desk.cost_of(touch))


def facts(desk: Desk, prospect: Prospect) -> tuple[Fact, ...]:
    """List what is known about them, leaving out what is not."""
    met = desk.history(prospect).meetings
    said = {
        "How you met" if met else "How you know of them": prospect.source,
        "First meeting": speech.say_day(met[0].date, desk.today) if met else None,
        "First contact by": desk.channel_named(prospect.first_contact).label
        if prospect.first_contact
        else None,
        "At this stage since": speech.say_day(prospect.since, desk.today)
        if prospect.since
        else None,
        "Their budget year ends": speech.say_date(prospect.year_end.within(desk.today.year))
        if prospect.year_end
        else None,
        "Left in peace until": speech.say_day(prospect.snooze_until, desk.today)
        if prospect.snooze_until and prospect.snooze_until > desk.today
        else None,
        "Away": speech.say_list(
            [
                speech.say_span(s.first, s.last, desk.today)
                for s in prospect.away
                if s.last >= desk.today
            ]
        ),
        "Asked not to be contacted by": speech.say_list(
            [_opted_out(desk, name) for name in prospect.opt_out]
        ),
        "Got ready": speech.say_list(desk.lying_ready(prospect)),
        "Tags": speech.say_list(prospect.tags),
    }
    return tuple(Fact(label, words) for label, words in said.items() if words)


def _opted_out(desk: Desk, name: str) -> str:
    return "any means" if name == "all" else desk.channel_named(name).label


def questions(prospect: Prospect) -> tuple[Fact, ...]:
    """Ask the two questions that decide whether an almost-client will ever be one."""
    return (
        Fact("Do they know what you could do for them?", _ANSWERS[prospect.understands_us]),
        Fact("Would they choose you for the next project?", _ANSWERS[prospect.would_choose_us]),
    )


@dataclass(frozen=True, slots=True)
class Row:
    """One line of everything that happened."""

    done: Done
    script: str
    item: str


def _row(desk: Desk, prospect: Prospect, touch: Touch) -> Row:
    script, item = desk.scripts.get(touch.script or ""), desk.items.get(touch.item or "")
    return Row(
        done(desk, prospect, touch),
        script.title if script else touch.script or "",
        item.title if item else touch.item or "",
    )
