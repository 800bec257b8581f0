"""Make a playbook root with as many invented people as a measurement asks for.

They are the forty stories of `tests/workspaces/make_year.py` told again and again under other
names, with a seed, so that two runs measure the same files.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml

from tests.workspaces import make_year as year

TODAY = year.TODAY
# One in so many people is contacted on a working day: a rhythm of about a month.
PEOPLE_PER_DAY = 20
FIRST_NAMES = """
    Ada Bo Cleo Dov Elsa Finn Gia Hal Ida Jon Kai Liv Mia Noa Ola Pia Quin Rex Sol Tor Uma Vic Wil
    Xia Yan Zoe Abe Bea Cal Dee Eli Fay Gus Hope Ivo Joy Ken Lou Max Nan"""
LAST_NAMES = """
    Ash Bell Crane Dale Elm Frost Glen Heath Ivy Jay Kerr Lane Marsh North Oak Pike Quill Reed Shaw
    Thorn Usher Vane Wick Yates Zeal"""
FIRST, LAST = FIRST_NAMES.split(), LAST_NAMES.split()
# Ofcom's numbers for drama: a thousand in each of these places.
DRAMA = (
    "0113 496 0", "0114 496 0", "0115 496 0", "0116 496 0", "0117 496 0", "0118 496 0",
    "0121 496 0", "0131 496 0", "0141 496 0", "0151 496 0", "0161 496 0", "0191 498 0",
    "020 7946 0", "07700 900", "01632 960",
)  # fmt: skip


def telephone(number: int) -> str:
    """Give one number of the drama ranges; no two are the same below fifteen thousand."""
    return f"{DRAMA[number // 1000 % len(DRAMA)]}{number % 1000:03d}"


def tell_people(count: int) -> Iterator[tuple[str, dict[str, Any]]]:
    """Give each person's slug and the content of the file."""
    chance = random.Random(count)  # noqa: S311 — a sample, no secret
    rows = year.parse_people()
    for number in range(count):
        name = f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST) % len(LAST)]}"
        person = replace(rows[number % len(rows)], name=name, company=f"{name} {number} Works")
        facts = year.tell(person, number, chance)
        if "phone" in facts:
            facts["phone"] = telephone(number)
        for touch in facts.get("touches", ()):
            touch.pop("item", None)  # the year's shelf is not the sample's
        facts["notes"] = "Met through a friend. " * chance.randint(1, 12)
        yield f"{person.slug}-{number}", facts


def widen_day(policy: Path, count: int) -> None:
    """Let a day hold what so many people need: a full calendar is not what is measured."""
    values = yaml.load(policy.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 — our own file, text only
    capacity = values.setdefault("capacity", {})
    for channel in capacity:
        capacity[channel] = max(int(capacity[channel]), count // PEOPLE_PER_DAY)
    policy.write_text(yaml.safe_dump(values, sort_keys=False), encoding="utf-8")


def write_playbook(root: Path, sample: Path, count: int) -> None:
    """Write a root: the sample's library and site settings, and `count` people of our own."""
    shutil.copytree(sample / "playbook", root / "playbook")
    shutil.copy(sample / "mkdocs.yml", root / "mkdocs.yml")
    widen_day(root / "playbook" / "playbook.yml", count)
    folder = root / "prospects"
    folder.mkdir()
    for slug, facts in tell_people(count):
        text = yaml.dump(facts, Dumper=year.Plainly, sort_keys=False, allow_unicode=True)
        (folder / f"{slug}.yml").write_text(text, encoding="utf-8")
