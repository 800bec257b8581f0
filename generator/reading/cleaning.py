"""A card becomes a contact: every value tidied, or left out with its line and a sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.model.contact import Contact
from generator.model.countries import country_code, plain_words
from generator.model.problem import Problem
from generator.model.prospect import TITLES
from generator.model.text import (
    STAGES,
    many_lines,
    one_line,
    parse_email,
    parse_phone,
    parse_timezone,
    parse_url,
)
from generator.reading.borrowed import Telephone, parse_telephone
from generator.reading.cards import Card, Entry
from generator.reading.countries import CODE_FIRST, bag
from generator.reading.names import letter_name, pieced_name, whole_name, without_titles
from generator.reading.refusals import cut, is_refusal, refusals

LONGEST_LINE = 300
"""What is longer is no name and no job."""

LONGEST_NOTES = 20_000
_LONGEST_ADDRESS = 900
_MOST_LINKS = 5

_SEVERAL = re.compile(r"\s*(?::::|[;,|\n]| / | or )\s*")
_EMAILS = re.compile(r"[\s;,|<>]+")
_SPREADSHEET = re.compile(r"\d[.,]\d+e\+?\d+", re.IGNORECASE)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_BREAK = re.compile(r"\r\n|\r|\n")
_STAGES = {stage: stage for stage in STAGES} | {
    "customer": "won", "client": "won", "evangelist": "won", "closed won": "won",
    "existing customer": "won", "current customer": "won", "current client": "won",
    "unqualified": "unfit", "disqualified": "unfit", "not qualified": "unfit",
    "bad fit": "unfit", "junk": "unfit", "junk lead": "unfit",
}  # fmt: skip
"""What other programs say plainly of somebody who is not to be won over any more."""

_FIRST_CALLED = bag("work|business|office|direct|main")
_LAST_CALLED = bag("home|private|personal|other|obsolete")
_SYSTEM_TAGS = bag("mycontacts|my contacts|starred|contacts|imported")
_PARTS = ("street", "street2", "pobox", "city", "region", "postcode", "country")


@dataclass(slots=True)
class _Reader:
    """Reads the values of one card, and keeps what was wrong with them."""

    card: Card
    path: str
    faults: list[Problem]

    def fault(self, message: str, hint: str = "") -> None:
        self.faults.append(Problem(self.path, self.card.line, 1, message, hint))

    def line(self, text: str, what: str) -> str | None:
        """Give one line of text, its blanks and breaks tidied; None where it may not stand."""
        tidy = " ".join(text.split())
        if len(tidy) > LONGEST_LINE:
            self.fault(f"the {what} was left out: it has {len(tidy):,} letters")
            return None
        return self.checked(one_line, tidy, what) or None

    def checked(self, parse: Callable[[str], str], text: str, what: str) -> str | None:
        """Give what a prospect's file accepts; else say why not."""
        try:
            return parse(text)
        except ValueError as error:
            self.fault(f"the {what} was left out: {cut(str(error))}")
            return None


def parse_contact(card: Card, path: str, home: str) -> tuple[Contact | None, tuple[Problem, ...]]:
    """Clean a card; None where it does not say who it is."""
    reader = _Reader(card, path, [])
    name, first_name = _names(reader)
    company = reader.line(card.first("company"), "company")
    if not name and not company:
        reader.fault(
            "this row was left out: it has neither a name nor a company",
            "Give it a name, or put them in with `playbook add`.",
        )
        return None, tuple(reader.faults)
    country = next((c for e in _ranked(card.all("country")) if (c := country_code(e.text))), None)
    telephones = tuple(_telephones(reader, country or home))
    links = tuple(_links(reader))
    contact = Contact(
        line=card.line,
        name=name,
        first_name=first_name,
        company=company,
        role=_role(reader),
        stage=_stage(card),
        source=reader.line(card.first("source"), "source") or _known_source(card),
        emails=tuple(_emails(reader)),
        phones=tuple(dict.fromkeys(t.text for t in telephones)),
        address=_address(reader),
        links=links,
        country=country or _country(telephones),
        timezone=_timezone(reader, telephones, home),
        language=_language(card),
        opt_out=refusals(card, reader.fault),
        tags=tuple(_tags(reader)),
        notes=_notes(reader, "notes"),
        private=_notes(reader, "private"),
    )
    return contact, tuple(reader.faults)


