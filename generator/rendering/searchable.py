"""What the search may find on a page: its parts, at their headings, with plain marks only.

The layouts are our own, so their HTML can be taken apart by its marks: five times as fast as a
parser for HTML in general. What users wrote is escaped in it, and holds no mark.
Why an action is due is left out: half of all pages would be found by the word "parcel".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from generator.model.page import Page

_PART = re.compile(r'<h[23] id="([a-z0-9-]+)"[^>]*>(.*?)</h[23]>', re.DOTALL)
_HEADLINE = re.compile(r"<h1\b.*?</h1>", re.DOTALL)
_EXCLUDED = " data-search-exclude>"
_DROPPED = re.compile(r"<(?!/?(?:p|li|ul|ol|pre|code)[ >])[^>]*>")
_DRESSED = re.compile(r"<(p|li|ul|ol|pre|code) [^>]*>")
_EMPTY = re.compile(r"<(p|li|ul|ol|pre|code)>\s*</\1>")


@dataclass(frozen=True, slots=True)
class Part:
    """One entry of the search: `id` is the heading's, empty for the page itself.

    `title` and `text` are HTML of paragraphs, lists and code: what a person wrote is escaped.
    """

    id: str
    title: str
    text: str


def read_parts(page: Page, title: str) -> tuple[Part, ...]:
    """Take a page apart at its headings; `title` is the page's, as HTML."""
    if not page.search:
        return ()
    html = _HEADLINE.sub("", _without_excluded(_without_pictures(page.html)), count=1)
    pieces = _PART.split(html)
    sections = zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    return (
        Part("", title, _plain(pieces[0])),
        *(Part(name, _bare(heading), _plain(text)) for name, heading, text in sections),
    )


def _without_pictures(html: str) -> str:
    first, *rest = html.split("<svg")
    return first + "".join(piece.partition("</svg>")[2] for piece in rest)


def _without_excluded(html: str) -> str:
    """Leave out what is marked so, up to the first end of its element: none holds its like."""
    kept, at = [], 0
    while (mark := html.find(_EXCLUDED, at)) >= 0:
        begin = html.rfind("<", at, mark)
        tag = html[begin + 1 : mark].partition(" ")[0]
        end = html.find(f"</{tag}>", mark)
        kept.append(html[at:begin])
        at = end + len(tag) + 3 if end >= 0 else len(html)
    return "".join([*kept, html[at:]])


def _plain(html: str) -> str:
    bare = _DRESSED.sub(lambda mark: f"<{mark[1]}>", _DROPPED.sub(" ", html))
    return " ".join(_EMPTY.sub("", bare).split())


def _bare(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", "", html).split())
