"""Filling in a script: its words for one person on one day.

The tree that the grammar allowed is walked, nothing is executed. What is not known is named and
stands in the text between angle quotes: never as a gap, never as a fault. What a person wrote is
put in as it stands: a `{{ 7*7 }}` in a note stays those letters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from jinja2 import nodes

from generator.model.answering import touch_meant
from generator.model.channel import CHANNELS, Channel
from generator.model.days import YearDay
from generator.model.firm import say_firm
from generator.model.history import History
from generator.model.policy import Policy
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.slots import SLOTS
from generator.rendering import speech
from generator.rendering.grammar import dotted, parse_words, slot_of
from generator.rendering.owing import Owed
from generator.rendering.suiting import folded

GAP = (
    "\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{}\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
)
"""How a text shows what is still missing."""

_ELEVEN_MONTHS = 330
_SUBJECT = re.compile(r"\ASubject:[ \t]*([^\n]*)\n*", re.IGNORECASE)
_BRACKET = re.compile(r"[\[\]]|\n[ \t]*\n")
_A_WORD = re.compile(r"[^\W\d_]{2}")
_MANY_BLANK = re.compile(r"\n[ \t]*\n(?:[ \t]*\n)+")


@dataclass(frozen=True, slots=True)
class Occasion:
    """For whom the words are, on which day, and what is given with them.

    `channels` and `shelf` name the channel and the item of the last touch in words. `said` is the
    sentence to quote where it is not that of the last meeting; empty where none is to be quoted.
    `owed` says by which day the words were owed, if they were.
    """

    prospect: Prospect
    policy: Policy
    history: History
    item: Item | None
    today: date
    touch_number: int
    channels: Mapping[str, Channel] = field(default_factory=lambda: CHANNELS)
    shelf: tuple[Item, ...] = ()
    said: str | None = None
    owed: Owed | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A script as it would be sent: plain text, Markdown where the script has some.

    `missing` are the slots that had nothing to say, in the order in which they stand. `blanks` are
    the places in square brackets that the script leaves to the hand, brackets and all. `aside` is
    for whoever sends it: why another sentence of theirs is quoted than one would expect, and which
    questions of a guide are answered already.
    """

    text: str
    subject: str = ""
    missing: tuple[str, ...] = ()
    aside: str = ""
    blanks: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text at its blank lines."""
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())


def fill(script: Script, occasion: Occasion) -> Words:
    """Fill in a script that the grammar allowed; `needs` that are empty are missing too."""
    filler = _Filler(script, occasion)
    parts = filler.render(parse_words(script.body).body)
    text = "".join(part.text for part in parts).strip()
    text = _MANY_BLANK.sub("\n\n", text)
    subject = _SUBJECT.match(text)
    missing = dict.fromkeys((*filler.needed(script.needs), *filler.missing))
    return Words(
        text[subject.end() :] if subject else text,
        subject[1].strip() if subject else "",
        tuple(missing),
        blanks=tuple(_blanks(parts)),
    )


class _Part(NamedTuple):
    """A piece of a text that is filled in; `is_own` where the script has it, and no slot."""

    text: str
    is_own: bool


def _blanks(parts: Sequence[_Part]) -> Iterator[str]:
    """Find what the script leaves to the hand: `[the answer, in one line]`.

    Brackets that somebody else wrote are none, and so is a link as Markdown has it, a box to tick
    and whatever has no words in it.
    """
    text = "".join(part.text for part in parts)
    opened, at = -1, 0
    for part in parts:
        for mark in _BRACKET.finditer(part.text) if part.is_own else ():
            here = at + mark.start()
            blank = text[opened : here + 1] if mark[0] == "]" and opened >= 0 else ""
            if _A_WORD.search(blank) and text[here + 1 : here + 2] != "(":
                yield blank
            opened = here if mark[0] == "[" else -1
        at += len(part.text)


def _values(script: Script, occasion: Occasion) -> dict[str, object]:
    """Give what each slot has to say in a script; a slot without a value is missing."""
    prospect, item, history = occasion.prospect, occasion.item, occasion.history
    meetings = history.meetings
    meeting, last = meetings[-1] if meetings else None, touch_meant(script, prospect, history)
    things: dict[str, object] = {
        "prospect": prospect,
        "me": occasion.policy.me,
        "meeting": meeting,
        "last": last,
        "item": item,
        "event": item if item and item.kind == "event" else None,
    }
    values = {name: _value(things, name) for name in SLOTS} | things
    values |= {"touch_number": occasion.touch_number, "today": occasion.today}
    values |= _owed(occasion) | _known(prospect)
    values["prospect.first_name"] = prospect.given_name
    values["prospect.company"] = say_firm(prospect.company) if prospect.company else None
    values["me.phone"] = _my_phone(occasion)
    values["meeting.promised"] = _promised(meeting)
    if occasion.said is not None:
        values["meeting.said"] = occasion.said.strip()
    values["last.promised"] = history.promise_due or _promised(last)
    values["last.channel"] = _label(last, occasion.channels)
    values["last.item"] = _title(last, occasion.shelf)
    values["item.about"] = values["event.about"] = _about(prospect, item)
    return values


def _value(things: Mapping[str, object], name: str) -> object:
    thing, _, key = name.partition(".")
    value = getattr(things.get(thing), key, None) if key else None
    return value.strip() if isinstance(value, str) else value


def _owed(occasion: Occasion) -> dict[str, object]:
    owed = occasion.owed
    late = owed is not None and owed.is_late(occasion.today)
    return {"due": owed.due if owed else None, "late": late}


def _known(prospect: Prospect) -> dict[str, object]:
    """Give what is known of the two questions: only a yes is."""
    questions = ("understands_us", "would_choose_us")
    return {f"prospect.{one}": getattr(prospect, one) == "yes" for one in questions}


def _my_phone(occasion: Occasion) -> str | None:
    """Give my number as they dial it: without the code of the country that we share."""
    me = occasion.policy.me
    country = occasion.prospect.country or me.country
    return speech.local_phone(me.phone, country) if me.phone else None


def _promised(touch: Touch | None) -> str | None:
    return touch.promised.what if touch and touch.promised else None


def _label(touch: Touch | None, channels: Mapping[str, Channel]) -> str | None:
    channel = channels.get(touch.counts_as) if touch else None
    return channel.label if channel else None


def _about(prospect: Prospect, item: Item | None) -> str | None:
    """Give what a thing has to do with somebody: the first of their troubles among its topics.

    Else the first thing they like; None where they have nothing in common.
    """
    topics = folded(item.topics) if item else frozenset()
    theirs = (*prospect.challenges, *prospect.interests)
    return next((topic for topic in theirs if topics & folded((topic,))), None)


def _title(touch: Touch | None, shelf: tuple[Item, ...]) -> str | None:
    return next((item.title for item in shelf if touch and item.id == touch.item), None)


class _Filler:
    """Walks a script's tree and puts values in the place of slots."""

    def __init__(self, script: Script, occasion: Occasion) -> None:
        self._values = _values(script, occasion)
        self._who = occasion.prospect.given_name or occasion.prospect.title
        self._filters = _filters(occasion.today, occasion.policy.budget.currency)
        self.missing: list[str] = []

    def needed(self, needs: Iterable[str]) -> list[str]:
        return [slot for slot in needs if not self._values.get(slot)]

    def render(self, found: Iterable[nodes.Node]) -> list[_Part]:
        parts: list[_Part] = []
        for node in found:
            if isinstance(node, nodes.Output):
                parts += (self._part(part) for part in node.nodes)
            elif isinstance(node, nodes.If):
                parts += self.render(self._branch(node))
            elif isinstance(node, nodes.For):
                parts += self._for(node)
        return parts

    def _part(self, node: nodes.Node) -> _Part:
        if isinstance(node, nodes.TemplateData):
            return _Part(node.data, is_own=True)
        value = self._value(node)
        if value is None or value in ("", ()):
            name = slot_of(node)
            self.missing.append(name)
            return _Part(GAP.format(describe(name, self._who)), is_own=False)
        return _Part(say(value), is_own=_is_const(node, value))

    def _branch(self, node: nodes.If) -> list[nodes.Node]:
        for branch in (node, *node.elif_):
            if self._holds(branch.test):
                return branch.body
        return node.else_

    def _for(self, node: nodes.For) -> list[_Part]:
        entries = self._values.get(dotted(node.iter)) or ()
        name = dotted(node.target)
        parts: list[_Part] = []
        outer = self._values
        entries = entries if isinstance(entries, tuple) else ()
        for n, entry in enumerate(entries):
            loop = {name: entry, "loop.first": n == 0, "loop.last": n == len(entries) - 1}
            self._values = {**outer, **loop}
            parts += self.render(node.body)
        self._values = outer
        return parts

    def _value(self, node: nodes.Node) -> object:
        if isinstance(node, nodes.Filter):
            return self._filtered(node)
        if isinstance(node, nodes.Or):
            return self._value(node.left) or self._value(node.right)
        if isinstance(node, nodes.Const):
            return node.value
        return self._values.get(dotted(node))

    def _filtered(self, node: nodes.Filter) -> object:
        value = self._value(node.node) if node.node else None
        if node.name == "default":
            return value or (node.args[0].as_const() if node.args else None)
        if not value:
            return value
        return self._filters[node.name](value)

    def _holds(self, node: nodes.Node) -> bool:
        if isinstance(node, nodes.Not):
            return not self._holds(node.node)
        if isinstance(node, nodes.And):
            return self._holds(node.left) and self._holds(node.right)
        if isinstance(node, nodes.Or):
            return self._holds(node.left) or self._holds(node.right)
        if isinstance(node, nodes.Compare):
            same = say(self._value(node.expr)) == str(self._value(node.ops[0].expr))
            return same == (node.ops[0].op == "eq")
        return bool(self._value(node))


