"""What a finding rests on: the verdict in words and number, then every item with its grades."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.cli.show.layout import paint, wrapped
from accordance.record.entries import Act, AnyEntry, Correction, Delivery, Evidence

if TYPE_CHECKING:
    from accordance.app.deciding import Told
    from accordance.decide.decision import Decision
    from accordance.decide.reason import Reason
    from accordance.findings.finding import Finding

_VERDICTS: Final = ("Refuted", "Not determined", "Established")
_TONES: Final = ("bad", "doubt", "good")
_PRIORS: Final = ("refuted", "not determined", "established")
UNKNOWN: Final = 1
_LODGED: Final = ".lodged"


class Already:
    """What one answer has told: findings and entries are told in full where they are met first."""

    def __init__(self, *, again: bool = False) -> None:
        """Start with nothing told; with ``again`` everything is told at every mention."""
        self.again = again
        self._findings: set[Finding] = set()
        self._entries: set[str] = set()

    def finding(self, finding: Finding) -> bool:
        """Say whether a finding that rests on something was told before, and note that it is now."""
        known = finding in self._findings and not self.again
        self._findings.add(finding)
        return known and bool(finding.supports or finding.refutes)

    def entries(self, names: tuple[str, ...]) -> bool:
        """Say whether all of some entries were told before, and note that they are now."""
        known = self._entries.issuperset(names) and not self.again
        self._entries.update(names)
        return known


def finding_lines(
    told: Told, reason: Reason, columns: int, before: str, already: Already
) -> list[str]:
    """Give a finding with everything that it rests on; what was told above is named again in a line."""
    finding = reason.finding
    assert finding is not None  # noqa: S101 the caller asks only where there is one
    if already.finding(finding):
        word = _VERDICTS[finding.verdict]
        rests = ", ".join((*finding.supports, *finding.refutes))
        text = f"{word}, as told above ({rests})."
        lines = wrapped(text, columns, before, before + "  ")
        lines[0] = lines[0].replace(word, paint(word, _TONES[finding.verdict]), 1)
        return lines
    lines = _verdict(finding, reason, columns, before)
    groups = (
        *_sides(finding),
        ("Too old to count", finding.stale, True),
        ("On record, silent here", finding.silent, True),
    )
    for heading, names, brief in groups:
        if not names:
            continue
        if brief:
            lines += wrapped(f"{heading}: {', '.join(names)}.", columns, before, before + "  ")
            continue
        if already.entries(names):
            text = f"{heading}, told above: {', '.join(names)}."
            lines += wrapped(text, columns, before, before + "  ")
            continue
        lines.append(f"{before}{heading}:")
        for name in names:
            lines += entry_lines(told, name, columns, before)
    for one in finding.weightless:
        text = f"Weighs nothing: {one.id} ({words.WEIGHTLESS[one.why]})."
        lines += wrapped(text, columns, before, before + "  ")
    if finding.concerns:
        text = f"A lead below the standard of proof: {', '.join(finding.concerns)}."
        lines += wrapped(text, columns, before, before + "  ")
    return lines


def _sides(finding: Finding) -> tuple[tuple[str, tuple[str, ...], bool], ...]:
    """Give what speaks for the claim and what against it, first the side that the verdict follows."""
    sides = (
        ("Evidence for it", finding.supports, False),
        ("Evidence against it", finding.refutes, False),
    )
    if finding.verdict == UNKNOWN or not (finding.supports and finding.refutes):
        return sides
    first, (heading, names, brief) = sides if finding.verdict > UNKNOWN else reversed(sides)
    return first, (f"{heading}, which is outweighed", names, brief)


def _percent(finding: Finding) -> str:
    """Give the likelihood in per cent; where it is not enough, never rounded up to what would be."""
    share = finding.probability * 100
    whole = min(99, max(1, round(share)))
    if finding.verdict == UNKNOWN and "credence" in finding.missing and whole > share:
        return f"{math.floor(share * 10) / 10:g}"
    return str(whole)


def _verdict(finding: Finding, reason: Reason, columns: int, before: str) -> list[str]:
    """Give the verdict with its likelihood, what it lacks, and how firm it is."""
    text = (
        f"{_VERDICTS[finding.verdict]}: {finding.likelihood} that it is so ({_percent(finding)}%)"
    )
    if finding.since and finding.verdict != UNKNOWN:
        text += f", since {words.day(finding.since)}"
    silent = not (finding.supports or finding.refutes or finding.stale or finding.weightless)
    lacks = [words.MISSING[one] for one in finding.missing]
    if finding.verdict == UNKNOWN and silent:
        text = f"{_VERDICTS[UNKNOWN]}: nothing on record speaks of it"
        if reason.asks.endswith(_LODGED):
            text += (
                f" (that it was handed in is entered on {reason.asks}, whatever shows it complete)"
            )
    elif finding.verdict == UNKNOWN and lacks:
        text += f"; {words.some(lacks)}"
    text += "."
    if finding.presumed:
        text += " A presumption: no breach has been established."
    if {finding.prior_20, finding.prior_80} != {finding.verdict} and not silent:
        text += (
            f" To one who thought it 20% likely beforehand it is {_PRIORS[finding.prior_20]}; "
            f"80% likely, {_PRIORS[finding.prior_80]}."
        )
    lines = wrapped(text, columns, before, before + "  ")
    word = _VERDICTS[finding.verdict]
    lines[0] = lines[0].replace(word, paint(word, _TONES[finding.verdict]), 1)
    return lines


def entry_lines(told: Told, name: str, columns: int, before: str) -> list[str]:
    """Give an entry: what it is, its two days, its source and its grades."""
    entry = told.entries.get(name)
    if isinstance(entry, Evidence):
        entry = told.decision.fold.docket.current(entry) or entry
    if entry is None:
        return [f"{before}• {name}"]
    clock = told.decision.clock
    correction = max(
        corrections(told.decision, name), key=lambda one: (clock.visible(one), one.id), default=None
    )
    known = (correction or entry).known.to(clock.knower)
    text = f"{name}: {_what(told, entry)}, {words.days(entry.happened.start, entry.happened.end)}"
    if correction is not None:
        text += f", as corrected by {correction.id}"
    if known and known != entry.happened.end:
        text += f", known {words.day(known)}"
    lines = wrapped(text, columns, f"{before}• ", f"{before}    ")
    details = _details(told, entry)
    return lines + wrapped(details, columns, f"{before}  ", f"{before}    ") if details else lines


def corrections(decision: Decision, name: str) -> list[Correction]:
    """Give the corrections of an entry that are seen on the day asked."""
    today = decision.clock.as_of.toordinal()
    return [
        one
        for one in decision.record.entries
        if isinstance(one, Correction)
        and name in (one.corrects, one.retracts)
        and decision.clock.visible(one) <= today
    ]


def _what(told: Told, entry: AnyEntry) -> str:
    accord = told.decision.accord
    match entry:
        case Evidence(value=value):
            kind = words.KINDS.get(entry.kind, entry.kind)
            by = f" by {naming.party(accord, entry.by)}" if entry.by else ""
            unit = accord.claims[entry.claim].unit if entry.claim in accord.claims else ""
            shown = f" of {value}" if value is not None else ""
            if value is not None and not value.unit and unit:
                shown += f" {unit}"
            return f"{kind}{shown}{by}"
        case Delivery():
            form = f" of {entry.form}" if entry.form else ""
            under = f" under {entry.under}" if entry.under else ""
            return f"{entry.amount}{form} from {naming.party(accord, entry.payer)}{under}"
        case Act():
            return f"act of {naming.party(accord, entry.by)}"
        case _:
            return "entry"


def _details(told: Told, entry: AnyEntry) -> str:
    parts = []
    if entry.source:
        parts.append(naming.source(told.decision.accord, told.decision.record, entry.source))
    if isinstance(entry, Evidence):
        parts.append(
            f"graded {entry.reliability}{entry.credibility} "
            f"({words.RELIABILITY[entry.reliability]}, {words.CREDIBILITY[entry.credibility]})"
        )
        if entry.origin:
            parts.append(f"origin {entry.origin}")
    if entry.confidence:
        parts.append(f"mark {entry.confidence} ({words.CONFIDENCE[entry.confidence]})")
    return "; ".join(parts)
