"""A bar for work that takes longer than a second, in a terminal only."""

from __future__ import annotations

import sys
from threading import Event, Timer
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

PATIENCE = 1.0
"""Seconds that are short enough to need no bar."""
_STEPS = 100


class Progress:
    """Shows on stderr how far the work is, once it has taken `PATIENCE`.

    It is called with what is being done and the share that is done, from 0 to 1.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        self._late = Event()
        self._timer = Timer(patience, self._late.set)
        self._timer.daemon = True
        self._bar: ProgressBar[Any] | None = None
        self._shown = 0

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._timer.cancel()
        if self._bar:
            self._bar.render_finish()

    def __call__(self, doing: str, share: float) -> None:
        """Show that this much is done, if there is a bar by now; it never goes back."""
        if not self._late.is_set():
            return
        bar = self._bar or click.progressbar(
            length=_STEPS, file=sys.stderr, show_eta=False, width=30
        )
        self._bar = bar
        step = max(self._shown, min(_STEPS, round(_STEPS * share)))
        bar.label = f"{doing:<14}"
        bar.update(step - self._shown)
        bar.render_progress()
        self._shown = step
