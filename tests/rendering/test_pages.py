"""The pages: what each shows, whole; and what must hold for all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

import pytest

from generator.model.days import Week
from generator.model.page import Page
from generator.model.plan import Action, Plan, Reason, Unplanned, Window
from generator.model.policy import Site
from generator.model.problem import Problem
from generator.model.prospect import Prospect, Touch
from generator.model.rules import RULES
from generator.model.workspace import Unreadable, Workspace
from generator.rendering.home import in_full
from generator.rendering.pages import render_pages
from generator.rendering.searchable import read_parts
from generator.rendering.sheet import render_sheet
from generator.rendering.speech import DASH
from generator.rendering.terminal import render_today
from tests.rendering.made import (
    ACTIONS,
    DANA,
    FAULT,
    PLAN,
    POLICY,
    PRIVATE,
    SCRIPTS,
    SHELF,
    TODAY,
    WORKSPACE,
    action,
    day,
)
from tests.snapshot import assert_snapshot

SNAPSHOTS = Path(__file__).parent / "snapshots" / "pages"
ICON = re.compile(r'<span class="twemoji" aria-hidden="true">.*?</span>', re.DOTALL)


class Reader(HTMLParser):
    """What a browser would make of a page: its tags, its links, its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    @property
    def words(self) -> str:
        return " ".join(self.text.split())


def pages_of(workspace: Workspace = WORKSPACE, plan: Plan = PLAN) -> dict[str, Page]:
    return {page.path: page for page in render_pages(workspace, plan)}


def read(page: Page) -> Reader:
    return Reader(page.html)


def prospect(slug: str, **more: object) -> Prospect:
    return Prospect.model_validate({"slug": slug, "name": slug.title(), **more})


def with_people(*people: Prospect, **plan: object) -> tuple[Workspace, Plan]:
    """Give a workspace of these people alone, with an empty plan but for what is named."""
    workspace = replace(WORKSPACE, prospects=people, unreadable=(), problems=())
    empty: dict[str, object] = {"actions": (), "unplanned": (), "problems": (), "standings": {}}
    return workspace, replace(PLAN, **{**empty, **plan})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "path",
    [
        "index.html",
        "weeks/index.html",
        "weeks/2026-W47.html",
        "weeks/2026-W48.html",
        "prospects/index.html",
        "prospects/dana-reyes.html",
        "prospects/rosa-quiet.html",
        "prospects/kit-lawson.html",
        "scripts/index.html",
        "scripts/handwritten-notes/after-first-meeting.html",
        "shelf/index.html",
    ],
)
def test_each_kind_of_page_is_as_it_was(path: str) -> None:
    html = ICON.sub("[icon]", pages_of()[path].html)
    lines = "\n".join(line for line in html.splitlines() if line.strip())
    assert_snapshot(SNAPSHOTS / path.replace("/", "--"), lines + "\n")


# --- all pages --------------------------------------------------------------------------------


def test_every_link_leads_to_a_page_of_the_site_and_names_its_file() -> None:
    pages = pages_of()
    for page in pages.values():
        ids = {attrs.get("id") for _, attrs in read(page).tags}
        for tag, attrs in read(page).tags:
            href = attrs.get("href") if tag == "a" else None
            parts = urlsplit(href or "")
            if href is None or parts.scheme:
                continue
            if not parts.path:
                assert parts.fragment in ids, f"{page.path}: {href}"
                continue
            target = normpath(join(dirname(page.path), unquote(parts.path)))
            assert target in pages, f"{page.path}: {href}"


def test_each_path_is_there_once() -> None:
    paths = [page.path for page in render_pages(WORKSPACE, PLAN)]
    assert len(paths) == len(set(paths))


def test_what_is_private_stands_on_no_page() -> None:
    assert DANA.private == PRIVATE
    assert not [page.path for page in pages_of().values() if PRIVATE in page.html]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert render_pages(WORKSPACE, PLAN) == render_pages(WORKSPACE, PLAN)


def test_every_page_has_one_headline_and_its_sections_are_in_its_table_of_contents() -> None:
    for page in pages_of().values():
        if page.raw:
            continue
        tags = read(page).tags
        assert [tag for tag, _ in tags].count("h1") == 1, page.path
        ids = [attrs["id"] for tag, attrs in tags if tag in {"h2", "h3"} and attrs.get("id")]
        assert [heading.id for heading in page.headings] == ids
        assert len(ids) == len(set(ids)), page.path


