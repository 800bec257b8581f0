"""Lives that are lived day by day: ask the planner, do what it says (or not), write it down.

`live` plans every morning, lets a `Habit` decide what happens, and keeps a diary.  Nothing here
knows how the planner thinks; `judge` looks at what really happened in the end, and `moved` at how
one morning's plan follows from the last.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.prospect import Prepared, Prospect, Touch
from generator.model.workspace import Workspace
from generator.planning.plan import make_plan
from tests.properties.chain import Event, Story, rules_of
from tests.properties.legality import Breach, breaches

ONE = timedelta(days=1)


@dataclass
class Habit:
    """How the user and the prospects behave.  The default: all is done, and nobody ever answers."""

    chance: random.Random = field(default_factory=lambda: random.Random(0))
    absent: float = 0.0
    skips: float = 0.0
    replies: float = 0.0
    writes: float = 0.0
    unanswered_call: str = "sent"

    def at_work(self) -> bool:
        """Whether the user does anything today."""
        return self.chance.random() >= self.absent

    def does(self) -> bool:
        """Whether the user does this action."""
        return self.chance.random() >= self.skips

    def outcome(self, action: Action, *, attempt: bool) -> str:
        """Say what comes of a touch; `attempt` is whether the plan reckons with no answer."""
        if self.chance.random() < self.replies:
            return {
                "call": "connected", "email": "replied", "social": "replied", "invite": "accepted",
                "note": "replied",
            }.get(action.channel, "delivered")  # fmt: skip
        if action.channel == "call":
            return "no_answer" if attempt else self.unanswered_call
        return "sent"


def is_attempt(workspace: Workspace, plan: Plan, action: Action) -> bool:
    """Whether the plan takes this call for an attempt: then the next touch has the same number.

    Where no touch follows at all, it does so for somebody just met, but not in the slow rhythm.
    """
    for weeks in (plan.weeks, plan.weeks + 20):
        longer = plan if weeks == plan.weeks else make_plan(workspace, plan.today, weeks)
        own = [a for a in longer.of(action.prospect) if a.do == "touch" and a.date > action.date]
        if own:
            return own[0].touch_number == action.touch_number
    who = _who(workspace, action.prospect)
    just_met = who.stage == "met" or any(t.channel == "meeting" for t in who.touches)
    return just_met and who.stage in {"lead", "met"} and "rhythm" not in rules_of(action)


def touch_of(action: Action, habit: Habit, plan: Plan, workspace: Workspace) -> Touch:
    """Log an action as it turned out; now and then they name a date while they talk."""
    attempt = action.channel == "call" and is_attempt(workspace, plan, action)
    outcome, today = habit.outcome(action, attempt=attempt), plan.today
    named = None
    if outcome == "connected" and habit.chance.random() < 1 / 4:
        named = today + timedelta(days=habit.chance.choice((3, 10, 25, 60, 110)))
    return Touch(
        date=today, channel=action.channel, outcome=outcome, purpose=action.purpose,  # type: ignore[arg-type]
        script=action.script, item=action.item, callback=named,
    )  # fmt: skip


@dataclass(frozen=True)
class Done:
    """Something that the user did because the plan said so."""

    on: date
    slug: str
    action: Action
    touch: Touch | None


@dataclass
class Diary:
    """A life so far: the mornings' plans, what was done, and every breach that was seen."""

    workspace: Workspace
    done: list[Done] = field(default_factory=list)
    breaches: list[tuple[date, Breach]] = field(default_factory=list)
    followed: int = 0
    late: int = 0


def live(
    workspace: Workspace,
    start: date,
    days: int,
    habit: Habit,
    *,
    weeks: int = 4,
    check_every: int = 1,
) -> Diary:
    """Live so many days from `start`; the plan of every so-manieth day is checked for legality."""
    diary, before = Diary(workspace), None
    for number in range(days):
        today = start + number * ONE
        plan = make_plan(diary.workspace, today, weeks)
        if before is not None:
            for breach in overdue_lost(before[0], before[1], diary.workspace, plan):
                diary.breaches.append((today, breach))
        diary.late += sum(a.status == "overdue" for a in plan.actions)
        if number % check_every == 0:
            diary.breaches += [(today, b) for b in breaches(diary.workspace, plan)]
        before = (diary.workspace, plan)
        if habit.at_work():
            work(diary, plan, habit)
        _hear(diary, today, habit)
    return diary


def work(diary: Diary, plan: Plan, habit: Habit) -> None:
    """Do what the plan has for its day, as far as the habit goes, and log it."""
    morning = diary.workspace
    for action in plan.actions:
        if action.date == plan.today and habit.does():
            _do(diary, action, habit, plan, morning)


