"""A page as a Markdown file, for any engine that wants Markdown: front matter, then one block."""

from __future__ import annotations

import re
from dataclasses import replace

from generator.model.page import Page

_PLAIN = re.compile(r"[a-zA-Z0-9 ]")
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_FIRST_HEADING = re.compile(r"^# |<h1", re.MULTILINE)
_BLANK = re.compile(r"\n\s*\n+")
_TOUCHED = {"`": "&#96;", "{": "&#123;", "}": "&#125;"}


def as_entities(text: str) -> str:
    """Write every ASCII sign that could mean something to HTML, YAML or a template as a number.

    Engines print titles as they are: in the tab, the navigation and the search.
    """
    return "".join(
        sign if not sign.isascii() or _PLAIN.match(sign) else f"&#{ord(sign)};" for sign in text
    )


def render_front_matter(page: Page) -> str:
    """Give the head of the file: the title, and what Material is to hide."""
    search = "" if page.search else "search:\n  exclude: true\n"
    return f'---\ntitle: "{as_entities(page.title)}"\nhide: [navigation]\n{search}---\n'


def render_block(page: Page) -> str:
    """Give a page's HTML as one block that Markdown and templates leave alone.

    No blank line ends it early; backticks and braces are written as numbers.
    """
    parts = _PRE.split(page.html.strip())
    whole = "".join(
        part.replace("\n", "&#10;") if n % 2 else _BLANK.sub("\n", part)
        for n, part in enumerate(parts)
    )
    return re.sub(r"[`{}]", lambda found: _TOUCHED[found[0]], whole) + "\n"


def render_export(page: Page, words: str | None = None) -> str:
    """Give the whole file; `words` are the user's own page of that name, which ours follows."""
    if words is None:
        return f"{render_front_matter(page)}\n{render_block(page)}"
    ours = replace(page, html=step_down(page.html)) if _FIRST_HEADING.search(words) else page
    return f"{words.rstrip()}\n\n{render_block(ours)}"


def step_down(html: str) -> str:
    """Give way where the user's own words begin with a heading: a page has one first heading."""
    return re.sub(r"<h1>(.*?)</h1>", r'<h2 class="pb-h1">\1</h2>', html, count=1, flags=re.DOTALL)
