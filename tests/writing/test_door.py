"""The door: old bytes or new bytes, whatever goes wrong, and never anything else."""

from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.writing import lock
from generator.writing.disk import Disk
from generator.writing.door import (
    LEVELS,
    BusyError,
    ChangedError,
    Door,
    NotSavedError,
    Rewrite,
    UnsureError,
)
from generator.writing.lock import locked
from generator.writing.record import Change, Record, Splice
from tests.writing.faults import BROKEN, FULL, Fault, FaultyDisk, QuickDisk, files_of

DANA = "prospects/dana.yml"
TOM = "prospects/tom.yml"
OLD = {DANA: b"name: Dana\n", TOM: b"name: Tom\r\n"}


def also(text: str) -> Rewrite:
    """Add to the end of a file, or begin it."""
    return lambda before: (before or b"") + text.encode()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    fill(tmp_path)
    return tmp_path


def fill(folder: Path) -> None:
    for path, content in OLD.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)


def test_what_is_saved_stands_in_the_file(root: Path) -> None:
    saved = Door(root).save({DANA: also("stage: met\n")}, "stage")
    assert (root / DANA).read_bytes() == b"name: Dana\nstage: met\n"
    assert [change.path for change in saved.changes] == [DANA]
    assert saved.durable
    assert files_of(root).keys() == OLD.keys(), "nothing of ours is left beside it"


def test_what_is_as_it_should_be_is_not_written(root: Path) -> None:
    before = (root / DANA).stat()
    assert Door(root).save({DANA: lambda data: data}, "nothing").changes == ()
    after = (root / DANA).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert Door(root).history() == ()


def test_two_names_of_one_file_are_refused_and_nothing_is_lost(root: Path) -> None:
    (root / "prospects" / "alias.yml").symlink_to(Path(DANA).name)
    with pytest.raises(NotSavedError, match="are one file"):
        Door(root).save({DANA: also("x: 1\n"), "prospects/alias.yml": also("y: 1\n")}, "both")
    assert (root / DANA).read_bytes() == b"name: Dana\n"


def test_a_preview_writes_nothing_and_takes_no_lock(root: Path) -> None:
    change = Door(root).preview({DANA: also("x: 1\n")})[0]
    assert (change.before, change.after) == (b"name: Dana\n", b"name: Dana\nx: 1\n")
    assert not (root / ".playbook").exists()
    assert files_of(root) == OLD


def test_files_are_made_and_taken_away(root: Path) -> None:
    Door(root).save({"prospects/new.yml": also("name: New\n"), TOM: lambda _: None}, "both")
    assert files_of(root) == {DANA: OLD[DANA], "prospects/new.yml": b"name: New\n"}
    Door(root).undo()
    assert files_of(root) == OLD


def test_the_first_file_of_a_folder_makes_the_folder(tmp_path: Path) -> None:
    Door(tmp_path).save({DANA: also("name: Dana\n")}, "add")
    assert (tmp_path / DANA).read_bytes() == b"name: Dana\n"


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664])
def test_mode_bits_stay(root: Path, mode: int) -> None:
    (root / DANA).chmod(mode)
    Door(root).save({DANA: also("x: 1\n")}, "x")
    assert stat.S_IMODE((root / DANA).stat().st_mode) == mode


def test_a_new_file_has_the_users_own_mode(root: Path) -> None:
    before = os.umask(0o027)
    try:
        Door(root).save({"prospects/new.yml": also("name: New\n")}, "add")
    finally:
        os.umask(before)
    assert stat.S_IMODE((root / "prospects/new.yml").stat().st_mode) == 0o640


def test_a_link_stays_a_link_and_its_target_is_replaced(root: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "real.yml").write_bytes(b"name: Dana\n")
    (root / DANA).unlink()
    (root / DANA).symlink_to(elsewhere / "real.yml")
    Door(root).save({DANA: also("x: 1\n")}, "x")
    assert (root / DANA).is_symlink()
    assert (elsewhere / "real.yml").read_bytes() == b"name: Dana\nx: 1\n"
    assert [path.name for path in elsewhere.iterdir()] == ["real.yml"]


