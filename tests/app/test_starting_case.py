"""A starting case is sound, holds what it expects, and never overwrites."""

from __future__ import annotations

import pytest

from accordance.app import testing
from accordance.app.case import open_case
from accordance.app.checking import checked
from accordance.app.starting_case import FolderTaken, identifier, started


def test_a_starting_case_is_sound_and_passes_its_own_test(fresh):
    """Without a warning, and with every expectation held."""
    assert checked(fresh).problems == ()
    assert testing.tested(fresh).failures == ()


def test_life_saving_aid_is_exempt(fresh):
    """No condition is set on food, no linkage holds it, and no suspension names it."""
    accord = open_case(fresh).accord
    assert accord.benefits["food"].humanitarian.conditions == "none"
    assert all("food" not in power.on for power in accord.powers.values())


def test_nothing_is_overwritten(fresh):
    """A folder with something in it is refused, and left as it was."""
    before = {path: path.read_bytes() for path in fresh.iterdir()}
    with pytest.raises(FolderTaken):
        started(fresh)
    assert {path: path.read_bytes() for path in fresh.iterdir()} == before


@pytest.mark.parametrize(
    "title", ["Peace: a 'draft' #1", '"quoted"', "- dash", "{brace}", "ünïcode"]
)
def test_any_title_gives_a_sound_case(tmp_path, title):
    """A title with marks that mean something in YAML is still a title."""
    started(tmp_path / "x", title)
    assert open_case(tmp_path / "x").accord.title == title


@pytest.mark.parametrize(
    ("name", "plain"), [("My Deal!", "my-deal"), ("---", "my-accord"), ("été", "t")]
)
def test_a_folder_of_any_name_gives_an_id(name, plain):
    """The id is made of what an id may have."""
    assert identifier(name) == plain
