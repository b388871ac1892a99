"""A reason as a lawyer reads it: the clause, the answer, the steps below, the evidence at the leaves."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import msgspec

from accordance.cli.show import naming, powers, words
from accordance.cli.show.alike import runs
from accordance.cli.show.evidence import Already, corrections, finding_lines
from accordance.cli.show.layout import paint, screen, wrapped
from accordance.cli.show.sentences import DATED, sentence
from accordance.cli.show.status import knowledge
from accordance.record.entries import Evidence

if TYPE_CHECKING:
    from accordance.app.deciding import Told
    from accordance.decide.reason import Reason

_MARKS: Final = {True: "✓", False: "✗", "unknown": "?"}
_TONES: Final = {True: "good", False: "bad", "unknown": "doubt"}
_LEGEND: Final = "✓ holds   ✗ does not hold   ? cannot be said on this record"
_GIVEN: Final = "delivered"
"""What has been given nothing stops any more."""
_STOPS: Final = frozenset({"stop", "end", "suspend"})


def shown(told: Told, *, full: bool = False) -> str:
    """Give the whole answer; what stands in nobody's way is told briefly unless ``full``."""
    columns, _ = screen()
    teller = _Teller(told, columns, full=full)
    return "\n".join([*teller.head(), *teller.tree()])


