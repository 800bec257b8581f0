"""The one door through which every change to a user's file goes.

No other code of the package opens a user's file for writing (a test says so; the site, an export
and a sheet are output, not the user's). What goes through it is safe in this order:

1. One lock for the whole playbook is held over reading, changing and writing (`lock.py`).
2. A change that was cut short by a crash is completed or taken back, stale files are swept.
3. The files are read, and the caller's `Rewrite` makes of each its new bytes, or refuses.
4. Each new file is written beside the old one, with its mode bits, and forced to the disk; then it
   is read back and compared. A link is followed: its target is replaced, the link stays.
5. The old files are read once more. If one is not what was read before, somebody wrote without the
   lock (an editor): all begins again at 3, once, then the door refuses.
6. A record of the whole (`record.py`) is forced to the disk as `.playbook/undo/000007.pending`.
7. The new files take the places of the old ones, each in one step, undisturbed by Ctrl-C.
8. The folders are forced to the disk, and the record becomes `000007.json`: what `undo` takes back.

A crash before 7 leaves the old files; after 7, the new ones. Within 7, of several files, some may
be new: the next writer sees the pending record. If all files are new it keeps it; else it puts the
old bytes back, because the command that was cut short never said that anything was saved. A file
that is neither old nor new was edited by hand since: then nothing is touched, and that is said.

What goes wrong is raised: NotSavedError (exit 3) if nothing changed, UnsureError (exit 4) if a
change is on the disk and could not be taken back. That a folder could not be forced to the disk is
no exception but `Saved.durable` (exit 4): the change is made and can be read.
"""

from __future__ import annotations

import contextlib
import re
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from json import JSONDecodeError
from pathlib import Path, PurePosixPath

from generator.writing.disk import PRIVATE, Disk, undisturbed
from generator.writing.lock import TRIES, locked
from generator.writing.record import Change, Record, Splice, fingerprint, is_guarded, safe_path
from generator.writing.refusal import BusyError, ChangedError, NotSavedError, UnsureError

HOME = ".playbook"
UNDO = "undo"
LEVELS = 300
"""How many changes can be taken back; older records are dropped."""

_NUMBERED = re.compile(r"(\d{6})\.(json|pending)")
_ANYBODY = 0o666
_FOLDER_MODE = 0o777
_IGNORED = b"# Made by playbook: its lock, and what undo needs. Not for git.\n*\n"

Rewrite = Callable[[bytes | None], bytes | None]
"""Makes of a file's bytes its new ones. None is no file. It may raise NotSavedError."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written: nothing, if every file was as it should be already.

    `durable` is False where the system would not say that the folders are on the disk. `notes`
    tell of earlier changes that were found cut short.
    """

    changes: tuple[Change, ...]
    durable: bool = True
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Staged:
    """A change that lies ready beside its target; `beside` is None where a file is to go."""

    change: Change
    target: Path
    beside: Path | None
    backup: Path | None