def _do(diary: Diary, action: Action, habit: Habit, plan: Plan, morning: Workspace) -> None:
    prospect = _who(diary.workspace, action.prospect)
    if action.do == "prepare":
        made = Prepared(date=plan.today, channel=action.channel, item=action.item)
        changed = prospect.model_copy(update={"prepared": (*prospect.prepared, made)})
        diary.done.append(Done(plan.today, prospect.slug, action, None))
    else:
        touch = touch_of(action, habit, plan, morning)
        changed = _with(prospect, touch)
        diary.done.append(Done(plan.today, prospect.slug, action, touch))
    diary.workspace = _instead(diary.workspace, changed)


def follow(workspace: Workspace, today: date) -> Iterator[tuple[Plan, Plan]]:
    """Do for eleven days what the plan says; give each morning's plan with that of the day before."""
    diary, habit = Diary(workspace), Habit()
    before = make_plan(workspace, today, 6)
    for number in range(1, 12):
        work(diary, before, habit)
        plan = make_plan(diary.workspace, today + timedelta(days=number), 6)
        yield before, plan
        before = plan


def through_the_day(workspace: Workspace, today: date) -> Iterator[tuple[list[Action], Plan]]:
    """Do one thing after the other on a day; give each time what was left of it, and the plan then."""
    diary, habit = Diary(workspace), Habit()
    plan = make_plan(workspace, today, 6)
    morning, left = plan, [a for a in plan.actions if a.date == today]
    while left:
        _do(diary, left.pop(0), habit, morning, workspace)
        yield left, make_plan(diary.workspace, today, 6)


def _hear(diary: Diary, today: date, habit: Habit) -> None:
    for prospect in diary.workspace.prospects:
        if prospect.email and habit.chance.random() < habit.writes:
            letter = Touch(date=today, channel="email", direction="in", said="What would it cost?")
            diary.workspace = _instead(diary.workspace, _with(prospect, letter))


def _who(workspace: Workspace, slug: str) -> Prospect:
    return next(p for p in workspace.prospects if p.slug == slug)


def _with(prospect: Prospect, touch: Touch) -> Prospect:
    more: dict[str, object] = {"touches": (*prospect.touches, touch)}
    if touch.callback:
        more["callback"] = touch.callback
    return prospect.model_copy(update=more)


def _instead(workspace: Workspace, changed: Prospect) -> Workspace:
    people = tuple(changed if p.slug == changed.slug else p for p in workspace.prospects)
    return replace(workspace, prospects=people)


# -- 15: nothing overdue vanishes ------------------------------------------------------------------


def overdue_lost(then: Workspace, before: Plan, now: Workspace, plan: Plan) -> Iterator[Breach]:
    """15: what was overdue and was not done has a successor, or its lapse is named."""
    late = {a.prospect: a for a in before.actions if a.do == "touch" and a.status == "overdue"}
    for slug, action in late.items():
        if _who(then, slug).touches != _who(now, slug).touches or plan.of(slug):
            continue
        entry = next((u for u in plan.unplanned if u.prospect == slug), None)
        rules = rules_of(action)
        if entry is None or not ({r.rule for r in entry.because} & rules):
            yield Breach(
                15, "overdue", slug, action.id,
                f"the {action.channel} ({action.purpose}) overdue since {action.window.latest} is"
                f" gone on {plan.today}, and nothing says what lapsed",
            )  # fmt: skip


# -- 13: stability ---------------------------------------------------------------------------------


def moved(before: Plan, after: Plan) -> Iterator[Breach]:
    """13: tomorrow's plan is today's less what is done, plus what the horizon gained.

    For a user who did everything dated `before.today`, with nothing returned.  An action may move to
    an earlier day, or to a later one that names capacity.
    """
    end = Week.of(before.today).plus(before.weeks - 1).days[-1]
    for slug in sorted({a.prospect for a in before.actions} | {a.prospect for a in after.actions}):
        for kind in ("touch", "prepare"):
            left = [a for a in before.of(slug) if a.date > before.today and a.do == kind]
            now = [a for a in after.of(slug) if a.do == kind]
            yield from _followed(left, now, end, after)


def _followed(left: list[Action], now: list[Action], end: date, after: Plan) -> Iterator[Breach]:
    today, dates = after.today, {a.id: a.date for a in after.actions}
    for old, new in zip(left, now, strict=False):
        if _what(old) != _what(new):
            yield _unstable(old, f"was {_said(old)}, and on {today} is {_said(new)}")
            return
        if new.date > old.date and "capacity" not in rules_of(new):
            yield _unstable(old, f"moved from {old.date} to {new.date}, and capacity is not named")
    for old in left[len(now) :]:
        yield _unstable(old, f"{_said(old)} is gone on {today}")
    for new in now[len(left) :]:
        if max(new.date, dates.get(new.for_id or "", new.date)) <= end:
            yield _unstable(
                new, f"{_said(new)} is new on {today}, inside the horizon of the day before"
            )


def _what(action: Action) -> tuple[object, ...]:
    return action.channel, action.purpose, action.script, action.item, action.touch_number


def _said(action: Action) -> str:
    return f"{action.do} {action.channel} {action.script} {action.item} on {action.date}"


