"""Reasons in words: each says one thing once, in a sentence that somebody new to the command can read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from accordance.app.case import open_case
from accordance.app.deciding import why
from accordance.app.when import When
from accordance.cli.show import naming
from accordance.cli.show.why import shown

EXAMPLES = Path(__file__).parents[2] / "examples"
CASES = sorted(one.parent for one in EXAMPLES.rglob("accord.yaml"))
DOUBLED = (
    re.compile(r"(\d+ \w+ \d{4}), which is \1"),
    re.compile(r"(\S+) is shown: .*\(\1\)"),
    re.compile(r" is ([\w ]+): yes, it is \1$", re.MULTILINE),
    re.compile(r"(\S+), or a waiver of it"),
)
MACHINE_LIKE = re.compile(
    r"\[|\w\.(met|delivered|established|in.force)\b|stops it: stop(?! is)|\bP\d+[YMD]\b"
)


def told(case, name: str, day: date) -> str:
    """Give what ``why`` prints of a provision, without colours."""
    return re.sub(r"\x1b\[\d+m", "", shown(why(case, name, When(as_of=day))))


@pytest.mark.parametrize("folder", CASES, ids=lambda one: one.relative_to(EXAMPLES).as_posix())
def test_no_reason_says_a_thing_twice_or_in_the_words_of_the_format(folder, monkeypatch):
    """Of every provision of every example: no doubled day, id or state, and no condition as it is typed."""
    monkeypatch.setenv("COLUMNS", "2000")
    case = open_case(folder)
    days = sorted(one.happened.end for one in case.record.entries if hasattr(one, "happened"))
    day = days[len(days) * 2 // 3] if days else case.accord.calendar.in_force
    for name in (*case.accord.benefits, *case.accord.commitments):
        text = told(case, name, day)
        assert not [one.pattern for one in DOUBLED if one.search(text)], (name, text)
        reasons = text.partition("Because")[2]
        assert not MACHINE_LIKE.search(re.sub(r'"[^"]*"', "", reasons)), (name, text)


def test_a_refuted_claim_tells_first_what_refutes_it():
    """Below "Refuted" stands the evidence against it; what speaks for it is said to be outweighed."""
    case = open_case(EXAMPLES / "anti-apartheid-act-1986")
    text = told(case, "condition-4", date(1991, 6, 30))
    refuted = text[text.index("Refuted") :]
    against = refuted.index("Evidence against it:")
    assert against < refuted.index("Evidence for it, which is outweighed:")


def test_a_condition_that_does_not_hold_says_how_things_stand_instead():
    """The answer is a word and a state, after the id with its title."""
    case = open_case(EXAMPLES / "anti-apartheid-act-1986")
    text = told(case, "termination", date(1991, 6, 30))
    assert "condition-1 (Condition 1, prisoners) is met: no, it is partly met" in text
    assert "condition-5 (Condition 5, talks) is met\n" in text


def test_a_deadline_that_was_extended_says_from_when():
    """An extended day names the day that it was before; one that was not is told once."""
    case = open_case(EXAMPLES / "mechanisms/assessed-steps")
    text = told(case, "harbours", date(2030, 12, 30))
    assert "31 December 2030, extended from 30 June 2030" in text
    assert "unless extended" not in text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("P60D after fuel.delivered(50%)", "60 days after 50% of fuel is given"),
        ("P0D after fuel.delivered(50%)", "the day on which 50% of fuel is given"),
        ("P3M after in_force 2030-01-01", "3 months after entry into force on 1 January 2030"),
        (
            "tests clean for P1Y (no breach established)",
            "tests: no breach established in the last year",
        ),
        (
            "tests clean for P6M (verified)",
            "tests: verified to be without breach in the last 6 months",
        ),
    ],
)
def test_conditions_in_words(written, words):
    """What a text asks, as a lawyer would write it."""
    accord = open_case(EXAMPLES / "mechanisms/action-for-action").accord
    assert naming.condition(accord, written) == words


def test_what_is_contested_says_so_above_its_reasons():
    """A status that stands by an act alone is no plain "in force", and a power is used, not in force."""
    case = open_case(EXAMPLES / "anti-apartheid-act-1986")
    day = date(1991, 7, 10)
    assert (
        "Contested: it stands by an act" in told(case, "termination", day).partition("Because")[0]
    )
    assert "This power has been used, and its act is in force." in told(
        case, "order-termination", day
    )


def test_nothing_stops_what_was_given():
    """Below a part that was given stands no suspension that came after it; below one that is open it does."""
    case = open_case(EXAMPLES / "agreed-framework-1994")
    parts = told(case, "heavy-fuel", date(2002, 12, 31)).split("heavy-fuel/year-8")
    assert "What stops it" not in parts[0]
    assert "What stops it: suspend-oil" in parts[1]