def test_no_page_loads_anything_from_elsewhere() -> None:
    for page in pages_of().values():
        for tag, attrs in read(page).tags:
            assert tag not in {"script", "iframe", "img", "object", "embed", "link"} or page.raw
            assert "src" not in attrs, page.path


HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><b>&amp;{{ 700*7 }}{% raw %}"
    "[x](javascript:alert(1)) `` ```<!-- --> ]]>"
)


def _hostile_people() -> tuple[Prospect, ...]:
    words = {"said": HOSTILE, "note": HOSTILE, "asked": HOSTILE, "script": HOSTILE, "item": HOSTILE}
    touches = (
        Touch.model_validate(
            {"date": day(11, 20), "channel": "meeting", "outcome": "held", **words}
        ),
        Touch.model_validate(
            {
                "date": day(11, 21),
                "channel": HOSTILE,
                "promised": {"what": HOSTILE, "by": day(11, 25)},
            }
        ),
    )
    lines = ("name", "first_name", "company", "role", "source", "first_contact", "notes", "address")
    lists = ("interests", "challenges", "objections", "tags", "opt_out")
    values: dict[str, object] = dict.fromkeys(lines, HOSTILE) | dict.fromkeys(lists, (HOSTILE,))
    links = {HOSTILE: "https://example.com/"}
    return (
        Prospect.model_validate(
            {"slug": "dana-reyes", "stage": "almost", "touches": touches, "links": links, **values}
        ),
    )


def _hostile() -> tuple[Workspace, Plan]:
    scripts = tuple(
        s.model_copy(
            update={"title": HOSTILE, "ask": HOSTILE, "needs": (HOSTILE,), "about": HOSTILE}
        )
        for s in SCRIPTS
    )
    shelf = tuple(
        i.model_copy(
            update={"title": HOSTILE, "topics": (HOSTILE,), "note": HOSTILE, "place": HOSTILE}
        )
        for i in SHELF
    )
    fault = Problem(HOSTILE, 1, 1, HOSTILE, HOSTILE)
    actions = tuple(
        replace(a, prospect="dana-reyes", because=(Reason(HOSTILE, HOSTILE),), missing=(HOSTILE,))
        for a in ACTIONS
    )
    workspace = replace(
        WORKSPACE, prospects=_hostile_people(), scripts=scripts, shelf=shelf, problems=(fault,)
    )
    return workspace, replace(PLAN, actions=actions, problems=(fault,))


def test_what_people_write_is_shown_and_never_becomes_a_tag() -> None:
    seen = 0
    for page in pages_of(*_hostile()).values():
        if page.raw:
            continue
        reader = read(page)
        seen += "<script>alert(1)</script>" in reader.text
        for tag, attrs in reader.tags:
            assert tag not in {"script", "img", "style", "iframe"}, page.path
            assert not [name for name in attrs if name.startswith("on")], page.path
            assert not (attrs.get("href") or "").startswith("javascript:"), page.path
        assert "4900" not in reader.text, f"a template ran on {page.path}"
    assert seen > 10


def test_a_title_stays_the_text_that_was_written() -> None:
    pages = pages_of(*_hostile())
    assert pages["prospects/dana-reyes.html"].title == HOSTILE


# --- home -------------------------------------------------------------------------------------


def test_home_says_today_before_all_else_with_its_words_ready() -> None:
    home = read(pages_of()["index.html"])
    assert "Monday 23 November week 48" in home.words
    assert "Today 3 things, about 45 minutes, one of them late" in home.words
    assert "Write a note to Priya Nair" in home.words
    assert "Order the book for Lena Fischer" in home.words
    places = [home.words.index(said) for said in ("Today 3", "Slipped 1", "This week Mon")]
    assert places == sorted(places)


def test_what_slipped_says_since_when_and_stands_apart_from_today() -> None:
    home = read(pages_of()["index.html"]).words
    assert "Slipped 1" in home
    assert "Since Thursday. You rang once and nobody answered." in home


def slipped(count: int, on: date) -> tuple[Action, ...]:
    """Give calls to Joss that belonged to last Thursday and are planned for `on` now."""
    return tuple(
        action(f"s{on.day}{n}", "joss-field", on, "call", status="overdue",
               window=Window(day(11, 16), day(11, 19)))
        for n in range(count)
    )  # fmt: skip


