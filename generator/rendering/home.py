"""The front page: what to do now. Few things, in order, each with its words ready."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from generator.model.page import Page
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.rendering import speech
from generator.rendering.cards import Card, Done, cards, done
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.load import day_load
from generator.rendering.prospect_page import STAGE_LABELS

NAMES_IN_A_COLUMN = 10
LINES_ON_A_SCREEN = 7
"""How many lines fit on a laptop's first screen, each with its reason; without it, twice as many.

What is for today stands there in any case; what slipped to a later day is folded away below it.
"""
_MOST_PROBLEMS = 30
_OWN_COLUMN = {"quiet", "breakup-due", "resting", "blocked"}
COLUMNS = (
    ("lead", "Leads"),
    ("met", "Met once"),
    ("proposal", "Proposal out"),
    ("almost", "Almost clients"),
    ("deferred", "Put off"),
    ("quiet", "Gone quiet"),
    ("breakup-due", "Stay or go?"),
    ("resting", "Resting"),
    ("won", "Clients"),
    ("declined", "Said no"),
    ("unfit", "No fit"),
    ("blocked", "Asked for silence"),
)
"""Who stands where: by stage, but for those whose silence says more than their stage."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the board: its first names, and how many there are."""

    key: str
    label: str
    people: tuple[Prospect, ...]
    count: int

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.count - len(self.people)

    @property
    def query(self) -> str:
        """What narrows the table of everybody to this column, or nearly so."""
        if self.key in _OWN_COLUMN:
            return urlencode({"standing": speech.say_standing(self.key)})
        return urlencode({"stage": STAGE_LABELS.get(self.key, self.key)})


@dataclass(frozen=True, slots=True)
class Lines:
    """Cards in the room there is: first whole ones, then short ones, the rest folded away."""

    whole: tuple[Card, ...]
    short: tuple[Card, ...] = ()
    folded: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class Cold:
    """Someone who is going cold, and the sentence that says how."""

    prospect: Prospect
    says: str
    next: str


@dataclass(frozen=True, slots=True)
class Gifts:
    """What gifts cost this month: given, still planned, and what may be spent."""

    given: float
    planned: float
    budget: float
    currency: str

    @property
    def share(self) -> int:
        """How much of the budget is given or planned, in percent, at most 100."""
        used = self.given + self.planned
        return min(100, round(100 * used / self.budget)) if self.budget else 0


def render_home(desk: Desk, sheets: frozenset[str]) -> Page:
    """Make the front page; `sheets` are the weeks that can be printed."""
    today, slipped = lines(desk)
    return render_page(
        "home.html.j2",
        "index.html",
        "Today",
        search=False,
        desk=desk,
        week=desk.week,
        today=today,
        slipped=slipped,
        size=desk.size_of(desk.today),
        done=done_today(desk),
        next=next_card(desk),
        optional=something_optional(desk),
        days=[day_load(desk, d) for d in desk.days_of(desk.week)],
        cold=going_cold(desk),
        columns=board(desk),
        gifts=gifts(desk),
        resting=len(desk.unplanned),
        problems=desk.workspace.problems[:_MOST_PROBLEMS],
        more_problems=max(0, len(desk.workspace.problems) - _MOST_PROBLEMS),
        unreadable=desk.workspace.unreadable,
        is_sample=desk.rules.today == desk.today,
        has_sheet=str(desk.week) in sheets,
    )


def lines(desk: Desk) -> tuple[Lines, Lines]:
    """Give the lines of the day, and of what slipped, as the first screen has room for them."""
    new, late = cards(desk, desk.for_today), cards(desk, desk.late_today)
    later = cards(desk, [a for a in desk.slipped if a.date != desk.today])
    of_new, of_late = in_full(len(new), len(late))
    room = max(0, LINES_ON_A_SCREEN - len(new) - len(late))
    slipped = Lines((*late[:of_late], *later[:room]), late[of_late:], later[room:])
    return Lines(new[:of_new], new[of_new:]), slipped


