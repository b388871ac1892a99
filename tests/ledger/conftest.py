"""Ledgers to test with: the same promises in SQLite and in a real PostgreSQL."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from accordance.ledger import ledger as ledgers
from accordance.ledger.ledger import Ledger

Make = Callable[..., Ledger]


class PostgreSQL:
    """A server of its own on loopback, with its data under a temporary folder."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self.folder = folder
        self._data = folder / "data"
        self._as: list[str] = []
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "nobody")
            self._as = ["runuser", "-u", "nobody", "--"]
        self._run("initdb", "-D", str(self._data), "-A", "trust", "-U", "ledger", "--no-sync")
        self.start()

    @property
    def url(self) -> str:
        """Where clients find the server."""
        return f"postgresql://ledger@/postgres?host={self.folder}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        listen = f"-c listen_addresses='' -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        command = ("pg_ctl", "-D", str(self._data), "-w", "-l", log, "-o", listen, "start")
        for _ in range(20):  # processes of one that was killed may still be ending
            with contextlib.suppress(subprocess.CalledProcessError):
                return self._run(*command)
            time.sleep(0.2)
        return self._run(*command)

    def stop(self, mode: str = "fast") -> None:
        """Stop it; ``immediate`` is as if the power went."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", mode, "stop")

    def wait(self) -> None:
        """Wait until it answers; after one of its processes was killed it first recovers."""
        import psycopg

        end = time.monotonic() + 120
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def kill(self) -> None:
        """Kill the server's first process; the others end when they see it."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._as, str(self._programs / program), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)


def programs() -> Path | None:
    """Find PostgreSQL's own programs, Debian's or those on the path."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    on_path = shutil.which("initdb")
    return found[-1].parent if found else Path(on_path).parent if on_path else None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Start a server for the session; the tests that need one are marked ``server``."""
    found = programs()
    assert found is not None, "PostgreSQL is not installed: apt-get install postgresql"
    folder = Path(tempfile.mkdtemp(prefix="accord-pg-"))
    server = PostgreSQL(found, folder)
    yield server
    server.stop("immediate")
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def make(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Make]:
    """Give what makes, or opens again, one fresh ledger in the database of the day."""
    opened: list[Ledger] = []
    if request.param == "sqlite":
        where, home = str(tmp_path / "l.db"), None
    else:
        where, home = fresh(request.getfixturevalue("postgresql")), str(tmp_path / "home")

    def made(*, again: bool = False, **settings: object) -> Ledger:
        opening = ledgers.open_ledger if again else ledgers.create
        opened.append(opening(where, home, **settings))
        return opened[-1]

    yield made
    for ledger in opened:
        ledger.close()


def fresh(server: PostgreSQL) -> str:
    """Make an empty database and give its URL."""
    import psycopg

    server.wait()
    name = f"l{os.urandom(6).hex()}"
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    return server.url.replace("/postgres?", f"/{name}?")