@pytest.mark.parametrize("what", ["loop", "pipe", "folder"])
def test_what_is_no_file_is_refused(root: Path, what: str) -> None:
    file = root / DANA
    file.unlink()
    if what == "loop":
        file.symlink_to(file)
    elif what == "pipe":
        os.mkfifo(file)
    else:
        file.mkdir()
    with pytest.raises(NotSavedError):
        Door(root).save({DANA: also("x: 1\n")}, "x")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anything")
def test_a_file_made_read_only_is_left_alone(root: Path) -> None:
    (root / DANA).chmod(0o444)
    with pytest.raises(NotSavedError, match="read-only"):
        Door(root).save({DANA: also("x: 1\n")}, "x")


@pytest.mark.parametrize(
    "path",
    [
        "/etc/x", "../x.yml", "prospects/../../x.yml", ".git/config", ".playbook/lock", "C:/x", "",
        "sub/.git/hooks/pre-commit", "sub/.GIT/config", "sub/.playbook/lock", ".git./config",
        "sub/.git:x/config",
    ],
)  # fmt: skip
def test_nothing_outside_the_playbook_is_written(root: Path, path: str) -> None:
    with pytest.raises((NotSavedError, ValueError)):
        Door(root).save({path: also("x")}, "x")


@pytest.mark.parametrize("leads", [".git/hooks", "sub/.git/hooks", ".playbook/undo"])
def test_no_link_leads_into_files_of_git_or_of_ours(root: Path, leads: str) -> None:
    (root / leads).mkdir(parents=True)
    (root / "hooks").symlink_to(leads)
    with pytest.raises(NotSavedError, match="leads into files of git or of playbook itself"):
        Door(root).save({"hooks/pre-commit": also("x")}, "x")
    assert list((root / leads).iterdir()) == []


def test_no_folder_is_made_where_a_link_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "prospects").symlink_to("not-there")
    with pytest.raises(NotSavedError, match="prospects is a link that leads to no folder"):
        Door(tmp_path).save({DANA: also("name: Dana\n")}, "x")
    assert not (tmp_path / "not-there").exists()


@pytest.mark.parametrize("what", [".playbook", ".playbook/undo", ".playbook/lock"])
def test_what_is_ours_is_never_a_link(root: Path, tmp_path: Path, what: str) -> None:
    victim = tmp_path / "victim"
    (root / what).parent.mkdir(exist_ok=True)
    (root / what).symlink_to(victim)
    if what.endswith("lock"):
        victim.write_text("mine", encoding="utf-8")
    else:
        victim.mkdir()
    with pytest.raises(NotSavedError):
        Door(root).save(ONE, "x")
    assert (victim.read_text() == "mine") if victim.is_file() else not any(victim.iterdir())


# --- somebody else writes too -----------------------------------------------------------------


def test_who_waits_for_the_lock_is_told_who_has_it(root: Path) -> None:
    home = root / ".playbook"
    home.mkdir()
    with locked(home, "log dana", Disk()), pytest.raises(BusyError) as refused:
        Door(root, tries=3).save({DANA: also("x: 1\n")}, "x")
    assert f"process {os.getpid()} on " in str(refused.value)
    assert "(log dana), since " in str(refused.value)
    assert files_of(root) == OLD


def test_the_wait_is_five_seconds() -> None:
    assert pytest.approx(5) == lock.TRIES * lock.PAUSE


