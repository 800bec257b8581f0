"""Prospects as many hands write them: one kind of data in every style that YAML allows here."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

KEYS = (
    ("name", "Dana Reyes"),
    ("company", "Acme: Logistics"),
    ("stage", "almost"),
    ("since", "2026-10-20"),
    ("email", "dana@acme.example"),
    ("phone", "+44 20 7946 0123"),
    ("country", "NO"),
    ("year_end", "12-31"),
    ("boldness", "bold"),
    ("added", "2026-10-05"),
)
TOUCHES = (
    {"id": "t-aaaaaaaa", "date": "2026-10-06", "channel": "call", "outcome": "connected"},
    {"date": "2026-10-20", "channel": "email", "note": "the #3 piece, marked: twice"},
    {"id": "t-cccccccc", "date": "2026-11-01", "channel": "meeting", "outcome": "held"},
)
COMMENTS = (
    "# hm",
    "#no space",
    "# call her: soon",
    "# ümlaut → arrow",
    "# - not: a list",
    "#\ttab",
)


@dataclass
class Hand:
    """A way of writing: drawn once for a file, and kept to as people do, more or less."""

    dice: Random
    eol: str = "\n"
    bom: bool = False
    ends: bool = True
    lines: list[str] = field(default_factory=list)

    def chance(self, share: float) -> bool:
        """Whether this hand does it this time."""
        return self.dice.random() < share

    def pick(self, *ways: str) -> str:
        """Take one of several ways."""
        return self.dice.choice(ways)


def styled(seed: int) -> bytes:
    """Write a prospect in a style of its own."""
    dice = Random(seed)  # noqa: S311 — a style, not a secret
    hand = Hand(dice)
    hand.eol = hand.pick("\n", "\n", "\r\n", "\r\n", "\r")
    hand.bom = hand.chance(0.15)
    hand.ends = hand.chance(0.8)
    text = _flow_file(hand) if hand.chance(0.05) else _block_file(hand)
    data = hand.eol.join(text) + (hand.eol if hand.ends else "")
    return ("\ufeff" if hand.bom else "").encode() + data.encode()


def _flow_file(hand: Hand) -> list[str]:
    touches = ", ".join(_flow_touch(hand, touch) for touch in TOUCHES)
    body = ", ".join(f'{key}: "{value}"' for key, value in KEYS[: hand.dice.randint(2, 10)])
    if hand.chance(0.5):
        return [f"{{{body}, touches: [{touches}]}}"]
    return ["{", f"  {body},", f"  touches: [{touches}]", "}"]


def _block_file(hand: Hand) -> list[str]:
    lines = ["---"] if hand.chance(0.1) else []
    lines += [hand.pick(*COMMENTS)] if hand.chance(0.2) else []
    parts = [_key(hand, key, value) for key, value in KEYS if key == "name" or hand.chance(0.7)]
    parts += [part for part in (_texts(hand), _words(hand), _prepared(hand), _own(hand)) if part]
    if hand.chance(0.3):
        hand.dice.shuffle(parts)
    touches = _touches(hand)
    parts.insert(hand.dice.randrange(len(parts) + 1) if hand.chance(0.2) else len(parts), touches)
    for part in parts:
        lines += _between(hand)
        lines += part
    lines += _between(hand)
    lines += ["..."] if hand.chance(0.05) else []
    return lines


def _between(hand: Hand) -> list[str]:
    lines = []
    if hand.chance(0.1):
        lines += [""] * hand.dice.randint(1, 2)
    if hand.chance(0.1):
        lines.append(hand.pick("", "  ") + hand.pick(*COMMENTS))
    return lines


def _key(hand: Hand, key: str, value: str) -> list[str]:
    if hand.chance(0.05) and key not in {"name", "company"}:
        return [f"{key}:{_comment(hand)}"]
    if key == "company" and hand.chance(0.3):
        return [f"{key}: >-", "  Acme: Logistics", "  of the North"]
    colon = hand.pick(": ", ": ", ": ", ":   ")
    shown = key if hand.chance(0.95) else f'"{key}"'
    return [f"{shown}{colon}{_quoted(hand, value)}{_comment(hand)}"]


def _quoted(hand: Hand, value: str) -> str:
    if ": " in value or value[0] in "+#":
        return hand.pick(f'"{value}"', f"'{value}'")
    return hand.pick(value, value, value, f'"{value}"', f"'{value}'")


def _comment(hand: Hand) -> str:
    if hand.chance(0.1):
        return "  "
    return f"{hand.pick(' ', '  ', '          ')}{hand.pick(*COMMENTS)}" if hand.chance(0.2) else ""


def _texts(hand: Hand) -> list[str]:
    if hand.chance(0.5):
        return []
    indent = hand.pick("  ", "    ", " ")
    head = hand.pick("|", "|-", "|+", ">", ">-", "|  # as she said it")
    body = [
        f"{indent}Thinks in pallets.",
        "",
        f"{indent}Sails: a Contessa # really",
        f"{indent}- ok",
    ]
    if hand.chance(0.3):
        return ["notes: Thinks in pallets", f"{indent}and sails", "", f"{indent}on Sundays"]
    if hand.chance(0.2):
        return ['notes: "Thinks in pallets', f'{indent}and \\"sails\\""']
    return [f"notes: {head}", *body, *([""] * hand.dice.randint(0, 2))]


def _words(hand: Hand) -> list[str]:
    form = hand.dice.randint(0, 7)
    forms = [
        [],
        ["opt_out: email"],
        ["opt_out: [email]" + _comment(hand)],
        ["opt_out: []" + _comment(hand)],
        ["opt_out:" + _comment(hand)],
        ["opt_out:", "- email" + _comment(hand), "- 'mailshot'"],
        ["opt_out:", "    - email"],
        ["opt_out: [", "  email,  # twice", "  mailshot" + hand.pick("", ",", ",  # hm"), "]"],
    ]
    return forms[form]


def _prepared(hand: Hand) -> list[str]:
    if hand.chance(0.7):
        return []
    return ["prepared:", "  - {date: 2026-11-18, channel: gift, item: book}" + _comment(hand)]


def _own(hand: Hand) -> list[str]:
    return ["x-mine: {a: [1, 2], b: {c: d}}" + _comment(hand)] if hand.chance(0.2) else []


def _touches(hand: Hand) -> list[str]:
    count = hand.dice.randint(0, 3)
    if not count:
        return hand.dice.choice(
            [[], ["touches: []" + _comment(hand)], ["touches:" + _comment(hand)]]
        )
    chosen = TOUCHES[:count]
    if hand.chance(0.1):
        return ["touches: [" + ", ".join(_flow_touch(hand, t) for t in chosen) + "]"]
    if hand.chance(0.1):
        return _flow_list(hand, chosen)
    indent = hand.pick("", "  ", "  ", "    ")
    gap = hand.pick(" ", " ", "   ")
    flow, apart = hand.chance(0.25), hand.chance(0.2)
    lines = ["touches:" + _comment(hand)]
    for n, touch in enumerate(chosen):
        lines += [""] if apart and n else []
        if flow:
            lines.append(f"{indent}-{gap}{_flow_touch(hand, touch)}{_comment(hand)}")
        else:
            lines += _block_touch(hand, touch, indent, gap)
    return lines


def _flow_list(hand: Hand, chosen: tuple[dict[str, str], ...]) -> list[str]:
    commas = [","] * (len(chosen) - 1) + [hand.pick("", ",")]
    rows = [
        f"  {_flow_touch(hand, t)}{comma}{_comment(hand)}"
        for t, comma in zip(chosen, commas, strict=True)
    ]
    return ["touches: [", *rows, "]"]


def _flow_touch(hand: Hand, touch: dict[str, str]) -> str:
    pad = hand.pick("", "", " ")
    inner = ", ".join(f"{key}: {_in_flow(hand, value)}" for key, value in touch.items())
    return f"{{{pad}{inner}{pad}}}"


def _in_flow(hand: Hand, value: str) -> str:
    return f'"{value}"' if {"#", ",", ":"} & set(value) else _quoted(hand, value)


def _block_touch(hand: Hand, touch: dict[str, str], indent: str, gap: str) -> list[str]:
    inner = " " * (len(indent) + 1 + len(gap))
    rows = []
    for key, value in touch.items():
        quoted = f'"{value}"' if ": " in value or " #" in value else _quoted(hand, value)
        rows.append(f"{key}: {quoted}{_comment(hand)}")
    if hand.chance(0.3):
        rows.append(f"said: {hand.pick('|', '|-', '>', '|+')}")
        rows += ["  The warehouse moves: in March.", "", "  # and this is no comment"]
        rows += [""] * hand.dice.randint(0, 1)
    if hand.chance(0.2):
        rows.append("promised: {what: send it, by: 2026-11-27}")
    first, *rest = rows
    lines = [f"{indent}-{gap}{first}", *(f"{inner}{row}" if row else "" for row in rest)]
    if hand.chance(0.15):
        lines.append(f"{inner}{hand.pick(*COMMENTS)}")
    return lines
