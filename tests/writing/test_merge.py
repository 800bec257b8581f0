"""What two clones made of one file becomes one again: both sides' changes, or a conflict."""

from __future__ import annotations

import textwrap

import pytest

from generator.writing.merge import Merged, merge

DANA = """\
# She prefers the telephone.
name: Dana Reyes
company: Acme Logistics          # since the merger
stage: met
since: 2026-11-02
phone: "+44 20 7946 0123"
tags: [london, retail]
notes: |
  Runs the customer portal.
  Thinks in pallets.
  Likes short messages.
touches:
  - id: t-1
    date: 2026-11-02
    channel: meeting
    outcome: held
    promised: {what: send the figures, by: 2026-11-09}
  # she was on a train
  - date: 2026-11-09
    channel: call
    outcome: connected
    said: The warehouse moves in March.
"""

LOGGED = "  - id: t-{0}\n    date: 2026-11-{1}\n    channel: email\n"


def merged(ours: str, theirs: str, base: str = DANA) -> Merged:
    return merge(base.encode(), ours.encode(), theirs.encode())


def clean(ours: str, theirs: str, base: str = DANA) -> str:
    found = merged(ours, theirs, base)
    assert not found.clashes, found.data.decode()
    return found.data.decode()


def conflict(ours: str, theirs: str, base: str = DANA) -> str:
    """Give the lines of ours that a conflict touches, with its markers."""
    found = merged(ours, theirs, base)
    text = found.data.decode()
    assert found.clashes == text.count("<<<<<<<") == 1, text
    return text[text.index("<<<<<<<") : text.index(">>>>>>>") + len(">>>>>>> theirs\n")]


def edited(*edits: tuple[str, str], text: str = DANA) -> str:
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


# --- touches --------------------------------------------------------------------------------------


def test_touches_logged_in_both_clones_are_kept_in_the_order_of_their_dates() -> None:
    ours = DANA + LOGGED.format("o", 20) + LOGGED.format("p", 23)
    theirs = DANA + LOGGED.format("a", 10) + LOGGED.format("b", 21)
    together = [("a", 10), ("o", 20), ("b", 21), ("p", 23)]
    assert clean(ours, theirs) == DANA + "".join(LOGGED.format(*each) for each in together)
    assert clean(theirs, ours) == clean(ours, theirs)


def test_the_newest_stay_on_top_where_a_file_has_them_so() -> None:
    head = "name: Dana\ntouches:\n"
    old = LOGGED.format("x", 12) + LOGGED.format("y", 10)
    ours, theirs = LOGGED.format("o", 20) + old, LOGGED.format("t", 21) + old
    assert clean(head + ours, head + theirs, head + old) == head + LOGGED.format("t", 21) + ours


def test_one_touch_logged_in_both_clones_is_one() -> None:
    touch = LOGGED.format("o", 20)
    ours = DANA + touch + "    said: Ring me.\n"
    theirs = DANA + "  - {channel: email, id: t-o, date: 2026-11-20}\n" + LOGGED.format("b", 21)
    assert clean(ours, theirs) == ours + LOGGED.format("b", 21)


def test_a_touch_typed_alike_in_both_clones_is_one() -> None:
    touch = "  - {date: 2026-11-20, channel: email}\n"
    ours = DANA + touch + LOGGED.format("o", 21)
    theirs = DANA + "  - date: 2026-11-20\n    channel: email\n" + LOGGED.format("t", 22)
    assert clean(ours, theirs) == ours + LOGGED.format("t", 22)


def test_a_touch_typed_in_both_clones_and_then_changed_in_one_is_one() -> None:
    touch = "  - date: 2026-11-20\n    channel: call\n    said: Ring me in May.\n"
    richer = touch + "    promised: {what: the plan, by: 2026-12-01}\n"
    assert clean(DANA + richer, DANA + touch) == DANA + richer
    assert clean(DANA + touch, DANA + richer) == DANA + richer


