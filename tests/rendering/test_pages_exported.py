"""Pages as Markdown files, for any engine."""

from __future__ import annotations

from html import unescape

import markdown
import pytest

from generator.model.page import Page
from generator.rendering.exported import as_entities, render_block, render_export
from generator.rendering.pages import render_pages
from tests.rendering.made import PLAN, WORKSPACE

PAGES = [page for page in render_pages(WORKSPACE, PLAN) if not page.raw]


def test_a_title_keeps_its_letters_and_loses_its_powers() -> None:
    title = 'José "<b>" {{ x }} `y` [z](javascript:1) O\'Hara'
    written = as_entities(title)
    assert unescape(written) == title
    assert not set(written) & set("<>\"'`{}[]()!*_:\\")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_markdown_leaves_the_block_as_it_is(page: Page) -> None:
    block = render_block(page)
    assert markdown.markdown(block, extensions=["md_in_html", "attr_list"]).strip() == block.strip()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_no_blank_line_backtick_or_brace_is_left_in_it(page: Page) -> None:
    block = render_block(page).rstrip("\n")
    assert "\n\n" not in block
    assert not set(block) & set("`{}")


def test_words_keep_their_lines() -> None:
    page = Page(
        "x.html", "X", "<div>\n<pre><code>Dear Ada,\n\n  two\n</code></pre>\n\n<p>y</p></div>"
    )
    assert "<pre><code>Dear Ada,&#10;&#10;  two&#10;</code></pre>" in render_block(page)
    assert unescape(render_block(page)).count("Dear Ada,\n\n  two\n") == 1


def test_the_file_begins_with_its_title() -> None:
    text = render_export(Page("x.html", "A & B", "<p>x</p>", search=False))
    assert text.startswith(
        '---\ntitle: "A &#38; B"\nhide: [navigation]\nsearch:\n  exclude: true\n---\n'
    )


def test_the_user_s_own_words_come_first() -> None:
    text = render_export(
        Page("index.html", "Today", "<p>ours</p>"), "---\ntitle: Mine\n---\n\nWords.\n"
    )
    assert text == "---\ntitle: Mine\n---\n\nWords.\n\n<p>ours</p>\n"
