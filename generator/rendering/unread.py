"""The page of somebody whose file could not be read: what is wrong with it, and where."""

from __future__ import annotations

from generator.model.page import Page
from generator.model.slug import has_page
from generator.model.workspace import Unreadable
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.prospect_page import edit_link


def unread_pages(desk: Desk) -> dict[str, Unreadable]:
    """Give who has such a page, by slug; a file named `index` or `Jo Smith` never had one."""
    return {
        broken.slug: broken
        for broken in reversed(desk.workspace.unreadable)
        if has_page(broken.slug) and broken.slug not in desk.prospects
    }


def render_unread(desk: Desk, broken: Unreadable) -> Page:
    """Make the page that stands in the prospect's place until the file is mended."""
    return render_page(
        "unread.html.j2",
        f"prospects/{broken.slug}.html",
        broken.slug,
        broken=broken,
        edit=edit_link(desk, broken.path),
    )
