"""The page of my own numbers: tables with counts first, pictures only where there is enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.model.page import Page
from generator.rendering import speech
from generator.rendering.answers import NEW_FOR
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.numbers import ENOUGH, Numbers, Tally, count, say_yeses

PATH = "stats/index.html"
WIDTH = 420
_LEFT, _RIGHT, _ROW, _THICK = 132, 62, 22, 11
_MOST_BARS = 13


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of a picture: what was answered, then what was not, then what is new."""

    y: float
    label: str
    parts: tuple[tuple[str, float, float], ...]
    end: float
    says: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars on one scale, in units of the picture, and what they show in a sentence."""

    width: int
    height: float
    left: float
    thick: float
    bars: tuple[Bar, ...]
    says: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of touches by something, with its picture where there are enough of them."""

    id: str
    title: str
    about: str
    head: str
    tallies: tuple[Tally, ...]
    picture: Picture | None


def render_stats(desk: Desk) -> Page:
    """Make the page of numbers."""
    numbers = count(desk)
    return render_page(
        "stats.html.j2",
        PATH,
        "Stats",
        search=False,
        desk=desk,
        numbers=numbers,
        lead=say_lead(numbers),
        tables=tables(numbers),
        third=say_third(numbers),
        yeses=say_yeses(numbers.yeses) if numbers.yeses else "",
        enough=ENOUGH,
        days=NEW_FOR.days,
    )


def say_lead(numbers: Numbers) -> str:
    """Say in a sentence what was counted."""
    if not numbers.first:
        return "Nothing has been done yet, so there is nothing to count."
    touches = speech.say_count(numbers.total.made, "touch", "touches")
    people = speech.say_count(numbers.touched, "person", "people")
    since = f"{speech.say_date(numbers.first)} {numbers.first.year}"
    return f"{touches} with {people} since {since}{_answers(numbers.total)}."


def _answers(total: Tally) -> str:
    if not total.settled:
        return f", all in the last {NEW_FOR.days} days"
    answers = total.answered or "none"
    if not total.new:
        return f"; {answers} answered"
    return f"; of the {total.settled} older than {NEW_FOR.days} days, {answers} answered"


def say_third(numbers: Numbers) -> str:
    """Say how many answers came only at the third touch or later."""
    answered = numbers.total.answered
    if not answered:
        return ""
    late = numbers.late_answers or "none"
    return f"Of {speech.say_count(answered, 'answer')}, {late} came at the third touch or later."


def tables(numbers: Numbers) -> tuple[Table, ...]:
    """Give the tables of touches; those with nothing in them are left out."""
    made = (
        _table(
            "touch",
            "Which touch was answered",
            "Counted from their last sign: the first touch after it is touch 1."
            " Meetings, and rings that nobody took, are no touches.",
            "Touch",
            numbers.by_touch,
        ),
        _table(
            "channel",
            "By channel",
            "A call that nobody took is one that was not answered.",
            "Channel",
            numbers.by_channel,
        ),
        _table("script", "By script", "", "Script", numbers.by_script),
        _table(
            "stage",
            "By stage",
            "Where people stand now, and what you did since they moved there.",
            "Stage",
            numbers.by_stage,
        ),
    )
    return tuple(table for table in made if table.tallies)


def _table(name: str, title: str, about: str, head: str, tallies: tuple[Tally, ...]) -> Table:
    settled = sum(tally.settled for tally in tallies)
    picture = draw(title, tallies) if settled >= ENOUGH else None
    return Table(f"by-{name}", title, about, head, tallies, picture)


def draw(title: str, tallies: Sequence[Tally]) -> Picture:
    """Draw touches as bars; each says its own counts, so that colour carries nothing alone."""
    shown = tallies[:_MOST_BARS]
    most = max(tally.made for tally in shown)
    scale = (WIDTH - _LEFT - _RIGHT) / most
    bars = tuple(_bar(tally, n, scale) for n, tally in enumerate(shown))
    return Picture(WIDTH, _ROW * len(bars) + 4, _LEFT, _THICK, bars, _in_words(title, shown))


def _bar(tally: Tally, row: int, scale: float) -> Bar:
    parts, x = [], float(_LEFT)
    for kind, many in (
        ("answered", tally.answered),
        ("unanswered", tally.unanswered),
        ("open", tally.new),
    ):
        if many:
            parts.append((kind, round(x, 1), round(many * scale, 1)))
        x += many * scale
    says = f"{tally.answered} of {tally.settled}"
    return Bar(row * _ROW + 6, tally.label, tuple(parts), round(x, 1), says)


def _in_words(title: str, tallies: Sequence[Tally]) -> str:
    said = (f"{t.label} {t.answered} of {t.settled}" for t in tallies)
    return f"{title}, answered of those older than {NEW_FOR.days} days: {'; '.join(said)}"
