"""What a person wrote as Markdown, as clean HTML."""

from __future__ import annotations

import re
import time

import pytest

import generator.rendering.markdown as writing
from generator.rendering.markdown import plain_paragraphs, render_markdown


def test_plain_structure_is_kept() -> None:
    html = render_markdown("Thinks in *pallets*.\n\n- one\n- two\n\n> said\n")
    assert "<em>pallets</em>" in html
    assert "<li>one</li>" in html
    assert "<blockquote>" in html


@pytest.mark.parametrize(
    "text",
    [
        "Third generation; her father signs.\nOne in four - at least.\n\nShe knows (by heart).\n",
        "1. one\n2. two",
        "- one\n- two",
        "two spaces  \nthen more",
        "Title\n-----",
        "snake_case_name and _em_",
        "    code",
        "AT&amp;T",
        "a | b\n-|-\n1 | 2",
        "\n\n\nlate\n\n\n\nend\n",
        "",
    ],
)
def test_prose_goes_the_short_way_to_the_same_html(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    short = render_markdown(text)
    monkeypatch.setattr(writing, "_MARKED", re.compile(""))
    assert short == render_markdown(text)


def test_a_heading_of_theirs_stays_below_the_page_s_own() -> None:
    assert "<h4>Big</h4>" in render_markdown("# Big")
    assert "<h1" not in render_markdown("Big\n===\n\n<h1 id=top>x</h1>")


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](data:text/html,<script>alert(1)</script>)",
        "[x]: javascript:alert(1)\n\n[x]",
        "<a href='vbscript:x' onclick='y'>z</a>",
        "<svg/onload=alert(1)>",
        "<iframe srcdoc='<script>1</script>'></iframe>",
        "<style>*{display:none}</style>",
        "<p style='position:fixed'>x</p>",
        "x {: onclick='alert(1)' }",
        "<form action=https://evil.example><input></form>",
        "<!-- <script>x</script>",
        "![x](https://elsewhere.example/pixel.png)",
    ],
)
def test_nothing_in_it_can_run_or_ask_elsewhere(text: str) -> None:
    html = render_markdown(text).lower()
    for bad in ("<script", "<img", "<iframe", "<style", "<svg", "<form", "<input", "style="):
        assert bad not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert 'href="vbscript' not in html
    assert " onclick" not in html.replace("{: onclick", "")


def test_links_of_four_kinds_are_kept_and_tell_nobody_where_they_were() -> None:
    html = render_markdown(
        "[a](https://example.com) [b](mailto:a@b.example) [c](tel:+442079460123)"
    )
    assert html.count("<a ") == 3
    assert html.count("noreferrer") == 3


def test_a_template_is_text() -> None:
    assert "{{ 7*7 }}" in render_markdown("{{ 7*7 }}")


@pytest.mark.parametrize(
    "text",
    [
        "[" * 3000,
        "\n".join(f"{'    ' * n}- x" for n in range(300)),
        "> " * 500 + "x",
        "*" * 5000 + "x",
        "`" * 5000,
        "<" * 5000,
        "x" * 300_000,
        "[a](" * 500,
        "* " * 4000,
        "| a " * 3000 + "\n" + "|---" * 3000,
        "&" * 20_000,
        "<div>" * 2000 + "x",
    ],
    ids=lambda text: text[:6],
)
def test_no_text_takes_long_or_fails(text: str) -> None:
    begun = time.process_time()
    html = render_markdown(text)
    assert time.process_time() - begun < 1.5
    assert html


def test_an_unclosed_fence_swallows_nothing_behind_it() -> None:
    assert render_markdown("```\nx\n\ny").count("<pre>") in {0, 1}
    assert "</section>" not in render_markdown("</section></div>```")


def test_paragraphs_are_shown_letter_by_letter() -> None:
    assert plain_paragraphs("a *b*\nc\n\n<d>") == "<p>a *b*<br>c</p>\n<p>&lt;d&gt;</p>"