def test_the_lock_of_a_killed_process_holds_nobody_up(root: Path) -> None:
    home = root / ".playbook"
    home.mkdir()
    holding = (
        "import sys, time; from pathlib import Path; from generator.writing.disk import Disk\n"
        "from generator.writing.lock import locked\n"
        "with locked(Path(sys.argv[1]), 'x', Disk()):\n"
        "  print('held', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(home)], stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == b"held\n"
        with pytest.raises(BusyError):
            Door(root, tries=2).save({DANA: also("x: 1\n")}, "x")
        holder.kill()
    assert Door(root, tries=50).save({DANA: also("x: 1\n")}, "x").changes


def test_who_writes_over_and_over_lets_others_have_their_turn(root: Path) -> None:
    home = root / ".playbook"
    home.mkdir()
    stop = threading.Event()

    def again_and_again() -> None:
        while not stop.is_set():
            with locked(home, "over and over", Disk()):
                time.sleep(0.03)

    greedy = threading.Thread(target=again_and_again)
    greedy.start()
    try:
        for _ in range(5):
            with locked(home, "once", Disk(), tries=100):
                pass
    finally:
        stop.set()
        greedy.join()


class EditorSaves(Disk):
    """An editor that saves between our reading and our writing, so many times."""

    def __init__(self, file: Path, times: int) -> None:
        self._file = file
        self._times = times

    def create(self, file: Path, mode: int) -> int:
        if self._times and file.parent == self._file.parent:
            self._times -= 1
            with self._file.open("ab") as stream:
                stream.write(b"# mine\n")
        return super().create(file, mode)


def test_a_file_saved_meanwhile_is_read_again_once(root: Path) -> None:
    Door(root, EditorSaves(root / DANA, 1)).save({DANA: also("x: 1\n")}, "x")
    assert (root / DANA).read_bytes() == b"name: Dana\n# mine\nx: 1\n"


def test_a_file_that_is_saved_all_the_time_is_left_to_its_editor(root: Path) -> None:
    with pytest.raises(ChangedError, match="open in an editor"):
        Door(root, EditorSaves(root / DANA, 9)).save({DANA: also("x: 1\n")}, "x")
    assert (root / DANA).read_bytes() == b"name: Dana\n# mine\n# mine\n"
    assert files_of(root).keys() == OLD.keys()


class ForgetfulDisk(Disk):
    """A disk that keeps other bytes than it was given."""

    def write(self, handle: int, data: bytes) -> int:
        return super().write(handle, data.replace(b"1", b"7"))


def test_what_cannot_be_read_back_is_not_used(root: Path) -> None:
    with pytest.raises(NotSavedError, match="read back"):
        Door(root, ForgetfulDisk()).save({DANA: also("x: 1\n")}, "x")
    assert files_of(root) == OLD


class SlowDisk(Disk):
    """A disk that takes three bytes at a time."""

    def write(self, handle: int, data: bytes) -> int:
        return super().write(handle, data[:3])


def test_a_write_in_pieces_is_whole(root: Path) -> None:
    Door(root, SlowDisk()).save({DANA: also("x: 1\n")}, "x")
    assert (root / DANA).read_bytes() == b"name: Dana\nx: 1\n"


# --- every call goes wrong once ---------------------------------------------------------------

ONE = {DANA: also("x: 1\n")}
SEVERAL = {DANA: also("x: 1\n"), TOM: also("y: 2\r\n"), "prospects/new.yml": also("name: New\n")}
MIXED = {DANA: also("x: 1\n"), TOM: lambda _: None}


def all_faults(folder: Path, wanted: dict[str, Rewrite]) -> Iterator[Fault]:
    """Give a fault for every call that saving makes, before it and after it."""
    fill(folder)
    disk = FaultyDisk()
    Door(folder, disk).save(wanted, "x")
    for at in range(len(disk.made)):
        for code in (FULL, BROKEN):
            yield Fault(at, code)
            yield Fault(at, code, after=True)


def save_with(root: Path, wanted: dict[str, Rewrite], fault: Fault) -> str:
    """Save on a faulty disk; say how it ended."""
    try:
        saved = Door(root, FaultyDisk(fault)).save(wanted, "x")
    except NotSavedError:
        return "nothing saved"
    except UnsureError:
        return "unsure"
    return "saved" if saved.durable else "saved, perhaps"


def applied(wanted: dict[str, Rewrite]) -> dict[str, bytes]:
    """Give the files as they are to be."""
    new = {path: rewrite(OLD.get(path)) for path, rewrite in wanted.items()}
    return {path: data for path, data in {**OLD, **new}.items() if data is not None}


@pytest.mark.parametrize("wanted", [ONE, SEVERAL, MIXED], ids=["one", "several", "mixed"])
def test_after_any_failure_there_are_old_bytes_or_new_ones_as_was_said(
    tmp_path: Path, wanted: dict[str, Rewrite]
) -> None:
    new = applied(wanted)
    ends = set()
    for n, fault in enumerate(all_faults(tmp_path / "first", wanted)):
        root = tmp_path / str(n)
        fill(root)
        end = save_with(root, wanted, fault)
        seen = without_leftovers(root)
        assert seen == (OLD if end == "nothing saved" else new), (fault, end)
        Door(root, QuickDisk()).save({"prospects/later.yml": also("name: Later\n")}, "later")
        assert files_of(root) == {**seen, "prospects/later.yml": b"name: Later\n"}, fault
        ends.add(end)
    assert ends >= {"nothing saved", "saved, perhaps"}


@pytest.mark.parametrize("wanted", [ONE, SEVERAL, MIXED], ids=["one", "several", "mixed"])
def test_where_the_disk_fails_for_good_the_next_writer_sets_it_right(
    tmp_path: Path, wanted: dict[str, Rewrite]
) -> None:
    new = applied(wanted)
    unsure = 0
    for n, first in enumerate(all_faults(tmp_path / "first", wanted)):
        fault = Fault(first.at, first.code, first.after, lasting=True)
        root = tmp_path / str(n)
        fill(root)
        end = save_with(root, wanted, fault)
        unsure += end == "unsure"
        assert end != "saved" or without_leftovers(root) == new
        if end == "nothing saved":
            assert without_leftovers(root) == OLD, fault
        notes = (
            Door(root, QuickDisk())
            .save({"prospects/later.yml": also("name: Later\n")}, "later")
            .notes
        )
        now = files_of(root)
        assert now.pop("prospects/later.yml") == b"name: Later\n"
        assert now in (OLD, new), (fault, end)
        assert not notes or "was taken back" in notes[0]
    assert unsure or wanted is ONE


@pytest.mark.parametrize("wanted", [ONE, SEVERAL, MIXED], ids=["one", "several", "mixed"])
def test_an_undo_that_goes_wrong_is_whole_or_not_at_all(
    tmp_path: Path, wanted: dict[str, Rewrite]
) -> None:
    new = applied(wanted)
    fill(tmp_path / "first")
    Door(tmp_path / "first", QuickDisk()).save(wanted, "x")
    disk = FaultyDisk()
    Door(tmp_path / "first", disk).undo()
    for at in range(len(disk.made)):
        for after in (False, True):
            root = tmp_path / f"{at}{after}"
            fill(root)
            Door(root, QuickDisk()).save(wanted, "x")
            try:
                _, saved = Door(root, FaultyDisk(Fault(at, BROKEN, after))).undo()
            except NotSavedError:
                assert without_leftovers(root) == new
                assert Door(root, QuickDisk()).undo()[0] == "x"
            else:
                assert saved.changes
            assert without_leftovers(root) == OLD
            with pytest.raises(NotSavedError, match="nothing to take back"):
                Door(root, QuickDisk()).undo()


def without_leftovers(root: Path) -> dict[str, bytes]:
    """Give the user's files; what is left of ours beside them is swept by the next writer."""
    return {
        path: data for path, data in files_of(root).items() if not path.endswith(".playbook-tmp")
    }


# --- what a crash leaves ----------------------------------------------------------------------


class PowerCut(BaseException):
    """The machine stops."""


class StoppingDisk(FaultyDisk):
    """Stops at a call, as a machine does: nothing happens from there on, no tidying up either."""

    def __init__(self, stops_at: int) -> None:
        super().__init__()
        self.stops_at = stops_at

    def happens(self) -> None:
        if len(self.made) >= self.stops_at:
            raise PowerCut


def test_several_files_cut_short_are_taken_back_and_that_is_said(tmp_path: Path) -> None:
    fill(tmp_path / "first")
    disk = FaultyDisk()
    Door(tmp_path / "first", disk).save(SEVERAL, "x")
    said = 0
    for at in range(len(disk.made)):
        root = tmp_path / str(at)
        fill(root)
        with contextlib.suppress(PowerCut):
            Door(root, StoppingDisk(at)).save(SEVERAL, "three people")
        saved = Door(root, QuickDisk()).save(
            {"prospects/later.yml": also("name: Later\n")}, "later"
        )
        now = files_of(root)
        now.pop("prospects/later.yml")
        assert now in (OLD, applied(SEVERAL))
        if saved.notes:
            said += 1
            assert saved.notes == (
                "An earlier change was cut short and was taken back: three people",
            )
            assert now == OLD
    assert said


def cut_short(root: Path) -> None:
    """Leave a change of two files of which one has happened."""
    disk = FaultyDisk()
    fill(root / "x")
    Door(root / "x", disk).save(SEVERAL, "x")
    first = disk.made.index("replace")
    with pytest.raises(PowerCut):
        Door(root, StoppingDisk(first + 1)).save(SEVERAL, "three people")
    assert (root / DANA).read_bytes() != OLD[DANA]


def test_undo_takes_back_what_was_cut_short_and_nothing_else(root: Path) -> None:
    cut_short(root)
    said, saved = Door(root, QuickDisk()).undo()
    assert (said, saved.changes) == ("", ())
    assert saved.notes == ("An earlier change was cut short and was taken back: three people",)
    assert (root / DANA).read_bytes() == OLD[DANA]
    with pytest.raises(NotSavedError):
        Door(root, QuickDisk()).undo()


def test_a_file_edited_since_the_crash_is_left_and_named(root: Path) -> None:
    cut_short(root)
    (root / DANA).write_bytes(b"name: Dana, by hand\n")
    notes = (
        Door(root, QuickDisk()).save({"prospects/later.yml": also("name: Later\n")}, "later").notes
    )
    assert len(notes) == 1
    assert "its files were edited since" in notes[0]
    assert DANA in notes[0]
    assert (root / DANA).read_bytes() == b"name: Dana, by hand\n"
    assert Door(root, QuickDisk()).save({TOM: also("z: 1\n")}, "more").notes == ()


def test_a_record_that_was_cut_off_itself_is_dropped(root: Path) -> None:
    Door(root, QuickDisk()).save(ONE, "x")
    (root / ".playbook/undo/000002.pending").write_bytes(b'{"schema": 1, "said": "y", "fi')
    assert Door(root, QuickDisk()).save({TOM: also("z: 1\n")}, "more").notes == ()
    assert Door(root, QuickDisk()).history() == ("more", "x")


def test_stale_files_of_ours_are_swept_and_no_others(root: Path) -> None:
    door = Door(root, QuickDisk())
    ours = root / "prospects" / f"{door._mark}{'0' * 12}.playbook-tmp"  # noqa: SLF001 — its own name
    theirs = root / "prospects" / ".00000000-000000000000.playbook-tmp"
    for file in (ours, theirs, root / "prospects/.dana.yml.swp"):
        file.write_bytes(b"x")
    door.save(ONE, "x")
    assert not ours.exists()
    assert theirs.exists()
    assert (root / "prospects/.dana.yml.swp").exists()


# --- undo -------------------------------------------------------------------------------------


def test_undo_goes_back_many_levels_and_each_says_its_sentence(root: Path) -> None:
    door = Door(root, QuickDisk())
    states = []
    for n in range(5):
        states.append(files_of(root))
        door.save({DANA: also(f"# {n}\n"), f"prospects/p{n}.yml": also("name: P\n")}, f"change {n}")
    assert door.history() == tuple(f"change {n}" for n in reversed(range(5)))
    for n in reversed(range(5)):
        assert door.undo()[0] == f"change {n}"
        assert files_of(root) == states[n]
    with pytest.raises(NotSavedError, match="nothing to take back"):
        door.undo()


def test_undo_never_touches_a_file_that_was_changed_since(root: Path) -> None:
    door = Door(root, QuickDisk())
    door.save(SEVERAL, "three")
    with (root / TOM).open("ab") as stream:
        stream.write(b"# by hand\n")
    before = files_of(root)
    with pytest.raises(NotSavedError, match=r"prospects/tom\.yml changed since"):
        door.undo()
    assert files_of(root) == before
    assert door.history() == ("three",)


def test_bytes_that_are_no_text_come_back_too(root: Path) -> None:
    odd = b"\xef\xbb\xbfname: \xff\xfe\x80 \xc3\xa9\r\n\x00"
    (root / DANA).write_bytes(odd)
    Door(root, QuickDisk()).save({DANA: lambda _: b"\xc3\xa8 \xff\x80"}, "odd")
    Door(root, QuickDisk()).undo()
    assert (root / DANA).read_bytes() == odd


def test_the_log_is_bounded_and_holds_only_what_changed(root: Path) -> None:
    (root / DANA).write_bytes(b"private: a secret of hers\n" * 100)
    door = Door(root, QuickDisk())
    for n in range(LEVELS + 5):
        door.save({DANA: lambda data, n=n: b"x: %d\n" % n + (data or b"").split(b"\n", 1)[1]}, "x")  # type: ignore[misc]
    records = list((root / ".playbook/undo").iterdir())
    assert len(records) == LEVELS
    assert not any(b"secret" in record.read_bytes() for record in records[1:])


def test_a_record_of_a_stranger_leads_nowhere_outside(root: Path, tmp_path: Path) -> None:
    Door(root, QuickDisk()).save(ONE, "x")
    record = root / ".playbook/undo/000001.json"
    target = tmp_path.parent / "victim.yml"
    record.write_text(record.read_text().replace(DANA, f"../{target.name}"))
    with pytest.raises(NotSavedError, match="cannot be read"):
        Door(root, QuickDisk()).undo()
    record.rename(record.with_suffix(".pending"))
    notes = Door(root, QuickDisk()).save({TOM: also("z: 1\n")}, "more").notes
    assert len(notes) == 1
    assert "so nothing was done with it" in notes[0]


DAMAGED = (
    b"[" * 100_000,
    b'{"schema": 1, "said": "", "undoes": null, "files": []}',
    b'{"schema": 1, "said": "x", "undoes": 1e400, "files": []}',
    b"""{"said": "x", "undoes": null, "files": [{"path": "a.yml", "before": null, "after": null,
     "at": 1e400, "cut": "", "put": ""}]}""",
    b'{"schema": 1, "said": ["x"], "undoes": null, "files": []}',
)


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_record_is_told_with_what_to_do(root: Path, data: bytes) -> None:
    door = Door(root, QuickDisk())
    door.save(ONE, "x")
    record = root / ".playbook/undo/000002.json"
    record.write_bytes(data)
    damaged = "(damaged: .playbook/undo/000002.json; take that file away)"
    assert door.history() == (damaged, "x")
    with pytest.raises(NotSavedError, match=r"000002\.json cannot be read .*Take that file away"):
        door.undo()
    record.unlink()
    assert door.undo()[0] == "x"


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_record_of_what_was_cut_short_stops_no_writing(root: Path, data: bytes) -> None:
    pending = root / ".playbook/undo/000001.pending"
    pending.parent.mkdir(parents=True)
    pending.write_bytes(data)
    saved = Door(root, QuickDisk()).save(ONE, "x")
    assert files_of(root) == applied(ONE)
    assert len(saved.notes) == 1
    assert "The record of an earlier change is damaged" in saved.notes[0]
    assert "kept as .playbook/undo/000001.damaged" in saved.notes[0]
    assert Door(root, QuickDisk()).save({TOM: also("z: 1\n")}, "more").notes == ()


def record_of(*changes: Change, said: str = "x") -> bytes:
    """Write the record that a stranger puts into a clone."""
    return Record(said, tuple(Splice.of(change) for change in changes)).to_json()


def test_a_record_of_a_stranger_and_a_link_of_theirs_replace_no_hook(root: Path) -> None:
    hook = root / ".git/hooks/pre-commit"
    hook.parent.mkdir(parents=True)
    hook.write_bytes(b"mine\n")
    (root / "hooks").symlink_to(".git/hooks")
    log = root / ".playbook/undo"
    log.mkdir(parents=True)
    change = Change("hooks/pre-commit", b"theirs\n", b"mine\n")
    (log / "000001.json").write_bytes(record_of(change))
    with pytest.raises(NotSavedError, match="hooks/pre-commit leads into files of git"):
        Door(root, QuickDisk()).undo()
    assert hook.read_bytes() == b"mine\n"


def test_a_pending_record_of_a_stranger_makes_no_file_outside(tmp_path: Path) -> None:
    root, victim = tmp_path / "clone", tmp_path / "victim"
    fill(root)
    victim.mkdir()
    (root / "pictures").symlink_to(victim)
    pending = root / ".playbook/undo/000001.pending"
    pending.parent.mkdir(parents=True)
    pending.write_bytes(
        record_of(
            Change("pictures/authorized_keys", b"theirs\n", None),
            Change(TOM, OLD[TOM] + b"x", OLD[TOM]),
        )
    )
    saved = Door(root, QuickDisk()).save({DANA: also("x: 1\n")}, "x")
    assert list(victim.iterdir()) == []
    assert (root / DANA).read_bytes() == b"name: Dana\nx: 1\n"
    assert len(saved.notes) == 1
    assert "pictures/authorized_keys leads out of the playbook" in saved.notes[0]
    assert Door(root, QuickDisk()).save({DANA: also("y: 1\n")}, "y").notes == ()


def test_a_folder_of_people_that_is_kept_elsewhere_can_be_undone_too(tmp_path: Path) -> None:
    fill(tmp_path / "elsewhere")
    root = tmp_path / "root"
    root.mkdir()
    (root / "prospects").symlink_to(tmp_path / "elsewhere" / "prospects")
    door = Door(root, QuickDisk())
    door.save({DANA: also("x: 1\n"), "prospects/new.yml": also("name: New\n")}, "two")
    door.undo()
    assert (root / DANA).read_bytes() == OLD[DANA]
    assert not (root / "prospects/new.yml").exists()


def test_what_undo_needs_is_kept_from_git_and_from_others(root: Path) -> None:
    Door(root, QuickDisk()).save(ONE, "x")
    home = root / ".playbook"
    assert (home / ".gitignore").read_text().endswith("*\n")
    assert stat.S_IMODE(home.stat().st_mode) & 0o077 == 0
    assert stat.S_IMODE((home / "undo/000001.json").stat().st_mode) & 0o077 == 0


@pytest.mark.parametrize("begun", [False, True])
def test_a_full_disk_is_told_as_what_it_is(root: Path, *, begun: bool) -> None:
    if begun:
        Door(root).save({DANA: also("x: 1\n")}, "one")
    disk = FaultyDisk()
    with contextlib.suppress(NotSavedError):
        Door(root, disk).save({DANA: also("y: 1\n")}, "y")
    for at, call in enumerate(disk.made):
        if call in {"create", "write"}:
            fill(root)
            with contextlib.suppress(FileNotFoundError):
                (root / ".playbook/.gitignore").unlink()
            full = FaultyDisk(Fault(at, FULL, lasting=True))
            with pytest.raises(NotSavedError, match="No space left on device") as told:
                Door(root, full).save({DANA: also("z: 1\n")}, "z")
            assert "cut short" not in str(told.value)


@pytest.mark.parametrize("left", [0, 6])
def test_what_a_full_disk_cut_short_is_made_whole(root: Path, left: int) -> None:
    Door(root).save({DANA: also("x: 1\n")}, "one")
    ignore = root / ".playbook" / ".gitignore"
    whole = ignore.read_bytes()
    ignore.write_bytes(whole[:left])
    Door(root).save({DANA: also("y: 1\n")}, "two")
    assert ignore.read_bytes() == whole
    ignore.write_bytes(b"# mine\n")
    Door(root).save({DANA: also("z: 1\n")}, "three")
    assert ignore.read_bytes() == b"# mine\n"
