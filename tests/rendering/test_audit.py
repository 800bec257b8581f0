"""The audit: what it finds in a site, however it is written, and what it leaves alone."""

from __future__ import annotations

import json
from dataclasses import replace
from html import escape
from urllib.parse import quote

import pytest

from generator.model.prospect import Prospect
from generator.model.shelf import Item
from generator.model.workspace import Workspace
from generator.rendering.audit import Finding, audit
from generator.rendering.pages import render_pages
from tests.rendering.made import PLAN, WORKSPACE

PRIVATE = "The board measures her on \"48 hours\"; she\nhates Zoë's plan. Don't <b>ever</b> say so."
THEME = '<html><script>__md_scope=new URL("/",location)</script><body>Not found</body></html>'


def workspace(*people: Prospect, **more: object) -> Workspace:
    return replace(WORKSPACE, prospects=people, **more)  # type: ignore[arg-type]


def person(slug: str = "dana-reyes", **more: object) -> Prospect:
    return Prospect.model_validate({"slug": slug, "name": "Dana Reyes", **more})


DANA = person(private=PRIVATE)


def found(html: str, *people: Prospect, path: str = "x.html", **files: str) -> list[Finding]:
    return list(audit({path: html, "404.html": THEME, **files}, workspace(*people or (DANA,))))


def page(inside: str) -> str:
    return f'<html><script>__md_scope=new URL("..",location)</script><body>{inside}</body></html>'


# --- private text -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("x.html", page(f"<p>{escape(PRIVATE)}</p>")),
        ("x.html", page("<p>the board measures\n  <em>her</em> on &#52;8 hours</p>")),
        ("x.html", page(f'<a title="{escape(PRIVATE)}">x</a>')),
        ("x.html", page(f'<a href="mailto:d@x.example?body={quote(PRIVATE)}">x</a>')),
        ("x.html", page("<!-- she hates Zoë's plan -->")),
        ("search/search_index.json", json.dumps({"docs": [{"text": escape(PRIVATE)}]})),
        ("search/search_index.js", "var __index = " + json.dumps({"t": PRIVATE})),
        ("calendar.ics", 'DESCRIPTION:The board measures her on \\"48 ho\r\n urs\\"\\; she\r\n'),
        ("notes.md", "SHE HATES ZOË'S PLAN"),
    ],
)
def test_private_text_is_found_however_it_is_written(path: str, text: str) -> None:
    (finding,) = found(text, path=path)
    assert (finding.path, finding.kind) == (path, "private")
    assert finding.says == "text that is private in prospects/dana-reyes.yml stands here"


def test_the_finding_does_not_tell_the_secret() -> None:
    (finding,) = found(page(PRIVATE))
    assert "board" not in str(finding)


def test_one_private_word_is_looked_for_as_a_word() -> None:
    short = person(private="bankrupt")
    assert found(page("They are bankrupt."), short)
    assert not found(page("a bankruptcy lawyer"), short)


def test_what_is_public_too_is_no_secret() -> None:
    same = person(
        private="Likes sailing in fair weather.", interests=("likes sailing in fair weather",)
    )
    assert found(page("likes sailing in fair weather"), same) == []


def test_every_owner_is_named() -> None:
    other = person("tom", private=PRIVATE)
    assert [f.says for f in found(page(PRIVATE), DANA, other)] == [
        "text that is private in prospects/dana-reyes.yml stands here",
        "text that is private in prospects/tom.yml stands here",
    ]


