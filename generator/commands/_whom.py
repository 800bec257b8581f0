"""Whom a writing command means: it lists several and does nothing.

One name that is typed with a slip of the finger is taken for theirs, and that is said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import click

from generator.commands._likeness import Likeness, likeness
from generator.commands._people import Known, find_people, known_people
from generator.model.workspace import Workspace

_MOST = 8


class UnknownPersonError(click.UsageError):
    """Nobody here is called so; `name` is what was typed."""

    def __init__(self, name: str) -> None:
        quoted = f'"{name}"' if " " in name else name
        super().__init__(
            f"nobody here is called '{name}'. Put them in first: playbook add {quoted}"
        )
        self.name = name


@dataclass(frozen=True, slots=True)
class Meant:
    """Somebody who was named, and what is to be said of it where the name was not quite theirs."""

    slug: str
    taking: str = ""


def people_named(words: Sequence[str], workspace: Workspace) -> list[Meant]:
    """Give all who were named, each of them once; several words may be one name."""
    known = known_people(workspace)
    whole = _as_one_name(" ".join(words), known) if len(words) > 1 else None
    named = [whole] if whole else [person_named(word, known) for word in words]
    return list({meant.slug: meant for meant in reversed(named)}.values())[::-1]


def person_named(text: str, known: tuple[Known, ...], *, exactly: bool = False) -> Meant:
    """Give the one person meant; a slip of the finger is taken for them unless `exactly`."""
    found = find_people(text, known)
    if not found:
        raise UnknownPersonError(text)
    if len(found) > 1:
        listed = "\n".join(f"  {each}" for each in found[:_MOST])
        more = f"\n  and {len(found) - _MOST} more" if len(found) > _MOST else ""
        msg = f"'{text}' may be several people, so nothing was done:\n{listed}{more}"
        raise click.UsageError(msg)
    meant = _as_meant(text, found[0])
    if meant is None or (exactly and meant.taking):
        msg = f"nobody here is called '{text}'. If you mean {found[0]}, say {found[0].slug}."
        raise click.UsageError(msg)
    return meant


def _as_meant(text: str, known: Known) -> Meant | None:
    """Take what was typed for somebody, if it is like enough to write into their file."""
    begins = known.slug.startswith("-".join(text.lower().split()))
    like = Likeness.SAME if begins else likeness(text, known)
    if like is Likeness.OTHER:
        return None
    name = f"{known.names[0]} ({known.slug})" if known.names else known.slug
    return Meant(known.slug, f"taking '{text}' for {name}" if like is Likeness.ALIKE else "")


def _as_one_name(text: str, known: tuple[Known, ...]) -> Meant | None:
    """Take several words for one person, where all of them are like that one's name.

    Words that each name somebody else name them all.
    """
    surely = _surely(text, known)
    said = " ".join(text.lower().split())
    each = {_surely(word, known) for word in said.split()}
    written = any(said == name.lower() for k in known for name in k.names)
    if None not in each and len(each) > 1 and not written:
        return None
    if surely:
        return Meant(surely)
    found = find_people(text, known)
    return _as_meant(text, found[0]) if len(found) == 1 else None


def _surely(text: str, known: tuple[Known, ...]) -> str | None:
    """Give the one person whose slug begins so, or whose full name this is."""
    said = " ".join(text.lower().split())
    begun = [k for k in known if k.slug.startswith(said.replace(" ", "-"))]
    named = [k for k in known if said in {name.lower() for name in k.names}]
    found = {k.slug for k in begun or named}
    return found.pop() if len(found) == 1 else None
