"""The pages of the scripts: told apart by when they work, and filled in for somebody."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from html import unescape

import pytest

from generator import pipeline
from generator.rendering.library import remarks_of
from generator.rendering.markdown import mark_code
from generator.rendering.words import GAP
from tests.rendering.written import TODAY, head, written

WORKSPACE = written({"emails/x": head("Hello.")})
WORDS = """\
{# Works when: you have read it. Twice, and with a pencil.
   Not when: `item.note` is all you know.
   Make it yours: say <b>which</b> page. #}
Hello {{ prospect.first_name }}, {% if prospect.company %}at {{ prospect.company }}{% endif %}."""
QUOTE = "Hello {{ prospect.first_name }}. You said: {{ last.said }}"
DANA = (
    "name: Dana Reyes\ncompany: Acme\nemail: d@acme.example\nstage: %s\ntouches:\n"
    "  - {date: 2026-11-20, channel: %s, outcome: %s, said: It moves.}\n"
)
UNSAID = GAP.format("what Dana said")


def index(pages: frozenset[str]) -> str:
    workspace = replace(WORKSPACE, pages=pages)
    made = pipeline.pages(workspace, pipeline.plan(workspace, TODAY, 1))
    return next(page.html for page in made if page.path == "scripts/index.html")


def page_of(
    words: str, people: Mapping[str, str], path: str = "scripts/emails/x.html", **keys: object
) -> str:
    workspace = written({"emails/x": head(words, **keys)}, people)
    made = pipeline.pages(workspace, pipeline.plan(workspace, TODAY, 1))
    return next(page.html for page in made if page.path == path)


def example_in(html: str) -> tuple[str, str]:
    """Give whom the words are filled in for, in the page's own words, and the words."""
    found = re.search(
        r'<article class="pb-example".*?<p class="pb-label">(.*?)</p>.*?<code>(.*?)</code>',
        html,
        re.DOTALL,
    )
    return (re.sub("<.*?>", "", found[1]), unescape(found[2])) if found else ("", "")


def test_it_leads_to_the_guide_where_the_playbook_has_one() -> None:
    link = '<a href="../writing-scripts.html">How to write your own</a>'
    assert link in index(frozenset({"writing-scripts.md"}))
    assert link not in index(frozenset())
    assert "playbook new script KIND NAME" in index(frozenset())


# --- the remarks ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("about", "remarks"),
    [
        ("Works when: a. Not when: b. Make it yours: c.",
         (("Works when", "a."), ("Not when", "b."), ("Make it yours", "c."))),
        ("For Fridays. Not when: it rains.", (("", "For Fridays."), ("Not when", "it rains."))),
        ("It works when you are there.", (("", "It works when you are there."),)),
        ("Works when: ", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_the_first_comment_is_taken_apart(about: str, remarks: tuple[tuple[str, str], ...]) -> None:
    assert remarks_of(about) == remarks


def test_a_remark_shows_code_and_runs_nothing() -> None:
    said = "<code>`</code> `a<b>` `"
    assert mark_code(said) == "&lt;code&gt;<code>&lt;/code&gt; </code>a&lt;b&gt;<code> </code>"


def test_the_page_says_the_three_apart() -> None:
    html = page_of(WORDS, {})
    assert "<dt>Works when</dt>\n<dd>You have read it. Twice, and with a pencil.</dd>" in html
    assert "<dt>Not when</dt>\n<dd><code>item.note</code> is all you know.</dd>" in html
    assert "<dd>Say &lt;b&gt;which&lt;/b&gt; page.</dd>" in html


def test_the_index_tells_scripts_apart_by_the_first_sentence() -> None:
    html = page_of(WORDS, {}, "scripts/index.html")
    assert "<p>Works when you have read it.</p>" in html
    assert "Works when" not in page_of("Hello.", {}, "scripts/index.html")


# --- filled in --------------------------------------------------------------------------------


def test_words_are_filled_in_for_somebody_who_may_get_them() -> None:
    people = {
        "ada": DANA.replace("Dana", "Ada") % ("won", "call", "connected"),
        "dana": DANA % ("almost", "call", "connected"),
    }
    label, words = example_in(page_of(WORDS, people, stages="[almost]"))
    assert (label[:20], words) == ("As Dana Reyes would ", "Hello Dana, at Acme.")


def test_without_anybody_the_page_says_so() -> None:
    html = page_of(WORDS, {})
    assert example_in(html) == ("", "")
    assert "there is nobody to fill them in for" in html


def test_whom_no_letter_reaches_yet_serves_where_nobody_else_does() -> None:
    ada = (DANA % ("almost", "call", "connected")).replace("Dana", "Ada").replace("email", "#")
    dana = DANA % ("almost", "call", "connected")
    label, _ = example_in(page_of(WORDS, {"ada": ada}))
    assert label == "As Ada Reyes would read them, if you had their e-mail address"
    assert example_in(page_of(WORDS, {"ada": ada, "dana": dana}))[1].startswith("Hello Dana")


def test_who_asked_not_to_be_written_to_is_no_example() -> None:
    dana = (DANA % ("almost", "call", "connected")) + "opt_out: email\n"
    assert example_in(page_of(WORDS, {"dana": dana})) == ("", "")


def test_another_sentence_never_stands_where_their_news_would() -> None:
    """Words that wait for something to be said quote nothing else in its place."""
    dana = DANA % ("almost", "meeting", "held")
    _, words = example_in(page_of(QUOTE, {"dana": dana}, purpose="thanks"))
    assert words == f"Hello Dana. You said: {UNSAID}"
    meeting = "{% if meeting.said %}You said: {{ meeting.said }}{% endif %}{{ last.said }}"
    _, words = example_in(page_of(meeting, {"dana": dana}, purpose="thanks"))
    assert words == f"You said: It moves.{UNSAID}"


def test_words_for_a_firm_are_filled_in_for_one() -> None:
    dana = DANA % ("lead", "call", "connected")
    html = page_of("Hello, {{ prospect.company }}?", {"dana": dana}, to="firm", stages="[lead]")
    assert example_in(html)[0].startswith("As Acme would")
