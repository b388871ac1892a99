"""The timeline as a specification: every provision a lane, its states bars, what was done marks."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from accordance.charts.specs import Bar, Group, Lane, Lanes, Mark, Time, time_of
from accordance.charts.stacked import stacked
from accordance.charts.words import amount, party_name, provision_name
from accordance.decide.decision import Decision
from accordance.decide.passages import Passage
from accordance.decide.replay import Replay
from accordance.program.parcels import WHOLE
from accordance.record.entries import Event

if TYPE_CHECKING:
    from accordance.decide.given import Given


def timeline(replay: Replay, decision: Decision) -> Lanes:
    """Specify the timeline: commitments by basket, benefits, powers, and what else is on record."""
    time = time_of(replay)
    history = _History(replay, decision, time)
    groups = [
        *history.commitments(), history.benefits(), history.outside(), history.powers(),
        history.events(),
    ]  # fmt: skip
    groups = [group for group in groups if group["lanes"]]
    return {
        "kind": "lanes",
        "title": "Every provision through time",
        "description": (
            f"{sum(len(group['lanes']) for group in groups)} lanes in {len(groups)} groups. Bars are "
            "states; marks are deadlines, deliveries, acts and events. The table of changes has the "
            "same dates."
        ),
        "time": time,
        "groups": groups,
    }


class _History:
    """Reads lanes off one replay and the decision of its last day."""

    def __init__(self, replay: Replay, decision: Decision, time: Time) -> None:
        self.decision = decision
        self.accord = decision.accord
        self.answer = decision.determination
        self.time = time
        self.passages: dict[str, list[Passage]] = {}
        for change in replay.changes:
            self.passages.setdefault(change.provision, []).append(change)

    def lane(self, name: str, state: str, marks: list[Mark]) -> Lane:
        """Give a provision's lane; one that never changed is in its one state throughout."""
        return {
            "id": name,
            "label": provision_name(self.accord, name),
            "bars": self.bars(name, state),
            "marks": sorted(marks, key=lambda one: one["day"]),
        }

    def bars(self, name: str, state: str) -> list[Bar]:
        day = self.time["first"]
        found: list[Bar] = []
        passages = self.passages.get(name, [])
        state = passages[0].from_ if passages else state
        for change in passages:
            if change.date.isoformat() > day:
                found.append({"first": day, "last": change.date.isoformat(), "state": state})
            day, state = change.date.isoformat(), change.to
        end = self.time["last"]
        if day <= end:
            found.append({"first": day, "last": end, "state": state})
        return found

    def commitments(self) -> list[Group]:
        groups: dict[str, Group] = {
            basket: {"kind": "commitments", "title": title, "lanes": []}
            for basket, title in self.accord.baskets.items()
        }
        groups[""] = {"kind": "commitments", "title": "In no basket", "lanes": []}
        for name, answer in self.answer.commitments.items():
            marks: list[Mark] = []
            if answer.due and answer.due <= self.answer.as_of:
                day = answer.due.isoformat()
                marks.append({"shape": "due", "first": day, "day": day, "label": "Due"})
            lane = self.lane(name, answer.state, marks)
            lanes, series = groups[answer.basket]["lanes"], self.accord.commitments[name].series
            if not series:
                lanes.append(lane)
            elif lanes and lanes[-1]["id"] == series:
                lanes[-1] = self.joined(lanes[-1], lane, name)
            else:
                lanes.append({**lane, "id": series, "label": provision_name(self.accord, series)})
        return list(groups.values())

    def joined(self, series: Lane, copy: Lane, name: str) -> Lane:
        """Give the lane of a series with that of its next copy, whose bars take over on its first day."""
        first = self.accord.commitments[name].in_force
        day = first.isoformat() if first is not None else self.time["first"]
        bars: list[Bar] = [
            {"first": bar["first"], "last": min(bar["last"], day), "state": bar["state"]}
            for bar in series["bars"]
            if bar["first"] < day
        ]
        bars += [
            {"first": max(bar["first"], day), "last": bar["last"], "state": bar["state"]}
            for bar in copy["bars"] if bar["last"] >= day
        ]  # fmt: skip
        marks = sorted([*series["marks"], *copy["marks"]], key=lambda one: one["day"])
        return {"id": series["id"], "label": series["label"], "bars": bars, "marks": marks}

    def benefits(self) -> Group:
        lanes = []
        for name, answer in self.answer.benefits.items():
            given = self.decision.fold.deeds.given(name)
            if not answer.parcels:
                lanes.append(self.lane(name, answer.state, self.marks(given)))
            states = {parcel.id: parcel.state for parcel in answer.parcels}
            for place, (label, own) in enumerate(self.runs(name).items()):
                wanted = {*own, ""} if place == 0 else {*own}
                marks = self.marks(tuple(one for one in given if one.parcel in wanted))
                parts = {one: states[one] for one in own}
                lanes.append(self.parts(name, label, parts, marks))
        return {"kind": "benefits", "title": "Benefits", "lanes": lanes}

    def runs(self, benefit: str) -> dict[str, list[str]]:
        """Give the parcels of a transfer, each payer's steps of a scale or bands together by its name."""
        found: dict[str, list[str]] = {}
        for parcel in self.decision.program.parcels.get(benefit, ()):
            share = parcel.share
            payer = share.id.removeprefix(share.tranche)
            found.setdefault(f"{share.group or share.tranche}{payer}", []).append(share.id)
        return found

    def parts(self, benefit: str, label: str, states: dict[str, str], marks: list[Mark]) -> Lane:
        """Give the lane of a parcel, or the one lane of several steps."""
        named = {one: benefit if one == WHOLE else f"{benefit}/{one}" for one in states}
        lanes = [self.lane(named[one], state, marks) for one, state in states.items()]
        if len(lanes) == 1:
            return lanes[0]
        name = f"{benefit}/{label}"
        lane = stacked(name, provision_name(self.accord, name), lanes)
        lane["marks"] = lanes[0]["marks"]
        return lane

    def marks(self, given: tuple[Given, ...]) -> list[Mark]:
        """Give what was delivered, each delivery at the day from which it counts."""
        entries = {one.id: one for one in self.decision.record.entries}
        amounts: dict[str, Decimal] = {}
        for part in given:
            amounts[part.delivery] = amounts.get(part.delivery, Decimal(0)) + part.amount
        marks: list[Mark] = []
        for name, given_of in amounts.items():
            entry = entries[name]
            unit = getattr(entry, "amount", None)
            payer = party_name(self.accord, getattr(entry, "payer", ""))
            marks.append(
                {
                    "shape": "delivery",
                    "first": entry.happened.start.isoformat(),
                    "day": date.fromordinal(self.decision.clock.visible(entry)).isoformat(),
                    "label": f"{amount(given_of, unit.unit if unit else '')}, {payer}",
                    "entry": entry.id,
                }
            )
        return marks

    def outside(self) -> Group:
        marks: list[Mark] = [
            {
                "shape": "delivery",
                "first": one.happened.start.isoformat(),
                "day": date.fromordinal(self.decision.clock.visible(one)).isoformat(),
                "label": f"{amount(one.amount.amount, one.amount.unit)}, "
                f"{party_name(self.accord, one.payer)}",
                "entry": one.id,
            }
            for one in self.decision.fold.deeds.standing("")
        ]
        lane: Lane = {"id": "", "label": "Given outside the accord", "bars": [], "marks": marks}
        return {"kind": "benefits", "title": "Outside the accord", "lanes": [lane] if marks else []}

    def powers(self) -> Group:
        lanes = []
        for name, answer in self.answer.powers.items():
            made = self.decision.fold.deeds.acts.values()
            acts = sorted(
                (one for one in made if one.power == name),
                key=lambda one: (one.happened.end, one.id),
            )
            marks: list[Mark] = [
                {
                    "shape": "act",
                    "first": act.happened.start.isoformat(),
                    "day": date.fromordinal(self.decision.clock.visible(act)).isoformat(),
                    "label": f"Act of {party_name(self.accord, act.by)}"
                    + (" (void)" if act.id in answer.void else ""),
                    "entry": act.id,
                }
                for act in acts
            ]
            lanes.append(self.lane(name, answer.state, marks))
        return {"kind": "powers", "title": "Powers and acts", "lanes": lanes}

    def events(self) -> Group:
        """Give what is on record for readers and visible to this decision; it decides nothing."""
        until = self.decision.clock.as_of.toordinal()
        marks: list[Mark] = [
            {
                "shape": "event",
                "first": one.happened.start.isoformat(),
                "day": one.happened.end.isoformat(),
                "label": one.text,
                "entry": one.id,
            }
            for one in self.decision.record.entries
            if isinstance(one, Event)
            and self.decision.fold.deeds.stands(one)
            and self.decision.clock.visible(one) <= until
        ]
        marks.sort(key=lambda one: (one["day"], one["first"]))
        lane: Lane = {"id": "", "label": "Events, deciding nothing", "bars": [], "marks": marks}
        return {"kind": "record", "title": "Also on the record", "lanes": [lane] if marks else []}
