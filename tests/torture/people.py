"""Files of invented people in many hands' styles, and what two clones may do to one at a time.

A `Sheet` knows what its text means without reading it again: every fact has a name of its own
(`facts`), even a touch that has no id in the file. So what a merge ought to give can be worked out
here, fact by fact, with none of the code that merges.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

GONE = "(gone)"
WORD_LISTS = ("interests", "challenges", "tags", "opt_out")
TOGETHER = {"stage": "stage+since", "since": "stage+since",
            "country": "country+subdivision", "subdivision": "country+subdivision"}  # fmt: skip
TOGETHER_IN_TOUCH = {"channel", "direction", "outcome"}
CHANNELS = ("call", "email", "note", "meeting", "voicemail", "social")
STAGES = ("lead", "met", "proposal", "almost", "deferred", "won")
NOUNS = (
    "boats", "returns", "the budget", "a launch", "the roof", "lorries", "tickets", "winter",
    "the board", "a museum", "orders", "the harbour", "spare parts", "pallets", "the new site",
)  # fmt: skip
VERBS = ("talks about", "worries about", "asked for", "sent", "likes", "puts off", "dreams of")
_FIRST = date(2026, 3, 2)


@dataclass
class Touch:
    """A touch; `uid` is its name here, whether or not the file has an id."""

    uid: str
    data: dict[str, Any]
    flow: bool = False
    remark: str = ""
    by_tool: bool = False


@dataclass
class Style:
    """How a hand writes."""

    indent: int
    end: str
    bom: bool
    last: bool
    apart: bool
    quotes: dict[str, str]


@dataclass
class Sheet:
    """One person's file as data, with everything of its text that is no data."""

    style: Style
    order: list[str]
    values: dict[str, str]
    words: dict[str, list[str]]
    notes: list[tuple[str, str]]
    touches: list[Touch]
    prepared: list[dict[str, str]]
    remarks: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    below: dict[str, bool] = field(default_factory=dict)

    def copy(self) -> Sheet:
        """Give a clone to another hand."""
        return copy.deepcopy(self)

    def facts(self) -> dict[tuple[str, ...], Any]:
        """Give everything that the file says, each under a name of its own."""
        found: dict[tuple[str, ...], Any] = {}
        for key, value in self.values.items():
            whole = TOGETHER.get(key)
            if whole:
                parts = [self.values.get(k) for k in whole.split("+")]
                found["key", whole] = tuple(parts)
            else:
                found["key", key] = value
        for key, listed in self.words.items():
            found |= {("word", key, word): word for word in listed}
        found |= {("line", uid): text for uid, text in self.notes}
        found |= {("prepared", *sorted(f"{k}={v}" for k, v in p.items())): p for p in self.prepared}
        for touch in self.touches:
            found["touch", touch.uid] = True
            said = {k: touch.data.get(k) for k in sorted(TOGETHER_IN_TOUCH)}
            found["touch", touch.uid, "how"] = said
            for key, value in touch.data.items():
                if isinstance(value, dict):
                    found |= {("touch", touch.uid, key, k): v for k, v in value.items()}
                elif key not in TOGETHER_IN_TOUCH:
                    found["touch", touch.uid, key] = value
            if touch.remark:
                found["touch", touch.uid, "#"] = touch.remark
        found |= {("remark", key): text for key, text in self.remarks.items()}
        return found | {("lead", key): text for key, text in self.leads.items()}

    # --- text ---------------------------------------------------------------------------------

    def text(self) -> bytes:
        """Write it as its hand does; touches made by the tool are left to the tool."""
        lines: list[str] = []
        for key in self.order:
            entry = self._entry(key)
            if entry and key in self.leads:
                lines.append(self.leads[key])
            lines += entry
        text = self.style.end.join(lines) + (self.style.end if self.style.last else "")
        return ("\ufeff" * self.style.bom + text).encode()

    def _entry(self, key: str) -> list[str]:
        remark = f"  {self.remarks[key]}" if key in self.remarks else ""
        if key in self.values:
            return self._scalar(key, self.values[key], remark)
        if key in self.words:
            return self._words(key, remark)
        if key == "notes" and self.notes:
            return [f"notes: |{remark}", *(f"  {text}" for _, text in self.notes)]
        if key == "prepared" and self.prepared:
            pad = " " * self.style.indent
            return [f"prepared:{remark}", *(f"{pad}- {flow(each)}" for each in self.prepared)]
        if key == "touches":
            own = [touch for touch in self.touches if not touch.by_tool]
            inner = [line for touch in own for line in self._touch(touch)]
            return [f"touches:{remark}", *inner] if own else []
        return []

    def _scalar(self, key: str, value: str, remark: str) -> list[str]:
        if "\n" in value:
            return [f"{key}: |{remark}", *(f"  {line}" for line in value.strip().split("\n"))]
        return [f"{key}: {quoted(value, self.style.quotes.get(key, ''))}{remark}"]

    def _words(self, key: str, remark: str) -> list[str]:
        listed = self.words[key]
        if self.below.get(key) and listed:
            pad = " " * self.style.indent
            return [f"{key}:{remark}", *(f"{pad}- {word}" for word in listed)]
        if len(listed) == 1 and self.style.quotes.get(key):
            return [f"{key}: {listed[0]}{remark}"]
        return [f"{key}: [{', '.join(listed)}]{remark}"]

    def _touch(self, touch: Touch) -> list[str]:
        pad = " " * self.style.indent
        gap = [""] if self.style.apart else []
        remark = f"  {touch.remark}" if touch.remark else ""
        if touch.flow:
            return [*gap, f"{pad}- {flow(touch.data)}{remark}"]
        inner: list[str] = []
        for key, value in touch.data.items():
            if isinstance(value, dict):
                inner.append(f"{key}: {flow(value)}")
            elif "\n" in value:
                inner += [f"{key}: |-", *(f"  {line}" for line in value.split("\n"))]
            else:
                inner.append(f"{key}: {quoted(value, '')}")
        inner[0] += remark
        return [*gap, f"{pad}- {inner[0]}", *(f"{pad}  {line}" for line in inner[1:])]


