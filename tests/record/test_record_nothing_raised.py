from hypothesis import given, settings
from hypothesis import strategies as st
from record_cases import records

from accordance.record.reading import read_yaml
from accordance.record.table import read_csv
from accordance.record.writing import to_csv, to_yaml

SCRAPS = st.sampled_from(
    ["", ",", ";", '"', "\n", "\r", "..", "=", "known", "{", "- ", ": ", "\x00"]
)


@given(records(), st.data())
@settings(deadline=None, max_examples=100)
def test_a_damaged_file_gives_problems_and_never_an_error(record, data):
    """A user's fault is data: any damage is read to the end or reported, with a place."""
    for write, read in ((to_yaml, read_yaml), (to_csv, read_csv)):
        text = write(record)
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, min(len(text), start + 20)))
        found = read(text[:start] + data.draw(SCRAPS) + text[end:], "damaged")
        assert found.record is not None or found.problems
        assert all(one.span.line > 0 and one.span.column > 0 for one in found.problems)
        assert all(found.spans[name].line > 0 for name in found.spans)
