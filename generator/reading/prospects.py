"""Prospect files: one person each, refused whole where anything in them has a fault.

The checks of this module look at the tree, not at the finished value, so that one misspelt word
does not hide the faults behind it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from generator.model.channel import Channel
from generator.model.nearest import did_you_mean
from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.model.slug import TAKEN, is_slug
from generator.model.text import parse_day
from generator.reading.countries import Places, not_a_code, places_in
from generator.reading.files import READ_IT, Source, read_tree, read_whole
from generator.reading.schema import parse_as, plain, top_mapping
from generator.reading.sentences import shown, unknown_key
from generator.reading.traces import parse_trace
from generator.yamltree import MAX_BYTES, Mapping, Mark, Node, Scalar, Sequence, place

_SUBDIVISION = re.compile(r"[A-Z0-9]{1,3}")
_EMAIL = re.compile(r"^\s*[\"']?email[\"']? *: *[\"']?([^\s\"'#]+@[^\s\"'#]+)", re.MULTILINE)
_OPT_OUT = re.compile(r"^\s*[\"']?opt_out\b", re.MULTILINE)
_ENDING = ".yml"
_NOT_READ = (".yaml", ".YML", ".YAML", ".Yml", ".Yaml")


@dataclass(frozen=True, slots=True)
class Contact:
    """What a file says of how to reach a person, faulty or not: text, as it was written."""

    email: str = ""
    phone: str = ""
    country: str = ""
    shared: tuple[str, ...] = ()
    opt_out: tuple[str, ...] = ()
    places: tuple[Mark, Mark] = (Mark(0, 0, 0), Mark(0, 0, 0))

    @classmethod
    def of(cls, top: Mapping) -> Contact:
        """Take it from the tree of a file."""
        return cls(
            _text(top, "email").strip(),
            _text(top, "phone").strip(),
            _text(top, "country"),
            tuple(node.text or "" for node in _words(top, "shared") if isinstance(node, Scalar)),
            tuple(node.text or "" for node in _words(top, "opt_out") if isinstance(node, Scalar)),
            (place(top, ("email",)), place(top, ("phone",))),
        )


@dataclass(frozen=True, slots=True)
class Read:
    """A prospect's file as far as it could be read: `prospect` only where it has no fault."""

    slug: str
    path: str
    contact: Contact = Contact()
    prospect: Prospect | None = None
    problems: tuple[Problem, ...] = field(default=())
    places: Places = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a prospect's file is checked against."""

    channels: dict[str, Channel]
    last_day: date


def read_prospects(root: Path, setting: Setting) -> tuple[Read, ...]:
    """Read every file of `prospects/`, by slug."""
    folder = root / "prospects"
    if not folder.exists() and not folder.is_symlink():
        return ()
    try:
        names = sorted(entry.name for entry in folder.iterdir())
    except OSError as error:
        source = Source.of(root, folder)
        fault = source.fault(*_no_folder(folder, error))
        return (Read("", source.path, problems=(fault,)),)
    return tuple(_read(Source.of(root, folder / name), setting) for name in names if _is_ours(name))


def _no_folder(folder: Path, error: OSError) -> tuple[str, str]:
    """Say why nobody could be read, and what to do: nobody may vanish unsaid."""
    if folder.is_symlink() and not folder.exists():
        lead = "Let it lead to where your prospects are; perhaps a disk is not there."
        return "this is a link that leads to no folder, so nobody could be read", lead
    remedy = READ_IT if isinstance(error, PermissionError) else "Make it a folder again."
    return "the folder of the prospects cannot be read", remedy


def parse_prospect(tree: Node, slug: str, path: str, setting: Setting) -> Read:
    """Build the prospect of a tree, or say all that is wrong with it."""
    top, problems = top_mapping(tree, path)
    if top is None:
        return Read(slug, path, problems=problems)
    values, empty = plain(top)
    values["slug"] = slug
    for touch, node in zip(values.get("touches", ()), _entries(top, "touches"), strict=False):
        if isinstance(touch, dict):
            touch["line"] = node.start.line
    prospect, problems = parse_as(Prospect, top, path, (values, empty))
    problems += tuple(_checked(top, path, setting))
    good = None if problems else prospect
    return Read(slug, path, Contact.of(top), good, problems, places_in(top, path))


