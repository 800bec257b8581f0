"""All that is wrong with a typed line, said at once: a sheet is typed back once, not five times."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import click


class MisuseError(click.UsageError):
    """A fault with a remedy that it may share with others: of several it is said once."""

    def __init__(self, fault: str, remedy: str) -> None:
        super().__init__(f"{fault} {remedy}".rstrip())
        self.fault, self.remedy = fault, remedy


class Faults:
    """What the readings of one line refuse, each of them tried."""

    def __init__(self) -> None:
        self._found: list[click.UsageError] = []

    @contextmanager
    def gathering(self) -> Iterator[None]:
        """Keep what is refused within for later, and go on after it."""
        try:
            yield
        except click.UsageError as error:
            self._found.append(error)

    def refuse(self) -> None:
        """Refuse if anything was gathered: one fault as it is, several in one list."""
        if len(self._found) == 1:
            raise self._found[0]
        if self._found:
            faults = dict.fromkeys(getattr(e, "fault", e.message) for e in self._found)
            remedies = dict.fromkeys(getattr(e, "remedy", "") for e in self._found)
            listed = "\n".join(f"  {line}" for line in (*faults, *remedies) if line)
            msg = f"{len(faults)} things are wrong, so nothing was written:\n{listed}"
            raise click.UsageError(msg)