class _Teller:
    """Tells one reason at one width."""

    def __init__(self, told: Told, columns: int, *, full: bool) -> None:
        self.told = told
        self.columns = columns
        self.full = full
        self.shared: set[tuple[object, ...]] = set()
        self.already = Already(again=full)
        self.accord = told.decision.accord

    def head(self) -> list[str]:
        """Say what the provision is, what it says, where it stands and how things are with it."""
        reason, accord = self.told.reason, self.accord
        name = reason.provision
        called = naming.title(accord, name)
        lines = [paint(called, "head") if called == name else f"{paint(called, 'head')}  ({name})"]
        lines += wrapped(knowledge(self.told.decision), self.columns)
        lines += ["", *self._answer(reason)]
        if reason.text and reason.text != called:
            lines += wrapped(f'"{reason.text}"', self.columns, "  ")
        lines += [
            line
            for text in self._standing(name)
            for line in wrapped(text, self.columns, "  ", "    ")
        ]
        return lines

    def _answer(self, reason: Reason) -> list[str]:
        if reason.note == "series":
            return [f"This commitment recurs. Of its copies: {reason.state.replace('_', ' ')}."]
        if reason.finding is not None:
            word = words.VERDICTS[
                ("refuted", "undetermined", "established")[reason.finding.verdict]
            ]
            text, tone = f"This claim is {word}", _TONES[reason.holds]
        else:
            state = self._state(reason)
            kind = naming.kind(self.accord, reason.provision)
            stands = f"is {words.state(state)}"
            if kind == "power":
                stands = words.USED.get(state, stands)
            text = f"This {kind} {stands}"
            tone = words.TONES.get(state, "")
        late = getattr(
            self.told.decision.determination.commitments.get(reason.provision), "late", None
        )
        if late:
            text += f", {words.count(late, 'day')} late"
        return [paint(text + ".", tone), *self._contested(reason), *self._corrected(reason)]

    def _contested(self, reason: Reason) -> list[str]:
        """Say of what is contested that an act governs, though its ground or the rule is not shown."""
        answer, name = self.told.decision.determination, reason.provision
        if name in answer.benefits and answer.benefits[name].contested:
            text = "Contested: it stands by an act, though its own condition is not shown to hold"
        elif name in answer.powers and answer.powers[name].contested:
            text = "Contested: the act has effect, though its ground was not shown when it was made"
        else:
            return []
        read = " under every reading" if name in answer.views.by_reading else ""
        return wrapped(f"{text}{read}.", self.columns, "  ", "    ")

    def _corrected(self, reason: Reason) -> list[str]:
        """Name, of what is reversed, the evidence that was corrected or taken back since."""
        if reason.state != "reversed":
            return []
        asked, decision = _claims(reason), self.told.decision
        undone = [
            f"{one.id} by {fix.id}, {words.day(date.fromordinal(decision.clock.visible(fix)))}"
            for one in decision.record.entries
            if isinstance(one, Evidence) and one.claim.partition(".")[0] in asked
            for fix in corrections(decision, one.id)
        ]
        text = f"Corrected since it counted as met: {words.some(undone, 3)}."
        return wrapped(text, self.columns, "  ", "    ") if undone else []

    def _state(self, reason: Reason) -> str:
        answer = self.told.decision.determination
        for group in (answer.commitments, answer.implied, answer.benefits, answer.powers):
            if reason.provision in group:
                return str(group[reason.provision].state)
        return reason.state or "undetermined"

    def _standing(self, name: str) -> Iterator[str]:
        """Give who is bound or gives, the source, the norms, the force, and the editor's note."""
        accord = self.accord
        groups: tuple[dict[str, Any], ...] = (accord.commitments, accord.benefits, accord.powers)
        provision = next((group[name] for group in groups if name in group), None)
        if provision is None:
            return
        if name in accord.benefits:
            payers = naming.parties(accord, provision.payer) or "nobody named"
            yield f"From {payers} to {naming.party(accord, provision.to)}."
        else:
            bound = "Bound" if name in accord.commitments else "Held by"
            yield f"{bound}: {naming.parties(accord, provision.by)}."
        if name in accord.powers:
            yield from powers.standing(self.told.decision, name)
        marks = [words.FORCE[provision.force]]
        if provision.confidence:
            marks.append(words.CONFIDENCE[provision.confidence])
        if self.told.reason.clause:
            yield f"Source: {naming.clause(accord, self.told.reason.clause)} ({'; '.join(marks)})."
        elif provision.force != "binding":
            yield f"Force: {'; '.join(marks)}."
        if name in accord.commitments and provision.achieve and provision.achieve.target:
            done = words.share(self.told.decision.determination.commitments[name].progress)
            yield f"Verified progress: {done} of the way to {self._target(provision)}."
        if provision.norms:
            yield "Norms: " + ", ".join(provision.norms) + "."
        if provision.note:
            yield f"Note: {provision.note}"

    def _target(self, provision: Any) -> str:
        achieve = provision.achieve
        if achieve.target == "all":
            return f"all of {achieve.baseline}" if achieve.baseline else "all"
        return str(achieve.target)

    def tree(self) -> list[str]:
        """Give the steps below, each with its mark."""
        reason = self.told.reason
        lines = ["", paint("Because", "head")]
        if reason.finding is not None:
            lines += finding_lines(self.told, reason, self.columns, "  ", self.already)
        lines += self._acts(reason, "  ")
        children = self._worth_telling(reason.because)
        if self._state(reason) == _GIVEN and not self.full:
            children = tuple(one for one in children if one.note not in _STOPS)
        told = list(runs(self.accord, children, lambda one: one.provision, self._alike))
        for number, run in enumerate(told):
            lines += self._step(run[0], "", last=number == len(told) - 1, run=run)
        if len(lines) == 2:  # noqa: PLR2004 nothing was told
            lines.append("  Nothing has to be so, and nothing was done.")
        return [*lines, "", paint(_LEGEND, "quiet")]

    def _worth_telling(self, steps: tuple[Reason, ...]) -> tuple[Reason, ...]:
        """Leave out stops that do not stop anything, unless all is asked for."""
        if self.full:
            return steps
        return tuple(one for one in steps if not (one.note in _STOPS and one.holds is False))

    def _alike(self, one: Reason) -> Hashable:
        """Give what steps of a scale share that are told together; with ``full`` none are."""
        return one.provision if self.full else (one.state, one.since)

    def _step(
        self, reason: Reason, before: str, *, last: bool, run: Sequence[Reason] = ()
    ) -> list[str]:
        reason = self._only(reason)
        here, below = (before + ("└─ " if last else "├─ ")), before + ("   " if last else "│  ")
        mark = "•" if reason.note in DATED else paint(_MARKS[reason.holds], _TONES[reason.holds])
        text = sentence(self.told.decision, reason)
        if len(run) > 1:
            text += f"; so it is with all up to {run[-1].provision}, {len(run)} parts"
        lines = wrapped(text, self.columns, f"{here}# ", f"{below}  ")
        lines[0] = lines[0].replace("# ", f"{mark} ", 1)
        if reason.note.startswith("linkage/") and reason.holds is True and not self.full:
            return lines
        inside = below + "  "
        if reason.finding is not None:
            lines += finding_lines(self.told, reason, self.columns, inside, self.already)
        lines += self._acts(reason, inside)
        if reason.asks in ("on", "after"):
            return lines
        told, children = self._not_yet_told(reason)
        for number, child in enumerate(children):
            lines += self._step(child, below, last=not told and number == len(children) - 1)
        return [*lines, f"{below}└─ and {told} already told above"] if told else lines

    def _only(self, reason: Reason) -> Reason:
        """Give the one step that a stop or an end has to tell, in its place and with its part."""
        if reason.asks not in _STOPS or reason.finding is not None:
            return reason
        steps = [one for one in reason.because if self.full or one.holds is not False]
        if len(steps) != 1 or reason.holds is not True:
            return reason
        return msgspec.structs.replace(steps[0], note=reason.note)

    def _not_yet_told(self, reason: Reason) -> tuple[str, tuple[Reason, ...]]:
        """Give the steps of a parcel that no parcel before it had, and a count of the others."""
        children = self._worth_telling(_beyond_the_day(reason))
        if reason.state == _GIVEN and not self.full:
            children = tuple(one for one in children if one.note not in _STOPS)
        if self.full or reason.asks != "is due":
            return "", children
        new = []
        for child in children:
            key = (child.note, child.provision, child.asks, child.holds)
            if key not in self.shared:
                new.append(child)
            self.shared.add(key)
        shared = len(children) - len(new)
        return (words.count(shared, "condition") if shared else ""), tuple(new)

    def _acts(self, reason: Reason, before: str) -> list[str]:
        """Give the acts and deliveries that a step without a finding rests on."""
        from accordance.cli.show.evidence import entry_lines

        if reason.finding is not None:
            return []
        return [
            line
            for name in reason.evidence
            if name in self.told.entries
            for line in entry_lines(self.told, name, self.columns, before)
        ]


def _claims(reason: Reason) -> set[str]:
    """Give every claim of which a reason tells a finding."""
    found = {reason.provision.partition(".")[0]} if reason.finding is not None else set()
    return found.union(*(_claims(below) for below in reason.because))


def _beyond_the_day(reason: Reason) -> tuple[Reason, ...]:
    """Give the steps below one; a deadline that is counted from a day has told that day already."""
    if reason.note not in DATED:
        return reason.because
    return tuple(
        one
        for one in reason.because
        if one.because or one.evidence or one.finding or one.asks not in reason.provision
    )
