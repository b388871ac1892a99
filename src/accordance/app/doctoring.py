"""What this installation is made of, how its settings stand, and how a ledger is kept."""

from __future__ import annotations

import os
import platform
import sqlite3
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, Literal

import msgspec

from accordance import __version__
from accordance.app.settings import settled

_PACKAGES: Final = ("msgspec", "PyYAML", "SQLAlchemy", "psycopg", "cryptography", "pyrage", "numba")


class Line(msgspec.Struct, frozen=True):
    """One thing found: ``good``, a ``warning``, or only ``told``."""

    text: str
    mark: Literal["good", "warning", "told"] = "told"


class Section(msgspec.Struct, frozen=True):
    """Things found about one matter."""

    title: str
    lines: tuple[Line, ...]


class Examined(msgspec.Struct, frozen=True):
    """All that was found."""

    sections: tuple[Section, ...]


def examined(ledger: str | None = None, home: str | None = None) -> Examined:
    """Examine the installation, and a ledger where one is named.

    Raises:
        LedgerError: where there is no such ledger.
    """
    sections = [_installation(), _settings()]
    if ledger is not None:
        sections += _ledger(ledger, home)
    return Examined(tuple(sections))


def _installation() -> Section:
    from accordance.ledger.store.opening import SAFE_WAL, journal

    lines = [Line(f"accordance {__version__}, Python {platform.python_version()}")]
    lines += [Line(f"{name} {_version(name)}") for name in _PACKAGES]
    safe = ".".join(map(str, SAFE_WAL))
    if sqlite3.sqlite_version_info >= SAFE_WAL:
        lines.append(
            Line(f"SQLite {sqlite3.sqlite_version}: journal {journal()}, sync FULL", "good")
        )
    else:
        text = (
            f"SQLite {sqlite3.sqlite_version} can corrupt a database in WAL mode when two connections "
            f"write or checkpoint at once (mended in {safe}): journal {journal()}, sync FULL"
        )
        lines.append(Line(text, "good"))
    return Section("Installation", tuple(lines))


def _settings() -> Section:
    found = settled({}, os.environ, Path.cwd())
    return Section("Settings", tuple(Line(f"{name} = {value}") for name, value in found.items()))


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "is not installed"


def _ledger(where: str, home: str | None) -> list[Section]:
    from accordance.ledger import ledger as ledgers

    ledger = ledgers.open_ledger(where, home)
    head = ledger.head()
    kept = [
        Line(f"{ledger.origin}, {head.size} entries"),
        Line(f"Its public key: {ledger.key.text()}"),
        Line(f"Its key and files are in {ledger.store.home}"),
    ]
    if not (ledger.store.home / "key").is_file():
        kept.append(Line("Its private key is not there: nothing can be appended here", "warning"))
    seen = ledger.witnessed()
    cosigned = [
        Line(f"{name} has cosigned up to {size} entries", "good") for name, size in seen.items()
    ]
    if not cosigned:
        cosigned = [Line("Nobody else has cosigned a checkpoint", "warning")]
    behind = head.size - max(seen.values(), default=0)
    if seen and behind:
        cosigned.append(Line(f"The last {behind} entries are cosigned by nobody yet", "warning"))
    return [
        Section("This ledger", tuple(kept)),
        Section("Witnesses", tuple(cosigned)),
        Section("What it is protected from", _PROTECTED if seen else _UNWITNESSED),
    ]


_PROTECTED: Final = (
    Line(
        "What was cosigned cannot be changed, left out or put in another order unseen, by anybody",
        "good",
    ),
    Line("A copy that is older than what a witness saw is refused by that witness", "good"),
    Line(
        "An entry is not true because it is here: it is what its author said, when it was recorded"
    ),
    Line(
        "Entries after the last cosigned checkpoint rest on the holder of the key alone", "warning"
    ),
)
_UNWITNESSED: Final = (
    Line(
        "Mistakes, programs and whoever lacks the ledger's key: verify names what they change",
        "good",
    ),
    Line(
        "Whoever holds the database and the key can write the whole ledger anew, unseen", "warning"
    ),
    Line("An older copy can take its place unseen", "warning"),
    Line("For more: a checkpoint that others hold, cosigned (accord witness)"),
)
