"""Facts that are worked out when first asked for, and kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class lazily(Generic[T]):  # noqa: N801 — it reads as a decorator
    """A property that works once, as `functools.cached_property`, but without its lock.

    Before Python 3.12 that one holds a lock while it works, which costs more than most of the
    facts of a history do; the planner asks for hundreds of thousands, in one thread.
    """

    def __init__(self, work: Callable[[Any], T]) -> None:
        self.work = work
        self.name = work.__name__
        self.__doc__ = work.__doc__

    def __get__(self, instance: object, owner: type | None = None) -> T:
        """Work it out; from now on the instance itself has it."""
        kept: T = self.work(instance)
        instance.__dict__[self.name] = kept
        return kept
