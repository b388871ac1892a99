"""Which files make a case: a folder, or an accord file with what lies beside it."""

from __future__ import annotations

from pathlib import Path

ACCORD = "accord.yaml"
RECORDS = ("record.yaml", "record.csv")
EXPECT = "expect.yaml"


class NoCase(Exception):  # noqa: N818 it says what there is not
    """Raised where a path holds no case; the message says what was looked for."""


class Place:
    """What is asked about: a case, and the ledger that its record is in where it is not beside it."""

    def __init__(
        self, case: str | Path, ledger: str | None = None, home: str | None = None
    ) -> None:
        """Keep what the user wrote; ``home`` is the folder with the ledger's key and files."""
        self.case = Path(case)
        self.ledger = ledger
        self.home = home

    def __str__(self) -> str:
        """Give the case as the user wrote it."""
        return str(self.case)


class CaseFiles:
    """The files of a case: the accord, and the records that are there."""

    def __init__(self, accord: Path, records: tuple[Path, ...]) -> None:
        """Keep the paths as the user wrote them, so that problems can be clicked on."""
        self.accord = accord
        self.records = records

    @property
    def folder(self) -> Path:
        """The folder that the accord stands in."""
        return self.accord.parent

    @property
    def expect(self) -> Path | None:
        """The expectations beside the accord, where there are any."""
        path = self.folder / EXPECT
        return path if path.is_file() else None


def files_of(case: str | Path) -> CaseFiles:
    """Find the files of a case; raise NoCase where there is no accord."""
    path = Path(case)
    if path.is_dir():
        accord = path / ACCORD
        if not accord.is_file():
            message = f'"{path}" is no case: it has no {ACCORD} (accord new FOLDER writes one)'
            raise NoCase(message)
    elif path.is_file():
        accord = path
    else:
        message = f'there is no folder or file "{path}"'
        raise NoCase(message)
    records = tuple(accord.parent / name for name in RECORDS)
    odd = next((one for one in records if one.exists() and not one.is_file()), None)
    if odd is not None:
        message = f'"{odd}" is no file, and a record must be one'
        raise NoCase(message)
    return CaseFiles(accord, tuple(one for one in records if one.is_file()))


def accord_of(path: str | Path) -> Path:
    """Give the accord file that a folder or file means; raise NoCase where there is none."""
    return files_of(path).accord
