"""Slugs: the names of files, where they stand in addresses."""

from __future__ import annotations

import re

TAKEN = "index"
"""The list of all prospects has this address."""
_SLUG = re.compile(r"[a-z0-9][a-z0-9-]*")


def is_slug(name: str) -> bool:
    """Whether a name is made of a-z, 0-9 and - only."""
    return bool(_SLUG.fullmatch(name))


def has_page(slug: str) -> bool:
    """Whether a prospect with this slug has a page of their own, whatever is in their file."""
    return is_slug(slug) and slug != TAKEN
