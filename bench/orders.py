"""What other orders of a full day would bring, on the cases of `optimum.py`.

Each order is followed day by day, with nothing in view but what waits on that day: who comes first
is touched, as long as the day holds it. Answers go out at once in all of them.

- **owed first**: answers and named dates, then the earlier end of the window;
- **earlier end**: a named date waits with the others until the last day of its window;
- **first wanted**: the same, but by the day by which a touch was wanted had none before it been
  late. No file says that day: it can be told of a simulation, not of a playbook.

`python bench/orders.py 1 2 3` follows them on the cases of these seeds, and prints the weighted
days late by the two measures of `optimum.py`, beside those of `make_plan`.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date
from itertools import product
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.optimum import SEEDS, Schedule, has_room, lateness, place_ours
from bench.tight import (
    FULL_DAYS,
    ROOMY_WEEKS,
    TODAY,
    TOUCHES,
    Chain,
    Tight,
    make_case,
    working_days,
)
from generator.model.plan import Window
from generator.planning.plan import make_plan


class Waiting(NamedTuple):
    """A touch that waits on a day: `wanted` is when it was first wanted."""

    chain: Chain
    place: int
    window: Window
    wanted: date
    day: date

    @property
    def is_owed(self) -> bool:
        """Whether it is an answer or a named date."""
        return self.place == 0 and self.chain.is_owed

    @property
    def is_pressing(self) -> bool:
        """Whether it is an answer, or a named date on its last day."""
        return self.is_owed and (self.chain.kind == "asked" or self.window.latest <= self.day)


Order = Callable[[Waiting], tuple[bool, date]]
"""Gives the place of a touch on a day: the smallest goes first."""
ORDERS: dict[str, Order] = {
    "owed first": lambda one: (not one.is_owed, one.window.latest),
    "earlier end": lambda one: (not one.is_pressing, one.window.latest),
    "first wanted": lambda one: (not one.is_pressing, one.wanted),
}


def follow(order: Order, case: Tight, chains: tuple[Chain, ...], days: list[date]) -> Schedule:
    """Go through the days, and touch on each who comes first by this order."""
    used: Counter[tuple[date, str]] = Counter()
    made: dict[str, list[date]] = {chain.slug: [] for chain in chains}
    windows = {chain.slug: chain.first for chain in chains}
    wanted = {chain.slug: chain.wanted_by(case.calendar) for chain in chains}
    for day in days:
        waiting = [
            Waiting(chain, place, windows[chain.slug], wanted[chain.slug][place], day)
            for chain in chains
            if (place := len(made[chain.slug])) < TOUCHES and windows[chain.slug].earliest <= day
        ]
        for chain, place, *_ in sorted(waiting, key=lambda one: (order(one), one.chain.slug)):
            if has_room(case, used, chain, day):
                used.update([(day, chain.channel), (day, "total")])
                made[chain.slug].append(day)
                if place + 1 < TOUCHES:
                    windows[chain.slug] = chain.following(case.calendar, place + 1, day)
    return {slug: tuple(own) for slug, own in made.items()}


def main() -> None:
    """Follow every order on the cases of some seeds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", nargs="*", type=int, default=SEEDS)
    print(f"{'seed':>5}{'days':>6}  late            {'ours':>6}", end="")
    print("".join(f"{name:>14}" for name in ORDERS))
    for seed, full_days in product(parser.parse_args().seeds, FULL_DAYS):
        case = make_case(seed, full_days)
        plan = make_plan(case.workspace, TODAY, ROOMY_WEEKS)
        chains, days = case.chains(plan), working_days(case.calendar, ROOMY_WEEKS)
        ours = lateness(case, chains, place_ours(case, plan, chains), days)
        found = {
            name: lateness(case, chains, follow(order, case, chains, days), days)
            for name, order in ORDERS.items()
        }
        for measure, late in ours.items():
            line = f"{seed:5}{full_days:6}  {measure:<16}{late:6}"
            print(line + "".join(f"{one[measure]:14}" for one in found.values()))


if __name__ == "__main__":
    main()
