"""What was given while a commitment of its recipient stood breached, and who knew (SEMANTICS A4)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final, Literal

from accordance.decide.decision import Decision, decide_program
from accordance.program import codes
from accordance.program.tables import Program
from accordance.record.entries import PUBLIC, Delivery, Record

Knowledge = Literal["known_to_payer", "known_to_public_only", "unknown_to_both"]
KINDS: Final[tuple[Knowledge, ...]] = ("known_to_payer", "known_to_public_only", "unknown_to_both")
IN_HINDSIGHT: Final = "in hindsight"
_BROKEN: Final = frozenset({codes.BREACHED, codes.REVERSED})
_RUNNING: Final = frozenset(map(codes.STATUS_STATES.index, codes.RUNNING))


class Views:
    """The same history as each payer knew it, as the public did, and as all is known now.

    A breach counts on a day if the payer then knew enough to establish it, else if the public
    did, else if all that is known now does.
    """

    def __init__(self, program: Program, record: Record, until: date) -> None:
        """Take a compiled accord and a record; each view is decided when it is first needed."""
        self.program = program
        self.record = record
        self.until = until
        self._decisions: dict[str, Decision] = {}
        self._stretches: dict[tuple[str, str], list[tuple[int, int]]] = {}

    def deliveries(self) -> dict[Knowledge, dict[str, Decimal]]:
        """Give what was delivered while a breach stood, by whose knowledge and by unit."""
        counted: dict[Knowledge, dict[str, Decimal]] = {kind: {} for kind in KINDS}
        for delivery in self.record.entries:
            if not isinstance(delivery, Delivery) or delivery.happened.end > self.until:
                continue
            if delivery.under:
                continue
            day = delivery.happened.end.toordinal()
            kind = self._kind(delivery.payer, self._recipient(delivery.benefit), day)
            if kind is not None:
                amount = delivery.amount
                units = counted[kind]
                units[amount.unit] = units.get(amount.unit, Decimal(0)) + amount.amount
        return counted

    def statuses(self, decision: Decision) -> dict[Knowledge, dict[str, int]]:
        """Give the days on which each status ran while a breach stood, by whose knowledge."""
        counted: dict[Knowledge, dict[str, int]] = {kind: {} for kind in KINDS}
        program = decision.program
        for name, machines in program.benefits.items():
            if name in program.parcels:
                continue
            benefit = program.accord.benefits[name]
            payer = benefit.payer[0] if benefit.payer else PUBLIC
            for day in _days(decision, machines[0].node, self.until):
                kind = self._kind(payer, benefit.to, day)
                if kind is not None:
                    counted[kind][name] = counted[kind].get(name, 0) + 1
        return counted

    def _recipient(self, benefit: str) -> str:
        known = self._view(PUBLIC).accord.benefits
        return known[benefit].to if benefit in known else ""

    def _kind(self, payer: str, to: str, day: int) -> Knowledge | None:
        """Give who knew of a breach that stood on a day, None where none stood."""
        views = (payer, PUBLIC, IN_HINDSIGHT)
        for view, kind in zip(views, KINDS, strict=True):
            if any(first <= day < last for first, last in self._broken(view, to)):
                return kind
        return None

    def _broken(self, view: str, to: str) -> list[tuple[int, int]]:
        if (view, to) not in self._stretches:
            self._stretches[view, to] = stretches(self._view(view), to)
        return self._stretches[view, to]

    def _view(self, name: str) -> Decision:
        if name not in self._decisions:
            hindsight = name == IN_HINDSIGHT
            self._decisions[name] = decide_program(
                self.program,
                self.record,
                self.until,
                known_to=None if hindsight else name,
                hindsight=hindsight,
            )
        return self._decisions[name]


def _days(decision: Decision, node: int, until: date) -> Iterator[int]:
    """Give the days up to one on which a status was in force."""
    since = 0
    for change in decision.fold.changes:
        if change.node == node:
            if since:
                yield from range(since, change.day)
            since = change.day if change.after in _RUNNING else 0
    if since:
        yield from range(since, until.toordinal() + 1)


def stretches(decision: Decision, party: str) -> list[tuple[int, int]]:
    """Give the stretches of days on which a commitment of a party (if empty, anybody) stood breached."""
    found: list[tuple[int, int]] = []
    for name, machine in decision.program.commitments.items():
        if party and party not in decision.accord.commitments[name].by:
            continue
        since = 0
        for change in decision.fold.changes:
            if change.node == machine.node:
                if change.after in _BROKEN and not since:
                    since = change.day
                elif change.after not in _BROKEN and since:
                    found.append((since, change.day))
                    since = 0
        if since:
            found.append((since, date.max.toordinal()))
    return found