def _is_ours(name: str) -> bool:
    return not name.startswith(".") and name.endswith((_ENDING, *_NOT_READ))


def _read(source: Source, setting: Setting) -> Read:
    name = source.path.rpartition("/")[2]
    slug = name.rpartition(".")[0]
    problems = _name_faults(source, name, slug)
    if not name.endswith(_ENDING):
        return Read(slug, source.path, _contact_traced(source, slug), problems=problems)
    tree, faults = read_tree(source)
    if tree is None:
        return Read(slug, source.path, _contact_traced(source, slug), problems=problems + faults)
    read = parse_prospect(tree, slug, source.path, setting)
    problems += faults + read.problems
    return replace(read, prospect=None if problems else read.prospect, problems=problems)


def _contact_traced(source: Source, slug: str) -> Contact:
    """Take what the text of a file without a tree still shows; an opt-out may be of everything."""
    data, _ = read_whole(source, MAX_BYTES)
    text = (data or b"").decode("utf-8", "replace")
    email, found = _EMAIL.search(text), parse_trace(text, slug)
    opt_out = ("all",) if _OPT_OUT.search(text) else ()
    address = email[1] if email else ""
    return Contact(address, next(iter(found.phones), ""), opt_out=opt_out)


def _name_faults(source: Source, name: str, slug: str) -> tuple[Problem, ...]:
    """Refuse a name that could not stand for good in addresses, commands and links."""
    if not name.endswith(_ENDING):
        right = source.file.with_name(f"{slug}{_ENDING}")
        itself = source.file.exists() and right.exists() and right.samefile(source.file)
        taken = right.exists() and not itself
        hint = f"Name it {right.name}."
        if taken:
            hint = f"{right.name} is there already: move what is in this one into it."
        return (source.fault(f"only files that end in {_ENDING} are read", hint),)
    if slug == TAKEN:
        hint = "Name the file after the person."
        return (source.fault(f"the slug '{TAKEN}' belongs to the list of all prospects", hint),)
    if not is_slug(slug):
        better = re.sub(r"[^a-z0-9]+", "-", slug.lower()).strip("-") or "jo-smith"
        message = f"the file name '{shown(slug)}' is no slug: a-z, 0-9 and - only"
        return (source.fault(message, f"Name it {better}.yml."),)
    return ()


def _checked(top: Mapping, path: str, setting: Setting) -> Iterator[Problem]:
    for check in CHECKS:
        for at, message, hint in check(top, setting):
            yield Problem(path, at.line, at.column, message, hint)


Fault = tuple[Mark, str, str]
"""Where, what, and the remedy."""


def has_a_name(top: Mapping, _setting: Setting) -> Iterator[Fault]:
    """Ask for a person or a firm."""
    if not any(_given(top.get(key)) for key in ("name", "company")):
        yield top.start, "neither a name nor a company is given", "Add `name: …` or `company: …`."


def has_no_reserved_keys(top: Mapping, _setting: Setting) -> Iterator[Fault]:
    """Refuse what only the reader fills in."""
    slug = top.key("slug")
    if slug:
        yield slug.start, unknown_key("slug", [])[0], "The name of the file is the slug."
    for touch in _touches(top):
        line = touch.key("line")
        if line:
            yield line.start, *unknown_key("line", [])


def knows_its_channels(top: Mapping, setting: Setting) -> Iterator[Fault]:
    """Refuse a channel that the workspace does not have."""
    known = list(setting.channels)
    named = [("first contact", top.get("first_contact"))]
    for key in ("touches", "prepared"):
        named += [
            ("channel", e.get("channel")) for e in _entries(top, key) if isinstance(e, Mapping)
        ]
    for what, node in named:
        if isinstance(node, Scalar) and node.text and node.text not in known:
            yield node.start, f"unknown {what} '{shown(node.text)}'", did_you_mean(node.text, known)


