"""Of which touch a script speaks when it says `last`: not always of the last one.

They ask, you thank them for something else, and then you answer: "you asked me on Friday" is about
the question, whatever lies between. And what I sent says nothing of theirs: words that need a
sentence of theirs speak of the last time that they said one. The planner and the words both ask
here.
"""

from __future__ import annotations

from generator.model.history import History
from generator.model.prospect import Promise, Prospect, Touch
from generator.model.script import Script

_PROMISED, _SAID = "last.promised", "last.said"


def touch_meant(script: Script, prospect: Prospect, history: History) -> Touch | None:
    """Give the touch that `last` means in a script.

    Words that name a promise speak of the touch at which the one due first was made; an answer, of
    the question that is open, else of that promise; words for a named date, of the touch that named
    it; all others of the last touch, whoever made it. Where that one is mine alone and the words
    need a sentence of theirs, it is their last touch with one to quote.
    """
    promise = history.promises[0][0] if history.promises else None
    if promise and _names_promise(script):
        return promise
    if script.when == "callback" and prospect.callback and script.purpose != "answer":
        named = (t for t in reversed(history.real) if t.callback == prospect.callback)
        return next(named, history.last)
    meant = history.last
    if script.purpose == "answer":
        meant = history.unanswered or promise or history.last
    return _last_said(history) or meant if _is_mute(meant) and _SAID in script.needs else meant


def promise_meant(script: Script, history: History) -> Promise | None:
    """Give the promise that a script keeps, the one due first; a question comes before it."""
    promise = history.promises[0][1] if history.promises else None
    answers = script.purpose == "answer" and history.unanswered is None
    return promise if answers or _names_promise(script) else None


def _names_promise(script: Script) -> bool:
    return _PROMISED in script.needs or _PROMISED in script.slots


def _is_mute(touch: Touch | None) -> bool:
    """Whether a touch is mine alone, and nothing of theirs is written down with it."""
    return touch is not None and not touch.said and not touch.is_response


def _last_said(history: History) -> Touch | None:
    """Give the last touch of theirs that has something to quote, else the last of theirs."""
    theirs = (touch for touch in reversed(history.real) if touch.is_response and touch.said)
    return next(theirs, history.last_response)