def test_two_touches_of_one_day_without_a_word_in_common_are_two() -> None:
    touch = "  - date: 2026-11-20\n    channel: call\n    said: {0}\n"
    ours, theirs = DANA + touch.format("Ring me."), DANA + touch.format("Write to me.")
    assert clean(ours, theirs) == ours + touch.format("Write to me.")


def test_how_a_new_contact_went_is_one_fact_too() -> None:
    """An e-mail with no outcome was sent; that and an answer are not to be put together."""
    theirs = LOGGED.format("o", 20)
    ours = theirs + "    outcome: replied\n"
    assert conflict(DANA + ours, DANA + theirs) == (
        "<<<<<<< ours\n    outcome: replied\n=======\n>>>>>>> theirs\n"
    )


def test_one_touch_changed_by_both_is_merged_by_field() -> None:
    ours = edited(("    said: The warehouse", "    asked: a tour\n    said: The warehouse"))
    theirs = edited(("in March.", "in April.  # she rang back"))
    both = edited(("in April.", "in April."), text=theirs)
    assert clean(ours, theirs) == edited(
        ("    said: The warehouse", "    asked: a tour\n    said: The warehouse"), text=both
    )


def test_a_promise_on_one_line_is_merged_by_field() -> None:
    ours = edited(("by: 2026-11-09}", "by: 2026-11-09, kept: 2026-11-06}"))
    theirs = edited(("send the figures", "send the figures and the plan"))
    assert clean(ours, theirs) == edited(
        ("send the figures", "send the figures and the plan"), text=ours
    )


def test_one_field_of_a_touch_changed_by_both_is_a_conflict_of_that_line() -> None:
    ours = edited(("moves in March.", "moves in May.")) + LOGGED.format("o", 20)
    theirs = edited(("moves in March.", "moves in June.")) + LOGGED.format("t", 21)
    assert conflict(ours, theirs) == (
        "<<<<<<< ours\n    said: The warehouse moves in May.\n=======\n"
        "    said: The warehouse moves in June.\n>>>>>>> theirs\n"
    )


def test_a_touch_taken_out_stays_out() -> None:
    first = DANA[DANA.index("  - id: t-1") : DANA.index("  # she was")]
    ours = edited((first, ""))
    theirs = edited(("in March.", "in April.")) + LOGGED.format("t", 21)
    assert clean(ours, theirs) == edited((first, ""), text=theirs)


def test_a_touch_taken_out_here_and_changed_there_is_a_conflict() -> None:
    first = DANA[DANA.index("  - id: t-1") : DANA.index("  # she was")]
    theirs = first.replace("held", "attended")
    said = conflict(edited((first, "")), edited((first, theirs)))
    assert said == f"<<<<<<< ours\n=======\n{theirs}>>>>>>> theirs\n"


def test_how_a_contact_went_is_one_fact() -> None:
    """Half of each would be a call that was attended."""
    ours = edited(("    channel: meeting\n", "    channel: call\n"))
    theirs = edited(("    outcome: held\n", "    outcome: attended\n"))
    assert conflict(ours, theirs) == (
        "<<<<<<< ours\n    channel: call\n    outcome: held\n=======\n"
        "    channel: meeting\n    outcome: attended\n>>>>>>> theirs\n"
    )


def test_touches_written_another_way_are_taken_over_in_their_own() -> None:
    ours = DANA + LOGGED.format("o", 20)
    theirs = DANA + "  # from the train\n  - {date: 2026-11-21, channel: email}  # to the office\n"
    assert clean(ours, theirs) == ours + theirs.removeprefix(DANA)


def test_the_order_of_the_side_that_changed_anything_stays() -> None:
    """Ours has only written its touch another way; theirs has put two in, not by their dates."""
    base = "name: Dana\ntouches:\n  - {id: t-1, date: 2026-11-02, channel: email}\n"
    ours = "name: Dana\ntouches:\n" + LOGGED.format("1", "02")
    late = LOGGED.format("x", 20) + LOGGED.format("y", 10)
    assert clean(ours, base + late, base) == ours + late
    assert clean(base + late, ours, base) == ours + late


