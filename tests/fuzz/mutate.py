"""Breaking things: bytes cut, doubled, swapped, and spliced with what formats care about."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

TOKENS: tuple[bytes, ...] = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        "\n", "\r\n", "\r", "\t", " ", "  ", '"', '""', "'", ",", ";", "|", ":", ": ", "=", "=\n",
        "- ", "-", "---\n", "[", "]", "{", "}", "&a ", "*a", "!x ", "# ", "|\n", ">\n", "<<: ",
        "\\", "\\n", "\x00", "\x0b", "\x1b[31m", "\x85", "\u2028", "\ufeff", "\ud800", "é", "🙂",
        "no", "0", "1e3", "2026-11-20", "2026-02-30", "12:30", "~", "all", "opt_out", "touches",
        "{{ ", " }}", "{% if ", "{% for x in ", " %}", "{% endif %}", "{% endfor %}", "{# ", " #}",
        "prospect.name", "prospect", "item", " | lower", ".__class__", "range(9)", "**9", "not ",
        "BEGIN:VCARD\r\n", "END:VCARD\r\n", "VERSION:4.0\r\n", "N:", "FN:", "TEL;a=,,,,", 'X;b="',
        ";ENCODING=QUOTED-PRINTABLE:=", ";CHARSET=utf-7:", "=C3=", "=0D=0A", "PHOTO;ENCODING=b:",
        "First Name", "Email", "Phone", "Company", "Opt Out", "Do Not Call", "E-mail 1 - Value",
        "Mary", "Anderson", "mary@keel.example", "020 7946 0444", "+44", "Keel Shipping", "yes",
        "../../x", "CON", "=1+1", "javascript:alert(1)", "https://x.example/", " ::: ", "mr",
    )
)  # fmt: skip
_REPEATS = (2, 7, 40, 300)
_LONGEST = 40_000
"""What is longer says nothing new and takes long."""


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """Give a seed that was broken one to eight times."""
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 2, 3, 5, 8))):
        data = random.choice(BREAKS)(data, seeds, random)[:_LONGEST]
    return data


def _insert(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(TOKENS) + data[at:]


def _repeat(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    at = random.randint(0, len(data))
    return data[:at] + random.choice(TOKENS) * random.choice(_REPEATS) + data[at:]


def _cut(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:start] + data[end:]


def _double(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    start, end = _span(data, random)
    return data[:end] + data[start:end] + data[end:]


def _flip(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    if not data:
        return data
    at = random.randrange(len(data))
    return data[:at] + bytes([random.randrange(256)]) + data[at + 1 :]


def _splice(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    start, end = _span(other, random)
    at = random.randint(0, len(data))
    return data[:at] + other[start:end] + data[at:]


def _swap_lines(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    lines = data.splitlines(keepends=True)
    if len(lines) > 1:
        one, two = random.randrange(len(lines)), random.randrange(len(lines))
        lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)


def _recode(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    name = random.choice(("utf-16", "utf-16-le", "utf-32", "cp1252", "utf-8-sig"))
    return data.decode("utf-8", "replace").encode(name, "replace")


def _truncate(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data[: random.randint(0, len(data))]


def _span(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((1, 2, 5, 20, 100, 1000)))


Break = Callable[[bytes, Sequence[bytes], Random], bytes]
BREAKS: tuple[Break, ...] = (
    _insert, _insert, _repeat, _cut, _cut, _double, _flip, _splice, _swap_lines, _recode, _truncate,
)  # fmt: skip