def opts_out_of_something(top: Mapping, setting: Setting) -> Iterator[Fault]:
    """Refuse an opt-out that names nothing: it must not be ignored."""
    known = [*setting.channels, "all"]
    for node in _words(top, "opt_out"):
        if isinstance(node, Scalar) and node.text not in known:
            message = f"opt_out: '{shown(node.text)}' is neither a channel nor 'all'"
            hint = f"{did_you_mean(node.text or '', known)} For no opt-out, write `opt_out: []`."
            yield node.start, message, hint.strip()


def says_how_calls_went(top: Mapping, setting: Setting) -> Iterator[Fault]:
    """Ask for the outcome of a call: without one it could be anything."""
    for touch in _touches(top):
        channel = setting.channels.get(_text(touch, "channel"))
        if channel and channel.live and channel.by == "phone" and not _text(touch, "outcome"):
            message = f"a {channel.label} needs an outcome"
            yield touch.start, message, "Add `outcome: connected`, voicemail, no_answer or another."


def lies_in_the_past(top: Mapping, setting: Setting) -> Iterator[Fault]:
    """Refuse what has not happened yet; the day of grace is for travellers."""
    for entry in (*_touches(top), *_entries(top, "prepared")):
        node = entry.get("date") if isinstance(entry, Mapping) else None
        day = _day(node)
        if node and day and day > setting.last_day:
            message = f"{day} has not come yet: this cannot have happened"
            yield node.start, message, "Look at the year; what is planned needs no entry."


def has_each_id_once(top: Mapping, _setting: Setting) -> Iterator[Fault]:
    """Refuse two touches with one id: they would be one to every tool."""
    first: dict[str, int] = {}
    for touch in _touches(top):
        node = touch.get("id")
        if isinstance(node, Scalar) and node.text:
            line = first.setdefault(node.text, node.start.line)
            if line != node.start.line:
                message = f"the id '{shown(node.text)}' is that of the touch on line {line} too"
                yield node.start, message, "Take the id out: the tool gives it a new one."


def names_its_country(top: Mapping, _setting: Setting) -> Iterator[Fault]:
    """Refuse a country or region that cannot be a code."""
    subdivision = top.get("subdivision")
    yield from not_a_code(top.get("country"))
    region = subdivision.text if isinstance(subdivision, Scalar) else None
    if subdivision and region and not _SUBDIVISION.fullmatch(region):
        message = f"subdivision: '{shown(region)}' is no code of a region"
        yield subdivision.start, message, "Write the second part of its ISO code, such as ENG."


CHECKS: tuple[Callable[[Mapping, Setting], Iterator[Fault]], ...] = (
    has_a_name,
    has_no_reserved_keys,
    knows_its_channels,
    opts_out_of_something,
    says_how_calls_went,
    lies_in_the_past,
    has_each_id_once,
    names_its_country,
)
"""What must hold besides the schema. Adding a check is one function and its name here."""


def _text(node: Mapping, key: str) -> str:
    value = node.get(key)
    return value.text or "" if isinstance(value, Scalar) else ""


def _given(node: Node | None) -> bool:
    """Whether anything stands there; what it is, the schema judges."""
    return bool((node.text or "").strip()) if isinstance(node, Scalar) else node is not None


def _words(node: Mapping, key: str) -> tuple[Node, ...]:
    """Give the entries of a list, or the single word that stands for one."""
    value = node.get(key)
    if isinstance(value, Scalar):
        return (value,) if value.text is not None else ()
    return value.items if isinstance(value, Sequence) else ()


def _entries(node: Mapping, key: str) -> tuple[Node, ...]:
    value = node.get(key)
    return value.items if isinstance(value, Sequence) else ()


def _touches(top: Mapping) -> Iterator[Mapping]:
    return (touch for touch in _entries(top, "touches") if isinstance(touch, Mapping))


def _day(node: Node | None) -> date | None:
    try:
        return parse_day(node.text or "") if isinstance(node, Scalar) else None
    except ValueError:
        return None
