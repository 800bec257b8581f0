"""What the `holidays` package tells of a place: the names of its days, and the parts it knows.

A part of a country whose holidays are not known is a warning for `check`, at its line.

Only what the `holidays` package can tell is said. A country of which it knows no parts, or nothing
at all, is never called wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import holidays

from generator.model.nearest import did_you_mean
from generator.model.policy import Me
from generator.model.problem import Problem
from generator.model.workspace import POLICY_FILE, Workspace

_MOST_NAMED = 20


def unknown_subdivisions(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find parts of a country by which no regional holiday is found, and parts without a country."""
    for path, country, part in _parts(workspace):
        said = _unknown(country, part) if country else _LOST
        if said:
            message, hint = said
            at = workspace.place(path, "subdivision")
            yield Problem(path, *at, f"subdivision: {message.format(part)}", hint, "country")


_LOST = ("'{}' is not looked at without a country", "Add `country: GB`, or whichever it is.")


def _parts(workspace: Workspace) -> Iterator[tuple[str, str | None, str]]:
    me = workspace.policy.me if workspace.policy else None
    if me and me.subdivision:
        yield POLICY_FILE, me.country, me.subdivision
    for prospect in workspace.prospects:
        if prospect.subdivision:
            yield prospect.path, prospect.country, prospect.subdivision


def _unknown(country: str, part: str) -> tuple[str, str] | None:
    """Say that a part is not known in its country, and which was meant; None where all is well."""
    try:
        known = holidays.country_holidays(country)
    except NotImplementedError:
        return None
    codes, names = known.subdivisions, known.subdivisions_aliases
    if not codes or part in codes or part in names:
        return None
    message = f"no holidays are known for '{{}}' in {country}, only those of the whole country"
    return message, did_you_mean(part, {*codes, *names}) or _listed(codes)


def my_holidays(me: Me, first: date, last: date) -> dict[date, str]:
    """Give the public holidays where I am, from one day to another, in English where it has it."""
    try:
        known = holidays.country_holidays(me.country, subdiv=me.subdivision, language="en_GB")
    except NotImplementedError:
        alone = me.model_copy(update={"subdivision": None})
        return my_holidays(alone, first, last) if me.subdivision else {}
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: known[day] for day in days if day in known}


def _listed(codes: tuple[str, ...]) -> str:
    more = len(codes) - _MOST_NAMED
    named = ", ".join(codes[:_MOST_NAMED])
    return f"One of: {named}, and {more} more." if more > 0 else f"One of: {named}."


WARNERS = (unknown_subdivisions,)
"""What this module warns of."""
