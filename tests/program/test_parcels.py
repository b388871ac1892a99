"""The parcels of a transfer add up to it, whatever does not divide."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from accordance.accord.types import Benefit, Tranche
from accordance.kernel.quantities import PERCENT, Quantity
from accordance.program.parcels import face_of, shares_of

AMOUNTS = st.decimals("0.01", "1000000", places=2)
PAYERS = ("hills", "lakes", "woods")


def tonnes(amount: Decimal | int) -> Quantity:
    """Give an amount in tonnes."""
    return Quantity(Decimal(amount), "t")


@st.composite
def transfers(draw: st.DrawFn) -> Benefit:
    """Draw a transfer with some payers, shares and tranches."""
    parts = draw(st.lists(AMOUNTS, min_size=1, max_size=4))
    payers = PAYERS[: draw(st.integers(1, 3))]
    weights = draw(st.lists(st.integers(0, 100), min_size=3, max_size=3))
    shares: dict[str, Quantity] = {}
    if draw(st.booleans()) and any(weights[: len(payers)]):
        shares = {
            name: Quantity(Decimal(weight), PERCENT)
            for name, weight in zip(payers, weights, strict=False)
        }
    tranches = {f"t{n}": Tranche(amount=tonnes(part)) for n, part in enumerate(parts)}
    return Benefit(
        payer=payers,
        amount=tonnes(sum(parts)),
        shares=shares,
        tranches=tranches if draw(st.booleans()) else {},
    )


@settings(max_examples=300, deadline=None)
@given(transfers())
def test_parcels_add_up_to_the_face(benefit: Benefit) -> None:
    """No amount is lost or made: the parcels are the whole, and none is negative."""
    assert benefit.amount is not None
    parts = shares_of(benefit)
    assert sum(part.amount for part in parts) == face_of(benefit) == benefit.amount.amount
    assert all(part.amount >= 0 for part in parts)
    assert len({part.id for part in parts}) == len(parts)


@settings(max_examples=300, deadline=None)
@given(transfers())
def test_parcels_of_a_tranche_add_up_to_it(benefit: Benefit) -> None:
    """Each tranche is its payers' shares, tranche by tranche in the order of the text."""
    parts = shares_of(benefit)
    for name, tranche in benefit.tranches.items():
        own = [part.amount for part in parts if part.tranche == name]
        assert sum(own) == tranche.amount.amount
    names = list(dict.fromkeys(part.tranche for part in parts))
    assert names == (list(benefit.tranches) or ["all"])


def test_what_does_not_divide_goes_to_the_last_payer() -> None:
    """A hundred tonnes among three are twice 33.33 and once 33.34."""
    parts = shares_of(Benefit(payer=PAYERS, amount=tonnes(100)))
    assert [str(part.amount) for part in parts] == ["33.33", "33.33", "33.34"]
    assert [part.id for part in parts] == ["all/hills", "all/lakes", "all/woods"]


def test_a_tranche_may_have_a_payer_of_its_own() -> None:
    """That payer gives the whole of it, and the parcel is named by the tranche alone."""
    tranches = {
        "first": Tranche(amount=tonnes(60)),
        "second": Tranche(amount=tonnes(40), payer="woods"),
    }
    benefit = Benefit(payer=("hills", "lakes"), amount=tonnes(100), tranches=tranches)
    assert [(part.id, part.payer, part.amount) for part in shares_of(benefit)] == [
        ("first/hills", "hills", 30),
        ("first/lakes", "lakes", 30),
        ("second", "woods", 40),
    ]


def test_a_status_has_no_parcels() -> None:
    """What runs is not divided."""
    assert shares_of(Benefit(payer=("hills",), status="may pass")) == ()