def test_home_terminal_and_sheet_say_one_size_of_the_day() -> None:
    plan = replace(PLAN, actions=(*ACTIONS, *slipped(2, TODAY), *slipped(3, day(11, 24))))
    size = "5 things, about an hour, 3 of them late"
    assert f"Today {size}" in read(pages_of(WORKSPACE, plan)["index.html"]).words
    assert f"TODAY · {size}" in render_today(WORKSPACE, plan)
    assert f"{size}</span>" in render_sheet(WORKSPACE, plan, Week.of(TODAY))
    assert "Slipped 6, 3 of them for today" in read(pages_of(WORKSPACE, plan)["index.html"]).words
    assert "SLIPPED · 6, 3 of them for today" in render_today(WORKSPACE, plan)


def test_what_slipped_and_is_for_today_comes_first_and_is_never_folded_away() -> None:
    plan = replace(PLAN, actions=(*slipped(4, day(11, 24)), *ACTIONS, *slipped(6, TODAY)))
    html = pages_of(WORKSPACE, plan)["index.html"].html
    seen, _, folded = html.partition("and 4 more, planned for later")
    assert seen.count("pb-line--late") == 7
    assert seen.count("since 19 Nov</span>") == 4
    assert seen.count("Since Thursday</strong>") == 7
    assert "now planned tomorrow" not in seen
    assert folded.count("now planned tomorrow") == 4


@pytest.mark.parametrize(
    ("lines", "whole"),
    [((2, 5), (2, 5)), ((4, 4), (3, 3)), ((2, 6), (2, 4)), ((0, 9), (0, 5)), ((10, 0), (4, 0)),
     ((9, 9), (0, 0))],
)  # fmt: skip
def test_where_more_is_for_today_than_a_screen_holds_reasons_are_folded_and_no_line(
    lines: tuple[int, int], whole: tuple[int, int]
) -> None:
    assert in_full(*lines) == whole


def test_a_day_on_which_only_late_things_are_left_says_how_many() -> None:
    plan = replace(PLAN, actions=slipped(2, TODAY))
    home = read(pages_of(WORKSPACE, plan)["index.html"]).words
    assert "Today 2 things, about 30 minutes, all of them late Nothing new; what slipped" in home
    assert "If you feel like it" not in home


def test_an_empty_morning_names_who_comes_next_and_one_thing_to_do_if_you_like() -> None:
    later = tuple(a for a in ACTIONS if a.date > TODAY)
    home = read(pages_of(WORKSPACE, replace(PLAN, actions=later))["index.html"]).words
    assert "Nobody today Next: Dana Reyes tomorrow, call." in home
    assert "If you feel like it: write up what you know of" in home


@pytest.mark.parametrize(
    ("known", "says"),
    [
        ({}, "write up what you know of Ada: their file says nothing of it yet"),
        ({"said": "The till is slow."}, "note what Ada cares about"),
        ({"note": "Came in late."}, "note what Ada cares about"),
    ],
)
def test_what_somebody_said_is_not_forgotten_on_an_empty_morning(
    known: dict[str, str], says: str
) -> None:
    met = Touch(date=day(11, 20), channel="meeting", outcome="held", **known)  # type: ignore[arg-type]
    later = (action("aa2", "ada", day(11, 26), "email"),)
    home = pages_of(*with_people(prospect("ada", touches=(met,)), actions=later))["index.html"]
    assert f"If you feel like it: {says}" in read(home).words


def test_a_playbook_without_anybody_says_how_to_begin() -> None:
    home = read(pages_of(*with_people())["index.html"]).words
    assert "Nobody here yet" in home
    assert "one file a person" in home


def test_an_evening_with_everything_done_says_so() -> None:
    done = prospect("ada", touches=(Touch(date=TODAY, channel="call", outcome="connected"),))
    home = read(pages_of(*with_people(done))["index.html"]).words
    assert "That was all for today" in home
    assert "Done today 1 Ada: call, you talked" in home


def test_a_file_that_cannot_be_read_is_named_with_its_place_and_its_remedy() -> None:
    home = read(pages_of()["index.html"]).words
    assert "1 file could not be read: nothing is planned from it" in home
    assert "prospects/kit-lawson.yml:4:8: unknown stage 'almots'. Did you mean 'almost'?" in home