def _unstable(action: Action, sentence: str) -> Breach:
    return Breach(13, "stability", action.prospect, action.id, sentence)


# -- what really happened --------------------------------------------------------------------------


def judge(diary: Diary, start: date) -> Iterator[Breach]:
    """Look at the history that came of it all, without any plan."""
    policy = diary.workspace.policy
    assert policy is not None
    yield from _days_and_months(diary)
    for prospect in diary.workspace.prospects:
        plan = Plan(today=date.max, weeks=1, actions=(), unplanned=())
        story = Story(diary.workspace, plan, prospect)
        own = {id(d.touch): d.action for d in diary.done if d.slug == prospect.slug and d.touch}
        touches = sorted(prospect.touches, key=lambda t: t.date)
        asked = {place: own[id(t)] for place, t in enumerate(touches) if id(t) in own}
        yield from _one_life(story, asked, start)


def _one_life(story: Story, asked: dict[int, Action], start: date) -> Iterator[Breach]:
    tact, events = story.policy.tact, story.past
    given: Counter[str] = Counter(e.item for e in events if e.real and e.outbound and e.item)
    for place, action in asked.items():
        event, told = events[place], events[:place]
        rules = rules_of(action)
        owed = rules & {"answer", "first-note", "callback", "gift-of-clarity"}
        if event.on < start:
            continue
        if action.channel in {"call", "voicemail"}:
            yield from _rung(story, told, event, action)
        silent = _silence(told)
        goodbyes = [e for e in silent if e.purpose == "breakup"]
        if action.purpose == "breakup" and (goodbyes or len(silent) < tact.breakup_after):
            yield _real(
                story, event, 7, f"a breakup after {len(silent)} touches, {len(goodbyes)} before"
            )
        if goodbyes and not owed and (gap := (event.on - goodbyes[-1].on).days) < tact.rest_days:
            yield _real(story, event, 2, f"{gap} days after the breakup of {goodbyes[-1].on}")
        if event.item and given[event.item] > 1 and event.real:
            yield _real(story, event, 6, f"'{event.item}' was given {given[event.item]} times")
        last = next((e for e in reversed(told) if e.mine), None)
        if last and not owed and story.prospect.stage != "proposal":
            gap = story.calendar.count(last.on, event.on)
            if gap < tact.min_gap_bd or last.on == event.on:
                yield _real(story, event, 4, f"{gap} bd after the {last.channel} of {last.on}")


def _rung(story: Story, told: tuple[Event, ...], event: Event, action: Action) -> Iterator[Breach]:
    rings = 0
    for earlier in reversed(told):
        if earlier.attempt:
            rings += 1
        elif earlier.real:
            break
    if action.channel == "call" and rings >= story.policy.tact.attempts_in_a_row:
        yield _real(story, event, 16, f"ring {rings + 1} since the last touch")
    if any(e.on == event.on and e.outbound and e.written in {"call", "voicemail"} for e in told):
        yield _real(story, event, 16, "a second ring that day")


def _silence(told: tuple[Event, ...]) -> list[Event]:
    last = max((i for i, e in enumerate(told) if e.response), default=-1)
    return [e for e in told[last + 1 :] if e.real]


def _days_and_months(diary: Diary) -> Iterator[Breach]:
    policy = diary.workspace.policy
    assert policy is not None
    per_day: dict[date, Counter[str]] = defaultdict(Counter)
    per_month: Counter[tuple[int, int]] = Counter()
    per_year: Counter[tuple[str, int]] = Counter()
    goodbyes: Counter[date] = Counter()
    for done in diary.done:
        if done.touch is None:
            continue
        per_day[done.on][done.action.channel] += 1
        cost = round(done.action.cost * 100) if done.touch.is_real else 0
        per_month[done.on.year, done.on.month] += cost
        per_year[done.slug, done.on.year] += cost
        goodbyes[done.on] += done.action.purpose == "breakup"
    for on, counts in per_day.items():
        over = [c for c, n in counts.items() if n > policy.capacity.get(c, n)]
        if over or counts.total() > policy.capacity.get("total", 10**6):
            yield Breach(9, "capacity", "", "", f"{on}: {dict(counts)} were done")
        if goodbyes[on] > 1:
            yield Breach(0, "stay-or-go", "", "", f"{on}: {goodbyes[on]} breakups")
    for (year, month), cost in per_month.items():
        if cost > policy.budget.per_month * 100:
            yield Breach(9, "gift-budget", "", "", f"{year}-{month}: {cost / 100:g} spent")
    for (slug, year), cost in per_year.items():
        if cost > policy.budget.per_prospect_year * 100:
            yield Breach(9, "gift-budget", slug, "", f"{year}: {cost / 100:g} spent")


def _real(story: Story, event: Event, number: int, sentence: str) -> Breach:
    said = f"{event.channel} ({event.purpose}) of {event.on}: {sentence}"
    return Breach(number, "history", story.prospect.slug, "", said)
