"""The page: whole, safe, readable without anything beside it, and complete."""

from __future__ import annotations

import re
from datetime import date

import msgspec
import pytest
from chart_cases import HOSTILE, Parsed, example, small

from accordance.charts.looks import LOOKS
from accordance.charts.outcome import TOLD
from accordance.charts.page import page
from accordance.charts.style import STYLE
from accordance.decide.standing import WAIVED
from accordance.program import codes

CASES = {
    "six-party": lambda: example("six-party", date(2009, 6, 30)),
    "six-party-now": lambda: example(
        "six-party", date(2009, 6, 30), known_to="public", hindsight=True
    ),
    "korea": lambda: example("korea-helsinki", date(2010, 6, 30)),
    "small": small,
    "hostile": lambda: small(HOSTILE),
    "before": lambda: small(until=date(2019, 1, 1)),
}


@pytest.fixture(params=CASES, scope="module")
def case(request):
    return CASES[request.param]()


def test_the_page_needs_nothing_beside_itself(case):
    """No script, no image, no address of the network, and a policy that says so to the browser."""
    text = case.page()
    parsed = Parsed(text)
    assert not {"script", "img", "link", "iframe", "object", "embed", "base"} & set(parsed.names)
    assert all(value.startswith("#") for value in parsed.values("href"))
    assert not parsed.values("src")
    assert not [name for _, name, _ in parsed.attributes if name.startswith("on")]
    assert "default-src 'none'; style-src 'unsafe-inline'" in parsed.values("content")
    style = text.split("<style>")[1].split("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_every_element_is_closed_and_every_id_is_of_one_element(case):
    """Links, labels and patterns lead somewhere, and to one place."""
    parsed = Parsed(case.page())
    assert not parsed.open
    ids = parsed.values("id")
    assert len(ids) == len(set(ids))
    wanted = [value.removeprefix("#") for value in parsed.values("href")]
    wanted += [one for value in parsed.values("aria-labelledby") for one in value.split()]
    wanted += [value.removeprefix("url(#").removesuffix(")") for value in parsed.values("fill")]
    assert set(wanted) <= set(ids)


def test_every_change_stands_in_the_table_with_its_reasons(case):
    """A change names its day, provision, states and entries; each entry is told below."""
    text = case.page()
    ids = Parsed(text).values("id")
    assert [one for one in ids if one.startswith("change-")] == [
        f"change-{number}" for number in range(1, len(case.replay.changes) + 1)
    ]
    for number, change in enumerate(case.replay.changes, 1):
        row = Parsed(
            text.split(f'id="change-{number}"')[1].split("</tr>")[0].join(("<tr ", "</tr>"))
        )
        assert change.date.isoformat() in row.values("datetime")
        assert change.provision in row.text
        assert change.from_.replace("_", " ") in row.text
        assert change.to.replace("_", " ") in row.text
        for reason in change.because:
            if reason != "the day came":
                assert f"#entry-{reason}" in row.values("href")


def test_text_of_a_case_never_becomes_markup():
    """Titles and notes are shown as they are written, whatever they hold."""
    text = small(HOSTILE).page()
    assert "<script" not in text
    assert HOSTILE in Parsed(text).text


def test_the_page_shows_no_entry_that_its_knower_cannot_see():
    """What only the giver was told is on the giver's page and not on the public's."""
    assert "Only the giver is told" in small(known_to="giver").page()
    assert "Only the giver is told" not in small(known_to="public").page()


def test_an_invented_case_says_so_first():
    """Nobody takes an invented page for the record of something that happened."""
    warning = "An invented case."
    assert warning in Parsed(example("korea-helsinki", date(2010, 6, 30)).page()).text
    assert warning not in Parsed(small().page()).text


def test_drawings_can_be_read_without_being_seen(case):
    """Each drawing has a title and a description, and its data stand in a table too."""
    parsed = Parsed(case.page())
    assert parsed.names["desc"] == 4
    assert parsed.values("role").count("img") == 4
    assert parsed.names["details"] == 1


def test_the_notes_say_what_the_page_rests_on(case):
    """Another office can find the same answer again: digests, engine, fold, and whose knowledge."""
    text = Parsed(case.page()).text
    answer = case.decision.determination
    for told in (answer.digest, answer.inputs.accord, answer.inputs.record, answer.known_to):
        assert told in text
    assert f"accordance {answer.inputs.engine}" in text
    assert f"{answer.fold} : on each day" in text
    assert all(f"Mark {letter}" in text for letter in "VPG")


def test_the_same_case_gives_the_same_bytes():
    """A page can be compared with an earlier one byte by byte."""
    assert small().page() == small().page()


def test_every_state_has_a_look_and_a_place_in_the_outcome():
    """A state that a machine learns must be drawn and told."""
    for states in codes.STATES.values():
        assert set(states) <= set(LOOKS)
    assert set(TOLD) == {*codes.COMMITMENT_STATES, WAIVED}
    assert WAIVED in LOOKS


def test_states_of_a_commitment_differ_without_colour():
    """Each state of a commitment has a look of its own, and looks differ by pattern or outline."""
    looks = [LOOKS[state] for state in codes.COMMITMENT_STATES]
    assert len(looks) == len(set(looks))


def test_a_replay_and_a_decision_of_two_questions_make_no_page():
    """A page never mixes what was known then with what is known now."""
    case = small()
    other = msgspec.structs.replace(case.replay, fold="now")
    with pytest.raises(ValueError, match="differ"):
        page(other, case.decision, case.accord, case.record)


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "print"])
def test_text_stands_out_from_what_is_behind_it(scheme):
    """At least 4.5 to 1 (WCAG 2.2, 1.4.3), in light, in dark and on paper."""
    block = re.findall(r":root\{[^}]*\}", STYLE)[scheme]
    colour = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", block))
    pairs = [
        ("ink", "paper"),
        ("soft", "paper"),
        ("broken", "paper"),
        ("ink", "late"),
        ("ink", "part"),
    ]
    pairs += [("ink", "ready"), ("ink", "unknown"), ("ink", "wash")]
    pairs += [("on-dark", behind) for behind in ("met", "given", "broken")]
    for front, behind in pairs:
        high, low = sorted((_luminance(colour[front]), _luminance(colour[behind])), reverse=True)
        assert (high + 0.05) / (low + 0.05) >= 4.5, (front, behind)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) > 4 else "".join(one * 2 for one in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
