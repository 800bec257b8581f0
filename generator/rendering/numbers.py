"""My own numbers, counted from what happened: how many touches, how many answers, what it took.

A touch is a contact that could be answered: a meeting is an answer itself and counted apart, and a
ring that nobody took is no touch. Small samples say nothing, and these are small: every share comes
with its counts, below `ENOUGH` there is none, and from there on it comes with the span in which it
likely lies. What was done in the last days may still be answered: it stands apart as new, whatever
came of it, and is among no answers and in no share.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

from generator.model.history import History
from generator.model.prospect import Prospect, Touch
from generator.model.text import STAGES
from generator.rendering import speech
from generator.rendering.answers import Made, is_new, made_with
from generator.rendering.desk import Desk
from generator.rendering.prospect_page import STAGE_LABELS
from generator.rendering.reaching import CLOSED

ENOUGH = 20
"""From so many on a share is said."""
LAST_ROW = 13
"""From this touch on they are counted together."""
FEW = 2
"""The answers after so many touches are those that took persistence."""
_SURE = 1.96  # 95 %
_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Tally:
    """Touches of one kind: how many I made; of those that are not new, how many were answered."""

    key: str
    label: str
    made: int
    answered: int
    new: int

    @property
    def settled(self) -> int:
        """Those that had their time to be answered: the n of every share."""
        return self.made - self.new

    @property
    def unanswered(self) -> int:
        """Those that nothing came of."""
        return self.settled - self.answered

    @property
    def share(self) -> float | None:
        """The share of answers, from 0 to 1; None where there are too few to tell."""
        return self.answered / self.settled if self.settled >= ENOUGH else None

    @property
    def likely(self) -> tuple[float, float] | None:
        """The span in which the share lies 19 times in 20 (Wilson's interval)."""
        return _wilson(self.answered, self.settled) if self.settled >= ENOUGH else None

    @property
    def says(self) -> str:
        """Say the share with its n, or that there are too few."""
        share, likely = self.share, self.likely
        if share is None or likely is None:
            return f"too few to tell (n = {self.settled})"
        low, high = (round(100 * end) for end in likely)
        return f"{round(100 * share)} %, likely {low} to {high} % (n = {self.settled})"


@dataclass(frozen=True, slots=True)
class Yes:
    """Somebody who became a client: after so many touches of mine, in so many days."""

    prospect: Prospect
    touches: int
    days: int


@dataclass(frozen=True, slots=True)
class Left:
    """Somebody who was left after a touch or two, without an answer."""

    prospect: Prospect
    touches: int
    last: date


@dataclass(frozen=True, slots=True)
class Streak:
    """People whose last touches went unanswered: how many, so many times in a row."""

    touches: int
    people: int
    left: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What was given in a month (its first day), and what it cost."""

    month: date
    gifts: int
    cost: float

    @property
    def label(self) -> str:
        """Say the month: `November 2026`."""
        return f"{speech.MONTHS[self.month.month - 1]} {self.month.year}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """All of it. `came` counts those who got in touch before I did."""

    people: int
    touched: int
    came: int
    first: date | None
    total: Tally
    rings: int
    meetings: int
    stages: tuple[tuple[str, int], ...]
    by_touch: tuple[Tally, ...]
    by_channel: tuple[Tally, ...]
    by_script: tuple[Tally, ...]
    by_stage: tuple[Tally, ...]
    late_answers: int
    yeses: tuple[Yes, ...]
    streaks: tuple[Streak, ...]
    left: tuple[Left, ...]
    spent: tuple[Spent, ...]


def count(desk: Desk) -> Numbers:
    """Count everything that the files say, up to today."""
    made = tuple(m for p in desk.people for m in made_by(desk, p) if not is_meeting(desk, m.touch))
    by_touch = _by_touch(made)
    return Numbers(
        people=len(desk.people),
        touched=len({m.prospect.slug for m in made}),
        came=sum(1 for p in desk.people if _came(desk.history(p))),
        first=min((m.touch.date for m in made), default=None),
        total=tally("all", "all", made),
        rings=sum(1 for p in desk.people for t in desk.history(p).touches if t.is_attempt),
        meetings=sum(len(desk.history(p).meetings) for p in desk.people),
        stages=tuple((s, sum(1 for p in desk.people if p.stage == s)) for s in STAGES),
        by_touch=by_touch,
        by_channel=_by((*made, *_rung(desk)), lambda m: m.touch.counts_as, desk.label),
        by_script=by_script(desk, made),
        by_stage=_by_stage(made),
        late_answers=sum(t.answered for t in by_touch[FEW:]),
        yeses=_yeses(desk),
        streaks=_streaks(desk),
        left=left_early(desk),
        spent=_spent(desk),
    )


# --- touches ----------------------------------------------------------------------------------


def made_by(desk: Desk, prospect: Prospect) -> Iterator[Made]:
    """Give the touches that I made with one person, oldest first."""
    return made_with(prospect, desk.history(prospect), desk.today)


def is_meeting(desk: Desk, touch: Touch) -> bool:
    """Whether people met in it: nobody answers a meeting."""
    return desk.channel_named(touch.channel).by == "person"


def _rung(desk: Desk) -> Iterator[Made]:
    """Give the rings that nobody took: of all calls that were made, these were not answered."""
    for prospect in desk.people:
        for touch in desk.history(prospect).touches:
            if touch.is_attempt:
                new = is_new(touch, desk.today)
                yield Made(prospect, touch, 0, is_answered=False, is_new=new)


def tally(key: str, label: str, made: Iterable[Made]) -> Tally:
    """Count touches and their answers."""
    counted = list(made)
    return Tally(
        key=key,
        label=label,
        made=len(counted),
        answered=sum(m.is_answered for m in counted if not m.is_new),
        new=sum(m.is_new for m in counted),
    )


def by_script(desk: Desk, made: Iterable[Made]) -> tuple[Tally, ...]:
    """Count by the script that was used; the label is its title."""

    def title(key: str) -> str:
        known = desk.scripts.get(key)
        return known.title if known else key

    return _by((m for m in made if m.touch.script), lambda m: m.touch.script or "", title)


def _by(
    made: Iterable[Made], key: Callable[[Made], str], label: Callable[[str], str]
) -> tuple[Tally, ...]:
    """Count by a key, what was done most first."""
    groups: dict[str, list[Made]] = defaultdict(list)
    for each in made:
        groups[key(each)].append(each)
    counted = [tally(name, label(name), those) for name, those in groups.items()]
    return tuple(sorted(counted, key=lambda t: (-t.made, t.label, t.key)))


def _by_touch(made: tuple[Made, ...]) -> tuple[Tally, ...]:
    """Count the first touches since they last did something, the second, and so on."""
    most = min(LAST_ROW, max((m.number for m in made), default=0))
    return tuple(
        tally(
            str(n),
            f"touch {n}" + (" and later" if n == LAST_ROW else ""),
            (m for m in made if min(m.number, LAST_ROW) == n),
        )
        for n in range(1, most + 1)
    )


def _by_stage(made: tuple[Made, ...]) -> tuple[Tally, ...]:
    """Count what was done since people stand where they stand: what was before is not known."""
    of_now = [m for m in made if not m.prospect.since or m.touch.date >= m.prospect.since]
    counted = {t.key: t for t in _by(of_now, lambda m: m.prospect.stage, _stage_label)}
    return tuple(counted[stage] for stage in STAGES if stage in counted)


def _stage_label(stage: str) -> str:
    return STAGE_LABELS.get(stage, stage)


def _came(history: History) -> bool:
    return bool(history.real) and history.real[0].direction == "in"


# --- what came of it --------------------------------------------------------------------------


def _yeses(desk: Desk) -> tuple[Yes, ...]:
    clients = [p for p in desk.people if p.stage == "won"]
    found = (_yes(p, [m.touch for m in made_by(desk, p)]) for p in clients)
    return tuple(sorted((y for y in found if y), key=lambda y: (y.touches, y.prospect.slug)))


def _yes(prospect: Prospect, touches: list[Touch]) -> Yes | None:
    """Count what it took until they became a client; None where nothing was written down."""
    before = [t for t in touches if not prospect.since or t.date <= prospect.since]
    if not before:
        return None
    until = prospect.since or before[-1].date
    return Yes(prospect, len(before), (until - before[0].date).days)


def left_early(desk: Desk) -> tuple[Left, ...]:
    """List who was left after one or two touches, as the plan says and `check` warns."""
    found = []
    for prospect in desk.people:
        history = desk.history(prospect)
        if prospect.slug in desk.plan.left and history.last:
            found.append(Left(prospect, history.streak, history.last.date))
    return tuple(sorted(found, key=lambda each: (each.last, each.prospect.slug)))


def _streaks(desk: Desk) -> tuple[Streak, ...]:
    """Count people by how many touches in a row they have not answered, those I still chase."""
    left = {each.prospect.slug for each in left_early(desk)}
    counted: dict[int, list[str]] = defaultdict(list)
    for prospect in desk.people:
        streak = desk.history(prospect).streak
        if streak and prospect.stage not in CLOSED:
            counted[min(streak, LAST_ROW)].append(prospect.slug)
    return tuple(
        Streak(n, len(slugs), sum(slug in left for slug in slugs))
        for n, slugs in sorted(counted.items())
    )


def _spent(desk: Desk) -> tuple[Spent, ...]:
    """Count the money of the last twelve months in which something was given, newest first."""
    first = _months_back(desk.today, _MONTHS - 1)
    costs: dict[date, list[float]] = defaultdict(list)
    for prospect in desk.people:
        for touch in desk.history(prospect).real:
            cost = desk.cost_of(touch) if touch.direction == "out" else 0
            if cost and touch.date >= first:
                costs[touch.date.replace(day=1)].append(cost)
    return tuple(Spent(m, len(all_), sum(all_)) for m, all_ in sorted(costs.items(), reverse=True))


def _months_back(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 - months
    return date(number // 12, number % 12 + 1, 1)


def _wilson(hits: int, n: int) -> tuple[float, float]:
    share, z = hits / n, _SURE
    middle = share + z * z / (2 * n)
    spread = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    whole = 1 + z * z / n
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def say_yeses(yeses: tuple[Yes, ...]) -> str:
    """Say what it took to win clients: each while they are few, the middle of them from 20 on."""
    counts = [str(y.touches) for y in yeses]
    if len(yeses) < ENOUGH:
        return f"{speech.say_list(counts)} touches; too few to tell (n = {len(yeses)})"
    middle = yeses[len(yeses) // 2].touches
    return f"{middle} touches for the client in the middle (n = {len(yeses)})"
