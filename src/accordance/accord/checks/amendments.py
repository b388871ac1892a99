"""A060 and A062: amendments that change nothing, or whose order cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from accordance.accord.amending import day_of
from accordance.accord.draft import Draft
from accordance.kernel.problems import Problem


def check(draft: Draft) -> Iterator[Problem]:
    """Warn of empty amendments; report those that overtake one adopted before them."""
    amendments = draft.accord.amendments
    for name, one in amendments.items():
        if not one.changes:
            message = f'the amendment "{name}" changes nothing'
            yield draft.warning("A060", ("amendments", name), message, "changes: {...}")
        for other, earlier in amendments.items():
            if earlier.adopted < one.adopted and day_of(earlier) > day_of(one):
                message = f'it is in force before "{other}", which was adopted before it'
                expected = f"a day from {day_of(earlier)} on, or both changes in one amendment"
                yield draft.error("A062", ("amendments", name, "in_force"), message, expected)
