"""Prospects as contacts for other programs: CSV for spreadsheets and CRMs, vCard for address books.

What is `private` is never in them, and every opt-out is, in words that those programs know. A
spreadsheet takes what begins with `=` or its like for a formula: an apostrophe before it keeps it
text (and the phone number `+44 20 …` whole); `import` takes the apostrophe away again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from generator.model.prospect import Prospect
from generator.model.text import LINE_BREAK

_FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""What begins a formula, in the wide letters of East Asia as well."""

_FOLD = 75
"""Octets in a line of a vCard, after which it is folded (RFC 2426, 2.6)."""

_ALL = "all"
_IN_WORDS = {_ALL: "do not contact", "call": "do not call", "email": "do not email"}


def _family_name(prospect: Prospect) -> str:
    """Give what follows the given name; of a title and a surname the surname."""
    name, given = prospect.name or "", _given_name(prospect)
    if given and f" {given} " in f" {name} ":
        return f" {name} ".partition(f" {given} ")[2].strip()
    return name.partition(" ")[2].strip()


def _given_name(prospect: Prospect) -> str:
    """Give the given name; nothing where only a title and a surname are known."""
    given = (prospect.given_name or "") if prospect.name else ""
    return "" if given == prospect.name and " " in given else given


COLUMNS: tuple[tuple[str, Callable[[Prospect], str | None]], ...] = (
    ("Name", lambda p: p.name),
    ("First Name", _given_name),
    ("Last Name", _family_name),
    ("Company", lambda p: p.company),
    ("Job Title", lambda p: p.role),
    ("Email", lambda p: p.email),
    ("Phone", lambda p: p.phone),
    ("Address", lambda p: p.address),
    ("Country", lambda p: p.country),
    ("Website", lambda p: " ::: ".join(p.links.values())),
    ("Language", lambda p: p.language),
    ("Time Zone", lambda p: p.timezone),
    ("Tags", lambda p: ", ".join(p.tags)),
    ("Stage", lambda p: p.stage),
    ("Source", lambda p: p.source),
    ("Opt Out", lambda p: ", ".join(p.opt_out)),
    ("Do Not Call", lambda p: _told(p, "call")),
    ("Email Opt Out", lambda p: _told(p, "email")),
    ("Notes", lambda p: p.notes),
)
"""The columns of a CSV, as most CRMs call them."""


def render_csv(prospects: Iterable[Prospect]) -> str:
    """Give a table of people, one row each, in which nothing is a formula."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([name for name, _ in COLUMNS])
    for prospect in prospects:
        writer.writerow([_text(_tidy(give(prospect))) for _, give in COLUMNS])
    return out.getvalue()


def render_vcards(prospects: Iterable[Prospect]) -> str:
    """Give vCards of version 3.0, which every address book reads."""
    return "".join(_folded(line) for p in prospects for line in _card(p))


def _told(prospect: Prospect, channel: str) -> str:
    return "yes" if {channel, _ALL} & set(prospect.opt_out) else "no"


def _tidy(value: str | None) -> str:
    """Leave one kind of line break: some programs end a row at any other, between quotes too."""
    return LINE_BREAK.sub("\n", value or "").strip()


def _text(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _card(prospect: Prospect) -> Iterator[str]:
    yield "BEGIN:VCARD"
    yield "VERSION:3.0"
    yield f"UID:playbook-{prospect.slug}"
    given = _given_name(prospect)
    yield f"N:{_escaped(_family_name(prospect))};{_escaped(given)};;;"
    yield f"FN:{_escaped(prospect.title)}"
    for name, value in _lines(prospect):
        if value:
            yield f"{name}:{_escaped(value)}"
    if prospect.address:
        yield f"ADR;TYPE=WORK:;;{_escaped(prospect.address.strip())};;;;"
    for url in prospect.links.values():
        yield f"URL:{_escaped(url)}"
    words = [*prospect.tags, *(_IN_WORDS.get(w, f"opted out of {w}") for w in prospect.opt_out)]
    if words:
        yield f"CATEGORIES:{','.join(_escaped(word) for word in words)}"
    yield "END:VCARD"


def _lines(prospect: Prospect) -> Iterator[tuple[str, str | None]]:
    yield "ORG", prospect.company
    yield "TITLE", prospect.role
    yield "EMAIL;TYPE=INTERNET,WORK", prospect.email
    yield "TEL;TYPE=WORK,VOICE", prospect.phone
    yield "TZ", prospect.timezone
    yield "NOTE", (prospect.notes or "").strip()


def _escaped(text: str) -> str:
    text = LINE_BREAK.sub("\n", text)
    for sign, written in (("\\", "\\\\"), (";", r"\;"), (",", r"\,"), ("\n", r"\n")):
        text = text.replace(sign, written)
    return text


def _folded(line: str) -> str:
    """Fold a line between letters, never within one."""
    rows, row, size = [], "", 0
    for letter in line:
        octets = len(letter.encode("utf-8", "replace"))
        if size + octets > _FOLD:
            rows.append(row)
            row, size = " ", 1
        row, size = row + letter, size + octets
    return "\r\n".join([*rows, row]) + "\r\n"
