"""What people see: it fits the screen, and says in words what the engine says in codes."""

from __future__ import annotations

import re

import pytest

from accordance.cli.show import words
from accordance.program import codes

DAY = ("--as-of", "2008-08-11")
END = ("--until", "2009-04-30")
KOREA = ("--as-of", "2010-02-20")


@pytest.mark.parametrize("rows", [24, 40])
@pytest.mark.parametrize("columns", [80, 120])
@pytest.mark.parametrize(("case", "day"), [("six-party", DAY), ("korea-helsinki", KOREA)])
def test_status_fits_the_screen(accord, six_party, monkeypatch, rows, columns, case, day):  # noqa: PLR0917 a grid
    """Five blocks, none cut off, in the rows and columns that there are, with one left to type in."""
    monkeypatch.setenv("LINES", str(rows))
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = accord("status", six_party.parent / case, *day).out.splitlines()
    assert len(lines) < rows
    assert max(map(len, lines)) <= columns
    for heading in ("Decide now", "Money today", "Why blocked", "Doubt", "Exposure"):
        assert any(line.startswith(heading) for line in lines)


def test_practice_is_said_never_to_begin(accord, six_party):
    """Of linkage that is no text the reason and its opposite say at once that it gives nothing."""
    helsinki = six_party.parent / "helsinki-1975"
    for command in ("why", "why-not"):
        text = accord(command, helsinki, "arms-talks", "--as-of", "1989-01-19").out
        assert "it never begins: practice beside the texts, binds nobody" in text.casefold()


def test_status_counts_what_does_not_fit_and_shows_it_when_asked(accord, six_party, monkeypatch):
    """No row goes missing without being counted."""
    monkeypatch.setenv("COLUMNS", "120")
    korea = six_party.parent / "korea-helsinki"
    short, full = accord("status", korea, *KOREA).out, accord("status", korea, *KOREA, "--all").out
    hidden = sum(int(number) for number in re.findall(r"and (\d+) more \(--all\)", short))
    assert hidden > 0
    assert "(--all)" not in full

    def rows(text):
        return [line for line in text.splitlines() if line.strip() and "(--all)" not in line]

    assert len(rows(full)) == len(rows(short)) + hidden


def test_why_names_clause_evidence_grades_and_likelihood(accord, six_party):
    """A lawyer finds the source, the two days, the grades and the verdict in words and number."""
    text = accord("why", six_party, "shut-down-reactor", *DAY).out
    flat = " ".join(text.replace("│", " ").split())
    for part in (
        "This commitment is met, 91 days late.",
        "Source: Initial Actions for the Joint Statement",
        "Established: almost certain that it is so (98%), since 14 July 2007",
        "reactor-shut-verified: inspection by International Atomic Energy Agency",
        "known 16 July 2007",
        "graded A1 (completely reliable source, confirmed by others)",
        "By when: 14 April 2007, which is 60 days after 13 February 2007",
    ):
        assert part in flat
    assert max(map(len, text.splitlines())) <= 80


def test_why_says_what_an_undetermined_claim_lacks(accord, six_party):
    """Not determined is never left without the reason."""
    text = " ".join(
        accord("why", six_party, "complete-declaration", *DAY).out.replace("│", "").split()
    )
    assert "too few independent origins" in text
    assert "no named verifier has shown it" in text


def test_parcels_do_not_repeat_one_another_unless_asked(accord, six_party):
    """What holds for a parcel as for the one above is counted; --full tells it again."""
    korea = six_party.parent / "korea-helsinki"
    short = accord("why", korea, "heavy-fuel", *KOREA).out
    full = accord("why", korea, "heavy-fuel", *KOREA, "--full").out
    assert "already told above" in short
    assert "already told above" not in full
    assert len(full.splitlines()) > len(short.splitlines())


def test_words_that_weigh_nothing_are_shown_as_such(accord, fresh):
    """An announcement stays visible, with the reason why it moved nothing."""
    text = accord("why", fresh, "shut-plant", "--as-of", "2026-02-15").out
    assert "Weighs nothing: shut-promised (words prove only that they were said)." in text


def test_replay_tells_every_change_and_what_it_came_to(accord, six_party):
    """The summary answers without help: what was given, what is gone, who knew, what was shown."""
    text = accord("replay", six_party, *END).out
    assert re.search(r"2007-05-31 +Export nothing nuclear .* open → breached", text)
    assert re.search(r"by syria-spring-2007 \(ODNI", text)
    assert re.search(r"Of it not recoverable +745,110 t", text)
    assert re.search(r"the payer knew of the breach +645,110 t", text)
    assert re.search(r"Security +44%", text)
    assert max(map(len, text.splitlines())) <= 80


def test_side_by_side_says_what_it_cannot_show(accord, six_party):
    """A counterfactual is never printed without its limits."""
    under = six_party.parent / "korea-helsinki/six-party-linked"
    text = accord("replay", six_party, *END, "--under", under).out
    assert re.search(r"Energy aid, Russia +200,000 t +0 t of 200,000 t", text)
    assert "It is an audit of two texts, not a forecast." in " ".join(text.split())


def test_why_not_names_who_can_do_what(accord, fresh):
    """Each way says who acts, and the last day on which it still helps."""
    text = accord("why-not", fresh, "aid", "--as-of", "2026-06-01").out
    assert "North: open-accounts shown to the standard of proof" in text
    assert re.search(r"[Ll]ast day", text)


def test_a_page_is_written_where_it_is_asked_for(accord, six_party, tmp_path):
    """The page is one file, and its place is told on standard error."""
    file = tmp_path / "new/page.html"
    ran = accord("replay", six_party, *END, "--html", file)
    assert ran.code == 0
    assert str(file) in ran.err
    assert "<html" in file.read_text()


def test_colour_is_there_only_when_asked_for(accord, six_party):
    """A pipe gets plain text, unless it wants otherwise."""
    assert "\x1b[" not in accord("status", six_party, *DAY).out
    assert "\x1b[" in accord("--colour", "always", "status", six_party, *DAY).out
    assert "\x1b[" not in accord("--colour", "never", "status", six_party, *DAY).out


def test_every_state_has_a_word():
    """No code of the engine reaches a reader."""
    states = {state for group in codes.STATES.values() for state in group}
    assert states <= set(words.STATES)


@pytest.mark.parametrize("form", ["sarif", "junit"])
def test_check_speaks_to_other_programs(accord, six_party, form):
    """A warning is reported with its place, and does not fail the check."""
    ran = accord("check", six_party.parent / "korea-helsinki/as-proposed", "--format", form)
    assert ran.code == 0
    assert "A040" in ran.out
    assert "accord.yaml" in ran.out


def test_two_texts_of_one_id_are_told_apart_and_no_heading_is_cut(accord, six_party):
    """A variant that keeps its id is called by its file, the text of the case its own."""
    text = accord("replay", six_party, *END, "--under", six_party / "accord.yaml").out
    head = text[text.index("Each text would release") :]
    assert "under its own text" in head
    assert "accord.yaml" in head
    assert "under six-party " not in head
    assert "…" not in head