def test_touches_are_moved_to_where_ours_has_its_dashes() -> None:
    base = "name: Dana\ntouches:\n  - id: t-1\n    date: 2026-11-02\n    channel: email\n"
    ours = base.replace("\n  ", "\n") + LOGGED.format("o", 20).replace("\n  ", "\n")[2:]
    theirs = base + LOGGED.format("t", 19)
    assert clean(ours, theirs, base) == (
        "name: Dana\ntouches:\n"
        "- id: t-1\n  date: 2026-11-02\n  channel: email\n"
        "- id: t-t\n  date: 2026-11-19\n  channel: email\n"
        "- id: t-o\n  date: 2026-11-20\n  channel: email\n"
    )


# --- keys -----------------------------------------------------------------------------------------


def test_keys_changed_side_by_side_are_no_conflict() -> None:
    ours = edited(("name: Dana Reyes", "name: Dana M. Reyes"))
    theirs = edited(("company: Acme Logistics", "company: Acme Freight"))
    assert clean(ours, theirs) == edited(
        ("company: Acme Logistics", "company: Acme Freight"), text=ours
    )


def test_one_key_changed_by_both_is_a_conflict_of_that_line() -> None:
    ours = edited(("0123", "0199"), ("tags: [london", "tags: [leeds, london"))
    theirs = edited(("0123", "0155"))
    assert conflict(ours, theirs) == (
        '<<<<<<< ours\nphone: "+44 20 7946 0199"\n=======\n'
        'phone: "+44 20 7946 0155"\n>>>>>>> theirs\n'
    )


def test_the_same_change_in_both_is_no_conflict() -> None:
    ours = edited(("0123", "0199"))
    theirs = edited(('"+44 20 7946 0123"', "'+44 20 7946 0199'"), ("Acme Logistics", "Acme"))
    assert clean(ours, theirs) == edited(("Acme Logistics", "Acme"), text=ours)


def test_a_stage_and_its_day_are_one_fact() -> None:
    ours = edited(("stage: met", "stage: won"))
    theirs = edited(("since: 2026-11-02", "since: 2026-11-03"))
    assert conflict(ours, theirs) == (
        "<<<<<<< ours\nstage: won\nsince: 2026-11-02\n=======\n"
        "stage: met\nsince: 2026-11-03\n>>>>>>> theirs\n"
    )


def test_a_line_taken_out_here_and_changed_there_is_a_conflict() -> None:
    ours = edited(('phone: "+44 20 7946 0123"\n', ""))
    theirs = edited(("0123", "0199"))
    assert "phone" in conflict(ours, theirs)


def test_a_new_key_comes_where_its_side_has_put_it() -> None:
    ours = edited(("tags: [london, retail]\n", "tags: [london]\n"))
    theirs = edited(
        (
            "tags: [london, retail]\n",
            "callback: 2027-01-15  # her own words\ntags: [london, retail]\n",
        )
    )
    assert clean(ours, theirs) == edited(
        ("tags: [london, retail]\n", "callback: 2027-01-15  # her own words\ntags: [london]\n")
    )


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "both"),
    [
        ("[a, b]", "[a, b, x]", "[a, b, y]", "[a, b, x, y]"),
        ("[a, b]", "[b]", "[a, b, y]", "[b, y]"),
        ("[a, b]", "[x, a, b]", "[y, a, b]", "[x, a, b, y]"),
        ("[a, b]", "[a]", "[b]", "[]"),
        ("a", "[a, x]", "[a, 'y: z']", "[a, x, 'y: z']"),
        ("a", "x", "[a, b]", "[x, b]"),
        ("[a]", "[a, x, y]", "[a, y, z]", "[a, x, y, z]"),
    ],
)
def test_lists_of_words_are_sets_in_order(base: str, ours: str, theirs: str, both: str) -> None:
    texts = (f"name: Dana\ntags: {words}\n" for words in (ours, theirs, base))
    assert clean(*texts) == f"name: Dana\ntags: {both}\n"