def _is_const(node: nodes.Node, value: object) -> bool:
    """Whether words of the script stand in for an empty slot."""
    return any(const.value == value for const in node.find_all(nodes.Const))


def say(value: object) -> str:
    """Say a value as a person writes it: a day without its year, a list with its "and"."""
    if isinstance(value, date):
        return speech.say_day(value)
    if isinstance(value, YearDay):
        return f"{value.day} {speech.MONTHS[value.month - 1]}"
    if isinstance(value, (tuple, list)):
        return speech.say_list([str(entry) for entry in value])
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)


_DESCRIBED = {
    "prospect.name": "the name of the person at {who}",
    "prospect.first_name": "the first name of the person at {who}",
    "prospect.company": "{who}'s firm",
    "prospect.role": "what {who} does there",
    "prospect.challenges": "what is hard for {who}",
    "prospect.interests": "what {who} likes",
    "prospect.objections": "what speaks against you for {who}",
    "prospect.year_end": "the end of {who}'s budget year",
    "meeting.date": "the day you met {who}",
    "meeting.said": "what {who} said when you met",
    "meeting.asked": "what you asked {who} when you met",
    "meeting.promised": "what you promised {who} when you met",
    "last.date": "the day of the last contact with {who}",
    "last.channel": "how you last spoke with {who}",
    "last.said": "what {who} said",
    "last.asked": "what you asked {who}",
    "last.promised": "what you promised {who}",
    "last.item": "what you last gave {who}",
    "due": "the day by which you owed {who} this",
    "item.title": "what you give {who}",
    "item.note": "what you say about it",
    "item.about": "what it has to do with {who}",
    "item.url": "its link",
    "event.title": "the event you invite {who} to",
    "event.date": "the day of the event",
    "event.place": "the place of the event",
    "me.phone": "your telephone number",
    "me.email": "your e-mail address",
    "me.company": "your firm",
}


