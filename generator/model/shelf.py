"""The shelf: dated things of value to give."""

from __future__ import annotations

from typing import Annotated

from pydantic import BeforeValidator, Field
from pydantic.json_schema import SkipJsonSchema

from generator.model.text import Day, ItemKind, Line, Lines, Number, Url, Whole, Written, as_list


class Item(Written):
    """Something to give. An event has a `date`; `cost` is in the currency of the budget.

    `country` is where an event takes place, mine if not said. `line` is its first in `shelf.yml`.
    """

    id: Line
    kind: ItemKind
    title: Line
    url: Url | None = None
    topics: Annotated[tuple[Line, ...], BeforeValidator(as_list)] = ()
    cost: Number = Field(0, ge=0)
    lead_days: Whole = Field(0, ge=0, le=90)
    date: Day | None = None
    rsvp_by: Day | None = None
    place: Line | None = None
    country: Line | None = None
    capacity: Whole | None = Field(None, ge=1)
    expires: Day | None = None
    note: Lines | None = None
    line: SkipJsonSchema[int] = 0

    def is_within_reach(self, country: str | None, home: str) -> bool:
        """Whether somebody in `country` could come: an event with a place is for its own country.

        `home` is mine: where the event is, and they are, unless their file or the shelf says so.
        """
        here = self.country or home
        return not self.place or here.casefold() == (country or home).casefold()
