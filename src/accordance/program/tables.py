"""A compiled accord: integer tables for ``step``, and what each number means to people."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from accordance.accord.questions import Question
from accordance.accord.types import Accord
from accordance.program.codes import CLOCK, FACT, STATES
from accordance.program.parcels import Share
from accordance.program.rules.shapes import State, Tables


class ActOf(msgspec.Struct, frozen=True):
    """The fact that a competent act of one of some powers was made; its day is that of the latest.

    ``on`` narrows it to acts that bear on one provision: those that name it, or what it is
    ``part_of``, or, unless it must be ``named``, name nothing.  ``earliest`` asks for the first
    such act instead.  With ``effective`` an act counts from its first day of effect, which is then its
    day; ``names_day`` asks whether the latest act names that day itself, which is then the day,
    and ``put_off`` whether its wait was extended, to which day.
    """

    powers: tuple[str, ...]
    on: str = ""
    part_of: str = ""
    named: bool = False
    earliest: bool = False
    effective: bool = False
    names_day: bool = False
    put_off: bool = False


class Delivered(msgspec.Struct, frozen=True):
    """The fact that so much of a benefit, or of some of its parcels, was delivered, with its day."""

    benefit: str
    amount: Decimal
    parcels: tuple[str, ...] = ()


class Returned(msgspec.Struct, frozen=True):
    """The fact that so much of what was given of a benefit was given back: an amount, or a share of it."""

    benefit: str
    amount: Decimal
    is_share: bool


Fact = Question | ActOf | Delivered | Returned


Word = Literal[
    "test",
    "all",
    "any",
    "at_least",
    "share",
    "not",
    "unless",
    "clean",
    "on",
    "after",
    "earliest",
    "latest",
    "linkage",
    "question",
]
"""What a clause is: the words of the condition language, and those that compiling adds."""


class Clause(msgspec.Struct, frozen=True):
    """A condition as it was lowered: the literal that holds its value, and its parts.

    ``subject`` is the provision that a test names, ``predicate`` what it asks of it; ``weights``
    are those of the parts of a share.
    """

    literal: int
    word: Word
    text: str
    subject: str = ""
    predicate: str = ""
    parts: tuple[Clause, ...] = ()
    fact: int = -1
    weights: tuple[int, ...] = ()


class Parcel(msgspec.Struct, frozen=True):
    """One part of a transfer and its machine."""

    benefit: str
    node: int
    share: Share


class Machine(msgspec.Struct, frozen=True):
    """A provision's machine in the tables, and the clauses that it reads."""

    node: int
    provision: str
    clauses: dict[str, Clause] = {}


class Program(msgspec.Struct, frozen=True):
    """An accord compiled.  ``facts`` are what it asks, in the order of the fact arrays."""

    accord: Accord
    tables: Tables
    facts: tuple[Fact, ...]
    fact_node: tuple[int, ...]
    commitments: dict[str, Machine]
    tangible: dict[str, Clause]
    powers: dict[str, Machine]
    benefits: dict[str, tuple[Machine, ...]]
    parcels: dict[str, tuple[Parcel, ...]]
    recoveries: dict[str, dict[str, Clause]]
    advances: dict[str, dict[str, Clause]]
    cells: dict[tuple[str, str, str], int]
    progress: dict[str, int]
    names: dict[int, str]
    memory: int
    start: date
    later: tuple[Later, ...] = ()

    def provision(self, node: int) -> str:
        """Give the provision or parcel that a machine stands for, empty for one behind the scenes."""
        name = self.names[node]
        return "" if "@" in name else name.removesuffix("/all")

    def sources_of(self, node: int) -> frozenset[int]:
        """Give the facts that a node rests on, through whatever lies between."""
        tables = self.tables
        facts: set[int] = set()
        met = {node}
        stack = [node]
        while stack:
            one = stack.pop()
            if tables.kind[one] == FACT:
                facts.add(tables.params[tables.param_at[one]])
            for literal in tables.inputs[tables.in_at[one] : tables.in_at[one + 1]]:
                if literal >= 0 and literal >> 1 not in met:
                    met.add(literal >> 1)
                    stack.append(literal >> 1)
        return frozenset(facts)


class Later(msgspec.Struct, frozen=True):
    """The program of the text as amended, and from when it governs.

    ``changed`` are the provisions that read otherwise than before.
    """

    amendment: str
    adopted: date
    day: date
    on_change: Literal["keep", "restart", "recompute"]
    program: Program
    changed: frozenset[str]


def initial(program: Program) -> State:
    """Give the state before the first day: nothing known, nothing done, every timer unset.

    How a machine stands then it stands since the accord came into force, and not since ever.
    """
    tables = program.tables
    first = program.accord.calendar.in_force.toordinal()
    nodes, facts = len(tables.kind), len(program.facts)
    return State(
        value=[1 if kind != CLOCK else 0 for kind in tables.kind],
        day=[first if kind in STATES else 0 for kind in tables.kind],
        low=[0] * nodes,
        high=[0] * nodes,
        state=[0] * nodes,
        memory=[0] * program.memory,
        timer=[0] * nodes,
        fact_value=[1] * facts,
        fact_first=[0] * facts,
        fact_since=[0] * facts,
        head=[-1] * tables.levels,
        following=[-1] * nodes,
        queued=[0] * nodes,
        work=[0] * nodes,
        log_node=[0] * nodes,
        log_from=[0] * nodes,
        armed=[0] * (2 * nodes + len(tables.outputs)),
        tally=[0, 0],
    )
