"""What somebody does not want: the opt-out columns, statuses and tags of other programs.

Whatever stands there and cannot be understood is taken as an opt-out, and that is said. Where a
column asks the other way round ("Email Opt-in", "Consent"), a no is an opt-out, and what is neither
yes nor no is said and nothing more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from generator.model.contact import EVERYTHING
from generator.model.countries import plain_words
from generator.reading.cards import Card, Entry
from generator.reading.countries import bag
from generator.reading.headers import CONSENT, OPT_OUTS, REFUSAL

_NO = bag(
    "0|false|no|n|off|nein|non|nao|never|none|allow|allowed|subscribed|not opted out|opted in",
    "opt in|no preference|not unsubscribed|unchecked|f|falsch|not registered|not listed|clear",
    "unregistered|keine|nicht gesperrt",
)
_YES = bag(
    "1|true|yes|y|on|x|ja|oui|si|t|wahr|checked|do not allow|opted out|opt out|unsubscribed",
    "do not call|do not email|do not mail|do not contact|all|registered|listed|gesperrt",
)
_AGREED = bag(
    "1|true|yes|y|on|x|ja|oui|si|t|wahr|checked|ok|given|granted|obtained|subscribed|opted in",
    "opt in|consented|agreed|accepted|confirmed|double opt in|erteilt|explicit|express|allow",
    "allowed|active|not opted out|not unsubscribed|legitimate interest|all|yes please",
)
_DECLINED = bag(
    "0|false|no|n|off|nein|non|nao|never|none|f|falsch|unchecked|inactive|nie|no thanks"
)
_DECLINES = re.compile(
    r"\b(?:refus\w+|declin\w+|withdr[ae]wn?|revoked?|denied|rejected|unsubscri\w+|opt(?:ed)? ?out"
    r"|do ?not|dont|abgelehnt|widerrufen|objected|(?:no|not|nicht|keine?) (?:consent\w*|given"
    r"|granted|subscribed|opted in|opt in|allowed?|permitted|agreed|ok|erteilt|contact|calls?"
    r"|e ?mails?))\b"
)
_SAID_IN_WORDS = {
    "unsubscribed": "email", "do not email": "email", "email opt out": "email",
    "do not call": "phone", "dnc": "phone", "do not mail": "post",
    "do not contact": EVERYTHING, "opted out": EVERYTHING, "opt out": EVERYTHING,
    "no contact": EVERYTHING, "donotcontact": EVERYTHING, "dont contact": EVERYTHING,
    "donotcall": "phone", "donotemail": "email",
}  # fmt: skip
"""A status or a tag that is an opt-out, and the line that it closes."""

_OUT_OF = re.compile(r"\s*opted out of (.+?)\s*", re.IGNORECASE)
"""As our own vCards say it of a channel, whose name may have more than letters in it."""

_LISTED = re.compile(r" ::: |[;,\n]")
_SHOWN = 80


def refusals(card: Card, say: Callable[[str], None]) -> tuple[str, ...]:
    """Give the lines, channels or `all` by which somebody is not to be contacted."""
    found: dict[str, None] = {}
    for entry in card.entries:
        if entry.what in OPT_OUTS:
            found |= dict.fromkeys(_refused(entry, say))
        elif entry.what in {CONSENT, REFUSAL}:
            found |= dict.fromkeys(_not_agreed(entry, say))
        elif entry.what in {"stage", "tags"}:
            found |= dict.fromkeys(_in_words(entry.text))
    return tuple(found)


def is_refusal(word: str) -> bool:
    """Whether a status or tag is no more than an opt-out; `word` is in plain words."""
    return word in _SAID_IN_WORDS or bool(_OUT_OF.fullmatch(word))


def cut(text: str) -> str:
    """Keep a strange value short, and harmless to a terminal."""
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return shown if len(shown) <= _SHOWN else f"{shown[:_SHOWN]}…"


def _in_words(text: str) -> Iterator[str]:
    for part in _LISTED.split(text):
        own, word = _OUT_OF.fullmatch(part), plain_words(part)
        if own or word in _SAID_IN_WORDS:
            yield own[1] if own else _SAID_IN_WORDS[word]


def _not_agreed(entry: Entry, say: Callable[[str], None]) -> Iterator[str]:
    """Give the lines that a column of consent closes."""
    said = plain_words(entry.text)
    words = " ".join(w for w in said.split() if not any(sign.isdigit() for sign in w))
    day = not words and bool(re.search(r"\d{2}", said))  # a date says when they did
    yes = day or not {said, words}.isdisjoint(_AGREED)
    no = not yes and (not {said, words}.isdisjoint(_DECLINED) or bool(_DECLINES.search(said)))
    if said and not yes and not no:
        say(f"'{cut(entry.text)}' under '{entry.group}' is neither yes nor no: nothing was taken")
    elif said and (yes if entry.what == REFUSAL else no):
        yield from entry.label.split() or [EVERYTHING]


def _refused(entry: Entry, say: Callable[[str], None]) -> Iterator[str]:
    line = OPT_OUTS[entry.what]
    said = plain_words(entry.text)
    if not said or said in _NO:
        return
    if line:
        if said not in _YES and not re.search(r"\d{2}", said):  # a date says when they did
            say(f"'{cut(entry.text)}' was taken as an opt-out: they are not contacted by {line}")
        yield line
    elif said in _YES:
        yield EVERYTHING
    else:  # our own export names channels; the importer judges whether these are any
        words = (word for word in re.split(r"[\s;,|]+", entry.text.casefold()) if word)
        yield from (_SAID_IN_WORDS.get(plain_words(word), word) for word in words)
