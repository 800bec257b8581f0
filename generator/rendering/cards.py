"""An action as a page shows it: what to do, for whom, why, and the words, ready to print."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from markupsafe import Markup

from generator.model.plan import Action, Reason
from generator.model.prospect import Prospect, Touch
from generator.model.rules import rule_named
from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering import speech
from generator.rendering.asking import Question
from generator.rendering.desk import Desk
from generator.rendering.icons import icon
from generator.rendering.outcomes import Log, logs_of
from generator.rendering.rehearsal import rehearsal_of
from generator.rendering.words import Words

if TYPE_CHECKING:
    from datetime import date

_LONGEST_MAILTO = 1800


@dataclass(frozen=True, slots=True)
class Why:
    """A reason with what the rule behind it says in general."""

    rule: str
    says: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Contact:
    """A way to reach someone at once: a link and the words on it."""

    href: str
    label: str


@dataclass(frozen=True, slots=True)
class Card:
    """One action, said in words: `line` is the sentence of why, `serves` what is prepared.

    `underway` is what was ordered or got ready for it already; what `is_assumed` stands only if
    nothing comes back before. `rehearsal` is the page on which a voicemail is practised, from the
    root of the site.
    """

    action: Action
    prospect: Prospect
    picture: Markup
    doing: str
    verb: str
    firm: str
    channel: str
    purpose: str
    line: str
    hours: str
    serves: str
    underway: str
    is_assumed: bool
    preparations: tuple[str, ...]
    why: tuple[Why, ...]
    refused: tuple[Why, ...]
    words: Words | None
    script: Script | None
    item: Item | None
    is_guess: bool
    contact: Contact | None
    to_fill_in: tuple[Question, ...]
    logs: tuple[Log, ...]
    rehearsal: str

    @property
    def is_late(self) -> bool:
        """Whether it slipped."""
        return self.action.status == "overdue"

    @property
    def left_to_fill_in(self) -> int:
        """How many things the words still want: what is asked for, and what stands in brackets."""
        return len(self.to_fill_in) + len(self.words.blanks if self.words else ())

    @property
    def anchor(self) -> str:
        """Where on a page it stands."""
        return f"do-{self.action.code}"


def cards(desk: Desk, actions: Iterable[Action]) -> tuple[Card, ...]:
    """Make a card of each action whose prospect could be read."""
    return tuple(card(desk, a) for a in actions if a.prospect in desk.prospects)


def card(desk: Desk, action: Action) -> Card:
    """Say one action in words."""
    prospect = desk.prospects[action.prospect]
    channel = desk.channel_named(action.channel)
    words = desk.words(action)
    return Card(
        action=action,
        prospect=prospect,
        picture=icon("material/package-variant" if action.do == "prepare" else channel.icon),
        doing=desk.doing(action),
        verb=f"{desk.preparing(action)} for" if action.do == "prepare" else desk.verb(action),
        firm=desk.firm(action.prospect),
        channel=desk.noun(action),
        purpose=desk.purpose(action),
        line=desk.why(action),
        hours=desk.hours(action),
        serves=_serves(desk, action),
        underway=desk.underway(action),
        is_assumed=desk.is_assumed(action),
        preparations=_preparations(desk, action),
        why=explained(action.because),
        refused=explained(action.refused),
        words=words,
        script=desk.script_of(action),
        item=desk.item_of(action),
        is_guess=desk.is_guess(action),
        contact=_contact(desk, action, words),
        to_fill_in=desk.asks(action),
        logs=logs_of(action, channel, has_code=_has_code(desk, action)),
        rehearsal=rehearsal_of(desk, action),
    )


def _has_code(desk: Desk, action: Action) -> bool:
    """Whether `log` knows the code: it looks among what slipped and what is due this week."""
    return action.status == "overdue" or action.week <= desk.week


def explained(reasons: Iterable[Reason]) -> tuple[Why, ...]:
    """Set beside each reason what its rule says in general."""
    return tuple(Why(r.rule, speech.say_sentence(r.says), _meaning(r.rule)) for r in reasons)


def _meaning(name: str) -> str:
    rule = rule_named(name)
    return rule.says if rule else ""


def _serves(desk: Desk, action: Action) -> str:
    if action.do != "prepare":
        return ""
    touch = desk.touch_of(action)
    if not touch:
        return "for a later week"
    what = desk.item_of(action)
    subject = f"“{what.title}”" if what else f"the {desk.channel_named(touch.channel).label}"
    return f"{subject} {desk.arrival(action)}"


def _preparations(desk: Desk, action: Action) -> tuple[str, ...]:
    if action.do == "prepare":
        return ()
    return tuple(
        f"{desk.preparing(p)} {speech.say_on(p.date, desk.today)}"
        for p in desk.preparations_of(action)
    )


def _contact(desk: Desk, action: Action, words: Words | None) -> Contact | None:
    prospect, line = desk.prospects[action.prospect], desk.channel_named(action.channel).by
    if action.do == "prepare":
        return None
    if line == "phone" and prospect.phone:
        return Contact(phone_link(prospect.phone), desk.phone(prospect))
    if line == "email" and prospect.email:
        blanks = words is not None and words.blanks and not words.missing
        then = ", then fill it in" if blanks else ""
        return Contact(email_link(prospect.email, words), f"Open in your mail program{then}")
    if line == "web" and prospect.links:
        label, url = next(iter(prospect.links.items()))
        return Contact(url, f"Open {label}")
    return None


def phone_link(phone: str) -> str:
    """Give a link that dials: only digits and a leading plus; an extension is dialled by hand."""
    number = phone.lower().partition("x")[0].removesuffix("e")
    return "tel:" + "".join(c for i, c in enumerate(number) if c.isdigit() or (c == "+" and i == 0))


def email_link(email: str, words: Words | None = None) -> str:
    """Give a link that opens a letter, with subject and words where there are some.

    A line in it ends as it does in a letter: with %0D%0A (RFC 6068).
    """
    link = f"mailto:{quote(email, safe='@')}"
    if not words or words.missing:
        return link
    fields = {"subject": words.subject, "body": "\r\n".join(words.text.splitlines())}
    query = "&".join(f"{k}={quote(v, safe='')}" for k, v in fields.items() if v)
    full = f"{link}?{query}" if query else link
    return full if len(full) <= _LONGEST_MAILTO else link


@dataclass(frozen=True, slots=True)
class Done:
    """Something that happened, said in words."""

    prospect: Prospect
    touch: Touch
    picture: Markup
    channel: str
    outcome: str
    theirs: bool
    said: str

    @property
    def date(self) -> date:
        """The day on which it happened."""
        return self.touch.date


def done(desk: Desk, prospect: Prospect, touch: Touch) -> Done:
    """Say one touch in words."""
    channel = desk.channel_named(touch.channel)
    return Done(
        prospect=prospect,
        touch=touch,
        picture=icon(channel.icon),
        channel=channel.label,
        outcome=speech.say_outcome(touch),
        theirs=touch.direction == "in",
        said=(touch.said or "").strip(),
    )
