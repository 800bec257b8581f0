"""A week gone by is planned from what was known on its Monday morning, and from nothing later."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.prospect import Prepared, Promise, Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.hindsight import as_known_on

ROOT = Path(__file__).parent.parent.parent
TODAY = date(2026, 11, 23)
MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 15)
TUESDAY = date(2026, 11, 17)


def known(prospect: Prospect) -> Prospect | None:
    """Give somebody as they were known on the Monday morning."""
    workspace = Workspace(policy=None, channels={}, prospects=(prospect,))
    return next(iter(as_known_on(workspace, MONDAY).prospects), None)


def person(*touches: Touch, **more: object) -> Prospect:
    return Prospect.model_validate(
        {"slug": "ada", "name": "Ada", "stage": "almost", "touches": touches, **more}
    )


def mail(on: date, **more: object) -> Touch:
    return Touch.model_validate({"date": on, "channel": "email", **more})


def test_touches_and_preparations_of_the_week_are_not_known_yet() -> None:
    ready = [Prepared(date=on, channel="gift") for on in (SUNDAY, MONDAY)]
    then = known(person(*map(mail, (SUNDAY, MONDAY, TUESDAY)), added=SUNDAY, prepared=ready))
    assert then
    assert [t.date for t in then.touches] == [SUNDAY]
    assert [p.date for p in then.prepared] == [SUNDAY]


@pytest.mark.parametrize(
    "more",
    [
        {"added": SUNDAY},
        {"added": SUNDAY, "since": SUNDAY, "stage": "declined"},
        {"touches": (mail(SUNDAY),)},
        {"added": SUNDAY, "snooze_until": MONDAY},
    ],
)
def test_who_stood_there_already_is_kept(more: dict[str, object]) -> None:
    assert known(person(**more))


@pytest.mark.parametrize(
    "more",
    [
        {"added": MONDAY},
        {"added": SUNDAY, "since": TUESDAY},
        {"added": SUNDAY, "stage": "won"},  # nobody wrote down since when
        {"touches": (mail(TUESDAY),)},
        {},
        {"added": SUNDAY, "snooze_until": TUESDAY},  # put off before, or since?
    ],
)
def test_who_came_later_or_may_have_stood_elsewhere_is_left_out(more: dict[str, object]) -> None:
    assert known(person(**more)) is None


def test_a_date_that_they_named_later_gives_way_to_the_one_before() -> None:
    earlier, later = date(2026, 12, 1), date(2027, 1, 12)
    before, after = mail(SUNDAY, callback=earlier), mail(TUESDAY, callback=later)
    found = known(person(before, after, added=SUNDAY, callback=later))
    assert found
    assert found.callback == earlier
    oldest = mail(date(2026, 9, 1), callback=date(2026, 10, 1))
    found = known(person(oldest, before, after, added=SUNDAY, callback=later))
    assert found
    assert found.callback == earlier
    reply = mail(TUESDAY, direction="in", outcome="replied")
    found = known(person(mail(SUNDAY), reply, callback=later))
    assert found
    assert found.callback is None
    found = known(person(mail(SUNDAY), callback=later))
    assert found
    assert found.callback == later


def test_all_that_changed_since_is_taken_back_together() -> None:
    later = date(2027, 1, 12)
    ready = (Prepared(date=TUESDAY, channel="gift"),)
    then = known(
        person(mail(SUNDAY), mail(TUESDAY, callback=later), prepared=ready, callback=later)
    )
    assert then
    assert (len(then.touches), then.prepared, then.callback) == (1, (), None)


def test_a_promise_that_was_kept_later_was_still_open() -> None:
    def kept(on: date) -> date | None:
        promise = Promise(what="send figures", by=TUESDAY, kept=on)
        found = known(person(mail(SUNDAY, promised=promise)))
        assert found
        assert found.touches[0].promised
        return found.touches[0].promised.kept

    assert (kept(SUNDAY), kept(MONDAY), kept(TUESDAY)) == (SUNDAY, None, None)


def asked_in_the_sample() -> dict[int, set[str]]:
    workspace = pipeline.load(ROOT, TODAY, TODAY)
    plans = pipeline.past_plans(workspace, TODAY, 4)
    return {p.today.isocalendar().week: {a.prospect for a in p.actions} for p in plans}


def test_the_weeks_of_the_sample_know_nothing_of_what_came_after_them() -> None:
    asked = asked_in_the_sample()
    assert "lena-fischer" not in asked[44] | asked[45] | asked[46]  # a proposal since 12 November
    assert "aisha-rahman" not in asked[45]  # met on 20 November
    assert not {"colin-ashworth", "rosa-lindqvist"} & asked[47]
    assert "lena-fischer" in asked[47]


def test_a_plan_of_the_past_is_the_same_whatever_happened_since() -> None:
    workspace = pipeline.load(ROOT, TODAY, TODAY)
    earlier = replace(workspace, prospects=as_known_on(workspace, MONDAY).prospects)
    assert pipeline.past_plans(workspace, TODAY, 1) == pipeline.past_plans(earlier, TODAY, 1)
