"""Contacts become files and additions: who is new, who is known, who must not come back.

Nothing here touches the disk: what comes out are texts of new files and edits of old ones, for the
door to write. What the user wrote always wins: a key that has a value keeps it. Only an opt-out is
ever added to what stands there. Whoever opted out of everything, or was forgotten, stays away, and
so does the number or address by which somebody may not be reached, whoever else uses it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count

from generator.model.channel import Channel
from generator.model.contact import EVERYTHING, Contact, Trace, is_alike
from generator.model.prospect import Prospect
from generator.model.telephone import digits
from generator.writing.edits import Append, Edit, SetKey
from generator.writing.register import Register
from generator.writing.scalars import Value, entry_lines
from generator.writing.slugs import RESERVED, slug_of
from generator.writing.suppressions import Person, Suppressions

_FILLED = ("name", "company", "role", "source", "email", "phone", "address", "links", "country",
           "timezone", "language", "tags", "notes", "private")  # fmt: skip
"""What an import may fill in where a file says nothing. How letters begin is the user's."""

_OVER = ("won", "declined", "unfit")
"""Stages in which nobody is waiting to begin."""

_JOINED = ("name", "first_name", "company", "role", "stage", "source", "address", "links",
           "country", "timezone", "language")  # fmt: skip
"""What a later row of the same person may complete, and where both have it the first one's stays.

Notes are kept of both.
"""

_NOTES = ("notes", "private")

_KINDS = ("email", "phone")
_MOST_WAYS = 20
"""So many addresses, or numbers, of one person are kept."""

_LONGEST_NOTES = 20_000
"""Longer notes in a file are no use to anybody; what does not fit is said."""

_COMPARED = ("name", "company", "role", "source", "email", "phone", "address", "links", "tags",
             "notes", "private")  # fmt: skip
"""What is worth saying if the file and the import differ."""

_UNSHOWN = ("as you wrote it", "the import's")
"""What is said of private notes that differ: their words leave no file."""

_NAME_ALONE = "name alone"

_SHOWN = 80
"""So many letters of a value stand in a report."""


@dataclass(frozen=True, slots=True)
class New:
    """Somebody to make a file for. `shared` are the ways that others are known by as well."""

    slug: str
    contact: Contact
    opt_out: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return f"prospects/{self.slug}.yml"

    @property
    def waits(self) -> bool:
        """Whether there will be something to do for them, on a day of their own."""
        return self.contact.stage not in _OVER and EVERYTHING not in self.opt_out


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody who has a file: what is put into it, and what was left as the user wrote it."""

    slug: str
    title: str
    values: dict[str, Value] = field(default_factory=dict)
    opt_out: tuple[str, ...] = ()
    kept: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Key to what the file says, and behind it all that the import says otherwise."""

    @property
    def path(self) -> str:
        """The file, relative to the root."""
        return f"prospects/{self.slug}.yml"

    def edits(self, order: tuple[str, ...]) -> tuple[Edit, ...]:
        """Give the edits of the file, keys in the order of the format."""
        filled = (SetKey((key,), value, order, only_new=True) for key, value in self.values.items())
        refused = (Append(("opt_out",), word, order, unique=True) for word in self.opt_out)
        return (*filled, *refused)


@dataclass(frozen=True, slots=True)
class Aside:
    """Somebody who does not come in, and why; `line` is that of the import."""

    line: int
    title: str
    why: str


