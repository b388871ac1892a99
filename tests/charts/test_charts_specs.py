"""The specifications: plain data with the right days and amounts, and the outcome in words."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from itertools import pairwise

import msgspec
from chart_cases import example, small

from accordance.charts.lanes import draw_lanes
from accordance.charts.outcome import outcome
from accordance.charts.specs import breaches, exposure
from accordance.charts.stacked import told
from accordance.charts.svg import Axis, value_ticks, wrapped
from accordance.charts.timeline import timeline
from accordance.decide.passages import Passage


def _passage(day: str, name: str, from_: str, to: str) -> Passage:
    return Passage(
        date=date.fromisoformat(day), provision=name, from_=from_, to=to, because=("the day came",)
    )


def test_specifications_are_json_as_they_stand():
    """A specification goes through JSON and comes back as it was, but for tuples."""
    case = small()
    for spec in (exposure(case.replay, case.decision), timeline(case.replay, case.decision)):
        assert json.loads(json.dumps(spec)) == _listed(spec)


def _listed(value):
    if isinstance(value, dict):
        return {key: _listed(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_listed(one) for one in value]
    return value


def test_what_was_given_is_a_line_for_each_payer_below_their_sum():
    """Payers' lines add up to the line of them all; what can be had back is told apart."""
    case = small(known_to="giver")
    given = exposure(case.replay, case.decision)["panels"][0]
    ends = {one["label"]: one["points"][-1][1] for one in given["series"]}
    assert ends == {"All payers": "120", "Beyond recovery": "90", "Giver": "70", "Other": "50"}
    assert given["unit"] == "USD"


def test_a_delivery_counts_from_the_end_of_its_days():
    """Given between the 10th and the 20th, counted from the 20th."""
    case = small(known_to="giver")
    total = exposure(case.replay, case.decision)["panels"][0]["series"][0]
    assert total["points"][1] == ("2020-02-20", "40")


def test_progress_is_in_per_cent_and_names_the_weakest_basket():
    """The last panel runs from nought to a hundred, whatever was reached."""
    case = small(known_to="giver")
    panel = exposure(case.replay, case.decision)["panels"][-1]
    assert (panel["unit"], panel["top"]) == ("%", "100")
    assert {one["label"]: one["end"] for one in panel["series"]} == {
        "First": "0%, weakest",
        "Second": "100%",
    }


def test_a_breach_stands_from_its_day_until_it_is_put_right():
    """An open stretch has no end; a closed one ends on the day of the next state."""
    changes = (
        _passage("2020-01-05", "keep", "open", "breached"),
        _passage("2020-02-01", "build", "met", "reversed"),
        _passage("2020-03-01", "keep", "breached", "met"),
    )
    replayed = msgspec.structs.replace(small().replay, changes=changes)
    assert breaches(replayed) == [
        ("keep", date(2020, 1, 5), date(2020, 3, 1)),
        ("build", date(2020, 2, 1), None),
    ]


def test_the_bars_of_a_lane_cover_every_day_once():
    """Each bar begins where the one before it ends, from the first day to the last."""
    case = example("six-party", date(2009, 6, 30))
    spec = timeline(case.replay, case.decision)
    lanes = [lane for group in spec["groups"] for lane in group["lanes"] if lane["bars"]]
    assert len(lanes) >= len(case.accord.commitments) + len(case.accord.benefits)
    for lane in lanes:
        days = [(bar["first"], bar["last"]) for bar in lane["bars"]]
        assert days[0][0] == spec["time"]["first"]
        assert days[-1][1] == spec["time"]["last"]
        assert [last for _, last in days[:-1]] == [first for first, _ in days[1:]]


def test_the_steps_of_a_scale_share_one_lane_that_counts_them():
    """Ninety steps are one lane: how many are given and due on each stretch, and one mark a delivery."""
    case = example("mechanisms/priced-steps", date(2030, 12, 31))
    spec = timeline(case.replay, case.decision)
    lanes = {lane["id"]: lane for group in spec["groups"] for lane in group["lanes"]}
    area = lanes["water/area"]
    assert area["label"] == "Support for water: area (90 parts)"
    assert not any(name.startswith("water/area-") for name in lanes)
    assert [told(bar["parts"]) for bar in area["bars"]] == [
        "90 not due", "40 due, of 90", "35 delivered and 5 due, of 90",
    ]  # fmt: skip
    assert len(area["marks"]) == 1
    assert "35 delivered and 5 due, of 90" in draw_lanes(spec, 900, "t")


def test_a_delivery_is_a_mark_on_the_lane_of_its_parcel():
    """The giver's delivery stands on the giver's parcel, with its days and its entry."""
    case = small(known_to="giver")
    groups = timeline(case.replay, case.decision)["groups"]
    lanes = {lane["id"]: lane for group in groups for lane in group["lanes"]}
    (mark,) = lanes["grant/all/giver"]["marks"]
    assert (mark["first"], mark["day"], mark["entry"]) == ("2020-02-10", "2020-02-20", "first")


def test_the_outcome_is_read_off_the_data():
    """Counts, amounts, the weakest basket, and what was given before and after a breach."""
    case = small(known_to="giver")
    told = outcome(case.replay, case.decision).replace("\N{NO-BREAK SPACE}", " ")
    assert "On 31 July 2020, of two commitments one is met and one is breached." in told
    assert "Verified progress is least in First, at 0%, against Second at 100%." in told
    assert "120 USD had been given, of which 90 USD cannot be had back." in told
    assert "One breach was established" in told
    assert "on 5 March 2020, when 40 USD had been given." in told
    assert "30 USD while its payer knew of the breach; 50 USD while neither knew" in told


def test_the_outcome_of_the_six_party_talks():
    """The shipped case: what was given, what it bought, and how far the weakest basket came."""
    case = example("six-party", date(2009, 6, 30))
    told = outcome(case.replay, case.decision).replace("\N{NO-BREAK SPACE}", " ")
    assert "745,110 t had been given, none of which can be had back." in told
    assert "Verified progress is least in Security, at 44%" in told


def test_ticks_of_value_are_round_and_reach_the_top():
    """The axis begins at nought and ends at or above the greatest value."""
    for top in ("1", "7", "99", "100", "101", "745110", "0.4", "12500000"):
        ticks = value_ticks(Decimal(top))
        assert ticks[0] == 0
        assert ticks[-1] >= Decimal(top) > ticks[-2]
        assert 2 <= len(ticks) <= 6


def test_ticks_of_time_stand_inside_the_axis_and_apart():
    """From a fortnight to a century, labels do not touch."""
    for last in ("2020-01-15", "2020-12-31", "2025-06-01", "2120-01-01"):
        axis = Axis.of({"first": "2020-01-02", "last": last}, 0.0, 600.0)
        places = [axis.x(day) for day, _ in axis.ticks()]
        assert places
        assert all(0 <= place <= 600 for place in places)
        assert all(b - a > 45 for a, b in pairwise(places))


def test_a_label_that_does_not_fit_ends_in_an_ellipsis():
    """Lines keep to their width, whatever the words."""
    lines = wrapped("a " * 200 + "b" * 200, 120, 2)
    assert len(lines) == 2
    assert all(len(line) <= 120 / 6 for line in lines)
    assert lines[-1].endswith("\N{HORIZONTAL ELLIPSIS}")
