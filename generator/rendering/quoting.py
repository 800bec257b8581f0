"""Which sentence of theirs a letter quotes: none more often than twice a year.

"Every January we drown in returns": quoted once it shows that you listened, six times that you have
a machine. So the letters that went out are counted, and those that are planned before this one;
when a sentence is worn out, what was said at an earlier meeting takes its turn, and where nothing
is left the words do without. The guide of a call is no letter: it reminds you of the last meeting
each time. What they said on the telephone takes no turn: more often than not it puts something off,
or says when to ring, and nobody wants to read that again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from jinja2 import nodes

from generator.model.answering import touch_meant
from generator.model.channel import Channel
from generator.model.history import History
from generator.model.plan import Action
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script
from generator.rendering import speech
from generator.rendering.grammar import parse_words, slot_of

SAID, LAST_SAID, MET_ON = "meeting.said", "last.said", "meeting.date"
YEAR = timedelta(days=365)
Made = tuple[date, str]
"""A sentence that was quoted, and when."""


@dataclass(frozen=True, slots=True)
class Quote:
    """The sentence that `meeting.said` becomes, empty where all are worn out; and why that one."""

    said: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Library:
    """What decides whether words quote: the scripts, their channels, and how often is too often."""

    scripts: Mapping[str, Script]
    channels: Mapping[str, Channel]
    most: int

    def is_letter(self, script: Script) -> bool:
        """Whether somebody reads or hears these very words: the guide of a talk is for me."""
        channel = self.channels.get(script.channel)
        return channel is not None and not channel.live


class Quotes:
    """What was quoted to one person, and what each planned letter may quote."""

    def __init__(
        self, prospect: Prospect, history: History, touches: tuple[Action, ...], library: Library
    ) -> None:
        self._prospect, self._history, self._library = prospect, history, library
        made: list[Made] = []
        for at, touch in enumerate(history.touches):
            script = library.scripts.get(touch.script or "")
            if script and touch.is_real and touch.direction == "out":
                past = history.with_touches(history.touches[:at])
                made += self._made_by(script, past, touch.date, made)
        self._sent = tuple(made)
        self._planned: dict[str, Quote | None] = {}
        for action in touches:
            script = library.scripts.get(action.script or "")
            if script:
                self._planned[action.id] = self._choose(script, history, action.date, made)
                made += self._made_by(script, history, action.date, made)

    def of(self, script: Script, action: Action | None, today: date) -> Quote | None:
        """Give what a script may quote; None leaves `meeting.said` to the last meeting.

        Without an action it is for today, before anything that is planned.
        """
        if action and action.id in self._planned and action.script == script.key:
            return self._planned[action.id]
        on = action.date if action else today
        return self._choose(script, self._history, on, self._sent)

    def _made_by(
        self, script: Script, history: History, on: date, made: Sequence[Made]
    ) -> tuple[Made, ...]:
        """Give what a letter quotes; of two sentences that stand in for each other, the first."""
        if not self._library.is_letter(script):
            return ()
        slots = printed_slots(script.body)
        meant = touch_meant(script, self._prospect, history) if LAST_SAID in slots else None
        said = meant.said if meant else None
        if not said and SAID in slots:
            quote, own = self._choose(script, history, on, made), _last_meeting(history)
            said = quote.said if quote else own.said if own else None
        return ((on, _line(said)),) if said else ()

    def _choose(
        self, script: Script, history: History, on: date, made: Sequence[Made]
    ) -> Quote | None:
        own, slots = _last_meeting(history), printed_slots(script.body)
        if own is None or not own.said or SAID not in slots or not self._library.is_letter(script):
            return None
        if script.when == "after-meeting":
            return None
        most = self._library.most
        sources = [own] if MET_ON in slots else [t for t in reversed(history.meetings) if t.said]
        used = [_times_quoted(source, on, made) for source in sources]
        fresh = next((s for s, n in zip(sources, used, strict=True) if n < most), None)
        if fresh is own:
            return None
        worn = _worn_out(own, most)
        if fresh:
            when = speech.say_date(fresh.date, on)
            return Quote(fresh.said or "", f"{worn}; so these words quote what was said on {when}.")
        if SAID in script.needs:
            least = sources[used.index(min(used))]
            return Quote(least.said or "", f"{worn}, and so was all else; these words need one.")
        return Quote("", f"{worn}, and nothing else is left; so these words do without.")


def _times_quoted(source: Touch, on: date, made: Sequence[Made]) -> int:
    line = _line(source.said or "")
    return sum(quoted == line and on - day < YEAR for day, quoted in made)


def _last_meeting(history: History) -> Touch | None:
    return history.meetings[-1] if history.meetings else None


def _line(said: str) -> str:
    return said.strip().split("\n", 1)[0]


def _worn_out(own: Touch, most: int) -> str:
    times = {1: "once", 2: "twice"}.get(most, f"{most} times")
    return f"\u201c{_line(own.said or '')}\u201d was quoted {times} within a year"


@lru_cache(maxsize=2048)
def printed_slots(body: str) -> frozenset[str]:
    """Give the slots that words print anywhere; what is only tested is left out."""
    return frozenset(
        slot_of(part)
        for output in parse_words(body).find_all(nodes.Output)
        for part in output.nodes
        if not isinstance(part, nodes.TemplateData)
    )
