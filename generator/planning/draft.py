"""A draft of an action: one way of making a step. Rules judge drafts; one of them becomes the plan."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from generator.model.channel import Channel
from generator.model.prospect import Prepared
from generator.model.script import Script
from generator.model.shelf import Item
from generator.planning.step import Step
from generator.planning.world import Case


class Option(NamedTuple):
    """One channel with the words and the thing to give; `fit` counts shared topics.

    `missing` are the slots without which the words are not sent, and `item` where the script
    gives something and nothing on the shelf fits.
    """

    channel: str
    script: Script
    item: Item | None
    missing: tuple[str, ...]
    fit: int
    prepared: Prepared | None
    lead_days: int

    @property
    def cost(self) -> float:
        """What it costs: the script's own cost and the item's."""
        return self.script.cost + (self.item.cost if self.item else 0)


class Draft(NamedTuple):
    """A step, made in one way on one day: what a rule looks at."""

    case: Case
    step: Step
    option: Option
    day: date

    def on(self, day: date) -> Draft:
        """Give the same draft on another day."""
        return Draft(self.case, self.step, self.option, day)

    @property
    def channel(self) -> Channel:
        """What is known of the option's channel."""
        return self.case.world.channels[self.option.channel]
