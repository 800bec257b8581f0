"""The bar of a long build: in a terminal, after a while, and never elsewhere."""

from __future__ import annotations

import io
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from generator.commands._progress import Progress
from generator.mkdocs_plugin import build_site
from tests.shells.test_build import TODAY, root

__all__ = ["root"]


class Terminal(io.StringIO):
    """A stderr that somebody looks at."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO, patience: float) -> str:
    monkeypatch.setattr(sys, "stderr", stderr)
    with Progress(patience) as report:
        if patience == 0:
            report._timer.join(5)  # noqa: SLF001 — the moment at which patience is over
        report("Reading", 0.2)
        report("Writing", 0.9)
        report("Writing", 0.5)
    return stderr.getvalue()


def test_in_a_terminal_a_long_build_shows_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    text = shown(monkeypatch, Terminal(), 0)
    assert "Reading" in text
    assert "90%" in text
    assert "50%" not in text  # it never goes back


def test_a_short_build_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 60) == ""


def test_a_pipe_is_shown_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    with Progress(0) as report:
        report("Writing", 0.9)
    assert stderr.getvalue() == ""


def test_a_build_reports_from_its_beginning_to_its_end(root: Path) -> None:
    told: list[tuple[str, float]] = []
    build_site(root, today=TODAY, report=lambda doing, share: told.append((doing, share)))
    names = list(dict.fromkeys(doing for doing, _ in told))
    assert names == ["Reading", "Planning", "Making pages", "Writing"]
    assert all(one <= other for (_, one), (_, other) in pairwise(told))
    assert told[-1][1] == pytest.approx(1.0)