def describe(slot: str, who: str) -> str:
    """Say in a few words what belongs in the place of an empty slot."""
    known = _DESCRIBED.get(slot)
    return known.format(who=who) if known else slot.replace(".", " ").replace("_", " ")


def _far_from(day: date, today: date) -> date | None:
    """Give today where a letter would name the year: a day of the last eleven months needs none."""
    return today if abs((day - today).days) > _ELEVEN_MONTHS else None


def _first(value: object) -> object:
    return value[0] if isinstance(value, tuple) else value


def _filters(today: date, currency: str) -> dict[str, Callable[[object], object]]:
    """Give what each filter of the grammar does; a filter that does not fit leaves the value be."""

    def of_day(tell: Callable[[date], str]) -> Callable[[object], object]:
        return lambda value: tell(value) if isinstance(value, date) else value

    def of_text(tell: Callable[[str], str]) -> Callable[[object], object]:
        return lambda value: tell(say(value))

    return {
        "date": of_day(lambda day: speech.say_date(day, _far_from(day, today))),
        "day": of_day(lambda day: speech.say_day(day, _far_from(day, today))),
        "weekday": of_day(lambda day: speech.say_weekday_near(day, today)),
        "first": _first,
        "first_line": of_text(lambda text: text.split("\n", 1)[0]),
        "lower": of_text(str.lower),
        "sentence": of_text(speech.say_sentence),
        "money": lambda v: speech.say_money(v, currency) if isinstance(v, (int, float)) else v,
    }
