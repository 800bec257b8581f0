"""The shelf as text of 80 columns for a terminal, and as JSON for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.model.plan import Plan
from generator.model.shelf import Item
from generator.model.text import ITEM_KINDS
from generator.model.workspace import Workspace
from generator.rendering import speech
from generator.rendering.agenda import Agenda
from generator.rendering.ink import Ink, plain, seen_width, wrap
from generator.rendering.machine import SCHEMA, Json, amount, render_json
from generator.rendering.takers import Shelf, Takers

PLAIN = Ink()
DOT = " \N{MIDDLE DOT} "
KINDS = {"person": "introduction", "lead": "lead for them", "advice": "piece of advice"}
HEADINGS = {
    "article": "Articles", "report": "Reports", "book": "Books", "gift": "Gifts",
    "event": "Events", "advice": "Advice", "person": "People to introduce",
    "lead": "Leads to pass on",
}  # fmt: skip
_MOST_NAMES = 3

Lines = Iterator[str]


def render_shelf_list(workspace: Workspace, plan: Plan, ink: Ink = PLAIN) -> str:
    """List what there is to give, by kind, with those who could use it; what is gone by last."""
    return _text(_list(Agenda(workspace, plan), ink))


def render_shelf_who(workspace: Workspace, plan: Plan, item: Item, ink: Ink = PLAIN) -> str:
    """Say who could use a thing, who gets it, who had it, and whom it cannot reach."""
    agenda = Agenda(workspace, plan)
    return _text(_who(agenda, Shelf(agenda).takers(item), ink))


def render_shelf_json(workspace: Workspace, plan: Plan) -> str:
    """Give every thing on the shelf with the slugs of those who could use it and who had it."""
    agenda = Agenda(workspace, plan)
    shelf = Shelf(agenda)
    things = [_thing_data(shelf.takers(item)) for item in workspace.shelf]
    return render_json({"schema": SCHEMA, "today": plan.today.isoformat(), "items": things})


def render_who_json(workspace: Workspace, plan: Plan, item: Item) -> str:
    """Give who could use a thing, the closest first, with the topics they share."""
    takers = Shelf(Agenda(workspace, plan)).takers(item)
    data: Json = {
        "schema": SCHEMA,
        "today": plan.today.isoformat(),
        "item": _item_data(takers),
        "fits": [
            {"prospect": f.who.slug, "name": f.who.title, "through": list(f.through)}
            for f in takers.fits
        ],
        "planned": [
            {"prospect": who.slug, "name": who.title, "date": action.date.isoformat()}
            for who, action in takers.planned
        ],
        "given": [
            {"prospect": who.slug, "name": who.title, "date": day.isoformat()}
            for who, day in takers.given
        ],
        "barred": [
            {"prospect": b.who.slug, "name": b.who.title, "rule": b.rule, "says": b.why}
            for b in takers.barred
        ],
    }
    return render_json(data)


# --- text -------------------------------------------------------------------------------------


def _text(lines: Lines) -> str:
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _list(agenda: Agenda, ink: Ink) -> Lines:
    shelf = Shelf(agenda)
    things = [shelf.takers(item) for item in agenda.workspace.shelf]
    ready = [thing for thing in things if not thing.is_gone]
    if not things:
        yield "The shelf is bare. An article that you liked is a good beginning:"
        yield "playbook/shelf.yml."
        return
    yield ink.strong("The shelf") + ink.faint(f"{DOT}{speech.say_count(len(ready), 'thing')}")
    for kind in ITEM_KINDS:
        of_kind = [thing for thing in ready if thing.item.kind == kind]
        yield from _group(agenda, HEADINGS.get(kind, kind), of_kind, ink)
    yield from _group(agenda, "Gone by", [thing for thing in things if thing.is_gone], ink)
    yield ""
    yield ink.faint(f"Who could use it: playbook shelf who {things[0].item.id}")


def _group(agenda: Agenda, heading: str, things: list[Takers], ink: Ink) -> Lines:
    if things:
        yield ""
        yield ink.strong(heading)
    for thing in things:
        item = thing.item
        yield from wrap(plain(item.title), f"  {ink.accent(plain(item.id))}  ", "    ")
        said = DOT.join(part for part in (*_facts(agenda, item), _summary(thing)) if part)
        yield from (ink.faint(line) for line in wrap(plain(said), "    "))


def _facts(agenda: Agenda, item: Item) -> list[str]:
    currency = agenda.policy.budget.currency if agenda.policy else ""
    today = agenda.today
    return [
        speech.say_day(item.date, today) if item.date else "",
        f"answer by {speech.say_date(item.rsvp_by, today)}" if item.rsvp_by else "",
        f"good until {speech.say_date(item.expires, today)}" if item.expires else "",
        speech.say_money(item.cost, currency) if item.cost else "",
        f"{speech.say_count(item.lead_days, 'business day')} ahead" if item.lead_days else "",
    ]


def _summary(thing: Takers) -> str:
    names = [speech.say_first_name(fit.who) for fit in thing.fits]
    more = len(names) - _MOST_NAMES
    fitting = speech.say_list(names if more <= 0 else [*names[:_MOST_NAMES], f"{more} more"])
    told = [
        f"for {fitting}" if fitting else "",
        f"planned for {len(thing.planned)}" if thing.planned else "",
        f"given to {len(thing.given)}" if thing.given else "",
    ]
    if not thing.is_gone and not fitting and not thing.given and not thing.planned:
        return "fits nobody yet" if thing.item.topics else "no topics, so it fits anybody"
    return "; ".join(part for part in told if part)


def _who(agenda: Agenda, takers: Takers, ink: Ink) -> Lines:
    item = takers.item
    yield from wrap(ink.strong(plain(item.title)))
    facts = [KINDS.get(item.kind, item.kind), *_facts(agenda, item)]
    yield from wrap(plain(DOT.join(fact for fact in facts if fact)))
    if item.topics:
        yield from wrap(plain(f"About {speech.say_list(item.topics)}."))
    if takers.is_gone:
        yield from ("", "It is gone by: nobody is given it any more.")
    elif not takers.fits:
        yield from ("", *wrap(_nobody(takers)))
    today = agenda.today
    yield from _people(
        "Who could use it", [(f.who.title, speech.say_list(f.through)) for f in takers.fits], ink
    )
    planned = [(who.title, speech.say_on(act.date, today)) for who, act in takers.planned]
    yield from _people("Planned for", planned, ink)
    given = [(who.title, speech.say_date(day, today)) for who, day in takers.given]
    yield from _people("Has it", given, ink)
    yield from _people("It fits, and must not or cannot reach", _barred(takers), ink)


def _nobody(takers: Takers) -> str:
    if takers.given or takers.planned or takers.barred:
        return "Nobody else could use it now."
    if not takers.item.topics:
        return "It has no topics, so it fits anybody. With topics it would find its people."
    return "Nobody here has an interest or a challenge among its topics."


def _barred(takers: Takers) -> list[tuple[str, str]]:
    return [(found.who.title, found.why) for found in takers.barred]


def _people(heading: str, rows: list[tuple[str, str]], ink: Ink) -> Lines:
    if rows:
        yield ""
        yield ink.strong(heading)
    widest = max((seen_width(plain(name)) for name, _ in rows), default=0)
    for name, said in rows:
        shown = plain(name)
        yield from wrap(plain(said), f"  {shown}{' ' * (widest - seen_width(shown))}  ")


# --- data -------------------------------------------------------------------------------------


def _item_data(takers: Takers) -> Json:
    item = takers.item
    return {
        "id": item.id,
        "kind": item.kind,
        "title": item.title,
        "topics": list(item.topics),
        "url": item.url,
        "cost": amount(item.cost),
        "lead_days": item.lead_days,
        "date": item.date.isoformat() if item.date else None,
        "rsvp_by": item.rsvp_by.isoformat() if item.rsvp_by else None,
        "place": item.place,
        "capacity": item.capacity,
        "expires": item.expires.isoformat() if item.expires else None,
        "is_gone": takers.is_gone,
    }


def _thing_data(takers: Takers) -> Json:
    return _item_data(takers) | {
        "fits": [fit.who.slug for fit in takers.fits],
        "planned": [who.slug for who, _ in takers.planned],
        "given": [who.slug for who, _ in takers.given],
        "barred": [found.who.slug for found in takers.barred],
    }
