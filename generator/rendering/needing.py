"""What a script cannot do without: the slots that it needs or prints in any case."""

from __future__ import annotations

from functools import lru_cache

from jinja2 import nodes

from generator.model.script import Script
from generator.model.shelf import Item
from generator.rendering.grammar import parse_words, slot_of

ITEM = frozenset({"item", "event"})
"""How words call the thing that goes with them."""
_SHARED = frozenset({"about"})
"""What is no fact of a thing alone: it is worked out from whoever gets it."""


def required_slots(script: Script) -> frozenset[str]:
    """Give the slots without which a script is not whole: its needs, and what it always prints."""
    return frozenset(script.needs) | _printed(script.body)


def unsaid(script: Script, item: Item) -> tuple[str, ...]:
    """Name what a script says of a thing and the shelf does not: `note`, `url`."""
    keys = {key for thing, _, key in map(_split, required_slots(script)) if thing in ITEM and key}
    return tuple(sorted(key for key in keys - _SHARED if getattr(item, key) in _EMPTY))


_EMPTY = (None, "", ())


def _split(slot: str) -> tuple[str, str, str]:
    return slot.partition(".")


@lru_cache(maxsize=2048)
def _printed(body: str) -> frozenset[str]:
    """Give the slots that words always print: outside every `{% if %}` and `{% for %}`."""
    parts = [
        part
        for node in parse_words(body).body
        if isinstance(node, nodes.Output)
        for part in node.nodes
        if not isinstance(part, nodes.TemplateData)
    ]
    return frozenset(slot_of(part) for part in parts if not _has_other_words(part))


def _has_other_words(node: nodes.Node) -> bool:
    """Whether something stands in where a slot is empty: `or`, or the filter `default`."""
    while isinstance(node, nodes.Filter) and node.node is not None:
        if node.name == "default":
            return True
        node = node.node
    return isinstance(node, nodes.Or)
