"""What stands at an address that leads nowhere: where to go instead."""

from __future__ import annotations

from generator.rendering.environment import environment


def render_lost() -> str:
    """Give the article of a missing page; its links begin at the root of the site."""
    return environment().get_template("lost.html.j2").render()