class Door:
    """The door of the playbook at `root`. `tries` says how long to wait for the lock."""

    def __init__(self, root: Path, disk: Disk | None = None, tries: int = TRIES) -> None:
        self.root = root
        self._disk = disk or Disk()
        self._tries = tries
        self._home = root / HOME
        self._log = self._home / UNDO
        ours = sha256(str(root.resolve()).encode()).hexdigest()[:8]
        self._mark = f".{ours}-"
        self._stale = re.compile(rf"\.{ours}-[0-9a-f]{{12}}\.playbook-tmp")

    def preview(self, wanted: Mapping[str, Rewrite]) -> tuple[Change, ...]:
        """Say what `save` would change; nothing is written, and no lock is taken."""
        return self._changes(wanted)

    def save(self, wanted: Mapping[str, Rewrite], said: str) -> Saved:
        """Rewrite files, all or none; `said` is the sentence that `undo` names it by."""
        with self._inside(said) as notes:
            return self._save(wanted, said, notes)

    def undo(self) -> tuple[str, Saved]:
        """Take the last change back, byte for byte; give its sentence.

        One that was cut short is the last: its sentence is empty, and the notes tell what was done.
        NotSavedError where there is none, or where a file of it changed since.
        """
        with self._inside("undo") as notes:
            if notes:
                return "", Saved((), durable=True, notes=tuple(notes))
            number, record = self._last()
            wanted = self._ways_back(number, record)
            return record.said, self._save(wanted, f"undo: {record.said}", notes, undoes=number)

    def erase(self, path: str, wanted: Mapping[str, Rewrite]) -> Saved:
        """Remove a file for good, after rewriting others: no record keeps a word of it.

        Nothing of this can be taken back. The file goes last, so that a crash before leaves it, and
        the same command typed again goes on where it was cut short.
        """
        with self._inside("forget") as notes:
            saved = self._save(wanted, "forget", notes)
            try:
                if saved.changes:
                    self._disk.remove(self._file_of(self._numbers("json")[-1], "json"))
                for name in self._disk.names(self._log):
                    self._purge(self._log / name, path)
                target, link = self._target(path), self.root / safe_path(path)
                self._disk.remove(target)
                self._disk.remove(link)
                for folder in {target.parent, link.parent, self._log}:
                    self._disk.sync_folder(folder)
            except OSError as error:
                msg = f"{_trouble(path, error)}. The same command again completes it"
                raise UnsureError(msg) from error
            return saved

    def read(self, path: str) -> bytes | None:
        """Give the bytes of a file, None where there is none; NotSavedError for what is no file."""
        return self._read(self._target(path), path)

    def previous(self) -> tuple[Record, tuple[Change, ...]]:
        """Say what `undo` would do, without doing it."""
        number, record = self._last()
        return record, self._changes(self._ways_back(number, record))

    def history(self) -> tuple[str, ...]:
        """Give the sentences of all changes that can be taken back, the last first.

        A record that is damaged has its place among them, and says so.
        """
        return tuple(self._sentence(number) for number in reversed(self._numbers("json")))

    def _sentence(self, number: int) -> str:
        try:
            return self._read_record(number, "json").said
        except NotSavedError:
            return f"(damaged: {HOME}/{UNDO}/{number:06d}.json; take that file away)"

    # --- reading and changing -----------------------------------------------------------------

    def _changes(self, wanted: Mapping[str, Rewrite]) -> tuple[Change, ...]:
        made: list[Change] = []
        named: dict[Path, str] = {}
        for path, rewrite in wanted.items():
            target = self._target(path)
            other = named.setdefault(target, path)
            if other != path:
                msg = f"{other} and {path} are one file: take one of the two names away"
                raise NotSavedError(msg)
            before = self._read(target, path)
            made.append(Change(path, before, rewrite(before)))
        return tuple(change for change in made if change.before != change.after)

    def _target(self, path: str) -> Path:
        """Give the file that is really meant: where a link leads, its target."""
        self._refuse_lost_folder(path)
        try:
            target = (self.root / safe_path(path)).resolve()
        except (OSError, RuntimeError, ValueError) as error:
            msg = f"{path} leads to no file ({error})"
            raise NotSavedError(msg) from error
        inside = self._below_root(target)
        if is_guarded(target.parts if inside is None else inside.parts):
            msg = f"{path} leads into files of git or of playbook itself: take the link away"
            raise NotSavedError(msg)
        return target

    def _refuse_lost_folder(self, path: str) -> None:
        """Refuse to make a folder where a link leads: the disk that it is on may not be there."""
        for above in PurePosixPath(path).parents:
            folder = self.root / above
            if folder.is_symlink() and not folder.exists():
                msg = f"{above} is a link that leads to no folder: is the disk there that it is on?"
                raise NotSavedError(msg)

    def _below_root(self, target: Path) -> Path | None:
        """Give the way from the root to a file; None where it lies elsewhere."""
        root = self.root.resolve()
        return target.relative_to(root) if target.is_relative_to(root) else None

    def _refuse_strange(self, record: Record) -> None:
        """Refuse a record that makes files outside: it and the link may be from a stranger's clone.

        What lies there already and is what the record says was written by us, through the link.
        """
        for splice in record.splices:
            target = self._target(splice.path)
            if self._below_root(target) is None and not target.exists():
                msg = f"{splice.path} leads out of the playbook, to where there is no such file"
                raise NotSavedError(msg)

    def _ways_back(self, number: int, record: Record) -> dict[str, Rewrite]:
        try:
            self._refuse_strange(record)
        except NotSavedError as error:
            raise _not_to_be_followed(self._file_of(number, "json"), error) from error
        return {splice.path: _way_back(splice) for splice in record.splices}

    def _read(self, target: Path, path: str) -> bytes | None:
        try:
            return self._disk.read(target)
        except OSError as error:
            raise NotSavedError(_trouble(path, error)) from error

    # --- writing ------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _inside(self, doing: str) -> Iterator[list[str]]:
        """Hold the lock; first set right what a crash has left."""
        for folder in (self._home, self._log):
            if folder.is_symlink():  # a stranger's clone could have us write anywhere
                name = folder.relative_to(self.root).as_posix()
                msg = f"{name} is a link, and must be a folder: take the link away"
                raise NotSavedError(msg)
        try:
            self._disk.make_folder(self._home)
            self._disk.make_folder(self._log)
        except OSError as error:
            raise NotSavedError(_trouble(HOME, error)) from error
        with locked(self._home, doing, self._disk, self._tries):
            yield self._recover()

    def _save(
        self,
        wanted: Mapping[str, Rewrite],
        said: str,
        notes: list[str],
        *,
        undoes: int | None = None,
    ) -> Saved:
        try:
            changes, durable = self._attempt(wanted, said, undoes)
        except ChangedError:
            changes, durable = self._attempt(wanted, said, undoes)
        return Saved(changes, durable, tuple(notes))

    def _attempt(
        self, wanted: Mapping[str, Rewrite], said: str, undoes: int | None
    ) -> tuple[tuple[Change, ...], bool]:
        changes = self._changes(wanted)
        if not changes and undoes is None:
            return (), True
        self._sweep(changes)
        staged: list[_Staged] = []
        pending: Path | None = None
        where = said
        try:
            for change in changes:  # one by one: those that lie ready are swept if one cannot
                where = change.path
                staged.append(self._stage(change, backed_up=len(changes) > 1))
            self._refuse_changed(staged)
            record = Record(said, tuple(Splice.of(change) for change in changes), undoes)
            pending = self._announce(record)
        except OSError as error:
            self._clear(staged)
            raise NotSavedError(_trouble(where, error)) from error
        except BaseException:
            self._clear(staged)
            raise
        with undisturbed():
            durable = self._exchange(staged, pending)
            self._settle(pending, undoes)
        self._clear(staged)
        return changes, durable

    def _stage(self, change: Change, *, backed_up: bool) -> _Staged:
        """Write the new file beside the old one; where several go together, the old one too."""
        target = self._target(change.path)
        mode = self._disk.mode(target)
        if mode is not None and not self._disk.may_write(target):
            msg = f"{change.path} is not to be written: you have made it read-only"
            raise NotSavedError(msg)
        if change.after is None:
            return _Staged(change, target, None, self._back_up(change, target, mode))
        if change.before is None:
            self._disk.make_folder(target.parent, _FOLDER_MODE)
        beside = self._write_beside(target, change.after, mode)
        backup = self._back_up(change, target, mode) if backed_up else None
        return _Staged(change, target, beside, backup)

    def _back_up(self, change: Change, target: Path, mode: int | None) -> Path | None:
        """Keep the old bytes at hand, so that taking back needs no room on the disk."""
        return None if change.before is None else self._write_beside(target, change.before, mode)

    def _write_beside(self, target: Path, data: bytes, mode: int | None) -> Path:
        beside = target.parent / f"{self._mark}{secrets.token_hex(6)}.playbook-tmp"
        try:
            self._write(beside, data, _ANYBODY if mode is None else PRIVATE)
            if mode is not None:
                self._disk.set_mode(beside, mode)
            self._read_back(beside, target, data)
        except BaseException:
            self._drop(beside)
            raise
        return beside

    def _read_back(self, beside: Path, target: Path, data: bytes) -> None:
        if self._disk.read(beside) != data:
            msg = f"{target.name} could not be read back as it was written: is the disk sound?"
            raise NotSavedError(msg)

    def _write(self, file: Path, data: bytes, mode: int) -> None:
        """Write a new file whole, and force it to the disk."""
        handle = self._disk.create(file, mode)
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[self._disk.write(handle, bytes(rest)) :]
            self._disk.sync(handle)
        finally:
            self._disk.close(handle)

    def _refuse_changed(self, staged: Sequence[_Staged]) -> None:
        for each in staged:
            if self._disk.read(each.target) != each.change.before:
                msg = f"{each.change.path} changed on the disk meanwhile: is it open in an editor?"
                raise ChangedError(msg)

    def _announce(self, record: Record) -> Path:
        """Force the record to the disk before the first file changes."""
        number = max(self._numbers("json"), default=0) + 1
        pending = self._log / f"{number:06d}.pending"
        try:
            self._write(pending, record.to_json(), PRIVATE)
            self._disk.sync_folder(self._log)
        except BaseException:
            self._drop(pending)
            raise
        return pending

    def _exchange(self, staged: Sequence[_Staged], pending: Path) -> bool:
        """Let the new files take their places; say whether that is certain to last."""
        try:
            for each in staged:
                self._place(each.beside, each.target)
            for folder in dict.fromkeys(each.target.parent for each in staged):
                self._disk.sync_folder(folder)
        except OSError as error:
            if self._all_new(staged):
                return False
            self._take_back(staged, pending, error)
        return True

    def _place(self, file: Path | None, target: Path) -> None:
        if file is None:
            self._disk.remove(target)
        else:
            self._disk.replace(file, target)

    def _all_new(self, staged: Iterable[_Staged]) -> bool:
        try:
            return all(self._disk.read(s.target) == s.change.after for s in staged)
        except OSError:
            return False

    def _take_back(self, staged: Sequence[_Staged], pending: Path, error: OSError) -> None:
        """Put the old files back after a failure half-way, and raise what the user must know."""
        try:
            for each in staged:
                if self._disk.read(each.target) != each.change.before:
                    self._place(each.backup, each.target)
        except OSError as second:
            msg = (
                f"{_trouble('a part of the change is on the disk', error)}; taking it back did not"
                " work either. The next command that writes sets it right."
            )
            raise UnsureError(msg) from second
        self._clear(staged)
        self._drop(pending)
        raise NotSavedError(_trouble("the files could not be exchanged", error)) from error

    def _settle(self, pending: Path, undoes: int | None) -> None:
        """Turn the pending record into one that can be taken back, or drop the one it took back.

        If that fails the record stays pending: the next writer finds all files new and settles it.
        """
        with contextlib.suppress(OSError):
            if undoes is None:
                self._disk.replace(pending, pending.with_suffix(".json"))
                for number in self._numbers("json")[:-LEVELS]:
                    self._disk.remove(self._file_of(number, "json"))
            else:
                self._disk.remove(self._file_of(undoes, "json"))
                self._disk.remove(pending)

    def _clear(self, staged: Iterable[_Staged]) -> None:
        for each in staged:
            for file in (each.beside, each.backup):
                if file:
                    self._drop(file)

    def _drop(self, file: Path) -> None:
        """Take a file of ours away; if that fails now, the next writer sweeps it."""
        with contextlib.suppress(OSError):
            self._disk.remove(file)

    def _sweep(self, changes: Iterable[Change]) -> None:
        """Take away what earlier writers left beside the files: nobody else holds the lock."""
        folders = {self._target(change.path).parent for change in changes}
        for folder in sorted(folders):
            with contextlib.suppress(OSError):
                for name in self._disk.names(folder):
                    if self._stale.fullmatch(name):
                        self._disk.remove(folder / name)

    # --- records ------------------------------------------------------------------------------

    def _numbers(self, kind: str) -> list[int]:
        found = (_NUMBERED.fullmatch(name) for name in self._disk.names(self._log))
        return sorted(int(match[1]) for match in found if match and match[2] == kind)

    def _file_of(self, number: int, kind: str) -> Path:
        return self._log / f"{number:06d}.{kind}"

    def _last(self) -> tuple[int, Record]:
        try:
            numbers = self._numbers("json")
        except OSError as error:
            raise NotSavedError(_trouble(f"{HOME}/{UNDO}", error)) from error
        if not numbers:
            msg = "there is nothing to take back"
            raise NotSavedError(msg)
        return numbers[-1], self._read_record(numbers[-1], "json")

    def _read_record(self, number: int, kind: str) -> Record:
        file = self._file_of(number, kind)
        try:
            return Record.from_json(self._disk.read(file) or b"")
        except OSError as error:
            raise NotSavedError(_trouble(f"{HOME}/{UNDO}/{file.name}", error)) from error
        except ValueError as error:
            raise _not_to_be_followed(file, error) from error

    def _purge(self, file: Path, path: str) -> None:
        """Take a file of the user out of a record, and with it the sentence that may name it."""
        try:
            record = Record.from_json(self._disk.read(file) or b"")
        except ValueError:  # nobody can say what is in it
            record = Record("", ())
        others = tuple(splice for splice in record.splices if splice.path != path)
        if others == record.splices and others:
            return
        if not others:
            self._disk.remove(file)
            return
        fresh = file.with_suffix(".rewritten")
        self._drop(fresh)
        said = "a change of several files, one of them forgotten since"
        self._write(fresh, replace(record, said=said, splices=others).to_json(), PRIVATE)
        self._disk.replace(fresh, file)

    def _recover(self) -> list[str]:
        """Set right what a crash has left; say what was done."""
        what = f"{HOME}/.gitignore"
        notes: list[str] = []
        try:
            self._keep_from_git()
            what = f"{HOME}/{UNDO}"
            for number in self._numbers("pending"):
                what = "an earlier change was cut short, and setting it right did not work"
                notes += self._recover_one(number)
        except OSError as error:
            raise NotSavedError(_trouble(what, error)) from error
        return notes

    def _keep_from_git(self) -> None:
        ignore = self._home / ".gitignore"
        known = self._disk.read(ignore)
        is_cut = known is not None and known != _IGNORED and _IGNORED.startswith(known)
        if is_cut:  # by a disk that was full
            self._disk.remove(ignore)
        if known is None or is_cut:
            self._write(ignore, _IGNORED, PRIVATE)

    def _recover_one(self, number: int) -> list[str]:
        pending = self._file_of(number, "pending")
        try:
            record = Record.from_json(self._disk.read(pending) or b"")
        except JSONDecodeError:  # cut off itself, so no file had changed yet
            self._disk.remove(pending)
            return []
        except ValueError as error:
            return [self._set_aside(pending, error)]
        try:
            self._refuse_strange(record)
        except NotSavedError as error:
            return [self._set_aside(pending, error)]
        now = {s.path: self._disk.read(self._target(s.path)) for s in record.splices}
        if all(fingerprint(now[s.path]) == s.after for s in record.splices):
            self._settle(pending, record.undoes)
            return []
        if any(fingerprint(now[s.path]) not in {s.before, s.after} for s in record.splices):
            return [self._leave(pending, record)]
        for splice in record.splices:
            if fingerprint(now[splice.path]) == splice.after:
                self._restore(splice, now[splice.path])
        self._disk.remove(pending)
        return [f"An earlier change was cut short and was taken back: {record.said}"]

    def _restore(self, splice: Splice, now: bytes | None) -> None:
        target = self._target(splice.path)
        was = splice.back(now)
        mode = self._disk.mode(target)
        self._place(None if was is None else self._write_beside(target, was, mode), target)
        self._disk.sync_folder(target.parent)

    def _set_aside(self, pending: Path, error: Exception) -> str:
        """Keep a record that cannot be followed where nobody stumbles over it again."""
        aside = pending.with_suffix(".damaged")
        self._disk.replace(pending, aside)
        return (
            f"The record of an earlier change is damaged ({error}), so nothing was done with it;"
            f" it is kept as {HOME}/{UNDO}/{aside.name}. Look at your files with `playbook check`,"
            " then take it away."
        )

    def _leave(self, pending: Path, record: Record) -> str:
        """Let the user judge what cannot be told: some of it was edited by hand since."""
        self._disk.replace(pending, pending.with_suffix(".cut-short"))
        paths = ", ".join(splice.path for splice in record.splices)
        return (
            f"An earlier change was cut short ({record.said}) and its files were edited since;"
            f" please look whether it is in them: {paths}"
        )


def _way_back(splice: Splice) -> Rewrite:
    def rewrite(now: bytes | None) -> bytes | None:
        try:
            return splice.back(now)
        except ValueError as error:
            msg = f"{error}, so the change is not taken back: nothing of yours is to be lost"
            raise NotSavedError(msg) from None

    return rewrite


def _not_to_be_followed(file: Path, why: Exception) -> NotSavedError:
    return NotSavedError(
        f"{HOME}/{UNDO}/{file.name} cannot be read as the record of a change ({why}), so nothing is"
        " taken back. Take that file away, and `undo` goes on with the change before it"
    )


def _trouble(what: str, error: OSError) -> str:
    return f"{what}: {error.strerror or error}"


__all__ = ["BusyError", "ChangedError", "Door", "NotSavedError", "Rewrite", "Saved", "UnsureError"]