def test_words_below_one_another_stay_so() -> None:
    base = "name: Dana\ntags:\n  - a\n  - b  # the second\n"
    assert clean(base + "  - x\n", base.replace("  - a\n", "") + "  - y  # new\n", base) == (
        "name: Dana\ntags:\n  - b  # the second\n  - x\n  - y  # new\n"
    )


def test_lines_of_notes_are_merged_as_lines() -> None:
    ours = edited(("Runs the customer portal.", "Runs the portal and the shop."))
    theirs = edited(("Likes short messages.", "Likes short messages.\n  Sails."))
    assert clean(ours, theirs) == edited(
        ("Likes short messages.", "Likes short messages.\n  Sails."), text=ours
    )


def test_an_address_is_one_fact() -> None:
    base = "name: Dana\naddress: |\n  Acme\n  1 Dock Road\n  Unit 4\n  London E16\n"
    ours, theirs = base.replace("1 Dock", "2 Dock"), base.replace("London", "Leeds")
    found = merged(ours, theirs, base)
    assert found.clashes == 2
    assert all(line in found.data for line in (b"  2 Dock Road\n", b"  Leeds E16\n"))


# --- opt-outs -------------------------------------------------------------------------------------


def test_an_opt_out_of_either_side_holds() -> None:
    ours, theirs = DANA + "opt_out: email\n", DANA + "opt_out: [call]  # by post\n"
    assert clean(ours, theirs) == DANA + "opt_out: [email, call]  # by post\n"


def test_an_opt_out_of_all_is_not_weakened_by_one_of_less() -> None:
    base = DANA + "opt_out: [email]\n"
    ours, theirs = DANA + "opt_out: [all]\n", DANA + "opt_out: [email, call]\n"
    assert clean(ours, theirs, base).endswith("opt_out: [all, email, call]\n")


def test_an_opt_out_that_one_side_took_out_stays_and_that_is_said() -> None:
    base = DANA + "opt_out: [email]\n"
    for ours, theirs in ((DANA, base + "x-tag: a\n"), (base + "x-tag: a\n", DANA)):
        found = merged(ours, theirs, base)
        assert found.clashes == 0
        assert "opt_out: [email]" in found.data.decode()
        assert found.kept_closed == ("email",)


# --- text -----------------------------------------------------------------------------------------


def test_comments_of_both_sides_are_kept() -> None:
    ours = edited(("on a train", "on the train to York"), ("stage: met", "stage: won"))
    beside = ("stage: {}", "stage: {}  # at the fair")
    theirs = edited(
        (beside[0].format("met"), beside[1].format("met")), ("# since the merger", "# since 2024")
    )
    assert clean(ours, theirs) == edited(
        (beside[0].format("won"), beside[1].format("won")),
        ("# since the merger", "# since 2024"),
        text=ours,
    )


def test_a_comment_beside_a_list_stays_when_the_other_side_takes_its_first_word_out() -> None:
    base = "name: Dana\ntags:\n  - a\n  - b\n"
    ours, theirs = base.replace("  - a\n", ""), base.replace("tags:", "tags:  # for the fair")
    assert clean(ours, theirs, base) == "name: Dana\ntags:  # for the fair\n  - b\n"
    assert clean(theirs, ours, base) == clean(ours, theirs, base)


def test_a_comment_beside_a_word_stays_when_the_other_side_takes_its_neighbour_out() -> None:
    base = "name: Dana\ntags:\n  - a\n  - b\n"
    ours, theirs = base.replace("  - a\n", ""), base.replace("- b", "- b  # twice")
    assert clean(ours, theirs, base) == "name: Dana\ntags:\n  - b  # twice\n"


