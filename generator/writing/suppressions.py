"""`suppressions.yml`: who was forgotten and must not come back, without saying who it was.

Of a forgotten person only salted, stretched hashes are kept: of each e-mail address, of each
telephone number, and of the name with its firm. That is pseudonymous, not anonymous: who has the
file and guesses an address can find out whether the guess was right. The file goes into git, so
that no clone brings anybody back.

    - on: 2026-11-21
      salt: 5f0c…
      of: [9a31…, 77b0…]

Every entry names its salt and new entries take the first one's, so a file has one salt, or two
where two clones began it at once; git merges it entry by entry, as it does prospects.

An importer asks so, once for the whole file, then for each row:

    suppressions = read_suppressions(root)
    if suppressions.covers(Person(emails=("dana@acme.example",), name="Dana Reyes")): …
"""

from __future__ import annotations

import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress as suppress_error
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import pbkdf2_hmac
from pathlib import Path

from generator.model.firm import firm_key
from generator.model.problem import Problem
from generator.model.telephone import digits
from generator.writing.refusal import NotSavedError
from generator.yamltree import Plain, decode, parse_yaml, to_plain

SUPPRESSIONS = "suppressions.yml"
"""Relative to the root. `.gitattributes` names it beside the prospects."""

HEAD = """\
# Who asked to be forgotten: they are not imported or added again.
# No names: salted hashes of e-mail addresses, telephone numbers, and of names with their firms.
# That is pseudonymous, not anonymous: whoever guesses an address can check the guess here.
"""

_ROUNDS = 2_000
"""Of PBKDF2: about a millisecond for each guess, and for each value of an imported row."""

_BYTES = 16
_HOME = "GB"


@dataclass(frozen=True, slots=True)
class Person:
    """What somebody can be known again by; all of it may be empty.

    `country` is the one whose code a telephone number without a prefix has.
    """

    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    name: str = ""
    company: str = ""
    country: str = _HOME

    def traits(self) -> Iterator[str]:
        """Give each trait in the one spelling that is hashed; the name only with its firm."""
        for email in self.emails:
            if email.strip():
                yield f"email:{email.strip().casefold()}"
        for phone in self.phones:
            number = digits(phone, self.country)
            if number:
                yield f"phone:{number}"
        if self.name.strip():
            yield f"name:{_name_key(self.name)}:{firm_key(self.company)}"
        elif self.company.strip() and not self.emails and not self.phones:
            yield f"firm:{firm_key(self.company)}"


@dataclass(frozen=True, slots=True)
class Suppressed:
    """One entry: when somebody was forgotten, and what they would be known by."""

    on: str
    salt: str
    of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suppressions:
    """Everybody who was forgotten."""

    entries: tuple[Suppressed, ...] = ()

    def find(self, person: Person) -> Suppressed | None:
        """Give the entry that a person falls under, by any one of their traits."""
        if not self.entries:
            return None
        traits = tuple(person.traits())
        for salt in dict.fromkeys(entry.salt for entry in self.entries):
            hashes = {hash_of(trait, salt) for trait in traits}
            for entry in self.entries:
                if entry.salt == salt and not hashes.isdisjoint(entry.of):
                    return entry
        return None

    def has(self, salt: str, hashes: Iterable[str]) -> bool:
        """Whether all these hashes are there, made with this salt."""
        return {each for e in self.entries if e.salt == salt for each in e.of}.issuperset(hashes)

    def covers(self, person: Person) -> bool:
        """Whether a person was forgotten and is not to be brought back."""
        return self.find(person) is not None


class UnreadableError(NotSavedError):
    """Who was forgotten cannot be told, so nobody is safe to bring in; `problem` says why."""

    def __init__(self, message: str, line: int = 1, column: int = 1, hint: str = "") -> None:
        self.problem = Problem(SUPPRESSIONS, line, column, message, hint or _MEND)
        super().__init__(
            f"{self.problem}: who was forgotten cannot be told, so nobody is brought in"
        )


