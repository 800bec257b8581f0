"""The layouts of the pages, and how they are filled: Jinja2 with autoescape on."""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import quote

from jinja2 import (
    BytecodeCache,
    Environment,
    FileSystemBytecodeCache,
    PackageLoader,
    StrictUndefined,
)
from markupsafe import Markup, escape

from generator.model.page import Heading, Page
from generator.model.problem import Problem
from generator.rendering import speech
from generator.rendering.icons import icon
from generator.rendering.markdown import mark_code, plain_paragraphs, render_markdown
from generator.rendering.words import Words

# Two blocks that touch would be one word to the search.
_CLOSED = re.compile(r"</(?:p|li|dt|dd|div|th|td|h[1-6]|summary)>(?=<)")
_HEADING = re.compile(r'<h([23]) id="([a-z0-9-]+)"[^>]*>(.*?)</h\1>', re.DOTALL)


def problem_place(problem: Problem) -> str:
    """Say where a fault is: `prospects/x.yml:4:9`."""
    if not problem.line:
        return problem.path
    return f"{problem.path}:{problem.line}:{problem.column}"


def render_page(
    layout: str, path: str, title: str, *, search: bool = True, **values: object
) -> Page:
    """Fill `layout` for the page at `path`; its headings are read off the finished HTML.

    In a layout `up` leads from the page to the root of the site: `../prospects/…`.
    With `search=False` the page stays out of the search: it repeats what others say.
    """
    template = environment().get_template(layout)
    filled = template.render(up="../" * path.count("/"), title=title, **values)
    html = _CLOSED.sub(_and_a_new_line, filled)
    return Page(path=path, title=title, html=html, headings=read_headings(html), search=search)


def _and_a_new_line(closed: re.Match[str]) -> str:
    return f"{closed[0]}\n"


def read_headings(html: str) -> tuple[Heading, ...]:
    """Find the headings that carry an id: only layouts give one, never a user's words."""
    found = _HEADING.finditer(html)
    return tuple(Heading(int(h[1]), h[2], _as_text(h[3])) for h in found)


def _as_text(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def script_url(key: str) -> str:
    """Give the address of a script's page below the root of the site."""
    return quote(f"scripts/{key}.html")


def mark_blanks(text: str, words: Words) -> Markup:
    """Escape words and set off what they leave to the hand."""
    if not words.blanks:
        return escape(text)
    parts = re.split(f"({'|'.join(map(re.escape, words.blanks))})", text)
    marked = Markup("<mark>{}</mark>")
    return Markup("").join(marked.format(p) if n % 2 else escape(p) for n, p in enumerate(parts))


_FILTERS = {
    "ago": speech.say_ago,
    "blanks": mark_blanks,
    "clock": speech.say_clock,
    "code": mark_code,
    "count": speech.say_count,
    "countdown": speech.say_countdown,
    "date": speech.say_date,
    "day": speech.say_day,
    "ended": speech.end_sentence,
    "hours": speech.say_hours,
    "list": speech.say_list,
    "markdown": render_markdown,
    "money": speech.say_money,
    "near": speech.say_near,
    "on": speech.say_on,
    "outcome": speech.say_outcome,
    "place": problem_place,
    "paragraphs": plain_paragraphs,
    "purpose": speech.say_purpose,
    "script_url": script_url,
    "say_blanks": speech.say_blanks,
    "sentence": speech.say_sentence,
    "short_date": speech.say_short_date,
    "standing": speech.say_standing,
    "stage": speech.say_stage,
    "week": speech.say_week,
    "week_days": speech.say_week_days,
    "weekday": speech.say_weekday,
}


def compiled_layouts() -> BytecodeCache | None:
    """Give the place where Jinja2 keeps compiled layouts, if there is a safe one.

    They hold nothing of anybody, and a build of six people takes a sixth less time with them.
    """
    try:
        return FileSystemBytecodeCache()
    except (OSError, RuntimeError):
        return None


@lru_cache
def environment() -> Environment:
    """Build the one environment of all layouts; a misspelt name in a layout is an error."""
    made = Environment(
        loader=PackageLoader("generator.rendering", "layouts"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled_layouts(),
    )
    made.filters.update(_FILTERS)
    made.globals["icon"] = icon
    return made
