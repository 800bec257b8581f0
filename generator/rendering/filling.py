"""TEMPORARY until words.py lands."""

from __future__ import annotations
from dataclasses import dataclass
from generator.model.plan import Action
import re


@dataclass(frozen=True)
class Words:
    text: str
    subject: str = ""
    paragraphs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def words_for(desk, action: Action) -> Words | None:
    s = desk.script_of(action)
    if not s:
        return None
    p = desk.prospects[action.prospect]
    t = s.body.replace("{{ prospect.first_name }}", p.given_name or "").replace(
        "{{ me.first_name }}", desk.rules.me.first_name
    )
    item = desk.item_of(action)
    if item:
        t = t.replace("{{ item.title }}", item.title)
    return Words(t.strip(), "", (), tuple(re.findall(r"{{ (.*?) }}", t)))
