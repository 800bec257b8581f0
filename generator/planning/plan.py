"""The plan: a pure function of the workspace and a day that is passed in.

No clock, no disk, no randomness: the same input gives the same plan, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from hashlib import sha256

from generator.model.days import Week
from generator.model.plan import Action, Plan, Reason, Status, Unplanned
from generator.model.workspace import Unreadable, Workspace
from generator.planning.draft import Draft
from generator.planning.due import Due, Placed, said_on
from generator.planning.leaving import step_left_out
from generator.planning.ledger import Ledger
from generator.planning.morning import caught_up, this_morning
from generator.planning.placement import Walk
from generator.planning.reach import is_rung_live
from generator.planning.saying import a_day
from generator.planning.standing import stage_of, standing_of
from generator.planning.verdicts import slot_on
from generator.planning.world import Case, World

DEFAULT_WEEKS = 8
CODE_LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
CODE_LENGTH = 3


def make_plan(workspace: Workspace, today: date, weeks: int = DEFAULT_WEEKS) -> Plan:
    """Plan so many ISO weeks, the one that holds `today` (a day in my time zone) included.

    A prospect is in `actions`, or in `unplanned` with the reason. Without a readable policy and
    channels nothing is planned at all.
    """
    if workspace.policy is None or workspace.closed_by:
        return _nothing(workspace, today, weeks)
    world = World(workspace, workspace.policy)
    cases = [world.case(p, today) for p in sorted(workspace.prospects, key=lambda p: p.slug)]
    last = Week.of(today).plus(weeks - 1).days[-1]
    morning = this_morning(workspace, world, today)
    ledger = Ledger(world, workspace.prospects, today)
    ledger.caught_up[today] = caught_up(workspace.prospects, morning, today)
    walk = Walk(ledger, today, last)
    walk.start(cases, morning)
    walk.walk()
    actions = _coded(_actions(walk, today, last))
    planned = {action.prospect for action in actions}
    beyond = {placed.due.slug: placed for placed in reversed(walk.beyond)}
    left_out = [
        _left_out(walk, beyond, case) for case in cases if case.prospect.slug not in planned
    ]
    return Plan(
        today=today,
        weeks=weeks,
        actions=tuple(actions),
        unplanned=tuple(sorted([*left_out, *_unread(workspace)], key=lambda u: u.prospect)),
        problems=workspace.problems,
        standings={case.prospect.slug: standing_of(case) for case in cases},
        touch_numbers={case.prospect.slug: case.history.touch_number for case in cases},
        left={c.prospect.slug: step.window.latest for c in cases if (step := step_left_out(c))},
    )


# --- actions ----------------------------------------------------------------------------------


def _actions(walk: Walk, today: date, last: date) -> list[Action]:
    """Give the touches placed, the preparations they need, and touches beyond that have theirs within.

    The more pressing first; of two touches of one person on one day the one that the other follows.
    """
    made = []
    on_that_day: dict[tuple[str, date], tuple[int, date, str]] = {}
    prepared_within = [p for p in walk.beyond if p.prepared and p.prepared <= last]
    for placed in (*walk.placed, *prepared_within):
        touch, key = _touch(placed, today), placed.due.key(placed.day)
        key = max(key, on_that_day.get((placed.due.slug, placed.day), key))
        on_that_day[placed.due.slug, placed.day] = key
        made.append((key, touch))
        if placed.prepared:
            made.append((key, _preparation(placed, touch, today)))
    made.sort(key=lambda pair: (pair[1].date, pair[0], pair[1].do))
    return [action for _, action in made]


def _touch(placed: Placed, today: date) -> Action:
    due = placed.due
    case, step, option = due.case, due.choice.step, due.choice.option
    draft = Draft(case, step, option, placed.day)
    return Action(
        id=_identity(due),
        code="",
        prospect=due.slug,
        date=placed.day,
        do="touch",
        for_id=None,
        channel=option.channel,
        purpose=option.script.purpose,
        script=option.script.key,
        item=option.item.id if option.item else None,
        cost=option.cost,
        status=_status(placed, today),
        window=step.window,
        touch_number=case.history.touch_number,
        standing=standing_of(case.on(today) if not due.place else case.on(placed.day)),
        time=slot_on(draft) if draft.channel.by == "phone" else None,
        moment=step.moment or option.script.when or "",
        missing=option.missing,
        because=_reasons(placed, today),
        refused=due.choice.refused,
        live_only=draft.channel.live and is_rung_live(case, stage_of(case)),
    )


def _status(placed: Placed, today: date) -> Status:
    due, step = placed.due, placed.due.choice.step
    if due.place and (not step.owed or due.case.history.attempts):
        return "projected"  # what is owed waits for no silence, but for a ring that is only assumed
    if step.window.latest < today:
        return "overdue"
    return "due" if placed.day == today else "planned"


def _reasons(placed: Placed, today: date) -> tuple[Reason, ...]:
    step, option = placed.due.choice.step, placed.due.choice.option
    reasons = list(said_on(placed))
    if step.window.latest < today and not placed.due.place:
        reasons.append(Reason(step.rule, f"It was due by {a_day(step.window.latest)}."))
    if option.channel == "voicemail":
        heard = " Others hear it, too: the number is shared."
        shared = heard if "phone" in placed.due.case.prospect.shared else ""
        reasons.append(Reason("rehearse", f"Practise it aloud before you leave it.{shared}"))
    return tuple(reasons)


def _preparation(placed: Placed, touch: Action, today: date) -> Action:
    """Give what must be done ahead: the book ordered, the parcel booked, the invitation written."""
    lead = placed.due.choice.option.lead_days
    label = placed.due.draft.channel.label
    says = f"The {label} must be there on {a_day(touch.date)}; that takes {lead} working day{'s' if lead > 1 else ''}."
    day = placed.prepared or today
    status: Status = touch.status if touch.status == "projected" else "planned"
    if day <= today and not placed.due.place:
        status = "due"
    return replace(
        touch,
        id=f"{touch.id}-p",
        do="prepare",
        for_id=touch.id,
        date=day,
        time=None,
        cost=0,
        status=status,
        because=(Reason("lead-time", says), *touch.because),
    )


def _identity(due: Due) -> str:
    """Make an id of the prospect and the number this action will have in its history.

    Touches and attempts ever, plus the place in the chain: doing one action leaves the ids of
    those that follow, and moving one keeps its own.
    """
    history = due.case.history
    used = len(history.real) + sum(t.is_attempt for t in history.touches)
    digest = sha256(f"{due.slug}/{used}".encode()).hexdigest()
    return f"a-{digest[:12]}"


def _coded(actions: list[Action]) -> list[Action]:
    """Give every action its short code, longer only where two would meet."""
    full = {action.id: _letters(action.id) for action in actions}
    lengths = dict.fromkeys(full, CODE_LENGTH)
    while True:
        taken: dict[str, list[str]] = {}
        for identity, letters in full.items():
            taken.setdefault(letters[: lengths[identity]], []).append(identity)
        clashing = [identity for group in taken.values() if len(group) > 1 for identity in group]
        if not clashing:
            break
        for identity in clashing:
            lengths[identity] += 1
    return [replace(a, code=full[a.id][: lengths[a.id]]) for a in actions]


def _letters(identity: str) -> str:
    number = int.from_bytes(sha256(identity.encode()).digest()[:12])
    letters = ""
    while number:
        number, rest = divmod(number, len(CODE_LETTERS))
        letters += CODE_LETTERS[rest]
    return letters


# --- the others -------------------------------------------------------------------------------


def _left_out(walk: Walk, beyond: dict[str, Placed], case: Case) -> Unplanned:
    slug = case.prospect.slug
    standing = standing_of(case)
    if slug in beyond:
        return Unplanned(slug, standing, beyond[slug].day, said_on(beyond[slug], how=False))
    pause = walk.opening.paused.get(slug)
    if pause is not None:
        return Unplanned(slug, standing, pause.until, pause.because)
    due = walk.opening.waiting[slug]
    if due.ready > walk.last:
        placed = Placed(due, due.ready, tuple(due.because))
        return Unplanned(slug, standing, due.ready, said_on(placed, how=False))
    says = f"No day of the plan has room for {case.who} yet: others are more pressing."
    return Unplanned(
        slug,
        standing,
        None,
        (*said_on(Placed(due, due.ready, ()), how=False), Reason("capacity", says)),
    )


def _unread(workspace: Workspace) -> Iterable[Unplanned]:
    for broken in workspace.unreadable:
        yield Unplanned(broken.slug, "blocked", None, (_fault(broken),))


def _fault(broken: Unreadable) -> Reason:
    first = f" ({broken.problems[0].public})" if broken.problems else ""
    return Reason(
        "unreadable",
        f"The file {broken.path} has a fault{first}; nothing is planned until it is mended.",
    )


def _nothing(workspace: Workspace, today: date, weeks: int) -> Plan:
    says = (
        f"The file {workspace.closed_by} could not be read; nothing is planned until it is mended."
    )
    unplanned = [
        Unplanned(p.slug, "blocked", None, (Reason("unreadable", says),))
        for p in workspace.prospects
    ]
    unplanned += _unread(workspace)
    return Plan(
        today, weeks, (), tuple(sorted(unplanned, key=lambda u: u.prospect)), workspace.problems
    )
