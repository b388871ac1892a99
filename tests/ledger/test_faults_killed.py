"""Writers and servers that are killed: nothing that was acknowledged is ever lost.

What is simulated: SIGKILL of the writing process at random instants and at each step that can be
seen from outside (the journal has begun, the database is being written, the journal has just
been emptied); SIGKILL of a PostgreSQL backend and of its postmaster, and its ``immediate`` stop, while
a writer appends and goes on once it is up again.  The page cache survives all of these; what
happens when it does not is in ``test_faults_power.py``.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from killing import Writers, seen, soon

from accordance.ledger.ledger import create
from conftest import PostgreSQL, fresh

SCALE = float(os.environ.get("ACCORD_LONG_SCALE", "1"))
SEED = int(os.environ.get("ACCORD_LONG_SEED", "1"))
ROUNDS = max(10, int(200 * SCALE))

Kill = Callable[[Writers, int], None]
Begin = Callable[[str, Path], Writers]


@pytest.fixture
def begin() -> Iterator[Begin]:
    """Give what makes a ledger and the writers to it."""
    begun: list[Writers] = []

    def made(where: str, home: Path) -> Writers:
        create(where, home).close()
        begun.append(Writers(where, home))
        return begun[-1]

    yield made
    for writers in begun:
        writers.close()


def _killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def _steps(file: Path, chance: random.Random) -> list[tuple[str, Kill]]:
    """Give the instants at which a writer to SQLite is killed."""
    journal = Path(f"{file}-journal")

    def size(path: Path) -> int:
        return path.stat().st_size if path.exists() else 0

    def when(happened: Callable[[], bool]) -> Kill:
        def kill(writers: Writers, pid: int) -> None:
            soon(writers, chance)
            seen(happened)
            _killed(pid)

        return kill

    def changed() -> Callable[[], bool]:
        before: list[int] = []

        def happened() -> bool:
            now = file.stat().st_mtime_ns
            before.append(now)
            return now != before[0]

        return happened

    def kill_at_random(writers: Writers, pid: int) -> None:
        soon(writers, chance)
        _killed(pid)

    def kill_written(writers: Writers, pid: int) -> None:
        when(changed())(writers, pid)

    def kill_emptied(writers: Writers, pid: int) -> None:
        seen(lambda: size(journal) > 0)
        when(lambda: size(journal) == 0)(writers, pid)

    return [
        ("at random", kill_at_random),
        ("the journal has begun", when(lambda: size(journal) > 0)),
        ("the journal has pages", when(lambda: size(journal) > 4096)),
        ("the database was written", kill_written),
        ("the journal was emptied", kill_emptied),
    ]


def _rounds(writers: Writers, kills: list[tuple[str, Kill]], rounds: int) -> Counter[str]:
    told: Counter[str] = Counter()
    for number, (name, kill) in zip(range(rounds), itertools.cycle(kills), strict=False):
        told["acknowledged"] += writers.round(kill)
        told[f"killed: {name}"] += 1
        try:
            told["there"] = writers.check()
        except AssertionError as error:
            raise AssertionError(f"round {number}, killed: {name}: {error}") from error
    print(f"{rounds} rounds: {dict(told)}; failed and sent again: {dict(writers.failed)}")
    return told


@pytest.mark.parametrize("rounds", [5, pytest.param(ROUNDS, marks=pytest.mark.long)])
def test_a_writer_to_sqlite_killed_at_any_step_loses_nothing(
    rounds: int, begin: Begin, tmp_path: Path
) -> None:
    """After each kill the ledger opens, is sound, and has every entry that was acknowledged."""
    file = tmp_path / "l.db"
    writers = begin(str(file), tmp_path / "home")
    told = _rounds(writers, _steps(file, random.Random(SEED)), rounds)
    assert 0 < told["acknowledged"] <= told["there"]


def _at_the_server(server: PostgreSQL, where: str, chance: random.Random) -> list[tuple[str, Kill]]:
    """Give the ways in which a server goes while a writer appends, and comes again."""

    def backend(writers: Writers, _: int) -> None:
        soon(writers, chance)
        asked = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> %s"
        with psycopg.connect(where, autocommit=True) as connection:
            own = connection.info.backend_pid
            for (pid,) in connection.execute(asked, [own]).fetchall():
                _killed(pid)
        server.wait()
        writers.wait_for_more(5)

    def immediate(writers: Writers, _: int) -> None:
        soon(writers, chance)
        server.stop("immediate")
        server.start()
        writers.wait_for_more(5)

    def postmaster(writers: Writers, _: int) -> None:
        soon(writers, chance)
        server.kill()
        server.start()
        writers.wait_for_more(5)

    return [("a backend", backend), ("the server at once", immediate), ("postmaster", postmaster)]


@pytest.mark.server
@pytest.mark.parametrize("rounds", [11, pytest.param(ROUNDS, marks=pytest.mark.long)])
def test_a_writer_to_postgresql_or_its_server_killed_loses_nothing(
    rounds: int, begin: Begin, postgresql: PostgreSQL, tmp_path: Path
) -> None:
    """Four in five rounds kill the writer, the others the server while the writer goes on."""
    chance = random.Random(SEED)
    where = fresh(postgresql)
    writers = begin(where, tmp_path / "home")

    def client(writers: Writers, pid: int) -> None:
        soon(writers, chance)
        _killed(pid)

    kills: list[tuple[str, Kill]] = []
    for one in _at_the_server(postgresql, where, chance):
        kills += [one, *[("the writer", client)] * 4]
    told = _rounds(writers, kills, rounds)
    assert 0 < told["acknowledged"] <= told["there"]
