"""Believable prospects, policies and days, for Hypothesis.

Everything is drawn so that it shrinks: to Monday 7 September 2026, a default policy, and a prospect
with little history.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from generator.model.channel import CHANNELS
from generator.model.policy import Policy
from generator.model.prospect import Prospect
from generator.model.workspace import Workspace
from tests.properties.library import LIBRARY, shelf

PLAIN_DAY = date(2026, 9, 7)
BOUNDARIES = tuple(
    map(
        date.fromisoformat,
        (
            "2028-02-28", "2028-02-29", "2028-03-01",  # a leap day
            "2026-12-18", "2026-12-23", "2026-12-31", "2027-01-01", "2027-01-04",  # week 53
            "2027-03-25", "2027-03-26", "2027-03-28", "2027-03-29",  # Easter and summer time, GB
            "2026-10-23", "2026-10-25", "2026-10-26",  # winter time, GB
            "2027-03-12", "2027-03-14", "2026-11-01",  # the same, US
            "2026-09-27", "2027-04-04",  # the same, NZ
            "2027-08-27", "2027-08-30",  # the August bank holiday, ENG only
        ),
    )
)  # fmt: skip
PLACES: tuple[dict[str, str], ...] = (
    {},
    {"country": "GB", "subdivision": "ENG", "timezone": "Europe/London"},
    {"country": "GB", "subdivision": "SCT", "timezone": "Europe/London"},
    {"country": "US", "timezone": "America/New_York"},
    {"country": "DE", "timezone": "Europe/Berlin"},
    {"country": "SA", "timezone": "Asia/Riyadh"},
    {"country": "EG", "timezone": "Africa/Cairo"},
    {"country": "QA", "timezone": "Asia/Qatar"},
    {"country": "NZ", "timezone": "Pacific/Auckland"},
    {"country": "TO", "timezone": "Pacific/Tongatapu"},
    {"country": "AS", "timezone": "Pacific/Pago_Pago"},
    {"country": "IN", "timezone": "Asia/Kolkata"},
)
FAR_PLACES = tuple(
    place for place in PLACES if place.get("country") in {"SA", "EG", "QA", "NZ", "TO", "AS"}
)
"""Weekends on Friday and Saturday, other summer times, and zones from UTC+13 to UTC-11."""
LINES = ("email", "phone", "address", "links")
REPLIES = {
    "call": ("connected",), "email": ("replied",), "invite": ("accepted", "declined", "attended"),
    "social": ("replied",), "note": ("replied",), "intro": ("replied",), "gift": ("delivered",),
}  # fmt: skip
NEEDS = {
    "call": "phone", "voicemail": "phone", "email": "email", "note": "address", "gift": "address",
    "invite": "email", "mailshot": "email", "social": "links", "intro": "email",
}  # fmt: skip
OPEN = ("lead", "met", "proposal", "almost", "deferred")


def todays() -> SearchStrategy[date]:
    """Days on which something may go wrong, and any other."""
    return st.one_of(
        st.just(PLAIN_DAY),
        st.sampled_from(BOUNDARIES),
        st.dates(date(2026, 6, 1), date(2028, 6, 1)),
    )


@dataclass(frozen=True)
class Wish:
    """What a test wants of its prospects; None leaves it to chance."""

    stages: tuple[str, ...] = OPEN + OPEN + ("won", "declined", "unfit")
    silent: int | None = None
    breakup: bool | None = None
    callback: bool | None = None
    inbound: bool | None = None
    promise: bool | None = None
    opt_out: bool | None = None
    places: tuple[dict[str, str], ...] = PLACES
    lines: tuple[str, ...] = ()
    """They are reached by one of these alone; empty: by any of them."""
    attempts: int | None = None
    met_lately: bool | None = None
    unheard: bool = False
    """No touch tells of anything that they did: a date they named stands in the file alone."""
    plain: bool = False


ANYBODY = Wish()


def _maybe(draw: DrawFn, wanted: bool | None, one_in: int) -> bool:  # noqa: FBT001 — a wish
    if wanted is not None:
        return wanted
    return draw(st.integers(0, one_in - 1)) == one_in - 1


def _span(draw: DrawFn, today: date) -> str:
    first = today + timedelta(days=draw(st.integers(-10, 50)))
    return f"{first}..{first + timedelta(days=draw(st.sampled_from((0, 2, 9, 16))))}"


@st.composite
def prospects(draw: DrawFn, today: date, slug: str, wish: Wish = ANYBODY) -> Prospect:
    """Draw one prospect with a history up to `today`."""
    stage = draw(st.sampled_from(wish.stages))
    number = sum(map(ord, slug))
    lines = {
        "email": f"{slug}@firm.example",
        "phone": f"+44 7700 900{number % 1000:03d}",
        "address": "1 Dock Road\nLondon E16",
        "links": {"linkedin": f"https://example.com/{slug}"},
    }
    if wish.lines:
        kept = {draw(st.sampled_from(wish.lines))}
    else:
        kept = set(LINES) - draw(st.sets(st.sampled_from(LINES), max_size=2))
    keys: dict[str, Any] = {"slug": slug, "name": f"Kim {slug.title()}", "stage": stage}
    keys |= {name: value for name, value in lines.items() if name in kept}
    keys |= draw(st.sampled_from(wish.places))
    keys["company"] = draw(st.sampled_from((f"{slug} Ltd", "Acme Logistics", "ACME Logistics Ltd")))
    if _maybe(draw, wish.opt_out, 6):
        keys["opt_out"] = draw(
            st.lists(st.sampled_from(("email", "call", "voicemail", "note", "gift", "all", "social")),
                     min_size=1, max_size=2, unique=True)
        )  # fmt: skip
    if not wish.plain:
        _draw_details(draw, today, keys)
    _draw_history(draw, today, keys, wish)
    return Prospect.model_validate(keys)


def _draw_details(draw: DrawFn, today: date, keys: dict[str, Any]) -> None:
    odd = st.integers(0, 7).map(lambda n: n == 7)
    if draw(odd):
        keys["boldness"] = draw(st.sampled_from(("gentle", "steady", "bold")))
    if draw(odd):
        keys["away"] = [_span(draw, today)]
    if draw(odd):
        keys["snooze_until"] = today + timedelta(days=draw(st.integers(-5, 120)))
    if draw(odd):
        keys["office_hours"] = draw(st.sampled_from(("07:00-15:00", "10:00-18:00", "13:00-17:00")))
    if draw(odd):
        keys["name"] = None
    if keys["stage"] == "deferred" and draw(st.booleans()):
        keys["year_end"] = draw(st.sampled_from(("12-31", "03-31", "02-29", "06-30")))
    keys["interests"] = draw(st.sampled_from(((), ("logistics",), ("sailing", "logistics"))))


def _channels(keys: dict[str, Any]) -> list[str]:
    return [channel for channel, need in NEEDS.items() if need in keys] or ["email"]


def _was_ever_met(draw: DrawFn, wish: Wish) -> bool:
    """Whether the file knows of a meeting: of some people nothing is written but the stage."""
    return bool(wish.met_lately) or (not wish.unheard and draw(st.integers(0, 15)) > 0)


def _draw_history(draw: DrawFn, today: date, keys: dict[str, Any], wish: Wish) -> None:
    on = today - timedelta(days=draw(st.integers(0, 400)))
    if draw(st.integers(0, 3)):
        keys["added"] = on
    channels, touches, stage = _channels(keys), [], keys["stage"]
    if draw(st.booleans()):
        keys["first_contact"] = draw(st.sampled_from([*channels, "meeting"]))
    rarely = stage == "lead" and draw(st.integers(0, 5)) > 0
    if not rarely and _was_ever_met(draw, wish):
        if _maybe(draw, wish.met_lately, 4):
            on = today - timedelta(days=draw(st.integers(0, 6)))
        said = draw(st.sampled_from((None, "The warehouse moves in March.")))
        touches.append({"date": on, "channel": "meeting", "outcome": "held", "said": said})
        keys["since"] = draw(st.sampled_from((on, None)))
    silent = draw(st.integers(0, 7)) if wish.silent is None else wish.silent
    busy = draw(st.integers(0, 4)) if wish.silent is None else draw(st.integers(0, 1))
    busy = 0 if wish.unheard else busy
    used: set[str] = set()
    for place in range(busy + silent):
        on += timedelta(days=draw(st.sampled_from((1, 2, 3, 4, 7, 14, 31, 36, 45))))
        if on > today:
            break
        touches.append(_touch(draw, on, channels, used, answered=place < busy))
    if stage in OPEN and _maybe(draw, wish.breakup, 8):
        _draw_breakup(draw, today, touches, channels)
    _draw_owed(draw, today, keys, touches, wish)
    if stage == "declined" and draw(st.booleans()):
        touches.append(
            {"date": _after(draw, today, touches), "channel": channels[0], "outcome": "declined"}
        )
    keys["touches"] = [
        {key: value for key, value in touch.items() if value is not None} for touch in touches
    ]


def _touch(
    draw: DrawFn, on: date, channels: list[str], used: set[str], *, answered: bool
) -> dict[str, Any]:
    channel = draw(st.sampled_from(channels))
    touch: dict[str, Any] = {"date": on, "channel": channel}
    if channel == "call":
        touch["outcome"] = draw(st.sampled_from(("voicemail", "no_answer")))
    elif draw(st.integers(0, 14)) == 14:
        touch["outcome"] = draw(st.sampled_from(("bounced", "practised")))
    if answered and channel in REPLIES:
        touch["outcome"] = draw(st.sampled_from(REPLIES[channel]))
    if draw(st.booleans()):
        script = draw(st.sampled_from([s for s in LIBRARY if s.channel == channel][:12]))
        touch["script"] = script.key
        touch["purpose"] = None if script.purpose != "breakup" else "value"
    else:
        touch["purpose"] = draw(st.sampled_from(("value", "movement", "status", "thanks", None)))
    if draw(st.integers(0, 3)) == 3:
        item = f"article-{draw(st.integers(0, 23)):02d}"
        if item not in used:
            touch["item"] = item
            used.add(item)
    return touch


def _after(draw: DrawFn, today: date, touches: list[dict[str, Any]]) -> date:
    last = touches[-1]["date"] if touches else today - timedelta(days=40)
    return min(today, last + timedelta(days=draw(st.integers(1, 12))))


def _draw_breakup(
    draw: DrawFn, today: date, touches: list[dict[str, Any]], channels: list[str]
) -> None:
    last = touches[-1]["date"] if touches else today - timedelta(days=260)
    on = last + timedelta(days=draw(st.integers(5, 120)))
    if on > today:
        return
    touches.append({"date": on, "channel": draw(st.sampled_from(channels)), "purpose": "breakup"})


def _draw_owed(
    draw: DrawFn, today: date, keys: dict[str, Any], touches: list[dict[str, Any]], wish: Wish
) -> None:
    channels = _channels(keys)
    if _maybe(draw, wish.callback, 6):
        on = _after(draw, today, touches)
        named = on + timedelta(days=draw(st.sampled_from((1, 5, 12, 30, 60, 89, 140, 200))))
        written = not wish.unheard and draw(st.integers(0, 3)) > 0  # else the file alone says it
        if not written:
            pass
        elif "phone" in keys and draw(st.integers(0, 2)):
            touches.append(
                {"date": on, "channel": "call", "outcome": "connected", "callback": named}
            )
        else:
            touches.append(
                {"date": on, "channel": channels[0], "direction": "in", "callback": named}
            )
        if written and draw(st.booleans()) and on < today:
            touches.append({"date": on + timedelta(days=1), "channel": channels[0],
                            "purpose": "answer"})  # fmt: skip
        keys["callback"] = named
    if _maybe(draw, wish.promise, 8):
        by = today + timedelta(days=draw(st.integers(-12, 40)))
        made = _after(draw, today, touches)
        touches.append({"date": made, "channel": "meeting", "outcome": "held",
                        "promised": {"what": "send the figures", "by": max(by, made)}})  # fmt: skip
    for _ in range(wish.attempts or 0):
        touches.append({"date": _after(draw, today, touches), "channel": "call",
                        "outcome": "no_answer"})  # fmt: skip
    if _maybe(draw, wish.inbound, 8):
        touches.append({"date": _after(draw, today, touches), "channel": channels[0],
                        "direction": "in", "said": "What would it cost?"})  # fmt: skip


@st.composite
def policies(draw: DrawFn, today: date, *, tight: bool = False) -> Policy:
    """Draw a policy: the defaults, tight days, little money, leave, other numbers."""
    keys: dict[str, Any] = {
        "me": {"name": "Ludo Marsh", "country": "GB", "subdivision": "ENG",
               "timezone": "Europe/London"}
    }  # fmt: skip
    kind = 1 if tight else draw(st.integers(0, 7))
    if kind in {1, 7}:
        keys["capacity"] = draw(
            st.sampled_from(
                ({"total": 1}, {"total": 2, "call": 1, "email": 1}, {"email": 1, "note": 1},
                 {"call": 1, "voicemail": 1}, {"gift": 0, "invite": 0})
            )
        )  # fmt: skip
    if kind in {2, 7}:
        keys["working_time"] = {"away": [_span(draw, today)]}
    if kind == 3:
        keys["working_time"] = {"days": draw(st.sampled_from((["mon", "wed", "fri"],
                                ["tue", "wed", "thu", "fri", "sat"])))}  # fmt: skip
    if kind in {4, 7}:
        keys["budget"] = draw(st.sampled_from(({"per_month": 20}, {"per_prospect_year": 15},
                                               {"per_month": 0})))  # fmt: skip
    if kind == 5:
        keys["tact"] = draw(
            st.sampled_from(
                ({"min_gap_bd": 3}, {"max_in_14_days": {"steady": 2, "gentle": 1}},
                 {"quiet_after": 2, "breakup_after": 4}, {"breakup_channels": 2},
                 {"rest_days": 60, "rest_every_days": 50}, {"catch_up_per_day": 1},
                 {"fresh_days": 30}, {"callback_fraction": 0.5})
            )
        )  # fmt: skip
    if kind == 6:
        keys["boldness"] = draw(st.sampled_from(("gentle", "bold")))
    return Policy.model_validate(keys)


class Case:
    """A workspace and the day on which it is planned; shown without the whole library."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        """Hold both."""
        self.workspace, self.today = workspace, today

    def __repr__(self) -> str:
        policy = self.workspace.policy
        own = policy.model_dump(exclude_defaults=True, exclude={"me"}) if policy else None
        people = "\n".join(f"  {_brief(prospect)}" for prospect in self.workspace.prospects)
        return f"{self.today:%a} {self.today}, policy {own}\n{people}"


def _brief(prospect: Prospect) -> str:
    known = prospect.model_dump(exclude_defaults=True, mode="json")
    touches = known.pop("touches", [])
    return "\n".join([str(known), *(f"    {touch}" for touch in touches)])


NAMES = ("ada", "ben", "cleo", "dan", "eve", "finn", "gus", "hal")


@st.composite
def workspaces(
    draw: DrawFn,
    wish: Wish = ANYBODY,
    *,
    most: int = 4,
    tight: bool = False,
    on: date | None = None,
) -> Case:
    """Draw a workspace and the day on which it is planned, if not `on` a certain one."""
    today = on or draw(todays())
    number = draw(st.sampled_from((1, *range(2, most + 1), *range(2, most + 1), most)))
    people = tuple(draw(prospects(today, slug, wish)) for slug in NAMES[:number])
    policy = draw(policies(today, tight=tight))
    return Case(
        Workspace(
            policy=policy, channels=dict(CHANNELS), prospects=people, scripts=LIBRARY,
            shelf=shelf(today),
        ),
        today,
    )  # fmt: skip
