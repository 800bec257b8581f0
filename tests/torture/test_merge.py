"""Edits made at once in two clones, merged by git: a taste in `make test`, all in `torture`."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from tests.torture import merge

WHOLE = bool(os.environ.get("TORTURE"))
PAIRS = 3000 if WHOLE else 60
SEED = 20261121


@pytest.mark.skipif(not shutil.which("git"), reason="there is no git here")
def test_nothing_is_lost_mixed_or_doubled_when_git_merges_two_clones(
    capsys: pytest.CaptureFixture[str],
) -> None:
    begun = time.perf_counter()
    seen, wrong = merge.run(PAIRS, SEED)
    if WHOLE:
        with capsys.disabled():
            took = time.perf_counter() - begun
            print(f"\n  {PAIRS} pairs merged by git in {took:.0f} s: {dict(seen)}")  # noqa: T201 — the figures are what one runs it for
    assert [verdict.why for _, verdict in wrong] == []
    assert seen["clean"] + seen["honest"] == PAIRS
    assert seen["honest"] <= PAIRS // 10


def test_the_judge_sees_what_is_lost_doubled_mixed_or_left_out_of_a_conflict() -> None:
    """A judge that finds nothing wrong with anything would prove nothing."""
    pairs = [merge.some_pair(seed) for seed in range(60)]
    kinds = set()
    for pair in pairs:
        for version in (pair.base, pair.ours, pair.theirs):
            kinds.add(merge.judge(pair, merge.text_of(version), conflict=False).kind)
        kinds.add(merge.judge(pair, merge.text_of(pair.ours), conflict=True).kind)
        twice = merge.text_of(pair.ours)
        kinds.add(merge.judge(pair, twice + twice[twice.find(b"\n- ") :], conflict=False).kind)
    assert {"lost", "mixed", "doubled", "needless"} <= kinds
