"""What is worth a look in the words: warnings of `check`, each at its file and line, with a remedy.

None of these makes a script unusable; what does is a fault, and the grammar finds it. Adding a
warning is one function and its name in a tuple at the end. What a warning says of the library as a
whole, beside the people and the shelf, lies in `stock.py`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date

from generator.model.channel import Channel
from generator.model.occasions import GIVING
from generator.model.plan import Action, Plan
from generator.model.policy import Tact
from generator.model.problem import Problem
from generator.model.script import Script
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.grammar import longest, parse_words, slot_of, usual_limit, without_subject
from generator.rendering.prose import find_requests, reading_ease, reading_seconds
from generator.rendering.sameness import (
    ABOUT_THEM,
    blanked,
    blanked_words,
    names_in,
    names_of,
    words_of,
)
from generator.rendering.stock import WARNERS as STOCK

MOST_SECONDS = 40
"""Nobody listens to a machine for longer."""
GUIDE_WORDS = 160
"""What is said face to face is a guide, read beforehand and not recited: it may be longer."""
LEAST_EASE = 60.0
"""Plain English has a reading ease of 60 and more; the words that ship lie above 70."""
LEAST_WORDS = 20
"""In fewer words one long word decides the reading ease: it would measure nothing."""
MOST_NAMES = 3
_REMARK = re.compile(r"\{#.*?#\}", re.DOTALL)


def longest_words(script: Script) -> str:
    """Give the longest text that a script can become: each slot one word, no subject."""
    return without_subject(longest(parse_words(script.body).body))


def _requests_of(script: Script) -> list[str]:
    """Give what a script asks for, each slot by its name."""
    text = longest(parse_words(script.body).body, lambda slot: f"{{{{{slot_of(slot)}}}}}")
    return find_requests(without_subject(text))


# --- one script -------------------------------------------------------------------------------


def asks_twice(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find words that ask for more than one thing (rule one-ask)."""
    for script in workspace.scripts:
        found = _requests_of(script)
        if len(found) > 1:
            message = f"this asks {len(found)} things: {' | '.join(map(_shortened, found))}"
            hint = "Keep the one that matters most; the others can wait for another touch."
            yield _in_words(script, message, hint, "one-ask")


