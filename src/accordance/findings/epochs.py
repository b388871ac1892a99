"""States that can change back, judged by epochs (B3), and levels of a quantity (B6)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Callable
from operator import itemgetter
from typing import Final, NamedTuple

from accordance.findings.fuse import missing, reached, weight_of
from accordance.findings.items import BY_FIRST, NEVER, Exhibit, Item, Side, Terms, item_of
from accordance.findings.matter import Answer, SidedMatter, Weighing
from accordance.findings.standards import Bar, Bars
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN

_BY_LAST: Final = itemgetter(0)


class Epoch(NamedTuple):
    """How a state stands: the verdict, the day since which, and what each side still says.

    ``supports`` and ``refutes`` are the items that are not silent.
    """

    verdict: int
    since: int
    supports: list[Item]
    refutes: list[Item]


class Past(NamedTuple):
    """What was so at one breakpoint, and the earliest ``since`` of each verdict up to it."""

    verdict: int
    since: int
    first_true: int
    first_false: int


def epoch(supports: list[Item], refutes: list[Item], bars: Bars, prior: int, day: int) -> Epoch:
    """Judge a state on a day by the items of each side, given in order of their last day.

    The side that alone meets its standard from the later day on silences what the other side
    says about days before; on equal days nobody is silenced.  What has gone stale still
    silences, so that it revives no older refutation, and no longer supports.
    """
    establish, refute = bars
    plus = _turn(supports, establish, prior)
    minus = _turn(refutes, refute, -prior)
    if plus > minus:
        refutes = refutes[bisect_left(refutes, plus, key=_BY_LAST) :] if refutes else refutes
    elif minus > plus:
        supports = supports[bisect_left(supports, minus, key=_BY_LAST) :]
    if establish.fresh is not None:
        supports = [item for item in supports if item.expires >= day]
    if plus and plus >= minus and not (establish.answered and refutes):
        cut = minus if plus > minus else 0
        since = _since(supports, establish, prior - weight_of(refutes), (cut, plus))
        if since:
            return Epoch(TRUE, since, supports, refutes)
    if minus and minus >= plus and not (refute.answered and supports):
        cut = plus if minus > plus else 0
        since = _since(refutes, refute, -prior - weight_of(supports), (cut, minus))
        if since:
            return Epoch(FALSE, since, supports, refutes)
    return Epoch(UNKNOWN, 0, supports, refutes)


def _turn(items: list[Item], bar: Bar, credit: int) -> int:
    """Give the latest day such that the items about days from it on alone meet the standard."""
    if not items:
        return 0
    item = reached(reversed(items), bar, credit)
    return 0 if item is None else item.last


def _since(items: list[Item], bar: Bar, credit: int, epochs: tuple[int, int]) -> int:
    """Give the day since which the items meet the standard, 0 where they do not.

    ``epochs`` is the end of the silenced epoch (0: none) and the turn that ended it.  Days up
    to that end do not count, an interval counts from the day after; where only older items
    carry the verdict, it holds since the turn.
    """
    item = reached(sorted(items, key=BY_FIRST), bar, credit)
    if item is None:
        return 0
    silenced, turn = epochs
    if not silenced:
        return item.first
    later = [
        item if item.first > silenced else item._replace(first=silenced + 1)
        for item in items
        if item.last > silenced
    ]
    item = reached(sorted(later, key=BY_FIRST), bar, credit)
    return turn if item is None else item.first


class StateMatter(SidedMatter):
    """Whether something is so, or a quantity has reached a level; support may go stale (B4)."""

    def __init__(self, terms: Terms) -> None:
        super().__init__(terms)
        self.supports = Side()
        self.refutes = Side()
        self._days: list[int] = []
        self._past: list[Past] = []

    def _place(self, exhibit: Exhibit, *, supports: bool) -> bool:
        terms, last = self.terms, exhibit.last
        if supports:
            bar = terms.bars.establish
            expires = terms.after(last, bar.fresh) if bar.fresh else NEVER
            self.supports.add(item_of(exhibit, bar, expires))
        else:
            self.refutes.add(item_of(exhibit, terms.bars.refute))
        place = bisect_left(self._days, last)
        if place == len(self._days) or self._days[place] != last:
            insort(self._days, last)
        del self._past[place:]
        return True

    def _each_side(self, change: Callable[[Side], Side]) -> None:
        self.supports, self.refutes = change(self.supports), change(self.refutes)
        self._days = sorted({item.last for item in self.supports.items + self.refutes.items})
        self._past.clear()

    def _live(self, items: list[Item], day: int) -> list[Item]:
        """Give the supporting items that are not stale on a day."""
        if self.terms.bars.establish.fresh is None:
            return items
        return [item for item in items if item.expires >= day]

    def _epoch(self, day: int, prior: int) -> Epoch:
        return epoch(self.supports.items, self.refutes.items, self.terms.bars, prior, day)

    def _expiry(self, day: int) -> int:
        """Give the first later day on which an item goes stale, 0 if none does."""
        if self.terms.bars.establish.fresh is None:
            return 0
        ends = [item.expires for item in self.supports.items if item.expires >= day]
        end = min(ends, default=NEVER)
        return 0 if end == NEVER else end + 1

    def _judge(self, day: int) -> Answer:
        now = self._epoch(day, self.terms.prior)
        until = self._expiry(day)
        if now.verdict == UNKNOWN:
            return (UNKNOWN, 0, 0, until)
        if not self.refutes.items and not until:
            return (now.verdict, now.since, now.since, until)
        before = self.history()[-1]
        past = before.first_true if now.verdict == TRUE else before.first_false
        return (now.verdict, min(now.since, past or now.since), now.since, until)

    def history(self) -> list[Past]:
        """Ask the rule at each day on which an item ends, by the items about days up to it."""
        past = self._past
        for day in self._days[len(past) :]:
            supports, refutes = self.supports.items, self.refutes.items
            heard = supports[: bisect_right(supports, day, key=_BY_LAST)]
            against = refutes[: bisect_right(refutes, day, key=_BY_LAST)]
            then = epoch(heard, against, self.terms.bars, self.terms.prior, day)
            first_true = past[-1].first_true if past else 0
            first_false = past[-1].first_false if past else 0
            if then.verdict == TRUE:
                first_true = min(first_true or then.since, then.since)
            elif then.verdict == FALSE:
                first_false = min(first_false or then.since, then.since)
            past.append(Past(then.verdict, then.since, first_true, first_false))
        return past

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict of a day under another prior."""
        return self._epoch(day, prior).verdict

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on."""
        terms, now = self.terms, self._epoch(day, self.terms.prior)
        live = self._live(self.supports.items, day)
        stale = [item for item in self.supports.items if item not in live]
        heard = {item.id for item in now.supports + now.refutes}
        silenced = [item.id for item in live + self.refutes.items if item.id not in heard]
        failed = missing(now.supports, now.refutes, terms.bars.establish, terms.prior)
        if stale and failed:
            every = epoch(self.supports.items, self.refutes.items, terms.bars, terms.prior, 0)
            if every.verdict == TRUE:
                failed.append("fresh")
        return Weighing(
            answer=self.answer(day),
            weight=terms.prior + weight_of(now.supports) - weight_of(now.refutes),
            supports=now.supports,
            refutes=now.refutes,
            silent=[*self.silent, *silenced],
            stale=[item.id for item in stale],
            missing=failed,
        )
