"""What was ordered or got ready is said wherever its touch stands: nobody sends a second one."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from generator.model.days import Week
from generator.model.plan import Action, Plan
from generator.model.prospect import Prepared, Touch
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda
from generator.rendering.calendar import render_calendar
from generator.rendering.pages import render_pages
from generator.rendering.sheet import render_sheet
from generator.rendering.terminal import render_plan, render_show, render_week
from tests.rendering.made import ACTIONS, LENA, PLAN, PRIYA, TODAY, WORKSPACE, action, day

ORDERED = "“The Lean Warehouse”, ordered on 20 November, arrives Thursday"
BOOK = Prepared(date=day(11, 20), channel="gift", item="book-lean")


def ordered(*more: Prepared, touches: tuple[Touch, ...] = (), **changed: object) -> Workspace:
    """Give the workspace in which Lena's book was ordered on Friday."""
    lena = LENA.model_copy(
        update={"prepared": (BOOK, *more), "touches": (*LENA.touches, *touches), **changed}
    )
    others = (p for p in WORKSPACE.prospects if p.slug != lena.slug)
    return replace(WORKSPACE, prospects=(*others, lena))


def plan_with(**changed: object) -> Plan:
    """Give the plan in which nothing is left to order; `changed` is so of Lena's parcel."""
    kept = (a for a in ACTIONS if a.code != "q7b")
    parcel = (replace(a, **changed) if a.code == "g5w" else a for a in kept)  # type: ignore[arg-type]
    return replace(PLAN, actions=tuple(parcel))


def said_everywhere(workspace: Workspace, plan: Plan) -> dict[str, str]:
    """Give what each place says of Lena's parcel, without tags."""
    pages = {page.path: page.html for page in render_pages(workspace, plan)}
    week = Week.of(TODAY)
    found = {
        "page": pages["prospects/lena-fischer.html"],
        "week": pages[f"weeks/{week}.html"].partition('id="do-g5w"')[2].partition("</article>")[0],
        "show": render_show(workspace, plan, "lena-fischer"),
        "terminal": render_week(workspace, plan, week).partition("g5w")[2].partition("\n\n")[0],
        "sheet": render_sheet(workspace, plan, week)
        .partition('data-code="g5w"')[2]
        .partition("</article>")[0],
    }
    return {place: bare(text) for place, text in found.items()}


def bare(text: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", text)).split())


@pytest.mark.parametrize("status", ["planned", "projected"])
def test_what_was_ordered_is_said_with_its_days_on_the_touch_it_is_for(status: str) -> None:
    for place, said in said_everywhere(ordered(), plan_with(status=status)).items():
        assert (ORDERED if place != "sheet" else f"{ORDERED} 26 November") in said, place
        assert "nothing comes back" not in said, place
        assert "Send a parcel" not in said, place


def test_what_is_still_to_be_sent_is_not_said_to_be_on_its_way() -> None:
    for place, said in said_everywhere(WORKSPACE, plan_with(status="projected")).items():
        assert "ordered on" not in said, place
        assert "nothing comes back" in said or place == "page", place


def test_a_parcel_that_is_on_its_way_is_no_guess_in_the_plan_nor_in_the_calendar() -> None:
    plan = plan_with(status="projected")
    assert "A parcel is on its way to Lena Fischer\n" in render_plan(ordered(), plan)
    assert "A parcel is on its way to Lena Fischer\r\n" in render_calendar(ordered(), plan)


@pytest.mark.parametrize(
    ("on", "says"),
    [
        (day(11, 16), "should be there by now"),  # four business days after Monday: last Friday
        (day(11, 17), "arrives today"),
        (day(11, 20), "arrives Thursday"),
        (day(11, 21), "arrives Friday"),  # a Saturday: it leaves on Monday
    ],
)
def test_what_slipped_arrives_when_it_was_ordered_for_however_often_its_touch_moves(
    on: date, says: str
) -> None:
    made = BOOK.model_copy(update={"date": on})
    plan = plan_with(status="overdue", date=day(12, 2))
    parcel = next(a for a in plan.actions if a.code == "g5w")
    assert Agenda(ordered(prepared=(made,)), plan).underway(parcel).endswith(says)


def test_paper_names_the_day_in_full_as_it_may_be_read_on_another() -> None:
    plan = plan_with(date=day(11, 24))
    parcel = next(a for a in plan.actions if a.code == "g5w")
    agenda = Agenda(ordered(), plan)
    assert agenda.underway(parcel).endswith("arrives tomorrow")
    assert agenda.underway(parcel, on_paper=True).endswith("arrives Tuesday 24 November")


@pytest.mark.parametrize(
    ("made", "touches"),
    [
        (Prepared(date=day(11, 20), channel="gift", item="article-returns"), ()),
        (BOOK, (Touch(date=day(11, 21), channel="gift", item="book-lean"),)),
        (BOOK, (Touch(date=day(11, 21), channel="gift"),)),
        (Prepared(date=day(11, 24), channel="gift", item="book-lean"), ()),
    ],
)
def test_another_thing_one_that_went_out_and_one_of_tomorrow_are_not_underway(
    made: Prepared, touches: tuple[Touch, ...]
) -> None:
    plan = plan_with()
    workspace = ordered(prepared=(made,), touches=(*LENA.touches, *touches))
    parcel = next(a for a in plan.actions if a.code == "g5w")
    assert Agenda(workspace, plan).underway(parcel) == ""


def test_one_parcel_that_was_ordered_is_on_its_way_to_one_touch_alone() -> None:
    plan = plan_with()
    parcel = next(a for a in plan.actions if a.code == "g5w")
    later = replace(parcel, id="a-later", code="z9z", date=day(12, 10))
    agenda = Agenda(ordered(), replace(plan, actions=(*plan.actions, later)))
    assert [agenda.is_on_its_way(a) for a in (parcel, later)] == [True, False]


def test_what_lies_ready_for_no_touch_is_not_forgotten() -> None:
    none = replace(PLAN, actions=())
    pages = {page.path: page.html for page in render_pages(ordered(), none)}
    left = "“The Lean Warehouse”, ordered on 20 November"
    assert f"Got ready {left}" in bare(pages["prospects/lena-fischer.html"])
    assert left in bare(render_show(ordered(), none, "lena-fischer"))


def test_an_invitation_that_is_ready_is_still_called_off_if_something_comes_back() -> None:
    priya = PRIYA.model_copy(
        update={"prepared": (Prepared(date=day(11, 20), channel="invite", item="talk"),)}
    )
    others = (p for p in WORKSPACE.prospects if p.slug != priya.slug)
    invite: Action = action(
        "v4v", priya.slug, day(11, 26), "invite", item="talk", status="projected"
    )
    agenda = Agenda(
        replace(WORKSPACE, prospects=(*others, priya)), replace(PLAN, actions=(*ACTIONS, invite))
    )
    assert agenda.underway(invite) == "the invitation has been ready since 20 November"
    assert agenda.is_assumed(invite)
    assert agenda.verb(invite) == "Invite"
