"""Of which touch a script speaks when it says `last`: not always of the last one.

They ask, you thank them for something else, and then you answer: "you asked me on Friday" is about
the question, whatever lies between. The planner and the words both ask here.
"""

from __future__ import annotations

from generator.model.history import History
from generator.model.prospect import Prospect, Touch
from generator.model.script import Script

_PROMISED = "last.promised"


def touch_meant(script: Script, prospect: Prospect, history: History) -> Touch | None:
    """Give the touch that `last` means in a script.

    Words that name a promise speak of the touch at which the one due first was made; an answer, of
    the question that is open, else of that promise; words for a named date, of the touch that named
    it; all others of the last touch, whoever made it.
    """
    promise = history.promises[0][0] if history.promises else None
    if promise and (_PROMISED in script.needs or _PROMISED in script.slots):
        return promise
    if script.purpose == "answer":
        return history.unanswered or promise or history.last
    if script.when == "callback" and prospect.callback:
        named = (t for t in reversed(history.real) if t.callback == prospect.callback)
        return next(named, history.last)
    return history.last