def test_somebody_whose_file_cannot_be_read_keeps_a_page_that_says_why() -> None:
    pages = pages_of()
    page = read(pages["prospects/kit-lawson.html"]).words
    assert "Nothing is planned until the file is mended" in page
    assert "1 fault in prospects/kit-lawson.yml" in page
    assert "unknown stage 'almots'. Did you mean 'almost'?" in page
    assert 'href="kit-lawson.html"' in pages["prospects/index.html"].html


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("unknown key 'She is ill'", "unknown key."),
        ("the key 'She is ill' stands here a second time; the first is on line 5",
         "the key stands here a second time; the first is on line 5."),
        ("an anchor (&She is ill) stands here; a playbook file has none",
         "an anchor stands here; a playbook file has none."),
        ("an alias (*She is ill) stands here; a playbook file has none",
         "an alias stands here; a playbook file has none."),
        ("a tag (!She is ill) stands here; a playbook file has none",
         "a tag stands here; a playbook file has none."),
    ],
)  # fmt: skip
def test_a_private_text_that_lost_its_indentation_reaches_no_page_as_a_key(
    message: str, shown: str
) -> None:
    fault = Problem("prospects/kit-lawson.yml", 5, 1, message, "Keys of your own begin with 'x-'.")
    broken = Unreadable("kit-lawson", "prospects/kit-lawson.yml", (fault,))
    pages = pages_of(replace(WORKSPACE, unreadable=(broken,), problems=(fault,)))
    for path in ("index.html", "prospects/index.html", "prospects/kit-lawson.html"):
        assert f"prospects/kit-lawson.yml:5:1: {shown}" in read(pages[path]).words
    assert not any("She is ill" in page.html for page in pages.values())


@pytest.mark.parametrize("slug", ["index", "Kit Lawson", "../kit", "dana-reyes", ""])
def test_a_file_whose_name_is_no_address_or_is_taken_has_no_page(slug: str) -> None:
    faulty = Unreadable(slug, f"prospects/{slug}.yaml", (FAULT,))
    pages, known = pages_of(replace(WORKSPACE, unreadable=(faulty,))), pages_of()
    assert pages.keys() == known.keys() - {"prospects/kit-lawson.html"}
    assert f"{slug}.yaml" in read(pages["prospects/index.html"]).words
    for path in ("prospects/dana-reyes.html", "index.html"):
        assert "Nothing is planned until the file is mended" not in pages[path].html


def test_without_a_policy_the_site_is_still_there_and_says_what_is_wrong() -> None:
    fault = Problem("playbook/playbook.yml", 3, 1, "unknown key 'mee'", "Did you mean 'me'?")
    workspace = replace(WORKSPACE, policy=None, problems=(fault,))
    plan = replace(PLAN, actions=(), problems=(fault,))
    pages = pages_of(workspace, plan)
    said = "playbook/playbook.yml:3:1: unknown key. Did you mean 'me'?"
    assert said in read(pages["index.html"]).words
    assert not [path for path in pages if path.endswith("sheet.html")]


def test_a_column_of_the_board_holds_ten_names_and_says_how_many_more() -> None:
    people = [prospect(f"p{n:02}", stage="almost") for n in range(13)]
    home = read(pages_of(*with_people(*people))["index.html"]).words
    assert "Almost clients 13" in home
    assert "and 3 more" in home
    assert "P09" in home
    assert "P10" not in home


def test_someone_who_went_quiet_stands_under_their_silence_not_under_their_stage() -> None:
    ada = prospect("ada", stage="almost")
    home = read(pages_of(*with_people(ada, standings={"ada": "quiet"}))["index.html"]).words
    assert "Gone quiet 1 Ada" in home
    assert "Almost clients" not in home
    assert "Going cold 1 Ada" in home


def test_gifts_are_counted_in_their_month_against_the_budget() -> None:
    book = Touch(date=day(11, 3), channel="gift", item="book-lean")
    before = Touch(date=day(10, 30), channel="gift", item="book-lean")
    ada = prospect("ada", touches=(before, book))
    plan = {"actions": (action("aaa", "ada", day(11, 27), "gift", item="book-lean", cost=18.5),)}
    home = read(pages_of(*with_people(ada, **plan))["index.html"]).words
    assert "Gifts this month £18.50 given, £18.50 planned, of £150" in home


def test_the_banner_of_the_sample_is_there_only_while_the_day_is_pinned() -> None:
    said = "This sample lives on Monday 23 November 2026"
    assert said not in read(pages_of()["index.html"]).words
    pinned = replace(WORKSPACE, policy=POLICY.model_copy(update={"today": TODAY}))
    assert said in read(pages_of(pinned)["index.html"]).words


# --- weeks ------------------------------------------------------------------------------------


def test_there_is_a_page_for_the_past_four_weeks_and_for_those_of_the_plan() -> None:
    weeks = sorted(p for p in pages_of() if re.fullmatch(r"weeks/\d{4}-W\d\d\.html", p))
    assert weeks[0] == "weeks/2026-W44.html"
    assert weeks[-1] == "weeks/2027-W02.html"
    assert "weeks/2026-W53.html" in weeks
    assert len(weeks) == 12


