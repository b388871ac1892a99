"""Records that hypothesis draws: sound ones, of every kind of entry, for the round trips."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import strategies as st

from accordance.kernel.days import Interval
from accordance.kernel.quantities import Quantity, Range
from accordance.record import entries as kinds

WORDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{0,8}", fullmatch=True)
SEEN = st.characters(
    exclude_categories=["Cc", "Cs"], include_characters="\n\t\r", exclude_characters="\u202d\u202e"
)
"""What a record may hold: all but what a terminal would obey."""
PROSE = st.text(SEEN, min_size=1, max_size=30)
DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
AMOUNTS = st.decimals(0, 10**9, places=2).map(lambda one: Quantity.parse(str(one)).amount)
UNITS = st.sampled_from(["", "%", "t", "USD", "fuel rods"])
CONFIDENCE = st.sampled_from([None, "V", "P", "G"])


@st.composite
def clocks(draw):
    """Draw happened and known: known to all, to some, or to some before the public."""
    start = draw(DAYS)
    end = start + timedelta(draw(st.integers(0, 90)))
    later = st.integers(0, 900).map(lambda days: end + timedelta(days))
    parties = draw(st.dictionaries(WORDS.filter(lambda one: one != "public"), later, max_size=2))
    public = draw(st.none() | later) if parties else draw(later)
    return Interval(start, end), kinds.Known(public, tuple(sorted(parties.items())))


RANGES = st.tuples(AMOUNTS, AMOUNTS, UNITS).map(lambda one: Range(*sorted(one[:2]), one[2]))


@st.composite
def records(draw):
    """Draw a sound record."""
    names = draw(st.lists(WORDS, unique=True, max_size=6))
    notes = draw(st.dictionaries(WORDS, _notes(), max_size=3))
    made = [draw(_entry(name, sorted(notes), names[:i])) for i, name in enumerate(names)]
    return kinds.Record(
        format="accordance-record/1",
        accord=draw(st.just("") | WORDS),
        synthetic=draw(st.booleans()),
        about=draw(st.just("") | PROSE),
        sources=notes,
        entries=tuple(made),
    )


def _notes():
    return st.builds(
        kinds.SourceNote,
        title=PROSE,
        date=st.none() | DAYS,
        link=st.just("") | PROSE,
        owner=st.just("") | WORDS,
        party=st.just("") | WORDS,
        confidence=CONFIDENCE,
    )


@st.composite
def _entry(draw, name, sources, earlier):
    happened, known = draw(clocks())
    base = {
        "id": name,
        "happened": happened,
        "known": known,
        "source": draw(st.sampled_from(["", *sources])),
        "confidence": draw(CONFIDENCE),
        "note": draw(st.just("") | PROSE),
    }
    kind = draw(
        st.sampled_from(
            ["evidence", "measure", "delivery", "act", "event", "dispute", "correction"]
        )
    )
    texts = st.lists(PROSE, max_size=3).map(tuple)
    match kind:
        case "evidence":
            return kinds.Evidence(
                **base,
                claim=draw(WORDS),
                stance=draw(st.sampled_from(["supports", "refutes"])),
                kind=draw(st.sampled_from(["inspection", "trade-data"])),
                origin=draw(st.just("") | WORDS),
                origin_reason=draw(st.just("") | PROSE),
                reliability=draw(st.sampled_from("ABCDEF")),
                credibility=draw(st.sampled_from("123456")),
                incident="i-1",
                closes=draw(st.booleans()),
                examined=draw(st.none() | st.sampled_from([Decimal(0), Decimal("12.5")])),
                files=draw(texts),
                outcome=draw(st.sampled_from(["", "death"])),
            )
        case "measure":
            return kinds.Evidence(**base, claim="level", kind="measurement", value=draw(RANGES))
        case "delivery":
            amount = Quantity(draw(AMOUNTS) + 1, draw(UNITS))
            return kinds.Delivery(
                **base, benefit="fuel", parcels=draw(texts), payer=draw(WORDS), amount=amount
            )
        case "act":
            on_one_day = base | {"happened": Interval(happened.end, happened.end)}
            return kinds.Act(**on_one_day, power=draw(WORDS), by=draw(WORDS), until=draw(DAYS))
        case "dispute":
            who = draw(st.lists(WORDS, min_size=1, max_size=2).map(tuple))
            of = draw(st.sampled_from(["fact", "meaning", "competence"]))
            reads = draw(st.just("") | WORDS)
            return kinds.Dispute(**base, about=draw(WORDS), of=of, by=who, reads=reads)
        case "correction" if earlier:
            return kinds.Correction(**base, retracts=draw(st.sampled_from(earlier)))
        case _:
            return kinds.Event(**base, text=draw(PROSE))
