"""Form letters: texts that are equal once names, firms, dates and items are blanked (003).

What is left then is what was written for one person. Two people may compare.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model.firm import say_firm
from generator.model.prospect import Prospect
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.rendering.speech import MONTHS, WEEKDAYS

BLANK = "\N{WHITE SQUARE}"

_TAG = re.compile(r"\{#.*?#\}|\{%.*?%\}", re.DOTALL)
_SLOT = re.compile(r"\{\{.*?\}\}", re.DOTALL)
_LINK = re.compile(r"\b(?:https?://|www\.)\S+")
_DAY = "|".join((*WEEKDAYS, *MONTHS, "yesterday", "today", "tomorrow"))
_DATE = re.compile(rf"\b(?:{_DAY})\b|\b\d+(?:st|nd|rd|th)?\b", re.IGNORECASE)
_NOT_WORDS = re.compile(rf"[^\w{BLANK}]+")
_BLANKS = re.compile(rf"{BLANK}(?: {BLANK})+")


ABOUT_THEM = frozenset({
    "meeting.said", "meeting.asked", "meeting.promised", "meeting.note",
    "last.said", "last.asked", "last.promised", "last.note",
    "prospect.challenges", "prospect.interests", "prospect.objections", "prospect.role",
    "item.about", "event.about",
})  # fmt: skip
"""Slots that one person fills alone: what they said, what they do, what a thing is to them."""


def blanked_words(body: str, names: Iterable[str] = ()) -> str:
    """Blank the words of a script: every slot, and every name, firm and date written out."""
    return blanked(_SLOT.sub(BLANK, _TAG.sub(" ", body)), names)


def blanked(text: str, names: Iterable[str] = ()) -> str:
    """Blank `names`, dates, numbers and links; the rest in small letters, without punctuation."""
    known = sorted({name.strip() for name in names if name and name.strip()}, key=len, reverse=True)
    if known:
        anyone = "|".join(re.escape(name) for name in known)
        text = re.sub(rf"(?<!\w)(?:{anyone})(?!\w)", BLANK, text)
    text = _DATE.sub(BLANK, _LINK.sub(BLANK, text))
    return _BLANKS.sub(BLANK, _NOT_WORDS.sub(" ", text.casefold()).strip())


def names_of(prospect: Prospect) -> tuple[str, ...]:
    """Give what a text may call a person and the firm."""
    firm = prospect.company or ""
    names = (prospect.name, prospect.given_name, firm, say_firm(firm) if firm else "")
    return tuple(name for name in names if name)


def names_in(body: str, workspace: Workspace) -> tuple[str, ...]:
    """Give the names, firms and things of a playbook that may stand in the words of a script.

    Only those whose first word is there at all: a playbook may hold thousands.
    """
    there = frozenset(re.findall(r"\w+", body))
    me = workspace.policy.me if workspace.policy else None
    said = [name for prospect in workspace.prospects for name in names_of(prospect)]
    said += [words for item in workspace.shelf for words in words_of(item)]
    said += [name for name in (me.name, me.first_name, me.company) if name] if me else []
    return tuple({name for name in said if _first_word(name) in there})


def _first_word(name: str) -> str:
    found = re.search(r"\w+", name)
    return found[0] if found else ""


def words_of(item: Item) -> tuple[str, ...]:
    """Give what a text may say of a thing from the shelf: all of it is the same for everybody."""
    return tuple(said for said in (item.title, item.note, item.url, item.place) if said)
