"""Contacts from other programs: a file of any of their formats becomes clean contacts.

Three steps: bytes to text (here), text to cards in one set of words (`tables.py`, `vcards.py`), a
card to a contact of which every value may stand in a prospect's file (`cleaning.py`). What may not
is left out, and a problem says so with its line; the person still comes in.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from generator.model.contact import Contact
from generator.model.problem import Problem
from generator.reading.cards import Cards
from generator.reading.cleaning import parse_contact
from generator.reading.files import Source, read_whole
from generator.reading.tables import parse_table
from generator.reading.vcards import parse_vcards

MOST_BYTES = 20_000_000
_NAMED = 12
"""So many columns that were not taken are named."""

_CARD = re.compile(rb"\s*BEGIN[ \t]*:[ \t]*VCARD[ \t]*[\r\n]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """What a file holds. `remarks` are about the file as a whole, for the user."""

    contacts: tuple[Contact, ...] = ()
    problems: tuple[Problem, ...] = ()
    remarks: tuple[str, ...] = ()


def read_contacts(file: Path, home: str) -> Found:
    """Read a file of contacts; `home` is the country whose numbers need no prefix."""
    source = Source(file, file.name)
    data, problems = read_whole(source, MOST_BYTES)
    if data is None:
        return Found(problems=problems)
    return parse_contacts(data, file.name, home)


def parse_contacts(data: bytes, path: str, home: str) -> Found:
    """Make contacts of the bytes of a CSV or vCard file, told apart by what stands in it."""
    try:
        text, remark = _decoded(data)
    except UnicodeDecodeError:
        message = "the file says that it is UTF-16 or UTF-32, and is not"
        return Found(problems=(Problem(path, 1, 1, message, "Save it as CSV UTF-8."),))
    cards = _cards(data, text, path)
    contacts, problems = [], list(cards.problems)
    for card in cards.cards:
        contact, faults = parse_contact(card, path, home)
        problems += faults
        if contact:
            contacts.append(contact)
    aside = f"Not taken: {', '.join(cards.aside[:_NAMED])}." if cards.aside else ""
    told = remark if cards.kind == "CSV" else ""  # a vCard is decoded line by line
    remarks = (f"Read as {cards.kind}{told}.", aside)
    return Found(tuple(contacts), tuple(sorted(problems)), tuple(r for r in remarks if r))


def _decoded(data: bytes) -> tuple[str, str]:
    """Give the text, and a remark where its encoding had to be guessed."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF32_LE, "utf-32"),
        (codecs.BOM_UTF32_BE, "utf-32"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            if name == "utf-8":
                return data[len(mark) :].decode("utf-8", "replace"), ""
            return data.decode(name), f" in {name.upper()}"
    wide = _without_a_mark(data[:4000])
    if wide:
        return data.decode(wide), f" in {wide.upper()}"
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        remark = " in Windows-1252; if names look wrong, save the file as UTF-8"
        return data.decode("cp1252", "replace"), remark


def _without_a_mark(head: bytes) -> str:
    """Know UTF-16 by its zeros where it has no byte order mark."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) * 4 < len(head) or len(head) < len("a,b") * 2:
        return ""
    return "utf-16-be" if even > odd else "utf-16-le"


def _cards(data: bytes, text: str, path: str) -> Cards:
    encoded = text.encode("utf-8", "replace")
    if not _CARD.match(encoded):
        return parse_table(text, path)
    unmarked = data.removeprefix(codecs.BOM_UTF8)
    return parse_vcards(unmarked if _CARD.match(unmarked) else encoded, path)
