"""Makes the pages of docs/rules from the case folders of tests/rules: ``make docs``.

A case folder is named for its rule, as ``a1-due-day``.  Its README gives the rule and tells the
case, in the form ``**A1. The rule.** The case.``; its expectations become a table.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "rules"
PAGES = ROOT / "docs" / "rules"
SECTIONS = {
    "A": "Days and clocks",
    "B": "Claims and findings",
    "C": "Discretion, acts and disputes",
    "D": "Benefits and money",
    "E": "Linkage",
    "F": "The order of a day",
}
_README = re.compile(r"\*\*([A-Z]\d*)\. (.+?)\*\*\s*(.*)", re.DOTALL)
_MADE = "Made by `make docs` from the case folders in `tests/rules/`; change those, not this page."


class Case(NamedTuple):
    """A rule with its case: its number, what it says, what happens in the case, and its folder."""

    rule: str
    says: str
    story: str
    folder: Path

    @property
    def section(self) -> str:
        """Give the letter of the section."""
        return self.rule[0]


class Words(yaml.SafeLoader):
    """Reads YAML with days and truths as the text that stands there."""


Words.yaml_implicit_resolvers = dict(Words.yaml_implicit_resolvers)  # not the parent's own
for letter, resolvers in list(Words.yaml_implicit_resolvers.items()):
    Words.yaml_implicit_resolvers[letter] = [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
    ]


def cases() -> list[Case]:
    """Give every case, in the order of the rules."""
    found = []
    for readme in CASES.glob("*/README.md"):
        text = _README.fullmatch(readme.read_text("utf-8").strip())
        assert text, f"{readme} does not begin with **RULE. What it says.**"
        rule, says, story = text.groups()
        found.append(Case(rule, " ".join(says.split()).rstrip("."), story, readme.parent))
    return sorted(found, key=lambda one: (one.section, int(one.rule[1:] or 0), one.folder.name))


def pages() -> dict[str, str]:
    """Give the text of every page by the name of its file."""
    every = cases()
    index = ["# The rules, each with its case", "", _INDEX, ""]
    made = {}
    for letter, title in SECTIONS.items():
        inside = [case for case in every if case.section == letter]
        if not inside:
            continue
        name = f"{letter.lower()}.md"
        index += [f"## [{letter}. {title}]({name})", ""]
        index += [f"* **{case.rule}** {case.says}." for case in inside] + [""]
        made[name] = "\n\n".join([f"# {letter}. {title}", _HEAD, *map(section, inside)]) + "\n"
    return {"README.md": "\n".join(index)} | made


_INDEX = f"""{_MADE}

Every rule has a small made-up case: an accord, a record, and what must be determined on which
days. The tests hold the engine to each of them, and a second, literal reading of the rules as well.
The exact wording is in [the rules, as built](../rules.md)."""
_HEAD = f"""{_MADE}
The exact wording of the rules is in [the rules, as built](../rules.md). [All sections](README.md)."""


def section(case: Case) -> str:
    """Give the part of a page about one case."""
    story = "\n\n".join(wrapped(paragraph) for paragraph in case.story.split("\n\n"))
    parts = [f"## {case.rule}. {case.says}", story, table(case.folder / "expect.yaml")]
    for file, title in (("accord.yaml", "The accord"), ("record.yaml", "The record")):
        text = (case.folder / file).read_text("utf-8").rstrip()
        where = f"../../{case.folder.relative_to(ROOT).as_posix()}/{file}"
        link = f"[{file}]({where})"
        parts.append(
            f"<details><summary>{title}</summary>\n\n{link}\n\n```yaml\n{text}\n```\n\n</details>"
        )
    return "\n\n".join(parts)


def wrapped(paragraph: str) -> str:
    """Give a paragraph in lines of their usual length."""
    return textwrap.fill(paragraph, width=100, break_long_words=False, break_on_hyphens=False)


def table(file: Path) -> str:
    """Give the expectations of a case as a table: the day, what must be so, and why."""
    rows = yaml.load(file.read_text("utf-8"), Words)["expect"]  # noqa: S506 a safe loader
    lines = ["| on | must be so | because |", "|---|---|---|"]
    for row in rows:
        must = "<br>".join(wanted(row))
        lines.append(f"| {asked(row)} | {must} | {row.get('because', '')} |")
    return "\n".join(lines)


def asked(row: dict[str, Any]) -> str:
    """Say which day a row asks about, and with whose knowledge."""
    if "on" not in row:
        return f"the whole history until {row.get('until', 'its end')}"
    parts = [row["on"]]
    if "known_at" in row:
        parts.append(f"with what was known on {row['known_at']}")
    if "known_to" in row:
        parts.append(f"with what {row['known_to']} knew")
    if "view" in row:
        parts.append(f"as {row['view']} sees it")
    if row.get("hindsight") == "true":
        parts.append("in hindsight")
    return ", ".join(parts)


def wanted(row: dict[str, Any]) -> list[str]:
    """Say what must be so, a line for each thing named."""
    lines = []
    for kind in ("commitments", "benefits", "powers", "claims"):
        for name, state in row.get(kind, {}).items():
            lines.append(f"`{name}`: {told(state)}")
    lines += [
        f"`{one['provision']}`: {one['from']} to {one['to']} on {one['date']}"
        for one in row.get("changes", ())
    ]
    for kind in ("exposure", "summary"):
        for name, value in row.get(kind, {}).items():
            lines.append(f"{kind}, {name}: {told(value)}")
    return lines


def told(value: Any) -> str:
    """Give a value, a list or a mapping in one line of words; state and amounts need no key."""
    if isinstance(value, dict):
        return ", ".join(
            told(inside) if key in {"state", "amounts"} else f"{key} {told(inside)}"
            for key, inside in value.items()
        ).replace("_", " ")
    if isinstance(value, list):
        return ", ".join(map(told, value))
    return str(value).replace("_", " ")


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.glob("*.md"):
        old.unlink()
    for name, text in pages().items():
        (PAGES / name).write_text(text, encoding="utf-8")
