"""Whom a writing command means: it lists several and does nothing, and it never guesses."""

from __future__ import annotations

from collections.abc import Sequence

import click

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
    return found[0].slug


def _surely(text: str, known: tuple[Known, ...]) -> str | None:
    """Give the one person whose slug begins so, or whose full name this is."""
    said = " ".join(text.lower().split())
    begun = [k for k in known if k.slug.startswith(said.replace(" ", "-"))]
    named = [k for k in known if said in {name.lower() for name in k.names}]
    found = {k.slug for k in begun or named}
    return found.pop() if len(found) == 1 else None
