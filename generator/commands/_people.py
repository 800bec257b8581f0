"""Whom a person means: a slug, the beginning of one, or a name typed from memory."""

from __future__ import annotations

from dataclasses import dataclass

import click
from rapidfuzz import fuzz, process, utils

from generator.model.workspace import Workspace

_GOOD = 75
"""How alike (of 100) a name must be to be meant at all."""

_LEAD = 8
"""By how much the best must be ahead to be meant alone."""

_MOST = 8


@dataclass(frozen=True, slots=True)
class Known:
    """A slug, and what else the person goes by."""

    slug: str
    names: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.slug} ({', '.join(self.names)})" if self.names else self.slug


def known_people(workspace: Workspace) -> tuple[Known, ...]:
    """Give everybody with a file, those whose files have faults included."""
    readable = [
        Known(p.slug, tuple(name for name in (p.name, p.company) if name))
        for p in workspace.prospects
    ]
    there = {known.slug for known in readable}  # a stray dana.yaml beside dana.yml is nobody
    faulty = [Known(slug) for slug in {b.slug for b in workspace.unreadable} - there]
    return tuple(sorted([*readable, *faulty], key=lambda known: known.slug))


def find_people(text: str, people: tuple[Known, ...]) -> tuple[Known, ...]:
    """Find whom `text` may mean: one if it is clear, several if not, none if nobody."""
    said = text.strip().lower()
    exact = tuple(known for known in people if known.slug == said)
    if exact or not said:
        return exact
    begun = tuple(known for known in people if known.slug.startswith(said.replace(" ", "-")))
    return begun or _alike(said, people)


def resolve(text: str, workspace: Workspace) -> str:
    """Give the slug of the one prospect meant; else it is misuse, and lists whom it may be."""
    found = find_people(text, known_people(workspace))
    if len(found) == 1:
        return found[0].slug
    if not found:
        msg = f"nobody here is called '{text}'. `playbook show` takes a slug or a name."
        raise click.UsageError(msg)
    listed = "\n".join(f"  {known}" for known in found[:_MOST])
    more = f"\n  and {len(found) - _MOST} more" if len(found) > _MOST else ""
    msg = f"'{text}' may be several people:\n{listed}{more}"
    raise click.UsageError(msg)


def _alike(said: str, people: tuple[Known, ...]) -> tuple[Known, ...]:
    scored = [(known, _score(said, known)) for known in people]
    scored = sorted((pair for pair in scored if pair[1] >= _GOOD), key=lambda pair: -pair[1])
    return tuple(known for known, score in scored if score > scored[0][1] - _LEAD)


def _score(said: str, known: Known) -> float:
    names = (known.slug.replace("-", " "), *known.names)
    best = process.extractOne(said, names, scorer=fuzz.WRatio, processor=utils.default_process)
    return best[1] if best else 0