@dataclass(frozen=True, slots=True)
class Intake:
    """What an import comes to. `remarks` are sentences about single rows, with their lines."""

    new: tuple[New, ...] = ()
    changed: tuple[Known, ...] = ()
    matched: tuple[Known, ...] = ()
    suppressed: tuple[Aside, ...] = ()
    held: tuple[Aside, ...] = ()
    remarks: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What an import is held against."""

    prospects: Mapping[str, Prospect]
    traces: tuple[Trace, ...]
    suppressions: Suppressions
    channels: Mapping[str, Channel]
    country: str


def sort_out(contacts: Iterable[Contact], setting: Setting) -> Intake:
    """Tell new from known from unwanted, row by row; later rows know the earlier ones."""
    return _Sorter(setting).all(contacts)


class _Sorter:
    """Keeps what was found so far."""

    def __init__(self, setting: Setting) -> None:
        self._setting = setting
        self._register = Register.of(setting.prospects.values(), setting.traces, setting.country)
        self._faulty = {trace.slug for trace in setting.traces}
        self._taken = {slug.casefold() for slug in self._register.names}
        self._numbers: dict[str, int] = {}
        self._paragraphs: dict[tuple[str, str], set[str]] = {}
        self._closing = {
            kind: {EVERYTHING, *channels_of((kind,), setting.channels)} for kind in _KINDS
        }
        self._closers: dict[str, set[str]] = defaultdict(set)
        for prospect in setting.prospects.values():
            self._close(prospect.slug, prospect.opt_out)
        for slug in self._faulty:
            self._close(slug, (EVERYTHING,))
        self._new: dict[str, New] = {}
        self._gone: set[str] = set()
        self._known: dict[str, Known] = {}
        self._suppressed: list[Aside] = []
        self._held: list[Aside] = []
        self._remarks: list[tuple[int, str]] = []

    def all(self, contacts: Iterable[Contact]) -> Intake:
        """Sort out every contact."""
        for contact in contacts:
            self._one(contact)
        known = [self._known[slug] for slug in sorted(self._known)]
        return Intake(
            tuple(self._new.values()),
            tuple(k for k in known if k.values or k.opt_out),
            tuple(k for k in known if not (k.values or k.opt_out)),
            tuple(self._suppressed),
            tuple(self._held),
            tuple(self._remarks),
        )

    def _one(self, contact: Contact) -> None:
        slug = self._register.find(contact)
        by = _known_by(contact) if self._register.by_way(contact) is None else ""
        prospect = self._setting.prospects.get(slug or "")
        if slug in self._faulty:
            why = f"prospects/{slug}.yml has a fault: mend it, then import again"
            self._held.append(Aside(contact.line, contact.title, why))
        elif prospect:
            self._match(prospect, contact, by)
        elif slug in self._gone or self._setting.suppressions.covers(
            _person(contact, self._setting.country)
        ):
            self._forget(slug, contact)
        elif slug is not None:
            self._join(slug, contact, by)
        else:
            self._begin(contact)

    def _forget(self, slug: str | None, contact: Contact) -> None:
        """Leave out who was forgotten, with all that other rows say of them."""
        self._suppressed.append(Aside(contact.line, contact.title, "was forgotten"))
        gone = slug or f"(line {contact.line})"
        self._new.pop(gone, None)
        for way in self._register.sharers.ways.get(gone, ()):
            self._closers[way].discard(gone)
        self._gone.add(gone)
        self._register.add(gone, contact)
        self._register.keep_away(gone, contact.name, contact.company)

    # --- somebody with a file ------------------------------------------------------------------

    def _match(self, prospect: Prospect, contact: Contact, by: str) -> None:
        self._register.add(prospect.slug, contact)
        if EVERYTHING in prospect.opt_out:
            self._suppressed.append(Aside(contact.line, prospect.title, "opted out of everything"))
            return
        before = self._known.get(prospect.slug) or Known(prospect.slug, prospect.title)
        offered = self._offered(contact, prospect)
        values = self._filled(prospect, contact, before.values, offered)
        if by == _NAME_ALONE and values != before.values:
            self._say(contact, f"'{contact.title}' was taken for {prospect.slug}, by {by}")
        opt_out = self._closed(contact, (*prospect.opt_out, *before.opt_out))
        self._close(prospect.slug, (*prospect.opt_out, *before.opt_out, *opt_out))
        kept = _with_more(before.kept, _differences(prospect, offered, self._setting.country))
        self._known[prospect.slug] = replace(
            before, values=values, opt_out=(*before.opt_out, *opt_out), kept=kept
        )

    def _filled(
        self,
        prospect: Prospect,
        contact: Contact,
        before: Mapping[str, Value],
        offered: Mapping[str, Value],
    ) -> dict[str, Value]:
        """Give what is filled in where the file says nothing; an earlier row goes first."""
        values = dict(before)
        for key in (k for k in _FILLED if k in offered and not getattr(prospect, k)):
            if key not in values:
                values[key] = offered[key]
            elif key in _NOTES:
                both = self._both(prospect.slug, key, str(values[key]), contact)
                values[key] = _ended(both) or ""
            else:
                self._say_left(contact, prospect.slug, key, (values[key], offered[key]))
        return values

    def _offered(self, contact: Contact, prospect: Prospect) -> dict[str, Value]:
        """Give what a contact says, without a way of contact that is somebody else's."""
        values = _values(contact)
        for kind in ("email", "phone"):
            value = values.get(kind)
            way = self._register.ways_by(contact, kind).get(str(value), "")
            other = self._register.sharers.first(way, but=prospect.slug)
            if other:
                del values[kind]
                if not getattr(prospect, kind):
                    self._say(contact, f"{value} was left out: it is that of {other} too")
        return values

    def _closed(self, contact: Contact, already: Sequence[str]) -> tuple[str, ...]:
        """Give the channels that a contact closes and that are still open."""
        channels = self._setting.channels
        return tuple(
            word
            for word in channels_of(contact.opt_out, channels)
            if word not in already and EVERYTHING not in already
        )

    # --- somebody new --------------------------------------------------------------------------

    def _begin(self, contact: Contact) -> None:
        cleared, shared = self._cleared(contact)
        slug = self._slug(cleared)
        namesake = self._register.namesake(contact)
        if namesake and namesake not in self._gone:
            self._say(contact, f"{contact.title} comes in as {slug}: is that {namesake} too?")
        self._taken.add(slug)
        opt_out = channels_of(cleared.opt_out, self._setting.channels)
        self._new[slug] = New(slug, cleared, opt_out, shared)
        self._register.add(slug, cleared)
        self._close(slug, opt_out)

    def _cleared(self, contact: Contact, own: str = "") -> tuple[Contact, tuple[str, ...]]:
        """Settle the ways of contact that others have too: shared, or left out where closed."""
        emails, common = self._open_ways(contact, "email", own)
        phones, switchboard = self._open_ways(contact, "phone", own)
        shared = (*(["email"] if common else []), *(["phone"] if switchboard else []))
        return replace(contact, emails=emails, phones=phones), shared

    def _open_ways(self, contact: Contact, kind: str, own: str) -> tuple[tuple[str, ...], bool]:
        """Give the ways by which they may be reached, and whether the first is others' too."""
        kept: list[str] = []
        common = False
        for shown, way in self._register.ways_by(contact, kind).items():
            if self._closers.get(way, set()) - {own}:
                why = f"somebody who has it too is not to be contacted by {kind}"
                self._say(contact, f"{shown} was left out: {why}")
                continue
            other = self._register.sharers.first(way, but=own)
            if other and not kept:
                common = True
                self._say(contact, f"{shown} is shared: {other} has it too")
            kept.append(shown)
        return tuple(kept), common

    def _close(self, slug: str, opt_out: Sequence[str]) -> None:
        """Take in by which addresses and numbers somebody is not to be contacted, by whomever."""
        kinds = [kind for kind in _KINDS if self._closing[kind].intersection(opt_out)]
        for way in self._register.sharers.ways.get(slug, ()) if kinds else ():
            if ("email" if "@" in way else "phone") in kinds:
                self._closers[way].add(slug)

    def _join(self, slug: str, contact: Contact, by: str) -> None:
        """Let a later row complete an earlier one of the same file, and say what was left out."""
        mine = self._new[slug].contact
        absent = {key: getattr(contact, key) for key in _JOINED if not getattr(mine, key)}
        united = replace(
            mine,
            **absent,
            emails=self._few(contact, "email", mine),
            phones=self._few(contact, "phone", mine),
            tags=_united(mine.tags, contact.tags, str.casefold),
            opt_out=_united(mine.opt_out, contact.opt_out, str),
            notes=self._both(slug, "notes", mine.notes, contact),
            private=self._both(slug, "private", mine.private, contact),
        )
        joined, shared = self._cleared(united, slug)
        opt_out = channels_of(joined.opt_out, self._setting.channels)
        differs = (mine.emails and contact.emails) or (mine.phones and contact.phones)
        if by and united != mine and (differs or by == _NAME_ALONE):
            self._say(contact, f"'{contact.title}' was taken for {slug}, by {by}: are they two?")
        self._new[slug] = New(slug, joined, opt_out, shared)
        self._register.add(slug, joined)
        self._close(slug, opt_out)
        alike = is_alike(mine.name, contact.name)
        if not alike:
            self._say(contact, f"'{contact.title}' was taken for {mine.title}, by their address")
        for key in _JOINED[0 if alike else 2 :]:
            self._say_left(contact, slug, key, (getattr(mine, key), getattr(contact, key)))

    def _few(self, contact: Contact, kind: str, mine: Contact) -> tuple[str, ...]:
        """Give the addresses or numbers of both rows; of very many the first."""
        had = self._register.ways_by(mine, kind)
        ways = (self._register.number(p, mine) for p in contact.phones)
        pairs = zip(contact.phones, ways, strict=True)
        more = {e: e.casefold() for e in contact.emails} if kind == "email" else dict(pairs)
        fresh = [shown for shown, way in more.items() if way not in had.values()]
        room = max(0, _MOST_WAYS - len(had))
        for shown in fresh[room:]:
            self._say(contact, f"{shown} was left out: {mine.title} has {_MOST_WAYS} already")
        return (*had, *fresh[:room])

    def _both(self, slug: str, key: str, mine: str | None, contact: Contact) -> str | None:
        """Give the notes of both rows in their order, nothing of them twice."""
        more: str | None = getattr(contact, key)
        if not mine or not more:
            return mine or more
        if (slug, key) not in self._paragraphs:
            self._paragraphs[slug, key] = set(_paragraphs(mine))
        known = self._paragraphs[slug, key]
        fresh = {folded: part for folded, part in _paragraphs(more).items() if folded not in known}
        both = "\n\n".join((mine.rstrip(), *fresh.values())) if fresh else mine
        if len(both) > _LONGEST_NOTES:
            self._say(contact, f"its notes were left out: those of {contact.title} are long enough")
            return mine
        known.update(fresh)
        return both

    def _say_left(
        self, contact: Contact, slug: str, key: str, pair: tuple[Value | None, Value | None]
    ) -> None:
        """Say what a row holds that an earlier row of the same person had otherwise."""
        mine, theirs = pair
        left = _beyond(mine, theirs) if mine and theirs else ""
        if left:
            self._say(contact, f"{key} '{brief(left)}' was left out: {slug} has '{brief(mine)}'")

    def _slug(self, contact: Contact) -> str:
        """Make a file name that nobody has, from the name, the firm, else the address."""
        local = (contact.email or "").partition("@")[0]
        words = (contact.name, contact.company, local, "somebody")
        base = next(made for word in words if word and (made := slug_of(word)))
        longer = slug_of(f"{base} {contact.company or ''}")
        numbered = (f"{base}-{number}" for number in count(self._numbers.get(base, 2)))
        tries = chain((base, longer), numbered)
        slug = next(t for t in tries if t not in self._taken and t not in RESERVED)
        if slug not in {base, longer}:
            self._numbers[base] = int(slug.rpartition("-")[2]) + 1
        return slug

    def _say(self, contact: Contact, text: str) -> None:
        if (contact.line, text) not in self._remarks[-4:]:
            self._remarks.append((contact.line, text))


