"""The agenda with what a whole site looks up made ready once: a page must not search everybody."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cached_property

from generator.model.channel import Channel
from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda

PAST_WEEKS = 4
"""How many weeks gone by keep a page."""

Happened = tuple[Prospect, Touch]


class Desk(Agenda):
    """An agenda for pages: indexed by day and by prospect, and never without a policy.

    Where `playbook.yml` cannot be read nothing is planned, and the defaults serve to say so.
    """

    def __init__(self, workspace: Workspace, plan: Plan) -> None:
        super().__init__(workspace, plan)
        self.rules: Policy = workspace.policy or Policy(me=Me(name="You"))

    @property
    def week(self) -> Week:
        """The week that holds today."""
        return Week.of(self.today)

    @property
    def weeks(self) -> tuple[Week, ...]:
        """The weeks that have a page: the past four and those of the plan."""
        return tuple(self.week.plus(n) for n in range(-PAST_WEEKS, max(1, self.plan.weeks)))

    @cached_property
    def people(self) -> tuple[Prospect, ...]:
        """Everybody whose file could be read, by name."""
        return tuple(sorted(self.prospects.values(), key=lambda p: (p.title.casefold(), p.slug)))

    @cached_property
    def _of_day(self) -> dict[date, tuple[Action, ...]]:
        found: dict[date, list[Action]] = defaultdict(list)
        for action in self.plan.actions:
            if action.prospect in self.prospects:
                found[action.date].append(action)
        return {day: tuple(sorted(those, key=self._hour)) for day, those in found.items()}

    @cached_property
    def _of_prospect(self) -> dict[str, tuple[Action, ...]]:
        found: dict[str, list[Action]] = defaultdict(list)
        for action in self.plan.actions:
            found[action.prospect].append(action)
        return {slug: tuple(those) for slug, those in found.items()}

    @cached_property
    def _happened(self) -> dict[date, tuple[Happened, ...]]:
        found: dict[date, list[Happened]] = defaultdict(list)
        for prospect in self.people:
            for touch in self.history(prospect).touches:
                found[touch.date].append((prospect, touch))
        return {day: tuple(those) for day, those in found.items()}

    def on(self, day: date) -> tuple[Action, ...]:
        """Give what is planned on `day`: by the clock, then in the plan's order."""
        return self._of_day.get(day, ())

    def of(self, slug: str) -> tuple[Action, ...]:
        """Give everything planned for one prospect, by date."""
        return self._of_prospect.get(slug, ())

    def next_of(self, slug: str) -> Action | None:
        """Give the next thing to do for a prospect."""
        return next(iter(self.of(slug)), None)

    def next_touch_of(self, slug: str) -> Action | None:
        """Give the next touch of a prospect, whatever must be prepared before it."""
        return next((a for a in self.of(slug) if a.do == "touch"), None)

    def happened_on(self, day: date) -> tuple[Happened, ...]:
        """Give what happened on `day`, of theirs and of mine, by name."""
        return self._happened.get(day, ())

    def done_on(self, day: date) -> tuple[Happened, ...]:
        """Give the touches of mine that were made on `day`, by name."""
        return tuple(pair for pair in self.happened_on(day) if pair[1].direction == "out")

    def preparations_of(self, action: Action) -> tuple[Action, ...]:
        """Give what must be done before a touch, by date."""
        return tuple(a for a in self.of(action.prospect) if a.for_id == action.id)

    def channel_named(self, name: str) -> Channel:
        """Give a channel; a name that `channels.yml` does not know stands for itself."""
        return self.channels.get(name) or Channel(label=name, by="web")

    def is_working(self, day: date) -> bool:
        """Whether I work on this day: no weekend, leave or public holiday of mine."""
        return self._is_weekday_of_mine(day) and not self.day_off(day)

    def cost_of(self, touch: Touch) -> float:
        """Say what a touch cost: its item, and its script's own cost."""
        item = self.items.get(touch.item or "")
        script = self.scripts.get(touch.script or "")
        return (item.cost if item else 0) + (script.cost if script else 0)