_MEND = "Until it is mended nobody is brought in; `git log -p suppressions.yml` shows what it was."


def read_suppressions(root: Path) -> Suppressions:
    """Read the file, which need not be there.

    UnreadableError where it cannot be read.
    """
    try:
        data = (root / SUPPRESSIONS).read_bytes()
    except FileNotFoundError:
        return Suppressions()
    except OSError as error:
        msg = f"this cannot be read ({error.strerror or error})"
        raise UnreadableError(msg) from error
    return parse_suppressions(data)


def faults_in(root: Path) -> tuple[Problem, ...]:
    """Find what is wrong with the file, for whoever only looks."""
    try:
        read_suppressions(root)
    except UnreadableError as error:
        return (error.problem,)
    return ()


def is_suppressed(root: Path, person: Person) -> bool:
    """Whether a person was forgotten; reads the file anew."""
    return read_suppressions(root).covers(person)


def parse_suppressions(data: bytes) -> Suppressions:
    """Read the entries; UnreadableError for anything that is no such file."""
    text, problems = decode(data, SUPPRESSIONS)
    tree, faults = parse_yaml(text, SUPPRESSIONS) if text is not None else (None, problems)
    if tree is None or faults:
        first = faults[0]
        raise UnreadableError(first.message, first.line, first.column, first.hint)
    plain = to_plain(tree)
    if plain is None:
        return Suppressions()
    if not isinstance(plain, list):
        msg = "this must be a list: `- on: …`"
        raise UnreadableError(msg, 1, 1)
    return Suppressions(tuple(_entry(each) for each in plain))


def suppress(before: bytes | None, person: Person, on: date) -> bytes:
    """Give the file's bytes with one more person in it; unchanged if they are there already.

    This is a `Rewrite` of the door once `person` and `on` are bound.
    """
    known = parse_suppressions(before or b"")
    salt = known.entries[0].salt if known.entries else secrets.token_hex(_BYTES)
    hashes = [hash_of(trait, salt) for trait in person.traits()]
    if before is not None and known.has(salt, hashes):
        return before
    made = _written(Suppressed(on.isoformat(), salt, tuple(hashes)))
    text = HEAD if before is None or before.strip() in {b"", b"[]"} else before.decode("utf-8")
    end = "\r\n" if "\r\n" in text else "\n"
    after = f"{text}{'' if text.endswith(end) else end}{end}{made.replace(chr(10), end)}".encode()
    return _sound(after, salt, hashes)


def _sound(after: bytes, salt: str, hashes: list[str]) -> bytes:
    """Give the bytes back, if what was added to a file that somebody wrote can be read in it."""
    with suppress_error(UnreadableError):
        if parse_suppressions(after).has(salt, hashes):
            return after
    msg = "nothing can be added below this: write each entry as `- on: …` on lines of its own"
    raise UnreadableError(msg, 1, 1)


@lru_cache(maxsize=4096)
def hash_of(trait: str, salt: str) -> str:
    """Hash a trait slowly, so that guessing is dear."""
    return pbkdf2_hmac("sha256", trait.encode(), salt.encode(), _ROUNDS, _BYTES).hex()


def _written(entry: Suppressed) -> str:
    hashes = ", ".join(f'"{each}"' for each in entry.of)
    return f'- on: {entry.on}\n  salt: "{entry.salt}"\n  of: [{hashes}]\n'


def _entry(plain: Plain) -> Suppressed:
    if isinstance(plain, dict):
        on, salt, of = plain.get("on"), plain.get("salt"), plain.get("of")
        hashes = of if isinstance(of, list) else [of]
        if isinstance(salt, str) and all(isinstance(each, str) for each in hashes):
            return Suppressed(str(on or ""), salt, tuple(str(each) for each in hashes))
    msg = "there is an entry without `salt` and `of`"
    raise UnreadableError(msg)


def _name_key(name: str) -> str:
    """Compare names without case, accents, points and order: "Reyes, Dana" is "Dana Reyes"."""
    folded = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join(sorted(re.findall(r"\w+", bare)))