def _names(reader: _Reader) -> tuple[str | None, str | None]:
    """Give the full name, and the given one where it is not the full name's first word."""
    card = reader.card
    given = reader.line(card.first("first_name"), "first name") or ""
    parts = (given, _line_of(card, "middle_name"), _line_of(card, "last_name"))
    whole = reader.line(card.first("name"), "name")
    if whole and whole == " ".join(card.first("company").split()):  # so cards name a firm
        whole = None
    name = whole_name(whole) if whole else reader.line(pieced_name(parts), "name")
    if not name or "@" in name:
        return None, None
    first, *rest = name.split()
    called = letter_name(given)
    if not called and rest and plain_words(first) in TITLES:
        words = without_titles(name).split()
        called = words[0] if len(words) > 1 else ""  # nobody is greeted by a bare surname
    return name, called if called not in {"", name, first} else None


def _line_of(card: Card, what: str) -> str:
    return " ".join(card.first(what).split())


def _role(reader: _Reader) -> str | None:
    role = reader.line(reader.card.first("role"), "role")
    return None if role and plain_words(role) in TITLES else role


def _stage(card: Card) -> str | None:
    said = (_STAGES.get(plain_words(entry.text)) for entry in card.all("stage"))
    return next((stage for stage in said if stage), None)


def _known_source(card: Card) -> str | None:
    """Say where LinkedIn's own export comes from: it has a profile for everybody."""
    url = card.first("url") or card.first("linkedin")
    return "LinkedIn" if "linkedin.com/in/" in url.casefold() else None


def _emails(reader: _Reader) -> Iterator[str]:
    seen = set()
    for entry in _ranked(reader.card.all("email")):
        parts = (part.removeprefix("mailto:") for part in _EMAILS.split(entry.text))
        found = [part.strip("'\"()[].") for part in parts if "@" in part]
        if not found:
            reader.fault(f"'{cut(entry.text)}' was left out: it is no e-mail address")
        for text in found:
            email = reader.checked(parse_email, text, "e-mail address")
            if email and len(email) <= LONGEST_LINE and email.casefold() not in seen:
                seen.add(email.casefold())
                yield email


def _telephones(reader: _Reader, country: str) -> Iterator[Telephone]:
    for entry in _ranked(e for e in reader.card.all("phone") if "fax" not in e.label):
        if _SPREADSHEET.fullmatch(entry.text.strip()):
            reader.fault(f"'{entry.text}' was left out: a spreadsheet has cut this number")
            continue
        for part in _parts_of_phone(entry.text):
            found = parse_telephone(part, country) or _as_it_is(part)
            if found:
                yield found
            else:
                reader.fault(f"'{cut(part)}' was left out: it is no telephone number")


def _parts_of_phone(text: str) -> Iterator[str]:
    if text.casefold().startswith("tel:"):
        yield text
        return
    for part in _SEVERAL.split(" ".join(text.split())):
        bare = part.strip().removesuffix(".0")
        if any(sign.isdigit() for sign in bare):
            yield bare


def _as_it_is(text: str) -> Telephone | None:
    """Keep a number that only its own country knows, if it has the look of one."""
    try:
        return Telephone(parse_phone(text), None, None)
    except ValueError:
        return None


def _country(telephones: Iterable[Telephone]) -> str | None:
    return next((t.country for t in telephones if t.country), None)


def _timezone(reader: _Reader, telephones: Iterable[Telephone], home: str) -> str | None:
    """Take the zone that the file names, else that of a number from abroad where it has one.

    A caller who does not know that somebody sits in New York rings there at four in the morning.
    """
    for entry in reader.card.all("timezone"):
        try:
            return parse_timezone(entry.text)
        except ValueError:
            continue
    first = next(iter(telephones), None)
    return first.timezone if first and first.country not in {home, None} else None


