"""Names of touches: `t-` and eight letters that nobody misreads.

A touch that was planned takes its name from the action and from what came of it. So the same sheet
typed back twice, on one machine or on two, is the same touch and is never written down twice.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection
from hashlib import sha256

ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0 and o, 1, l and i."""

_LENGTH = 8


def new_id(taken: Collection[str] = ()) -> str:
    """Make a name that nothing has yet."""
    while True:
        made = "t-" + "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
        if made not in taken:
            return made


def id_of(*facts: str) -> str:
    """Make the name that follows from these facts."""
    number = int.from_bytes(sha256("\n".join(facts).encode()).digest())
    letters = []
    for _ in range(_LENGTH):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return f"t-{''.join(letters)}"
