"""Each thing that the rules do is noticed by a named case: take it out, and that case fails.

A transition is a kind of machine and the state that it enters; beside them stand the plain
nodes, timers and memories of the rules.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from mutations import NODES, TRANSITIONS

from accordance.app import testing

RULES = Path(__file__).parents[1] / "rules"
MUTATIONS = TRANSITIONS | NODES
NOTICED_BY: Final = {
    "commitment not_in_force": "a6-nothing-retroactive",
    "commitment open": "b5-counter-example",
    "commitment partly_met": "b7-persons",
    "commitment met": "a1-due-day",
    "commitment pending": "a3-lodged-and-cure",
    "commitment overdue": "a1-due-day",
    "commitment in_cure": "a3-lodged-and-cure",
    "commitment breached": "a4-two-clocks",
    "commitment reversed": "b3-epochs",
    "commitment undetermined": "b4-after-the-inspectors-left",
    "commitment superseded": "a6-amended",
    "commitment excused": "d4-excused-and-tolled",
    "power none": "c2-contested-act",
    "power pending": "c3-report-and-wait",
    "power in_force": "c1-fact-or-act",
    "power blocked": "c3-report-and-wait",
    "power ended": "c1-fact-or-act",
    "parcel not_due": "e3-continuing",
    "parcel due": "d1-parcels",
    "parcel withheld": "d1-parcels",
    "parcel suspended": "f-order-of-a-day",
    "parcel lapsed": "d3-lapse",
    "parcel delivered": "d7-outside-the-rule",
    "parcel forfeited": "d1-assessed",
    "parcel reduced": "d1-assessed",
    "cure of a parcel a day longer": "d1-assessed",
    "what held by its day is not remembered": "d1-assessed",
    "status barred": "d2-silence-and-return",
    "status available": "d2-status",
    "status in_force": "d2-status",
    "status paused": "b4-freshness",
    "status ended": "d2-silence-and-return",
    "status lapsed": "d2-status",
    "status reinstated": "d2-nobody-acts",
    "gate needs one more": "b8-no-part-of-one-thing",
    "gate needs one less": "b8-no-part-of-one-thing",
    "gate carries the latest day": "a2-moments",
    "negation dropped": "b4-after-the-inspectors-left",
    "unknown taken for false": "b4-after-the-inspectors-left",
    "delay a day longer": "a2-counting",
    "clock a day later": "a2-moments",
    "latch reads today": "f-one-answer-a-day",
    "deadline a day early": "a1-due-day",
    "cure a day longer": "a3-lodged-and-cure",
    "wait or life of an act a day longer": "c3-report-and-wait",
    "grace a day longer": "d2-silence-and-return",
    "block ignored": "c3-report-and-wait",
    "revocation ignored": "c3-renewed-and-revoked",
    "renewal ignored": "c3-renewed-and-revoked",
    "readings that differ taken for one": "c5-readings",
    "ruling on a reading ignored": "c5-readings",
    "readings of a party ignored": "c5-readings",
    "evidence and acts of a view ignored": "c5-views",
    "last day that has passed forgotten": "a3-passed",
    "extension ignored": "a3-extended",
    "what keeps a status on ignored": "d2-nobody-acts",
    "what a waiver leaves kept ignored": "c4-cap-and-end",
    "what a waiver leaves suspended ignored": "c4-cap-and-end",
    "deadline never stands still": "d4-excused-and-tolled",
    "end of a power not dated": "c3-since-its-end",
    "end of a waiver ignored": "c4-waiver",
    "what was due without a waiver forgotten": "b4-due-by-itself",
    "cap ignored": "c4-cap-and-end",
    "first day that an act names ignored": "c3-first-day",
    "extension of a wait ignored": "c3-wait-extended",
    "quota ignored": "c2-quota",
    "vote on an earlier notice counted": "c2-answers-one-notice",
    "limit of an extension ignored": "a3-no-later-than",
    "reaching back ignored": "c3-first-day",
    "setting aside ignored": "c2-joint-and-set-aside",
    "reinstating ignored": "d2-nobody-acts",
    "first day of a benefit ignored": "a6-life-of-a-benefit",
    "what is due does not vest": "b4-due-by-itself",
    "floor of linkage ignored": "e1-every-basket",
    "exit of a stage ignored": "e1-exit-of-a-stage",
    "linkage asks nothing besides": "e1-every-basket",
    "linkage tested again": "e2-current-progress",
    "linkage never tested again": "e3-continuing",
    "cap on what becomes due ignored": "d4-capped",
    "room under a cap never taken": "d4-capped",
    "fresh progress forgotten": "e3-ratchet",
}


def failures(case: str) -> frozenset[tuple[str, str, str]]:
    """Give what fails in a case: the row, the place in it, and what was found."""
    tally = testing.tested(RULES / case)
    return frozenset((one.row, one.path, one.found) for one in tally.failures)


def test_every_mutation_has_a_case_that_notices_it() -> None:
    """No transition and no kind of node is without a named case."""
    assert sorted(NOTICED_BY) == sorted(MUTATIONS)


@pytest.mark.parametrize("name", MUTATIONS)
def test_a_mutation_is_noticed(name: str) -> None:
    """A named case fails once the rules can no longer do this."""
    case = NOTICED_BY[name]
    sound = failures(case)
    with pytest.MonkeyPatch.context() as patches:
        MUTATIONS[name](patches)
        assert failures(case) - sound
    assert failures(case) == sound
