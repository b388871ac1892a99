"""Settings of how answers are shown: flags, then ACCORD_*, then accord.toml, then defaults.

No setting changes a determination.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

FILE: Final = "accord.toml"
DEFAULTS: Final = {"format": "table", "colour": "auto"}
CHOICES: Final = {
    "format": ("table", "json", "csv", "sarif", "junit"),
    "colour": ("auto", "always", "never"),
}


class BadSetting(Exception):  # noqa: N818 it says what is wrong
    """Raised for a setting that does not exist or has no such value; the message says where."""


def settled(
    flags: Mapping[str, str | None], environment: Mapping[str, str], folder: Path
) -> dict[str, str]:
    """Give every setting, from the first place that has it; raise BadSetting for a wrong one."""
    found = dict(DEFAULTS)
    found.update(_file(folder / FILE))
    for name in DEFAULTS:
        variable = f"ACCORD_{name.upper()}"
        if environment.get(variable):
            found[name] = _valid(name, environment[variable], f"the environment's {variable}")
    if environment.get("NO_COLOR") and not environment.get("ACCORD_COLOUR"):
        found["colour"] = "never"
    found.update({name: value for name, value in flags.items() if value is not None})
    return found


def _file(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    import tomllib

    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        message = f"{path}: {error}"
        raise BadSetting(message) from error
    return {name: _valid(name, value, str(path)) for name, value in table.items()}


def _valid(name: str, value: object, where: str) -> str:
    if name not in CHOICES:
        message = f'{where}: there is no setting "{name}"; there are {", ".join(CHOICES)}'
        raise BadSetting(message)
    if value not in CHOICES[name]:
        message = f'{where}: {name} cannot be "{value}"; one of {", ".join(CHOICES[name])}'
        raise BadSetting(message)
    return str(value)