def quoted(value: str, mark: str) -> str:
    """Write a scalar; one that looks like more than text gets quotation marks."""
    if mark == "'" and "'" not in value:
        return f"'{value}'"
    if mark or value[0] in "+0123456789\"'[{#&*" or ": " in value or " #" in value:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return value if value[:2] == "20" and not mark else f'"{escaped}"'
    return value


def flow(data: dict[str, Any]) -> str:
    """Write a mapping on one line."""
    parts = []
    for key, value in data.items():
        if isinstance(value, dict):
            parts.append(f"{key}: {flow(value)}")
        else:
            escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
            bare = all(c.isalnum() or c in "-/ " for c in value)
            parts.append(f"{key}: {value}" if bare else f'{key}: "{escaped}"')
    return f"{{{', '.join(parts)}}}"


def some_words(random: Random) -> str:
    """Say something nobody has said, so that it can be found again."""
    number = random.randrange(10**6)
    return f"{random.choice(VERBS).capitalize()} {random.choice(NOUNS)}, {number} times"


def some_day(random: Random, after: int = 0, before: int = 260) -> str:
    """Give a day of the year of the tests."""
    return (_FIRST + timedelta(days=random.randrange(after, before))).isoformat()


def some_touch(random: Random, *, named: bool, after: int = 0, before: int = 260) -> Touch:
    """Make up a touch."""
    uid = f"t-{random.randrange(16**8):08x}"
    channel = random.choice(CHANNELS)
    data: dict[str, Any] = {"id": uid} if named else {}
    data |= {"date": some_day(random, after, before), "channel": channel}
    if channel in {"call", "voicemail"} or random.random() < 0.4:
        data["outcome"] = random.choice(("connected", "voicemail", "no_answer", "replied", "held"))
    if random.random() < 0.2:
        data["direction"] = "in"
    if random.random() < 0.6:
        data["said"] = some_words(random)
    if random.random() < 0.3:
        data["note"] = f"{some_words(random)}.\n{some_words(random)}."
    if random.random() < 0.2:
        data["promised"] = {"what": some_words(random), "by": some_day(random, 260, 300)}
    return Touch(uid, data, flow=random.random() < 0.3)


