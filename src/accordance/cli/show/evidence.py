"""What a finding rests on: the verdict in words and number, then every item with its grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from accordance.cli.show import naming, words
from accordance.cli.show.layout import paint, wrapped
from accordance.record.entries import Act, AnyEntry, Delivery, Evidence

if TYPE_CHECKING:
    from accordance.app.deciding import Told
    from accordance.decide.reason import Reason
    from accordance.findings.finding import Finding

_VERDICTS: Final = ("Refuted", "Not determined", "Established")
_TONES: Final = ("bad", "doubt", "good")
_PRIORS: Final = ("refuted", "not determined", "established")
UNKNOWN: Final = 1


def finding_lines(told: Told, reason: Reason, columns: int, before: str) -> list[str]:
    """Give a finding with everything that it rests on."""
    finding = reason.finding
    assert finding is not None  # noqa: S101 the caller asks only where there is one
    lines = _verdict(finding, columns, before)
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


def _verdict(finding: Finding, columns: int, before: str) -> list[str]:
    """Give the verdict with its likelihood, what it lacks, and how firm it is."""
    percent = min(99, max(1, round(finding.probability * 100)))
    text = f"{_VERDICTS[finding.verdict]}: {finding.likelihood} that it is so ({percent}%)"
    if finding.since and finding.verdict != UNKNOWN:
        text += f", since {words.day(finding.since)}"
    silent = not (finding.supports or finding.refutes or finding.stale or finding.weightless)
    lacks = [words.MISSING[one] for one in finding.missing]
    if finding.verdict == UNKNOWN and silent:
        text = f"{_VERDICTS[UNKNOWN]}: nothing on record speaks of it"
    elif finding.verdict == UNKNOWN and lacks:
        text += f"; {words.some(lacks)}"
    text += "."
    if finding.presumed:
        text += " A presumption: no breach has been established."
    if {finding.prior_20, finding.prior_80} != {finding.verdict} and not silent:
        text += (
            f" Held 20% likely before any evidence, it would be {_PRIORS[finding.prior_20]}; "
            f"held 80% likely, {_PRIORS[finding.prior_80]}."
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
    known = entry.known.to(told.decision.clock.knower)
    text = f"{name}: {_what(told, entry)}, {words.days(entry.happened.start, entry.happened.end)}"
    if known and known != entry.happened.end:
        text += f", known {words.day(known)}"
    lines = wrapped(text, columns, f"{before}• ", f"{before}    ")
    details = _details(told, entry)
    return lines + wrapped(details, columns, f"{before}  ", f"{before}    ") if details else lines


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
