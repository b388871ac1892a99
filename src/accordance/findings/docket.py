"""The docket: every question of a program, and every entry that has become visible."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

import msgspec

from accordance.accord.questions import Question
from accordance.accord.types import Accord, Claim, Turn
from accordance.findings.conduct import CleanMatter, CleanStateMatter
from accordance.findings.epochs import StateMatter
from accordance.findings.explain import finding
from accordance.findings.finding import Finding, Why
from accordance.findings.items import NEVER, Exhibit, Terms
from accordance.findings.kept import KeptMatter
from accordance.findings.matter import EventMatter, LegalMatter, Matter
from accordance.findings.origins import Voices, obligors
from accordance.findings.standards import bars, prior_of
from accordance.findings.universal import UniversalMatter
from accordance.findings.weights import TABLES, WORDS, words_weigh
from accordance.kernel.logic import TRUE
from accordance.record.entries import Correction, Evidence, SourceNote
from accordance.record.standing import Corrections

IN_FORCE: Final = "in_force"
ENDS: Final = "ends"
_STATES: Final = frozenset({"state", "quantity", "submission"})


class Topic(msgspec.Struct, frozen=True):
    """One claim or aspect that evidence can be about: the questions that turn on it."""

    questions: tuple[int, ...]
    matters: tuple[Matter, ...]
    ending: tuple[bool, ...]
    obligors: frozenset[str]
    words: bool
    body: str | None


class Docket:
    """Answers the questions of a program from the entries added so far.

    The order of adding never changes an answer.  Entries are those visible on the days asked:
    what becomes visible later is added later.
    """

    def __init__(
        self,
        accord: Accord,
        questions: Sequence[Question],
        sources: Mapping[str, SourceNote] | None = None,
    ) -> None:
        """Take a normalised accord; raise KeyError where a claim, standard or table is unknown."""
        self._weights = TABLES[accord.ratios].every()
        self._voices = Voices(accord.parties, sources or {})
        self._corrections = Corrections()
        self._matters = [_matter(accord, question) for question in questions]
        self._topics = self._arrange(accord, questions)
        self._exhibits: dict[str, dict[str, Exhibit]] = {name: {} for name in self._topics}
        self._turns: dict[str, list[tuple[str, Turn]]] = {}
        for name, claim in accord.claims.items():
            if claim.turn is not None:
                self._turns.setdefault(claim.turn.of, []).append((name, claim.turn))

    def _arrange(self, accord: Accord, questions: Sequence[Question]) -> dict[str, Topic]:
        """Give the topics by every spelling that evidence may use."""
        bearers = obligors(accord)
        turns: dict[tuple[str, str], list[tuple[int, bool]]] = {}
        for index, question in enumerate(questions):
            matter = self._matters[index]
            law = matter.whole if isinstance(matter, KeptMatter) else matter
            natural = isinstance(law, LegalMatter)
            aspect = IN_FORCE if natural else question.aspect
            turns.setdefault((question.claim, aspect), []).append((index, False))
            if natural:
                turns.setdefault((question.claim, ENDS), []).append((index, True))
        topics = {}
        for (name, aspect), rows in turns.items():
            claim = accord.claims[name]
            topic = Topic(
                questions=tuple(index for index, _ in rows),
                matters=tuple(self._matters[index] for index, _ in rows),
                ending=tuple(ending for _, ending in rows),
                obligors=bearers[name],
                words=words_weigh(claim.type, aspect),
                body=claim.determined_by,
            )
            topics[f"{name}.{aspect}" if aspect else name] = topic
        return topics | {
            name: topics[f"{name}.{IN_FORCE}"]
            for name, claim in accord.claims.items()
            if claim.type == "legal-act" and f"{name}.{IN_FORCE}" in topics
        }

    def add(self, entry: Evidence | Correction) -> Sequence[int]:
        """Make an entry visible; give the questions whose answer may have changed.

        An id that was added before changes nothing.
        """
        if isinstance(entry, Correction):
            changed = self._corrections.correct(entry)
            return self._replace(changed) if isinstance(changed, Evidence) else ()
        if not self._corrections.record(entry):
            return ()
        current = self._corrections.current(entry)
        touched: list[int] = []
        for name in self._about(entry):
            if current is not None:
                self._hear(name, current)
            touched += self._topics[name].questions
        return touched

    def _about(self, entry: Evidence) -> list[str]:
        """Give the topics that an entry speaks of: its claim, and where that recurs the period's own."""
        claim, dot, aspect = entry.claim.partition(".")
        end = entry.happened.end
        own = (f"{name}{dot}{aspect}" for name, turn in self._turns.get(claim, ())
               if turn.first <= end <= turn.last)  # fmt: skip
        return [name for name in (entry.claim, *own) if name in self._topics]

    def _replace(self, entry: Evidence) -> Sequence[int]:
        """Hear again an entry that was corrected or retracted."""
        current = self._corrections.current(entry)
        touched: list[int] = []
        for name in self._about(entry):
            topic = self._topics[name]
            for matter in topic.matters:
                matter.strike(entry.id)
            self._exhibits[name].pop(entry.id, None)
            if current is not None:
                self._hear(name, current)
            touched += topic.questions
        return touched

    def _hear(self, name: str, entry: Evidence) -> None:
        topic = self._topics[name]
        exhibit = self._exhibit(topic, entry)
        self._exhibits[name][entry.id] = exhibit
        if exhibit.weight == 0:
            return
        for matter, ending in zip(topic.matters, topic.ending, strict=True):
            if ending and isinstance(matter, LegalMatter | KeptMatter):
                matter.hear_end(exhibit)
            else:
                matter.hear(exhibit)

    def _exhibit(self, topic: Topic, entry: Evidence) -> Exhibit:
        no_weight: Why | None = None
        weight = self._weights[entry.kind, entry.reliability, entry.credibility]
        if weight == 0:
            no_weight = "cannot_be_judged"
        if entry.kind in WORDS and not topic.words:
            weight, no_weight = 0, "words"
        if topic.body and entry.by != topic.body:
            weight, no_weight = 0, "another_body"
        return Exhibit(
            entry.id,
            entry.happened.start.toordinal(),
            entry.happened.end.toordinal(),
            weight,
            self._voices.of(entry, topic.obligors),
            entry.kind,
            entry.stance == "supports",
            entry.value,
            entry.incident,
            entry.closes,
            entry.examined,
            entry.outcome,
            no_weight,
        )

    def answer(self, index: int, day: int) -> tuple[int, int, int, int]:
        """Give verdict, first, since and until of a question at the end of a day.

        Days are ordinals, 0 where there is none.  ``until`` is the first later day on which
        time alone can change the answer.
        """
        return self._matters[index].answer(day)

    def explain(self, index: int, day: int) -> Finding:
        """Give the same answer with everything that it rests on."""
        return finding(self._matters[index], self._heard(index), day)

    def level(self, index: int, day: int) -> Decimal | None:
        """Give the most cautious level of a quantity that is established, None where none is (B6).

        The question must ask a level; the answer is the greatest floor, or the least ceiling,
        among the ends of what was measured: between them nothing changes.
        """
        asked = self._matters[index]
        terms = asked.whole.terms if isinstance(asked, KeptMatter) else asked.terms
        heard = [one for one in self._heard(index) if one.value is not None]
        floor = terms.question.at_least is not None
        measured = {end for one in heard if one.value for end in (one.value.low, one.value.high)}
        for level in sorted(measured, reverse=floor):
            side = {"at_least": level} if floor else {"at_most": level}
            question = msgspec.structs.replace(terms.question, **side)
            matter = StateMatter(msgspec.structs.replace(terms, question=question))
            for one in heard:
                if one.weight:
                    matter.hear(one)
            if matter.answer(day)[0] == TRUE:
                return level
        return None

    def current(self, entry: Evidence) -> Evidence | None:
        """Give what an entry now says, with the corrections that are visible."""
        return self._corrections.current(entry)

    def _heard(self, index: int) -> list[Exhibit]:
        """Give the exhibits on the claim that a question asks about."""
        return [
            exhibit
            for claim, topic in self._topics.items()
            if index in topic.questions
            for exhibit in self._exhibits[claim].values()
        ]


def _matter(accord: Accord, question: Question) -> Matter:
    claim = accord.claims[question.claim]
    terms = Terms(
        question=question,
        claim=claim,
        bars=bars(accord, claim, question),
        prior=prior_of(accord, claim),
        opens=question.since.toordinal() if question.since else 1,
        closes=question.until.toordinal() if question.until else NEVER,
        begins=_in_force(accord).toordinal(),
        months=accord.calendar.months or "clamp",
    )
    kind = _kind(claim, question)
    if question.since is not None and kind in (StateMatter, LegalMatter):
        return KeptMatter(terms, kind)
    return kind(terms)


def _in_force(accord: Accord) -> date:
    return accord.calendar.in_force


def _kind(claim: Claim, question: Question) -> type[Matter]:
    """Choose how a question is judged: by the claim's type, and by what is asked of it."""
    if claim.type == "legal-act" and question.aspect in ("", IN_FORCE):
        return LegalMatter
    if question.aspect:
        return EventMatter
    if question.clean is not None:
        return CleanMatter if claim.universal else CleanStateMatter
    if claim.universal:
        return UniversalMatter
    levelled = question.at_least is not None or question.at_most is not None
    if levelled or claim.type in _STATES:
        return StateMatter
    return EventMatter
