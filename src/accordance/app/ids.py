"""The names in an accord file, read at once and forgivingly: a shell completes them while one types."""

from __future__ import annotations

from collections.abc import Collection

from accordance.app.paths import NoCase, accord_of


def named(case: str, sections: Collection[str]) -> list[tuple[str, str]]:
    """Give the ids in some sections of an accord, each with its title; nothing where none can be read."""
    import yaml

    try:
        text = accord_of(case).read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (NoCase, OSError, UnicodeDecodeError, yaml.YAMLError):
        return []
    found = []
    for key, section in root.value if isinstance(root, yaml.MappingNode) else ():
        if key.value in sections and isinstance(section, yaml.MappingNode):
            found += [(str(name.value), _title(value)) for name, value in section.value]
    return found


def _title(node: object) -> str:
    """Give what a person would call a provision: its title, name or text."""
    pairs = getattr(node, "value", None)
    if isinstance(pairs, str):
        return pairs
    for wanted in ("title", "name", "text"):
        for key, value in pairs or ():
            if getattr(key, "value", None) == wanted and isinstance(value.value, str):
                return value.value
    return ""
