"""Clean conduct over the last period: a presumption, or verified by a watch (B5)."""

from __future__ import annotations

from accordance.findings.epochs import StateMatter
from accordance.findings.fuse import fuse
from accordance.findings.items import NEVER, Exhibit, Side
from accordance.findings.matter import Answer, Matter, Weighing
from accordance.findings.universal import Incident, UniversalMatter
from accordance.kernel.days import Period
from accordance.kernel.logic import FALSE, TRUE, UNKNOWN


def presumed_since(matter: Matter) -> int:
    """Give the day from which conduct is presumed clean where no breach was ever established."""
    terms = matter.terms
    return terms.opens if terms.opens > 1 else terms.begins


def earliest(days: list[int], day: int) -> int:
    """Give the first of some days that is after a day, 0 if none is."""
    return min((one for one in days if day < one <= NEVER), default=0)


class CleanMatter(UniversalMatter):
    """Whether no incident is established within the last period, closed or not.

    An item that shows an incident counts while it lies wholly inside the period, whose last day
    still belongs to it; what denies the incident counts always.
    """

    @property
    def _period(self) -> Period:
        period = self.terms.question.clean
        assert period is not None  # noqa: S101 only such questions come here
        return period

    def _leaves(self, exhibit: Exhibit) -> int:
        return self.terms.after(exhibit.first, self._period)

    def _inside(self, incident: Incident, day: int, prior: int) -> int:
        """Give the day of an incident that is established within the period, else 0."""
        shows = Side(item for item in incident.shows.items if item.expires >= day)
        shown = fuse(incident.denies, shows, self.terms.bars, prior)
        return shown.since if shown.verdict == FALSE else 0

    def _judge(self, day: int) -> Answer:
        prior = self.terms.prior
        standings = self.standings().items()
        established = [self.incidents[name] for name, one in standings if one.established]
        inside = [since for one in established if (since := self._inside(one, day, prior))]
        if inside:
            leaves = [item.expires + 1 for one in established for item in one.shows.items]
            return (FALSE, min(inside), min(inside), earliest(leaves, day))
        if self.terms.question.verified:
            return self._verified(day, prior)
        since = max([presumed_since(self), *(self._left(one, prior) for one in established)])
        return (TRUE, since, since, 0)

    def _left(self, incident: Incident, prior: int) -> int:
        """Give the day on which an established incident passed out of the period."""
        days = sorted({item.expires + 1 for item in incident.shows.items})
        return next((day for day in days if not self._inside(incident, day, prior)), 0)

    def _verified(self, day: int, prior: int) -> Answer:
        """Ask in addition that the claim is true and that a watch covers the whole period."""
        runs = [
            (self.terms.after(start, self._period), end, self._watch_ends(end))
            for start, end in self.watched(prior)
        ]
        turns = [turn for from_, _, to in runs for turn in (from_, to + 1)]
        turns += [item.expires + 1 for item in self.coverage.items]
        until = earliest(turns, day)
        whole = super()._judge(day)
        for from_, _, to in runs:
            if whole[0] == TRUE and from_ <= day <= to:
                since = max(from_, whole[2])
                return (TRUE, since, since, until)
        return (UNKNOWN, 0, 0, until)

    def _watch_ends(self, end: int) -> int:
        """Give the last day for which a watch that ended speaks: its end, and while it is fresh."""
        return self._fresh_until(end) if self.terms.bars.establish.fresh else end

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict of a day under another prior."""
        if any(self._inside(incident, day, prior) for incident in self.incidents.values()):
            return FALSE
        if not self.terms.question.verified:
            return TRUE
        covered = super().verdict(day, prior) == TRUE and any(
            self.terms.after(start, self._period) <= day <= self._watch_ends(end)
            for start, end in self.watched(prior)
        )
        return TRUE if covered else UNKNOWN

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on; items that left the period are silent."""
        whole = super().weigh(day)
        gone = {item.id for item in whole.refutes if item.expires < day}
        verified = self.terms.question.verified
        failed = list(whole.missing) if verified else []
        if verified and whole.answer[0] == UNKNOWN and "coverage_watch" not in failed:
            failed.append("coverage_watch")
        return whole._replace(
            refutes=[item for item in whole.refutes if item.id not in gone],
            silent=[*whole.silent, *gone],
            missing=failed,
            presumed=not verified and whole.answer[0] == TRUE,
        )


class CleanStateMatter(StateMatter):
    """Whether a state was not false on any day of the last period."""

    def _judge(self, day: int) -> Answer:
        period = self.terms.question.clean
        assert period is not None  # noqa: S101 only such questions come here
        now = super()._judge(day)
        if now[0] == FALSE:
            return now
        spells = self._false_spells(period)
        inside = [(since, ends) for since, ends in spells if ends > day]
        if inside:
            since = min(since for since, _ in inside)
            return (FALSE, since, since, earliest([ends for _, ends in inside] + [now[3]], day))
        if not self.terms.question.verified:
            since = max([presumed_since(self), *(ends for _, ends in spells)])
            return (TRUE, since, since, now[3])
        from_ = self.terms.after(now[2], period) if now[0] == TRUE else NEVER
        if from_ <= day:
            return (TRUE, from_, from_, now[3])
        return (UNKNOWN, 0, 0, earliest([now[3], from_ if from_ < NEVER else 0], day))

    def _false_spells(self, period: Period) -> list[tuple[int, int]]:
        """Give each past stretch of being false: since when, and the day it leaves the period."""
        spells = []
        for past, following in zip(self.history(), self._days[1:], strict=False):
            if past.verdict == FALSE:
                spells.append((past.since, self.terms.after(following - 1, period) + 1))
        return spells

    def verdict(self, day: int, prior: int) -> int:
        """Give the verdict under another prior, by a copy that has that prior throughout."""
        from msgspec.structs import replace  # noqa: PLC0415 only reasons ask this

        other = CleanStateMatter(replace(self.terms, prior=prior))
        other.supports, other.refutes, other._days = self.supports, self.refutes, self._days
        return other.answer(day)[0]

    def weigh(self, day: int) -> Weighing:
        """Give the answer with all that it rests on."""
        whole = super().weigh(day)
        presumed = not self.terms.question.verified and whole.answer[0] == TRUE
        return whole._replace(presumed=presumed, missing=whole.missing if not presumed else [])
