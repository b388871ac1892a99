"""The command starts light, completes names, and survives a reader that has had enough."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
START = "import sys; from accordance.cli.main import run; code = run(sys.argv[1:])"
HEAVY = {"numpy", "numba", "sqlalchemy", "pandas", "rich", "asyncio", "email", "http"}


def loaded(*arguments):
    """Give the top names of all modules that a run of the command loads."""
    script = START + "; print(*sorted(sys.modules), file=sys.stderr)"
    ran = subprocess.run(
        [sys.executable, "-c", script, *arguments],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    return set(ran.stderr.split())


def test_help_loads_neither_the_engine_nor_its_libraries():
    """Help is a table of words: no YAML, no msgspec, no terminal library, no engine."""
    names = loaded("--help")
    assert not {"yaml", "msgspec", "rich"} & names
    assert not [one for one in names if one.startswith(("accordance.app", "accordance.decide"))]


def test_status_loads_no_heavy_library():
    """No array library, JIT, solver, web stack or terminal library."""
    names = {one.partition(".")[0] for one in loaded("status", "examples/six-party")}
    assert not HEAVY & names


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("accord sta", "status"),
        ("accord why examples/six-party shut", "shut-down-reactor"),
        ("accord why-not examples/six-party sst", "sst-delisting"),
        ("accord status examples/six-party --known-to us", "usa"),
        ("accord status examples/six-party --form", "--format"),
        ("accord explain A00", "A001"),
    ],
)
def test_names_complete_in_a_shell(line, found):
    """Commands, provisions, parties, options and codes complete from what was typed."""
    words = {"COMP_WORDS": line, "COMP_CWORD": str(len(line.split()) - 1)}
    environment = {**os.environ, "PYTHONPATH": "src", "_ACCORD_COMPLETE": "bash_complete", **words}
    ran = subprocess.run(
        [sys.executable, "-c", "from accordance.cli.main import main; main()"],
        capture_output=True, text=True, check=False, cwd=ROOT, env=environment,
    )  # fmt: skip
    assert f"plain,{found}" in ran.stdout.splitlines()
    assert ran.stderr == ""


def test_a_broken_accord_completes_to_nothing(tmp_path, monkeypatch):
    """While a text is being typed, completion stays silent."""
    from accordance.app.ids import named

    (tmp_path / "accord.yaml").write_text("commitments: {open: [")
    assert named(str(tmp_path), ("commitments",)) == []
    monkeypatch.chdir(tmp_path)
    assert named("nowhere", ("commitments",)) == []


def test_a_reader_that_stops_reading_is_no_failure():
    """`accord replay ... | head -1` ends quietly."""
    command = (
        f"{sys.executable} -m accordance replay examples/six-party --until 2009-04-30 | head -1"
    )
    ran = subprocess.run(
        ["/bin/sh", "-c", command],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    assert ran.stdout.startswith("Six-Party Talks")
    assert ran.stderr == ""


def test_the_module_is_the_command():
    """`python -m accordance` answers like `accord`."""
    ran = subprocess.run(
        [sys.executable, "-m", "accordance", "--version"],
        capture_output=True, text=True, check=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": "src"},
    )  # fmt: skip
    assert ran.stdout.startswith("accord ")
