"""The checker itself: a legal plan passes, and for every rule a plan that breaks it is caught.

A checker that cannot fail is worth nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from generator.model.days import Week
from generator.model.plan import Action, Plan, Reason, Unplanned, Window
from generator.model.prospect import Prospect, Touch
from generator.model.shelf import Item
from generator.model.workspace import Unreadable, Workspace
from tests.properties.builders import (
    TODAY,
    action,
    day,
    plan,
    policy,
    prospect,
    slot,
    touch,
    workspace,
)
from tests.properties.legality import breaches, firm_of
from tests.properties.library import shelf

Case = tuple[Workspace, Plan]
A, B = "article-01", "article-02"


def almost(*more: Touch, **keys: Any) -> Prospect:
    """An almost-client who was met on 3 August, written to on the 5th, and answered."""
    return prospect(
        touch("08-03", "meeting", "held"),
        touch("08-05", "email", "replied", purpose="thanks"),
        *more,
        **keys,
    )


ANSWERED_IN_JULY = prospect(
    touch("06-30", "meeting", "held"), touch("07-30", "email", "replied", purpose="thanks")
)
"""An almost-client whose rhythm of 42 days is over on Thursday 10 September."""


def silent(channels: str, first: str = "01-05", gap: int = 35, **keys: Any) -> Prospect:
    """Someone who answered long ago, and then got these touches without a word back."""
    start = day(first)
    touches = [
        touch(str(start + timedelta(days=gap * n)), channel, purpose="value")
        for n, channel in enumerate(channels.split(), 1)
    ]
    return prospect(touch(first, "email", "replied"), *touches, **keys)


def said(case: Case) -> set[tuple[int, str]]:
    """Name what the checker finds."""
    return {(b.property_number, b.rule) for b in breaches(*case)}


def legal_year() -> Case:
    """Two months for an almost-client: a note, a call and an e-mail, 35 days apart."""
    return workspace(almost()), plan(
        action("09-09", "note", touch_number=1),
        action("10-13", "call", touch_number=2),
    )


LEGAL: dict[str, Callable[[], Case]] = {
    "a quiet rhythm": legal_year,
    "an answer the day after their message": lambda: (
        workspace(almost(touch("09-04", "email", direction="in"))),
        plan(action("09-07", "email", "answer", rules=["answer"])),
    ),
    "a note the day after a meeting, on a day they are away": lambda: (
        workspace(prospect(touch("09-06", "meeting", "held"), stage="met",
                           away=["2026-09-07..2026-09-11"])),
        plan(action("09-07", "note", "thanks", rules=["first-note"])),
    ),
    "a callback at 85 % of the interval": lambda: (
        workspace(prospect(touch("08-03", "call", "connected"), callback=day("09-14"))),
        plan(action("09-08", "call", rules=["callback"])),
    ),
    "a date kept late where until then no day has an hour for both": lambda: (
        workspace(dawn("09-24", email=None, address=None, links=None)),
        plan(action("09-28", "call", rules=["callback"],
                    time=slot("09-29", "08:30", "09:00", "Pacific/Auckland"))),
    ),
    "a date kept by a talk twelve days before it, two days after a ring in vain": lambda: (
        workspace(prospect(
            touch("06-01", "call", "connected", callback=day("09-16")),
            touch("09-02", "call", "no_answer"), touch("09-04", "call", "connected"),
            callback=day("09-16"))),
        plan(action("10-05", "email", touch_number=1)),
    ),
    "a breakup after five touches on three channels": lambda: (
        workspace(silent("email call note email call", gap=40)),
        plan(action("09-08", "email", "breakup", touch_number=6, rules=["stay-or-go"])),
    ),
    "a breakup voicemail after they close": lambda: (
        workspace(silent("email call note email call", gap=40)),
        plan(action("09-08", "voicemail", "breakup", touch_number=6, rules=["stay-or-go"],
                    time=slot("09-08", "17:30", "19:00"))),
    ),
    "the bold steps of a proposal, two on one day": lambda: (
        workspace(prospect(touch("09-04", "meeting", "held"), stage="proposal", boldness="bold")),
        plan(
            action("09-07", "note", "thanks", rules=["first-note"]),
            action("09-07", "email", "status", touch_number=2),
            action("09-08", "call", "status", touch_number=3),
            action("09-08", "email", "status", touch_number=4),
            action("09-09", "call", "status", touch_number=5),
            action("09-10", "call", "status", touch_number=6),
        ),
    ),
    "one thank-you after a no": lambda: (
        workspace(almost(touch("09-04", "call", "declined"), stage="declined")),
        plan(action("09-08", "note", "thanks", rules=["gift-of-clarity"])),
    ),
    "a book ordered five working days before it arrives": lambda: (
        workspace(almost()),
        plan(*ordered("09-07", "09-14")),
    ),
    "a parcel ordered today that is there a day after the rhythm": lambda: (
        workspace(ANSWERED_IN_JULY),
        plan(*ordered("09-07", "09-11", rules=["rhythm", "lead-time"])),
    ),
    "a status to a lead two days before the event to which she said yes": lambda: (
        workspace(prospect(touch("09-02", "invite", "accepted", item="event-1"), stage="lead")),
        plan(action("09-11", "email", "status", moment="before-event",
                    rules=["event-in-time"])),
    ),
    "a reminder of her event although two letters went out in the fortnight": lambda: (
        workspace(prospect(
            touch("08-31", "email", "sent"), touch("09-02", "invite", "accepted", item="event-1"),
            stage="lead", boldness="gentle")),
        plan(action("09-11", "email", "status", moment="before-event", rules=["event-in-time"])),
    ),
    "a call after a parcel that came, for whatever it brings": lambda: (
        workspace(almost(touch("09-02", "gift", "delivered", item="book-0"))),
        plan(action("09-08", "call", "status", touch_number=2, moment="after-delivery",
                    rules=["lead-time"])),
    ),
    "something of value 90 days after a breakup": lambda: (
        workspace(resting("06-08")),
        plan(action("09-08", "note", touch_number=7, rules=["rest"])),
    ),
}  # fmt: skip


def ordered(prepared: str, arrives: str, **more: Any) -> tuple[Action, Action]:
    """A parcel with a book of lead 2 (the channel's 4 is the larger), and its preparation."""
    parcel = action(arrives, "gift", item="book-0", cost=9.0, id="a-gift", **more)
    preparation = replace(
        parcel, id="a-prep", code="prep", do="prepare", for_id="a-gift", cost=0.0,
        date=day(prepared), status="due" if day(prepared) == TODAY else "planned",
    )  # fmt: skip
    return preparation, parcel


def resting(breakup: str, *more: Touch) -> Prospect:
    """Five touches, then a breakup that was not answered."""
    quiet = silent("email call note email call", first="2025-11-20", gap=30)
    goodbye = touch(breakup, "email", purpose="breakup")
    return quiet.model_copy(update={"touches": (*quiet.touches, goodbye, *more)})


@pytest.mark.parametrize("name", LEGAL)
def test_a_legal_plan_passes(name: str) -> None:
    workspace_, plan_ = LEGAL[name]()
    assert [str(b) for b in breaches(workspace_, plan_)] == []


def met(*more: Touch, **keys: Any) -> Prospect:
    """A new contact, met on 2 September, thanked on the 3rd."""
    return prospect(
        touch("09-02", "meeting", "held"), touch("09-03", "note", purpose="thanks"), *more,
        stage="met", first_contact="call", **keys,
    )  # fmt: skip


def dawn(named: str, **more: Any) -> Prospect:
    """A caller in Auckland whose half past eight comes before my nine from 28 September on."""
    return prospect(
        touch("08-03", "call", "connected"), callback=day(named), country="NZ",
        timezone="Pacific/Auckland", office_hours="08:30-17:00", **more,
    )  # fmt: skip


def one(person: Prospect, *actions: Action, **more: Any) -> Case:
    """One prospect and their plan."""
    return workspace(person, **more), plan(*actions)


def crowd(number: int, *actions: Action, **more: Any) -> Case:
    """So many almost-clients at firms of their own."""
    slugs = [f"p{n}" for n in range(number)]
    people = [almost(slug=slug, company=f"Firm {slug}") for slug in slugs]
    return workspace(*people, **more), plan(*actions)


def each(number: int, on: str, channel: str, **more: Any) -> list[Action]:
    """The same action for each of a crowd."""
    return [
        action(on, channel, prospect=f"p{n}", id=f"a-{n}", code=f"c{n}", **more)
        for n in range(number)
    ]


def slow(**window: str) -> Window:
    """A window from ISO days."""
    return Window(day(window["first"]), day(window["last"]))


BROKEN: dict[str, tuple[int, str, Callable[[], Case]]] = {
    # 1
    "an e-mail to someone who opted out of e-mail": (1, "opt-out", lambda: one(
        almost(opt_out=["email"]), action("09-09"))),
    "a mailshot to someone who opted out of e-mail": (1, "opt-out", lambda: one(
        almost(opt_out="email"), action("09-09", "mailshot"))),
    "a voicemail to someone who opted out of calls": (1, "opt-out", lambda: one(
        almost(opt_out=["call"]), action("09-09", "voicemail"))),
    "a note to someone who opted out of all": (1, "opt-out", lambda: one(
        almost(opt_out=["all"]), action("09-09", "note"))),
    "an e-mail to one who opted out in their other file": (1, "opt-out", lambda: (
        workspace(almost(), almost(slug="dana-two", email="dana-reyes@acme.example",
                                   opt_out=["email"])),
        plan(action("09-09"), unplanned=(unplanned("dana-two"),)))),
    "a call without a number": (1, "reachable", lambda: one(
        almost(phone=None), action("09-09", "call"))),
    "an e-mail to an address that bounced": (1, "reachable", lambda: one(
        almost(touch("08-07", "email", "bounced", to="dana-reyes@acme.example"),
               touch("08-08", "email")), action("09-09", touch_number=2))),
    "an e-mail after one that bounced, nothing having arrived since": (1, "reachable", lambda: one(
        almost(touch("08-07", "email", "bounced")), action("09-09"))),
    "a channel that does not exist": (1, "opt-out", lambda: one(
        almost(), action("09-09", "email", id="x"), replace(action("09-16"), channel="fax"))),
    # 2
    "anything for a client": (2, "closed", lambda: one(almost(stage="won"), action("09-09"))),
    "anything for one whom we do not fit": (2, "closed", lambda: one(
        almost(stage="unfit"), action("09-09"))),
    "an article after a no": (2, "gift-of-clarity", lambda: one(
        almost(touch("09-04", "call", "declined"), stage="declined"), action("09-08"))),
    "a second thank-you after a no": (2, "gift-of-clarity", lambda: one(
        almost(touch("09-01", "call", "declined"), touch("09-02", "note", purpose="thanks"),
               stage="declined"),
        action("09-08", "email", "thanks", touch_number=2))),
    "a thank-you call after a no": (2, "gift-of-clarity", lambda: one(
        almost(touch("09-04", "call", "declined"), stage="declined"),
        action("09-08", "call", "thanks"))),
    "anything 89 days after a breakup": (2, "rest", lambda: one(
        resting("06-12"), action("09-09", "note", touch_number=7))),
    "anything 90 days after a breakup in the plan itself": (2, "rest", lambda: one(
        silent("email call note email call", gap=40),
        action("09-08", "email", "breakup", touch_number=6),
        action("10-20", "note", touch_number=7))),
    "a second thing 83 days after the first, while resting": (2, "rest", lambda: one(
        resting("03-02", touch("06-18", "note", purpose="value")),
        action("09-09", "email", touch_number=8))),
    "an ask while resting": (2, "rest", lambda: one(
        resting("05-08"), action("09-09", "note", "movement", touch_number=7))),
    # 3
    "an e-mail on my Saturday": (3, "working-time", lambda: one(almost(), action("09-12"))),
    "an e-mail on my public holiday": (3, "working-time", lambda: (
        workspace(almost(touch("11-20", "note"))),
        plan(action("12-28", touch_number=2), today=day("11-23")))),
    "an e-mail in my leave": (3, "working-time", lambda: one(
        almost(), action("09-09"), policy=policy(working_time={"away": ["2026-09-09"]}))),
    "a preparation on my Sunday": (3, "working-time", lambda: one(
        almost(), *ordered("09-13", "09-21"))),
    "a call on their Friday in Riyadh": (3, "working-time", lambda: one(
        almost(country="SA", timezone="Asia/Riyadh"),
        action("09-11", "call", time=slot("09-11", "10:00", "12:00", "Asia/Riyadh")))),
    "a parcel on their public holiday": (3, "working-time", lambda: one(
        almost(country="AE"), *ordered("11-23", "12-02"))),
    "a call without an hour": (3, "working-time", lambda: one(
        almost(), action("09-09", "call", time=None))),
    "a call outside their hours": (3, "working-time", lambda: one(
        almost(), action("09-09", "call", time=slot("09-09", "17:00", "18:00")))),
    "a call at an hour of another zone": (3, "working-time", lambda: one(
        almost(timezone="America/New_York"), action("09-09", "call"))),
    "a call in my night": (3, "working-time", lambda: one(
        almost(country="NZ", timezone="Pacific/Auckland"),
        action("09-09", "call", time=slot("09-10", "11:00", "12:00", "Pacific/Auckland")))),
    "a call on another date of mine": (3, "working-time", lambda: one(
        almost(country="NZ", timezone="Pacific/Auckland"),
        action("09-09", "call", time=slot("09-09", "09:00", "10:00", "Pacific/Auckland")))),
    "a breakup voicemail in their hours": (3, "stay-or-go", lambda: one(
        silent("email call note email call", gap=40),
        action("09-08", "voicemail", "breakup", touch_number=6))),
    "a voicemail in their evening": (3, "working-time", lambda: one(
        almost(), action("09-09", "voicemail", time=slot("09-09", "19:30", "20:30")))),
    # 4
    "two touches on one day": (4, "breathing-room", lambda: one(
        almost(), action("09-09", "note"), action("09-09", "email", touch_number=2))),
    "two touches a day apart": (4, "breathing-room", lambda: one(
        almost(stage="lead"), action("09-09", "note"),
        action("09-10", "email", touch_number=2))),
    "a touch the day after an answer": (4, "breathing-room", lambda: one(
        almost(touch("09-04", "email", direction="in"), stage="lead"),
        action("09-07", "email", "answer", rules=["answer"]),
        action("09-08", "note", touch_number=2))),
    "a touch on the day of an attempt": (4, "breathing-room", lambda: one(
        almost(touch("09-07", "call", "no_answer")), action("09-07", "note"))),
    "a second ring one day after the first": (4, "attempts", lambda: one(
        almost(touch("09-07", "call", "no_answer")), action("09-08", "call"))),
    "four touches in fourteen days": (4, "breathing-room", lambda: one(
        prospect(touch("08-03", "email", "replied"), touch("08-26", "email"), touch("08-31", "note"),
                 touch("09-03", "email"), stage="lead"),
        action("09-08", "call", touch_number=4))),
    "three touches in fourteen days for the gentle": (4, "breathing-room", lambda: one(
        prospect(touch("08-03", "email", "replied"), touch("08-28", "email"), touch("09-02", "note"),
                 stage="lead", boldness="gentle"),
        action("09-08", "call", touch_number=3))),
    "an answer that answers nothing": (4, "breathing-room", lambda: one(
        almost(touch("09-04", "note")), action("09-07", "email", rules=["answer"],
                                               touch_number=2))),
    "a lead written to again after two days": (4, "cadence", lambda: one(
        prospect(touch("08-03", "email", "replied"), touch("09-04", "email"), stage="lead"),
        action("09-08", "call", touch_number=2))),
    "a step of a proposal before its day": (4, "cadence", lambda: one(
        prospect(touch("09-03", "meeting", "held"), touch("09-04", "email", purpose="status"),
                 stage="proposal"),
        action("09-07", "call", "status", touch_number=2))),
    # 5
    "an almost-client after 29 days": (5, "rhythm", lambda: one(
        almost(touch("08-10", "note")), action("09-08", touch_number=2))),
    "an almost-client after 43 days": (5, "rhythm", lambda: one(
        almost(touch("08-10", "note")), action("09-22", touch_number=2))),
    "a parcel ordered tomorrow that comes after the rhythm": (5, "rhythm", lambda: one(
        ANSWERED_IN_JULY, *ordered("09-08", "09-14", rules=["rhythm", "lead-time"]))),
    "a projected touch after 50 days": (5, "rhythm", lambda: one(
        almost(), action("09-07", "note"), action("10-27", touch_number=2))),
    "a lead left for eight business days": (5, "cadence", lambda: one(
        prospect(touch("08-03", "email", "replied"), touch("09-04", "email"), stage="lead"),
        action("09-16", "call", touch_number=2))),
    # 6
    "an article given before": (6, "fresh", lambda: one(
        almost(touch("08-06", "note", item=A)), action("09-09", item=A, touch_number=2))),
    "an article planned twice": (6, "fresh", lambda: one(
        almost(), action("09-07", item=A), action("10-13", "note", item=A, touch_number=2))),
    "an article that is not on the shelf": (6, "fresh", lambda: one(
        almost(), action("09-09", item="nothing-of-the-kind"))),
    "a report that expired": (6, "fresh", lambda: one(
        almost(), action("09-09", item="report-old"))),
    "the same words after 33 days": (6, "fresh", lambda: one(
        almost(touch("08-07", "email", script="email/value-article-0", item=B)),
        action("09-09", script="email/value-article-0", item=A, touch_number=2))),
    # 7
    "a breakup after four touches": (7, "persistence", lambda: one(
        silent("email call note email", gap=50),
        action("09-08", "email", "breakup", touch_number=5))),
    "a breakup after five touches on two channels": (7, "persistence", lambda: one(
        silent("email call email call email", gap=40),
        action("09-08", "email", "breakup", touch_number=6))),
    "a second breakup in one silence": (7, "stay-or-go", lambda: one(
        resting("05-12"), action("09-08", "email", "breakup", touch_number=7))),
    "a breakup for a new contact": (7, "stay-or-go", lambda: one(
        met(), action("09-10", "email", "breakup", touch_number=2))),
    "a breakup before the steps of a proposal are over": (7, "stay-or-go", lambda: one(
        prospect(touch("08-24", "meeting", "held"), touch("08-25", "email", purpose="status"),
                 touch("08-27", "call", "voicemail", purpose="status"), stage="proposal"),
        action("09-08", "email", "breakup", touch_number=3))),
    "one more article when the breakup is due": (7, "stay-or-go", lambda: one(
        silent("email call note email call", gap=40), action("09-08", "note", touch_number=6))),
    # 8
    "a callback after the date that they named": (8, "callback", lambda: one(
        prospect(touch("08-03", "call", "connected"), callback=day("09-14")),
        action("09-15", "call", rules=["callback"]))),
    "a date kept late where a letter needs no hour": (8, "callback", lambda: one(
        dawn("09-24"), action("09-28", "call", rules=["callback"],
                              time=slot("09-29", "08:30", "09:00", "Pacific/Auckland")))),
    "a date kept late although its own day has an hour for both": (8, "callback", lambda: one(
        dawn("09-28", email=None, address=None, links=None),
        action("09-29", "call", rules=["callback"],
               time=slot("09-30", "08:30", "09:00", "Pacific/Auckland")))),
    "a callback before 85 % of the interval": (8, "callback", lambda: one(
        prospect(touch("09-01", "call", "connected"), callback=day("09-21")),
        action("09-16", "call", rules=["callback"]))),
    "a callback 15 days early": (8, "callback", lambda: one(
        prospect(touch("2025-09-01", "call", "connected"), callback=day("09-23")),
        action("09-08", "call", rules=["callback"], moment="callback"))),
    "a new contact's date kept early": (8, "callback", lambda: one(
        met(callback=day("09-16")),
        action("09-15", "call", rules=["callback"], touch_number=2))),
    "an article while waiting for the date": (8, "callback", lambda: one(
        prospect(touch("08-03", "call", "connected"), callback=day("10-20")),
        action("09-08", "email"), action("10-14", "call", rules=["callback"], touch_number=2))),
    "a named date forgotten": (8, "callback", lambda: one(
        prospect(touch("08-03", "call", "connected"), callback=day("10-20")))),
    "a named date forgotten after a talk long before its span": (8, "callback", lambda: one(
        prospect(touch("08-03", "call", "connected", callback=day("10-20")),
                 touch("08-20", "call", "connected"), callback=day("10-20")))),
    "an article while snoozed": (8, "snooze", lambda: one(
        almost(snooze_until=day("09-20")), action("09-09"))),
    "an article while they are away": (8, "working-time", lambda: one(
        almost(away=["2026-09-07..2026-09-18"]), action("09-09"))),
    # 9
    "four notes on a day that holds three": (9, "capacity", lambda: crowd(
        4, *each(4, "09-09", "note"))),
    "an e-mail on a day whose e-mails are all done": (9, "capacity", lambda: (
        workspace(almost(), almost(touch("09-07", "email"), slug="p1"),
                  policy=policy(capacity={"email": 1})),
        plan(action("09-07"), unplanned=(unplanned("p1"),)))),
    "three touches on a day that holds two in all": (9, "capacity", lambda: crowd(
        3, *each(3, "09-09", "social"), policy=policy(capacity={"total": 2}))),
    "gifts over the budget of a month": (9, "gift-budget", lambda: crowd(
        2, *each(2, "09-16", "email", item="gift-1", cost=20.0),
        policy=policy(budget={"per_month": 30}))),
    "gifts over the budget of a month with those already sent": (9, "gift-budget", lambda: one(
        almost(touch("09-01", "gift", item="gift-1")),
        action("09-16", "email", item="gift-2", cost=40.0, touch_number=2),
        policy=policy(budget={"per_month": 50}))),
    "gifts over the year's cap of one person": (9, "gift-budget", lambda: one(
        almost(touch("02-02", "gift", item="gift-2")),
        action("09-09", "email", item="gift-3", cost=60.0))),
    "a gift that claims to be free": (9, "gift-budget", lambda: one(
        almost(), action("09-09", "email", item="gift-1"))),
    "five overdue touches on one day": (9, "capacity", lambda: crowd(
        5, *[replace(a, status="overdue", window=slow(first="08-31", last="09-04"))
             for a in [*each(3, "09-09", "social"), *each(5, "09-09", "note")[3:]]])),
    "a touch after its window without a word why": (9, "capacity", lambda: one(
        almost(), action("09-09", window=slow(first="09-07", last="09-08")))),
    "a touch before its window": (9, "window", lambda: one(
        almost(), action("09-09", window=slow(first="09-10", last="09-12")))),
    # 10
    "a book ordered three working days before": (10, "lead-time", lambda: one(
        almost(), *ordered("09-09", "09-14"))),
    "a parcel that nobody ordered": (10, "lead-time", lambda: one(
        almost(), ordered("09-07", "09-14")[1])),
    "a preparation with a price": (10, "lead-time", lambda: one(
        almost(), replace(ordered("09-07", "09-14")[0], cost=9.0), ordered("09-07", "09-14")[1])),
    "an order for another item": (10, "lead-time", lambda: one(
        almost(), replace(ordered("09-07", "09-14")[0], item="book-1"),
        ordered("09-07", "09-14")[1])),
    "an invitation eight days before": (10, "event-in-time", lambda: one(
        almost(), action("09-07", "email", item="event-1"))),
    "an invitation after the event": (10, "event-in-time", lambda: one(
        almost(), action("09-07", "email", item="event-0"))),
    "an invitation after the RSVP date": (10, "event-in-time", lambda: one(
        almost(), action("09-15", "email", item="soon"),
        shelf=(*shelf(TODAY), Item(id="soon", kind="event", title="Soon", date=day("10-30"),
                                   rsvp_by=day("09-14"))))),
    # 11
    "somebody who is nowhere": (11, "nobody", lambda: one(almost())),
    "somebody whose file has a fault, nowhere": (11, "nobody", lambda: one(
        almost(), action("09-09"), unreadable=(Unreadable("x", "prospects/x.yml", ()),))),
    "an action for somebody whose file has a fault": (11, "nobody", lambda: (
        workspace(unreadable=(Unreadable("dana-reyes", "prospects/dana-reyes.yml", ()),)),
        plan(action("09-09"), unplanned=(unplanned("dana-reyes"),)))),
    "an action without a reason": (11, "reasons", lambda: one(
        almost(), action("09-09", because=()))),
    "an action with an empty reason": (11, "reasons", lambda: one(
        almost(), action("09-09", because=(Reason("rhythm", " "),)))),
    "somebody unplanned without a reason": (11, "reasons", lambda: (
        workspace(almost()), plan(unplanned=(Unplanned("dana-reyes", "active", None, ()),)))),
    # 14
    "a touch number that counts an attempt": (14, "touch-number", lambda: one(
        almost(touch("08-08", "call", "no_answer")), action("09-09", touch_number=2))),
    "a touch number that forgets a response": (14, "touch-number", lambda: one(
        almost(), action("09-09", touch_number=3))),
    # 16
    "a fourth ring": (16, "attempts", lambda: one(
        almost(*[touch(on, "call", "no_answer") for on in ("08-20", "08-25", "08-28")]),
        action("09-08", "call"))),
    "two rings on one day": (16, "attempts", lambda: one(
        almost(), action("09-09", "call"), action("09-09", "voicemail", touch_number=2))),
    "a fourth ring at a new contact, a note between": (16, "attempts", lambda: one(
        met().model_copy(
            update={"touches": (
                touch("08-24", "meeting", "held"), touch("08-25", "call", "no_answer"),
                touch("08-27", "call", "no_answer"), touch("09-01", "call", "no_answer"),
                touch("09-02", "email", purpose="thanks"))}),
        action("09-09", "call", touch_number=2))),
    "a new contact rung at the same hours": (16, "attempts", lambda: one(
        met(), action("09-10", "call", touch_number=2), action("09-14", "call", touch_number=2))),
    # 0: the rest of section 3
    "a breakup on a Friday": (0, "stay-or-go", lambda: one(
        silent("email call note email call", gap=40),
        action("09-11", "email", "breakup", touch_number=6))),
    "a breakup by live call": (0, "stay-or-go", lambda: one(
        silent("email call note email call", gap=40),
        action("09-08", "call", "breakup", touch_number=6))),
    "two breakups on one day": (0, "stay-or-go", lambda: (
        workspace(*[silent("email call note email call", gap=40, slug=slug) for slug in "ab"]),
        plan(*[action("09-08", "email", "breakup", touch_number=6, prospect=slug, id=slug, code=slug)
               for slug in "ab"]))),
    "a breakup four days before my leave": (0, "stay-or-go", lambda: one(
        silent("email call note email call", gap=40),
        action("09-08", "email", "breakup", touch_number=6),
        policy=policy(working_time={"away": ["2026-09-14..2026-09-20"]}))),
    "a breakup in the quiet days": (0, "quiet-days", lambda: (
        workspace(silent("email call note email call", first="04-01", gap=45)),
        plan(action("12-21", "email", "breakup", touch_number=6), today=day("12-14")))),
    "a call in the quiet days": (0, "quiet-days", lambda: (
        workspace(almost(touch("11-16", "note"))),
        plan(action("12-21", "call", touch_number=2), today=day("12-14")))),
    "an ask in the quiet days": (0, "quiet-days", lambda: (
        workspace(prospect(touch("12-14", "email", "replied"), stage="lead")),
        plan(action("12-21", "email", "ask"), today=day("12-14")))),
    "a voicemail to a new contact": (0, "live-first", lambda: one(
        met(), action("09-10", "voicemail", touch_number=2))),
    "an e-mail to a new contact who was first called": (0, "same-channel", lambda: one(
        met(), action("09-10", "email", touch_number=2))),
    "a third e-mail in a row": (0, "mix", lambda: one(
        almost(touch("08-06", "email"), touch("08-07", "email")),
        action("09-09", "email", touch_number=3))),
    "the channel before last again, in the quiet": (0, "mix", lambda: one(
        silent("note call email", gap=55), action("09-08", "call", touch_number=4))),
    "an ask of an almost-client": (0, "valid-purpose", lambda: one(
        almost(), action("09-09", "email", "ask"))),
    "an answer where nothing was asked": (0, "valid-purpose", lambda: one(
        almost(), action("09-09", "email", "answer"))),
    "a reminder of an event to which she said no in the end": (0, "event-in-time", lambda: one(
        almost(touch("09-02", "invite", "accepted", item="event-1"),
               touch("09-04", "email", "declined", item="event-1")),
        action("09-11", "email", "status", touch_number=2, moment="before-event"))),
    "a reminder of an event two weeks before it": (0, "event-in-time", lambda: one(
        almost(touch("08-05", "invite", "accepted", item="event-2")),
        action("09-11", "email", "status", touch_number=2, moment="before-event"))),
    "a call about a parcel that was only sent": (0, "lead-time", lambda: one(
        almost(touch("08-05", "gift", "sent", item="book-0")),
        action("09-11", "call", "status", touch_number=2, moment="after-delivery"))),
    "movement twice in a row": (0, "valid-purpose", lambda: one(
        almost(), action("09-07", "email", "movement"),
        action("10-13", "note", "movement", touch_number=2))),
    "a script that gives an article, without one": (0, "valid-purpose", lambda: one(
        almost(), action("09-09", script="email/value-article-0"))),
    "a script for advice with an article": (0, "valid-purpose", lambda: one(
        almost(), action("09-09", script="email/value-advice-0", item=A))),
    "a script that does not exist": (0, "script", lambda: one(
        almost(), action("09-09", script="email/no-such-words"))),
    "a script for another channel": (0, "script", lambda: one(
        almost(), action("09-09", script="note/value-article-0", item=A))),
    "a script for another moment": (0, "script", lambda: one(
        almost(), action("09-09", script="email/value-return-article-0", item=A))),
    "a step of a proposal by another channel": (0, "cadence", lambda: one(
        prospect(touch("09-02", "meeting", "held"), touch("09-03", "email", purpose="status"),
                 stage="proposal"),
        action("09-08", "note", "status", touch_number=2))),
    "two people of one firm on one day, and not a word of it": (0, "one-door", lambda: (
        workspace(almost(company="Acme"), almost(slug="kim", company="ACME Ltd")),
        plan(action("09-09"), action("09-09", "note", prospect="kim", id="b")))),
    "two people of one firm two days apart, and not a word of it": (0, "one-door", lambda: (
        workspace(almost(company="Acme"),
                  almost(touch("09-04", "note"), slug="kim", company="ACME Ltd")),
        plan(action("09-08"), unplanned=(unplanned("kim"),)))),
    "their question left open": (0, "answer", lambda: one(
        almost(touch("09-04", "email", direction="in")), action("10-05"))),
    "their question answered late": (0, "answer", lambda: one(
        almost(touch("09-04", "email", direction="in")),
        action("09-09", "email", "answer", rules=["answer"]))),
    "a promise forgotten": (0, "answer", lambda: one(
        almost(promised(day("09-15"))), action("09-09"))),
    "a promise kept late": (0, "answer", lambda: one(
        almost(promised(day("09-15"))), action("09-17", "email", "answer", rules=["answer"]))),
    "no note after a meeting": (0, "first-note", lambda: one(
        prospect(touch("09-06", "meeting", "held"), stage="met"), action("09-16", "call"))),
    "a note two days after a meeting": (0, "first-note", lambda: one(
        prospect(touch("09-06", "meeting", "held"), stage="met"),
        action("09-08", "note", "thanks", rules=["first-note"]))),
    "a note after a meeting long ago": (0, "first-note", lambda: one(
        prospect(touch("08-25", "meeting", "held"), stage="met"),
        action("09-07", "note", "thanks", rules=["first-note"]))),
    "a date before today": (0, "horizon", lambda: one(almost(), action("09-04"))),
    "a date beyond the horizon": (0, "horizon", lambda: one(
        almost(touch("09-07", "note")), action("12-09", touch_number=2))),
    "a late action that is not called overdue": (0, "status", lambda: one(
        almost(), action("09-09", window=slow(first="09-02", last="09-04")))),
    "an action due today that lies ahead": (0, "status", lambda: one(
        almost(), action("09-09", status="due"))),
    "an id given twice": (0, "ids", lambda: one(
        almost(), action("09-09", id="x"), action("10-13", "note", id="x", touch_number=2))),
    "actions out of order": (0, "order", lambda: (
        workspace(almost()),
        replace(plan(), actions=(action("10-13", "note", touch_number=2), action("09-09"))))),
}  # fmt: skip


def unplanned(slug: str) -> Unplanned:
    """Somebody with nothing to do."""
    return Unplanned(slug, "active", None, (Reason("rhythm", "the next window is later"),))


def promised(by: date) -> Touch:
    """A call on 10 August at which I promised something."""
    return touch("08-10", "call", "connected", promised={"what": "send the figures", "by": by})


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_rule_is_caught(name: str) -> None:
    number, rule, make = BROKEN[name]
    found = breaches(*make())
    assert (number, rule) in {(b.property_number, b.rule) for b in found}, [str(b) for b in found]


def test_every_property_of_one_plan_has_a_broken_example() -> None:
    numbers = {number for number, _, _ in BROKEN.values()}
    assert numbers >= {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 16}


def test_a_breach_says_who_when_and_what() -> None:
    case = one(almost(opt_out=["email"]), action("09-09"))
    assert [str(b) for b in breaches(*case) if b.property_number == 1] == [
        (
            "[1 opt-out] dana-reyes a-09-09-email: email (value) on 2026-09-09:"
            " they opted out of email, which blocks email"
        )
    ]


def test_without_a_policy_nothing_may_be_planned() -> None:
    case = workspace(almost(), policy=None), plan(action("09-09"))
    assert said(case) == {(11, "policy")}


@pytest.mark.parametrize("other", ["Acme Logistics", "ACME LOGISTICS LTD", "acmelogistics gmbh"])
def test_firms_are_one_without_case_spaces_and_legal_form(other: str) -> None:
    assert firm_of(other) == firm_of("Acme Logistics")


def test_the_week_of_the_sample_today_is_a_plain_one() -> None:
    assert (Week.of(TODAY).monday, TODAY.weekday()) == (TODAY, 0)