def _language(card: Card) -> str | None:
    found = re.match(r"[a-z]{2}(?![a-z])", card.first("language").strip().casefold())
    return found[0] if found else None


def _address(reader: _Reader) -> str | None:
    """Write the address of the best place as an envelope has it."""
    whole = next((e for e in _ranked(reader.card.all("address"))), None)
    groups: dict[str, dict[str, str]] = {}
    labels: dict[str, Entry] = {}
    for entry in reader.card.entries:
        if entry.what in _PARTS:
            groups.setdefault(entry.group, {}).setdefault(entry.what, entry.text)
            labels.setdefault(entry.group, entry)
    useful = [labels[g] for g, found in groups.items() if {"street", "pobox", "city"} & set(found)]
    best = next(iter(_ranked(useful)), None)
    text = whole.text if whole else _envelope(groups[best.group]) if best else ""
    lines = [" ".join(line.split()) for line in _BREAK.split(text)]
    tidy = "\n".join(line for line in lines if line)
    if len(tidy) > _LONGEST_ADDRESS:
        reader.fault("the address was left out: it is too long for an envelope")
        return None
    return reader.checked(many_lines, tidy, "address") or None


def _envelope(parts: dict[str, str]) -> str:
    keys = ("city", "region", "postcode")
    if country_code(parts.get("country", "")) in CODE_FIRST:
        keys = ("postcode", "city", "region")
    town = " ".join(parts[key] for key in keys if key in parts)
    lines = (parts.get("street"), parts.get("street2"), parts.get("pobox"), town)
    return "\n".join(line for line in (*lines, parts.get("country")) if line)


def _links(reader: _Reader) -> Iterator[tuple[str, str]]:
    seen: dict[str, str] = {}
    for entry in (*reader.card.all("linkedin"), *reader.card.all("url")):
        for part in entry.text.split(" ::: "):
            url = part.strip()
            if re.match(r"(www\.|[\w-]+\.[a-z]{2,}(/|$))", url):
                url = f"https://{url}"
            try:
                parse_url(url)
            except ValueError:
                reader.fault("a link was left out: a page may not carry it")
                continue
            label = "linkedin" if "linkedin.com" in url.casefold() else "website"
            if len(url) <= LONGEST_LINE and url not in seen.values() and len(seen) < _MOST_LINKS:
                label = label if label not in seen else f"{label}-{len(seen) + 1}"
                seen[label] = url
                yield label, url


def _tags(reader: _Reader) -> Iterator[str]:
    seen: set[str] = set()
    for entry in reader.card.all("tags"):
        for part in re.split(r" ::: |[;,\n]", entry.text):
            own = part.strip().lstrip("* ")
            word = plain_words(own)
            if word and word not in seen | _SYSTEM_TAGS and not is_refusal(word):
                seen.add(word)
                tag = reader.line(own, "tag")
                if tag:
                    yield tag


def _notes(reader: _Reader, what: str) -> str | None:
    """Give the notes, without what no text file holds; long ones are cut, and that is said."""
    texts = [_clean(entry.text) for entry in reader.card.all(what)]
    text = "\n\n".join(dict.fromkeys(t for t in texts if t))
    if len(text) > LONGEST_NOTES:
        reader.fault(f"the notes were cut: only {LONGEST_NOTES:,} of {len(text):,} letters came in")
        text = text[:LONGEST_NOTES].rstrip()
    return reader.checked(many_lines, text, what) or None


def _clean(text: str) -> str:
    lines = [_CONTROL.sub(" ", line).rstrip() for line in _BREAK.split(text)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Put the office first, what the program prefers before the rest, and what is private last."""
    return sorted(entries, key=_rank)


def _rank(entry: Entry) -> tuple[bool, int, bool]:
    words = set(entry.label.split())
    private = bool(words & _LAST_CALLED)
    return private, entry.preference, bool(words) and not words & _FIRST_CALLED
