"""A playbook root becomes a workspace: everything good in it, and every fault beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from generator.model.prospect import Prospect
from generator.model.workspace import Unreadable, Workspace
from generator.reading.countries import Places
from generator.reading.files import walk
from generator.reading.people import one_file_each
from generator.reading.prospects import Read, Setting, read_prospects
from generator.reading.scripts import read_scripts
from generator.reading.settings import read_channels, read_my_places, read_policy, read_shelf

_HOME = "GB"


def read_workspace(root: Path, last_day: date) -> Workspace:
    """Read all files of the playbook at `root`; a touch after `last_day` is a fault.

    Fails closed: a prospect with any fault is under `unreadable`, and nothing is planned from it.
    The scripts still lack their `slots`: those are found by the room that knows the words.
    """
    channels, channel_faults = read_channels(root)
    policy, policy_faults = read_policy(root, channels)
    scripts, script_faults = read_scripts(root, channels)
    shelf, shelf_faults = read_shelf(root)
    people = read_prospects(root, Setting(channels, last_day))
    people = one_file_each(people, policy.me.country if policy else _HOME)
    faults = channel_faults + policy_faults + script_faults + shelf_faults
    return Workspace(
        policy,
        channels,
        tuple(sorted(_good(people), key=lambda prospect: prospect.slug)),
        scripts,
        shelf,
        tuple(
            _unreadable(read)
            for read in sorted(people, key=lambda r: r.slug)
            if read.problems and read.slug
        ),
        tuple(sorted({*faults, *(fault for read in people for fault in read.problems)})),
        _pages(root / "playbook"),
        _places(read_my_places(root), people),
    )


def _places(mine: Places, people: tuple[Read, ...]) -> Places:
    return mine | {at: place for read in people for at, place in read.places.items()}


def _pages(folder: Path) -> frozenset[str]:
    return frozenset(file.relative_to(folder).as_posix() for file in walk(folder, ".md")[0])


def _good(people: tuple[Read, ...]) -> list[Prospect]:
    return [read.prospect for read in people if read.prospect is not None]


def _unreadable(read: Read) -> Unreadable:
    return Unreadable(read.slug, read.path, tuple(sorted(read.problems)))