def test_a_week_page_leads_to_the_one_before_and_the_one_after() -> None:
    pages = pages_of()
    hrefs = [
        attrs.get("href") for tag, attrs in read(pages["weeks/2026-W53.html"]).tags if tag == "a"
    ]
    assert "../weeks/2026-W52.html" in hrefs
    assert "../weeks/2027-W01.html" in hrefs
    first = [
        attrs.get("href") for tag, attrs in read(pages["weeks/2026-W44.html"]).tags if tag == "a"
    ]
    assert "../weeks/2026-W43.html" not in first


def test_what_is_only_projected_is_said_in_words() -> None:
    week = read(pages_of()["weeks/2026-W48.html"]).words
    assert "to give something useful if nothing comes back before then" in week


def test_a_past_week_shows_what_was_done_and_what_came_back() -> None:
    week = read(pages_of()["weeks/2026-W47.html"]).words
    assert "meeting Priya Nair you met" in week
    assert "call Tom Okafor no answer" in week


def test_a_week_lists_what_is_to_be_ready_for_a_later_one() -> None:
    ahead = (
        action(
            "ord", "dana-reyes", day(11, 26), "gift", do="prepare", for_id="a-par", item="book-lean"
        ),
        action("par", "dana-reyes", day(12, 2), "gift", item="book-lean"),
    )
    week = read(pages_of(*with_people(DANA, actions=ahead))["weeks/2026-W48.html"]).words
    assert "To get ready for later Order the book for Dana Reyes on Thursday" in week


def test_a_weekend_has_a_column_only_when_something_stands_on_it() -> None:
    assert "Saturday" not in read(pages_of()["weeks/2026-W48.html"]).words
    met = prospect("ada", touches=(Touch(date=day(11, 21), channel="meeting", outcome="held"),))
    assert "Saturday" in read(pages_of(*with_people(met))["weeks/2026-W47.html"]).words


# --- prospects --------------------------------------------------------------------------------


def test_a_prospect_page_says_what_next_why_now_and_with_which_words() -> None:
    page = read(pages_of()["prospects/dana-reyes.html"])
    assert f"Next Call, tomorrow, 10:00{DASH}12:00" in page.words
    assert "With it goes Returns without tears" in page.words
    assert "34 days after your last e-mail" in page.words
    assert "Hello Dana, this is Ludo Marsh." in page.words
    hrefs = [attrs.get("href") for tag, attrs in page.tags if tag == "a"]
    assert "tel:+442079460123" in hrefs
    assert "mailto:dana@acme.example" in hrefs


def test_a_letter_opens_in_the_mail_program_with_its_words() -> None:
    page = read(pages_of()["prospects/priya-nair.html"])
    letters = [
        a["href"] or "" for tag, a in page.tags if (a.get("href") or "").startswith("mailto:")
    ]
    assert any("body=Hello%20Priya%2C" in letter for letter in letters)


def test_their_hours_are_said_on_my_clock_where_it_is_another() -> None:
    page = read(pages_of()["prospects/tom-okafor.html"]).words
    assert f"09:00{DASH}17:30 New York time, which is 14:00{DASH}22:30 for you" in page


def test_a_line_that_someone_opted_out_of_is_no_link() -> None:
    ada = prospect("ada", phone="020 7946 0999", email="ada@firm.example", opt_out=("call",))
    page = read(pages_of(*with_people(ada))["prospects/ada.html"])
    hrefs = [attrs.get("href") or "" for _, attrs in page.tags]
    assert not [href for href in hrefs if href.startswith("tel:")]
    assert "mailto:ada@firm.example" in hrefs
    assert "Asked not to be contacted by call" in page.words


def test_nobody_is_said_to_have_been_met_before_they_were() -> None:
    said = "Aisha mentioned her"
    new = prospect("ada", source=said)
    page = read(pages_of(*with_people(new))["prospects/ada.html"]).words
    assert f"How you know of them {said}" in page
    held = Touch(date=day(11, 19), channel="meeting", outcome="held")
    met = prospect("ada", source=said, touches=(held,))
    page = read(pages_of(*with_people(met))["prospects/ada.html"]).words
    assert f"How you met {said}" in page


