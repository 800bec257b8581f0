"""A page of the site: finished HTML under a path, whatever engine shows it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Heading:
    """One entry of a page's table of contents."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """`path` is relative to the site (`prospects/dana-reyes.html`), `html` its article.

    `title` is plain text, not HTML: whoever prints it escapes it.
    `raw` says that `html` is a whole document (or a calendar file) to be written as it stands.
    """

    path: str
    title: str
    html: str
    headings: tuple[Heading, ...] = field(default=())
    raw: bool = False
    search: bool = True
