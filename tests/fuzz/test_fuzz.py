"""The fuzzer in its reduced form, and that it bites. `make fuzz` feeds it by the thousand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fuzz.mutate import mutated
from tests.fuzz.run import SECONDS, chance, feed
from tests.fuzz.targets import TARGETS, Target

INPUTS = 250


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_broken_input_breaks_us(target: Target) -> None:
    fed = feed(target, INPUTS, seed=7, keep=None)
    assert fed.found == []
    assert fed.inputs == INPUTS


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_there_is_something_to_break(target: Target) -> None:
    assert len(target.seeds()) > 2


def test_the_same_seed_breaks_the_same_way() -> None:
    seeds = TARGETS[2].seeds()
    one, two = ([mutated(seeds, chance("5")) for _ in range(20)] for _ in range(2))
    assert one == two
    assert len(set(one)) == 1
    random = chance("5")
    assert len({mutated(seeds, random) for _ in range(20)}) > 15


def test_an_exception_is_found_once_and_its_input_kept(tmp_path: Path) -> None:
    def stumble(data: bytes) -> None:
        assert b"Email" not in data, "stumbled"

    fed = feed(Target("bad", stumble, TARGETS[2].patterns), 60, seed=1, keep=tmp_path)
    assert len(fed.found) == 1
    assert "stumbled" in fed.found[0]
    assert [b"Email" in file.read_bytes() for file in tmp_path.iterdir()] == [True]


def test_what_takes_too_long_is_found() -> None:
    def dawdle(_data: bytes) -> None:
        n = 0
        while True:
            n += 1

    fed = feed(Target("slow", dawdle, TARGETS[2].patterns), 1, seed=1, keep=None)
    assert fed.slowest > SECONDS
    assert "TooLong" in fed.found[0]
