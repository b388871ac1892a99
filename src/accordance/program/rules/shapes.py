"""What ``step`` reads, and what it reads and writes: plain integers by position."""

from __future__ import annotations

from typing import NamedTuple


class Tables(NamedTuple):
    """What ``step`` reads and never writes: one entry a node, ragged parts by offset.

    ``inputs`` are literals; ``outputs`` are nodes, negative (minus node minus one) where the
    reader takes yesterday's value.  Lists when interpreted, int64 arrays when compiled.
    """

    kind: list[int]
    level: list[int]
    levels: int
    in_at: list[int]
    inputs: list[int]
    weights: list[int]
    need: list[int]
    out_at: list[int]
    outputs: list[int]
    param_at: list[int]
    params: list[int]
    memory_at: list[int]
    period_months: list[int]
    period_days: list[int]
    period_roll: list[int]
    period_work: list[int]
    spill: int
    weekend: list[int]
    holiday_at: list[int]
    holidays: list[int]


class State(NamedTuple):
    """What ``step`` reads and writes: the state of an accord and the buffers of one day."""

    value: list[int]
    day: list[int]
    low: list[int]
    high: list[int]
    state: list[int]
    memory: list[int]
    timer: list[int]
    fact_value: list[int]
    fact_first: list[int]
    fact_since: list[int]
    head: list[int]
    following: list[int]
    queued: list[int]
    work: list[int]
    log_node: list[int]
    log_from: list[int]
    armed: list[int]
    tally: list[int]
