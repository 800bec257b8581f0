"""Compare the planner's placement with the best placement there is, on tight cases.

The measure is weighted lateness: for each touch the business days past the day by which it was
wanted, times its weight (16 for answers and named dates, 4 for what is overdue today, 1 for the
rest), added up. There are two ways to say by when a touch is wanted, and both are printed:

- **as first wanted**: the last day of its window, if no touch before it were late. Then a day lost
  stays lost for all touches after it: this counts how far the work of each person falls behind;
- **as it follows**: the later of the end of its window and today, where the window follows from the
  touch before, as TACT 4 says. Whoever is late once is not late twice, so these totals are small.

`tight.py` makes the cases and says why all ways below solve the same problem:

- **ours** is `make_plan`, the product itself;
- **optimum** is HiGHS on a time-indexed model, proven best where it says so;
- **owed kept** is the same, but that answers and named dates are kept on the days of our plan;
- **greedy** takes one person after the other, the one with the most pressing first window first,
  and gives each touch the first day of its window, or after it, that has room.

`python bench/optimum.py 1 2 3` measures the cases of these seeds.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise, product
from pathlib import Path

import highspy
import numpy as np

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.tight import (
    FULL_DAYS,
    ROOMY_WEEKS,
    TODAY,
    TOUCHES,
    Chain,
    Tight,
    days_late,
    make_case,
    working_days,
)
from generator.model.plan import Plan
from generator.planning.plan import make_plan

SEEDS = (1, 2, 3, 4, 5)
PATIENCE = 300.0
"""Seconds after which HiGHS stops, proven or not."""
AS_FIRST_WANTED, AS_IT_FOLLOWS = "as first wanted", "as it follows"
Late = dict[str, int]
"""Weighted days late, by measure."""
Schedule = dict[str, tuple[date, ...]]
"""The days of each person's touches, by slug."""


def lateness(case: Tight, chains: tuple[Chain, ...], made: Schedule, days: list[date]) -> Late:
    """Add up the weighted days late; refuse a schedule that breaks a gap or a day's capacity."""
    first = follows = 0
    for chain in chains:
        window = chain.first
        for place, (day, wanted) in enumerate(
            zip(made[chain.slug], chain.wanted_by(case.calendar), strict=True)
        ):
            if place:
                window = chain.following(case.calendar, place, made[chain.slug][place - 1])
            if day not in days or day < window.earliest:
                sys.exit(f"{chain.slug} is touched on {day}, before {window.earliest}")
            first += chain.weights[place] * days_late(days, wanted, day)
            follows += chain.weights[place] * days_late(days, window.latest, day)
    used = Counter((day, chain.channel) for chain in chains for day in made[chain.slug])
    used += Counter((day, "total") for chain in chains for day in made[chain.slug])
    over = [key for key, count in used.items() if count > case.capacity[key[1]]]
    if over:
        sys.exit(f"more than a day holds: {over}")
    return {AS_FIRST_WANTED: first, AS_IT_FOLLOWS: follows}


# --- ours -------------------------------------------------------------------------------------


def place_ours(case: Tight, plan: Plan, chains: tuple[Chain, ...]) -> Schedule:
    """Give the days of the plan; refuse it where its windows are not those of the case."""
    made = {chain.slug: plan.of(chain.slug) for chain in chains}
    for chain in chains:
        touches = made[chain.slug]
        if len(touches) != TOUCHES:
            sys.exit(f"{chain.slug} has {len(touches)} touches, not {TOUCHES}")
        for place in range(1, TOUCHES):
            window = chain.following(case.calendar, place, touches[place - 1].date)
            if touches[place].window != window:
                sys.exit(f"{chain.slug}: the plan says {touches[place].window}, the case {window}")
    return {slug: tuple(action.date for action in touches) for slug, touches in made.items()}


# --- greedy -----------------------------------------------------------------------------------


def place_greedily(case: Tight, chains: tuple[Chain, ...], days: list[date]) -> Schedule:
    """Place one person after the other, each touch on the first day with room."""
    used: Counter[tuple[date, str]] = Counter()
    made: Schedule = {}
    for chain in sorted(chains, key=lambda c: (-c.weights[0], c.first.latest, c.slug)):
        touches: list[date] = []
        window = chain.first
        for place in range(TOUCHES):
            if touches:
                window = chain.following(case.calendar, place, touches[-1])
            day = next(d for d in days if d >= window.earliest and has_room(case, used, chain, d))
            touches.append(day)
            used.update([(day, chain.channel), (day, "total")])
        made[chain.slug] = tuple(touches)
    return made


