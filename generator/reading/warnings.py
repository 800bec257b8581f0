"""What is no fault but worth a look: it makes no file unusable, and `check` exits 0 with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from generator.model.countries import COUNTRIES
from generator.model.nearest import did_you_mean
from generator.model.problem import Problem
from generator.model.workspace import POLICY_FILE, Workspace

_A_YEAR = timedelta(days=366)
_SUPPRESSED = frozenset({"won", "unfit"})
"""Stages in which nobody is contacted, so that nothing is missing."""


def unknown_scripts(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find touches that name a script which is not there."""
    known = {script.key for script in workspace.scripts}
    hint = cache(lambda key: did_you_mean(key, known))
    faulty = {problem.path for problem in workspace.problems}
    for prospect in workspace.prospects:
        for touch in prospect.touches:
            key = touch.script
            if key and key not in known and f"playbook/{key}.md.j2" not in faulty:
                message = f"there is no script '{key}'"
                yield Problem(prospect.path, touch.line, 1, message, hint(key), "script")


def unknown_items(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find touches that gave an item which is not on the shelf."""
    known = {item.id for item in workspace.shelf}
    hint = cache(lambda key: did_you_mean(key, known))
    for prospect in workspace.prospects:
        for touch in prospect.touches:
            if touch.item and touch.item not in known:
                message = f"there is no '{touch.item}' on the shelf"
                yield Problem(prospect.path, touch.line, 1, message, hint(touch.item), "item")


def left_out(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find touches after today: no fault on a day of grace, but the plan does not see them."""
    for prospect in workspace.prospects:
        later = [touch for touch in prospect.touches if touch.date > today]
        if later:
            one = len(later) == 1
            what = f"the touch of {later[0].date} lies" if one else f"{len(later)} touches lie"
            message = (
                f"{what} after today ({today}), so the plan leaves {'it' if one else 'them'} out"
            )
            yield Problem(prospect.path, later[0].line, 1, message, "", "left-out")


def named_behind(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find touches at which a day was named that had gone by: mostly last year's for this one's."""
    for prospect in workspace.prospects:
        for touch in prospect.touches:
            if touch.callback and touch.callback < touch.date:
                message = (
                    f"the callback of {touch.callback} lies before the touch of {touch.date}"
                    " at which it was named"
                )
                hint = "Write the day they named with its year, here and at the top of the file."
                yield Problem(prospect.path, touch.line, 1, message, hint, "callback")


def named_in_a_touch_alone(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find a coming day that the last touch names and the top of the file, which counts, not."""
    for prospect in workspace.prospects:
        last = prospect.touches[-1] if prospect.touches else None
        named = last.callback if last and not prospect.callback else None
        if last and named and named >= today and prospect.stage not in _SUPPRESSED:
            message = (
                f"the callback of {named} stands at this touch alone, so nothing is planned for it"
            )
            hint = f"Add `callback: {named}` at the top of the file."
            yield Problem(prospect.path, last.line, 1, message, hint, "callback")


def met_or_not(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find a meeting that is over and of which nobody wrote that it was held."""
    for prospect in workspace.prospects:
        for touch in prospect.touches:
            if touch.channel == "meeting" and touch.outcome == "sent" and touch.date < today:
                message = (
                    f"the meeting of {touch.date} has no outcome, so it counts as one arranged"
                )
                hint = "Add `outcome: held` if you met, or no_answer if nobody came."
                yield Problem(prospect.path, touch.line, 1, message, hint, "missing-facts")


def ahead_of_time(workspace: Workspace, today: date) -> Iterator[Problem]:
    """Find a stage that began after today, and somebody who joins the list in a year or later."""
    for prospect in workspace.prospects:
        for key, latest in (("since", today), ("added", today + _A_YEAR)):
            day = getattr(prospect, key)
            if day and day > latest:
                message = f"{key}: {day} lies ahead, so {prospect.title} waits until then"
                yield Problem(prospect.path, 1, 1, message, "Look at the year.", "ahead")


def nowhere_to_turn(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find people of whom no address, number or link is known."""
    for prospect in workspace.prospects:
        if prospect.stage not in _SUPPRESSED and not prospect.can_be_reached:
            message = f"{prospect.title} cannot be reached: no e-mail, phone, address or link"
            yield Problem(prospect.path, 1, 1, message, "Add one of them.", "missing-facts")


_MEANT = {"EN": "GB", "EL": "GR", "SP": "ES", "JA": "JP", "SW": "SE", "PO": "PL"}
"""Codes of languages and names that are taken for those of a country."""
_ISO = "Write its code of ISO 3166, such as GB."


def unknown_countries(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find countries that are none: no public holiday of theirs is known, nor their weekend."""
    policy = workspace.policy
    mine = [(POLICY_FILE, policy.me.country)] if policy else []
    for path, country in (*mine, *((p.path, p.country) for p in workspace.prospects)):
        if country and country not in COUNTRIES:
            meant = _MEANT.get(country)
            hint = f"Did you mean '{meant}'?" if meant else _ISO
            message = (
                f"country: there is none with the code '{country}', so no public holidays are kept"
            )
            yield Problem(path, *workspace.place(path, "country"), message, hint, "country")


def answers_after_the_event(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find events whose answers are due only after them: mostly one of the two days is a slip."""
    for item in workspace.shelf:
        if item.date and item.rsvp_by and item.rsvp_by > item.date:
            message = (
                f"'{item.id}': answers are due by {item.rsvp_by}, after the event ({item.date})"
            )
            hint = f"Let `rsvp_by` be {item.date} or an earlier day, or correct `date`."
            yield Problem("playbook/shelf.yml", item.line, 1, message, hint, "event-in-time")


Warner = Callable[[Workspace, date], Iterator[Problem]]
WARNERS: tuple[Warner, ...] = (
    unknown_scripts,
    unknown_items,
    left_out,
    named_behind,
    named_in_a_touch_alone,
    met_or_not,
    ahead_of_time,
    nowhere_to_turn,
    unknown_countries,
    answers_after_the_event,
)
"""Everything that this room warns of. Adding a warning is one function and its name here."""
