"""One prospect's story as the checker sees it: what happened, then what the plan would add to it.

The plan's touches are taken to happen on their dates, with nothing returned.  A planned call is an
unreturned touch; while the prospect counts as `met`, it is an attempt.

`met` turns into "treated as almost" after 15 business days without a live talk.  TACT does not say
what that is counted from, so three answers are possible for a day (met, almost, or "could be
either"), and the checker only speaks where every answer is a breach.  A `lead` who was met, which
the user has not said yet, may count as either too.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from generator.model.plan import Action, Plan
from generator.model.policy import Policy
from generator.model.prospect import Prospect, Touch
from generator.model.workspace import Workspace
from tests.properties.calendars import Calendar

LIVE_OUTCOMES = frozenset({"connected", "held", "attended"})
SETTLED = LIVE_OUTCOMES | {"accepted", "declined"}
NOT_REAL = frozenset({"no_answer", "bounced", "practised"})
RESPONSES = frozenset({"connected", "replied", "held", "attended", "accepted", "declined"})
PITCH_BD = 5
NO_STEP = frozenset({"thanks", "answer"})


@dataclass(frozen=True)
class Event:
    """A touch that happened, or one that the plan would make (then it has its `action`)."""

    on: date
    channel: str
    outbound: bool = True
    outcome: str = "sent"
    purpose: str | None = None
    script: str | None = None
    item: str | None = None
    to: str | None = None
    callback: date | None = None
    action: Action | None = None
    perhaps: bool = False
    written: str = ""

    @property
    def attempt(self) -> bool:
        """A ring that nobody answered."""
        return self.outcome == "no_answer"

    @property
    def real(self) -> bool:
        """Whether it counts as a touch."""
        return self.outcome not in NOT_REAL

    @property
    def response(self) -> bool:
        """Whether they did something."""
        return self.real and (not self.outbound or self.outcome in RESPONSES)

    @property
    def meeting(self) -> bool:
        """A meeting that took place."""
        return self.channel == "meeting" and self.outcome in {"held", "attended"}

    @property
    def bare_note(self) -> bool:
        """A note of which only the date was written down; after a meeting it thanks."""
        return self.mine and self.channel == "note" and not (self.script or self.purpose)

    @property
    def mine(self) -> bool:
        """A real touch of mine that is no meeting: what breathing-room counts."""
        return self.real and self.outbound and self.channel != "meeting"


def event_of(touch: Touch, purposes: Mapping[str, str]) -> Event:
    """Turn a touch of the history into an event."""
    voicemail = touch.channel == "call" and touch.outcome == "voicemail"
    return Event(
        on=touch.date,
        channel="voicemail" if voicemail else touch.channel,
        outbound=touch.direction == "out",
        outcome=touch.outcome,
        purpose=touch.purpose or purposes.get(touch.script or ""),
        script=touch.script,
        item=touch.item,
        to=touch.to,
        callback=touch.callback,
        written=touch.channel,
    )


@dataclass(frozen=True)
class Story:
    """One prospect: the file, the calendar, the events of the history and those of the plan."""

    workspace: Workspace
    plan: Plan
    prospect: Prospect

    @property
    def policy(self) -> Policy:
        """The policy; the checker is never asked without one."""
        policy = self.workspace.policy
        assert policy is not None, "without a policy nothing is planned"
        return policy

    @cached_property
    def calendar(self) -> Calendar:
        """Their days and mine."""
        return Calendar(self.policy, self.prospect)

    @cached_property
    def past(self) -> tuple[Event, ...]:
        """What happened up to today, oldest first."""
        purposes = {script.key: script.purpose for script in self.workspace.scripts}
        touches = [t for t in self.prospect.touches if t.date <= self.plan.today]
        told = [event_of(t, purposes) for t in sorted(touches, key=lambda t: t.date)]
        before: Event | None = None
        for place, event in enumerate(told):
            if before and before.meeting and event.bare_note:
                told[place] = replace(event, purpose="thanks")
            before = event if event.real else before
        return tuple(told)

    @cached_property
    def touches(self) -> tuple[Action, ...]:
        """The planned touches, by date."""
        own = [a for a in self.plan.actions if a.prospect == self.prospect.slug and a.do == "touch"]
        return tuple(sorted(own, key=lambda a: a.date))

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """The history, then the plan."""
        told = list(self.past)
        for action in self.touches:
            event = Event(
                on=action.date, channel=action.channel, purpose=action.purpose,
                script=action.script, item=action.item, action=action, written=action.channel,
            )  # fmt: skip
            stages = self._stages(told, action.date)
            if action.channel == "call" and "met" in stages:
                event = replace(event, outcome="no_answer", perhaps=len(stages) > 1)
            told.append(event)
        return tuple(told)

    @cached_property
    def planned(self) -> tuple[tuple[int, Action], ...]:
        """Each planned touch with its place in `events`."""
        return tuple((i, e.action) for i, e in enumerate(self.events) if e.action)

    def before(self, place: int) -> tuple[Event, ...]:
        """Everything that comes before the event at this place."""
        return self.events[:place]

    # -- what the stage is on a day ------------------------------------------------------------

    def stages(self, place: int) -> frozenset[str]:
        """What the stage may count as for the event at this place; remembered."""
        known = self._stages_known
        if place not in known:
            known[place] = self._stages(self.before(place), self.events[place].on)
        return known[place]

    @cached_property
    def _stages_known(self) -> dict[int, frozenset[str]]:
        return {}

    def _stages(self, told: Sequence[Event], on: date) -> frozenset[str]:
        stage = self.prospect.stage
        if stage == "lead" and any(e.meeting for e in told):
            return frozenset({"lead", "met", "almost"})
        if stage != "met":
            return frozenset({stage})
        limit = self.policy.cadences.met.gap_bd[1]
        since = {self._counted_from(told, on) for on in (on, self.plan.today)} | {
            self._last_response(told, on)
        }
        spans = [self.calendar.count(day, on) for day in since if day]
        if spans and all(span > limit for span in spans):
            return frozenset({"almost"})
        if spans and all(span < limit for span in spans) and not self._gave(told):
            return frozenset({"met"})
        return frozenset({"met", "almost"})

    @staticmethod
    def _gave(told: Sequence[Event]) -> bool:
        """Whether the one valid purpose after a first meeting was served: no second follows soon."""
        heard = max((i for i, e in enumerate(told) if e.response), default=-1)
        return any(e.mine and e.purpose not in NO_STEP for e in told[heard + 1 :])

    def _counted_from(self, told: Sequence[Event], _on: date) -> date | None:
        live = [e.on for e in told if e.outcome in LIVE_OUTCOMES]
        first = told[0].on if told else None
        return max(live) if live else self.prospect.since or self.prospect.added or first

    def _last_response(self, told: Sequence[Event], _on: date) -> date | None:
        heard = [e.on for e in told if e.response]
        return max(heard) if heard else self.prospect.since

    # -- the silence ---------------------------------------------------------------------------

    def silence(self, place: int) -> tuple[Event, ...]:
        """My real touches since they last did something (attempts left out)."""
        return tuple(e for e in self._silent(place) if e.real)

    def perhaps(self, place: int) -> tuple[Event, ...]:
        """Planned calls of the silence that may or may not count as touches."""
        return tuple(e for e in self._silent(place) if e.perhaps)

    def _silent(self, place: int) -> list[Event]:
        told = list(self.before(place))
        last = max((i for i, e in enumerate(told) if e.response), default=-1)
        return told[last + 1 :]

    def rings(self, place: int) -> tuple[Event, ...]:
        """Unanswered rings since the last real touch (those that may be touches left out)."""
        rings: list[Event] = []
        for event in reversed(self.before(place)):
            if event.perhaps:
                break
            if event.attempt:
                rings.append(event)
            elif event.real:
                break
        return tuple(reversed(rings))

    def last_real(self, place: int) -> Event | None:
        """The last touch or response before this place: gaps count from here."""
        return next((e for e in reversed(self.before(place)) if e.real), None)

    def last_response(self, place: int) -> Event | None:
        """The last thing that they did before this place."""
        return next((e for e in reversed(self.before(place)) if e.response), None)

    def unanswered_breakup(self, place: int) -> int | None:
        """The place of a breakup of this silence, or None."""
        for back in range(place - 1, -1, -1):
            event = self.events[back]
            if event.response:
                return None
            if event.real and event.outbound and event.purpose == "breakup":
                return back
        return None

    # -- proposal ------------------------------------------------------------------------------

    def anchor(self, place: int) -> date | None:
        """What the steps of `proposal` count from."""
        last, since = self.last_response(place), self.prospect.since
        first = self.events[0].on if self.events and not self.events[0].action else None
        if last and since and self.calendar.count(last.on, since) > PITCH_BD:
            return since  # what they did so long before was no pitch
        return last.on if last else since or self.prospect.added or first

    def steps_done(self, place: int) -> int:
        """How many touches since the anchor count as steps."""
        start = self.anchor(place) or date.min
        return sum(
            e.mine and e.purpose not in NO_STEP and e.on >= start for e in self._silent(place)
        )

    @property
    def boldness(self) -> str:
        """Theirs, else the policy's."""
        return self.prospect.boldness or self.policy.boldness

    @property
    def steps(self) -> tuple[tuple[int, str], ...]:
        """The fixed steps: business days and channel."""
        chosen = getattr(self.policy.cadences.proposal.steps_bd, self.boldness)
        return tuple((step.bd, step.channel) for step in chosen)

    @property
    def skipped(self) -> int:
        """How many steps a restart leaves out: those on day 0."""
        return next((i for i, (bd, _) in enumerate(self.steps) if bd > 0), 0)

    def may_be_step(self, place: int) -> bool:
        """Whether this touch may be one of the fixed steps, however the steps are counted."""
        return self.prospect.stage == "proposal" and self.steps_done(place) < len(self.steps)

    def must_be_step(self, place: int) -> bool:
        """Whether this touch is a fixed step, however the steps are counted."""
        left = len(self.steps) - self.skipped
        return self.prospect.stage == "proposal" and self.steps_done(place) < left

    # -- what is owed --------------------------------------------------------------------------

    def unanswered(self, place: int) -> Event | None:
        """What they last wrote, if no touch of mine came after it."""
        for event in reversed(self.before(place)):
            if event.real and event.outbound:
                return None
            if event.real:
                return None if event.outcome in SETTLED else event
        return None

    @cached_property
    def promises(self) -> tuple[tuple[date, date], ...]:
        """Open promises as (made on, due by), soonest first; an answer keeps the first one due."""
        touches = sorted(
            (t for t in self.prospect.touches if t.date <= self.plan.today), key=lambda t: t.date
        )
        open_: list[tuple[date, date]] = []
        for touch, event in zip(touches, self.past, strict=True):
            if event.mine and event.purpose == "answer" and open_:
                open_.remove(min(open_))
            if touch.promised and not touch.promised.kept:
                open_.append((touch.promised.by, touch.date))
        return tuple((made, by) for by, made in sorted(open_))

    def promises_left(self, place: int) -> int:
        """How many promises the plan has not kept before this place."""
        kept = sum(
            e.action is not None and e.real and e.purpose == "answer" for e in self.before(place)
        )
        return max(0, len(self.promises) + bool(self.unanswered(len(self.past))) - kept)

    def note_owed(self, place: int) -> Event | None:
        """The last meeting, if no note was posted since."""
        told = self.before(place)
        met = max((i for i, e in enumerate(told) if e.meeting), default=None)
        if met is None:
            return None
        noted = any(e.mine and e.channel == "note" for e in told[met + 1 :])
        return None if noted else told[met]

    @cached_property
    def no_said_on(self) -> date | None:
        """The day of their no, for the stage `declined`."""
        said = [e.on for e in self.past if e.outcome == "declined" and e.written != "invite"]
        heard = [e.on for e in self.past if e.response]
        if said:
            return said[-1]
        return self.prospect.since or (heard[-1] if heard else None)

    def thanked(self, place: int) -> bool:
        """Whether the thank-you after their no is behind us."""
        told = self.before(place)
        said = [i for i, e in enumerate(told) if e.outcome == "declined" and e.written != "invite"]
        no = max(said, default=None)
        if no is None:
            since = self.no_said_on
            later = [e for e in told if since and e.on > since]
        else:
            later = list(told[no + 1 :])
        return any(
            e.mine
            and (
                e.purpose in {"thanks", "closing"}
                or (e.channel in {"note", "email"} and e.script is None)
            )
            for e in later
        )

    # -- the date they named -------------------------------------------------------------------

    @cached_property
    def named(self) -> date | None:
        """The date they named: the file's, else the last one of a touch."""
        if self.prospect.callback:
            return self.prospect.callback
        said = [t for t in self.prospect.touches if t.callback and t.date <= self.plan.today]
        return max(said, key=lambda t: t.date).callback if said else None

    @property
    def known_since(self) -> date | None:
        """The day from which a wait counts where they never did anything."""
        first = next((e.on for e in self.past if e.real), None)
        return self.prospect.since or self.prospect.added or first

    def span(self, place: int, *, strict: bool) -> tuple[date, date] | None:
        """The days on which the named date may be kept, before rounding to a business day."""
        if self.named is None:
            return None
        tact = self.policy.tact
        earliest = self.named - timedelta(days=tact.callback_early_max_days)
        last = self.last_response(place)
        base = last.on if last else self.known_since
        if base and base < self.named:
            wait = (self.named - base).days * tact.callback_fraction
            whole = math.ceil(wait - 1e-9) if strict else math.floor(wait + 1e-9)
            earliest = max(earliest, base + timedelta(days=whole))
        return earliest, self.named

    def kept_as_it_stood(self, place: int) -> bool:
        """Whether a real touch, theirs or mine, lay in the span as it was before that touch.

        A talk in the span is a response, and would make the span begin anew after itself.
        """
        told = self.before(place)
        naming = max((i for i, e in enumerate(told) if e.callback == self.named), default=-1)
        for at, event in enumerate(told):
            span, last = self.span(at, strict=True), self.last_response(at)
            if at > naming and event.real and last and span and event.on >= span[0]:
                return True
        return False

    def callback_open(self, place: int) -> bool:
        """Whether the named date may still want keeping: no touch of mine in its span or after."""
        span = self.span(place, strict=True)
        last = self.last_response(place)
        if span is None or (last and last.on > span[1]):
            return False
        since = last.on if last else date.min
        first = span[1] if self._on_the_day(place) else span[0]
        return not any(
            e.mine
            and e.on >= first
            and e.on > since
            and (last or e.on >= span[1] or self._meant(e))
            for e in self.before(place)
        )

    def _meant(self, event: Event) -> bool:
        """Whether a touch was meant for a date of which no touch tells: a ring, or its own words."""
        own = [s for s in self.workspace.scripts if s.when == "callback"]
        if self.workspace.channels[event.channel].by == "phone":
            return True
        channel_has_none = all(s.channel != event.channel for s in own)
        return channel_has_none or event.script in {s.key for s in own}

    def _on_the_day(self, place: int) -> bool:
        """Whether they are met and have not responded since: then the date is kept on its day."""
        told = self.before(place)
        met = next((i for i, e in enumerate(told) if e.meeting), None)
        new = self.prospect.stage in {"lead", "met"} and met is not None
        return new and not any(e.response for e in told[(met or 0) + 1 :])

    # -- ways to reach them --------------------------------------------------------------------

    def opted_out(self, channel: str) -> bool:
        """Whether they asked not to be contacted this way; files of one person hold for each."""
        words = {word for p in self._same_person() for word in p.opt_out}
        more = self.workspace.channels[channel].opt_out_with
        return "all" in words or channel in words or any(word in words for word in more)

    def _same_person(self) -> list[Prospect]:
        own = self.prospect
        return [
            other
            for other in self.workspace.prospects
            if other.slug == own.slug
            or (_same_mail(own, other) and not _shares("email", own, other))
            or (_same_phone(own, other) and not _shares("phone", own, other))
        ]

    def known(self, channel: str) -> bool:
        """Whether what the channel needs is in the file."""
        has = {
            "phone": self.prospect.phone, "email": self.prospect.email,
            "address": self.prospect.address, "handle": self.prospect.links,
        }  # fmt: skip
        return all(has[need] for need in self.workspace.channels[channel].needs)

    def line(self, channel: str) -> str | None:
        """The address or number that the channel uses."""
        return {
            "phone": self.prospect.phone, "email": self.prospect.email,
            "post": self.prospect.address,
        }.get(self.workspace.channels[channel].by)  # fmt: skip

    def bounced(self, channel: str) -> bool:
        """Whether the line is known to be dead: bounced, unchanged, and nothing arrived since."""
        by = self.workspace.channels[channel].by
        dead = False
        for event in self.past:
            known = self.workspace.channels.get(event.written)
            if known is None or known.by != by:
                continue
            if event.outcome == "bounced" and event.to:
                if _alike(event.to, self.line(channel)):
                    return True
            elif event.outcome == "bounced":
                dead = True
            elif event.real:
                dead = False
        return dead


def _alike(one: str | None, other: str | None) -> bool:
    return "".join((one or "").split()).casefold() == "".join((other or "").split()).casefold()


def _same_mail(one: Prospect, other: Prospect) -> bool:
    return bool(one.email) and _alike(one.email, other.email)


def _same_phone(one: Prospect, other: Prospect) -> bool:
    def digits(text: str | None) -> str:
        return "".join(c for c in text or "" if c.isdigit())

    return bool(one.phone) and digits(one.phone) == digits(other.phone)


def _shares(what: str, *prospects: Prospect) -> bool:
    return any(what in p.shared for p in prospects)


def rules_of(action: Action) -> frozenset[str]:
    """Give the names of the rules that an action says it follows.

    That I never use a channel is a rule of capacity, too, and moves nothing: it does not count.
    """
    return frozenset(r.rule for r in action.because if "your capacity allows none" not in r.says)


def stories(workspace: Workspace, plan: Plan) -> Iterable[Story]:
    """Give the story of every readable prospect."""
    return (Story(workspace, plan, prospect) for prospect in workspace.prospects)
