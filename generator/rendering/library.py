"""The library: every script with its words, who it is planned for, and how often it was used."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from markupsafe import Markup, escape

from generator.model.channel import Channel
from generator.model.page import Page
from generator.model.plan import Action
from generator.model.script import Script
from generator.rendering import speech
from generator.rendering.desk import Desk
from generator.rendering.environment import render_page
from generator.rendering.example import example_of
from generator.rendering.icons import icon
from generator.rendering.markdown import mark_code
from generator.rendering.numbers import Tally, by_script, made_by, tally
from generator.rendering.prospect_page import STAGE_LABELS
from generator.rendering.rehearsal import rehearsal_of

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "handwritten-notes": "Handwritten notes",
        "courier-gifts": "Courier gifts",
        "event-invites": "Event invites",
        "breakup-messages": "Breakup messages",
        "calls": "Calls",
        "voicemails": "Voicemails",
        "emails": "E-mails",
        "mailshots": "Mailshots",
        "introductions": "Introductions",
        "social": "Online",
        "thank-yous": "Thank-yous",
    }
)
_WHEN: Mapping[str, str] = MappingProxyType(
    {
        "after-meeting": "after a meeting",
        "after-pitch": "after the pitch",
        "after-hours": "outside their office hours",
        "after-delivery": "after a parcel has arrived",
        "after-a-gap": "after a long silence of yours",
        "before-event": "before an event",
        "after-no": "after a no",
        "callback": "on the date they named",
        "return": "when there is a dated reason to return",
    }
)
WORKS = "Works when"
"""The first of the three remarks at the beginning of a script."""
GUIDE = "writing-scripts.md"
"""The page of the user's own that tells how scripts are written."""
_COMMENT = re.compile(r"\{#.*?#\}\n*", re.DOTALL)
_REMARK = re.compile(r"\b(Works when|Not when|Make it yours): ")
_FIRST_SENTENCE = re.compile(r"(.*?[.!?])\s.*", re.DOTALL)
_SLOT = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Entry:
    """A script as the index shows it."""

    script: Script
    channel: Channel
    picture: Markup
    purpose: str
    use: Tally
    planned: int

    @property
    def works(self) -> Markup:
        """Say in a sentence when it works, which tells it from its neighbours."""
        told = dict(remarks_of(self.script.about)).get(WORKS, "")
        return mark_code(_FIRST_SENTENCE.sub(r"\1", told))


def render_library(desk: Desk) -> tuple[Page, ...]:
    """Make the index of scripts and a page for each."""
    uses, planned = count_uses(desk), _planned(desk)
    entries = [_entry(desk, s, uses, planned) for s in desk.scripts.values()]
    return (_index(desk, entries), *(_script_page(desk, e, planned) for e in entries))


def count_uses(desk: Desk) -> dict[str, Tally]:
    """Count for each script the touches made with it, and what was answered."""
    made = (m for p in desk.people for m in made_by(desk, p))
    return {counted.key: counted for counted in by_script(desk, made)}


def say_use(use: Tally) -> str:
    """Say it with counts: percentages of a handful would only pretend to know."""
    if not use.made:
        return "not used yet"
    times = say_times(use.made)
    if not use.settled:
        return f"used {times}, too new to tell"
    waits = f", {use.new} too new to tell" if use.new else ""
    answered = f"answered {say_times(use.answered)}" if use.answered else "never answered"
    return f"used {times}, {answered}{waits}"


def say_times(count: int) -> str:
    """Say how often: `once`, `twice`, `3 times`."""
    return {1: "once", 2: "twice"}.get(count, f"{count} times")


def remarks_of(about: str) -> tuple[tuple[str, str], ...]:
    """Take the first comment of a script apart: when it works, when not, how to make it yours.

    What stands before the first of these, or in a comment without any, has no label.
    """
    before, *parts = _REMARK.split(about)
    said = (("", before), *zip(parts[::2], parts[1::2], strict=True))
    return tuple((label, text.strip()) for label, text in said if text.strip())


def _planned(desk: Desk) -> dict[str, list[Action]]:
    found: dict[str, list[Action]] = defaultdict(list)
    for action in desk.plan.actions:
        if action.do == "touch" and action.script and action.prospect in desk.prospects:
            found[action.script].append(action)
    return found


def _entry(
    desk: Desk, script: Script, uses: Mapping[str, Tally], planned: Mapping[str, list[Action]]
) -> Entry:
    channel = desk.channel_named(script.channel)
    return Entry(
        script=script,
        channel=channel,
        picture=icon(channel.icon),
        purpose=speech.say_purpose(script.purpose, script.ask),
        use=uses.get(script.key) or tally(script.key, script.title, ()),
        planned=len(planned.get(script.key, ())),
    )


def _index(desk: Desk, entries: Iterable[Entry]) -> Page:
    kinds: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        kinds[kind_of(entry.script)].append(entry)
    order = {kind: n for n, kind in enumerate(KINDS)}
    shown = sorted(kinds, key=lambda kind: (order.get(kind, len(order)), kind))
    groups = [(_anchor(kind), kind_label(kind), kinds[kind]) for kind in shown]
    return render_page(
        "scripts.html.j2",
        "scripts/index.html",
        "Scripts",
        groups=groups,
        say_use=say_use,
        say_times=say_times,
        has_guide=GUIDE in desk.workspace.pages,
    )


def _script_page(desk: Desk, entry: Entry, planned: Mapping[str, list[Action]]) -> Page:
    script = entry.script
    actions = planned.get(script.key, ())
    return render_page(
        "script.html.j2",
        f"scripts/{script.key}.html",
        script.title,
        desk=desk,
        entry=entry,
        remarks=[
            (label, mark_code(speech.say_sentence(text)))
            for label, text in remarks_of(script.about)
        ],
        example=example_of(desk, script, actions),
        kind=kind_label(kind_of(script)),
        used=say_use(entry.use),
        words=mark_slots(script.body),
        when=_WHEN.get(script.when or "", script.when or ""),
        stages=speech.say_list([STAGE_LABELS.get(s, s) for s in script.stages], last="or"),
        planned=[
            (action, desk.prospects[action.prospect], rehearsal_of(desk, action))
            for action in actions
        ],
    )


def kind_of(script: Script) -> str:
    """Name the folder of a script: its kind."""
    return script.key.partition("/")[0]


def kind_label(kind: str) -> str:
    """Say a kind in words; a folder of the user's own is named as it is."""
    return KINDS.get(kind) or kind.replace("-", " ").replace("_", " ").capitalize()


def _anchor(kind: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", kind.lower()).strip("-") or "other"


def mark_slots(body: str) -> Markup:
    """Escape the words of a script and set off its slots, so that the words read through them.

    Comments are left out: the page says what they say above the words.
    """
    parts = _SLOT.split(_COMMENT.sub("", body).strip())
    return Markup("").join(_marked(part) if n % 2 else escape(part) for n, part in enumerate(parts))


def _marked(tag: str) -> Markup:
    inside = tag[2:-2].strip("-+ \n")
    if tag.startswith("{{"):
        return Markup('<span class="pb-slot">{}</span>').format(inside)
    return Markup('<span class="pb-if">{}</span>').format(inside.replace("endif", "end if"))