def some_sheet(random: Random) -> Sheet:
    """Make up a person, in the hand of somebody."""
    style = Style(
        random.choice((0, 2, 2, 2, 4)),
        random.choice(("\n", "\n", "\n", "\r\n")),
        random.random() < 0.1,
        random.random() < 0.85,
        random.random() < 0.25,
        {k: random.choice(("", "", "'", '"')) for k in ("role", "email", "source", "tags")},
    )
    values = {"name": "Dana Reyes", "company": "Acme Logistics", "stage": random.choice(STAGES)}
    for key in ("role", "source", "x-hobby"):
        if random.random() < 0.7:
            values[key] = some_words(random)
    values["email"] = f"dana{random.randrange(1000)}@acme.example"
    if random.random() < 0.7:
        values["phone"] = f"+44 20 7946 0{random.randrange(100, 999)}"
    if random.random() < 0.5:
        values |= {"country": "GB", "subdivision": "ENG"}
    if random.random() < 0.5:
        values["since"] = some_day(random)
    if random.random() < 0.4:
        values["address"] = f"Acme\n{random.randrange(99)} Dock Road\nLondon E16\n"
    words = {
        key: [f"{noun}".removeprefix("the ").removeprefix("a ") for noun in random.sample(NOUNS, n)]
        for key in ("interests", "challenges", "tags")
        if (n := random.randrange(4))
    }
    notes = [
        (f"n{random.randrange(10**8)}", some_words(random)) for _ in range(random.randrange(5))
    ]
    touches = [some_touch(random, named=random.random() < 0.7) for _ in range(random.randrange(9))]
    touches.sort(key=lambda touch: touch.data["date"])
    order = ["name", "company", "role", "stage", "since", "source", "email", "phone", "address",
             "country", "subdivision", "interests", "challenges", "tags", "x-hobby", "callback",
             "snooze_until", "opt_out", "notes", "prepared", "touches"]  # fmt: skip
    if random.random() < 0.15:
        random.shuffle(order)
    sheet = Sheet(style, order, values, words, notes, touches, [])
    sheet.below = {key: random.random() < 0.3 for key in WORD_LISTS}
    for key in random.sample(order, 4):
        remark(random, sheet, key)
    return sheet


# --- what a hand may do ---------------------------------------------------------------------------


def log(random: Random, sheet: Sheet) -> None:
    """Write a touch down with the tool."""
    touch = some_touch(random, named=True, after=230, before=262)
    touch.by_tool = True
    touch.flow = False
    sheet.touches.append(touch)
    if random.random() < 0.15:
        sheet.values["callback"] = some_day(random, 262, 340)


def log_by_hand(random: Random, sheet: Sheet) -> None:
    """Type a touch, where its day belongs."""
    touch = some_touch(random, named=random.random() < 0.3, after=200)
    if random.random() < 0.3:
        touch.remark = f"# {some_words(random)}"
    days = [each.data["date"] for each in sheet.touches if not each.by_tool]
    at = sum(day <= touch.data["date"] for day in days)
    sheet.touches.insert(at, touch)


def edit_touch(random: Random, sheet: Sheet) -> None:
    """Change a word of a touch, or add one."""
    if not sheet.touches:
        return
    touch = random.choice(sheet.touches)
    key = random.choice(("said", "note", "item", "asked", "outcome"))
    touch.data[key] = "connected" if key == "outcome" else some_words(random)


def keep_promise(random: Random, sheet: Sheet) -> None:
    """Do what was promised."""
    owed = [t for t in sheet.touches if "promised" in t.data and "kept" not in t.data["promised"]]
    if owed:
        random.choice(owed).data["promised"]["kept"] = some_day(random, 250, 262)


def drop_touch(random: Random, sheet: Sheet) -> None:
    """Take out what never happened."""
    own = [touch for touch in sheet.touches if not touch.by_tool]
    if own:
        sheet.touches.remove(random.choice(own))


def set_value(random: Random, sheet: Sheet) -> None:
    """Correct or add a line."""
    key = random.choice(("role", "source", "x-hobby", "email", "phone", "address"))
    sheet.values[key] = {
        "email": f"dana{random.randrange(10**6)}@acme.example",
        "phone": f"+44 20 7946 0{random.randrange(100, 999)}",
        "address": f"Acme\n{random.randrange(99)} Quay\nBristol BS1\n",
    }.get(key) or some_words(random)


