"""Codes of the sheet: which action `k7f` is, on which day it stood, and what `k7f:vm` says of it.

A code is looked for in this week, in the last, and among all that is overdue; what is done or
skipped early also in the weeks to come. `Coded.on` is the day on which it stood on the sheet, if
that has gone by; else it is today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import click

from generator.commands._faults import Faults, MisuseError
from generator.commands._words import AMBIGUOUS, SPOKEN
from generator.model.text import OUTCOMES

if TYPE_CHECKING:
    from generator.commands._writing import Writer
    from generator.model.channel import Channel
    from generator.model.days import Week
    from generator.model.plan import Action, Plan

TYPED = re.compile(r"([0-9A-Za-z]{2,12}):(?=\s*\S)(.+)", re.DOTALL)
UNTOUCHED = re.compile(r"[0-9A-Za-z]{2,12}:\s*")
"""A code of the sheet behind which nothing was written: it is still to be done."""
_QUOTES = "\"'\u201c\u201d\u201e\u2018\u2019"
_WORDS = ("said", "note")
_DATES = ("cb", "on")
_PART = re.compile(rf"\s*({'|'.join((*_WORDS, *_DATES))})\s*=", re.IGNORECASE)
_CODES = frozenset({"tk", "na", "vm", "st", "nt"})
_YEAR = re.compile(r" *\d{4} *")
OUTCOMES_TYPED = (
    'tk talked, na no answer, vm voicemail, st sent, cb=DATE call back, nt no thank you, said="…"'
)
"""What may stand behind a code, for whoever typed something else."""
_PRINTED = "Was it typed back already? `playbook week` prints the codes."


@dataclass(frozen=True, slots=True)
class Spec:
    """What was typed behind a code: an outcome, and words and dates by their names."""

    outcome: str | None = None
    values: dict[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing that could be read was said."""
        return self.outcome is None and not self.values

    def joined(self, other: Spec, code: str) -> Spec:
        """Take what two words say of one code as one."""
        if self.outcome and other.outcome and self.outcome != other.outcome:
            msg = f"{code} is said to be two things: {self.outcome} and {other.outcome}"
            raise click.UsageError(msg)
        return Spec(self.outcome or other.outcome, {**self.values, **other.values})


@dataclass(frozen=True, slots=True)
class Coded:
    """A planned action, and the day on which it stood on the sheet."""

    action: Action
    on: date


def with_codes(words: Iterable[str]) -> tuple[str, ...]:
    """Put the code before a `said=…` that stands as a word of its own: it goes with the last one.

    `k7f:tk said="Call in May" 3qd:` is `k7f:tk k7f:said="Call in May" 3qd:`.
    """
    whole: list[str] = []
    code = ""
    for word in words:
        coded = TYPED.fullmatch(word) or UNTOUCHED.fullmatch(word)
        if coded:
            code = word.partition(":")[0]
        elif _PART.match(word) and not code:
            msg = f"'{word}' stands before any code; put it behind its own: k7f:{word}"
            raise click.UsageError(msg)
        elif _PART.match(word):
            if UNTOUCHED.fullmatch(whole[-1]):  # something was written behind it after all
                whole.pop()
            whole.append(f"{code}:{word}")
            continue
        whole.append(word)
    return tuple(whole)


def parse_typed(words: Iterable[str], faults: Faults) -> dict[str, Spec]:
    """Read `k7f:vm 3qd:cb=2027-05-04`; a code with a fault stands for nothing said of it."""
    specs: dict[str, Spec] = {}
    for word in words:
        with faults.gathering():
            code, text = _parted(word)
            specs.setdefault(code.lower(), Spec())
            specs[code.lower()] = specs[code.lower()].joined(parse_spec(text, code), code.lower())
    return specs


def _parted(word: str) -> tuple[str, str]:
    found = TYPED.fullmatch(word)
    if not found:
        msg = f"'{word}' is no CODE:OUTCOME, and codes and names do not go together"
        raise click.UsageError(msg)
    return found[1], found[2]