def _known_by(contact: Contact) -> str:
    """Say by what somebody is known who has no address or number in common."""
    return "name and firm" if contact.company else _NAME_ALONE


def channels_of(words: Iterable[str], channels: Mapping[str, Channel]) -> tuple[str, ...]:
    """Turn lines and channels into what `opt_out` holds; a word that is neither closes all.

    Of the channels of one line only those are named whose opt-out closes the others as well.
    """
    found: dict[str, None] = {}
    spelled = {_bare(name): name for name in reversed(list(channels))}
    for word in words:
        line = {name for name, channel in channels.items() if channel.by == word}
        heads = [n for n in channels if n in line and not line & set(channels[n].opt_out_with)]
        own = word if word in channels else spelled.get(_bare(word), EVERYTHING)
        found |= dict.fromkeys(heads or [own])
    return (EVERYTHING,) if EVERYTHING in found else tuple(found)


def _bare(word: str) -> str:
    """Compare names of channels by their letters: address books change case and hyphens."""
    return "".join(re.findall(r"[^\W_]+", word.casefold()))


def new_file(new: New, added: date, order: tuple[str, ...]) -> bytes:
    """Write the file of somebody new."""
    contact = new.contact
    values = _values(contact) | {"stage": contact.stage or "lead", "added": added}
    if contact.first_name:
        values["first_name"] = contact.first_name
    if new.opt_out:
        values["opt_out"] = new.opt_out
    if new.shared:
        values["shared"] = new.shared
    more = ", ".join((*contact.emails[1:], *contact.phones[1:]))
    if more:
        values["notes"] = "\n\n".join(filter(None, (contact.notes, f"Also: {more}"))) + "\n"
    lines = [line for key in order if key in values for line in entry_lines(key, values[key])]
    return ("\n".join(lines) + "\n").encode()


