"""The page of the shelf: what there is to give, who has it already, and who could use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup

from generator.model.page import Page
from generator.model.shelf import Item
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.icons import icon
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
    """A thing as the page shows it: the takers, as many as fit on a tile."""

    takers: Takers
    kind: str
    picture: Markup
    fits: tuple[Fit, ...]
    more_fits: int

    @property
    def item(self) -> Item:
        """What it is."""
        return self.takers.item


def render_shelf(desk: Desk) -> Page:
    """Make the page of the shelf: what can be given now first, what is over last."""
    shelf = Shelf(desk)
    shelved = [_shelved(shelf.takers(item)) for item in desk.items.values()]
    ready = tuple(s for s in shelved if not s.takers.is_gone)
    over = tuple(s for s in shelved if s.takers.is_gone)
    return render_page(
        "shelf.html.j2", "shelf/index.html", "Shelf", desk=desk, ready=ready, over=over
    )


def _shelved(takers: Takers) -> Shelved:
    kind = takers.item.kind
    return Shelved(
        takers=takers,
        kind=_KINDS.get(kind, kind),
        picture=icon(_ICONS.get(kind, "material/gift-outline")),
        fits=takers.fits[:_MOST_NAMES],
        more_fits=max(0, len(takers.fits) - _MOST_NAMES),
    )
