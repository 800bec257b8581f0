"""Parts of a country by which nobody's holidays are found: `check` warns, and planning goes on."""

from __future__ import annotations

from datetime import date

import pytest

from generator import pipeline
from generator.model.channel import CHANNELS
from generator.model.policy import Me, Policy
from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from generator.planning.places import my_holidays, unknown_subdivisions

TODAY = date(2026, 11, 23)
PLACE = {("prospects/jo.yml", "subdivision"): (3, 14)}


def warned(country: str | None, part: str | None, me: Me | None = None) -> list[str]:
    """Give the warnings for Jo, who is in this part of this country."""
    jo = Prospect(slug="jo", name="Jo", country=country, subdivision=part)
    policy = Policy(me=me or Me(name="Ludo"))
    workspace = Workspace(policy, dict(CHANNELS), (jo,), places=PLACE)
    return [f"{found} {found.hint}" for found in unknown_subdivisions(workspace, TODAY)]


def test_a_part_of_another_country_is_warned_of_where_it_stands() -> None:
    (found,) = warned("DE", "LON")
    assert found == (
        "prospects/jo.yml:3:14: subdivision: no holidays are known for 'LON' in DE, only those"
        " of the whole country One of: BB, BE, BW, BY, HB, HE, HH, MV, NI, NW, RP, SH, SL, SN, ST,"
        " TH, Augsburg."
    )


def test_the_nearest_part_is_named() -> None:
    (found,) = warned(None, None, Me(name="Ludo", country="DE", subdivision="Bayen"))
    assert found.startswith("playbook/playbook.yml:1:1: subdivision: no holidays")
    assert found.endswith("Did you mean 'Bayern'?")


@pytest.mark.parametrize(
    ("country", "part"),
    [("DE", "BY"), ("DE", "Bayern"), ("GB", "SCT"), ("IE", "D"), ("TV", "FUN"), ("ZZ", "A")],
)
def test_what_cannot_be_known_is_not_called_wrong(country: str, part: str) -> None:
    assert warned(country, part) == []


def test_a_part_without_a_country_is_not_looked_at() -> None:
    assert warned(None, "SCT") == [
        (
            "prospects/jo.yml:3:14: subdivision: 'SCT' is not looked at without a country"
            " Add `country: GB`, or whichever it is."
        )
    ]


@pytest.mark.parametrize(
    ("country", "part", "expected"),
    [
        ("GB", "SCT", {date(2026, 11, 30): "Saint Andrew's Day"}),
        ("GB", "LON", {}),
        ("DE", None, {}),
        ("ZZ", None, {}),
    ],
)
def test_my_holidays_have_names(country: str, part: str | None, expected: dict[date, str]) -> None:
    me = Me(name="Ludo", country=country, subdivision=part)
    assert my_holidays(me, TODAY, date(2026, 12, 20)) == expected


def test_a_plan_knows_the_holidays_of_its_weeks_in_english() -> None:
    me = Me(name="Ludo", country="DE")
    workspace = Workspace(Policy(me=me), dict(CHANNELS))
    found = pipeline.plan(workspace, TODAY).holidays
    assert found[date(2026, 12, 25)] == "Christmas Day"
    assert pipeline.plan(Workspace(None, dict(CHANNELS)), TODAY).holidays == {}