def has_room(case: Tight, used: Counter[tuple[date, str]], chain: Chain, day: date) -> bool:
    """Whether a day holds one more touch of somebody, by their channel and in all."""
    return all(used[day, name] < case.capacity[name] for name in (chain.channel, "total"))


# --- the optimum ------------------------------------------------------------------------------


@dataclass
class Model:
    """A mixed-integer programme, row by row."""

    costs: list[float] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    rows: list[tuple[list[tuple[int, float]], float]] = field(default_factory=list)

    def variable(self, cost: float = 0, *, whole: bool = False, least: float = 0) -> int:
        """Add a variable between `least` and 1; give its number."""
        self.costs.append(cost)
        self.whole.append(whole)
        self.least.append(least)
        return len(self.costs) - 1

    def at_most(self, terms: list[tuple[int, float]], limit: float) -> None:
        """Ask that the sum of `terms` (variable, factor) stays within `limit`."""
        self.rows.append((terms, limit))


class Best:
    """The time-indexed model of a case.

    `done[slug, place][n]` is 1 where the touch was made by the nth day. So a gap says that a touch
    is done by a day only if the one before was done long enough before it; and a touch is late on a
    day for which the one before was done so long ago that the window is over, and itself is not.
    """

    def __init__(
        self, case: Tight, chains: tuple[Chain, ...], days: list[date], measure: str
    ) -> None:
        self.case, self.chains, self.days, self.measure = case, chains, days, measure
        self.model = Model()
        self.done = {
            (chain.slug, place): [
                self.model.variable(whole=True, least=day == days[-1]) for day in days
            ]
            for chain, place in product(chains, range(TOUCHES))
        }
        for chain in chains:
            self._begin(chain)
            for place in range(1, TOUCHES):
                self._follow(chain, place)
        for n, name in product(range(len(days)), case.capacity):
            self._hold(n, name)

    def keep_owed(self, made: Schedule) -> None:
        """Ask that answers and named dates keep the days they have in this schedule."""
        for chain in self.chains:
            if chain.is_owed:
                at = self.days.index(made[chain.slug][0])
                done = self.done[chain.slug, 0]
                self.model.least[done[at]] = 1
                self.model.at_most([(n, 1) for n in done[:at]], 0)

    def _begin(self, chain: Chain) -> None:
        """Ask for the first touch from its window on; what is late is counted."""
        done = self.done[chain.slug, 0]
        self._in_order(done)
        for n, day in enumerate(self.days):
            if day < chain.first.earliest:
                self.model.at_most([(done[n], 1)], 0)
            elif n and day > max(chain.first.latest, TODAY):
                late = self.model.variable(chain.weights[0])
                self.model.at_most([(late, -1), (done[n - 1], -1)], -1)

    def _follow(self, chain: Chain, place: int) -> None:
        """Ask for a later touch after its gap; what is late by the measure is counted."""
        wanted = chain.wanted_by(self.case.calendar)[place]
        done, before = self.done[chain.slug, place], self.done[chain.slug, place - 1]
        self._in_order(done)
        windows = [chain.following(self.case.calendar, place, day) for day in self.days]
        for n, day in enumerate(self.days):
            ready = sum(window.earliest <= day for window in windows)
            enough = [(before[ready - 1], -1.0)] if ready else []
            self.model.at_most([(done[n], 1), *enough], 0)
            over = sum(window.latest < day for window in windows)
            if self.measure == AS_IT_FOLLOWS and over and n:
                late = self.model.variable(chain.weights[place])
                self.model.at_most([(before[over - 1], 1), (done[n - 1], -1), (late, -1)], 0)
            elif self.measure == AS_FIRST_WANTED and day > wanted and n:
                late = self.model.variable(chain.weights[place])
                self.model.at_most([(late, -1), (done[n - 1], -1)], -1)

    def _in_order(self, done: list[int]) -> None:
        for earlier, later in pairwise(done):
            self.model.at_most([(earlier, 1), (later, -1)], 0)

    def _hold(self, n: int, name: str) -> None:
        """Ask that the nth day holds no more of a channel than it can."""
        terms = []
        for chain in self.chains:
            if name in {chain.channel, "total"}:
                for place in range(TOUCHES):
                    done = self.done[chain.slug, place]
                    terms += [(done[n], 1.0), *([(done[n - 1], -1.0)] if n else [])]
        if terms:
            self.model.at_most(terms, self.case.capacity[name])

    def solve(self) -> tuple[Schedule, bool]:
        """Give the best schedule found, and whether it is proven that there is no better one."""
        solver = highspy.Highs()  # type: ignore[no-untyped-call]
        solver.setOptionValue("output_flag", False)  # noqa: FBT003 — HiGHS' own signature
        solver.setOptionValue("threads", 1)
        solver.setOptionValue("time_limit", PATIENCE)
        solver.setOptionValue("mip_rel_gap", 0.0)
        solver.passModel(as_highs(self.model))
        solver.run()
        values = solver.getSolution().col_value
        proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        made = {
            chain.slug: tuple(self._day(values, chain, place) for place in range(TOUCHES))
            for chain in self.chains
        }
        return made, proven

    def _day(self, values: list[float], chain: Chain, place: int) -> date:
        done = self.done[chain.slug, place]
        return next(day for n, day in zip(done, self.days, strict=True) if values[n] > 1 / 2)


