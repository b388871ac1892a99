"""Measured ranges, levels, revisions, and what is never counted as progress (B6, B7)."""

from datetime import date
from decimal import Decimal

from findings_cases import ONE, accord, correction, docket, item, verdict
from hypothesis import given
from hypothesis import strategies as st

from accordance.accord.questions import Question
from accordance.accord.types import Claim
from accordance.findings.docket import Docket

COUNT = Claim(text="People who left.", type="quantity", unit="persons")
DAY = date(2010, 1, 1).toordinal()
NUMBERS = st.integers(0, 30)


def ladder(*entries, side="at_least"):
    """Give the verdicts on every level from 0 to 30."""
    asked = [Question(claim="c", **{side: Decimal(level)}) for level in range(31)]
    found = Docket(accord(COUNT, default=ONE), asked)
    for entry in entries:
        found.add(entry)
    return [found.answer(level, DAY)[0] for level in range(31)]


def test_a_measurement_speaks_of_every_level():
    """A range establishes what its low end reaches, refutes what its high end does not."""
    assert ladder(item("1988-07-31", value=(10, 20))) == [2] * 11 + [1] * 10 + [0] * 10
    falling = ladder(item("1988-07-31", value=(10, 20)), side="at_most")
    assert falling == [0] * 10 + [1] * 10 + [2] * 11


def test_counters_that_disagree_give_an_interval_and_no_average():
    """Two good counts of 10 and 20 establish ten, refute above twenty, and leave what is between."""
    assert ladder(item("1988-07-31", value=10), item("1988-07-31", value=20)) == (
        [2] * 11 + [1] * 10 + [0] * 10
    )


def test_the_revised_count_of_july_1988():
    """A first count of 1,698 was revised to 1,378; from then on the revision speaks alone."""
    first = item("1988-07-31", value=1698)
    found = docket(COUNT, first, at_least=Decimal(1500))
    assert verdict(found) == "true"
    found.add(correction("1988-12-31", corrects=first.id, value=1378, reason="revised"))
    assert verdict(found) == "false"
    revised = docket(COUNT, first, at_least=Decimal(1378))
    revised.add(correction("1988-12-31", corrects=first.id, value=1378))
    assert verdict(revised) == "true"


def test_a_fall_of_the_level_is_a_new_epoch():
    """Progress is the current level and not the high-water mark; first keeps when it was reached."""
    found = docket(
        COUNT, item("2001-01-01", value=50), item("2003-01-01", value=30), at_least=Decimal(40)
    )
    assert verdict(found) == "false"
    found.add(item("2004-01-01", value=45))
    answer = found.answer(0, DAY)
    assert [date.fromordinal(one).year for one in answer[1:3]] == [2001, 2004]


def test_deaths_and_new_arrests_are_never_progress():
    """A count that fell by deaths does not reach the target; the item is shown apart."""
    held = Claim(text="Held.", type="quantity", persons=True)
    buried = item("2005-01-01", value=5, outcome="death")
    found = docket(held, buried, at_most=Decimal(10)).explain(0, DAY)
    assert (found.verdict, found.adverse, found.silent) == (1, (buried.id,), (buried.id,))
    free = Claim(text="All freed.", type="state", persons=True)
    again = item("2005-01-01", "refutes", outcome="new-arrest")
    assert verdict(docket(free, again)) == "false"


@given(
    st.lists(
        st.builds(
            lambda low, width, grade, day, origin: item(
                f"2001-01-{day:02}", value=(low, low + width), credibility=grade, source=origin
            ),
            NUMBERS,
            st.integers(0, 5),
            st.sampled_from("1234"),
            st.integers(1, 9),
            st.sampled_from(["a", "b", "c", "d"]),
        ),
        max_size=8,
    )
)
def test_the_levels_of_one_quantity_never_contradict_each_other(entries):
    """Where a level is established every lower one is; where one is refuted every higher is."""
    assert ladder(*entries) == sorted(ladder(*entries), reverse=True)
    assert ladder(*entries, side="at_most") == sorted(ladder(*entries, side="at_most"))