def parse_spec(text: str, code: str) -> Spec:
    """Read what stands behind the colon: `vm`, `tk,cb=2027-05-04`, `said="moves in March"`.

    The shell takes the quotes away, so a sentence goes on over its commas until another part begins
    for certain: `said=Not yet, ask me later,cb=2027-05-04`.
    """
    spec, pieces = Spec(), text.strip().removesuffix(",").split(",")
    while pieces:
        count = _pieces_of_a_part(pieces)
        spec = spec.joined(_parse_part(",".join(pieces[:count]), code), code)
        pieces = pieces[count:]
    return spec


def _parse_part(part: str, code: str) -> Spec:
    name, value = _named(part)
    if value is None:
        return Spec(_outcome(name, code))
    if name in _WORDS:
        return Spec(values={name: value.strip(_QUOTES).strip()})
    if name in _DATES:
        return Spec(values={name: value.strip(_QUOTES)})
    raise _unknown(part, code)


def _named(part: str) -> tuple[str, str | None]:
    """Give the name in front of an equals sign and what follows it; None where there is none."""
    name, equals, value = part.partition("=")
    return name.strip().lower(), value.strip() if equals else None


def _pieces_of_a_part(pieces: Sequence[str]) -> int:
    """Count the pieces between commas that the first part is made of: sentences have commas."""
    name, value = _named(pieces[0])
    if value is None or name not in _WORDS:
        is_dated = name in _DATES and len(pieces) > 1  # `cb=March 3, 2027`
        return 2 if is_dated and _YEAR.fullmatch(pieces[1]) else 1
    first = _quoted_pieces(value, pieces)
    return next((n for n in range(first, len(pieces)) if _begins_a_part(pieces[n:])), len(pieces))


def _begins_a_part(pieces: Sequence[str]) -> bool:
    """Whether a sentence ends before these: a name and `=`, or codes with nothing else behind."""
    name, value = _named(pieces[0])
    if value is not None:
        return name in {*_WORDS, *_DATES}
    return pieces[0].strip() in _CODES and (len(pieces) == 1 or _begins_a_part(pieces[1:]))


def _quoted_pieces(value: str, pieces: Sequence[str]) -> int:
    """Count the pieces within quotation marks that were closed again, at least one."""
    if not value.startswith(tuple(_QUOTES)):
        return 1
    ends = (n for n, p in enumerate(pieces, 1) if p.rstrip().endswith(tuple(_QUOTES)))
    return next((n for n in ends if n > 1 or len(value) > 1), 1)


def _outcome(word: str, code: str) -> str:
    if word == "no":
        msg = f"{code}: {AMBIGUOUS}"
        raise click.UsageError(msg)
    if word in SPOKEN:
        return SPOKEN[word]
    if word in OUTCOMES:
        return word
    raise _unknown(word, code)


def _unknown(word: str, code: str) -> MisuseError:
    return MisuseError(f"{code}: '{word}' is no outcome.", OUTCOMES_TYPED)