def thanks_with_a_question(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find thanks that ask for something in their words (rule one-ask)."""
    for script in workspace.scripts:
        found = _requests_of(script) if script.purpose == "thanks" else []
        if len(found) == 1:
            message = f"a thank-you asks for nothing, and this one does: {_shortened(found[0])}"
            yield _in_words(script, message, "Take it out, or keep it for another day.", "one-ask")


def gives_nothing(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find words that should bring something and carry nothing (rule valid-purpose)."""
    for script in workspace.scripts:
        if script.purpose in GIVING and script.gives == "none" and script.when not in _GIVEN_BEFORE:
            message = f"'{script.purpose}' goes with something of value, and this gives nothing"
            hint = "Say what it brings from the shelf: `gives: article`, `gives: advice` \u2026"
            line = script.line_of("gives")
            yield Problem(script.path, line, 1, message, hint, "valid-purpose")


_GIVEN_BEFORE = frozenset({"after-delivery", "before-event"})
"""Moments that follow a gift or an invitation: what has value is with them already."""


def quotes_nothing(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find the note after a meeting that could have been written before it (rule first-note)."""
    for script in workspace.scripts:
        if script.purpose != "thanks" or script.when != "after-meeting":
            continue
        if "meeting.said" not in script.slots:
            message = "this thanks for a meeting and quotes nothing that was said there"
            hint = "Put their words in: {{ meeting.said | first_line }}."
            yield _in_words(script, message, hint, "first-note")
        elif "meeting.said" not in script.needs:
            message = "without their words this note says nothing that was said at the meeting"
            hint = "Add `needs: [meeting.said]`: then you are asked for them first."
            yield Problem(script.path, script.line_of("needs"), 1, message, hint, "first-note")


def for_anybody(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find letters to one person that say nothing of that person (rule no-form-letter).

    Names, firms, dates and things are the same words to everybody. An answer, words for a moment
    that the two of you shared, an introduction and what is filled in by hand speak of one person
    all by themselves; so does a thank-you for no set moment, which the plan never sends: you chose
    the one it goes to.
    """
    for script in workspace.scripts:
        channel = workspace.channels.get(script.channel)
        if channel and _is_letter(channel) and _says_the_same_to_all(script):
            message = "but for names, firms, dates and things this says the same to anybody"
            hint = "Quote them: {{ meeting.said | first_line }}; or say what it has to do with them"
            hint += ": {{ item.about }}." if script.gives != "none" else "."
            yield _in_words(script, message, hint, "no-form-letter")


_OF_ONE = frozenset({"person", "lead"})
"""Things that are given to one person only: chosen for them, or they would not be given."""

_CHOSEN_FOR = frozenset({"answer", "thanks"})


def _says_the_same_to_all(script: Script) -> bool:
    if script.when or script.purpose in _CHOSEN_FOR or script.to == "firm":
        return False
    if script.gives in _OF_ONE:
        return False
    is_filled_in = "[" in _REMARK.sub("", script.body)
    return not is_filled_in and not script.slots & ABOUT_THEM


def _is_letter(channel: Channel) -> bool:
    """Whether words are read alone and kept: what is spoken, or goes to many, is no letter."""
    return channel.personal and channel.by not in {"phone", "person"}


def longer_than_usual(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find words that `max_words` allows to be longer than their channel bears (rule one-ask)."""
    tact = workspace.policy.tact if workspace.policy else Tact()
    for script in workspace.scripts:
        channel = workspace.channels.get(script.channel)
        words = len(longest_words(script).split())
        most = GUIDE_WORDS if channel and channel.live else usual_limit(channel, tact)
        if channel and words > most:
            message = (
                f"these are {words} words, as `max_words` allows; {speech.say_a(channel.label)} has"
                f" {most} at most"
            )
            hint = "Leave `max_words` out, and say the rest another time."
            line = script.line_of("max_words")
            yield Problem(script.path, line, 1, message, hint, "one-ask")


def says_not_when(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find scripts without the remark that is their manual; they are told once, at the first."""
    found = [script for script in workspace.scripts if not script.about]
    if found:
        others = len(found) - 1
        also = f", nor in {others} other script{'s' if others > 1 else ''}" if others else ""
        message = f"nothing here says when this works and when not{also}"
        hint = "Begin with a remark: {# Works when: \u2026 Not when: \u2026 #}"
        yield _in_words(found[0], message, hint, "remark")


def hard_to_read(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find English words in long sentences and long words."""
    for script in workspace.scripts:
        words = longest_words(script)
        is_measured = script.language.lower().startswith("en") and len(words.split()) >= LEAST_WORDS
        ease = reading_ease(words) if is_measured else LEAST_EASE
        if ease < LEAST_EASE:
            message = (
                f"this is hard to read (reading ease {ease:.0f}; plain English has 60 or more)"
            )
            hint = "Make two sentences of one, and use the words that you would say."
            yield _in_words(script, message, hint, "reading-ease")


def long_to_hear(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find voicemails that take longer than anybody listens (rule rehearse)."""
    for script in workspace.scripts:
        seconds = reading_seconds(longest_words(script))
        if _is_voicemail(workspace.channels.get(script.channel)) and seconds > MOST_SECONDS:
            yield _in_words(script, f"this {_takes(seconds)}", _SHORTER, "rehearse")


_SHORTER = "Say who you are, one thing, and your number; 75 words take half a minute."


def _takes(seconds: int) -> str:
    return f"takes about {seconds} seconds to say; nobody listens for more than {MOST_SECONDS}"


def _is_voicemail(channel: Channel | None) -> bool:
    return channel is not None and channel.by == "phone" and not channel.live


# --- two scripts ------------------------------------------------------------------------------


def same_scripts(workspace: Workspace, _today: date) -> Iterator[Problem]:
    """Find scripts that are one form letter (rule no-form-letter)."""
    first: dict[str, Script] = {}
    for script in workspace.scripts:
        left = blanked_words(script.body, names_in(script.body, workspace))
        known = first.setdefault(left, script)
        if known is not script:
            message = f"but for names, firms, dates and things these are the words of {known.path}"
            hint = "Take one of the two away, or say in it what only that person would hear."
            yield _in_words(script, message, hint, "no-form-letter")


# --- filled in --------------------------------------------------------------------------------


def same_letters(workspace: Workspace, plan: Plan) -> Iterator[Problem]:
    """Find planned letters that two people would have in common (rule no-form-letter).

    Letters are what is read alone and kept: notes, e-mails, cards. What is spoken is no letter,
    and what goes to many at once says so. Words that are the same to anybody were told of already.
    """
    agenda = Agenda(workspace, plan)
    alike: dict[str, list[Action]] = defaultdict(list)
    for action in _touches(agenda):
        if _is_letter(agenda.channel(action)):
            alike[_left(agenda, action)].append(action)
    for actions in alike.values():
        people = tuple(dict.fromkeys(action.prospect for action in actions))
        script = agenda.script_of(actions[0])
        if len(people) > 1 and script and not _says_the_same_to_all(script):
            yield _form_letter(agenda, script, people)


def _left(agenda: Agenda, action: Action) -> str:
    """Give what is left of a letter once names, firms, dates and the thing given are blanked."""
    words, item = agenda.words(action), agenda.item_of(action)
    prospect = agenda.prospects[action.prospect]
    names = (*names_of(prospect), *(words_of(item) if item else ()))
    return blanked(f"{words.subject}\n{words.text}" if words else "", names)


def _form_letter(agenda: Agenda, script: Script, people: tuple[str, ...]) -> Problem:
    who = _listed([agenda.name(slug) for slug in people])
    weeks = speech.say_count(agenda.plan.weeks, "week")
    message = (
        f"{who} would get the same words within {weeks}, but for names, firms, dates and things"
    )
    hint = "Quote what each of them said, or write one of them by hand."
    return _in_words(script, message, hint, "no-form-letter")


def long_for_somebody(workspace: Workspace, plan: Plan) -> Iterator[Problem]:
    """Find planned voicemails that, filled in, take longer than anybody listens (rule rehearse)."""
    agenda = Agenda(workspace, plan)
    for action in _touches(agenda):
        script, words = agenda.script_of(action), agenda.words(action)
        seconds = reading_seconds(words.text) if words else 0
        if script and _is_voicemail(agenda.channel(action)) and seconds > MOST_SECONDS:
            if reading_seconds(longest_words(script)) > MOST_SECONDS:
                continue  # it is too long for everybody, and that is said already
            message = f"for {agenda.name(action.prospect)} this {_takes(seconds)}"
            yield _in_words(script, message, _SHORTER, "rehearse")


def _touches(agenda: Agenda) -> Iterator[Action]:
    return (
        a
        for a in agenda.plan.actions
        if a.do == "touch" and a.prospect in agenda.prospects and agenda.script_of(a)
    )


# --- saying it --------------------------------------------------------------------------------


def _in_words(script: Script, message: str, hint: str, rule: str) -> Problem:
    return Problem(script.path, script.body_line, 1, message, hint, rule)


def _shortened(sentence: str) -> str:
    words = " ".join(sentence.split()).replace("\u2060", "").split(" ")
    return " ".join(words) if len(words) <= 9 else f"{' '.join(words[:8])} \u2026"  # noqa: PLR2004 — a line


def _listed(names: list[str]) -> str:
    more = len(names) - MOST_NAMES
    return speech.say_list(names if more <= 0 else [*names[:MOST_NAMES], f"{more} more"])


Warner = Callable[[Workspace, date], Iterable[Problem]]
PlanWarner = Callable[[Workspace, Plan], Iterable[Problem]]

WARNERS: tuple[Warner, ...] = (
    asks_twice,
    thanks_with_a_question,
    gives_nothing,
    quotes_nothing,
    hard_to_read,
    long_to_hear,
    longer_than_usual,
    for_anybody,
    same_scripts,
    says_not_when,
    *STOCK,
)
"""Everything that the words are warned of, without a plan."""

PLAN_WARNERS: tuple[PlanWarner, ...] = (same_letters, long_for_somebody)
"""What shows only once the words are filled in for those whom a plan names."""
