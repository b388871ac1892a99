"""Caps: what some parts may come to together, counted as they become due (D4)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from accordance.kernel.quantities import Quantity
from accordance.program import codes
from accordance.program.lower.scope import Scope
from accordance.program.parcels import binding


def scale_of(unit: str) -> int:
    """Give in how many parts of a unit caps are counted: cents of money, millionths of all else."""
    return 100 if Quantity(Decimal(0), unit).is_money else 10**6


class Caps:
    """The caps of an accord, each a node that counts what the parts under it have room for."""

    def __init__(self, scope: Scope) -> None:
        """Add a node for each cap, read by its parts in the order of the text."""
        self.scope = scope
        self.over: dict[int, list[int]] = {}
        for name, amount, nodes in self._caps():
            own = scope.builder.node(codes.NUMBER, params=[4], own=True, name=f"cap/{name}")
            most = int(amount.amount * scale_of(amount.unit))
            for node in nodes:
                self.over.setdefault(node, []).extend((own, most))
                scope.builder.told.append((node, own))
                scope.builder.delayed.append((own, node))
            scope.builder.order += [(later, earlier) for earlier, later in pairwise(nodes)]

    def _caps(self) -> Iterator[tuple[str, Quantity, list[int]]]:
        """Give the caps: those of benefits whose parts come to more, then those over several."""
        accord = self.scope.accord
        for name, benefit in accord.benefits.items():
            if binding(benefit) and benefit.amount is not None:
                yield f"up_to/{name}", benefit.amount, list(self.scope.benefit_nodes(name))
        for name, cap in accord.caps.items():
            under = [one for one in accord.benefits if one in cap.of and one in self.scope.parcels]
            yield name, cap.amount, [n for one in under for n in self.scope.benefit_nodes(one)]

    def params(self, node: int, amount: Quantity) -> list[int]:
        """Give what a part needs to know: its amount, then each cap over it and how much that is."""
        if node not in self.over:
            return []
        return [int(amount.amount * scale_of(amount.unit)), *self.over[node]]
