"""Linkage: the provisions ``linkage/b/k`` that every basket's progress adds to a release (E1-E3)."""

from __future__ import annotations

from decimal import Decimal
from itertools import accumulate, chain, combinations
from math import gcd

from accordance.accord.cells import excused
from accordance.accord.types import Benefit, Commitment
from accordance.kernel.quantities import Range
from accordance.program import codes
from accordance.program.ladders import BASIS, Ladder, binds, counts
from accordance.program.lower.conditions import Lowering
from accordance.program.lower.scope import Scope
from accordance.program.tables import Clause
from accordance.program.worth import worth_of_parcel, worth_of_status

_EXACT_PARCELS = 8
"""Up to this many parcels in a stage every order of release has its own rungs."""


class Linkage:
    """Adds linkage provisions to benefits; keeps the cells and the tallies of worth released."""

    def __init__(self, scope: Scope) -> None:
        """Find the linked benefits, stage by stage and recipient by recipient."""
        self.scope = scope
        self.rule = scope.accord.linkage
        self.lowering = Lowering(scope, codes.LAYER_BENEFITS)
        self.cells: dict[tuple[str, str, str], int] = {}
        self.progress: dict[str, int] = {}
        self.worth: dict[int, int] = {}
        self.groups: dict[tuple[str, str], list[int]] = {}
        self.tallies: dict[tuple[str, str], int] = {}
        self._last: dict[tuple[str, str], int] = {}
        if self.rule and self.rule.rule == "every-basket":
            self._group()

    def _group(self) -> None:
        for name, benefit in self.scope.accord.benefits.items():
            if is_linked(benefit):
                key = (benefit.to, benefit.stage or "")
                self.groups.setdefault(key, []).extend(self.scope.benefit_nodes(name))
                self.worth |= self._worths(name, benefit)
        for nodes in self.groups.values():
            factor = gcd(*(self.worth[node] for node in nodes)) or 1
            self.worth |= {node: self.worth[node] // factor for node in nodes}
        for key in self.groups:
            cells = [2 * self.cell(key[0], basket, key[1]) for basket in self.scope.accord.baskets]
            self.tallies[key] = self.scope.builder.node(
                codes.NUMBER,
                cells,
                params=[4],
                memory=len(cells),
                own=True,
                name=f"released/{key[1]}",
            )

    def _worths(self, name: str, benefit: Benefit) -> dict[int, int]:
        accord = self.scope.accord
        if name in self.scope.statuses:
            return {self.scope.statuses[name]: _minor(worth_of_status(accord, benefit))}
        return {
            parcel.node: _minor(worth_of_parcel(accord, benefit, parcel.share.amount))
            for parcel in self.scope.parcels[name]
        }

    def of(self, name: str, node: int) -> dict[str, Clause]:
        """Give the linkage provisions of one machine of a benefit, by their names."""
        benefit = self.scope.accord.benefits[name]
        key = (benefit.to, benefit.stage or "")
        if key not in self.groups or node not in self.groups[key]:
            return {}
        clauses = {}
        for place, basket in enumerate(self.scope.accord.baskets):
            clause = self._link(name, node, basket, place)
            clauses[clause.text] = clause
        self._last[key] = node
        return clauses

    def _link(self, name: str, node: int, basket: str, place: int) -> Clause:
        assert self.rule is not None  # noqa: S101 asked only under linkage
        benefit = self.scope.accord.benefits[name]
        recipient, stage = benefit.to, benefit.stage or ""
        key = (recipient, stage)
        floor = -1 if self.rule.floors == "proportional" else -2
        if (
            self.rule.floors == "gate"
            or basket in benefit.floors
            or excused(self.rule.no_linkage, basket, stage)
        ):
            asked = benefit.floors.get(basket, self.rule.floor)
            floor = 0 if excused(self.rule.no_linkage, basket, stage) else int(asked * 100)
        besides = [
            *self._unbroken(recipient, basket, stage),
            *self._exits(recipient, basket, stage),
        ]
        total = sum(self.worth[one] for one in self.groups[key])
        cell = self.cell(recipient, basket, stage)
        tally = self.tallies[key]
        link = self.scope.builder.node(
            codes.LINK,
            [2 * cell, *(part.literal for part in besides)],
            params=[node, tally, self.worth[node], total, floor, place, int(self.rule.continuing)],
            own=True,
            name=f"linkage/{self.scope.builder.names[node]}/{basket}",
        )
        self.scope.builder.delayed.append((link, tally))
        if key in self._last:
            self.scope.builder.order.append((link, self._last[key]))
        return Clause(
            2 * link,
            "linkage",
            f"linkage/{name}/{basket}",
            basket,
            stage,
            parts=tuple(besides),
        )

    def _unbroken(self, recipient: str, basket: str, stage: str) -> list[Clause]:
        clauses = []
        for name in self._standing(recipient, basket, stage):
            node = self.scope.commitments[name]
            literal = self.lowering.machine(codes.COMMITMENT, node, "broken") ^ 1
            clauses.append(
                Clause(literal, "test", f"{name} neither breached nor reversed", name, "broken")
            )
        return clauses

    def _exits(self, recipient: str, basket: str, stage: str) -> list[Clause]:
        assert self.rule is not None  # noqa: S101 asked only under linkage
        clauses = []
        stages = self.scope.accord.stages
        for earlier in stages[: stages.index(stage)]:
            if excused(self.rule.no_linkage, basket, earlier):
                continue
            cell = self.cell(recipient, basket, earlier)
            params = [-1, 0, 0, 1, int(self.rule.exit * 100), 0, 0]
            node = self.scope.builder.node(codes.LINK, [2 * cell], params=params)
            text = f"stage {earlier} left with {self.rule.exit}% in {basket}"
            clauses.append(Clause(2 * node, "linkage", text, basket))
        return clauses

    def cell(self, party: str, basket: str, stage: str) -> int:
        """Give the number node of a party's verified progress in one basket and stage."""
        key = (party, basket, stage)
        if key not in self.cells:
            names = [
                name
                for name, one in self.scope.accord.commitments.items()
                if binds(one) and party in one.by and one.basket == basket and one.stage == stage
            ]
            series: dict[str, list[str]] = {}
            for name in names:
                own = self.scope.accord.commitments[name].series
                series.setdefault(own or name, []).append(name)
            literals = [2 * self._mean(each) for each in series.values()]
            weights = [
                int(self.scope.accord.commitments[each[0]].weight * 100) for each in series.values()
            ]
            operation = 3 if any(weight != 100 for weight in weights) else 2  # noqa: PLR2004 one, in hundredths
            self.cells[key] = self.scope.builder.node(
                codes.NUMBER, literals, weights=weights, need=sum(weights),
                params=[operation], own=True, name=f"progress/{party}/{basket}/{stage}",
            )  # fmt: skip
        return self.cells[key]

    def _mean(self, names: list[str]) -> int:
        """Give the number node of a commitment, or of the copies of a series: the mean of their progress."""
        if len(names) == 1:
            return self.share(names[0])
        literals = [2 * self.share(name) for name in names]
        return self.scope.builder.node(
            codes.NUMBER, literals, weights=[1] * len(names), need=len(names), params=[3],
            own=True, name=f"progress/{self.scope.accord.commitments[names[0]].series}",
        )  # fmt: skip

    def share(self, name: str) -> int:
        """Give the number node of one commitment's verified progress, on the rungs that are asked for."""
        if name in self.progress:
            return self.progress[name]
        commitment = self.scope.accord.commitments[name]
        if not counts(self.scope.accord, commitment):
            rungs, literals = list[int](), list[int]()
        elif Ladder.of_commitment(name, commitment) is not None:
            rungs = self._rungs(commitment)
            literals = [self.lowering.reached(name, Decimal(rung) / 100) for rung in rungs]
        elif len(self.scope.counted_parts(name)) > 1:
            return self._sum(name)
        else:
            rungs, literals = [BASIS], [self.scope.tangible[name].literal]
        node = self.scope.builder.node(
            codes.NUMBER, literals, weights=rungs, params=[0], own=True, name=f"progress/{name}"
        )
        return self.progress.setdefault(name, node)

    def _sum(self, name: str) -> int:
        parts = self.scope.counted_parts(name)
        whole = sum(weight for _, weight in parts)
        parts = [*parts, (self.scope.tangible[name].literal, whole)]
        node = self.scope.builder.node(
            codes.NUMBER, [part for part, _ in parts], weights=[weight for _, weight in parts],
            need=whole, params=[1], own=True, name=f"progress/{name}",
        )  # fmt: skip
        return self.progress.setdefault(name, node)

    def _rungs(self, commitment: Commitment) -> list[int]:
        """Give every level of progress, in basis points, that a release in its stage may ask for."""
        assert self.rule is not None  # noqa: S101 asked only under linkage
        rungs = {1, int(self.rule.exit * 100), int(self.rule.floor * 100), BASIS}
        for (_, stage), nodes in self.groups.items():
            worths = [self.worth[node] for node in nodes]
            if stage == commitment.stage:
                sums = {sum(some) for some in _subsets(worths)}
                rungs |= {-(-part * BASIS // sum(worths)) for part in sums if sum(worths)}
        if self.rule.floors == "ratchet":
            rungs |= set(range(100, BASIS, 100))
        for benefit in self.scope.accord.benefits.values():
            rungs |= {int(floor * 100) for floor in benefit.floors.values()}
        return sorted(rung for rung in rungs if 0 < rung <= BASIS)

    def trouble(self, name: str) -> list[int]:
        """Give the literals that a commitment on which the linkage of a benefit rests has failed."""
        benefit = self.scope.accord.benefits[name]
        if (benefit.to, benefit.stage or "") not in self.groups or not is_linked(benefit):
            return []
        return [
            self.lowering.machine(codes.COMMITMENT, self.scope.commitments[one], "failed")
            for basket in self.scope.accord.baskets
            for one in self._standing(benefit.to, basket, benefit.stage or "")
        ]

    def _standing(self, party: str, basket: str, stage: str) -> list[str]:
        stages = self.scope.accord.stages
        reached = (*stages[: stages.index(stage) + 1], None)
        return [
            name
            for name, one in self.scope.accord.commitments.items()
            if binds(one) and party in one.by and one.basket == basket and one.stage in reached
        ]

    def tally(self, name: str, node: int) -> tuple[int, int]:
        """Give the tally that a machine adds to on release, and what it adds; -1 where it is not linked."""
        benefit = self.scope.accord.benefits[name]
        key = (benefit.to, benefit.stage or "")
        if node not in self.groups.get(key, ()):
            return -1, 0
        self.scope.builder.told.append((self.tallies[key], node))
        return self.tallies[key], self.worth[node]


def is_linked(benefit: Benefit) -> bool:
    """Say whether linkage bears on a benefit: staged, not exempted, not humanitarian (D8, E1)."""
    return (
        benefit.linked
        and benefit.humanitarian is None
        and benefit.stage is not None
        and bool(benefit.to)
    )


def _minor(worth: Range | None) -> int:
    """Give the upper end of a worth in minor units, a whole number; 0 where nothing tells it."""
    return int(worth.high * 100) if worth else 0


def _subsets(worths: list[int]) -> list[tuple[int, ...]]:
    if len(worths) > _EXACT_PARCELS:
        return [(total,) for total in accumulate(worths)]
    return list(chain.from_iterable(combinations(worths, n) for n in range(1, len(worths) + 1)))
