"""What a person wrote as Markdown (notes, what was said), as clean HTML: nothing in it can run."""

from __future__ import annotations

import re

import markdown as python_markdown
import nh3
from markupsafe import Markup, escape

from generator.model.text import URL_SCHEMES

_TAGS = frozenset(
    {
        "p", "br", "hr", "strong", "em", "b", "i", "code", "pre", "ul", "ol", "li", "blockquote",
        "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "del", "s", "sub", "sup",
        "a", "dl", "dt", "dd",
    }
)  # fmt: skip
_ATTRIBUTES = {"a": {"href", "title"}}
# Python-Markdown takes quadratic time on brackets and recurses on nesting: such text is not given.
# What Markdown could turn into something: any sign but these, a line that begins with no letter,
# two spaces at its end. Text without is prose, as most notes are, and needs no parser.
_MARKED = re.compile(
    r"[^\w ,.;:'\"?!()/%£€$\u2019\u2013\u2014\n-]|_|^[^\w\n]|^\d|  $", re.MULTILINE
)
_LONGEST = 10_000
_MOST_BRACKETS = 600
_DEEPEST = re.compile(r"^(?:[ \t]*>){12}|^(?: {48}|\t{12})", re.MULTILINE)
_LONGEST_MARKS = re.compile(r"([*_`~<&!]) ?(?:\1 ?){200}")


def render_markdown(text: str) -> Markup:
    """Convert `text`; what is too big or too deep for Markdown is shown as it was written."""
    if not _MARKED.search(text):
        return _prose(text)
    if not _is_bounded(text):
        return plain_paragraphs(text)
    try:
        html = python_markdown.markdown(
            text, extensions=["tables", "sane_lists", "fenced_code"], output_format="html"
        )
    except RecursionError:
        return plain_paragraphs(text)
    return clean(_lower_headings(html))


_CODE = re.compile(r"`([^`]+)`")


def mark_code(text: str) -> Markup:
    """Escape a remark and set off what stands in it between backticks."""
    return Markup(_CODE.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704 — escaped


def plain_paragraphs(text: str) -> Markup:
    """Give `text` as paragraphs, letter by letter."""
    parts = [part for part in re.split(r"\n{2,}", text.strip()) if part.strip()]
    lines = (Markup("<br>").join(escape(line) for line in part.splitlines()) for part in parts)
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)


def _prose(text: str) -> Markup:
    parts = re.split(r"\n{2,}", text.strip())
    return Markup("\n").join(Markup("<p>{}</p>").format(part) for part in parts if part)


def clean(html: str) -> Markup:
    """Keep plain structure and harmless links; pictures go: each would be a request elsewhere."""
    return Markup(  # noqa: S704 — nh3 has cleaned it
        nh3.clean(
            html,
            tags=set(_TAGS),
            attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
            url_schemes=set(URL_SCHEMES),
            link_rel="noopener noreferrer",
        )
    )


def _is_bounded(text: str) -> bool:
    return (
        len(text) <= _LONGEST
        and text.count("[") <= _MOST_BRACKETS
        and not _DEEPEST.search(text)
        and not _LONGEST_MARKS.search(text)
    )


def _lower_headings(html: str) -> str:
    """Turn the writer's h1 to h3 into h4: the page has its own above them."""
    return re.sub(r"<(/?)h[1-3]>", r"<\1h4>", html)
