"""A history as a picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from generator.model.prospect import Prospect, Touch
from generator.rendering.desk import Desk
from generator.rendering.timeline import Timeline, draw_timeline
from tests.rendering.made import DANA, PLAN, TODAY, WORKSPACE, action, day


def drawn(
    *touches: Touch, stage: str = "almost", actions: tuple[object, ...] = ()
) -> Timeline | None:
    ada = Prospect.model_validate(
        {"slug": "ada", "name": "Ada", "stage": stage, "touches": touches}
    )
    workspace = replace(WORKSPACE, prospects=(ada,))
    plan = replace(PLAN, actions=actions)  # type: ignore[arg-type]
    return draw_timeline(Desk(workspace, plan), ada)


def touch(days_ago: int, channel: str = "email", **more: object) -> Touch:
    day = TODAY - timedelta(days=days_ago)
    return Touch.model_validate({"date": day, "channel": channel, **more})


def kinds(picture: Timeline | None) -> list[str]:
    assert picture
    return [mark.kind for mark in picture.marks]


def test_nothing_is_drawn_where_nothing_happened_and_nothing_is_planned() -> None:
    assert drawn() is None


def test_a_touch_is_answered_when_they_did_something_or_did_so_next() -> None:
    call = touch(60, "call", outcome="connected")
    asked = touch(50)
    theirs = touch(49, direction="in", outcome="replied")
    silent = touch(10)
    assert kinds(drawn(call, asked, theirs, silent)) == [
        "answered",
        "answered",
        "theirs",
        "unanswered",
    ]


def test_a_ring_that_nobody_heard_is_no_touch() -> None:
    assert kinds(drawn(touch(3, "call", outcome="no_answer"))) == ["attempt"]


def test_what_is_planned_stands_after_today_and_what_is_assumed_apart() -> None:
    planned = (
        action("aaa", "ada", day(11, 30), "call"),
        action("bbb", "ada", day(12, 30), "note", status="projected"),
    )
    picture = drawn(touch(30), actions=planned)
    assert kinds(picture) == ["unanswered", "planned", "assumed"]
    assert picture
    assert picture.marks[0].x < picture.today < picture.marks[1].x < picture.marks[2].x


def test_the_band_of_the_rhythm_begins_thirty_days_after_the_last_touch() -> None:
    picture = drawn(touch(34))
    assert picture
    assert picture.band
    assert picture.band[0] < picture.today < picture.band[1]
    assert picture.band_says == "30 to 42 days after the last touch"
    lead = drawn(touch(34), stage="lead")
    assert lead
    assert lead.band is None


def test_a_long_history_shows_its_last_year_and_a_half_and_counts_the_rest() -> None:
    picture = drawn(*(touch(n) for n in range(2000, 0, -100)))
    assert picture
    assert picture.earlier == 15
    assert len(picture.marks) == 5


def test_everything_lies_within_the_picture() -> None:
    plan = replace(PLAN, actions=(action("aaa", "dana-reyes", day(12, 30), "invite"),))
    picture = draw_timeline(Desk(WORKSPACE, plan), DANA)
    assert picture
    for mark in picture.marks:
        assert picture.left <= mark.x <= picture.width
        assert 0 < mark.y < picture.bottom
    for tick in picture.ticks:
        assert picture.left < tick.x < picture.width - 20


def test_it_says_in_words_what_it_shows() -> None:
    picture = draw_timeline(Desk(WORKSPACE, PLAN), DANA)
    assert picture
    assert picture.says == "3 touches, 2 answers from them; next: call tomorrow"


def test_all_that_is_planned_is_drawn_the_goodbye_too() -> None:
    planned = tuple(action(f"aa{n}", "ada", day(12, n), "email") for n in range(1, 8))
    assert kinds(drawn(touch(3), actions=planned)) == ["unanswered"] + ["planned"] * 7


def test_a_list_has_the_last_touches_and_says_how_many_before_were_answered() -> None:
    spoken = [touch(n, "call", outcome="connected") for n in (300, 290)]
    picture = drawn(*spoken, *(touch(n) for n in range(90, 0, -10)))
    assert picture
    assert [mark.kind for mark in picture.listed] == ["unanswered"] * 8
    assert picture.unlisted == "3 earlier, 2 of them answered"


def test_a_list_of_all_leaves_nothing_out() -> None:
    picture = drawn(touch(9), touch(3))
    assert picture
    assert (len(picture.listed), picture.unlisted) == (2, "")


def test_a_list_of_what_is_planned_alone_has_no_past() -> None:
    picture = drawn(touch(900), actions=(action("aa2", "ada", day(12, 1), "call"),))
    assert picture
    assert (picture.listed, picture.unlisted) == ((), "1 earlier, none of them answered")