def test_who_is_not_planned_for_is_listed_with_the_reason_and_the_date() -> None:
    until = date(2027, 2, 20)
    resting = Unplanned("ada", "resting", until, (Reason("rest", "A goodbye went unanswered."),))
    pages = pages_of(*with_people(prospect("ada"), unplanned=(resting,)))
    index = read(pages["prospects/index.html"]).words
    assert "Ada resting, until Saturday 20 February A goodbye went unanswered. rest" in index
    own = read(pages["prospects/ada.html"]).words
    assert "Nothing to do before Saturday 20 February A goodbye went unanswered." in own
    assert "One person is not planned for" in read(pages["index.html"]).words


def test_a_promise_is_open_until_it_is_kept_and_late_when_its_day_has_gone() -> None:
    def promising(by: date) -> str:
        touch = Touch.model_validate(
            {"date": day(11, 2), "channel": "call", "outcome": "connected",
             "promised": {"what": "send the figures", "by": by}}
        )  # fmt: skip
        pages = pages_of(*with_people(prospect("ada", touches=(touch,))))
        return pages["prospects/ada.html"].html

    assert 'class="pb-late"' in promising(day(11, 20))
    assert 'class="pb-late"' not in promising(day(11, 27))
    assert "by Friday" in promising(day(11, 27))


def test_a_company_alone_has_a_page_under_its_name() -> None:
    firm = Prospect(slug="harbour", company="Harbour & Vane")
    page = pages_of(*with_people(firm))["prospects/harbour.html"]
    assert page.title == "Harbour & Vane"
    assert "Harbour & Vane" in read(page).words


# --- scripts and shelf ------------------------------------------------------------------------


def test_a_script_says_how_often_it_was_used_and_answered_in_counts() -> None:
    key = "emails/an-article"
    touches = (
        Touch(date=day(9, 1), channel="email", script=key),
        Touch(date=day(9, 2), channel="email", direction="in", outcome="replied"),
        Touch(date=day(10, 1), channel="email", script=key),
    )
    page = pages_of(*with_people(prospect("ada", touches=touches)))[f"scripts/{key}.html"]
    assert "used twice, answered once" in read(page).words


@pytest.mark.parametrize(
    ("touches", "says"),
    [
        ((), "not used yet"),
        ((day(11, 20),), "used once, too new to tell"),
        ((day(9, 1), day(11, 20)), "used twice, never answered, 1 too new to tell"),
    ],
)
def test_an_answer_to_a_script_has_its_time_to_come(touches: tuple[date, ...], says: str) -> None:
    key = "emails/an-article"
    made = tuple(Touch(date=on, channel="email", script=key) for on in touches)
    page = pages_of(*with_people(prospect("ada", touches=made)))[f"scripts/{key}.html"]
    assert says in read(page).words


def test_a_script_shows_its_words_with_the_slots_set_off() -> None:
    page = pages_of()["scripts/handwritten-notes/after-first-meeting.html"]
    assert '<span class="pb-slot">meeting.said</span>' in page.html
    assert "thank you for Friday. You said: meeting.said" in read(page).words
    assert "Planned for Priya Nair Monday 23 November" in read(page).words


def test_the_shelf_says_who_has_it_and_who_could_use_it() -> None:
    def could_use(interest: str) -> bool:
        shelf = (SHELF[0].model_copy(update={"topics": ("Peak season",)}),)
        people = (DANA, prospect("ada", interests=(interest,)))
        workspace, plan = with_people(*people)
        words = read(pages_of(replace(workspace, shelf=shelf), plan)["shelf/index.html"]).words
        assert "Has it Dana Reyes (20 October)" in words
        return "Who could use it Ada (Peak season)" in words

    assert could_use("peak season ")
    assert not could_use("peak demand")  # the planner compares whole topics, and so does the page


def test_what_is_over_stands_apart_and_is_offered_to_nobody() -> None:
    over = SHELF[2].model_copy(update={"date": TODAY - timedelta(days=1), "topics": ("sailing",)})
    workspace, plan = with_people(DANA)
    words = read(pages_of(replace(workspace, shelf=(over,)), plan)["shelf/index.html"]).words
    assert "Gone by Spring talk" in words
    assert "Who could use it" not in words


@pytest.mark.parametrize("count", [0, 1, 60])
def test_a_page_but_the_indexes_does_not_grow_with_the_number_of_people(count: int) -> None:
    extra = [prospect(f"p{n:03}", stage="won") for n in range(count)]
    build: Callable[..., dict[str, Page]] = pages_of
    alone = build(*with_people(DANA))["prospects/dana-reyes.html"]
    among = build(*with_people(DANA, *extra))["prospects/dana-reyes.html"]
    assert among.html == alone.html


# --- what the policy says of the site ---------------------------------------------------------


