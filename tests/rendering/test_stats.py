"""My own numbers: what counts as answered, when a share is said, and how it is shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator import pipeline
from generator.model.plan import Plan
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.breaches import past_breaches
from generator.planning.plan import make_plan
from generator.rendering.desk import Desk
from generator.rendering.home import going_cold
from generator.rendering.ink import seen_width
from generator.rendering.numbers import ENOUGH, LAST_ROW, Numbers, Tally, count
from generator.rendering.stats import render_stats, say_lead
from generator.rendering.stats_text import render_stats_json, render_stats_text
from tests.rendering.made import PLAN, PRIVATE, TODAY, WORKSPACE

FIRST = date(2026, 1, 5)


def touch(days: int, channel: str = "email", **more: object) -> Touch:
    """A touch so many days after the fifth of January."""
    return Touch.model_validate({"date": FIRST + timedelta(days=days), "channel": channel, **more})


def person(slug: str, *touches: Touch, **more: object) -> Prospect:
    return Prospect.model_validate(
        {"slug": slug, "name": slug.title(), "stage": "almost", "touches": touches, **more}
    )


def with_people(*people: Prospect, **plan: object) -> tuple[Workspace, Plan]:
    empty: dict[str, object] = {"actions": (), "unplanned": (), "problems": (), "standings": {}}
    workspace = replace(WORKSPACE, prospects=people, unreadable=(), problems=())
    return workspace, replace(PLAN, **{**empty, **plan})  # type: ignore[arg-type]


def counted(*people: Prospect, **plan: object) -> Numbers:
    return count(Desk(*with_people(*people, **plan)))


def shown(tallies: tuple[Tally, ...]) -> dict[str, tuple[int, int, int]]:
    return {t.key: (t.made, t.answered, t.new) for t in tallies}


REPLY = {"direction": "in", "outcome": "replied"}


def test_a_touch_is_answered_in_itself_or_by_the_next_thing_of_theirs() -> None:
    numbers = counted(
        person(
            "ada",
            touch(0),  # answered by the reply
            touch(3, **REPLY),
            touch(9),  # nothing came of it: the talk was the call's doing
            touch(20, "call", outcome="connected"),
        )
    )
    assert shown(numbers.by_channel) == {"email": (2, 1, 0), "call": (1, 1, 0)}


def test_touches_are_numbered_from_their_last_sign_and_meetings_are_no_touches() -> None:
    numbers = counted(
        person(
            "ada",
            touch(0, "meeting", outcome="held"),
            touch(1),
            touch(9, "note"),
            touch(20, **REPLY),
            touch(40),
            touch(50, "call", outcome="no_answer"),
            touch(60, "voicemail", outcome="voicemail"),
        )
    )
    assert shown(numbers.by_touch) == {"1": (2, 0, 0), "2": (2, 1, 0)}
    assert (numbers.total.made, numbers.meetings, numbers.rings) == (4, 1, 1)


def test_a_ring_that_nobody_took_counts_against_calls() -> None:
    numbers = counted(
        person(
            "ada",
            touch(0, "call", outcome="no_answer"),
            touch(2, "call", outcome="voicemail"),
            touch(4, "call", outcome="connected"),
        )
    )
    assert shown(numbers.by_channel) == {"call": (2, 1, 0), "voicemail": (1, 0, 0)}


def ago(days: int, channel: str = "email", **more: object) -> Touch:
    return Touch.model_validate(
        {"date": TODAY - timedelta(days=days), "channel": channel, **more},
    )


@pytest.mark.parametrize(("days", "new"), [(0, 1), (14, 1), (15, 0)])
def test_what_was_done_just_now_may_still_be_answered(days: int, new: int) -> None:
    total = counted(person("ada", touch(0), ago(days))).total
    assert (total.made, total.new, total.settled) == (2, new, 2 - new)


def test_what_is_new_is_in_no_share_whatever_came_of_it() -> None:
    """Answers come soonest where they come at all: to count those alone would tilt the share."""
    numbers = counted(
        person("ada", ago(40), ago(9), ago(8, **REPLY)),
        person("bo", ago(10), ago(4)),
        person("cy", ago(30, "call", outcome="no_answer"), ago(6, "call", outcome="no_answer")),
        person("dov", ago(3, "call", outcome="connected")),
    )
    assert shown(numbers.by_channel) == {"email": (4, 0, 3), "call": (3, 0, 2)}
    assert (numbers.total.made, numbers.total.answered, numbers.total.settled) == (5, 0, 1)
    assert numbers.late_answers == 0


def test_the_lead_says_of_which_touches_the_answers_are() -> None:
    old, answered = ago(40), (ago(40), ago(39, **REPLY))
    began = "since 14 October 2026"
    assert (
        say_lead(counted(person("ada", *answered))) == f"1 touch with 1 person {began}; 1 answered."
    )
    mixed = say_lead(counted(person("ada", *answered), person("bo", old, ago(2))))
    assert mixed == (f"3 touches with 2 people {began}; of the 2 older than 14 days, 1 answered.")
    assert say_lead(counted(person("ada", ago(2)))).endswith("2026, all in the last 14 days.")


@pytest.mark.parametrize("n", [0, 4, ENOUGH - 1])
def test_below_twenty_no_share_is_said(n: int) -> None:
    tally = Tally("email", "e-mail", made=n + 1, answered=n // 2, new=1)
    assert (tally.share, tally.likely) == (None, None)
    assert tally.says == f"too few to tell (n = {n})"


def test_from_twenty_on_a_share_comes_with_its_span() -> None:
    tally = Tally("email", "e-mail", made=ENOUGH, answered=7, new=0)
    assert tally.says == "35 %, likely 18 to 57 % (n = 20)"  # Wilson's interval, from a table
    assert Tally("x", "x", 40, 0, 0).says == "0 %, likely 0 to 9 % (n = 40)"
    assert Tally("x", "x", 40, 40, 0).says == "100 %, likely 91 to 100 % (n = 40)"


def test_late_touches_are_counted_together() -> None:
    numbers = counted(person("ada", *(touch(7 * n) for n in range(20))))
    last = numbers.by_touch[-1]
    assert len(numbers.by_touch) == LAST_ROW
    assert (last.label, last.made) == ("touch 13 and later", 8)


def test_answers_that_took_persistence_are_counted() -> None:
    patient = person("ada", touch(0), touch(9), touch(20), touch(21, **REPLY))
    quick = person("bo", touch(0), touch(1, **REPLY))
    assert counted(patient, quick).late_answers == 1


def test_scripts_are_counted_by_their_title_and_stages_since_they_began() -> None:
    numbers = counted(
        person(
            "ada",
            touch(0, script="emails/an-article"),
            touch(1, **REPLY),
            touch(30, script="emails/gone"),
            since=FIRST + timedelta(days=10),
        )
    )
    assert [(t.key, t.label, t.made) for t in numbers.by_script] == [
        ("emails/an-article", "An article", 1),
        ("emails/gone", "emails/gone", 1),
    ]
    assert shown(numbers.by_stage) == {"almost": (1, 0, 0)}


def test_what_a_client_took_is_counted_until_they_became_one() -> None:
    client = person(
        "ada",
        touch(0),
        touch(10, "meeting", outcome="held"),
        touch(40),
        stage="won",
        since=FIRST + timedelta(days=30),
    )
    (yes,) = counted(client, person("bo", stage="won")).yeses
    assert (yes.touches, yes.days) == (2, 30)


def planned(*people: Prospect) -> Desk:
    """Give these people with the plan that the planner makes of them."""
    workspace, _ = with_people(*people)
    return Desk(workspace, make_plan(workspace, TODAY))


def test_who_was_left_after_a_touch_or_two_is_named() -> None:
    lately = Touch(date=TODAY - timedelta(days=5), channel="email")
    numbers = count(
        planned(
            person("ada", touch(0)),
            person("bo", *(touch(9 * n) for n in range(3))),
            person("cleo", touch(0), lately),
            person("dov", touch(0), stage="declined"),
            person("eve", touch(0), opt_out=["all"]),
            person("fay", touch(0), snooze_until=TODAY + timedelta(days=30)),
        )
    )
    assert [each.prospect.slug for each in numbers.left] == ["ada"]
    assert [(s.touches, s.people, s.left) for s in numbers.streaks] == [
        (1, 3, 1), (2, 1, 0), (3, 1, 0),
    ]  # fmt: skip


def test_those_who_were_left_are_those_of_whom_check_warns() -> None:
    year = Path(__file__).parent.parent / "workspaces" / "year"
    workspace = pipeline.load(year, None, TODAY)
    today = pipeline.pinned_day(year)
    assert today
    dropped = [p.path for p in past_breaches(workspace, today) if p.rule == "dropped"]
    left = count(Desk(workspace, make_plan(workspace, today))).left
    assert sorted(each.prospect.path for each in left) == dropped
    assert [each.prospect.given_name for each in left] == ["Yasmin", "Wanda", "Xavier", "Femi"]


def test_who_was_left_after_a_touch_or_two_goes_cold_on_the_first_page() -> None:
    year = Path(__file__).parent.parent / "workspaces" / "year"
    workspace = pipeline.load(year, None, TODAY)
    today = pipeline.pinned_day(year)
    assert today
    plan = pipeline.plan(workspace, today)
    cold = {one.prospect.slug for one in going_cold(Desk(workspace, plan))}
    assert len(plan.left) == 4
    assert set(plan.left) <= cold


def test_gifts_are_counted_by_month_for_a_year() -> None:
    given = [Touch(date=day, channel="gift", item="book-lean") for day in (
        date(2025, 11, 30), date(2025, 12, 1), date(2026, 11, 2), date(2026, 11, 9),
    )]  # fmt: skip
    numbers = counted(person("ada", *given))
    assert [(s.label, s.gifts, s.cost) for s in numbers.spent] == [
        ("November 2026", 2, 37.0),
        ("December 2025", 1, 18.5),
    ]


def test_what_happens_after_today_is_not_counted() -> None:
    assert counted(person("ada", Touch(date=date(2027, 1, 1), channel="email"))).total.made == 0


# --- how it is shown --------------------------------------------------------------------------


def page(*people: Prospect) -> str:
    return render_stats(Desk(*with_people(*people))).html


def many(count: int) -> tuple[Prospect, ...]:
    return tuple(person(f"p{n}", touch(0), touch(3, **REPLY)) for n in range(count))


def test_pictures_are_drawn_from_twenty_on_and_say_their_counts() -> None:
    assert "<svg viewBox" not in page(*many(ENOUGH - 1))
    html = page(*many(ENOUGH))
    (label,) = set(re.findall(r'role="img" aria-label="(By channel[^"]*)"', html))
    assert label == "By channel, answered of those older than 14 days: e-mail 20 of 20"
    assert html.index("<table") < html.index("<svg viewBox")


def test_an_empty_playbook_says_how_to_begin() -> None:
    html = page()
    assert "Nothing has been done yet" in html
    assert "playbook log" in html
    assert "<table" not in html


def test_the_invented_statistics_are_nowhere() -> None:
    workspace, plan = with_people(*many(30))
    for text in (page(*many(30)), render_stats_text(workspace, plan)):
        assert not re.search(r"80\s*%|five to twelve|fifth|give up", text)


def test_a_name_is_text_and_what_is_private_is_nowhere() -> None:
    desk = planned(person("evil", touch(0), name="<script>x</script>", private=PRIVATE))
    html = render_stats(desk).html
    assert "1 person left after one touch or two" in html
    assert "&lt;script&gt;x" in html
    told = (render(desk.workspace, desk.plan) for render in (render_stats_text, render_stats_json))
    assert PRIVATE not in html + "".join(told)


def test_the_text_fits_80_columns_whatever_the_numbers() -> None:
    people = [person(f"p{n}", touch(0, script="emails/" + "long-" * 20)) for n in range(1000)]
    text = render_stats_text(*with_people(*people, *many(200)))
    assert [line for line in text.splitlines() if seen_width(line) > 80] == []


def test_json_has_null_where_there_are_too_few() -> None:
    data = json.loads(render_stats_json(*with_people(*many(4))))
    assert data["touches"] == {
        "key": "all", "label": "all", "made": 4, "answered": 4, "new": 0, "n": 4,
        "share": None, "likely": None,
    }  # fmt: skip
    data = json.loads(render_stats_json(*with_people(*many(ENOUGH))))
    assert data["touches"]["share"] == 1.0
    assert data["by_touch"][0]["made"] == ENOUGH