@pytest.mark.parametrize("remark", ["phone: {0}  # her own", "# her own\nphone: {0}"])
def test_a_line_taken_out_here_to_which_there_a_comment_was_written_is_a_conflict(
    remark: str,
) -> None:
    ours = edited(('phone: "+44 20 7946 0123"\n', "")) + LOGGED.format("o", 20)
    line = remark.format('"+44 20 7946 0123"')
    theirs = edited(('phone: "+44 20 7946 0123"', line)) + LOGGED.format("t", 21)
    assert conflict(ours, theirs) == f"<<<<<<< ours\n=======\n{line}\n>>>>>>> theirs\n"


def test_a_touch_taken_out_here_to_which_there_a_comment_was_written_is_a_conflict() -> None:
    first = DANA[DANA.index("  - id: t-1") : DANA.index("  # she was")]
    theirs = first.replace("held\n", "held  # in the canteen\n")
    said = conflict(edited((first, "")), edited((first, theirs)))
    assert said == f"<<<<<<< ours\n=======\n{theirs}>>>>>>> theirs\n"


def test_each_side_of_a_conflict_has_its_own_comment() -> None:
    """Theirs has changed the value, both the comment: the value is clear, the comment is not."""
    ours = edited(('0123"', '0123"  # at home'))
    theirs = edited(('0123"', '0199"  # in the office'))
    assert conflict(ours, theirs) == (
        '<<<<<<< ours\nphone: "+44 20 7946 0199"  # at home\n=======\n'
        'phone: "+44 20 7946 0199"  # in the office\n>>>>>>> theirs\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_line_ends_and_a_byte_order_mark_stay_as_ours_has_them(end: str, bom: str) -> None:
    ours = bom + (DANA + LOGGED.format("o", 20)).replace("\n", end)
    theirs = DANA + LOGGED.format("t", 21)
    both = bom + (DANA + LOGGED.format("o", 20) + LOGGED.format("t", 21)).replace("\n", end)
    assert clean(ours, theirs, bom + DANA.replace("\n", end)) == both


def test_a_byte_order_mark_stands_in_each_side_of_a_clash_at_the_top() -> None:
    """Before a marker it would hide it from git; and whichever side is kept begins with it."""
    base = "\ufeffstage: met\nname: Dana\n"
    ours, theirs = base.replace("met", "won"), base.replace("met", "lead")
    assert merged(ours, theirs, base).data.decode() == (
        "<<<<<<< ours\n\ufeffstage: won\n=======\n\ufeffstage: lead\n>>>>>>> theirs\nname: Dana\n"
    )
    without = base.replace("stage: met\n", "")
    assert merged(without, theirs, base).data.decode() == (
        "<<<<<<< ours\n\ufeffname: Dana\n=======\n\ufeffstage: lead\nname: Dana\n>>>>>>> theirs\n"
    )


def test_line_ends_of_many_kinds_stay_beside_their_lines() -> None:
    base = DANA.replace("\n", "\r\n")
    ours = base.replace("stage: met\r\n", "stage: won\n")
    theirs = base + LOGGED.format("t", 21)
    assert clean(ours, theirs, base) == ours + LOGGED.format("t", 21).replace("\n", "\r\n")
    assert clean(theirs, ours, base) == theirs.replace("stage: met\r\n", "stage: won\r\n")


def test_a_missing_last_line_end_stays_missing() -> None:
    ours = (DANA + LOGGED.format("o", 20)).removesuffix("\n")
    theirs = (DANA + LOGGED.format("t", 21)).removesuffix("\n")
    both = (DANA + LOGGED.format("o", 20) + LOGGED.format("t", 21)).removesuffix("\n")
    assert clean(ours, theirs, DANA.removesuffix("\n")) == both


def test_a_text_at_the_end_of_a_file_without_a_last_line_end_is_one_text() -> None:
    """The tool keeps what it says when it writes below it: `|` becomes `|-`. That is no change."""
    base = "name: Dana\nnotes: |\n  Sails.\n  Rings back."
    ours = base.replace("|", "|-") + "\n" + "touches:\n" + LOGGED.format("o", 20)
    theirs = base + "\n  Paints."
    assert clean(ours, theirs, base) == ours.replace("back.\n", "back.\n  Paints.\n")


def test_a_file_begun_in_both_clones_is_merged_without_a_base() -> None:
    ours, theirs = "name: Dana\nstage: met\n", "name: Dana\nemail: dana@acme.example\n"
    assert clean(ours, theirs, "") == "name: Dana\nemail: dana@acme.example\nstage: met\n"
    assert "Tom" in conflict("name: Dana\n", "name: Tom\n", "")


def test_suppressions_are_merged_entry_by_entry() -> None:
    base = "# Who was forgotten.\n\n- on: 2026-11-01\n  salt: a\n  of: [x]\n"
    ours = base + "\n- on: 2026-11-03\n  salt: a\n  of: [y]\n"
    theirs = base + "\n- on: 2026-11-02\n  salt: a\n  of: [z]\n"
    assert clean(ours, theirs, base) == (
        base
        + "\n- on: 2026-11-02\n  salt: a\n  of: [z]\n\n- on: 2026-11-03\n  salt: a\n  of: [y]\n"
    )


# --- what cannot be understood is left to the user ------------------------------------------------


@pytest.mark.parametrize("broken", ["name: [Dana\n", "name: Dana\nname: Tom\n", "a: &x 1\nb: *x\n"])
def test_a_version_that_cannot_be_read_is_never_merged_on_a_guess(broken: str) -> None:
    for texts in (
        (broken, DANA, DANA),
        (DANA, broken, DANA),
        (DANA + "role: x\n", DANA[2:], broken),
    ):
        found = merged(*texts)
        assert found.clashes
        assert b"<<<<<<<" in found.data


def test_lines_that_weave_into_another_meaning_are_a_conflict() -> None:
    """Both sides name the key anew, far apart: git would keep both, and a key would stand twice."""
    long = "".join(f"x-{n}: {n}\n" for n in range(9))
    base = f"name: Dana\n{long}"
    ours, theirs = f"name: Dana\nrole: buyer\n{long}", f"name: Dana\n{long}role: seller\n"
    assert "seller" in conflict(ours, theirs, base)


def test_a_marker_may_be_longer_than_git_has_it() -> None:
    found = merge(b"name: A\n", b"name: B\n", b"name: C\n", 12)
    assert (
        found.data
        == textwrap.dedent("""\
        <<<<<<<<<<<< ours
        name: B
        ============
        name: C
        >>>>>>>>>>>> theirs
        """).encode()
    )


@pytest.mark.parametrize("data", [b"\xff\xfe", b"name: \xe9\n", b"name: a\rb: c\r", b"\x00"])
def test_bytes_that_are_no_text_are_kept_for_the_user(data: bytes) -> None:
    found = merge(DANA.encode(), DANA.encode() + b"x-a: b\n", data)
    assert found.clashes
    assert data.rstrip(b"\r\n") in found.data


@pytest.mark.parametrize(
    "before",
    [
        "  {date: 2026-10-01, channel: email},   # she never answered\n",
        "  # before the fair\n  {date: 2026-10-01, channel: email},\n",
    ],
)
def test_a_comment_that_both_have_is_not_lost_where_both_add_to_a_list_in_brackets(
    before: str,
) -> None:
    def file(more: str) -> bytes:
        return f"name: Dana\ntouches: [\n{before}{more}]\n".encode()

    mine = "  {date: 2026-11-02, channel: call, outcome: connected},\n"
    yours = "  {date: 2026-11-03, channel: note},\n"
    merged = merge(file(""), file(mine), file(yours))
    comment = before[before.index("#") :].split("\n", maxsplit=1)[0]
    assert merged.clashes == 1
    assert comment in merged.data.decode()
    assert all(line.strip() in merged.data.decode() for line in (before, mine, yours))