def with_site(**site: object) -> dict[str, Page]:
    policy = POLICY.model_copy(update={"site": Site.model_validate(site)})
    return pages_of(replace(WORKSPACE, policy=policy))


def found_by_search(page: Page) -> str:
    return " ".join(part.text for part in read_parts(page, page.title))


def test_notes_can_be_kept_out_of_the_search_and_stay_on_the_page() -> None:
    for searched in (True, False):
        page = with_site(search_notes=searched)["prospects/dana-reyes.html"]
        assert "Thinks in pallets" in page.html
        assert "which is fair in peak season" in page.html
        found = found_by_search(page)
        assert ("Thinks in pallets" in found) is searched
        assert ("which is fair in peak season" in found) is searched
        assert "peak season returns" in found  # a challenge is no note


def test_a_page_leads_to_its_file_where_an_address_is_set() -> None:
    page = with_site(edit_url="https://git.example/me/book/edit/main")["prospects/dana-reyes.html"]
    assert 'href="https://git.example/me/book/edit/main/prospects/dana-reyes.yml"' in page.html
    editor = with_site(edit_url="vscode://file/home/me/book/")["prospects/dana-reyes.html"]
    assert 'href="vscode://file/home/me/book/prospects/dana-reyes.yml"' in editor.html
    assert "pb-edit" not in pages_of()["prospects/dana-reyes.html"].html


@pytest.mark.parametrize(
    "url",
    ["javascript:/x", "data:/x", "JavaScript://x", "git.example/x", "//x", "https:/ x", 'h:/"'],
)
def test_an_address_that_could_run_or_leads_nowhere_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="is no link"):
        Site.model_validate({"edit_url": url})


# --- weeks gone by, and how it went -----------------------------------------------------------

LAST_MONDAY = TODAY - timedelta(days=7)


def with_past(*actions: Action) -> Reader:
    past = replace(PLAN, today=LAST_MONDAY, weeks=1, actions=actions)
    pages = {page.path: page for page in render_pages(WORKSPACE, PLAN, (past,))}
    return read(pages["weeks/2026-W47.html"])


def test_a_week_gone_by_says_what_todays_plan_would_have_asked_beside_what_was_done() -> None:
    words = with_past(
        action("t1", "tom-okafor", LAST_MONDAY, "call"),
        action("d1", "dana-reyes", day(11, 17), "note"),
    ).words
    told = words.partition("What today's plan would have asked ")[2]
    assert "It is not what you were told then." in told
    assert "Monday Call Tom Okafor Brightwater to give something useful call, no answer" in told
    assert (
        "Tuesday Write a note to Dana Reyes Acme Logistics to give something useful nothing" in told
    )


def test_what_was_done_as_asked_has_a_tick_and_what_was_done_otherwise_has_none() -> None:
    def ticks(channel: str) -> int:
        past = replace(
            PLAN, today=LAST_MONDAY, actions=(action("t", "tom-okafor", LAST_MONDAY, channel),)
        )
        pages = {page.path: page for page in render_pages(WORKSPACE, PLAN, (past,))}
        return pages["weeks/2026-W47.html"].html.partition("pb-would")[2].count("twemoji")

    assert (ticks("call"), ticks("email")) == (2, 1)  # the channel's own picture is one


def test_what_was_done_answers_for_one_thing_that_was_asked_and_no_more() -> None:
    """Tom was rung once: by the order of the days, but first for what asked for a call."""
    told = with_past(
        action("t1", "tom-okafor", LAST_MONDAY, "email"),
        action("t2", "tom-okafor", day(11, 17), "call"),
        action("t3", "tom-okafor", day(11, 20), "call"),
    ).words.partition("Done that week ")[2]
    done = "call, no answer Friday"
    assert told.count(done) == 1
    assert f"Tuesday Call Tom Okafor Brightwater to give something useful {done}" in told
    otherwise = with_past(action("t1", "tom-okafor", LAST_MONDAY, "email")).words
    assert f"e-mail to Tom Okafor Brightwater to give something useful {done}" in otherwise


def test_a_week_gone_by_says_how_many_are_left_out_of_what_would_have_been_asked() -> None:
    def told(*unknown: str) -> str:
        standings = {k: v for k, v in PLAN.standings.items() if k not in unknown}
        past = replace(PLAN, today=LAST_MONDAY, actions=(), standings=standings)
        pages = {page.path: page for page in render_pages(WORKSPACE, PLAN, (past,))}
        return read(pages["weeks/2026-W47.html"]).words

    assert "left out" not in told()
    assert "then. Nobody." in told()
    why = "left out: they came later, or how things stood with them then is not known."
    assert f"1 person is {why}" in told("dana-reyes")
    assert f"2 people are {why}" in told("dana-reyes", "tom-okafor")


