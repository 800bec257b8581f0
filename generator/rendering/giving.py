"""The shelf: what there is to give, who has it already, and who could use it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from markupsafe import Markup

from generator.model.page import Page
from generator.model.plan import Action
from generator.model.prospect import Prospect
from generator.model.shelf import Item
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.icons import icon

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
_NOT_FOR = {"closed", "blocked"}


@dataclass(frozen=True, slots=True)
class Fit:
    """Someone who could use it, and the words that say so."""

    who: Prospect
    through: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shelved:
    """An item as the shelf shows it."""

    item: Item
    kind: str
    picture: Markup
    is_over: bool
    given: tuple[tuple[Prospect, date], ...]
    planned: tuple[tuple[Prospect, Action], ...]
    fits: tuple[Fit, ...]
    more_fits: int


def render_shelf(desk: Desk) -> Page:
    """Make the page of the shelf: what can be given now first, what is over last."""
    given, planned = _given(desk), _planned(desk)
    shelved = [_shelved(desk, i, given[i.id], planned[i.id]) for i in desk.items.values()]
    ready = tuple(s for s in shelved if not s.is_over)
    over = tuple(s for s in shelved if s.is_over)
    return render_page(
        "shelf.html.j2", "shelf/index.html", "Shelf", desk=desk, ready=ready, over=over
    )


def _given(desk: Desk) -> dict[str, list[tuple[Prospect, date]]]:
    found: dict[str, list[tuple[Prospect, date]]] = defaultdict(list)
    for prospect in desk.people:
        for touch in desk.history(prospect).real:
            if touch.item and touch.direction == "out":
                found[touch.item].append((prospect, touch.date))
    return found


def _planned(desk: Desk) -> dict[str, list[tuple[Prospect, Action]]]:
    found: dict[str, list[tuple[Prospect, Action]]] = defaultdict(list)
    for action in desk.plan.actions:
        if action.do == "touch" and action.item and action.prospect in desk.prospects:
            found[action.item].append((desk.prospects[action.prospect], action))
    return found


def _shelved(
    desk: Desk,
    item: Item,
    given: list[tuple[Prospect, date]],
    planned: list[tuple[Prospect, Action]],
) -> Shelved:
    is_over = is_gone(item, desk.today)
    have = {p.slug for p, _ in given} | {p.slug for p, _ in planned}
    fits = () if is_over else who_could_use(desk, item, have)
    return Shelved(
        item=item,
        kind=_KINDS.get(item.kind, item.kind),
        picture=icon(_ICONS.get(item.kind, "material/gift-outline")),
        is_over=is_over,
        given=tuple(given),
        planned=tuple(planned),
        fits=fits[:_MOST_NAMES],
        more_fits=max(0, len(fits) - _MOST_NAMES),
    )


def is_gone(item: Item, today: date) -> bool:
    """Whether an event is over, or a thing is out of date."""
    return any(day is not None and day < today for day in (item.date, item.expires))


def who_could_use(desk: Desk, item: Item, have: set[str]) -> tuple[Fit, ...]:
    """Give those whose interests or challenges meet its topics, the closest fit first."""
    topics = {t: _words(t) for t in item.topics}
    fits = []
    for prospect in desk.people:
        if prospect.slug in have or desk.plan.standings.get(prospect.slug) in _NOT_FOR:
            continue
        theirs = [_words(t) for t in (*prospect.interests, *prospect.challenges)]
        through = tuple(t for t, words in topics.items() if any(words & w for w in theirs))
        if through:
            fits.append(Fit(prospect, through))
    return tuple(sorted(fits, key=lambda f: -len(f.through)))


_SMALL = {"and", "the", "for", "of", "in", "on", "to", "a", "an", "with"}


def _words(topic: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", topic.casefold())) - _SMALL
