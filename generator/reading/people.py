"""One person, two files: found by e-mail address and telephone, however the number is written."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from generator.model.problem import Problem
from generator.model.telephone import digits
from generator.reading.prospects import Read


def one_file_each(reads: tuple[Read, ...], country: str) -> tuple[Read, ...]:
    """Find people who have two files; refuse the later, and let an opt-out in either hold for both.

    `country` is mine: the one whose code a number without a prefix has where a file names none.
    """
    same = _same(reads, country)
    if not same:
        return reads
    groups = _groups(same)
    return tuple(_judged(read, same, groups, reads) for read in reads)


Same = dict[str, dict[str, str]]
"""For each slug the other slugs with whom it shares an address or a number, and which."""


def _same(reads: tuple[Read, ...], country: str) -> Same:
    owners: dict[tuple[str, str], list[Read]] = defaultdict(list)
    for read in reads:
        for kind, value in _ways(read, country):
            owners[kind, value].append(read)
    same: Same = defaultdict(dict)
    for (kind, _), sharing in owners.items():
        alone = [read for read in sharing if kind not in read.contact.shared]
        for read in alone:
            for other in alone:
                if other.slug != read.slug:
                    same[read.slug].setdefault(other.slug, kind)
    return same


def _ways(read: Read, country: str) -> Iterator[tuple[str, str]]:
    contact = read.contact
    if contact.email:
        yield "email", contact.email.casefold()
    if contact.phone:
        yield "phone", digits(contact.phone, contact.country or country)


def _groups(same: Same) -> dict[str, frozenset[str]]:
    """Give for each slug all those that are one person with it, by whatever chain."""
    groups: dict[str, frozenset[str]] = {}
    for slug in same:
        if slug in groups:
            continue
        found, waiting = {slug}, [slug]
        while waiting:
            new = set(same[waiting.pop()]) - found
            found |= new
            waiting += new
        groups |= dict.fromkeys(found, frozenset(found))
    return groups


def _judged(
    read: Read, same: Same, groups: dict[str, frozenset[str]], reads: tuple[Read, ...]
) -> Read:
    earlier = sorted(other for other in same.get(read.slug, {}) if other < read.slug)
    if earlier:
        fault = _fault(read, earlier[0], same[read.slug][earlier[0]])
        return replace(read, prospect=None, problems=(*read.problems, fault))
    if read.prospect is None or read.slug not in groups:
        return read
    refused: dict[str, None] = dict.fromkeys(read.prospect.opt_out)
    for other in reads:
        if other.slug in groups[read.slug]:
            refused |= dict.fromkeys(_opt_out(other))
    return replace(read, prospect=read.prospect.model_copy(update={"opt_out": tuple(refused)}))


def _opt_out(read: Read) -> tuple[str, ...]:
    """Give what a file opts out of; where that cannot be understood, it may be everything."""
    if read.prospect is not None:
        return read.prospect.opt_out
    faulty = any("opt_out" in fault.message + fault.hint for fault in read.problems)
    return ("all",) if faulty else read.contact.opt_out


def _fault(read: Read, other: str, kind: str) -> Problem:
    what = "e-mail address" if kind == "email" else "telephone number"
    message = f"{other} has the same {what} ({kind}): one person, two files"
    hint = f"Make one file of both, or if it is not theirs alone write `shared: [{kind}]`."
    at = read.contact.places[0 if kind == "email" else 1]
    return Problem(read.path, at.line, at.column, message, hint)
