"""The seventeen properties that must hold, over drawn people and policies, and over lived years.

Each test counts how often its precondition was really met (a prospect who opted out *and* is in the
plan's reach, a breakup that *was* planned), at most once for a prospect and a plan.  A property that
was hardly ever put to the test proves nothing, so too few hits fail it.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.model.plan import Action, Plan
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.plan import make_plan
from tests.properties.builders import policy, prospect, touch, workspace
from tests.properties.chain import Story, rules_of, stories
from tests.properties.hits import enough, examples, hit, years
from tests.properties.legality import Look, breaches, firm_of
from tests.properties.library import shelf
from tests.properties.simulate import (
    Habit,
    follow,
    judge,
    live,
    moved,
    overdue_lost,
    through_the_day,
)
from tests.properties.strategies import (
    LINES,
    NAMES,
    OPEN,
    Case,
    Wish,
    prospects,
    todays,
    workspaces,
)

TIMED = frozenset({"call", "voicemail", "gift", "invite"})
RHYTHM = ("almost", "deferred")
LONG = (*RHYTHM, "lead", "proposal")
"""Stages in which a silence may grow long."""


def found(case: Case, *numbers: int, weeks: int = 8) -> tuple[Plan, list[str]]:
    """Plan a case, and name the breaches of these properties."""
    plan = make_plan(case.workspace, case.today, weeks)
    return plan, [str(b) for b in breaches(case.workspace, plan) if b.property_number in numbers]


def looks(case: Case, plan: Plan) -> Iterable[Look]:
    """Look at every planned touch."""
    for story in stories(case.workspace, plan):
        for place, action in story.planned:
            yield Look(story, place, action)


def people(case: Case, plan: Plan, which: Callable[[Story], bool]) -> int:
    """Count the prospects of whom this is true."""
    return sum(which(story) for story in stories(case.workspace, plan))


def with_(looks_: Iterable[Look], which: Callable[[Look], bool]) -> int:
    """Count the prospects with a planned touch of which this is true."""
    return len({look.story.prospect.slug for look in looks_ if which(look)})


def test_1_no_touch_goes_by_a_blocked_channel() -> None:
    @settings(max_examples=examples(100))
    @given(workspaces(Wish(stages=OPEN, opt_out=True)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 1)
        hit(1, people(case, plan, lambda s: bool(s.prospect.opt_out)))
        assert wrong == []
        for person in case.workspace.prospects:
            if "all" in person.opt_out:
                assert plan.of(person.slug) == ()

    check()
    enough(1)


def test_2_after_a_no_a_thank_you_and_after_a_breakup_a_rest() -> None:
    ended = ("declined", "declined", "won", "unfit")

    @settings(max_examples=examples(160))
    @given(workspaces(Wish(stages=ended + OPEN, breakup=True)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 2)
        hit(2, people(case, plan, lambda s: s.prospect.stage in ended))
        hit(2, people(case, plan, lambda s: s.unanswered_breakup(len(s.past)) is not None))
        assert wrong == []

    check()
    enough(2)


def test_3_days_off_are_kept_and_calls_keep_their_hours() -> None:
    @settings(max_examples=examples(170))
    @given(workspaces(Wish(stages=OPEN)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 3)
        hit(3, with_(looks(case, plan), lambda look: look.action.channel in TIMED))
        assert wrong == []

    check()
    enough(3)


def test_4_nobody_is_touched_closer_than_breathing_room_allows() -> None:
    @settings(max_examples=examples(200))
    @given(workspaces(Wish(stages=(*OPEN, "lead", "proposal"))))
    def check(case: Case) -> None:
        plan, wrong = found(case, 4)
        hit(4, with_(looks(case, plan), _lately_touched))
        assert wrong == []

    check()
    enough(4)


def _lately_touched(look: Look) -> bool:
    return any((look.action.date - e.on).days < 14 for e in look.told if e.mine)


def test_5_the_rhythm_is_kept_or_the_reason_named() -> None:
    @settings(max_examples=examples(110))
    @given(workspaces(Wish(stages=RHYTHM)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 5)
        hit(5, with_(looks(case, plan), lambda look: bool(look.told) and not look.outside))
        assert wrong == []

    check()
    enough(5)


def test_6_nothing_is_given_twice_and_words_stay_fresh() -> None:
    @settings(max_examples=examples(130))
    @given(workspaces(Wish(stages=OPEN, silent=5)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 6)
        hit(6, with_(looks(case, plan), lambda look: bool(look.action.item) and _given(look)))
        assert wrong == []

    check()
    enough(6)


def _given(look: Look) -> bool:
    return any(e.item or e.script for e in look.told if e.real)


def test_7_a_breakup_is_earned_and_comes_once() -> None:
    @settings(max_examples=examples(240))
    @given(workspaces(Wish(stages=LONG, silent=7)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 7)
        hit(7, with_(looks(case, plan), lambda look: look.action.purpose == "breakup"))
        assert wrong == []

    check()
    enough(7)


def test_8_a_date_they_named_is_kept_a_little_before() -> None:
    @settings(max_examples=examples(180))
    @given(workspaces(Wish(stages=OPEN, callback=True)))
    def check(case: Case) -> None:
        plan, wrong = found(case, 8)
        hit(8, with_(looks(case, plan), lambda look: look.is_callback))
        assert wrong == []

    check()
    enough(8)


def test_8_a_date_that_no_touch_tells_of_is_kept_once() -> None:
    wish = Wish(stages=OPEN, callback=True, unheard=True, inbound=False, promise=False)

    @settings(max_examples=examples(150))
    @given(workspaces(wish))
    def check(case: Case) -> None:
        plan, wrong = found(case, 8)
        hit(8, with_(looks(case, plan), lambda look: look.is_callback))
        assert wrong == []

    check()
    enough(8)


def test_9_no_day_holds_more_than_it_can_and_no_month_costs_more() -> None:
    @settings(max_examples=examples(90))
    @given(workspaces(Wish(stages=OPEN, plain=True), most=6, tight=True))
    def check(case: Case) -> None:
        plan, wrong = found(case, 9)
        hit(9, _full(case.workspace, plan))
        assert wrong == []

    check()
    enough(9)


def _full(workspace: Workspace, plan: Plan) -> int:
    """Count the days that hold all they can, and the months with money spent."""
    assert workspace.policy is not None
    capacity = workspace.policy.capacity
    touches = [a for a in plan.actions if a.do == "touch"]
    full = {
        a.date
        for a in touches
        if sum(b.date == a.date for b in touches) >= capacity.get("total", 99)
        or sum(b.date == a.date and b.channel == a.channel for b in touches)
        >= capacity.get(a.channel, 99)
    }
    return len(full) + len({(a.date.year, a.date.month) for a in touches if a.cost})


def test_10_what_must_arrive_is_prepared_in_time() -> None:
    few = Wish(
        stages=(*LONG, "lead", "proposal"), silent=2, lines=("address", "email"), plain=True,
        breakup=False, callback=False, inbound=False, promise=False, opt_out=False,
        met_lately=False,
    )  # fmt: skip
    for wish in (few, Wish(stages=OPEN, silent=4, breakup=False)):

        @settings(max_examples=examples(135))
        @given(workspaces(wish))
        def check(case: Case) -> None:
            plan, wrong = found(case, 10)
            arrives = {"gift", "invite"}
            hit(10, with_(looks(case, plan), lambda look: look.action.channel in arrives))
            assert wrong == []

        check()
    enough(10)


def test_11_nobody_falls_out_and_no_action_lacks_a_reason() -> None:
    @settings(max_examples=examples(110))
    @given(workspaces())
    def check(case: Case) -> None:
        _, wrong = found(case, 11)
        hit(11, len(case.workspace.prospects))
        assert wrong == []

    check()
    enough(11)


def test_12_the_same_input_gives_the_same_plan_in_any_order() -> None:
    @settings(max_examples=examples(90))
    @given(workspaces(Wish(stages=OPEN), most=5), st.integers(0, 999))
    def check(case: Case, seed: int) -> None:
        chance = random.Random(seed)
        workspace, today = case.workspace, case.today
        plan = make_plan(workspace, today)
        assert repr(make_plan(workspace, today)) == repr(plan)
        files = {
            name: tuple(chance.sample(getattr(workspace, name), len(getattr(workspace, name))))
            for name in ("prospects", "scripts", "shelf")
        }
        hit(12, len({a.prospect for a in plan.actions}))
        assert repr(make_plan(replace(workspace, **files), today)) == repr(plan)

    check()
    enough(12)


def test_13_doing_what_the_plan_says_leaves_the_plan_as_it_was() -> None:
    @settings(max_examples=examples(35))
    @given(workspaces(Wish(stages=OPEN)))
    def check(case: Case) -> None:
        for before, plan in follow(case.workspace, case.today):
            hit(13, len({a.prospect for a in before.actions if a.date > before.today}))
            assert [str(b) for b in moved(before, plan)] == []

    check()
    enough(13)


@st.composite
def _full_mornings(draw: st.DrawFn) -> Case:
    """Draw people of whom many may be written to today: their window is open, or they wrote."""
    today = draw(st.dates(date(2026, 9, 7), date(2027, 3, 31)))

    def person(slug: str) -> Prospect:
        ago = timedelta(days=draw(st.integers(26, 46)))
        channel, outcome = draw(st.sampled_from((("call", "connected"), ("email", "sent"))))
        told = [touch(str(today - ago), channel, outcome)]
        if draw(st.integers(0, 3)) == 0:
            wrote = today - timedelta(days=draw(st.integers(0, 3)))
            told.append(touch(str(wrote), "email", direction="in", said="What would it cost?"))
        stage = draw(st.sampled_from(("almost", "almost", "deferred", "lead")))
        return prospect(*told, slug=slug, stage=stage, added=today - 2 * ago)

    people = [person(slug) for slug in NAMES[: draw(st.integers(3, 8))]]
    capacity = {"call": draw(st.integers(1, 6)), "total": draw(st.integers(3, 10))}
    return Case(workspace(*people, policy=policy(capacity=capacity), shelf=shelf(today)), today)


def test_13_what_is_done_of_a_day_moves_nothing_of_the_rest() -> None:
    @settings(max_examples=examples(100))
    @given(_full_mornings())
    def check(case: Case) -> None:
        for left, plan in through_the_day(case.workspace, case.today):
            hit(13, len(left))
            now = Counter(_task(a) for a in plan.actions if a.date == plan.today)
            assert Counter(map(_task, left)) - now == Counter()

    check()
    enough(13)


def _task(action: Action) -> tuple[object, ...]:
    return action.prospect, action.do, action.channel, action.script, action.item


def test_14_a_response_ends_the_streak_and_an_attempt_leaves_it() -> None:
    @settings(max_examples=examples(110))
    @given(workspaces(Wish(stages=OPEN), most=3), st.sampled_from(NAMES[:1]))
    def check(case: Case, slug: str) -> None:
        plan, wrong = found(case, 14)
        assert wrong == []
        workspace, today = case.workspace, case.today
        who = next(p for p in workspace.prospects if p.slug == slug)
        answered = _also(workspace, who, Touch(date=today, channel="email", direction="in"))
        rung = _also(workspace, who, Touch(date=today, channel="call", outcome="no_answer"))
        numbers = plan.touch_numbers
        assert make_plan(answered, today).touch_numbers[slug] == 1
        assert make_plan(rung, today).touch_numbers[slug] == numbers[slug]
        hit(14, (numbers[slug] > 1) + len({a.prospect for a in plan.actions}))

    check()
    enough(14)


def _also(workspace: Workspace, prospect: Prospect, touch: Touch) -> Workspace:
    changed = prospect.model_copy(update={"touches": (*prospect.touches, touch)})
    people_ = tuple(changed if p.slug == prospect.slug else p for p in workspace.prospects)
    return replace(workspace, prospects=people_)


def test_14_a_stranger_changes_a_plan_only_through_capacity_and_load() -> None:
    @st.composite
    def strangers(draw: st.DrawFn) -> tuple[Case, Prospect]:
        case = draw(workspaces(Wish(stages=OPEN), most=2))
        stranger = draw(prospects(case.today, "zoe", Wish(stages=OPEN)))
        return case, stranger.model_copy(update={"company": "Nobody Else Ltd"})

    @settings(max_examples=examples(150))
    @given(strangers())
    def check(drawn: tuple[Case, Prospect]) -> None:
        workspace, today, stranger = drawn[0].workspace, drawn[0].today, drawn[1]
        alone = make_plan(workspace, today)
        beside = make_plan(replace(workspace, prospects=(*workspace.prospects, stranger)), today)
        for person in workspace.prospects:
            hit(14, bool(alone.of(person.slug)))
        assert _turned(workspace.prospects, alone, beside) == []

    check()
    enough(14)


def test_14_whom_a_stranger_makes_change_places_with_a_colleague_says_why() -> None:
    day = date(2027, 3, 26)
    met = touch(str(day), "meeting", "held")
    ada = prospect(
        met, slug="ada", stage="proposal", company="Acme Logistics", since=day,
        country="NZ", timezone="Pacific/Auckland",
    )  # fmt: skip
    ben = prospect(met, slug="ben", stage="almost", company="Acme Logistics", since=day)
    wait = date(2027, 8, 13)
    zoe = prospect(
        met, slug="zoe", stage="lead", company="Nobody Else Ltd", since=day, callback=wait
    )
    two = workspace(ada, ben, shelf=shelf(day))
    alone = make_plan(two, day)
    beside = make_plan(replace(two, prospects=(ada, ben, zoe)), day)
    assert alone.of("ben")[1].date != beside.of("ben")[1].date
    assert _turned((ada, ben), alone, beside) == []


def test_14_whose_preparation_a_stranger_moves_by_a_day_says_why() -> None:
    day = date(2027, 1, 8)
    ada = prospect(slug="ada", stage="lead", company="Acme Logistics")
    talk = touch(str(day), "call", "connected", purpose="value")
    ben = prospect(talk, slug="ben", stage="lead", company="Acme Logistics")
    met = touch(str(day), "meeting", "held")
    zoe = prospect(
        met, slug="zoe", stage="proposal", company="Nobody Else Ltd", since=day,
        country="IN", timezone="Asia/Kolkata",
    )  # fmt: skip
    two = workspace(ada, ben, shelf=shelf(day))
    alone = make_plan(two, day, 6)
    beside = make_plan(replace(two, prospects=(ada, ben, zoe)), day, 6)
    assert _first_change(alone.of("ada"), beside.of("ada"))
    assert _turned((ada, ben), alone, beside) == []


def test_14_whom_a_stranger_lets_a_colleague_go_before_says_why() -> None:
    day = date(2026, 9, 7)
    ada = prospect(slug="ada", stage="lead", company="Acme Logistics")
    ben = prospect(slug="ben", stage="lead", company="Acme Logistics")
    talk = touch("2026-09-06", "call", "connected", purpose="value")
    zoe = prospect(
        talk, slug="zoe", stage="lead", company="Nobody Else Ltd", country="US",
        timezone="America/New_York",
    )  # fmt: skip
    two = workspace(ada, ben, shelf=shelf(day))
    alone = make_plan(two, day, 4)
    beside = make_plan(replace(two, prospects=(ada, ben, zoe)), day, 4)
    assert alone.of("ben")[0].date != beside.of("ben")[0].date
    assert _turned((ada, ben), alone, beside) == []


def test_14_whose_parcel_a_stranger_makes_ready_on_another_day_says_why() -> None:
    day = date(2027, 11, 26)
    met, left = touch(str(day), "meeting", "held"), touch(str(day), "call", "voicemail")
    ada = prospect(
        touch("2027-11-25", "meeting", "held"), left, slug="ada", company="Acme Logistics",
        since="2027-11-25",
    )  # fmt: skip
    ben = prospect(
        met, slug="ben", company="Acme Logistics", stage="met", since=day, email=None, phone=None
    )
    zoe = prospect(met, slug="zoe", company="Nobody Else Ltd", since=day)
    two = workspace(ada, ben, shelf=shelf(day))
    alone = make_plan(two, day)
    beside = make_plan(replace(two, prospects=(ada, ben, zoe)), day)
    assert _first_change(alone.of("ben"), beside.of("ben"))
    assert _turned((ada, ben), alone, beside) == []


def test_14_whose_parcel_lies_ready_for_a_day_that_a_stranger_filled_says_why() -> None:
    day = date(2026, 9, 7)
    theirs = {"country": "SA", "timezone": "Asia/Riyadh"}
    ada = prospect(
        touch(str(day), "meeting", "held"), slug="ada", stage="met", company="Acme Logistics",
        since=day, first_contact="gift", snooze_until=date(2026, 10, 3), **theirs,
    )  # fmt: skip
    met = touch("2026-09-02", "meeting", "held")
    zoe = prospect(met, slug="zoe", company="Nobody Else Ltd", since=date(2026, 9, 2), **theirs)
    mine = policy(working_time={"days": ("tue", "wed", "thu", "fri", "sat")})
    one = workspace(ada, policy=mine, shelf=shelf(day))
    alone = make_plan(one, day)
    beside = make_plan(replace(one, prospects=(ada, zoe)), day)
    assert _first_change(alone.of("ada"), beside.of("ada"))
    assert _turned((ada,), alone, beside) == []


def _turned(people_: Iterable[Prospect], alone: Plan, beside: Plan) -> list[str]:
    """Name whose plan a stranger turned without a word of capacity or load.

    Who waits for a colleague says so; then the colleague's change names it.
    """
    shared = {"capacity", "load", "gift-budget", "stay-or-go"}
    turned = [(p, *c) for p in people_ if (c := _first_change(alone.of(p.slug), beside.of(p.slug)))]
    told = {p.slug: rules_of(one) | rules_of(other) for p, one, other in turned}
    firms = {firm_of(p.company) for p, _, _ in turned if told[p.slug] & shared}
    return [
        f"{p.slug}: {one.channel} on {one.date} became {other.channel} on {other.date}: {other.because}"
        for p, one, other in turned
        if not told[p.slug] & shared
        and not ("one-door" in told[p.slug] and firm_of(p.company) in firms)
    ]


def _first_change(
    alone: tuple[Action, ...], beside: tuple[Action, ...]
) -> tuple[Action, Action] | None:
    for one, other in zip(alone, beside, strict=False):
        if (one.date, one.channel, one.item) != (other.date, other.channel, other.item):
            return one, other
    return None


def test_15_what_is_overdue_never_vanishes_without_a_word() -> None:
    @settings(max_examples=examples(260))
    @given(workspaces(Wish(stages=(*OPEN, "declined"))), st.integers(1, 70))
    def check(case: Case, later: int) -> None:
        workspace, today = case.workspace, case.today
        before = make_plan(workspace, today)
        after = make_plan(workspace, today + timedelta(days=later))
        late = {a.prospect for a in before.actions if a.do == "touch" and a.status == "overdue"}
        hit(15, len(late))
        assert [str(b) for b in overdue_lost(workspace, before, workspace, after)] == []

    check()
    enough(15)


def test_16_nobody_is_rung_more_than_three_times_or_twice_in_a_day() -> None:
    @settings(max_examples=examples(140))
    @given(workspaces(Wish(stages=OPEN)), st.integers(1, 4))
    def check(case: Case, rings: int) -> None:
        workspace, today = case.workspace, case.today
        for person in workspace.prospects:
            for number in range(rings):
                on = today - timedelta(days=3 * (rings - number) - 3)
                ring = Touch(date=on, channel="call", outcome="no_answer")
                workspace = _also(workspace, _named(workspace, person.slug), ring)
        tried = Case(workspace, today)
        plan, wrong = found(tried, 16)
        hit(16, with_(looks(tried, plan), lambda look: look.action.channel == "call"))
        hit(16, people(tried, plan, lambda s: len(s.rings(len(s.past))) >= 3))
        assert wrong == []

    check()
    enough(16)


def _named(workspace: Workspace, slug: str) -> Prospect:
    return next(p for p in workspace.prospects if p.slug == slug)


def test_17_one_channel_is_enough_for_a_breakup_and_a_rest() -> None:
    lonely = Wish(stages=LONG, lines=LINES, opt_out=False,
                  breakup=False, callback=False, inbound=False, promise=False, plain=True,
                  met_lately=False)  # fmt: skip

    @settings(max_examples=examples(140))
    @given(
        todays().flatmap(lambda today: st.tuples(prospects(today, "ada", lonely), st.just(today)))
    )
    def check(drawn: tuple[Prospect, date]) -> None:
        prospect, today = drawn
        case = Case(_alone(prospect, today), today)
        assume(all(t.outcome != "bounced" for t in prospect.touches))
        assume(all(_talks(case, today + timedelta(days=n)) for n in (0, 90, 180, 270)))
        plan, wrong = found(case, 2, 7, weeks=52)
        assert wrong == []
        goodbyes = [a for a in plan.actions if a.do == "touch" and a.purpose == "breakup"]
        assert len(goodbyes) == 1, [f"{a.date} {a.channel} {a.purpose}" for a in plan.actions]
        hit(17, 2)

    check()
    enough(17)


def _talks(case: Case, near: date) -> bool:
    """Whether they can be rung in this part of the year, if rung they must be."""
    (prospect,) = case.workspace.prospects
    story = Story(case.workspace, Plan(case.today, 8, (), ()), prospect)
    return not prospect.phone or any(
        story.calendar.talk_minutes(near + timedelta(days=n)) for n in range(14)
    )


def _alone(prospect: Prospect, today: date) -> Workspace:
    return workspace(prospect, shelf=shelf(today))


def test_every_other_rule_of_tact_holds_too() -> None:
    @settings(max_examples=examples(150))
    @given(workspaces())
    def check(case: Case) -> None:
        _, wrong = found(case, 0)
        hit(0, len(case.workspace.prospects))
        assert wrong == []

    check()
    enough(0)


def test_a_lived_year_keeps_every_rule() -> None:
    wrong: list[str] = []
    for seed in range(years(3)):
        chance = random.Random(seed)
        habit = Habit(
            chance, absent=0.1, skips=0.05, replies=0.12, writes=0.006,
            unanswered_call=chance.choice(("voicemail", "no_answer", "sent")),
        )  # fmt: skip
        workspace, start = a_believable_office(chance)
        diary = live(workspace, start, 365, habit, check_every=7)
        said = [f"{on}: {b}" for on, b in diary.breaches] + [str(b) for b in judge(diary, start)]
        wrong += [f"year {seed}: {line}" for line in said]
        hit(15, diary.late)
    assert wrong == []


def a_believable_office(chance: random.Random) -> tuple[Workspace, date]:
    """Six people in the stages of a freelancer's year, met on different days."""
    from tests.properties.strategies import PLACES  # noqa: PLC0415

    start = date(2026, 9, 7) + timedelta(days=chance.randrange(400))

    def ago(days: int) -> str:
        return str(start - timedelta(days=days))

    def met(days: int) -> Touch:
        return touch(ago(days), "meeting", "held", said="The warehouse moves in March.")

    people_ = (
        prospect(met(3), slug="ada", stage="met", company="Acme", first_contact="call"),
        prospect(met(chance.randrange(20, 50)), slug="ben", company="Bolt",
                 **chance.choice(PLACES)),
        prospect(met(chance.randrange(2, 9)), slug="cleo", stage="proposal", company="Crane"),
        prospect(slug="dan", stage="lead", added=date.fromisoformat(ago(2)), company="Dune"),
        prospect(met(40), slug="eve", stage="deferred", company="Acme Ltd",
                 year_end="03-31", **chance.choice(PLACES)),
        prospect(met(30), slug="finn", company="Fern",
                 **{chance.choice(("email", "phone", "address")): None, "links": None}),
    )  # fmt: skip
    away = start + timedelta(days=chance.randrange(300))
    mine = policy(
        working_time={"away": [f"{away}..{away + timedelta(days=16)}"]},
        boldness=chance.choice(("gentle", "steady", "bold")),
    )
    return workspace(*people_, policy=mine, shelf=shelf(start)), start