def test_without_plans_of_the_past_nothing_is_said_of_them() -> None:
    assert "would have asked" not in read(pages_of()["weeks/2026-W47.html"]).words


def test_the_weeks_stand_month_by_month_and_each_month_can_be_jumped_to() -> None:
    html = pages_of()["weeks/index.html"].html
    months = re.findall(r'<th scope="rowgroup" colspan="6" id="([^"]*)">([^<]*)</th>', html)
    assert months == [
        ("m-2026-10", "October 2026"),
        ("m-2026-11", "November 2026"),
        ("m-2026-12", "December 2026"),
        ("m-2027-01", "January 2027"),
    ]
    assert re.findall(r'href="#(m-[^"]*)"', html) == [month for month, _ in months]


def logs(path: str = "prospects/dana-reyes.html") -> list[str]:
    found = re.findall(r"<code>(playbook (?:log|done|skip) [^<]*)</code>", pages_of()[path].html)
    return [unescape(each) for each in found]


def test_a_page_gives_the_command_for_each_way_it_can_go() -> None:
    assert logs()[:6] == [
        "playbook log k7f:tk",
        "playbook log k7f:na",
        "playbook log k7f:vm",
        "playbook log k7f:cb=DATE",
        "playbook log k7f:nt",
        "playbook skip k7f",
    ]
    assert logs("prospects/lena-fischer.html")[0] == "playbook done q7b"
    assert "playbook log g5w:st" in logs("prospects/lena-fischer.html")


def test_a_code_that_log_does_not_know_yet_is_not_offered() -> None:
    assert "playbook log dana-reyes invite" in logs()
    assert not [line for line in logs() if "w3n" in line]


def test_a_letter_opens_with_its_subject_and_words_and_a_number_dials() -> None:
    html = pages_of()["index.html"].html + pages_of()["weeks/2026-W48.html"].html
    letter = r'href="mailto:priya@nair\.example\?[^"]*body=Hello%20Priya%2C%0D%0A%0D%0Athis'
    assert re.search(letter, html)
    assert 'href="tel:01614960777"' in html


WROTE = Touch(date=day(11, 20), channel="email", direction="in")


@pytest.mark.parametrize(
    ("touches", "says"),
    [
        (DANA.touches, ["to keep your promise", "to answer them"]),
        ((*DANA.touches, WROTE), ["to answer them", "to keep your promise"]),
    ],
)
def test_a_promise_is_not_called_an_answer(touches: tuple[Touch, ...], says: list[str]) -> None:
    dana = DANA.model_copy(update={"touches": touches})
    actions = tuple(
        action(code, "dana-reyes", on, "email", purpose="answer")
        for code, on in (("aa2", TODAY), ("bb2", day(11, 26)))
    )
    made = with_people(dana, actions=actions)
    page, week = (read(pages_of(*made)[path]).words for path in DANA_AND_HER_WEEK)
    assert f"E-mail, today {says[0].capitalize()}." in page
    assert f"Thursday 26 November: e-mail, {says[1]}" in page
    assert week.index(says[0]) < week.index(says[1])


DANA_AND_HER_WEEK = ("prospects/dana-reyes.html", "weeks/2026-W48.html")


def test_nobody_waits_until_then_for_what_comes_back_before() -> None:
    pages = pages_of()
    assert not [path for path, page in pages.items() if "comes back until" in page.html]
    assert "comes back before" in pages["weeks/2026-W48.html"].html


def test_the_weeks_say_what_is_a_guess_only_where_something_is() -> None:
    legend = "Names in italics are a guess: they hold if nothing comes back before then."
    assert legend in read(pages_of()["weeks/index.html"]).words
    sure = tuple(a for a in ACTIONS if a.status != "projected")
    assert (
        legend
        not in read(pages_of(WORKSPACE, replace(PLAN, actions=sure))["weeks/index.html"]).words
    )


def test_each_rule_is_headed_by_words_and_names_a_source() -> None:
    tact = pages_of()["tact/index.html"]
    titles = {heading.id: heading.text for heading in tact.headings}
    assert titles["valid-purpose"] == "A purpose each time"
    assert set(titles) == set(RULES)
    assert not [name for name, title in titles.items() if name == title.casefold() or "-" in title]
    known = re.compile(r"(?:articles? \d{3}|field practice|law|decency|common decency)\b")
    assert not [rule.name for rule in RULES.values() if not known.match(rule.source)]