# --- requests elsewhere -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("inside", "says"),
    [
        ('<img src="https://pixel.example/x.png">', "<img src> asks pixel.example"),
        ('<img srcset="//pixel.example/x.png 2x">', "asks pixel.example"),
        ('<script src="https://cdn.example/a.js"></script>', "asks cdn.example"),
        ('<link rel="stylesheet" href="https://fonts.example/css?x">', "asks fonts.example"),
        ('<link rel="preconnect" href="https://fonts.example">', "asks fonts.example"),
        ('<iframe src=" https://f.example/"></iframe>', "asks f.example"),
        ('<form action="https://f.example/"></form>', "asks f.example"),
        ('<svg><use href="https://f.example/i.svg#x"></use></svg>', "asks f.example"),
        ('<p style="background:url(https://f.example/x)">', "a style asks f.example"),
        ("<style>@import 'https://f.example/x.css';</style>", "a style asks f.example"),
        ('<pre class="mermaid">graph</pre>', "mermaid"),
        ('<div data-md-component="source">', "repo_url"),
        ('<meta http-equiv="refresh" content="0;url=https://f.example">', "refresh"),
    ],
)
def test_a_request_elsewhere_is_found(inside: str, says: str) -> None:
    (finding,) = found(page(inside))
    assert finding.kind == "request"
    assert says in finding.says


@pytest.mark.parametrize(
    "inside",
    [
        '<a href="https://example.com/article" rel="noopener">an article</a>',
        '<a href="mailto:d@x.example">write</a><a href="tel:+44">ring</a>',
        '<link rel="canonical" href="https://own.example/x.html">',
        '<img src="../assets/x.png"><script src="../assets/people.js"></script>',
        '<img src="data:image/png;base64,AAAA">',
        '<script type="application/json">{"a": "https://x.example"}</script>',
        "<p>fetch('https://x.example') and onclick=run</p>",
    ],
)
def test_a_link_to_follow_and_what_is_ones_own_is_left_alone(inside: str) -> None:
    assert found(page(inside)) == []


def test_styles_and_scripts_that_ask_elsewhere_are_found_but_for_the_themes_own() -> None:
    css = "body{}\n@font-face{src:url('https://f.example/x.woff')}"
    js = "fetch('https://t.example/count')"
    files = {"assets/a.css": css, "assets/a.js": js, "assets/javascripts/bundle.js": js}
    assert [(f.path, f.line) for f in audit({**files, "404.html": THEME}, workspace(DANA))] == [
        ("assets/a.css", 2),
        ("assets/a.js", 1),
    ]


# --- scripts ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        '<svg onload="x">',
        '<a href="javascript:alert(1)">x</a>',
        '<a href=" java\nscript:alert(1)">x</a>',
        '<iframe srcdoc="<p>x"></iframe>',
        '<object data="data:text/html,x"></object>',
    ],
)
def test_what_would_run_is_found(inside: str) -> None:
    findings = found(page(inside))
    assert [f.kind for f in findings] == ["script"]


def test_a_name_that_stands_as_markup_is_found_and_one_that_is_escaped_is_not() -> None:
    odd = person(name="Dana <b>Reyes</b>")
    (finding,) = found(page("<h1>Dana <b>Reyes</b></h1>"), odd)
    assert finding.kind == "script"
    assert finding.line == 1
    assert found(page("<h1>Dana &lt;b&gt;Reyes&lt;/b&gt;</h1>"), odd) == []


def test_markup_in_a_title_of_the_shelf_is_found() -> None:
    shelf = (Item(id="x", kind="article", title="<i>x</i>"),)
    files = {"a.html": page("<li><i>x</i></li>"), "404.html": THEME}
    assert [f.kind for f in audit(files, workspace(DANA, shelf=shelf))] == ["script"]


def test_without_the_themes_page_its_scripts_are_those_that_most_pages_share() -> None:
    files = {f"{n}.html": page(str(n)) for n in range(5)}
    assert audit(files, workspace(DANA)) == ()
    files["6.html"] = page("<script>alert(1)</script>")
    assert [f.path for f in audit(files, workspace(DANA))] == ["6.html"]


# --- our own ----------------------------------------------------------------------------------


def test_nothing_is_found_in_our_own_pages_and_a_leak_in_one_would_be() -> None:
    files = {p.path: p.html for p in render_pages(WORKSPACE, PLAN)}
    assert audit(files, WORKSPACE) == ()
    files["prospects/dana-reyes.html"] += str(WORKSPACE.prospects[0].private)
    assert [f.path for f in audit(files, WORKSPACE)] == ["prospects/dana-reyes.html"]
