"""The rules compiled: the same functions, rebuilt bottom-up in a private module.

A JIT compiles a function together with the plain helpers that it names only if those are
compiled first, and its disk cache does not notice when a helper in another file is edited.  So
all rules are laid out as one module, each function after those it calls, in a cache folder
named by the hash of every rule source, the JIT's version and the processor.
"""

from __future__ import annotations

import ast
import hashlib
import os
import platform
import sys
from collections.abc import Callable
from importlib.resources import files
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, Final

from accordance.program.rules.shapes import State, Tables

RULE_FILES: Final = (
    "periods.py",
    "gates.py",
    "commitments.py",
    "acts.py",
    "caps.py",
    "benefits.py",
    "step.py",
)
"""The rule files, each after those that it imports."""

Step = Callable[[Tables, State, int, int], None]


def sources() -> dict[str, str]:
    """Give the text of every rule file, in the order of compilation."""
    folder = files("accordance.program.rules")
    return {name: folder.joinpath(name).read_text("utf-8") for name in RULE_FILES}


def fingerprint(texts: dict[str, str]) -> str:
    """Give the hash that names a compiled form: rule sources, JIT version and processor."""
    import numba

    parts = [*texts.values(), numba.__version__, platform.machine(), platform.processor()]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def compile_rules(
    texts: dict[str, str] | None = None, *, folder: Path | None = None, bounds: bool = False
) -> Step:
    """Compile rule sources (by default the package's own) and give their ``step``.

    ``folder`` is where compiled forms are kept (by default the user's cache folder); ``bounds``
    checks every index at run time.  Raises ImportError where the JIT is not installed (the
    extra ``fast``).
    """
    texts = texts or sources()
    name = f"rules_{fingerprint(texts)}{'_bounds' if bounds else ''}"
    place = (folder or cache_folder()) / f"{name}.py"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        draft = place.with_suffix(f".{os.getpid()}")
        draft.write_text(module_text(texts, bounds=bounds), "utf-8")
        draft.replace(place)
    spec = spec_from_file_location(name, place)
    assert spec is not None and spec.loader is not None  # noqa: PT018, S101 the file is there
    module = module_from_spec(spec)
    sys.modules[name] = module  # the JIT's cache finds a function by its module
    spec.loader.exec_module(module)
    step: Step = module.step
    return step


def module_text(texts: dict[str, str], *, bounds: bool) -> str:
    """Give all rules as one module, every function compiled and after those that it calls."""
    head = f"@numba.njit(cache=True, boundscheck={bounds})\n"
    parts = [head + text for text in functions(texts)]
    return "\n\n".join(["from __future__ import annotations\n\nimport numba\n", *parts])


def functions(texts: dict[str, str]) -> list[str]:
    """Give the source of every rule function, each after those that it calls."""
    found: dict[str, tuple[ast.FunctionDef, str]] = {}
    for text in texts.values():
        for one in ast.parse(text).body:
            if isinstance(one, ast.FunctionDef):
                found[one.name] = (one, ast.get_source_segment(text, one) or "")
    ordered: dict[str, str] = {}

    waiting: set[str] = set()

    def visit(name: str) -> None:
        if name in waiting or name not in found:
            return
        waiting.add(name)
        for node in ast.walk(found[name][0]):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                visit(node.func.id)
        ordered[name] = found[name][1]

    for name in found:
        visit(name)
    return list(ordered.values())


def cache_folder() -> Path:
    """Give the folder in which compiled rules are kept."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "accordance" / "rules"


def arrays(part: Tables | State) -> Any:
    """Turn the lists of tables or of a state into int64 arrays, after checking their range."""
    import numpy as np

    values: list[Any] = []
    for field in part:
        if isinstance(field, int):
            values.append(field)
            continue
        if any(not -(2**62) < value < 2**62 for value in field):
            raise OverflowError("a table holds an integer wider than 62 bits")
        values.append(np.array(field, dtype=np.int64))
    return type(part)(*values)


def check_tables(tables: Tables) -> None:
    """Raise ValueError where an index of the tables points outside; once before a compiled run."""
    nodes = len(tables.kind)
    ragged = (
        (tables.in_at, tables.inputs),
        (tables.out_at, tables.outputs),
        (tables.param_at, tables.params),
    )
    sound = (
        all(-1 <= literal < 2 * nodes for literal in tables.inputs),
        all(-nodes <= reader < nodes for reader in tables.outputs),
        all(list(at) == sorted(at) and at[-1] == len(flat) for at, flat in ragged),
        all(0 <= level < tables.levels for level in tables.level),
    )
    if not all(sound):
        raise ValueError("the tables of this program are not sound")