def as_highs(model: Model) -> highspy.HighsLp:
    """Hand the programme over to HiGHS, its rows as they are."""
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(model.costs), len(model.rows)
    lp.col_cost_ = np.array(model.costs)
    lp.col_lower_, lp.col_upper_ = np.array(model.least, float), np.ones(len(model.costs))
    lp.row_lower_ = np.full(len(model.rows), -highspy.kHighsInf)
    lp.row_upper_ = np.array([limit for _, limit in model.rows])
    kinds = highspy.HighsVarType
    lp.integrality_ = [kinds.kInteger if w else kinds.kContinuous for w in model.whole]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _ in model.rows)])
    entries = [entry for terms, _ in model.rows for entry in terms]
    lp.a_matrix_.index_ = np.array([column for column, _ in entries])
    lp.a_matrix_.value_ = np.array([factor for _, factor in entries])
    return lp


# --- the table --------------------------------------------------------------------------------


def compare(seed: int, full_days: int) -> Iterator[str]:
    """Place one case in every way, and tell the figures: a line for each measure."""
    case = make_case(seed, full_days)
    plan = make_plan(case.workspace, TODAY, ROOMY_WEEKS)
    chains, days = case.chains(plan), working_days(case.calendar, ROOMY_WEEKS)
    made = place_ours(case, plan, chains)
    ours = lateness(case, chains, made, days)
    greedy = lateness(case, chains, place_greedily(case, chains, days), days)
    for measure in (AS_FIRST_WANTED, AS_IT_FOLLOWS):
        began = time.process_time()
        line = f"{seed:5}{full_days:6}  {measure:<16}{ours[measure]:6}"
        for kept in (None, made):
            best = Best(case, chains, days, measure)
            if kept:
                best.keep_owed(kept)
            found, proven = best.solve()
            least = lateness(case, chains, found, days)[measure]
            line += f"{least:12}{'yes' if proven else 'no':>8}{ours[measure] / least - 1:7.1%}"
            if not kept:
                above = greedy[measure] / least - 1
        yield f"{line}{above:9.0%}{time.process_time() - began:9.1f}"


def main() -> None:
    """Compare the cases of some seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, default=SEEDS)
    columns = {
        "seed": 5, "days": 6, "  late            ": 18, "ours": 6, "optimum": 12, "proven": 8,
        "above": 7, "owed kept": 12, "proven ": 8, "above ": 7, "greedy": 9, "HiGHS s": 9,
    }  # fmt: skip
    print("".join(f"{name:>{width}}" for name, width in columns.items()))
    for seed, full_days in product(parser.parse_args().seeds, FULL_DAYS):
        for line in compare(seed, full_days):
            print(line, flush=True)


if __name__ == "__main__":
    main()
