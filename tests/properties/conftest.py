"""Hypothesis profiles, and the hit counts at the end of a run.

`HYPOTHESIS_PROFILE=properties` draws 10,000 examples a property and lives 100 years; without it the
same examples come on every run, so that a red test is red for everybody.  `unshrunk` shows the first
failure as it was drawn, at once.
"""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import providers

from tests.properties.hits import BEGUN, FLOOR, HITS

# Hypothesis tries the numbers and texts that it finds in the modules loaded so far. Which these are
# hangs on the tests that ran before: without them a run of this folder draws as the whole run does.
_NONE_FOUND = providers.Constants()
providers._get_local_constants = lambda: _NONE_FOUND  # noqa: SLF001 — there is no setting for it

COMMON: dict[str, Any] = {
    "deadline": None, "database": None, "print_blob": True,
    "suppress_health_check": [HealthCheck.too_slow, HealthCheck.data_too_large,
                              HealthCheck.filter_too_much],
}  # fmt: skip
settings.register_profile("usual", derandomize=True, **COMMON)
settings.register_profile("properties", **COMMON)
settings.register_profile(
    "unshrunk", derandomize=True, phases=[Phase.explicit, Phase.generate], **COMMON
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "usual"))


@pytest.fixture(autouse=True)
def _begin_to_count() -> None:
    """Let each test count its own hits only."""
    BEGUN.clear()
    BEGUN.update(HITS)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hand the hits of a worker to the one who asked for it (pytest-xdist)."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["hits"] = dict(HITS)


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Add the hits of a worker to one's own."""
    HITS.update(getattr(node, "workeroutput", {}).get("hits", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how often each property of tact was really put to the test."""
    if not HITS:
        return
    terminalreporter.section("properties of tact")
    counts = ", ".join(f"{number}: {HITS[number]:,}" for number in sorted(HITS))
    terminalreporter.write_line(
        f"put to the test so many times (at least {FLOOR:,} each): {counts}"
    )
