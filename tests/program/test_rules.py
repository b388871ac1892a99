"""Every rule has a case, and every case holds."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from accordance.app import testing
from accordance.program import codes

ROOT = Path(__file__).parents[2]
RULES = sorted(path.parent for path in (ROOT / "tests/rules").glob("*/expect.yaml"))
EXAMPLES = sorted(path.parent for path in (ROOT / "examples").rglob("expect.yaml"))
DOCUMENT = (ROOT / "docs/rules.md").read_text("utf-8")
IDS = {
    *(f"A{number}" for number in range(1, 7)),
    *(f"B{number}" for number in range(1, 9)),
    *("C1", "C2", "C3", "C4", "C5"),
    *("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8"),
    *("E1", "E2", "E3"),
    "F",
}
"""The rules that are built; one that is added joins the list with its case."""


@pytest.mark.parametrize("folder", [*RULES, *EXAMPLES], ids=lambda path: path.name)
def test_a_case_holds(folder: Path) -> None:
    """All that a case expects is determined."""
    tally = testing.tested(folder)
    assert tally.failures == ()
    assert tally.checks > 0


@pytest.mark.parametrize("folder", RULES, ids=lambda path: path.name)
def test_a_case_names_its_rule_and_tells_it_in_a_paragraph(folder: Path) -> None:
    """The README of a case opens with the id of its rule and is one paragraph."""
    rule = folder.name.partition("-")[0].upper()
    told = (folder / "README.md").read_text("utf-8").strip()
    assert told.startswith(f"**{rule}. ")
    assert "\n\n" not in told
    assert rule in IDS


@pytest.mark.parametrize("rule", sorted(IDS))
def test_a_rule_has_a_case(rule: str) -> None:
    """No rule is without a folder."""
    assert any(folder.name.startswith(f"{rule.lower()}-") for folder in RULES)


def test_a_rule_that_the_document_cites_is_on_the_list() -> None:
    """An id in docs/rules.md is that of a rule with a case."""
    cited = set(re.findall(r"\b[A-F]\d\b", DOCUMENT))
    assert cited
    assert cited <= IDS


@pytest.mark.parametrize(
    "state", sorted({state for states in codes.STATES.values() for state in states})
)
def test_a_state_is_in_the_document(state: str) -> None:
    """The document of the rules names every state that a machine can be in."""
    assert re.search(rf"\b{state}\b", DOCUMENT)
