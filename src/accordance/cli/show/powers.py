"""How a power stands: who has yet to join in an act, and what its cap leaves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from accordance.cli.show import naming, words
from accordance.decide.caps import used

if TYPE_CHECKING:
    from accordance.decide.decision import Decision


def standing(decision: Decision, name: str) -> Iterator[str]:
    """Give a line for what holders who act together still lack, and one for each cap in use."""
    accord = decision.accord
    state = decision.determination.powers.get(name)
    if state is not None and state.awaited:
        acted = {one.by for one in decision.fold.deeds.acts.values() if one.power == name}
        done = [one for one in accord.powers[name].by if one in acted - set(state.awaited)]
        who = f"{naming.parties(accord, done)} acted; still" if done else "Still"
        yield f"{who} lacking: an act of {naming.parties(accord, state.awaited)}."
    for one in used(decision, name):
        spent = ", so it is used up" if one.days >= one.of else ""
        yield f"Of its cap {one.days} of {words.count(one.of, 'day')} are used on {one.on}{spent}."
