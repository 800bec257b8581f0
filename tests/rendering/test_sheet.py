"""The printed call sheet: the document, and the paper that a browser makes of it."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from generator.commands._browser import find_browser, print_pdf
from generator.model.days import Week
from generator.model.plan import Plan, Reason
from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from generator.rendering.sheet import PAPERS, Paper, address_lines, render_sheet
from generator.rendering.speech import DASH
from tests.rendering.made import (
    DANA,
    LENA,
    PLAN,
    PRIVATE,
    TODAY,
    WORKSPACE,
    action,
    day,
    hours,
)

WEEK = Week.of(TODAY)
SMALLEST = 9.5


def sheet(workspace: Workspace = WORKSPACE, plan: Plan = PLAN, week: Week = WEEK) -> str:
    return render_sheet(workspace, plan, week)


def row(document: str, code: str) -> str:
    """Give the text of one row, its tags taken out."""
    found = re.search(rf'data-code="{code}">(.*?)</article>', document, re.DOTALL)
    assert found, code
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", found[1])).split())


# --- the document -----------------------------------------------------------------------------


def test_a_row_has_everything_that_a_call_needs() -> None:
    assert row(sheet(), "k7f") == (
        f"k7f Call Dana Reyes , Head of Digital, Acme Logistics 020 7946 0123 10:00{DASH}12:00"
        " So far almost · touch 2 · last: e-mail 20 Oct, Returns without tears, no answer since"
        " Why 34 days after your last e-mail; your rhythm with almost-clients is 30 to 42 days."
        " Told you"
        " The warehouse moves in March; nobody has asked the portal's opinion yet. (15 Sep)"
        " Every January we drown in returns; the portal tells nobody where a parcel is. (11 Aug)"
        " Say Hello Dana, this is Ludo Marsh. You spoke of early December, and I would rather ring"
        " a day early than a day late. What is still open on your side?"
        " Give Returns without tears"
        " talked tk no answer na voicemail vm call back on cb no, thank you nt"
    )


def test_the_other_clock_is_told_only_where_it_differs() -> None:
    both = f"09:00{DASH}11:00 New York time; 14:00{DASH}16:00 for you"
    assert both in row(sheet(), "m2x")
    assert "for you" not in row(sheet(), "k7f")


def test_what_slipped_and_what_is_only_assumed_is_marked() -> None:
    assert "slipped, since 19 November" in row(sheet(), "j2d")
    assert "only if nothing comes back before then" in row(sheet(), "t8c")
    assert '<article class="row projected" data-code="t8c">' in sheet()


def test_a_missing_word_is_asked_for_beside_a_line_to_write_on() -> None:
    question = "What did Priya say that you want to remember?"
    assert question in row(sheet(), "p4x")
    assert f'<div class="question">{question}<div class="rule"></div></div>' in sheet()


@pytest.mark.parametrize(
    ("channel", "boxes"),
    [
        ("call", "talked tk no answer na voicemail vm call back on cb no, thank you nt"),
        ("voicemail", "voicemail vm talked tk no answer na call back on cb no, thank you nt"),
        ("meeting", "talked tk call back on cb no, thank you nt"),
        ("note", "posted st"),
        ("email", "sent st"),
        ("gift", "delivered st"),
        ("social", "sent st"),
    ],
)
def test_the_boxes_are_the_outcomes_that_the_channel_can_have(channel: str, boxes: str) -> None:
    plan = replace(PLAN, actions=(action("abc", "dana-reyes", TODAY, channel),))
    assert row(sheet(plan=plan), "abc").endswith(boxes)


def test_no_voicemail_is_offered_where_the_call_must_be_live() -> None:
    plan = replace(PLAN, actions=(action("abc", "dana-reyes", TODAY, "call", live_only=True),))
    assert "vm" not in row(sheet(plan=plan), "abc")
    assert "leave no voicemail" in row(sheet(plan=plan), "abc")


@pytest.mark.parametrize(
    ("channel", "shared", "is_told"),
    [("voicemail", ("phone",), True), ("voicemail", (), False), ("call", ("phone",), False)],
)
def test_paper_tells_whose_machine_others_hear(
    channel: str, shared: tuple[str, ...], *, is_told: bool
) -> None:
    dana = DANA.model_copy(update={"shared": shared})
    workspace = replace(WORKSPACE, prospects=(dana,))
    plan = replace(PLAN, actions=(action("abc", "dana-reyes", TODAY, channel),))
    assert ("others hear it, too" in row(sheet(workspace, plan), "abc")) is is_told


def test_a_letter_says_nothing_of_voicemails() -> None:
    because = (Reason("live-first", "Dana does not know you yet: no voicemail, only a live call."),)
    plan = replace(PLAN, actions=(action("abc", "dana-reyes", TODAY, "email", because=because),))
    assert "leave no voicemail" not in row(sheet(plan=plan), "abc")


def test_each_row_has_a_line_for_notes() -> None:
    """Two below the boxes of what is said; one beside the box of what is written or got ready."""
    rows = re.findall(r'data-code="(\w+)">(.*?)</article>', sheet(), re.DOTALL)
    lines = {code: text.partition("tick")[2].count('<div class="rule">') for code, text in rows}
    assert lines == {"q7b": 1, "p4x": 1, "j2d": 2, "k7f": 2, "m2x": 2, "g5w": 1, "t8c": 1}


def test_what_is_got_ready_says_how_to_put_it_down() -> None:
    assert row(sheet(), "q7b").endswith("Done ready playbook done q7b")


def test_what_is_only_projected_does_not_say_that_nothing_was() -> None:
    """It stands after what is planned for the days before it, and its reason speaks of that."""
    new = DANA.model_copy(update={"touches": ()})
    workspace = replace(WORKSPACE, prospects=(new,))

    def facts(status: str) -> str:
        planned = action("abc", "dana-reyes", TODAY, "email", status=status, touch_number=3)
        return row(sheet(workspace, replace(PLAN, actions=(planned,))), "abc")

    assert "So far almost \N{MIDDLE DOT} touch 3 Why" in facts("projected")
    assert "touch 3 \N{MIDDLE DOT} nothing yet" in facts("planned")


def test_the_last_line_of_each_day_is_typed_back_with_its_codes_and_dates_by_the_sheet() -> None:
    lines = [html.unescape(re.sub(r"<[^>]*>", "", one)) for one in
             re.findall(r'<p class="typed">(.*?)</p>', sheet(), re.DOTALL)]  # fmt: skip
    assert lines[0] == "playbook log p4x: j2d: --sheet-days"
    codes = [code for line in lines for code in re.findall(r"(\w+):", line)]
    assert codes == ["p4x", "j2d", "k7f", "m2x", "g5w", "t8c"]
    assert len(lines) > 2
    assert all(line.endswith(" --sheet-days") for line in lines)


def test_letters_parcels_and_labels_stand_behind_the_days() -> None:
    behind = sheet().partition("To copy by hand")[2]
    assert "thank you for Friday" in behind
    assert "The Lean Warehouse" in behind
    assert (
        "Order on <b>Monday 23 November</b>; must arrive on <b>Thursday 26 November</b>" in behind
    )
    labels = behind.partition("Address labels")[2]
    assert re.findall(r'class="envelope"><div>(.*?)</div>', labels) == [
        "Priya Nair",
        "Lena Fischer",
    ]


def test_invitations_name_the_event() -> None:
    document = sheet(week=Week.of(day(12, 30)))
    assert "Spring talk, Thursday 4 March, Manchester" in document
    assert "dana@acme.example" in document.partition("Invitations")[2]


def test_an_address_says_each_name_once() -> None:
    assert address_lines(DANA) == ("Dana Reyes", "Acme Logistics", "1 Dock Road", "London E16 2QX")
    for firm, line in (("Acme Ltd", "Acme"), ("Acme", "ACME GmbH")):
        limited = Prospect(slug="x", name="X Y", company=firm, address=f"{line}\n1 Road")
        assert address_lines(limited) == ("X Y", line, "1 Road")
    assert address_lines(Prospect(slug="x", name="X Y")) == ()


@pytest.mark.parametrize(
    ("country", "home", "address", "last"),
    [
        ("DE", "IE", "Kastanienallee 4, 10435 Berlin", "Germany"),
        ("DE", "IE", "Kastanienallee 4\n10435 Berlin\nDeutschland", "Deutschland"),
        ("DE", "IE", "Kastanienallee 4, 10435 Berlin, Germany", None),
        ("DE", "IE", "Kastanienallee 4, 10435 Berlin Germany", None),
        ("US", "IE", "4 Elm Street\nSpringfield, US", "Springfield, US"),
        ("DE", "DE", "Kastanienallee 4, 10435 Berlin", None),
        (None, "IE", "Kastanienallee 4, 10435 Berlin", None),
        ("ZZ", "IE", "1 Road", None),
        ("WS", "IE", "Beach Road, Apia", "Samoa"),
        ("CI", "IE", "Rue 4\nAbidjan\nCôte d\u2019Ivoire", "Côte d\u2019Ivoire"),
    ],
)
def test_an_envelope_that_goes_abroad_ends_with_the_country(
    country: str | None, home: str, address: str, last: str | None
) -> None:
    person = Prospect(slug="x", name="X Y", country=country, address=address)
    lines = address.split("\n")
    expected = lines if last in {None, lines[-1]} else [*lines, last]
    assert address_lines(person, home) == ("X Y", *expected)


def test_a_label_bears_the_country_of_a_letter_that_leaves_mine() -> None:
    lena = LENA.model_copy(update={"country": "DE", "address": "Sonnenallee 4\n12045 Berlin"})
    people = tuple(lena if p is LENA else p for p in WORKSPACE.prospects)
    document = render_sheet(replace(WORKSPACE, prospects=people), PLAN, Week.of(TODAY))
    assert "12045 Berlin<br>Germany<br>" in document


@pytest.mark.parametrize(
    ("name", "firm", "line"),
    [("Gia Ash", "Gia Ash 6 Works", "Gia Ash 6 Works"), ("X Y", "Unit 4 Design", "Unit 4")],
)
def test_a_name_that_only_begins_like_another_line_stays(name: str, firm: str, line: str) -> None:
    label = address_lines(Prospect(slug="x", name=name, company=firm, address=f"{line}\n1 Road"))
    assert label == tuple(dict.fromkeys((name, firm, line, "1 Road")))


def test_days_gone_by_are_not_printed() -> None:
    document = sheet(plan=replace(PLAN, today=day(11, 25)))
    assert "<h1>Tuesday 24 November 2026</h1>" not in document
    assert "<b>Tue 24 Nov</b>gone by" in document


def test_a_week_without_anybody_says_so() -> None:
    empty = replace(PLAN, actions=())
    assert "Nobody to contact in the rest of this week." in sheet(plan=empty)
    assert "Nobody to contact in this week." in sheet(week=Week(2026, 50))


def test_a_week_gone_by_is_not_said_to_be_free() -> None:
    gone = sheet(week=WEEK.plus(-1))
    assert "This week has gone by. What slipped has moved to a later day." in gone
    assert "Nobody" not in gone


def test_what_is_private_is_not_on_paper() -> None:
    assert PRIVATE not in sheet()


def test_a_users_text_is_text_and_asks_for_nothing() -> None:
    evil = "</style><script>alert(1)</script><img src=//x.example/a>{{ 7*7 }}"
    dana = DANA.model_copy(update={"name": evil, "role": evil, "address": f"{evil}\n1 Road"})
    people = tuple(dana if p.slug == dana.slug else p for p in WORKSPACE.prospects)
    document = sheet(replace(WORKSPACE, prospects=people))
    assert "<script" not in document
    assert "<img" not in document
    assert "{{ 7*7 }}" in html.unescape(document)


def test_the_document_stands_alone() -> None:
    for asking in ("http:", "https:", "src=", "href=", "url(", "@import", "@font-face", "<script"):
        assert asking not in sheet()
    assert "default-src 'none'" in sheet()


def test_no_letter_is_set_smaller_than_can_be_read() -> None:
    style = sheet().partition("<style>")[2].partition("</style>")[0]
    sizes = re.findall(r"font(?:-size)?:[^;}]*?([\d.]+)(pt|px|em|rem|%)", style)
    assert len(sizes) > 10
    assert not [size for size in sizes if size[1] != "pt" or float(size[0]) < SMALLEST]


def test_the_paper_is_the_printers_unless_it_is_named() -> None:
    assert "size: A4;" in render_sheet(WORKSPACE, PLAN, WEEK, "a4")
    assert "size: letter;" in render_sheet(WORKSPACE, PLAN, WEEK, "letter")
    assert "  size:" not in sheet()


def test_the_same_day_prints_the_same_bytes() -> None:
    assert sheet() == sheet()


# --- the paper --------------------------------------------------------------------------------


def needed(found: str | None, what: str) -> str:
    """Give what was found; without it skip, and in CI fail: there a skip would hide a fault."""
    if not found:
        message = f"no {what} on this machine"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(message)
        raise AssertionError(message)
    return found


Print = Callable[[str], list[str]]


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Print:
    """Give a function that prints a document and reads the text of each page, with its places."""
    browser = needed(find_browser(), "browser that prints")
    reader = needed(shutil.which("pdftotext"), "pdftotext (poppler-utils)")

    def pages(document: str) -> list[str]:
        pdf = tmp_path_factory.mktemp("sheet") / "sheet.pdf"
        pdf.write_bytes(print_pdf(browser, document))
        done = subprocess.run(
            [reader, "-bbox", str(pdf), "-"], capture_output=True, check=True, text=True
        )
        return re.findall(r"<page.*?</page>", done.stdout, re.DOTALL)

    return pages


def words_of(page: str) -> list[str]:
    return [html.unescape(word) for word in re.findall(r">([^<>\n]+)</word>", page)]


def crowded() -> tuple[Workspace, Plan]:
    """Give a Tuesday with more calls than a page holds, each with much to say."""
    people, actions = [], []
    for number in range(14):
        slug = f"person-{number:02}"
        touches = tuple(
            t.model_copy(update={"said": "returns " * (20 + number * 3)}) for t in DANA.touches
        )
        people.append(DANA.model_copy(update={"slug": slug, "touches": touches}))
        slot = hours(day(11, 24), 9 + number % 8, 10 + number % 8)
        script = "calls/where-it-stands"
        actions.append(action(f"c{number:02}", slug, day(11, 24), "call", time=slot, script=script))
        actions.append(
            action(f"n{number:02}", slug, day(11, 25), "note",
                   script="handwritten-notes/after-first-meeting")
        )  # fmt: skip
    return replace(WORKSPACE, prospects=tuple(people)), replace(PLAN, actions=tuple(actions))


@pytest.mark.browser
@pytest.mark.parametrize("paper", PAPERS)
def test_every_page_says_week_print_date_and_number(printed: Print, paper: Paper) -> None:
    pages = printed(render_sheet(WORKSPACE, PLAN, WEEK, paper))
    assert len(pages) == 8  # five days, letters, parcels, labels
    for number, page in enumerate(pages, start=1):
        text = " ".join(words_of(page))
        assert "CALL SHEET week 48 · 23 to 29 November 2026" in text
        assert "printed 23 November 2026" in text
        assert f"page {number} of 8" in text
    assert "Tuesday 24 November 2026" in " ".join(words_of(pages[1])[-20:])


@pytest.mark.browser
@pytest.mark.parametrize(("paper", "size"), [("a4", (595, 842)), ("letter", (612, 792))])
def test_the_paper_has_its_size(printed: Print, paper: Paper, size: tuple[int, int]) -> None:
    page = printed(render_sheet(WORKSPACE, PLAN, WEEK, paper))[0]
    found = re.search(r'width="([\d.]+)" height="([\d.]+)"', page)
    assert found
    assert (round(float(found[1])), round(float(found[2]))) == size


@pytest.mark.browser
@pytest.mark.parametrize("paper", PAPERS)
def test_an_option_to_type_back_is_never_broken_at_the_end_of_a_line(
    printed: Print, paper: Paper
) -> None:
    calls = tuple(
        action(f"c{number}{many}", "dana-reyes", day(11, 20 + many), "call")
        for many in range(4, 8)
        for number in range(2, many + 2)
    )
    pages = printed(render_sheet(WORKSPACE, replace(PLAN, actions=calls), WEEK, paper))
    words = [word for page in pages for word in words_of(page)]
    assert [word for word in words if word.endswith("-days")] == ["--sheet-days"] * 4


@pytest.mark.browser
@pytest.mark.parametrize("paper", PAPERS)
def test_no_row_and_no_letter_is_split_over_two_pages(printed: Print, paper: Paper) -> None:
    workspace, plan = crowded()
    pages = printed(render_sheet(workspace, plan, WEEK, paper))
    whole = [list(rows_on(page)) for page in pages]
    assert sum(len(rows) for rows in whole) == 14
    assert max(len(rows) for rows in whole) > 1
    letters = [words_of(page) for page in pages if "Dear" in words_of(page)]
    assert letters
    assert all(page.count("Dear") == page.count("Ludo") for page in letters)


def rows_on(page: str) -> Iterator[str]:
    """Give the calls of a page; each must begin with its code and end with its last box."""
    found = re.findall(r'yMin="([\d.]+)"[^>]*>(c\d\d|nt)</word>', page)
    marks = [mark for _, mark in sorted((float(top), mark) for top, mark in found)]
    for first, last in zip(marks[::2], marks[1::2], strict=True):
        assert first != "nt", marks
        assert last == "nt", marks
        yield first


@pytest.mark.browser
@pytest.mark.parametrize("paper", PAPERS)
def test_every_printed_letter_can_be_read_and_lies_on_the_paper(
    printed: Print, paper: Paper
) -> None:
    width, height = {"a4": (595, 842), "letter": (612, 792)}[paper]
    for page in printed(render_sheet(*crowded(), WEEK, paper)):
        for box in re.findall(r'xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)"', page):
            left, top, right, bottom = map(float, box)
            assert bottom - top >= SMALLEST
            assert left >= 28
            assert top >= 20
            assert right <= width - 28
            assert bottom <= height - 20


def test_the_browser_is_the_one_that_the_user_names(tmp_path: Path) -> None:
    mine = tmp_path / "my-browser"
    mine.write_text("#!/bin/sh\n", encoding="utf-8")
    mine.chmod(0o755)
    assert find_browser({"PLAYBOOK_BROWSER": str(mine)}) == str(mine)
    assert find_browser({"PLAYBOOK_BROWSER": str(tmp_path / "none")}) is None
