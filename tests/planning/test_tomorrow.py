"""Tomorrow's plan is today's less what was done: stories in which it once was not.

Drawn cases found each of them; `test_13` of the properties goes on drawing.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.planning.plan import make_plan
from tests.properties.builders import TODAY, policy, prospect, touch, workspace
from tests.properties.library import LIBRARY, shelf
from tests.properties.simulate import follow, moved


def follow_the_plan(workspace: Workspace, today: date) -> None:
    """Do what the plan says; each morning it must be that of the day before."""
    for before, plan in follow(workspace, today):
        assert [str(breach) for breach in moved(before, plan)] == []


def test_two_colleagues_who_wait_for_each_other_keep_their_turns() -> None:
    ada = prospect(slug="ada", stage="lead", company="Acme Logistics")
    ben = prospect(touch("2026-09-06", "meeting", "held"), slug="ben", stage="lead",
                   since=date(2026, 9, 6), company="Acme Logistics")  # fmt: skip
    follow_the_plan(workspace(ada, ben), TODAY)


def test_a_third_person_keeps_his_day_while_two_colleagues_wait_for_each_other() -> None:
    ada = prospect(slug="ada", stage="lead", company="Acme Logistics")
    ben = prospect(touch("2026-09-07", "meeting", "held"), slug="ben", stage="lead",
                   since=date(2026, 9, 7), company="Birch Ltd")  # fmt: skip
    cleo = prospect(touch("2026-09-06", "meeting", "held"), slug="cleo", stage="lead",
                    since=date(2026, 9, 6), company="Acme Logistics")  # fmt: skip
    follow_the_plan(workspace(ada, ben, cleo), TODAY)


def test_two_colleagues_met_on_two_days_keep_their_turns() -> None:
    ada = prospect(touch("2026-09-06", "meeting", "held"), slug="ada", stage="met",
                   company="Acme Logistics", address=None)  # fmt: skip
    ben = prospect(touch("2026-09-05", "meeting", "held"), touch("2026-09-09", "note"),
                   slug="ben", stage="met", company="Acme Logistics")  # fmt: skip
    follow_the_plan(workspace(ada, ben), date(2026, 9, 9))


def test_who_waits_since_nobody_knows_when_keeps_a_turn_behind_a_proposal() -> None:
    ada = prospect(touch("2026-09-07", "meeting", "held"), slug="ada", stage="proposal",
                   company="Acme Logistics", phone=None)  # fmt: skip
    ben = prospect(slug="ben", stage="lead", company="Acme Logistics")
    cleo = prospect(touch("2026-09-04", "meeting", "held"), slug="cleo", stage="almost",
                    company="Acme Logistics", phone=None, address=None)  # fmt: skip
    follow_the_plan(workspace(ada, ben, cleo), date(2026, 9, 8))


def test_a_note_that_full_days_let_lapse_is_not_planned_until_the_morning_it_lapses() -> None:
    ada = prospect(touch("2027-03-23", "meeting", "held"),
                   touch("2027-03-24", "call", "connected", callback=date(2027, 3, 27)),
                   touch("2027-03-24", "call", "sent", direction="in", said="What?"),
                   slug="ada", stage="almost", company="Ash Ltd",
                   callback=date(2027, 3, 27))  # fmt: skip
    ben = prospect(touch("2027-03-24", "meeting", "held"), slug="ben", stage="deferred",
                   company="Birch Ltd", phone=None)  # fmt: skip
    follow_the_plan(workspace(ada, ben, policy=policy(capacity={"total": 1})), date(2027, 3, 24))


def test_what_is_prepared_for_a_touch_beyond_the_plan_keeps_its_day() -> None:
    ada = prospect(touch("2026-09-06", "email"), slug="ada", stage="lead", company="Ash Ltd",
                   added=date(2026, 8, 30))  # fmt: skip
    ben = prospect(touch("2026-08-16", "note"), slug="ben", stage="lead",
                   company="Acme Logistics")  # fmt: skip
    cleo = prospect(slug="cleo", stage="lead", company="Acme Logistics", added=date(2026, 9, 13))
    follow_the_plan(workspace(ada, ben, cleo, shelf=shelf(date(2026, 9, 13))), date(2026, 9, 13))


def test_a_step_late_on_a_day_of_leave_has_the_words_of_the_first_day_back() -> None:
    ada = prospect(touch("2027-03-08", "meeting", "held"), slug="ada", stage="proposal",
                   since=date(2027, 3, 8))  # fmt: skip
    away = policy(working_time={"away": ["2027-03-12..2027-03-12"]})
    follow_the_plan(workspace(ada, policy=away), date(2027, 3, 12))


def test_the_words_of_the_days_after_a_leave_are_asked_again_half_way_through_a_window() -> None:
    said = (touch("2026-10-18", "email", "replied"), touch("2026-10-19", "voicemail"),
            touch("2026-10-20", "call", "voicemail"))  # fmt: skip
    ada = prospect(*said, slug="ada", stage="lead", company="Ash Ltd")
    ben = prospect(*said, slug="ben", stage="lead", company="Birch Ltd")
    away = policy(
        working_time={"away": ["2026-10-22..2026-10-22"]}, capacity={"gift": 0, "invite": 0}
    )
    today = date(2026, 10, 20)
    follow_the_plan(workspace(ada, ben, policy=away, shelf=shelf(today)), today)


def test_a_silence_is_as_long_on_sunday_as_on_the_monday_that_breaks_it() -> None:
    ada = prospect(touch("2026-07-22", "note", "replied"), touch("2026-08-29", "note"),
                   touch("2026-09-02", "note", purpose="status"), slug="ada", stage="lead",
                   phone=None, email=None)  # fmt: skip
    follow_the_plan(workspace(ada, shelf=shelf(date(2026, 9, 20))), date(2026, 9, 20))


def test_what_an_answer_leaves_late_has_the_words_of_the_day_after_a_leave() -> None:
    ada = prospect(touch("2026-07-27", "meeting", "held"),
                   touch("2026-09-09", "call", "connected", callback=date(2026, 11, 8)),
                   slug="ada", stage="proposal", callback=date(2026, 11, 8), phone=None,
                   email=None)  # fmt: skip
    away = policy(working_time={"away": ["2027-09-01..2027-09-01"]})
    follow_the_plan(workspace(ada, policy=away, shelf=shelf(date(2027, 8, 31))), date(2027, 8, 31))


def test_two_colleagues_with_one_parcel_a_day_keep_their_ways() -> None:
    never: dict[str, Any] = {
        "stage": "lead", "company": "Acme Logistics", "first_contact": "gift",
        "away": ["2026-09-08..2026-09-10"], "added": date(2026, 9, 1),
    }  # fmt: skip
    ada = prospect(touch("2026-09-05", "meeting", "held"), slug="ada", stage="lead",
                   company="Acme Logistics")  # fmt: skip
    ben, cleo = prospect(slug="ben", **never), prospect(slug="cleo", **never)
    follow_the_plan(workspace(ada, ben, cleo), TODAY)


def test_who_waits_behind_a_colleague_over_christmas_keeps_the_way() -> None:
    ada = prospect(touch("2027-12-13", "meeting", "held"), touch("2027-12-18", "email", "replied"),
                   slug="ada", stage="met", company="Acme Logistics")  # fmt: skip
    cleo = prospect(slug="cleo", stage="lead", company="ACME Logistics Ltd", country="GB",
                    subdivision="SCT", address=None)  # fmt: skip
    today = date(2027, 12, 19)
    follow_the_plan(workspace(ada, cleo, shelf=shelf(today)), today)


def test_whose_next_day_lies_behind_the_quiet_days_keeps_the_way() -> None:
    ada, ben = (
        prospect(touch("2026-08-09", "note", purpose="breakup"), slug=slug, stage="lead",
                 company=f"{slug} Ltd", email=None, country="GB", subdivision=where)
        for slug, where in (("ada", "ENG"), ("ben", "SCT"))
    )  # fmt: skip
    today = date(2026, 12, 31)
    full = policy(capacity={"note": 1, "gift": 0, "invite": 0, "social": 0})
    follow_the_plan(workspace(ada, ben, policy=full, shelf=shelf(today)), today)


def test_whom_a_full_day_keeps_waiting_after_a_snooze_gets_the_promise_first() -> None:
    ada = prospect(touch("2026-06-01", "call", purpose="breakup"), slug="ada", stage="lead",
                   company="Acme Logistics", address=None)  # fmt: skip
    promise = {"what": "send the figures", "by": date(2027, 4, 20)}
    ben = prospect(touch("2027-03-06", "meeting", "held", promised=promise), slug="ben",
                   stage="met", company="Acme Logistics",
                   snooze_until=date(2027, 3, 30))  # fmt: skip
    today = date(2027, 3, 26)
    follow_the_plan(
        workspace(ada, ben, policy=policy(capacity={"total": 1}), shelf=shelf(today)), today
    )


def test_a_line_unused_for_sixty_days_by_monday_is_not_so_on_friday_already() -> None:
    ada = prospect(touch("2026-06-30", "meeting", "held"), touch("2026-08-14", "intro", "replied"),
                   touch("2026-09-19", "intro"), touch("2026-09-21", "mailshot"),
                   touch("2026-09-23", "email", direction="in"),
                   touch("2026-09-24", "email", purpose="answer"),
                   touch("2026-10-02", "meeting", "held"), slug="ada", phone=None, address=None,
                   links=None, country="QA", timezone="Asia/Qatar")  # fmt: skip
    today = date(2026, 11, 20)
    follow_the_plan(workspace(ada, shelf=shelf(today)), today)


def test_who_waits_since_nobody_knows_when_keeps_the_way_through_a_leave() -> None:
    ada = prospect(touch("2027-10-30", "call", "sent", direction="in"), slug="ada", stage="lead",
                   company="Ada Ltd", callback=date(2027, 11, 4))  # fmt: skip
    ben = prospect(slug="ben", stage="lead", company="Ben Ltd", address=None, country="EG",
                   timezone="Africa/Cairo")  # fmt: skip
    away = policy(working_time={"away": ["2027-12-03..2027-12-19"]})
    today = date(2027, 12, 3)
    follow_the_plan(workspace(ada, ben, policy=away, shelf=shelf(today)), today)


def test_whom_a_full_day_leaves_without_a_day_for_the_call_is_written_to_before_the_leave() -> None:
    ada = prospect(touch("2028-03-01", "meeting", "held"), slug="ada", company="Ada Ltd")
    dan = prospect(touch("2027-12-08", "meeting", "held"), touch("2028-01-24", "note", "replied"),
                   slug="dan", company="Dan Ltd", country="TO",
                   timezone="Pacific/Tongatapu")  # fmt: skip
    tight = policy(capacity={"total": 1}, working_time={"away": ["2028-03-05..2028-03-21"]})
    today = date(2028, 3, 2)
    follow_the_plan(workspace(ada, dan, policy=tight, shelf=shelf(today)), today)


def test_the_line_chosen_for_the_day_after_a_snooze_is_chosen_on_that_day_too() -> None:
    ada = prospect(touch("2026-03-12", "intro", "replied"), touch("2026-04-17", "note", "replied"),
                   touch("2026-04-20", "email", "replied"), touch("2026-05-04", "gift"),
                   touch("2026-05-05", "mailshot"), touch("2026-05-09", "social"), slug="ada",
                   stage="lead", phone=None, snooze_until=date(2026, 9, 10))  # fmt: skip
    follow_the_plan(workspace(ada), TODAY)


def test_who_waits_behind_a_colleague_moves_on_the_evening_on_which_the_quiet_days_end() -> None:
    ada = prospect(touch("2027-01-01", "meeting", "held"), slug="ada", stage="deferred",
                   company="Acme Logistics")  # fmt: skip
    never: dict[str, Any] = {"stage": "lead", "added": date(2027, 1, 1)}
    ben = prospect(slug="ben", company="Acme Logistics", **never)
    cleo = prospect(slug="cleo", company="Cleo Ltd", **never)
    today = date(2027, 1, 4)
    follow_the_plan(workspace(ada, ben, cleo, shelf=shelf(today)), today)


def test_a_note_that_a_snooze_put_off_is_posted_on_my_first_day_after_it() -> None:
    ben = prospect(touch("2027-10-25", "meeting", "held"), slug="ben", stage="proposal",
                   company="Ben Ltd", country="EG", timezone="Africa/Cairo",
                   snooze_until=date(2027, 10, 29))  # fmt: skip
    cleo = prospect(touch("2027-10-28", "meeting", "held"), slug="cleo", stage="lead",
                    company="Cleo Ltd")  # fmt: skip
    today = date(2027, 10, 28)
    follow_the_plan(
        workspace(ben, cleo, policy=policy(capacity={"total": 1}), shelf=shelf(today)), today
    )


def test_who_is_put_off_on_a_day_of_theirs_as_a_leave_ends_gets_the_words_of_the_next_day() -> None:
    today = date(2026, 10, 8)
    ben = prospect(touch("2026-09-10", "call", "connected"), touch("2026-09-24", "email"),
                   slug="ben", stage="lead", company="Birch Ltd", country="QA",
                   timezone="Asia/Qatar", phone=None, links=None, address=None)  # fmt: skip
    kit = prospect(touch("2026-09-07", "meeting", "held", callback=today),
                   touch("2026-09-08", "note", purpose="thanks"), slug="kit", stage="met",
                   company="Kit Ltd", callback=today)  # fmt: skip
    away = policy(capacity={"total": 1}, working_time={"away": ["2026-10-02..2026-10-02"]})
    words = [s for s in LIBRARY if s.channel in {"email", "call"}]
    follow_the_plan(workspace(ben, kit, policy=away, scripts=words, shelf=shelf(today)), today)


def test_whom_the_quiet_days_keep_from_a_call_is_asked_anew_a_week_before_they_end() -> None:
    today = date(2026, 12, 22)
    four = [
        prospect(touch("2026-06-01", "call", "connected"), touch("2026-07-10", "email"),
                 touch(f"2026-08-0{number}", "email"), slug=slug, company=f"{slug} Ltd",
                 links=None, address=None)
        for number, slug in enumerate(("ann", "ben", "cleo", "dan"), start=1)
    ]  # fmt: skip
    full = policy(capacity={"total": 1})
    words = [s for s in LIBRARY if s.channel in {"email", "call"}]
    follow_the_plan(workspace(*four, policy=full, scripts=words, shelf=shelf(today)), today)


def test_who_gets_no_parcel_for_want_of_money_is_written_to_and_not_put_off_day_by_day() -> None:
    today = date(2026, 10, 6)
    zoe = prospect(touch("2026-10-01", "gift", item="gold"), slug="zoe", company="Zoe Ltd",
                   stage="won")  # fmt: skip
    ann = prospect(touch("2026-06-01", "email", "replied"), touch("2026-08-20", "email"),
                   slug="ann", company="Ann Ltd", interests=("tea",), phone=None, links=None,
                   email=None)  # fmt: skip
    things = (
        Item(id="gold", kind="gift", title="Gold", cost=150),
        Item(id="tea", kind="gift", title="Tea", cost=20, topics=("tea",)),
    )
    office = workspace(ann, zoe, shelf=things)
    assert make_plan(office, today).of("ann")[0].date == today
    follow_the_plan(office, today)


def test_whose_parcel_the_month_cannot_pay_waits_for_the_next_before_a_leave_as_in_it() -> None:
    today = date(2027, 4, 16)
    per = prospect(touch("2027-04-05", "call", "connected"),
                   touch("2027-04-12", "gift", item="film"), touch("2027-04-15", "email"),
                   slug="per", company="Per Ltd", stage="lead",
                   interests=("tea",), links=None)  # fmt: skip
    things = (
        Item(id="film", kind="gift", title="A film", cost=20),
        Item(id="tea", kind="gift", title="Tea", cost=20, topics=("tea",), lead_days=5),
    )
    poor = policy(budget={"per_month": 30}, working_time={"away": ["2027-04-17..2027-04-25"]})
    words = [s for s in LIBRARY if s.channel in {"gift", "note"}]
    office = workspace(per, policy=poor, scripts=words, shelf=things)
    assert [a.channel for a in make_plan(office, today).of("per")][:1] == ["gift"]
    follow_the_plan(office, today)


def test_what_is_written_during_a_long_wait_is_not_written_after_its_last_day() -> None:
    today = date(2026, 10, 14)
    cleo = prospect(touch("2026-07-22", "meeting", "held"), touch("2026-09-05", "email"),
                    slug="cleo", stage="lead", company="Cleo Ltd", phone=None, links=None,
                    address=None, callback=date(2026, 10, 21))  # fmt: skip
    finn = prospect(touch("2026-06-09", "email", purpose="ask"), slug="finn", company="Finn Ltd")
    full = policy(capacity={"total": 1})
    follow_the_plan(workspace(cleo, finn, policy=full, shelf=shelf(today)), today)


def test_whom_a_snooze_made_late_goes_first_on_the_day_it_ends_and_the_plan_knows_it() -> None:
    today = date(2028, 3, 12)
    ada = prospect(touch("2028-02-23", "note", purpose="status"), slug="ada", stage="proposal",
                   company="Ada Ltd", phone=None)  # fmt: skip
    ben = prospect(touch("2027-11-10", "meeting", "held"), slug="ben", company="Ben Ltd",
                   phone=None, snooze_until=date(2028, 3, 13))  # fmt: skip
    words = [s for s in LIBRARY if s.channel == "email"]
    full = policy(capacity={"total": 1})
    follow_the_plan(workspace(ada, ben, policy=full, scripts=words), today)


def test_what_is_late_during_a_long_wait_is_dropped_when_the_date_is_too_near() -> None:
    today = date(2026, 12, 11)
    cleo = prospect(touch("2026-08-30", "email"), touch("2026-10-08", "email"), slug="cleo",
                    stage="lead", company="Cleo Ltd", phone=None, links=None)  # fmt: skip
    dan = prospect(touch("2026-09-10", "meeting", "held"), touch("2026-10-05", "note"),
                   slug="dan", stage="met", company="Dan Ltd", phone=None, links=None,
                   address=None, callback=date(2026, 12, 19))  # fmt: skip
    full = policy(capacity={"total": 1})
    follow_the_plan(workspace(cleo, dan, policy=full, shelf=shelf(today)), today)


def test_an_invitation_that_their_leave_leaves_time_to_write_is_asked_for_in_the_evening() -> None:
    today = date(2027, 12, 24)
    ann = prospect(touch("2027-11-10", "call", "replied"), touch("2027-11-15", "email"),
                   slug="ann", stage="lead", company="Ann Ltd", phone=None, links=None,
                   address=None)  # fmt: skip
    eve = prospect(touch("2027-11-20", "call", "replied"), touch("2027-11-25", "note"),
                   touch("2027-11-28", "email"), slug="eve", stage="lead", company="Eve Ltd",
                   phone=None, links=None, address=None,
                   away=["2027-12-26..2028-01-02"])  # fmt: skip
    words = [s for s in LIBRARY if s.channel in {"email", "invite"}]
    full = policy(capacity={"total": 1})
    office = workspace(ann, eve, policy=full, scripts=words, shelf=shelf(today))
    follow_the_plan(office, today)


def test_the_words_of_who_was_put_off_turn_half_way_through_the_window_as_anybodys_do() -> None:
    today = date(2026, 9, 7)
    ben = prospect(touch("2026-09-05", "email", purpose="value"),
                   touch("2026-09-06", "social", purpose="value"),
                   touch("2026-09-07", "email", purpose="thanks"), slug="ben", stage="lead",
                   added=date(2026, 9, 4), snooze_until=date(2026, 9, 9))  # fmt: skip
    away = policy(working_time={"away": ["2026-09-14..2026-09-14"]})
    follow_the_plan(workspace(ben, policy=away, shelf=shelf(today)), today)
