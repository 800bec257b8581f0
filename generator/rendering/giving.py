"""The page of the shelf: what there is to give, who has it already, and who could use it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from generator.model.page import Page
from generator.model.shelf import Item
from generator.model.text import ITEM_KINDS
from generator.rendering import speech
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.icons import icon
from generator.rendering.shelf_text import HEADINGS
from generator.rendering.takers import Fit, Shelf, Takers

_ICONS: Mapping[str, str] = MappingProxyType(
    {
        "article": "material/newspaper-variant-outline",
        "report": "material/file-chart-outline",
        "book": "material/book-open-variant",
        "gift": "material/gift-outline",
        "event": "material/calendar-star",
        "advice": "material/lightbulb-on-outline",
        "person": "material/account-outline",
        "lead": "material/compass-outline",
    }
)
_KINDS: Mapping[str, str] = MappingProxyType({"person": "introduction", "lead": "lead for them"})
_MOST_NAMES = 8


@dataclass(frozen=True, slots=True)
class Shelved:
    """A thing as the page shows it: the takers, as many as fit on a tile.

    `facts` is what it costs and until when it counts, in one line.
    """

    takers: Takers
    facts: str
    picture: Markup
    fits: tuple[Fit, ...]
    more_fits: int

    @property
    def item(self) -> Item:
        """What it is."""
        return self.takers.item


def render_shelf(desk: Desk) -> Page:
    """Make the page of the shelf: what can be given now by kind, what is over last."""
    shelf = Shelf(desk)
    shelved = [_shelved(desk, shelf.takers(item)) for item in desk.items.values()]
    groups = [(kind, HEADINGS[kind], _ready(shelved, kind)) for kind in ITEM_KINDS]
    over = tuple(s for s in shelved if s.takers.is_gone)
    return render_page(
        "shelf.html.j2",
        "shelf/index.html",
        "Shelf",
        desk=desk,
        groups=[group for group in groups if group[2]],
        over=over,
    )


def _ready(shelved: Iterable[Shelved], kind: str) -> tuple[Shelved, ...]:
    """Give what is there of one kind: events by their day, other things as they lie."""
    there = (s for s in shelved if s.item.kind == kind and not s.takers.is_gone)
    return tuple(sorted(there, key=lambda s: s.item.date or date.max))


def _shelved(desk: Desk, takers: Takers) -> Shelved:
    kind = takers.item.kind
    facts = (_KINDS.get(kind, kind) if takers.is_gone else "", *_facts(desk, takers.item))
    return Shelved(
        takers=takers,
        facts=", ".join(fact for fact in facts if fact),
        picture=icon(_ICONS.get(kind, "material/gift-outline")),
        fits=takers.fits[:_MOST_NAMES],
        more_fits=max(0, len(takers.fits) - _MOST_NAMES),
    )


def _facts(desk: Desk, item: Item) -> tuple[str, ...]:
    today, currency = desk.today, desk.rules.budget.currency
    return (
        speech.say_day(item.date, today) if item.date else "",
        item.place or "",
        speech.say_money(item.cost, currency) if item.cost else "",
        f"{speech.say_count(item.lead_days, 'business day')} ahead" if item.lead_days else "",
        f"answer by {speech.say_date(item.rsvp_by, today)}" if item.rsvp_by else "",
        speech.say_count(item.capacity, "place") if item.capacity else "",
        f"good until {speech.say_date(item.expires, today)}" if item.expires else "",
    )