def _values(contact: Contact) -> dict[str, Value]:
    """Give what a contact says, by the keys of a prospect's file."""
    found: dict[str, Value | None] = {
        "name": contact.name,
        "company": contact.company,
        "role": contact.role,
        "source": contact.source,
        "email": contact.email,
        "phone": contact.phone,
        "address": _ended(contact.address),
        "links": dict(contact.links),
        "country": contact.country,
        "timezone": contact.timezone,
        "language": contact.language,
        "tags": contact.tags,
        "notes": _ended(contact.notes),
        "private": _ended(contact.private),
    }
    return {key: value for key, value in found.items() if value}


def _ended(text: str | None) -> str | None:
    """End a text of several lines with a line end, as people write them."""
    return f"{text}\n" if text and "\n" in text else text


def _person(contact: Contact, home: str) -> Person:
    who = (contact.name or "", contact.company or "")
    return Person(contact.emails, contact.phones, *who, contact.country or home)


def _differences(
    prospect: Prospect, offered: Mapping[str, Value], country: str
) -> dict[str, tuple[str, ...]]:
    """Find what the import says otherwise than the file or beyond it, spelling aside."""
    found: dict[str, tuple[str, ...]] = {}
    for key in _COMPARED:
        mine, theirs = getattr(prospect, key), offered.get(key)
        if not mine or not theirs:
            continue
        left = _beyond(mine, theirs)
        if key == "phone" and _number(prospect, mine, country) == _number(prospect, left, country):
            left = ""
        if left:
            found[key] = _UNSHOWN if key == "private" else (brief(mine), brief(left))
    return found


