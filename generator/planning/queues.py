"""What waits for one day's work: by channel and by how pressing it is, the most pressing first."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from generator.planning.due import OPEN, Due, urgency_of

Key = tuple[int, date, str]


class Lane(NamedTuple):
    """What competes for the same room: one channel, equally urgent, goodbyes among themselves."""

    channel: str
    urgency: int
    goodbye: bool


class Queues:
    """The steps of a day that wait for room."""

    def __init__(self, waiting: Mapping[str, Due]) -> None:
        self._waiting = waiting
        self._lanes: dict[Lane, list[tuple[Key, int, Due]]] = {}
        self._pushed = 0

    def push(self, due: Due, day: date) -> None:
        """Let a step compete for `day`."""
        due.urgency = urgency_of(due, day)
        self._pushed += 1
        lane = Lane(due.choice.option.channel, due.urgency, due.choice.step.is_breakup)
        heapq.heappush(self._lanes.setdefault(lane, []), (due.key(day), self._pushed, due))

    def turn_late(self, day: date) -> None:
        """Move what turned late to the lanes of the late, each once."""
        for lane, heap in list(self._lanes.items()):
            if lane.urgency != OPEN:
                continue
            late = [due for _, _, due in heap if due.latest(day) < day]
            if late:
                self._lanes[lane] = [e for e in heap if e[2].latest(day) >= day]
                heapq.heapify(self._lanes[lane])
                for due in late:
                    self.push(due, day)

    def pop(self, may: Callable[[Lane], bool]) -> Due | None:
        """Take out the most pressing step of the lanes that may go on, or None."""
        while open_ := [(h[0][0], lane) for lane, h in self._lanes.items() if h and may(lane)]:
            due = heapq.heappop(self._lanes[min(open_)[1]])[2]
            if self._waiting.get(due.slug) is due:
                return due
        return None

    def take_out(self, stays: Callable[[Due], bool]) -> list[Due]:
        """Take out all but what `stays` for the next day."""
        left: list[Due] = []
        for lane, heap in self._lanes.items():
            kept = [entry for entry in heap if stays(entry[2])]
            if len(kept) < len(heap):
                numbers = {number for _, number, _ in kept}
                left += [due for _, number, due in heap if number not in numbers]
                self._lanes[lane] = kept
                heapq.heapify(kept)
        return [due for due in left if self._waiting.get(due.slug) is due]

    def late_on(self, day: date) -> Iterator[tuple[Lane, Iterator[Due]]]:
        """Give of each lane what will be late after `day`."""
        for lane, heap in self._lanes.items():
            yield (
                lane,
                (
                    due
                    for _, _, due in heap
                    if due.latest(day) <= day and self._waiting.get(due.slug) is due
                ),
            )
