"""The file of a new prospect: what is known, and a comment for each thing that one learns later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.writing.refusal import NotSavedError
from generator.writing.scalars import Value, entry_lines, indented, item_lines

_COLUMN = 32
_BESIDE: dict[str, str] = {
    "stage": "lead met proposal almost deferred won declined unfit",
    "since": "in this stage since",
    "first_contact": "how you first reached each other",
    "added": "when you put them in",
}
_LATER: tuple[tuple[str, str], ...] = (
    ("role: Head of …", ""),
    ("email: someone@firm.example", ""),
    ('phone: "+44 20 …"', "in quotation marks"),
    ("address: |", "where notes and parcels go, on the lines below"),
    ("  1 Dock Road", ""),
    ("links: {linkedin: https://…}", ""),
    ("country: GB", "whose public holidays they keep"),
    ("timezone: Europe/London", "where it is not yours"),
    ("office_hours: 09:00-17:30", "on their clock"),
    ("year_end: 12-31", "when their budget year ends"),
    ("interests: [sailing]", "what they like; what you give is chosen by it"),
    ("challenges: [peak season]", "what costs them sleep"),
    ("objections: []", "what speaks against you, in their words"),
    ("tags: []", ""),
    ("notes: |", "what you want to remember; shown on their page"),
    ("  …", ""),
    ("private: |", "what never leaves this file"),
    ("  …", ""),
)
_INTRO = "# What you learn later: take the # away and fill it in."


def new_file(known: Mapping[str, Value], touches: Sequence[Value] = ()) -> bytes:
    """Write a prospect's file; `known` are its keys in order, without the touches."""
    lines: list[str] = []
    for key, value in known.items():
        first, *rest = entry_lines(key, value)
        lines += [_with_comment(first, _BESIDE.get(key, "")), *rest]
    lines += [_INTRO, *(f"# {line}" for line in _later(known))]
    if touches:
        lines.append("touches:")
        for touch in touches:
            lines += indented(item_lines(touch), 2)
    else:
        lines.append(_with_comment("touches: []", "what happened; `playbook log` writes it"))
    return ("\n".join(lines) + "\n").encode()


def only_if_new(path: str, content: bytes, before: bytes | None) -> bytes:
    """Give the new file's content, unless there is a file already."""
    if before is not None:
        msg = f"{path} is there already"
        raise NotSavedError(msg)
    return content


def _later(known: Mapping[str, Value]) -> list[str]:
    """Give what is not known yet; what belongs to a key goes with it."""
    lines = []
    wanted = True
    for line, comment in _LATER:
        if not line.startswith(" "):
            wanted = line.partition(":")[0] not in known
        if wanted:
            lines.append(_with_comment(line, comment, _COLUMN - 2))
    return lines


def _with_comment(line: str, comment: str, column: int = _COLUMN) -> str:
    return f"{line:<{column}} # {comment}" if comment else line
