"""Forgetting somebody: their file and its traces go, and nothing brings them back.

What goes: the file, every record of `undo` that has a word of it, and the built site. What stays is
a salted hash of what they could be known again by (`suppressions.py`). What is beyond this tool is
found and said: other files that name them, and what git still holds.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.model.problem import Problem
from generator.model.prospect import Prospect
from generator.writing.door import Door, Saved
from generator.writing.folders import MARKERS
from generator.writing.git import run_git
from generator.writing.suppressions import (
    SUPPRESSIONS,
    Person,
    Suppressions,
    faults_in,
    read_suppressions,
    suppress,
)
from generator.yamltree import MAX_BYTES, Plain, decode, parse_yaml, to_plain

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_FIELD = re.compile(r"^(name|company|phone|country): *[\"']?([^\"'\n#]+)", re.MULTILINE)
_SITE_DIR = re.compile(r"^site_dir: *[\"']?([^\"'\n#]+)", re.MULTILINE)
_NOT_OURS = {".git", ".playbook", ".venv", "node_modules", "__pycache__"}
_SHORT = 3
"""A word with fewer letters is found everywhere, and says nothing."""


@dataclass(frozen=True, slots=True)
class History:
    """What git still holds: commits with the file, and commits whose message names the person."""

    commits: int = 0
    first: date | None = None
    last: date | None = None
    messages: int = 0


def person_of(data: bytes) -> Person:
    """Give what somebody can be known again by, from their file, sound or not.

    Addresses and numbers that were used in the past count; those of others (`shared`) do not.
    """
    text, _ = decode(data, "")
    tree, _ = parse_yaml(text, "") if text is not None else (None, ())
    top = to_plain(tree) if tree else None
    if not isinstance(top, dict):
        return _person_of_text(data.decode("utf-8", "replace"))
    shared = top.get("shared") or []
    emails, phones = [_word(top, "email")], [_word(top, "phone")]
    for to in _used(top):
        (emails if "@" in to else phones).append(to)
    return Person(
        () if "email" in shared else _known(emails),
        () if "phone" in shared else _known(phones),
        _word(top, "name"),
        _word(top, "company"),
        _word(top, "country") or Person().country,
    )


def forget(root: Path, path: str, person: Person, on: date) -> Saved:
    """Remove somebody's file for good, and see that nothing brings them back."""
    return Door(root).erase(path, {SUPPRESSIONS: lambda before: suppress(before, person, on)})


def drop_site(root: Path, *, really: bool = True) -> str:
    """Delete the built site, which shows everybody; say what was done, or what the user must do."""
    try:
        named = _SITE_DIR.search((root / "mkdocs.yml").read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        named = None
    site = root / (named[1].strip() if named else "site")
    if not site.is_dir():
        return ""
    if not (site / MARKERS["site"]).is_file():
        return f"{site} was not made by `playbook build`: look whether they are in it"
    if really:
        shutil.rmtree(site)
    return f"the built site in {site}; `playbook build` makes it anew"


def mentions(root: Path, path: str, person: Person) -> tuple[str, ...]:
    """Find other files of the playbook that may name somebody, by their paths."""
    words = [person.name, *person.name.split()[:1], *person.emails, *person.phones, Path(path).stem]
    sought = "|".join(re.escape(word) for word in words if len(word) >= _SHORT)
    named = re.compile(rf"(?<!\w)(?:{sought or '(?!)'})(?!\w)", re.IGNORECASE)
    found = []
    for file in _files(root):
        relative = file.relative_to(root).as_posix()
        if relative not in {path, SUPPRESSIONS} and named.search(_text(file)):
            found.append(relative)
    return tuple(sorted(found))


def in_history(root: Path, path: str, person: Person) -> History | None:
    """Ask git what it still holds of a file and its person; None where there is no repository."""
    days = run_git(root, "log", "--all", "--format=%cs", "--", path)
    if days.code:
        return None if run_git(root, "rev-parse", "--git-dir").code else History()
    dated = sorted(date.fromisoformat(day) for day in days.out.split())
    named = 0
    if " " in person.name:
        grep = ("log", "--all", "--format=%h", "--fixed-strings", "--regexp-ignore-case")
        named = len(run_git(root, *grep, f"--grep={person.name}").out.split())
    return History(len(dated), min(dated, default=None), max(dated, default=None), named)


def come_back(root: Path, prospects: Iterable[Prospect]) -> Iterator[Problem]:
    """Find people who were forgotten and have a file again, put in since."""
    suppressions = Suppressions() if faults_in(root) else read_suppressions(root)
    first = min((entry.on for entry in suppressions.entries), default="")
    for prospect in prospects if first else ():
        if prospect.added and prospect.added.isoformat() < first:
            continue
        entry = suppressions.find(_person(prospect))
        if entry:
            message = f"{prospect.title} was forgotten on {entry.on}, and has a file again"
            hint = f"If they asked to be: `playbook forget {prospect.slug}`."
            yield Problem(prospect.path, 1, 1, message, hint, "forgotten")


def _person(prospect: Prospect) -> Person:
    return Person(
        (prospect.email,) if prospect.email and "email" not in prospect.shared else (),
        (prospect.phone,) if prospect.phone and "phone" not in prospect.shared else (),
        prospect.name or "",
        prospect.company or "",
        prospect.country or Person().country,
    )


def _person_of_text(text: str) -> Person:
    """Make the best of a file that cannot be read."""
    fields = {key: value.strip() for key, value in _FIELD.findall(text)}
    return Person(
        _known(_EMAIL.findall(text)),
        _known([fields.get("phone", "")]),
        fields.get("name", ""),
        fields.get("company", ""),
        fields.get("country") or Person().country,
    )


def _word(top: dict[str, Plain], key: str) -> str:
    value = top.get(key)
    return value.strip() if isinstance(value, str) else ""


def _used(top: dict[str, Plain]) -> Iterator[str]:
    """Give the addresses and numbers that touches were sent to."""
    touches = top.get("touches")
    for touch in touches if isinstance(touches, list) else ():
        if isinstance(touch, dict) and _word(touch, "to"):
            to = _word(touch, "to")
            if "@" in to or re.fullmatch(r"\+?[0-9][0-9 ()./-]+", to):
                yield to


def _known(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))


def _files(root: Path) -> Iterator[Path]:
    for file in sorted(root.rglob("*")):
        inner = file.relative_to(root).parts
        if not _NOT_OURS.intersection(inner) and file.is_file() and file.stat().st_size < MAX_BYTES:
            yield file


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
