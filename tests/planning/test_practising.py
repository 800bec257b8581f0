"""A voicemail that was practised is still to be left, on the day and at the hour it was planned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.prospect import Touch

SAMPLE = Path(__file__).parents[2]
TODAY = date(2026, 11, 23)


@pytest.mark.parametrize("slug", ["marcus-bell", "dana-reyes"])
def test_practising_changes_nothing_of_the_plan(slug: str) -> None:
    workspace = pipeline.load(SAMPLE, TODAY, TODAY)
    rehearsal = Touch(
        date=TODAY, channel="voicemail", outcome="practised", script="breakup-messages/stay-or-go"
    )
    practised = tuple(
        p.model_copy(update={"touches": (*p.touches, rehearsal)}) if p.slug == slug else p
        for p in workspace.prospects
    )
    assert practised != workspace.prospects
    before = pipeline.plan(workspace, TODAY)
    after = pipeline.plan(replace(workspace, prospects=practised), TODAY)
    assert after == before
