"""Why something was not written: sentences for the user, raised to the command that asked."""

from __future__ import annotations


class NotSavedError(Exception):
    """Nothing was saved and nothing changed; the message says why.

    `paste` are the lines that would have been written: the user may put them in by hand.
    """

    def __init__(self, message: str, paste: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.paste = paste


class BusyError(NotSavedError):
    """Somebody else writes here; the message says who."""


class ChangedError(NotSavedError):
    """A file changed on the disk since it was read."""


class MisfitError(NotSavedError):
    """What was typed may not stand in a file: an address that is none, a purpose nobody knows."""


class UnsureError(Exception):
    """Something is on the disk that may not last, or is to be taken back; the message says what."""
