"""Whom a person means by what they type."""

from __future__ import annotations

from dataclasses import replace

import click
import pytest

from generator.commands._likeness import Likeness, likeness
from generator.commands._people import Known, find_people, resolve
from generator.model.channel import CHANNELS
from generator.model.prospect import Prospect
from generator.model.workspace import Unreadable, Workspace

PEOPLE = (
    Known("dana-reyes", ("Dana Reyes", "Acme Logistics")),
    Known("dan-brook", ("Dan Brook", "Brookside")),
    Known("jose-nunez", ("José Núñez", "Keel Shipping")),
    Known("tom-okafor", ("Tom Okafor", "Brightwater")),
)


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("dana-reyes", ["dana-reyes"]),
        ("DANA-REYES", ["dana-reyes"]),
        ("tom", ["tom-okafor"]),
        ("dana r", ["dana-reyes"]),
        ("dan", ["dana-reyes", "dan-brook"]),
        ("okafor", ["tom-okafor"]),
        ("Okafro", ["tom-okafor"]),
        ("brightwater", ["tom-okafor"]),
        ("Nunez", ["jose-nunez"]),
        ("xyzzy", []),
        ("", []),
    ],
)
def test_a_slug_its_beginning_or_a_name_finds_them(text: str, slugs: list[str]) -> None:
    assert [known.slug for known in find_people(text, PEOPLE)] == slugs


def workspace() -> Workspace:
    people = tuple(Prospect(slug=slug, name=slug.title()) for slug in ("dan-a", "dan-b", "zoe"))
    return Workspace(None, CHANNELS, people, unreadable=(Unreadable("faulty", "x.yml", ()),))


def test_somebody_whose_file_has_a_fault_can_still_be_named() -> None:
    assert resolve("faul", workspace()) == "faulty"


def test_a_stray_file_beside_theirs_is_nobody_else() -> None:
    stray = Unreadable("zoe", "prospects/zoe.yaml", ())
    assert resolve("zoe", replace(workspace(), unreadable=(stray, stray))) == "zoe"


def test_several_are_listed_and_nothing_is_done() -> None:
    with pytest.raises(click.UsageError) as refused:
        resolve("dan", workspace())
    assert refused.value.exit_code == 2
    assert str(refused.value) == "'dan' may be several people:\n  dan-a (Dan-A)\n  dan-b (Dan-B)"


def test_nobody_is_said_so() -> None:
    with pytest.raises(click.UsageError, match="nobody here is called 'xyzzy'"):
        resolve("xyzzy", workspace())


@pytest.mark.parametrize(
    ("text", "like"),
    [
        ("Dana Reyes", Likeness.SAME),
        ("reyes", Likeness.SAME),
        ("reyes, dana", Likeness.SAME),
        ("Danna Reyes", Likeness.ALIKE),
        ("dana reys", Likeness.ALIKE),
        ("Dnaa Reyes", Likeness.ALIKE),
        ("D. Reyes", Likeness.ALIKE),
        ("Dana Reyse", Likeness.ALIKE),
        ("Acme Logistisc", Likeness.ALIKE),
        ("logis", Likeness.ALIKE),
        ("Dan Reyes", Likeness.OTHER),
        ("Danny Reyes", Likeness.OTHER),
        ("Dina Reyes", Likeness.OTHER),
        ("Diana Reyes", Likeness.OTHER),
        ("Dana Smith", Likeness.OTHER),
        ("Danna", Likeness.OTHER),
        ("reys", Likeness.OTHER),
        ("Dan Reed", Likeness.OTHER),
        ("?", Likeness.OTHER),
    ],
)
def test_a_slip_of_the_finger_is_no_other_person(text: str, like: Likeness) -> None:
    assert likeness(text, PEOPLE[0]) == like


def test_one_letter_for_another_makes_another_family() -> None:
    assert likeness("Dan Reid", Known("dan-reed", ("Dan Reed",))) == Likeness.OTHER
    assert likeness("Dan Rede", Known("dan-reed", ("Dan Reed",))) == Likeness.OTHER
