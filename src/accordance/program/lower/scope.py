"""What lowering knows of the accord while its provisions become nodes."""

from __future__ import annotations

from datetime import date
from typing import Any

from accordance.accord import conditions
from accordance.accord.questions import Question
from accordance.accord.tranches import benefit_of, tranches_of
from accordance.accord.types import Accord, Claim, Commitment, Proof
from accordance.program import codes
from accordance.program.lower.builder import Builder
from accordance.program.parcels import places_of, shares_of
from accordance.program.tables import ActOf, Clause, Parcel


class Scope:
    """The accord, the builder, and the nodes of the machines, made before they are wired."""

    def __init__(self, accord: Accord, builder: Builder) -> None:
        """Make a node for each machine of the accord."""
        self.accord = accord
        self.builder = builder
        self.commitments = {
            name: builder.node(codes.COMMITMENT, memory=6, name=name, own=True)
            for name in accord.commitments
        }
        self.powers = {
            name: builder.node(codes.POWER, memory=11, name=name, own=True)
            for name in accord.powers
        }
        self.narrowed: dict[str, tuple[int, ActOf]] = {}
        self.statuses: dict[str, int] = {}
        self.parcels: dict[str, tuple[Parcel, ...]] = {}
        self.tranches: dict[str, str] = {
            name: one.series for name, one in accord.commitments.items() if one.series
        }
        self.goals: dict[str, Clause] = {}
        self.tangible: dict[str, Clause] = {}
        for name, benefit in accord.benefits.items():
            if benefit.amount is None:
                self.statuses[name] = builder.node(codes.STATUS, memory=4, name=name, own=True)
                continue
            self.tranches |= places_of(name, benefit)
            self.parcels[name] = tuple(
                Parcel(
                    benefit=name,
                    node=builder.node(codes.PARCEL, memory=8, name=f"{name}/{share.id}", own=True),
                    share=share,
                )
                for share in shares_of(benefit)
            )

    def power_on(self, power: str, provision: str, *, named: bool = False) -> int:
        """Give the machine of a power as it bears on one provision.

        An act may name fewer provisions than the power reaches, so each has a history of its own.
        ``named`` asks for acts that name the provision (humanitarian benefits are spared by others).
        What is done on a benefit bears on its tranches too, and on a series on its copies; a waiver
        of a benefit bears on what it names alone.
        """
        name = f"{power}@{provision}"
        if name not in self.narrowed:
            node = self.builder.node(codes.POWER, memory=11, name=name, own=True)
            part_of = self.tranches.get(provision, "")
            one = self.accord.powers[power]
            if part_of and one.kind == "waive" and provision not in self.commitments:
                part_of, named = "", provision not in one.on
            self.narrowed[name] = (node, ActOf((power,), provision, part_of, named=named))
        return self.narrowed[name][0]

    def names(self, on: tuple[str, ...], provision: str) -> bool:
        """Say whether a power that is on some things names a provision, or what it is a part of."""
        return provision in on or self.tranches.get(provision) in on

    def able(self, kinds: tuple[str, ...], provision: str) -> tuple[str, ...]:
        """Give the powers of some kinds that name a provision, or what it is a part of."""
        powers = self.accord.powers.items()
        return tuple(
            name for name, one in powers if one.kind in kinds and self.names(one.on, provision)
        )

    def revokers(self, power: str) -> tuple[str, ...]:
        """Give the powers to revoke that reach a power: those that name it, and those that name nothing."""
        named = self.able(("revoke",), power)
        powers = self.accord.powers.items()
        able = (name for name, one in powers if one.kind == "revoke" and not one.on)
        return (*named, *(name for name in able if name != power))

    def acts_on(self, powers: tuple[str, ...], provision: str) -> ActOf:
        """Give the fact that an act of some powers on a provision has had effect."""
        return ActOf(powers, provision, self.tranches.get(provision, ""), effective=True)

    def waivers(self, provision: str) -> tuple[str, ...]:
        """Give the powers that can waive a provision: only one that a power names (C4)."""
        return self.able(("waive",), provision)

    def benefit_nodes(self, name: str) -> tuple[int, ...]:
        """Give the machines of a benefit or of a tranche: its status, or its parcels in their order."""
        if name in self.statuses:
            return (self.statuses[name],)
        return tuple(parcel.node for parcel in self.parcels_of(name))

    def parcels_of(self, name: str) -> tuple[Parcel, ...]:
        """Give the parcels of a benefit, or of a tranche of it, in the order of the text."""
        parcels = self.parcels[benefit_of(name)]
        if name in self.parcels:
            return parcels
        own = tranches_of(self.accord, name)
        return tuple(one for one in parcels if one.share.tranche in own)

    def claim(self, name: str) -> Claim:
        """Give a claim of the accord."""
        return self.accord.claims[name]

    def counted_parts(self, name: str) -> list[tuple[int, int]]:
        """Give literal and weight of each part by which a commitment's progress is counted, if any."""
        clause = self.tangible[name]
        if clause.word not in ("all", "share"):
            return []
        weights = clause.weights or [1] * len(clause.parts)
        return [(part.literal, weight) for part, weight in zip(clause.parts, weights, strict=True)]

    def ends(self, commitment: Commitment) -> date | None:
        """Give the last day of a commitment: its own, else the accord's."""
        return commitment.ends or self.accord.calendar.ends

    def last_day(self, commitment: Commitment) -> date | None:
        """Give the last day on which a commitment to maintain or to refrain is judged."""
        duty = commitment.maintain or commitment.refrain
        until = duty.until.on if duty and isinstance(duty.until, conditions.OnDay) else None
        return min((day for day in (until, self.ends(commitment)) if day), default=None)

    def kept(self, commitment: Commitment, **more: Any) -> Question:
        """Ask whether a commitment to maintain or to refrain is kept, while it is in force (A6)."""
        duty = commitment.maintain or commitment.refrain
        assert duty is not None  # noqa: S101 only such commitments are kept
        assert duty.claim is not None  # noqa: S101 the normal form names it
        asked: dict[str, Any] = {
            "since": commitment.in_force or self.accord.calendar.in_force,
            "until": self.last_day(commitment),
        }
        for side in ("at_least", "at_most"):
            level = getattr(duty, side, None)
            if level is not None:
                asked[side] = level.amount
        return self.question(duty.claim, commitment.proof, **asked, **more)

    def question(self, claim: str, proof: Proof | None = None, **asked: Any) -> Question:
        """Ask about a claim under the proof of the provision that asks, else the claim's standard."""
        standard = (proof.standard if proof else self.claim(claim).standard) or ""
        return Question(
            claim=claim,
            standard=standard,
            breach_standard=(proof.breach if proof else None) or standard,
            kinds=proof.kinds if proof else (),
            fresh=proof.fresh if proof else None,
            **asked,
        )
