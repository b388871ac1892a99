"""The notes at the foot: what the page rests on, so that another office can find it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from accordance.charts.markup import Markup, Part, join, tag
from accordance.charts.outcome import judged
from accordance.charts.tables import MARKS
from accordance.charts.words import day_cell, party_name

if TYPE_CHECKING:
    from accordance.decide.decision import Decision
    from accordance.decide.replay import Replay


def notes(replay: Replay, decision: Decision) -> Markup:
    """Give the digests, the clocks, and what marks and words mean."""
    answer = decision.determination
    inputs = answer.inputs
    known_at = day_cell(answer.known_at) if answer.known_at else "all that is on record"
    rows: list[tuple[str, Part]] = [
        ("Judged", judged(replay, decision)),
        ("As of", day_cell(answer.as_of)),
        ("Known at", known_at),
        ("Known to", join(party_name(decision.accord, answer.known_to), " ", tag("code", answer.known_to))),
        ("Fold", join(tag("code", answer.fold), f": {_FOLDS[answer.fold]}")),
        ("Accord", join(tag("code", answer.accord), ", ", inputs.format, ", ", tag("code", inputs.accord))),
        ("Record", join(f"{inputs.entries} entries visible, ", tag("code", inputs.record))),
        ("Determination", tag("code", answer.digest)),
        ("Engine", f"accordance {inputs.engine}; weights of evidence {inputs.ratios}"),
        *((f"Mark {letter}", meaning.capitalize() + ".") for letter, meaning in MARKS.items()),
        ("Progress", _PROGRESS),
        ("Beyond recovery", _RECOVERY),
        ("While a breach stood", _BREACH),
    ]  # fmt: skip
    listed = [part for head, told in rows for part in (tag("dt", head), tag("dd", told))]
    return tag("dl", *listed, class_="notes")


_FOLDS = {
    "then": "on each day, what had happened and was known by that day",
    "now": "on each day, what had happened by that day, as it is known now",
}
_PROGRESS = (
    "The weighted mean over the obligors' commitments in a basket, from nought to a hundred per "
    "cent, rounded down. What is unknown counts nothing, and so do words."
)
_RECOVERY = "What is spent once it is given: it can be neither stopped nor claimed back."
_BREACH = (
    "A delivery counts here if, on its day, a commitment of its recipient stood breached or "
    "reversed by what the payer knew then; else by what the public knew then; else by what is "
    "known now."
)