def _number(prospect: Prospect, phone: str, country: str) -> str:
    return digits(phone, prospect.country or country)


def _with_more(
    before: Mapping[str, tuple[str, ...]], more: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Put what a further row says otherwise behind what earlier rows said."""
    return {**before} | {
        key: tuple(dict.fromkeys((*before.get(key, ()), *told))) for key, told in more.items()
    }


def _beyond(mine: object, theirs: object) -> str:
    """Give what one value says beyond another: whole paragraphs, tags and links, else all of it."""
    if isinstance(theirs, str):
        known = _paragraphs(str(mine))
        fresh = (part for folded, part in _paragraphs(theirs).items() if folded not in known)
        return "\n\n".join(fresh)
    had = {_folded(each) for each in _members(mine)}
    return ", ".join(each for each in _members(theirs) if _folded(each) not in had)


def _paragraphs(text: str) -> dict[str, str]:
    """Give the paragraphs of a text by how they are compared."""
    parts = (part.strip("\n") for part in re.split(r"\n\s*\n", text))
    return {_folded(part): part for part in parts if part.strip()}


def _members(value: object) -> list[str]:
    """Give the texts of a list; of links where they lead."""
    if isinstance(value, Mapping):
        return [str(each) for each in value.values()]
    listed = value if isinstance(value, (list, tuple)) else ()
    return [str(each[1] if isinstance(each, tuple) else each) for each in listed]


def brief(value: object) -> str:
    """Give a value on one line of a report, the end of a long one left out."""
    text = value if isinstance(value, str) else ", ".join(_members(value))
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"


def _folded(text: str) -> str:
    """Compare texts without case, line ends and what stands between words."""
    return " ".join(re.findall(r"\w+|[^\w\s,;.]", text.casefold()))


def _united(
    mine: tuple[str, ...], more: tuple[str, ...], key: Callable[[str], str]
) -> tuple[str, ...]:
    known = {key(each) for each in mine}
    return (*mine, *(each for each in more if key(each) not in known))
