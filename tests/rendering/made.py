"""A playbook made by hand, with its plan: what the renderers are tried on."""

from __future__ import annotations

from datetime import date, time

from generator.model.channel import CHANNELS
from generator.model.days import Hours, Span
from generator.model.plan import Action, Plan, Reason, TimeSlot, Unplanned, Window
from generator.model.policy import Me, Policy
from generator.model.problem import Problem
from generator.model.prospect import Promise, Prospect, Touch
from generator.model.script import Script
from generator.model.shelf import Item
from generator.model.text import Purpose
from generator.model.workspace import Unreadable, Workspace

TODAY = date(2026, 11, 23)
PRIVATE = "the-board-measures-her-on-48-hours"


def day(month: int, number: int) -> date:
    """Give a day of 2026."""
    return date(2026, month, number)


POLICY = Policy(
    me=Me(
        name="Ludo Marsh",
        company="Marsh Digital",
        email="ludo@marsh.example",
        phone="+44 20 7946 0000",
        address="Marsh Digital\n4 Mill Lane\nLondon SE1 0AA",
    )
)

DANA = Prospect(
    slug="dana-reyes",
    name="Dana Reyes",
    company="Acme Logistics",
    role="Head of Digital",
    stage="almost",
    email="dana@acme.example",
    phone="+44 20 7946 0123",
    address="Acme Logistics\n1 Dock Road\nLondon E16 2QX",
    timezone="Europe/London",
    office_hours=Hours(time(9), time(17, 30)),
    away=(Span(day(12, 23), date(2027, 1, 4)),),
    links={"linkedin": "https://example.com/in/dana-reyes"},
    interests=("logistics", "sailing"),
    challenges=("peak season returns",),
    notes="Thinks in pallets, not in tickets.\n\n  Sails a Contessa in fair weather. {{ x }}",
    private=PRIVATE,
    touches=(
        Touch(
            date=day(8, 11),
            channel="meeting",
            outcome="held",
            said="Every January we drown in returns; the portal tells nobody where a parcel is.",
        ),
        Touch(
            date=day(9, 15),
            channel="call",
            outcome="connected",
            said="The warehouse moves in March; nobody has asked the portal's opinion yet.",
            promised=Promise(what="send the figures", by=day(11, 27)),
        ),
        Touch(
            date=day(10, 20),
            channel="email",
            purpose="value",
            item="article-returns",
            note="No answer, which is fair in peak season.",
        ),
    ),
)
TOM = Prospect(
    slug="tom-okafor",
    name="Tom Okafor",
    company="Brightwater",
    role="Operations Director",
    stage="proposal",
    phone="+1 212 555 0142",
    email="tom@brightwater.example",
    timezone="America/New_York",
    touches=(
        Touch(date=day(11, 2), channel="meeting", outcome="held", said="Ask me in early December."),
        Touch(date=day(11, 20), channel="call", outcome="no_answer"),
    ),
)
PRIYA = Prospect(
    slug="priya-nair",
    name="Priya Nair",
    company="Nair & Sons",
    stage="met",
    email="priya@nair.example",
    address="Nair & Sons\n7 Cloth Hall Street\nLeeds LS2 7AA",
    touches=(Touch(date=day(11, 20), channel="meeting", outcome="held"),),
)
LENA = Prospect(
    slug="lena-fischer",
    name="Lena Fischer",
    company="Fischer Optik <GmbH>",
    stage="almost",
    address="Fischer Optik\nSonnenallee 4\n12045 Berlin\nGermany",
    touches=(Touch(date=day(8, 3), channel="meeting", outcome="held", said="We read on paper."),),
)
JOSS = Prospect(
    slug="joss-field",
    name="Joss Field",
    company="Field & Co",
    stage="lead",
    phone="0161 496 0777",
    touches=(Touch(date=day(11, 5), channel="call", outcome="no_answer"),),
)
ROSA = Prospect(slug="rosa-quiet", name="Rosa Quiet", stage="almost", opt_out=("all",))


def script(key: str, channel: str, purpose: Purpose, body: str, **more: object) -> Script:
    """Give a script without a fault."""
    return Script.model_validate(
        {
            "key": key,
            "title": key.rsplit("/", 1)[-1].replace("-", " ").capitalize(),
            "channel": channel,
            "purpose": purpose,
            "body": body,
            "body_line": 8,
            "slots": frozenset({"prospect.first_name"}),
            **more,
        }
    )


SCRIPTS = (
    script(
        "calls/where-it-stands",
        "call",
        "status",
        "Hello {{ prospect.first_name }}, this is {{ me.name }}.\n\n"
        "You spoke of early December, and I would rather ring a day early than a day late.\n"
        "What is still open on your side?\n",
    ),
    script(
        "emails/an-article",
        "email",
        "value",
        "Hello {{ prospect.first_name }},\n\nthis made me think of your returns bench.\n\n"
        "{{ me.first_name }}\n",
    ),
    script(
        "handwritten-notes/after-first-meeting",
        "note",
        "thanks",
        "Dear {{ prospect.first_name }},\n\nthank you for Friday. You said: {{ meeting.said }}\n\n"
        "{{ me.first_name }}\n",
        needs=("meeting.said",),
        slots=frozenset({"prospect.first_name", "meeting.said", "me.first_name"}),
    ),
    script("courier-gifts/a-book", "gift", "value", "For {{ prospect.first_name }}.\n"),
    script(
        "event-invites/spring-talk", "invite", "value", "Come along, {{ prospect.first_name }}.\n"
    ),
)
SHELF = (
    Item(id="article-returns", kind="article", title="Returns without tears"),
    Item(id="book-lean", kind="book", title="The Lean Warehouse", cost=18.5, lead_days=3),
    Item(id="talk", kind="event", title="Spring talk", date=date(2027, 3, 4), place="Manchester"),
)


