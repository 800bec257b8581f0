"""What a script leaves to the hand: counted, set off and told, like whatever else is missing."""

from __future__ import annotations

import pytest

from generator import pipeline
from generator.model.page import Page
from generator.model.workspace import Workspace
from generator.rendering.agenda import Agenda
from generator.rendering.pages import render_pages
from generator.rendering.sheet import render_sheet_of
from generator.rendering.words import Words
from tests.rendering.written import TODAY, head, written

ASKED = """\
name: Dana Reyes
email: dana@acme.example
touches:
  - {{date: 2026-11-20, channel: email, direction: in, outcome: replied, said: '{said}'}}
"""
ANSWER = "Hello. You asked: {{ last.said }}\n\nShort: [yes or no]\n\nLong: [two sentences, <b>]"
PEN = "- {id: pen, kind: article, title: '[Draft] report', note: '[sic] all of it'}\n"


def asking(words: str, said: str = "Does it float?", **keys: object) -> Workspace:
    text = ASKED.format(said=said)
    keys = {"purpose": "answer", **keys}
    return written({"x/x": head(words, title="An answer", **keys)}, {"dana": text}, PEN)


def filled(words: str, said: str = "Does it float?", **keys: object) -> Words:
    workspace = asking(words, said, **keys)
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    found = agenda.fill(workspace.scripts[0], workspace.prospects[0])
    assert found
    return found


@pytest.mark.parametrize(
    ("words", "blanks"),
    [
        (ANSWER, ("[yes or no]", "[two sentences, <b>]")),
        ("Subject: [what it is about]\n\nHello.", ("[what it is about]",)),
        ("[what {{ prospect.first_name }} asked]", ("[what Dana asked]",)),
        ("[a line\nor two] and [a line\nor two]", ("[a line\nor two]", "[a line\nor two]")),
        ("{{ prospect.company or '[their firm]' }}", ("[their firm]",)),
        ("{{ prospect.company | default('[their firm]') }}", ("[their firm]",)),
        ("{% if prospect.company %}[their firm]{% endif %}", ()),
        ("See [our garden](https://garden.example).", ()),
        ("- [ ] one\n- [x] two [1] \u201cand [\u2026] so on\u201d", ()),
        ("One [ that is never closed.\n\nAnd ] another.", ()),
        ("{# [a remark] #}Hello.", ()),
    ],
)
def test_what_stands_in_the_scripts_own_brackets_is_counted(
    words: str, blanks: tuple[str, ...]
) -> None:
    assert filled(words).blanks == blanks


@pytest.mark.parametrize("said", ["[Draft] report", "see [the plan] and [that]", "[the answer"])
def test_brackets_that_somebody_else_wrote_are_not(said: str) -> None:
    words = "{{ last.said }}] {{ item.title }}: {{ item.note }} [the answer]"
    assert filled(words, said, gives="article").blanks == ("[the answer]",)


def test_what_is_left_to_the_hand_is_not_missing() -> None:
    """The plan knows slots: what it says of them to other programs keeps its meaning."""
    workspace = asking(ANSWER)
    (action,) = pipeline.plan(workspace, TODAY, 1).actions
    assert action.missing == ()
    assert filled(ANSWER).missing == ()


def test_a_card_counts_it_and_sets_it_off() -> None:
    home = home_of(asking(ANSWER))
    assert "<summary>Words and why, 2 to fill in</summary>" in home
    assert "Short: <mark>[yes or no]</mark>" in home
    assert "Long: <mark>[two sentences, &lt;b&gt;]</mark>" in home
    assert "First: fill in what stands in square brackets, in 2 places." in home
    assert ">Open in your mail program, then fill it in</a>" in home


def test_it_is_counted_together_with_what_is_not_known() -> None:
    home = home_of(asking(f"{ANSWER} {{{{ prospect.company }}}}"))
    assert "<summary>Words and why, 3 to fill in</summary>" in home
    assert ">Open in your mail program</a>" in home


def test_whole_words_are_only_words() -> None:
    home = home_of(asking("Hello. You asked: {{ last.said }}", said="What [is] it?"))
    assert "<summary>Words and why</summary>" in home
    assert "<mark>" not in home


def test_the_page_of_a_script_sets_it_off_too() -> None:
    pages = {page.path: page.html for page in _pages(asking(ANSWER))}
    assert "<mark>[yes or no]</mark>" in pages["scripts/x/x.html"]
    assert "what only you can write on the day" in pages["scripts/x/x.html"]


def test_the_sheet_leaves_it_visible() -> None:
    workspace = asking(ANSWER)
    agenda = Agenda(workspace, pipeline.plan(workspace, TODAY, 1))
    assert "[yes or no]" in render_sheet_of(agenda, agenda.plan.actions[0].week)


def home_of(workspace: Workspace) -> str:
    return next(page.html for page in _pages(workspace) if page.path == "index.html")


def _pages(workspace: Workspace) -> tuple[Page, ...]:
    return tuple(render_pages(workspace, pipeline.plan(workspace, TODAY, 1)))
