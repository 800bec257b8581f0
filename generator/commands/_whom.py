"""Whom a writing command means: it lists several and does nothing, and it never guesses."""

from __future__ import annotations

from collections.abc import Sequence

import click

from generator.commands._people import Known, find_people, known_people
from generator.model.workspace import Workspace

_MOST = 8
_TELLING = 5
"""Fewer letters than this are alike by chance."""

_ONE_SLIP = 80
"""How alike (of 100) two words are that differ by one slip of the finger."""


class UnknownPersonError(click.UsageError):
    """Nobody here is called so; `name` is what was typed."""

    def __init__(self, name: str) -> None:
        quoted = f'"{name}"' if " " in name else name
        super().__init__(
            f"nobody here is called '{name}'. Put them in first: playbook add {quoted}"
        )
        self.name = name


def people_named(words: Sequence[str], workspace: Workspace) -> list[str]:
    """Give the slugs of all who were named; several words may be one name."""
    known = known_people(workspace)
    whole = _surely(" ".join(words), known) if len(words) > 1 else None
    if whole:
        return [whole]
    return list(dict.fromkeys(person_named(word, known) for word in words))


def person_named(text: str, known: tuple[Known, ...]) -> str:
    """Give the slug of the one person meant."""
    found = find_people(text, known)
    if not found:
        raise UnknownPersonError(text)
    if len(found) > 1:
        listed = "\n".join(f"  {each}" for each in found[:_MOST])
        more = f"\n  and {len(found) - _MOST} more" if len(found) > _MOST else ""
        msg = f"'{text}' may be several people, so nothing was done:\n{listed}{more}"
        raise click.UsageError(msg)
    if not is_sure(text, found[0]):
        msg = f"nobody here is called '{text}'. If you mean {found[0]}, say {found[0].slug}."
        raise click.UsageError(msg)
    return found[0].slug


def is_sure(text: str, known: Known) -> bool:
    """Whether every word typed begins a word of theirs, or is one with a slip of the finger.

    What is merely alike is good enough to look at somebody, not to write into their file.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 — heavy

    theirs = {word for name in (known.slug, *known.names) for word in _words_of(name)}
    return all(
        any(
            word.startswith(said)
            or (min(len(said), len(word)) >= _TELLING and fuzz.ratio(said, word) >= _ONE_SLIP)
            for word in theirs
        )
        for said in _words_of(text)
    )


def _words_of(text: str) -> list[str]:
    from generator.writing.slugs import slug_of  # noqa: PLC0415 — small

    return slug_of(text).split("-") if slug_of(text) else text.casefold().split()


def _surely(text: str, known: tuple[Known, ...]) -> str | None:
    """Give the one person whose slug begins so, or whose full name this is."""
    said = " ".join(text.lower().split())
    begun = [k for k in known if k.slug.startswith(said.replace(" ", "-"))]
    named = [k for k in known if said in {name.lower() for name in k.names}]
    found = {k.slug for k in begun or named}
    return found.pop() if len(found) == 1 else None
