"""The built site in a browser, opened from the disk: what runs, what is asked, what is found."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.commands._browser import find_browser
from generator.mkdocs_plugin import build_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).parent.parent.parent
SMALL = REPOSITORY / "tests" / "workspaces" / "small"
TODAY = date(2026, 11, 23)
HOSTILE = (
    "<img src=x onerror=window.ran=1><script>window.ran=1</script>"
    "<svg onload=window.ran=1>{{ 7*7 }}[x](javascript:window.ran=1)"
)
OPTIONS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip

PERSON = f"""\
name: "{HOSTILE}"
company: "{HOSTILE}"
role: "{HOSTILE}"
source: "{HOSTILE}"
stage: almost
email: evil@hostile.example
interests: ["{HOSTILE}"]
challenges: ["{HOSTILE}"]
objections: ["{HOSTILE}"]
tags: ["{HOSTILE}"]
notes: |
  {HOSTILE}

  ![x](https://elsewhere.example/pixel.png) <iframe src="https://elsewhere.example/"></iframe>
touches:
  - {{date: 2026-10-16, channel: call, outcome: connected, said: "{HOSTILE}", note: "{HOSTILE}"}}
"""
SCRIPT = f"""\
---
title: "{HOSTILE.replace("{{ 7*7 }}", "")}"
channel: email
purpose: value
---
Hello {{{{ prospect.first_name }}}}, <img src=x onerror=window.ran=1> and so on.
"""
ITEM = f"""
- id: evil
  kind: article
  title: "{HOSTILE}"
  topics: ["{HOSTILE}"]
  note: "{HOSTILE}"
"""


@dataclass
class Visit:
    """What happened while pages were looked at."""

    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that is on this machine; in CI it must be there."""
    program = find_browser()
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("CI has no browser to look at the site with")
        pytest.skip("there is no Chromium, Chrome or Edge on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        opened = running.chromium.launch(executable_path=program, args=OPTIONS)
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a playbook in which every field tries something."""
    root = tmp_path_factory.mktemp("hostile") / "root"
    shutil.copytree(SMALL, root)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    (root / "prospects" / "evil.yml").write_text(PERSON, encoding="utf-8")
    (root / "playbook" / "emails" / "evil.md.j2").write_text(SCRIPT, encoding="utf-8")
    with (root / "playbook" / "shelf.yml").open("a", encoding="utf-8") as shelf:
        shelf.write(ITEM)
    return build_site(root, today=TODAY).index.parent


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own sample."""
    return build_site(REPOSITORY, tmp_path_factory.mktemp("sample") / "site").index.parent


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of forty people after a bad autumn: more slipped than a screen holds."""
    root = tmp_path_factory.mktemp("crowded") / "root"
    shutil.copytree(SMALL.parent / "year", root)
    shutil.copyfile(REPOSITORY / "mkdocs.yml", root / "mkdocs.yml")
    return build_site(root).index.parent


def look(
    browser: Browser,
    *,
    width: int = 1440,
    height: int = 900,
    scheme: Literal["light", "dark"] = "light",
) -> tuple[Page, Visit]:
    """Open a window; give it and the record of what it does."""
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)
    page, visit = context.new_page(), Visit()
    page.on("request", lambda r: None if _own(r.url) else visit.asked.append(r.url))
    page.on("pageerror", lambda e: visit.errors.append(str(e)))
    return page, visit


def _own(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "about:"))


def pages_of(site: Path) -> list[Path]:
    return sorted(site.rglob("*.html"))


def test_nothing_that_a_person_wrote_runs_and_nothing_is_asked_elsewhere(
    browser: Browser, hostile: Path
) -> None:
    page, visit = look(browser)
    seen = 0
    for path in pages_of(hostile):
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("window.ran") is None, path
        assert (
            page.locator("img[src='x'], svg[onload], iframe[src], iframe[srcdoc]").count() == 0
        ), path
        seen += "<script>window.ran=1</script>" in page.inner_text("body")
    assert seen > 5
    assert (visit.asked, visit.errors) == ([], [])


def test_the_search_works_from_the_disk_and_runs_nothing(browser: Browser, hostile: Path) -> None:
    page, visit = look(browser)
    assert "Ada Quill" in _found(page, hostile, "inkwell")
    assert "<img src=x" in _found(page, hostile, "onerror")
    assert page.evaluate("window.ran") is None
    assert page.locator(".md-search img").count() == 0
    assert (visit.asked, visit.errors) == ([], [])


def _found(page: Page, site: Path, words: str) -> str:
    """Search as a person does: click, then type."""
    page.goto((site / "index.html").as_uri())
    page.locator(".md-search__input").click()
    page.wait_for_timeout(300)
    page.keyboard.type(words, delay=20)
    page.wait_for_selector(".md-search-result__link", timeout=20_000)
    text: str = page.inner_text(".md-search-result__list")
    return text


@pytest.mark.parametrize("site", ["sample", "crowded"])
def test_today_and_what_slipped_stand_on_the_first_screen(
    browser: Browser, site: str, request: pytest.FixtureRequest
) -> None:
    page, _ = look(browser)
    page.goto((request.getfixturevalue(site) / "index.html").as_uri())
    assert page.locator(".pb-main .pb-line").count() > 0
    assert page.locator("#slipped").count() == 1
    for place in (".pb-main .pb-line:visible >> nth=-1", "section[aria-labelledby=slipped]"):
        box = page.locator(place).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 900, place


def test_what_does_not_fit_is_folded_away_below_its_like(browser: Browser, crowded: Path) -> None:
    page, _ = look(browser)
    page.goto((crowded / "index.html").as_uri())
    shown = page.locator("section[aria-labelledby=slipped] .pb-line:visible").count()
    page.get_by_text("and 4 more, planned for later").click()
    unfolded = page.locator("section[aria-labelledby=slipped] .pb-line:visible").count()
    assert (shown, unfolded) == (4, 8)


@pytest.mark.parametrize("width", [1000, 1220, 1440])
def test_what_a_line_says_keeps_clear_of_its_handle_and_uses_the_room_there_is(
    browser: Browser, sample: Path, width: int
) -> None:
    page, _ = look(browser, width=width)
    page.goto((sample / "index.html").as_uri())
    lines = page.locator(".pb-line:visible").all()
    assert len(lines) > 3
    for line in lines:
        title = line.locator(".pb-title")
        handle = line.locator(".pb-body > .pb-fold > summary").bounding_box()
        edge = title.evaluate(
            "t => { const r = document.createRange(); r.selectNodeContents(t);"
            " const s = getComputedStyle(t);"
            " return [Math.max(...[...r.getClientRects()].map(b => b.right)),"
            " t.getBoundingClientRect().right - parseFloat(s.paddingRight)] }"
        )
        assert handle
        assert edge[0] <= handle["x"], title.inner_text()
        assert handle["x"] - edge[1] < 40, title.inner_text()


A4 = 794  # CSS pixels


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_readable_on_paper(
    browser: Browser, sample: Path, scheme: Literal["light", "dark"]
) -> None:
    page, _ = look(browser, width=A4 - 76, height=1000, scheme=scheme)
    page.emulate_media(media="print", color_scheme=scheme)
    for path, place in {
        "index.html": ".pb-title",
        "weeks/2026-W48.html": ".pb-card",
        "prospects/dana-reyes.html": ".pb-then > summary",
        "stats/index.html": ".pb-numbers td.pb-share",
    }.items():
        page.goto((sample / path).as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        for box in (one.bounding_box() for one in page.locator(place).all()):
            assert box, path
            assert box["x"] + box["width"] <= A4 - 76, path
            assert box["width"] > (90 if "share" in place else 300), path
        assert page.locator("pre:visible").count() == (path.startswith("prospects"))
        ink = page.evaluate("getComputedStyle(document.querySelector('.pb h1')).color")
        brightest = max(map(int, ink.removeprefix("rgb(").rstrip(")").split(", ")))
        assert brightest < 120, "pale on paper"


def test_no_name_of_the_weeks_is_cut_off_on_paper(browser: Browser, sample: Path) -> None:
    page, _ = look(browser, width=A4 - 76, height=1000)
    page.emulate_media(media="print")
    page.goto((sample / "weeks" / "index.html").as_uri())
    cut = page.eval_on_selector_all(
        ".pb-calendar td > a, .pb-calendar th",
        "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length",
    )
    heads = page.eval_on_selector_all(
        ".pb-calendar thead th", "all => all.map(e => e.getBoundingClientRect().height)"
    )
    assert (cut, len({*heads})) == (0, 1)
    assert page.get_by_text("Aisha Rahman").first.is_visible()


def test_a_short_page_is_one_sheet_of_paper(browser: Browser, tmp_path: Path) -> None:
    shutil.copytree(SMALL, tmp_path / "root")
    shutil.copyfile(REPOSITORY / "mkdocs.yml", tmp_path / "root" / "mkdocs.yml")
    (tmp_path / "root" / "prospects" / "unread.yml").write_text("stage: [", encoding="utf-8")
    site = build_site(tmp_path / "root", today=TODAY).index.parent
    page, _ = look(browser)
    page.goto((site / "prospects" / "unread.html").as_uri())
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_page_is_wider_than_the_screen(
    browser: Browser, sample: Path, width: int, scheme: Literal["light", "dark"]
) -> None:
    page, visit = look(browser, width=width, scheme=scheme)
    people = sorted((sample / "prospects").glob("*.html"))[:6]
    others = [
        "index.html", "weeks/index.html", "weeks/2026-W48.html", "shelf/index.html",
        "scripts/index.html", "scripts/emails/twenty-minutes.html", "writing-scripts.html",
    ]  # fmt: skip
    for path in [*people, *(sample / other for other in others)]:
        page.goto(path.as_uri())
        wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{path.name} is {wide} pixels wider than {width}"
    assert visit.asked == []


@pytest.mark.parametrize("site", ["sample", "crowded"])
@pytest.mark.parametrize("width", [360, 390, 768])
def test_no_table_is_to_be_pushed_about(
    browser: Browser, site: str, width: int, request: pytest.FixtureRequest
) -> None:
    page, _ = look(browser, width=width)
    built: Path = request.getfixturevalue(site)
    people = sorted((built / "prospects").glob("*.html"))[:5]
    for path in (built / "prospects" / "index.html", built / "weeks" / "index.html", *people):
        page.goto(path.as_uri())
        over = page.eval_on_selector_all(
            ".pb-scroll", "all => all.map(e => e.scrollWidth - e.clientWidth)"
        )
        assert max(over, default=0) <= 0, path.name


def test_a_phone_shows_names_before_ways_to_narrow_them(browser: Browser, sample: Path) -> None:
    page, visit = look(browser, width=390)
    page.goto((sample / "prospects" / "index.html").as_uri())
    first = page.locator("#everybody tbody tr").first.bounding_box()
    assert first
    assert first["y"] < 400
    assert page.get_by_label("Name or firm").is_visible()
    assert not page.get_by_label("Stage").is_visible()
    page.get_by_role("button", name="More ways to narrow").press("Enter")
    assert page.get_by_label("Stage").is_visible()
    page.get_by_role("button", name="Fewer ways to narrow").click()
    assert not page.get_by_label("Stage").is_visible()
    page.goto((sample / "prospects" / "index.html").as_uri() + "?stage=lead")
    assert page.get_by_label("Stage").is_visible()
    assert visit.errors == []


def test_a_phone_lists_the_days_of_the_weeks_on_which_something_stands(
    browser: Browser, sample: Path
) -> None:
    page, _ = look(browser, width=390)
    page.goto((sample / "weeks" / "index.html").as_uri())
    said = page.locator("#now").inner_text()
    days = [said.index(day) for day in ("Mon 23 Nov", "Tue 24 Nov", "Wed 25 Nov", "Fri 27 Nov")]
    assert days == sorted(days)
    shown = page.locator(".pb-calendar td:visible").all()
    assert all(cell.locator("a").count() for cell in shown)


@pytest.mark.parametrize("width", [390, 719, 768, 1440])
def test_a_history_is_a_picture_where_there_is_room_and_else_a_list(
    browser: Browser, sample: Path, width: int
) -> None:
    page, _ = look(browser, width=width)
    page.goto((sample / "prospects" / "marcus-bell.html").as_uri())
    picture, marks = page.locator(".pb-t-picture"), page.locator(".pb-t-list")
    assert (picture.is_visible(), marks.is_visible()) == (width > 720, width < 720)
    if width < 720:
        said = marks.inner_text()
        assert "of them answered" in said
        assert said.index("4 November") < said.index("today") < said.index("planned")
    else:
        smallest = page.evaluate(
            "Math.min(...[...document.querySelectorAll('.pb-t-picture text')]"
            ".map(t => t.getBoundingClientRect().height))"
        )
        assert smallest > 10


@pytest.mark.parametrize("width", [390, 1440])
def test_a_voicemail_is_counted_down_a_breath_at_a_time(
    browser: Browser, sample: Path, width: int
) -> None:
    page, visit = look(browser, width=width)
    page.emulate_media(reduced_motion="reduce")  # a page that glides is measured on its way
    page.clock.install()
    page.goto(next((sample / "rehearse").glob("*.html")).as_uri())
    now = page.locator(".pb-breaths [aria-current]")
    printed = page.locator(".pb-breaths").inner_text()
    page.get_by_role("button", name="Count me down").press("Enter")
    page.clock.run_for(1000)
    assert (now.count(), page.get_by_role("status").inner_text()) == (0, "Breathe in.")
    seen = []
    for _ in range(8):
        page.clock.run_for(3000)
        seen.append(now.inner_text())
        box = now.bounding_box()
        assert box
        assert 0 < box["y"] < 900
    assert len({*seen}) > 5
    seconds = [text.split()[0] for text in seen]
    assert seconds == sorted({*seconds}, reverse=True)
    page.get_by_role("button", name="Stop").click()
    assert page.locator(".pb-breaths").inner_text() == printed
    page.get_by_role("button", name="Count me down").click()
    page.clock.run_for(60_000)
    assert (now.count(), page.locator(".pb-breaths").inner_text()) == (0, printed)
    assert page.get_by_role("button", name="Again").is_visible()
    assert (visit.asked, visit.errors) == ([], [])


def test_nothing_to_be_typed_runs_out_of_a_phone(browser: Browser, sample: Path) -> None:
    page, _ = look(browser, width=390)
    for path in ("writing-scripts.html", "scripts/emails/twenty-minutes.html"):
        page.goto((sample / path).as_uri())
        cut = page.eval_on_selector_all(
            "pre, pre > code", "all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length"
        )
        assert cut == 0, path


def test_a_page_of_ones_own_has_the_headings_of_all_others(browser: Browser, sample: Path) -> None:
    page, _ = look(browser)
    seen = []
    for path in ("writing-scripts.html", "shelf/index.html"):
        page.goto((sample / path).as_uri())
        style = "h => { const s = getComputedStyle(h); return [s.fontFamily, s.color, s.fontSize] }"
        seen.append(page.locator("h1").first.evaluate(style))
    assert seen[0] == seen[1]


def test_the_words_unfold_and_can_be_copied(browser: Browser, sample: Path) -> None:
    page, _ = look(browser)
    page.goto((sample / "index.html").as_uri())
    words = page.locator(".pb-line .pb-words").first
    assert not words.is_visible()
    page.locator(".pb-line .pb-fold > summary").first.click()
    assert words.is_visible()
    assert page.locator(".pb-line .pb-words button").first.is_visible()


def test_all_links_of_the_sample_lead_somewhere_from_the_disk(
    sample: Path, browser: Browser
) -> None:
    page, _ = look(browser)
    broken = []
    for path in [sample / "index.html", sample / "weeks" / "2026-W48.html"]:
        page.goto(path.as_uri())
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.href.split(/[?#]/)[0])")
        broken += [
            link
            for link in links
            if link.startswith("file:") and not Path(link.removeprefix("file://")).is_file()
        ]
    assert broken == []


# --- the table of everybody -------------------------------------------------------------------


def names(page: Page) -> list[str]:
    """Give the names that the table shows, from top to bottom."""
    shown: list[str] = page.eval_on_selector_all(
        "#everybody tbody tr", "all => all.filter(r => !r.hidden).map(r => r.dataset.name)"
    )
    return shown


def test_the_table_of_everybody_is_narrowed_and_sorted_by_keyboard(
    browser: Browser, sample: Path
) -> None:
    page, visit = look(browser)
    page.goto((sample / "prospects" / "index.html").as_uri())
    everybody = names(page)
    assert everybody == sorted(everybody)
    page.get_by_label("Stage").focus()
    page.keyboard.type("almost")
    assert 1 < len(names(page)) < len(everybody)
    said = f"{len(names(page))} of {len(everybody)}"
    assert page.locator(".pb-sieve output").inner_text() == said
    page.get_by_role("button", name="Who").focus()
    page.keyboard.press("Enter")
    assert names(page) == sorted(names(page), reverse=True)
    assert page.locator("th[data-sort=name]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Show everybody").press("Enter")
    page.wait_for_function("document.querySelectorAll('#everybody tr[hidden]').length === 0")
    assert (visit.asked, visit.errors) == ([], [])


def test_who_has_nothing_planned_comes_last_whichever_way_the_table_is_read(
    browser: Browser, sample: Path
) -> None:
    page, _ = look(browser)
    for sort in ("next", "-next"):
        page.goto((sample / "prospects" / "index.html").as_uri() + f"?sort={sort}")
        days = page.eval_on_selector_all(
            "#everybody tbody tr", "all => all.map(r => r.dataset.next)"
        )
        planned = [day for day in days if day]
        assert 1 < len(planned) < len(days)
        assert days[: len(planned)] == sorted(planned, reverse=sort.startswith("-"))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?name=REYES", {"dana reyes"}),
        ("?name=acme", {"dana reyes", "ben achebe"}),
        ("?next=none&stage=client", {"elif kaya"}),
        ("?next=slipped", {"kit lawson"}),
        ("?name=nobody", set()),
        ("?tag=manchester", {"hannah whitlock"}),
    ],
)
def test_the_address_says_how_the_table_is_narrowed(
    browser: Browser, sample: Path, query: str, expected: set[str]
) -> None:
    page, _ = look(browser)
    page.goto((sample / "prospects" / "index.html").as_uri() + query)
    assert set(names(page)) == expected


def test_without_scripts_the_table_stands_and_offers_nothing_that_would_not_work(
    browser: Browser, sample: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((sample / "prospects" / "index.html").as_uri())
    assert page.locator("#everybody tbody tr").count() > 10
    assert not page.locator(".pb-sieve").is_visible()
    assert page.locator(".pb-sort").count() == 0


def test_a_thousand_people_follow_every_key(browser: Browser, sample: Path) -> None:
    page, _ = look(browser)
    html = (sample / "prospects" / "index.html").read_text(encoding="utf-8")
    head, row, tail = _rows(html)
    many = "".join(row.replace('data-name="', f'data-name="n{n:04} ') for n in range(1000))
    large = sample / "prospects" / "large.html"
    large.write_text(head + many + tail, encoding="utf-8")
    page.goto(large.as_uri())
    field = page.get_by_label("Name or firm")
    field.fill("n0999")
    assert len(names(page)) == 1
    took = page.evaluate(
        """() => {
          const field = document.querySelector("[name=name]");
          const begun = performance.now();
          field.value = "n05";
          field.dispatchEvent(new Event("input", {bubbles: true}));
          document.querySelector("th[data-sort=name] button").click();
          document.body.offsetHeight;
          return performance.now() - begun;
        }"""
    )
    large.unlink()
    assert len(names(page)) == 100
    assert took < 1000  # a tenth of that on a quiet machine


def _rows(html: str) -> tuple[str, str, str]:
    """Take the page apart: all before the rows, the first row, all after the last."""
    head, _, rest = html.partition("<tbody>")
    rows, _, tail = rest.partition("</tbody>")
    return head + "<tbody>", rows.split("</tr>")[0] + "</tr>", "</tbody>" + tail


# --- for those who hear the page, or see it otherwise -----------------------------------------


PLAIN = "site_name: Plain\ntheme: {name: material, font: false}\nplugins: [search]\n"


@pytest.fixture(scope="module")
def plain_faults(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What axe finds in a page of Material's own, with nothing of ours on it."""
    root = tmp_path_factory.mktemp("plain")
    (root / "docs").mkdir()
    (root / "docs" / "index.md").write_text("# Hello\n\n## Part\n\nWords.\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(PLAIN, encoding="utf-8")
    build(load_config(str(root / "mkdocs.yml")))
    page, _ = look(browser)
    page.goto((root / "site" / "index.html").as_uri())
    return {fault["id"] for fault in faults(page)}


def faults(page: Page) -> list[dict[str, Any]]:
    """Give what axe calls serious or critical."""
    found = Axe().run(page).response["violations"]
    return [fault for fault in found if fault["impact"] in {"serious", "critical"}]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious_beyond_what_plain_material_has(
    browser: Browser, sample: Path, plain_faults: set[str], scheme: Literal["light", "dark"]
) -> None:
    page, _ = look(browser, scheme=scheme)
    wrong = {}
    for path in (
        "index.html", "weeks/index.html", "weeks/2026-W47.html", "weeks/2026-W48.html",
        "prospects/index.html", "prospects/dana-reyes.html", "scripts/index.html",
        "shelf/index.html", "stats/index.html", "tact/index.html", "weeks/2026-W48/sheet.html",
        "scripts/emails/twenty-minutes.html", "writing-scripts.html",
        next((sample / "rehearse").glob("*.html")).relative_to(sample).as_posix(),
    ):  # fmt: skip
        page.goto((sample / path).as_uri())
        page.wait_for_timeout(400)  # the theme fades its tabs in
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        found = [fault for fault in faults(page) if fault["id"] not in plain_faults]
        wrong |= {f"{path}: {f['id']}": f["nodes"][0]["html"][:200] for f in found}
    assert wrong == {}
