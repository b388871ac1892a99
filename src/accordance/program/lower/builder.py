"""Collects nodes while an accord is lowered, then lays them out as flat tables."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from accordance.program import codes
from accordance.program.lower.periods import Periods
from accordance.program.rules.shapes import Tables
from accordance.program.tables import Fact

ABSENT: Final = -1


class Builder:
    """Gathers nodes, shares those that are alike, and computes levels, readers and offsets."""

    def __init__(self, periods: Periods) -> None:
        """Start empty; ``periods`` numbers the calendar periods that nodes name."""
        self.periods = periods
        self.kind: list[int] = []
        self.inputs: list[list[int]] = []
        self.weights: list[list[int]] = []
        self.need: list[int] = []
        self.params: list[list[int]] = []
        self.memory: list[int] = []
        self.names: dict[int, str] = {}
        self.facts: dict[Fact, int] = {}
        self.order: list[tuple[int, int]] = []
        self.delayed: list[tuple[int, int]] = []
        self.told: list[tuple[int, int]] = []
        self._shared: dict[tuple[object, ...], int] = {}

    def node(  # noqa: PLR0913 a node has this many parts
        self,
        kind: int,
        inputs: Sequence[int] = (),
        *,
        weights: Sequence[int] = (),
        need: int = 0,
        params: Sequence[int] = (),
        memory: int = 0,
        name: str = "",
        own: bool = False,
    ) -> int:
        """Add a node, or give the one that is already there; machines are each their ``own``."""
        key = (kind, tuple(inputs), tuple(weights), need, tuple(params))
        if not own and key in self._shared:
            return self._shared[key]
        number = len(self.kind)
        self.kind.append(kind)
        self.inputs.append(list(inputs))
        self.weights.append(list(weights) or [1] * len(inputs))
        self.need.append(need)
        self.params.append(list(params))
        self.memory.append(memory)
        if name:
            self.names[number] = name
        if not own:
            self._shared[key] = number
        return number

    def wire(self, node: int, inputs: Sequence[int], params: Sequence[int]) -> None:
        """Give a machine its inputs and parameters, once those that it reads exist."""
        self.inputs[node] = list(inputs)
        self.weights[node] = [1] * len(inputs)
        self.params[node] = list(params)

    def fact(self, fact: Fact) -> int:
        """Give the literal of a fact, numbering it when it is new."""
        number = self.facts.setdefault(fact, len(self.facts))
        return 2 * self.node(codes.FACT, params=[number])

    def gate(self, literals: Sequence[int], need: int, weights: Sequence[int] = ()) -> int:
        """Give the literal of a threshold gate; a gate of one input is that input."""
        if len(literals) == 1 and need == 1 and not weights:
            return literals[0]
        return 2 * self.node(codes.GATE, literals, weights=weights, need=need)

    def every(self, literals: Sequence[int]) -> int:
        """Give the literal that is true when all are."""
        return self.gate(literals, len(literals))

    def some(self, literals: Sequence[int]) -> int:
        """Give the literal that is true when one is, or ABSENT where there is none."""
        return self.gate(literals, 1) if literals else ABSENT

    def day(self, ordinal: int) -> int:
        """Give the literal of a fixed day."""
        return 2 * self.node(codes.CONSTANT, params=[ordinal])

    def clock(self, moment: int) -> int:
        """Give the literal that is true from a moment's day on."""
        return 2 * self.node(codes.CLOCK, [moment])

    def latch(self, literal: int) -> int:
        """Give the literal of what another literal was at the end of the day before."""
        return 2 * self.node(codes.LATCH, [literal & ~1]) + (literal & 1)

    def tables(self) -> tuple[Tables, int]:
        """Lay everything out; give the tables and the number of memory cells."""
        nodes = len(self.kind)
        readers: list[list[int]] = [[] for _ in range(nodes)]
        below: list[list[int]] = [[] for _ in range(nodes)]
        for node in range(nodes):
            late = self.kind[node] == codes.LATCH
            for literal in self.inputs[node]:
                if literal >= 0:
                    readers[literal >> 1].append(-node - 1 if late else node)
                    if not late:
                        below[node].append(literal >> 1)
        for reader, source in self.delayed:
            readers[source].append(-reader - 1)
        for reader, source in self.told:
            readers[source].append(reader)
            below[reader].append(source)
        for later, earlier in self.order:
            below[later].append(earlier)
        level = _levels(below)
        in_at, inputs, weights = _ragged2(self.inputs, self.weights)
        out_at, outputs = _ragged([sorted(set(row)) for row in readers])
        param_at, params = _ragged(self.params)
        memory_at = list(accumulate(self.memory, initial=0))
        tables = Tables(
            kind=self.kind, level=level, levels=max(level, default=0) + 1,
            in_at=in_at, inputs=inputs, weights=weights, need=self.need,
            out_at=out_at, outputs=outputs, param_at=param_at, params=params,
            memory_at=memory_at, **self.periods.tables(),
        )  # fmt: skip
        return tables, sum(self.memory)


def _levels(below: list[list[int]]) -> list[int]:
    """Give each node a level above all that it reads on the same day."""
    level = [-1] * len(below)
    for root in range(len(below)):
        stack = [root]
        while stack:
            node = stack[-1]
            waiting = [source for source in below[node] if level[source] < 0]
            if waiting and level[node] < 0:
                stack.extend(waiting)
                if len(stack) > len(below) * 4 + 16:
                    raise AssertionError("a loop within one day")
                continue
            stack.pop()
            if level[node] < 0:
                level[node] = 1 + max((level[source] for source in below[node]), default=-1)
    return level


def _ragged(rows: list[list[int]]) -> tuple[list[int], list[int]]:
    at, flat = [0], list[int]()
    for row in rows:
        flat.extend(row)
        at.append(len(flat))
    return at, flat


def _ragged2(
    rows: list[list[int]], twins: list[list[int]]
) -> tuple[list[int], list[int], list[int]]:
    at, flat = _ragged(rows)
    return at, flat, _ragged(twins)[1]
