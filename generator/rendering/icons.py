"""What pages bring along: Material's pictures, our stylesheet, and the shim for the search.

Pictures are written into the page, so that none is fetched. This is the one module of the room that
reads files: those of Material and our own, never the user's.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path

from markupsafe import Markup

from generator.model.page import Page

STYLESHEET = "assets/playbook.css"
SHIM = "assets/iframe-worker.js"
"""Lets Material's search work from `file://`, where a page may start no worker."""
TABLE = "assets/people.js"
"""Sorts and narrows the table of prospects, which stands without it too."""
PACE = "assets/rehearse.js"
"""Counts a voicemail down while it is practised; without it the seconds stand beside the words."""
_NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)+")
_ELSE = "material/message-outline"


@lru_cache
def icon(name: str) -> Markup:
    """Give the picture called `name` (`material/phone`) as inline SVG, hidden from screen readers.

    The words beside it say what it means. An unknown name gives the picture of a message.
    """
    drawn = _drawing(name) or _drawing(_ELSE)
    return Markup('<span class="twemoji" aria-hidden="true">{}</span>').format(Markup(drawn))  # noqa: S704 — Material's own files


def _drawing(name: str) -> str:
    if not _NAME.fullmatch(name):
        return ""
    file = _folder() / f"{name}.svg"
    return file.read_text(encoding="utf-8").strip() if file.is_file() else ""


@lru_cache
def _folder() -> Path:
    spec = find_spec("material")
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0] if places else "material") / "templates" / ".icons"


def read_assets() -> tuple[Page, ...]:
    """Give the stylesheet and the scripts as raw pages, under the paths they have in the site."""
    return tuple(_asset(path) for path in (STYLESHEET, SHIM, TABLE, PACE))


def _asset(path: str) -> Page:
    text = files("generator.rendering").joinpath(path).read_text(encoding="utf-8")
    return Page(path=path, title=path, html=text, raw=True, search=False)