class Codebook:
    """Every code that may be typed now."""

    def __init__(self, desk: Writer) -> None:
        self._desk = desk
        self._today = desk.here.today

    def find(self, code: str, *, ahead: bool = False) -> Coded:
        """Find what a code or its beginning stands for; else it is misuse.

        With `ahead` a whole code of a later week is found, too: who does or skips something early
        has it from the plan, not from the sheet.
        """
        said = code.lower()
        names = {known: i for i, codes in self._codes.items() for known in codes}
        exact = {i for known, i in names.items() if known == said}
        found = exact or {
            i for known, i in names.items() if known.startswith(said) or said.startswith(known)
        }
        if len(found) == 1:
            return self._known[found.pop()]
        if found:
            listed = "\n".join(f"  {self.say(self._known[i])}" for i in sorted(found))
            msg = f"'{code}' may be several, so nothing was done:\n{listed}"
            raise click.UsageError(msg)
        later = (a for a in self._desk.agenda.plan.actions if ahead and a.code == said)
        action = next(later, None)
        if action:
            return Coded(action, self._today)
        where = "in the plan" if ahead else "in this week, in the last, nor among what slipped"
        fault = f"there is no '{code}' {where}."
        raise MisuseError(fault, _PRINTED)

    def say(self, coded: Coded) -> str:
        """Say what a code stands for, in a line."""
        return f"{coded.action.code}  {self._desk.agenda.doing(coded.action)}"

    @property
    def due(self) -> list[Coded]:
        """What is to be done today, and what slipped."""
        return [c for c in self._known.values() if c.action.date <= self._today]

    @cached_property
    def _plans(self) -> tuple[Plan, Plan]:
        """The plans that this week and the last began with."""
        from generator import pipeline  # noqa: PLC0415 — heavy

        weeks = (self._week, self._week.plus(-1))
        first, second = (pipeline.plan(self._desk.workspace, week.monday, 1) for week in weeks)
        return first, second

    @property
    def _week(self) -> Week:
        from generator.model.days import Week  # noqa: PLC0415 — heavy

        return Week.of(self._today)

    @cached_property
    def _known(self) -> dict[str, Coded]:
        now = {a.id: a for a in self._desk.agenda.plan.actions}
        found = {a.id: a for a in now.values() if a.status == "overdue" or a.week == self._week}
        stood: dict[str, date] = {}
        for plan, week in zip(self._plans, (self._week, self._week.plus(-1)), strict=True):
            for action in plan.actions:
                if action.id in now and action.week == week:
                    found.setdefault(action.id, action)
                    stood.setdefault(action.id, action.date)
        return {i: Coded(a, self._day(stood.get(i, a.date))) for i, a in found.items()}

    @cached_property
    def _codes(self) -> dict[str, set[str]]:
        """The codes of each action: as it is printed now, and as it was printed before."""
        codes = {i: {coded.action.code} for i, coded in self._known.items()}
        for plan in (self._desk.agenda.plan, *self._plans):
            for action in plan.actions:
                if action.id in codes:
                    codes[action.id].add(action.code)
        return codes

    def _day(self, stood: date) -> date:
        return min(stood, self._today)


def went(channel: str, outcome: str | None, channels: Mapping[str, Channel]) -> tuple[str, str]:
    """Give channel and outcome as they are written down; ValueError where they do not fit.

    Without an outcome there were words, so they talked, or wrote back. Who planned a voicemail and
    got the person talked on the telephone; and a voicemail is a call that the machine took.
    """
    known = channels[channel]
    live = next((key for key, c in channels.items() if c.by == known.by and c.live), None)
    if outcome is None and not live:
        return channel, "replied"
    if outcome is None or outcome == "connected":
        return _talked(live, known)
    if outcome in {"no_answer", "voicemail"}:
        return _rung(live, known, outcome)
    if outcome == "sent":
        return channel, _sent(known)
    return live or channel, outcome


def _talked(live: str | None, known: Channel) -> tuple[str, str]:
    if live is None:
        msg = f"nobody is talked to by {known.label}"
        raise ValueError(msg)
    return live, "held" if known.by == "person" else "connected"


def _rung(live: str | None, known: Channel, outcome: str) -> tuple[str, str]:
    if live is None or known.by != "phone":
        msg = f"nobody is rung by {known.label}"
        raise ValueError(msg)
    return live, outcome


def _sent(known: Channel) -> str:
    if known.live:
        msg = f"a {known.label} is not sent"
        raise ValueError(msg)
    return planned_outcome(known) or "sent"


def planned_outcome(channel: Channel) -> str | None:
    """Give what it means that a planned touch was made; None where only the user can know.

    What is prepared days ahead and goes by post was planned for the day of its arrival.
    """
    if channel.by == "phone":
        return None if channel.live else "voicemail"
    if channel.by == "person":
        return "held"
    return "delivered" if channel.by == "post" and not channel.written else "sent"
