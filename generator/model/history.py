"""What a prospect's touches say, up to a day: the facts that the planner and the pages share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import pairwise

from generator.model.lazily import lazily
from generator.model.prospect import Prepared, Promise, Prospect, Touch
from generator.model.shelf import Item

_NO_QUESTION = frozenset({"connected", "held", "attended", "accepted", "declined"})
"""What they do that waits for no answer: we talked, or they said yes or no."""


@dataclass(frozen=True)
class History:
    """The touches of one prospect, oldest first, and what follows from them.

    `purposes` gives the purpose of each script by its key, for touches that name none themselves.
    """

    touches: tuple[Touch, ...]
    purposes: Mapping[str, str]
    promising: frozenset[str] = frozenset()
    """The scripts whose words are about a promise: they answer no question."""

    @classmethod
    def of(
        cls,
        prospect: Prospect,
        today: date,
        purposes: Mapping[str, str],
        promising: frozenset[str] = frozenset(),
    ) -> History:
        """Read the history of `prospect` up to and including `today`."""
        return cls(prospect.history(today), purposes, promising)

    def with_touches(self, touches: tuple[Touch, ...]) -> History:
        """Read other touches of the same person."""
        return History(touches, self.purposes, self.promising)

    def purpose_of(self, touch: Touch) -> str | None:
        """Give the touch's own purpose, else its script's; a bare note after a meeting thanks."""
        named = touch.purpose or self.purposes.get(touch.script or "")
        return named or ("thanks" if touch in self._bare_notes else None)

    @lazily
    def _bare_notes(self) -> tuple[Touch, ...]:
        """Notes logged without script or purpose as the first touch after a meeting held."""
        return tuple(
            touch
            for before, touch in pairwise(self.real)
            if touch.channel == "note"
            and touch.direction == "out"
            and not (touch.script or touch.purpose)
            and before in self.meetings
        )

    @lazily
    def real(self) -> tuple[Touch, ...]:
        """Touches and responses; no attempts, bounces or rehearsals."""
        return tuple(t for t in self.touches if t.is_real)

    @lazily
    def last(self) -> Touch | None:
        """The last real touch or response: gaps count from here."""
        return self.real[-1] if self.real else None

    @lazily
    def last_response(self) -> Touch | None:
        """The last thing that the prospect did."""
        return next((t for t in reversed(self.real) if t.is_response), None)

    @lazily
    def unreturned(self) -> tuple[Touch, ...]:
        """My touches since they last did something, oldest first."""
        streak: list[Touch] = []
        for touch in reversed(self.real):
            if touch.is_response:
                break
            streak.append(touch)
        return tuple(reversed(streak))

    @property
    def streak(self) -> int:
        """How many touches in a row came back unanswered."""
        return len(self.unreturned)

    @property
    def touch_number(self) -> int:
        """The number that the next touch has since they last did something."""
        return self.streak + 1

    @lazily
    def attempts(self) -> tuple[Touch, ...]:
        """Rings that nobody answered since the last real touch."""
        rings: list[Touch] = []
        for touch in reversed(self.touches):
            if touch.is_attempt:
                rings.append(touch)
            elif touch.is_real:
                break
        return tuple(reversed(rings))

    @lazily
    def meetings(self) -> tuple[Touch, ...]:
        """Meetings held, oldest first."""
        return tuple(
            t for t in self.real if t.channel == "meeting" and t.outcome in {"held", "attended"}
        )

    def comes_to(self, items: Mapping[str, Item], on: date) -> tuple[Touch, Item] | None:
        """Give the next event after `on` that they said yes to, and the touch at which they did.

        A no takes the yes back, that to this event, or to all where it names none.
        """
        coming = [
            (event.date, touch, event)
            for item, touch in self._said_yes.items()
            if (event := items.get(item)) and event.kind == "event"
            if event.date and event.date > on
        ]
        return min(coming, key=lambda c: (c[0], c[2].id))[1:] if coming else None

    @lazily
    def _said_yes(self) -> dict[str, Touch]:
        """The invitations that they accepted and did not decline later."""
        said: dict[str, Touch] = {}
        for touch in self.real:
            if touch.outcome == "accepted" and touch.item:
                said[touch.item] = touch
            elif touch.outcome == "declined" and touch.item:
                said.pop(touch.item, None)
            elif touch.outcome == "declined":
                said.clear()
        return said

    @lazily
    def promises(self) -> tuple[tuple[Touch, Promise], ...]:
        """What I promised and have not done, with the touch at which I did, soonest first.

        A later touch made to answer keeps the promise that was due first, unless it is the one by
        which a promise was kept that says so itself.
        """
        told = {t.promised.kept for t in self.touches if t.promised}
        made = [(n, t, t.promised) for n, t in enumerate(self.touches) if t.promised]
        open_ = sorted(((n, t, p) for n, t, p in made if not p.kept), key=lambda entry: entry[2].by)
        for at in (n for n in self._answers if self.touches[n].date not in told):
            kept = next((entry for entry in open_ if entry[0] < at), None)
            if kept:
                open_.remove(kept)
        return tuple((touch, promised) for _, touch, promised in open_)

    @lazily
    def _answers(self) -> tuple[int, ...]:
        """The places of answers that keep a promise: not those to a question still open then."""
        places = []
        asked: Touch | None = None
        for at, touch in enumerate(self.touches):
            if not touch.is_real:
                continue
            mine = touch.direction == "out"
            kept = asked is None or touch.script in self.promising
            if mine and kept and self.purpose_of(touch) == "answer":
                places.append(at)
            asked = self.still_asked(asked, touch)
        return tuple(places)

    def unused(self, prepared: Iterable[Prepared]) -> tuple[Prepared, ...]:
        """Give what was made ready and went out with no touch of mine since.

        A touch that names no thing is taken to have carried what was ready for its channel.
        """
        mine = [t for t in self.real if t.direction == "out"]
        return tuple(made for made in prepared if not any(_carried(made, t) for t in mine))

    @property
    def promise_due(self) -> str | None:
        """What I promised and owe soonest, in words."""
        return self.promises[0][1].what if self.promises else None

    @lazily
    def unanswered(self) -> Touch | None:
        """What they last wrote or asked, if nothing of mine followed; thanks answer nothing."""
        return reduce(self.still_asked, self.real, None)

    def still_asked(self, asked: Touch | None, touch: Touch) -> Touch | None:
        """Give the question that is open after `touch`; `asked` is the one open before it."""
        if touch.direction == "out":
            other = self.purpose_of(touch) == "thanks" or touch.script in self.promising
            return asked if other else None
        if touch.callback:
            return None  # who names a date has asked for that day, not for an answer now
        is_silent = asked is not None and bool(asked.said) and not touch.said
        return asked if is_silent or touch.outcome in _NO_QUESTION else touch

    @lazily
    def said(self) -> tuple[tuple[date, str], ...]:
        """What they told me, newest first."""
        return tuple((t.date, t.said.strip()) for t in reversed(self.real) if t.said)


def _carried(made: Prepared, touch: Touch) -> bool:
    went = touch.channel == made.channel and touch.date >= made.date
    return went and (not touch.item or not made.item or touch.item == made.item)