def in_full(new: int, late: int) -> tuple[int, int]:
    """Say how many of the day's new lines, and of its late ones, have room for their reason."""
    together = new + late
    full = together if together <= LINES_ON_A_SCREEN else max(0, 2 * LINES_ON_A_SCREEN - together)
    of_new = min(new, full - min(late, full // 2))
    return of_new, min(late, full - of_new)


def done_today(desk: Desk) -> tuple[Done, ...]:
    """Give what was done today already."""
    return tuple(done(desk, p, t) for p, t in desk.done_on(desk.today))


def next_card(desk: Desk) -> Card | None:
    """Give the next touch after today, for an empty morning."""
    return next(iter(cards(desk, [desk.next_touch] if desk.next_touch else [])), None)


def something_optional(desk: Desk) -> str:
    """Name one small thing to do on an empty morning, or nothing."""
    if not desk.people:
        return ""
    lost = next((p for p in desk.people if desk.is_lost(p)), None)
    if lost:
        return f"find out how to reach {lost.title}: their file has neither number nor address"
    live = [p for p in desk.people if desk.next_touch_of(p.slug)]
    unwritten = _to_write_down(desk, live)
    if unwritten:
        return unwritten
    if len(desk.items) < 3:  # noqa: PLR2004 — a bare shelf
        return "put something on the shelf: an article you liked, a book, an event"
    vague = next((p for p in live if "unknown" in (p.understands_us, p.would_choose_us)), None)
    if vague:
        return f"think about {vague.title}: do they know what you could do for them?"
    return ""


def _to_write_down(desk: Desk, people: Sequence[Prospect]) -> str:
    bare = next((p for p in people if not _is_described(desk, p)), None)
    if bare:
        return f"write up what you know of {bare.title}: their file says nothing of it yet"
    untold = next((p for p in people if not (p.interests or p.challenges)), None)
    if untold:
        return f"note what {untold.title} cares about: then what you give fits, and is no guess"
    return ""


def _is_described(desk: Desk, prospect: Prospect) -> bool:
    """Whether anything is known of somebody but who they are: a note, or a word of theirs."""
    history = desk.history(prospect)
    words = history.said or any(touch.note for touch in history.touches)
    return bool(prospect.interests or prospect.challenges or prospect.notes or words)


def going_cold(desk: Desk) -> tuple[Cold, ...]:
    """List who went quiet, and who was left after a touch or two."""
    return tuple(Cold(p, *_coldness(desk, p)) for p in desk.people if _is_cold(desk, p))


def _is_cold(desk: Desk, prospect: Prospect) -> bool:
    if desk.plan.standings.get(prospect.slug) in {"quiet", "breakup-due"}:
        return True
    return prospect.slug in desk.plan.left


def _coldness(desk: Desk, prospect: Prospect) -> tuple[str, str]:
    history, following = desk.history(prospect), desk.next_of(prospect.slug)
    last = history.last
    since = f", the last {speech.say_ago(last.date, desk.today)}" if last else ""
    says = f"{speech.say_count(history.streak, 'touch', 'touches')} unanswered{since}"
    return says, _next_in_words(desk, following)


def _next_in_words(desk: Desk, action: Action | None) -> str:
    if not action:
        return "nothing planned"
    return f"next: {desk.noun(action)} {speech.say_on(action.date, desk.today)}"


def board(desk: Desk) -> tuple[Column, ...]:
    """Say who stands where; columns without anybody are left out."""
    found: dict[str, list[Prospect]] = defaultdict(list)
    for prospect in desk.people:
        found[column_of(desk, prospect)].append(prospect)
    return tuple(_column(desk, key, label, found[key]) for key, label in COLUMNS if found[key])


def column_of(desk: Desk, prospect: Prospect) -> str:
    """Name the column of the board in which a prospect stands."""
    standing = desk.plan.standings.get(prospect.slug, "")
    return standing if standing in _OWN_COLUMN else prospect.stage


def _column(desk: Desk, key: str, label: str, people: Iterable[Prospect]) -> Column:
    def soonest(prospect: Prospect) -> date:
        following = desk.next_of(prospect.slug)
        return following.date if following else date.max

    ordered = sorted(people, key=soonest)
    return Column(key, label, tuple(ordered[:NAMES_IN_A_COLUMN]), len(ordered))


def gifts(desk: Desk) -> Gifts:
    """Count this calendar month's money: what was given, and what is still planned."""
    month = (desk.today.year, desk.today.month)
    given = sum(
        desk.cost_of(t)
        for p in desk.people
        for t in desk.history(p).real
        if (t.date.year, t.date.month) == month and t.direction == "out"
    )
    planned = sum(a.cost for a in desk.plan.actions if (a.date.year, a.date.month) == month)
    budget = desk.rules.budget
    return Gifts(given, planned, budget.per_month, budget.currency)
