"""Every script filled in for everybody in the sample who may get it, to be read by a person.

A file a kind. The first person's text stands whole; of the others only the paragraphs that say
something else, but for the name and the firm: that is where a text that falls apart would show.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.occasions import MOMENTS
from generator.model.prospect import Prospect
from generator.model.script import Script
from generator.rendering.agenda import Agenda
from generator.rendering.library import KINDS, kind_of
from generator.rendering.reaching import CLOSED, reaches
from generator.rendering.sameness import BLANK, names_of
from generator.rendering.terminal import render_words
from generator.rendering.words import Words
from tests.snapshot import assert_snapshot

SAMPLE = Path(__file__).parents[2]
SNAPSHOTS = Path(__file__).parent / "snapshots"
TODAY = date(2026, 11, 23)
WORKSPACE = pipeline.load(SAMPLE, TODAY, TODAY)
AGENDA = Agenda(WORKSPACE, pipeline.plan(WORKSPACE, TODAY))


def may_get(script: Script, prospect: Prospect) -> bool:
    """Whether a script may be sent to somebody at all, when its moment comes."""
    stage = _stage(prospect)
    closed = stage in CLOSED and script.when != "after-no"
    if closed or (script.to == "firm" and prospect.name):
        return False
    fits = not script.stages or stage in script.stages
    in_time = not script.when or stage in MOMENTS[script.when][1]
    personal = bool(prospect.name) or not script.is_personal
    return fits and in_time and personal and reaches(prospect, script.channel, WORKSPACE.channels)


def _stage(prospect: Prospect) -> str:
    met = bool(AGENDA.history(prospect).meetings)
    return "met" if prospect.stage == "lead" and met else prospect.stage


def texts_of(script: Script) -> Iterator[tuple[Prospect, Words]]:
    """Give the words for everybody who may get them and of whom all that is needed is known."""
    for prospect in WORKSPACE.prospects:
        words = AGENDA.fill(script, prospect) if may_get(script, prospect) else None
        if words and not words.missing and _is_the_moment(script, prospect):
            yield prospect, words


def _is_the_moment(script: Script, prospect: Prospect) -> bool:
    """Whether what came last is what the words speak of: a parcel, an event, a meeting."""
    last = AGENDA.history(prospect).last
    if script.when == "after-delivery":
        return last is not None and last.channel == "gift"
    if script.purpose == "breakup":
        return AGENDA.history(prospect).streak > 1
    return True


def _told(script: Script) -> Iterator[str]:
    yield f"=== {script.title} ({script.channel}, {script.purpose})"
    yield f"    {script.key}"
    first: list[str] = []
    for prospect, words in texts_of(script):
        paragraphs = render_words(words).strip().split("\n\n")
        plain = [_without_names(p, prospect) for p in paragraphs]
        new = [
            text
            for text, blank in zip(paragraphs, plain, strict=True)
            if not first or blank not in first
        ]
        yield ""
        yield f"--- {prospect.title}{'' if new else ': the same'}"
        yield from "\n\n".join(new).split("\n") if new else ()
        first = first or plain
    if not first:
        yield ""
        yield "--- nobody now"


def _without_names(text: str, prospect: Prospect) -> str:
    for name in sorted(names_of(prospect), key=len, reverse=True):
        text = text.replace(name, BLANK)
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_every_text_has_been_read(kind: str) -> None:
    lines = [
        line
        for script in WORKSPACE.scripts
        if kind_of(script) == kind
        for line in (*_told(script), "", "")
    ]
    assert_snapshot(SNAPSHOTS / f"{kind}.txt", "\n".join(lines).strip() + "\n")