def action(code: str, prospect: str, on: date, channel: str, **more: object) -> Action:
    """Give an action with everything that a test does not care about."""
    values: dict[str, object] = {
        "id": f"a-{code}",
        "code": code,
        "prospect": prospect,
        "date": on,
        "do": "touch",
        "for_id": None,
        "channel": channel,
        "purpose": "value",
        "script": None,
        "item": None,
        "cost": 0.0,
        "status": "due" if on == TODAY else "planned",
        "window": Window(on, on),
        "touch_number": 2,
        "standing": "active",
        "because": (Reason("rhythm", "a reason that was not given by hand"),),
        **more,
    }
    return Action(**values)  # type: ignore[arg-type]


def hours(on: date, first: int, last: int, zone: str = "Europe/London") -> TimeSlot:
    """Give a slot of whole hours."""
    return TimeSlot(on, time(first), time(last), zone)


ACTIONS = (
    action(
        "p4x", "priya-nair", TODAY, "note",
        purpose="thanks", script="handwritten-notes/after-first-meeting",
        missing=("meeting.said",), touch_number=1, moment="after-meeting",
        because=(Reason("first-note", "you met on Friday; the note goes out today"),),
    ),
    action(
        "q7b", "lena-fischer", TODAY, "gift",
        do="prepare", for_id="a-g5w", item="book-lean", script="courier-gifts/a-book", cost=18.5,
        because=(Reason("lead-time", "the book takes three business days to arrive"),),
    ),
    action(
        "j2d", "joss-field", TODAY, "call",
        purpose="ask", script="calls/where-it-stands", time=hours(TODAY, 9, 11), status="overdue",
        window=Window(day(11, 16), day(11, 19)), touch_number=1,
        because=(
            Reason("attempts", "you rang once and nobody answered"),
            Reason("capacity", "Thursday and Friday were full"),
        ),
    ),
    action(
        "k7f", "dana-reyes", day(11, 24), "call",
        script="calls/where-it-stands", item="article-returns", time=hours(day(11, 24), 10, 12),
        window=Window(day(11, 20), day(12, 2)),
        because=(
            Reason("rhythm", "34 days after your last e-mail; your rhythm with almost-clients"
                   " is 30 to 42 days"),
            Reason("mix", "the last two were written; she answered the call in September"),
        ),
        refused=(Reason("fresh", "an e-mail with the same article: she has had it already"),),
    ),
    action(
        "m2x", "tom-okafor", day(11, 25), "call",
        purpose="status", script="calls/where-it-stands",
        time=hours(day(11, 25), 9, 11, "America/New_York"), touch_number=3, standing="waiting",
        because=(Reason("callback", "he asked for early December; you call a little before"),),
    ),
    action(
        "g5w", "lena-fischer", day(11, 26), "gift",
        item="book-lean", script="courier-gifts/a-book", cost=18.5,
        window=Window(day(11, 24), day(11, 30)),
        because=(Reason("rhythm", "115 days since you met; the rhythm is 30 to 42 days"),),
    ),
    action(
        "t8c", "priya-nair", day(11, 27), "email",
        script="emails/an-article", item="article-returns", status="projected", touch_number=2,
        because=(Reason("rhythm", "one week after the note"),),
    ),
    action(
        "w3n", "dana-reyes", day(12, 30), "invite",
        script="event-invites/spring-talk", item="talk", status="projected", touch_number=3,
        because=(Reason("rhythm", "36 days after the call"),),
    ),
)  # fmt: skip

FAULT = Problem(
    "prospects/kit-lawson.yml", 4, 8, "unknown stage 'almots'", "Did you mean 'almost'?"
)

WORKSPACE = Workspace(
    policy=POLICY,
    channels=CHANNELS,
    prospects=tuple(sorted((DANA, TOM, PRIYA, LENA, JOSS, ROSA), key=lambda p: p.slug)),
    scripts=SCRIPTS,
    shelf=SHELF,
    unreadable=(Unreadable("kit-lawson", "prospects/kit-lawson.yml", (FAULT,)),),
    problems=(FAULT,),
)
PLAN = Plan(
    today=TODAY,
    weeks=8,
    actions=ACTIONS,
    unplanned=(
        Unplanned(
            "rosa-quiet", "blocked", None, (Reason("opt-out", "she asked not to be contacted"),)
        ),
        Unplanned(
            "kit-lawson",
            "blocked",
            None,
            (Reason("unreadable", "The file prospects/kit-lawson.yml has a fault."),),
        ),
    ),
    problems=(FAULT,),
    standings={
        "dana-reyes": "active",
        "tom-okafor": "waiting",
        "priya-nair": "new",
        "lena-fischer": "active",
        "joss-field": "new",
        "rosa-quiet": "blocked",
    },
    touch_numbers={"dana-reyes": 2, "tom-okafor": 3},
)
