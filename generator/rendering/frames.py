"""The frame that an engine's theme puts around pages: rendered once for all pages that share it.

Pages outside the navigation that lie in one folder and have the same headings differ in their
title, their address and their article only; rendering the frame for each took a good part of a
build's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from jinja2 import ChoiceLoader, DictLoader, Environment, pass_context
from jinja2.runtime import Context

__all__ = ["Environment", "share_frames"]

FRAME = "playbook-frame.html"
_TITLE, _ARTICLE, _ADDRESS = "\ue000t\ue001", "<h1>\ue000a\ue001</h1>", "\ue000u\ue001"
_PLACES = re.compile(f"({_TITLE}|{_ARTICLE}|{_ADDRESS})")


class Framed(Protocol):
    """A page as the theme sees it. `frame_key` is all that the frame depends on."""

    meta: Any
    content: str | None
    canonical_url: str | None

    @property
    def frame_key(self) -> tuple[object, ...]:
        """Pages with the same key have the same frame."""


def share_frames(env: Environment, pages: Iterable[Framed]) -> None:
    """Let `pages` share their frames: they get a template that fills in one rendered before."""
    env.globals["playbook_frames"] = _Frames(env)
    theme = [env.loader] if env.loader else []
    env.loader = ChoiceLoader([DictLoader({FRAME: "{{ playbook_frames.fill() }}"}), *theme])
    for page in pages:
        page.meta["template"] = FRAME


class _Frames:
    """The frames rendered so far, taken apart at the places that are filled for each page."""

    def __init__(self, env: Environment) -> None:
        self._env = env
        self._known: dict[tuple[object, ...], list[str]] = {}

    @pass_context
    def fill(self, context: Context) -> str:
        """Give the whole page that is in the context."""
        page: Framed = context["page"]
        if page.frame_key not in self._known:
            self._known[page.frame_key] = _PLACES.split(self._render(page, context))
        values = {
            _TITLE: page.meta["title"],
            _ARTICLE: page.content or "",
            _ADDRESS: page.canonical_url or "",
        }
        return "".join(values.get(piece, piece) for piece in self._known[page.frame_key])

    def _render(self, page: Framed, context: Context) -> str:
        """Render the frame around places that are filled later."""
        kept = page.meta["title"], page.content, page.canonical_url
        page.meta["title"], page.content = _TITLE, _ARTICLE
        page.canonical_url = _ADDRESS if page.canonical_url else None
        try:
            return self._env.get_template("main.html").render(context.get_all())
        finally:
            page.meta["title"], page.content, page.canonical_url = kept
