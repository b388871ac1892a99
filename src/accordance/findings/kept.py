"""What a commitment keeps up: what held on its first day holds, and only its own days break it (A6)."""

from __future__ import annotations

from typing import Final

import msgspec

from accordance.findings.items import Exhibit, Terms
from accordance.findings.matter import Answer, LegalMatter, Matter, Weighing
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

WHOLE: Final = 1
"""The first day of the world, from which what goes on may have been so."""


class KeptMatter(Matter):
    """A state, a level or a law in force over the days of a commitment.

    What was shown of earlier days bears on whether it holds; that it does not is shown by what is
    about the commitment's own days alone, and before them nothing is judged.
    """

    def __init__(self, terms: Terms, kind: type[Matter]) -> None:
        super().__init__(terms)
        self.whole = kind(msgspec.structs.replace(terms, opens=WHOLE))
        self.within = kind(terms)

    def hear(self, exhibit: Exhibit) -> None:
        """Take an exhibit that has weight."""
        self._known = None
        self.whole.hear(exhibit)
        self.within.hear(exhibit)

    def hear_end(self, exhibit: Exhibit) -> None:
        """Take an exhibit about the end of a law."""
        self._known = None
        for one in (self.whole, self.within):
            if isinstance(one, LegalMatter):
                one.hear_end(exhibit)

    def strike(self, entry_id: str) -> None:
        """Take an exhibit back; one that was not heard changes nothing."""
        self._known = None
        self.whole.strike(entry_id)
        self.within.strike(entry_id)

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict of a day under another prior."""
        found = self.whole.verdict(day, prior)
        if found == FALSE:
            found = FALSE if self.within.verdict(day, prior) == FALSE else UNKNOWN
        return found if day >= self.terms.opens else UNKNOWN

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on: against it speak the commitment's own days alone."""
        answer = self.answer(day)
        found = self.within if self.whole.answer(day)[0] == FALSE else self.whole
        return found.weigh(day)._replace(answer=answer)

    def _judge(self, day: int) -> Answer:
        opens = self.terms.opens
        if day < opens:
            return (UNKNOWN, 0, 0, opens)
        verdict, first, since, until = self.whole.answer(day)
        own = self.within.answer(day)
        until = min((one for one in (until, own[3]) if one), default=0)
        if verdict == TRUE:
            return (TRUE, max(first, opens), max(since, opens), until)
        if verdict == own[0] == FALSE:
            return (*own[:3], until)
        return (UNKNOWN, 0, 0, until)
