"""My own numbers as text of 80 columns for a terminal, and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.plan import Plan
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.answers import NEW_FOR
from generator.rendering.desk import Desk
from generator.rendering.ink import Ink, plain, seen_width, wrap
from generator.rendering.machine import SCHEMA, Json, amount, render_json
from generator.rendering.numbers import ENOUGH, LAST_ROW, Numbers, Tally, count, say_yeses
from generator.rendering.stats import Table, say_lead, say_third, tables

PLAIN = Ink()
_LABEL = 22

Lines = Iterator[str]


def render_stats_text(workspace: Workspace, plan: Plan, ink: Ink = PLAIN) -> str:
    """Say the numbers, table by table."""
    desk = Desk(workspace, plan)
    return "\n".join(line.rstrip() for line in _all(desk, count(desk), ink)) + "\n"


def render_stats_json(workspace: Workspace, plan: Plan) -> str:
    """Give the numbers as one JSON document. A share is null where there are too few to tell."""
    desk = Desk(workspace, plan)
    numbers = count(desk)
    data: Json = {
        "schema": SCHEMA,
        "today": plan.today.isoformat(),
        "enough": ENOUGH,
        "since": numbers.first.isoformat() if numbers.first else None,
        "people": numbers.people,
        "touched": numbers.touched,
        "came": numbers.came,
        "rings": numbers.rings,
        "meetings": numbers.meetings,
        "stages": dict(numbers.stages),
        "touches": _tally_data(numbers.total),
        "by_touch": [_tally_data(t) for t in numbers.by_touch],
        "by_channel": [_tally_data(t) for t in numbers.by_channel],
        "by_script": [_tally_data(t) for t in numbers.by_script],
        "by_stage": [_tally_data(t) for t in numbers.by_stage],
        "answers_from_the_third_on": numbers.late_answers,
        "clients": [
            {"prospect": y.prospect.slug, "touches": y.touches, "days": y.days}
            for y in numbers.yeses
        ],
        "unanswered": [
            {"touches": s.touches, "people": s.people, "left": s.left} for s in numbers.streaks
        ],
        "left": [
            {"prospect": e.prospect.slug, "touches": e.touches, "last": e.last.isoformat()}
            for e in numbers.left
        ],
        "gifts": [
            {"month": f"{s.month:%Y-%m}", "gifts": s.gifts, "cost": amount(s.cost)}
            for s in numbers.spent
        ],
    }
    return render_json(data)


def _tally_data(tally: Tally) -> Json:
    likely = tally.likely
    return {
        "key": tally.key,
        "label": tally.label,
        "made": tally.made,
        "answered": tally.answered,
        "new": tally.new,
        "n": tally.settled,
        "share": None if tally.share is None else round(tally.share, 3),
        "likely": [round(end, 3) for end in likely] if likely else None,
    }


# --- text -------------------------------------------------------------------------------------


def _all(desk: Desk, numbers: Numbers, ink: Ink) -> Lines:
    yield ink.strong("Your own numbers")
    yield from wrap(say_lead(numbers))
    if not numbers.total.made:
        return
    yield f"Answered: {numbers.total.says}."
    if say_third(numbers):
        yield say_third(numbers)
    for table in tables(numbers):
        yield from _table(table, ink)
    yield from _clients(numbers, ink)
    yield from _persistence(desk, numbers, ink)
    yield from _gifts(desk, numbers, ink)
    yield ""
    about = (
        f"A share is said from {ENOUGH} touches on. Touches of the last {NEW_FOR.days} days are"
        " new: an answer may still come. They are counted apart, whatever came of them, and are in"
        " no share."
    )
    yield from (ink.faint(line) for line in wrap(about))


def _table(table: Table, ink: Ink) -> Lines:
    yield ""
    yield ink.strong(table.title)
    yield from (ink.faint(line) for line in wrap(table.about) if table.about)
    yield ink.faint(_columns("", "made", "answered", "new") + "share")
    for tally in table.tallies:
        counts = (str(tally.made), str(tally.answered), str(tally.new or "-"))
        yield _columns(_cut(plain(tally.label)), *counts) + tally.says


def _columns(label: str, made: str, answered: str, new: str) -> str:
    pad = " " * (_LABEL - seen_width(label))
    return f"{label}{pad}{made:>5}{answered:>9}{new:>5}  "


def _cut(label: str) -> str:
    """Cut a label to its column: a table is read down its numbers."""
    while seen_width(label) > _LABEL - 1:
        label = label.rstrip("\N{HORIZONTAL ELLIPSIS}")[:-1] + "\N{HORIZONTAL ELLIPSIS}"
    return label


def _clients(numbers: Numbers, ink: Ink) -> Lines:
    if numbers.yeses:
        yield ""
        yield ink.strong("What a client took")
        yield from wrap(speech.say_sentence(say_yeses(numbers.yeses)) + " Meetings are among them.")


def _persistence(desk: Desk, numbers: Numbers, ink: Ink) -> Lines:
    if not numbers.streaks:
        return
    yield ""
    yield ink.strong("Persistence")
    yield from wrap(say_left(desk, numbers))
    for streak in numbers.streaks:
        more = " or more" if streak.touches == LAST_ROW else ""
        touches = speech.say_count(streak.touches, "touch", "touches")
        people = speech.say_count(streak.people, "person", "people")
        left = f", {streak.left} of them dropped" if streak.left else ""
        yield f"  {touches}{more} without an answer: {people}{left}"


def say_left(desk: Desk, numbers: Numbers) -> str:
    """Name those who were left after one touch or two."""
    if not numbers.left:
        return "Nobody was left after one touch or two."
    people = speech.say_count(len(numbers.left), "person", "people")
    names = speech.say_list(
        [
            f"{plain(each.prospect.title)} (the last {speech.say_ago(each.last, desk.today)})"
            for each in numbers.left
        ]
    )
    return f"{people} left after one touch or two: {names}."


def _gifts(desk: Desk, numbers: Numbers, ink: Ink) -> Lines:
    if not numbers.spent:
        return
    yield ""
    yield ink.strong("Gifts")
    budget = desk.rules.budget
    for spent in numbers.spent:
        cost = speech.say_money(spent.cost, budget.currency)
        most = speech.say_money(budget.per_month, budget.currency)
        yield f"  {spent.label}: {spent.gifts} given, {cost} of {most}"
