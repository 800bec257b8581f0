"""What a person reads in the terminal."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.model.days import Span, Week
from generator.model.plan import Plan
from generator.model.policy import WorkingTime
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.rendering import speech, terminal
from generator.rendering.calendar import render_calendar
from generator.rendering.ink import Ink, plain, seen_width, wrap, wrap_paragraphs
from generator.rendering.pages import render_pages
from generator.rendering.sheet import render_sheet
from tests.rendering.made import (
    ACTIONS,
    DANA,
    PLAN,
    POLICY,
    PRIVATE,
    TODAY,
    WORKSPACE,
    action,
    hours,
)
from tests.snapshot import assert_snapshot

SNAPSHOTS = Path(__file__).parent / "snapshots"
SLUGS = (
    "dana-reyes", "joss-field", "lena-fischer", "priya-nair", "tom-okafor", "rosa-quiet",
    "kit-lawson",
)  # fmt: skip


def everything(ink: Ink = Ink()) -> dict[str, str]:  # noqa: B008 — a frozen value
    """Give every output of the terminal by its name."""
    outputs = {
        "today": terminal.render_today(WORKSPACE, PLAN, ink),
        "week": terminal.render_week(WORKSPACE, PLAN, Week.of(TODAY), ink),
    }
    for slug in SLUGS:
        outputs[f"why-{slug}"] = terminal.render_why(WORKSPACE, PLAN, slug, ink)
        outputs[f"show-{slug}"] = terminal.render_show(WORKSPACE, PLAN, slug, ink)
    return outputs


@pytest.mark.parametrize(("name", "text"), everything().items(), ids=everything().keys())
def test_the_output_is_the_one_that_was_read_and_found_good(name: str, text: str) -> None:
    assert_snapshot(SNAPSHOTS / f"{name}.txt", text)


def test_whoever_gets_a_lead_is_introduced_to_nobody() -> None:
    """An introduction carries a person, or work that somebody has for them."""
    lead = Item(id="lead", kind="lead", title="Six kitchens in Leeds")
    person = Item(id="person", kind="person", title="Cora Field")
    workspace = replace(WORKSPACE, shelf=(*WORKSPACE.shelf, lead, person))
    given = action("v5r", "dana-reyes", TODAY, "intro", item="lead")
    met = action("y2k", "tom-okafor", TODAY, "intro", item="person")
    plan = replace(PLAN, actions=(given, met))
    for text in (
        terminal.render_today(workspace, plan),
        terminal.render_week(workspace, plan, Week.of(TODAY)),
        render_calendar(workspace, plan),
        re.sub(r"<[^>]*>", "", render_sheet(workspace, plan, Week.of(TODAY))),
        re.sub(r"<[^>]*>", "", home(workspace, plan)),
    ):
        assert re.search(r"Pass a lead to\s+Dana Reyes", text)
        assert re.search(r"Introduce someone to\s+Tom Okafor", text)
        assert not re.search(r"Introduce someone to\s+Dana", text)


def test_a_day_of_my_leave_and_a_holiday_are_called_so_and_not_free() -> None:
    """In the week, on its page and on the sheet."""
    week = Week.of(TODAY).plus(1)
    policy = POLICY.model_copy(
        update={"working_time": WorkingTime(away=(Span(week.days[1], week.days[2]),))}
    )
    workspace = replace(WORKSPACE, policy=policy)
    plan = replace(PLAN, actions=(), holidays={week.days[0]: "St Andrew's Day"})
    text = terminal.render_week(workspace, plan, week)
    assert [line.strip() for line in text.splitlines() if line.startswith("  ")] == [
        "St Andrew's Day", "your leave", "your leave", "nobody", "nobody",
    ]  # fmt: skip
    page = next(
        page.html for page in render_pages(workspace, plan) if page.path == f"weeks/{week}.html"
    )
    told = re.findall(r'<p class="pb-nothing">(.*?)</p>', page)
    assert told == ["St Andrew&#39;s Day", "your leave", "your leave", "free", "free"]
    assert page.count("day: 0 of 10") == 2 * 2  # its bar says it to the eye and to the ear
    call = action("v5r", "dana-reyes", week.days[4], "call")
    assert render_sheet(workspace, replace(plan, actions=(call,)), week).count("your leave") == 2


def home(workspace: Workspace, plan: Plan) -> str:
    return next(page.html for page in render_pages(workspace, plan) if page.path == "index.html")


@pytest.mark.parametrize(("name", "text"), everything().items(), ids=everything().keys())
def test_no_line_is_wider_than_80_columns(name: str, text: str) -> None:
    wide = [line for line in text.splitlines() if seen_width(line) > 80]
    assert not wide, name


def test_colour_changes_nothing_but_colour() -> None:
    bare, coloured = everything(), everything(Ink(colour=True))
    assert "\x1b[" in coloured["today"]
    for name, text in coloured.items():
        assert re.sub(r"\x1b\[[0-9;]*m", "", text) == bare[name]


def test_what_is_private_is_in_no_output() -> None:
    assert DANA.private == PRIVATE
    assert not [name for name, text in everything().items() if PRIVATE in text]


def test_a_free_day_says_who_is_next() -> None:
    later = tuple(a for a in ACTIONS if a.date > TODAY)
    text = terminal.render_today(WORKSPACE, replace(PLAN, actions=later))
    assert "Nobody to contact today. Next: Dana tomorrow." in text
    assert "SLIPPED" not in text


def test_an_empty_plan_says_how_far_it_looked() -> None:
    text = terminal.render_today(WORKSPACE, replace(PLAN, actions=()))
    assert "Nobody to contact today, nor in the next 8 weeks." in text


def test_an_empty_playbook_says_what_to_do_first() -> None:
    empty = replace(WORKSPACE, prospects=(), unreadable=())
    text = terminal.render_today(empty, replace(PLAN, actions=()))
    assert "`playbook add" in text


def test_what_slipped_and_moved_names_its_new_day() -> None:
    moved = tuple(
        replace(a, date=date(2026, 11, 25)) if a.status == "overdue" else a for a in ACTIONS
    )
    text = terminal.render_today(WORKSPACE, replace(PLAN, actions=moved))
    assert "Slipped, since Thursday; now planned on Wednesday." in text


def test_only_slipped_things_today_are_not_called_nobody() -> None:
    slipped = tuple(a for a in ACTIONS if a.status == "overdue")
    text = terminal.render_today(WORKSPACE, replace(PLAN, actions=slipped))
    assert "TODAY · 1 thing, about 15 minutes, late" in text
    assert "Nothing new; what slipped comes first." in text
    assert "Nobody" not in text


def test_a_week_beyond_the_plan_says_how_far_the_plan_reaches() -> None:
    text = terminal.render_week(WORKSPACE, PLAN, Week(2027, 20))
    assert "The plan reaches 8 weeks ahead" in text


def test_a_past_week_shows_what_was_done() -> None:
    text = terminal.render_week(WORKSPACE, PLAN, Week(2026, 47))
    assert "done: Priya Nair · Nair & Sons: meeting, you met" in text
    assert "done: Tom Okafor · Brightwater: call, no answer" in text


def test_a_playbook_without_a_policy_still_speaks() -> None:
    broken = replace(WORKSPACE, policy=None)
    nothing = Plan(TODAY, 8, (), ())
    said = terminal.render_today(broken, nothing)
    assert "Nothing is planned: playbook/playbook.yml could not be read." in " ".join(said.split())
    assert "+44 20 7946 0123" in terminal.render_show(broken, nothing, "dana-reyes")


def test_words_are_never_cut() -> None:
    link = "https://example.com/" + "a" * 90
    assert wrap(f"see {link} now", "  ") == ["  see", f"  {link}", "  now"]


def test_wide_letters_take_two_columns() -> None:
    lines = wrap("資料 " * 30, width=20)
    assert max(map(seen_width, lines)) <= 20
    assert seen_width("e\u0301") == 1


def test_a_users_text_keeps_its_lines_and_cannot_steer_the_terminal() -> None:
    assert wrap_paragraphs("one\n\n  two", "  ") == ["  one", "", "    two"]
    assert plain("a\x1b[31mb\u202ec\n") == "a[31mbc\n"


def test_hours_name_the_day_where_theirs_is_another() -> None:
    slot = hours(date(2026, 11, 27), 8, 10, "Pacific/Auckland")
    call = action("abc", "tom-okafor", date(2026, 11, 26), "call", time=slot)
    text = terminal.render_why(WORKSPACE, replace(PLAN, actions=(call,)), "tom-okafor")
    said = "08:00-10:00 on Friday, Auckland time (Thursday 19:00-21:00 for you)"
    assert said in " ".join(text.replace(speech.DASH, "-").split())