def set_day(random: Random, sheet: Sheet) -> None:
    """Name a day to call, or to wait for."""
    sheet.values[random.choice(("callback", "snooze_until"))] = some_day(random, 262, 340)


def take_out(random: Random, sheet: Sheet) -> None:
    """Take a line out."""
    keys = [k for k in sheet.values if k not in {"name", "company", *TOGETHER}]
    if keys:
        key = random.choice(keys)
        del sheet.values[key]
        sheet.remarks.pop(key, None)
        sheet.leads.pop(key, None)


def move_stage(random: Random, sheet: Sheet) -> None:
    """Move them to another stage, as the tool does."""
    sheet.values["stage"] = random.choice(STAGES)
    sheet.values["since"] = some_day(random, 240, 262)


def add_word(random: Random, sheet: Sheet) -> None:
    """Note another interest."""
    key = random.choice(("interests", "challenges", "tags"))
    sheet.words.setdefault(key, []).append(f"{random.choice(VERBS)} {random.randrange(10**6)}")


def drop_word(random: Random, sheet: Sheet) -> None:
    """Take an interest out."""
    full = [key for key, listed in sheet.words.items() if len(listed) > 1 and key != "opt_out"]
    if full:
        listed = sheet.words[random.choice(full)]
        listed.remove(random.choice(listed))


def opt_out(random: Random, sheet: Sheet) -> None:
    """Close a line."""
    listed = sheet.words.setdefault("opt_out", [])
    channel = random.choice(("email", "call", "mailshot", "all"))
    if channel not in listed:
        listed.append(channel)


def write_note(random: Random, sheet: Sheet) -> None:
    """Add a line to the notes, or change one."""
    if sheet.notes and random.random() < 0.4:
        at = random.randrange(len(sheet.notes))
        sheet.notes[at] = (sheet.notes[at][0], some_words(random))
    else:
        sheet.notes.append((f"n{random.randrange(10**8)}", some_words(random)))


def prepare(random: Random, sheet: Sheet) -> None:
    """Order a book."""
    day = some_day(random, 240, 262)
    book = {"date": day, "channel": "gift", "item": f"book-{random.randrange(999)}"}
    if book not in sheet.prepared:  # nobody orders it twice
        sheet.prepared.append(book)


def remark(random: Random, sheet: Sheet, key: str = "") -> None:
    """Write a comment beside a line or above it."""
    there = [k for k in sheet.order if k in sheet.values or k in sheet.words]
    key = key or random.choice(there)
    if key in there:
        (sheet.remarks if random.random() < 0.6 else sheet.leads)[key] = f"# {some_words(random)}"


def restyle(random: Random, sheet: Sheet) -> None:
    """Write a touch another way, without changing what it says."""
    if sheet.touches:
        touch = random.choice(sheet.touches)
        touch.flow = not touch.flow


Deed = Callable[[Random, Sheet], None]
DEEDS: dict[Deed, int] = {
    log: 30, log_by_hand: 10, edit_touch: 6, keep_promise: 4, drop_touch: 2, set_value: 8,
    set_day: 6, take_out: 2, move_stage: 6, add_word: 6, drop_word: 2, opt_out: 3, write_note: 7,
    prepare: 3, remark: 4, restyle: 1,
}  # fmt: skip


def some_deeds(random: Random) -> list[tuple[Deed, int]]:
    """Draw what a hand does before it commits: one to three things, each with its own chance."""
    count = random.choice((1, 1, 1, 2, 2, 3))
    drawn = random.choices(list(DEEDS), list(DEEDS.values()), k=count)
    return [(deed, random.randrange(2**32)) for deed in drawn]


def after(sheet: Sheet, deeds: list[tuple[Deed, int]]) -> Sheet:
    """Give the sheet after these deeds; the same deed with the same chance does the same."""
    changed = sheet.copy()
    for deed, chance in deeds:
        deed(Random(chance), changed)  # noqa: S311 — no secret: a chance that can be had again
    return changed
