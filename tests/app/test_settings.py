"""Settings: flags, then environment, then file, then defaults."""

from __future__ import annotations

import pytest

from accordance.app.settings import BadSetting, settled

NONE = {"format": None, "colour": None}


def test_each_place_wins_over_the_next(tmp_path):
    """A flag beats the environment, which beats the file, which beats the default."""
    assert settled(NONE, {}, tmp_path) == {"format": "table", "colour": "auto"}
    (tmp_path / "accord.toml").write_text('format = "csv"\ncolour = "never"\n')
    assert settled(NONE, {}, tmp_path) == {"format": "csv", "colour": "never"}
    environment = {"ACCORD_FORMAT": "json"}
    assert settled(NONE, environment, tmp_path) == {"format": "json", "colour": "never"}
    flags = {"format": "table", "colour": None}
    assert settled(flags, environment, tmp_path) == {"format": "table", "colour": "never"}


def test_no_color_is_honoured_and_can_be_overruled(tmp_path):
    """NO_COLOR takes colour away unless the project's own variable says otherwise."""
    assert settled(NONE, {"NO_COLOR": "1"}, tmp_path)["colour"] == "never"
    both = {"NO_COLOR": "1", "ACCORD_COLOUR": "always"}
    assert settled(NONE, both, tmp_path)["colour"] == "always"


@pytest.mark.parametrize("text", ['format = "xml"', 'shape = "x"', "format = ", "format = 3"])
def test_a_wrong_setting_is_said_with_its_place(tmp_path, text):
    """What is wrong in the file is named with the file."""
    (tmp_path / "accord.toml").write_text(text)
    with pytest.raises(BadSetting, match=r"accord\.toml"):
        settled(NONE, {}, tmp_path)
    with pytest.raises(BadSetting, match="ACCORD_COLOUR"):
        settled(NONE, {"ACCORD_COLOUR": "pink"}, tmp_path / "elsewhere")
