"""Reading, deciding and extending the portfolio, beside ``csv.DictReader`` on the same entries."""

from __future__ import annotations

import csv
import gc
import io
import resource
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from accordance.accord.reading import read
from accordance.decide.decision import Decision, decide_program
from accordance.program.compile import compile_accord
from accordance.program.tables import Program
from accordance.record.entries import Evidence, Record
from accordance.record.table import read_csv
from benchmarks.portfolio import DAYS, START, portfolio

AS_OF = START + timedelta(days=DAYS)
ROUNDS = 3


def timed(work: Callable[[], object]) -> float:
    """Give the median seconds of a piece of work."""
    seconds = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def programs(accords: list[str]) -> list[Program]:
    """Compile the portfolio; its texts are sound by construction."""
    compiled = []
    for number, text in enumerate(accords):
        accord, problems = read(text, f"plan-{number}.yaml")
        assert accord is not None, problems
        compiled.append(compile_accord(accord))
    return compiled


def records(tables: list[str]) -> list[Record]:
    """Read the portfolio's records; raises AssertionError where one is not sound."""
    found = []
    for text in tables:
        answer = read_csv(text, "record.csv")
        assert answer.record is not None, answer.problems[:3]
        found.append(answer.record)
    return found


def decide_all(compiled: list[Program], read_records: list[Record]) -> list[Decision]:
    """Decide the whole portfolio as of its last day, determinations included."""
    decisions = [
        decide_program(program, record, AS_OF)
        for program, record in zip(compiled, read_records, strict=True)
    ]
    for decision in decisions:
        decision.determination  # noqa: B018 it is worked out when it is asked for
    return decisions


def extend_seconds(decisions: list[Decision]) -> float:
    """Give the median seconds of one more entry known today, determination included."""
    seconds = []
    for number, decision in enumerate(decisions):
        entry = late_entry(decision.accord.id, number, AS_OF)
        start = time.perf_counter()
        decision.extend(entry).determination  # noqa: B018 it is worked out when it is asked for
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def late_entry(accord: str, number: int, known: date) -> Evidence:
    """Give an entry known on a day about a day long before."""
    text = (
        "entry,id,claim,stance,happened,known,kind,source,origin,reliability,credibility\n"
        f"evidence,late-{accord}-{number},m{2 + 3 * (number % 20)},supports,"
        f"{known - timedelta(days=300)},{known},inspection,s1,o-late,A,1\n"
    )
    record = read_csv(text, "late.csv").record
    assert record is not None
    entry = record.entries[0]
    assert isinstance(entry, Evidence)
    return entry


def measure(entries: int) -> dict[str, float]:
    """Give the seconds of each piece of work on a portfolio of this many entries."""
    accords, tables = portfolio(entries)
    compiled = programs(accords)
    peer = timed(lambda: [list(csv.DictReader(io.StringIO(text))) for text in tables])
    reading = timed(lambda: records(tables))
    read_records = records(tables)
    deciding = timed(lambda: decide_all(compiled, read_records))
    decisions = decide_all(compiled, read_records)
    return {
        "DictReader": peer,
        "read": reading,
        "decide": deciding,
        "extend": extend_seconds(decisions),
    }


def rows() -> list[tuple[str, str, str, str]]:
    """Give the table: what, measured, ratio, limit."""
    large, small = measure(100_000), measure(10_000)
    peer = large["DictReader"]
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    growth = large["decide"] / small["decide"]
    return [
        ("csv.DictReader, 100,000 entries", f"{peer:.3f} s", "1", ""),
        (
            "read and validate the same",
            f"{large['read']:.3f} s",
            f"{large['read'] / peer:.1f}",
            "10",
        ),
        (
            "decide all of it, then fold",
            f"{large['decide']:.3f} s",
            f"{large['decide'] / peer:.1f}",
            "30",
        ),
        (
            "extend by one late entry",
            f"{large['extend'] * 1000:.2f} ms",
            f"1/{large['decide'] / large['extend']:.0f}",
            "1/100",
        ),
        (
            "growth of deciding, 10,000 to 100,000",
            f"{small['decide']:.3f} s",
            f"{growth:.1f}",
            "11",
        ),
        ("peak memory", f"{memory:.2f} GiB", "", "1"),
    ]


def equal(decision: Decision, fresh: Decision) -> bool:
    """Say whether two decisions say the same, digest and all."""
    return msgspec.structs.replace(decision.determination) == fresh.determination
