"""What is a comment, and what only looks like one."""

from __future__ import annotations

from collections import Counter

import pytest

from generator.writing.remarks import remarks


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# above\nname: Dana  # beside\n", ["# above", "# beside"]),
        (
            "tags:  # a list\n  - a  # a word\n  # between\n  - b\n",
            ["# a list", "# a word", "# between"],
        ),
        (
            "notes: |  # her words\n  # a heading\n  text # more\n# below\n",
            ["# her words", "# below"],
        ),
        ("notes: |\nname: Dana # twice\n# twice\n", ["# twice", "# twice"]),
        ("notes: >-\n\n  # one\n\n\n# two\n", ["# two"]),
        ("said: 'call #3 # now'\nnote: \"# no\"\nrole: a#b\n", []),
        ("said: a\n  long line # of two\n", ["# of two"]),
        ("{tags: [a, '# b'], \"x #\": c}  # beside\n", ["# beside"]),
        ("'#': a\n? b # key\n: c # value\n", ["# key", "# value"]),
        ("- date: 2026-11-20  # first\n  said:  # nothing\n", ["# first", "# nothing"]),
        ("# only this\n", ["# only this"]),
        ("", []),
    ],
)
def test_comments_are_found_wherever_they_stand(text: str, found: list[str]) -> None:
    assert remarks(tuple(text.splitlines())) == Counter(found)
