#!/usr/bin/env python3
"""Break-even answers of random scenarios, against a model of our own and SciPy's brentq.

    oracle_breakeven.py PROGRAM [SEED [COUNT]]

Writes seeded random scenarios into a temporary folder: costs by area, in one sum and as a share of others; grants by household, as
a share with a maximum, matching with a maximum; restricted money; residents by area band; homes for sale; a bond with operating
income and cost; conditions that switch money off or stop the project; a top-up. The model below is written from the words of `list
mechanisms`, `list indicators`, the guide and the schema, and computes four figures as functions of one number. All places where a
figure meets its target are looked for on a dense grid: changes of sign closed in on by brentq, touching places by minimising,
stretches and jumps by halving. First both must agree on every figure as it is, then on every place.
Where ORACLE_KEEP names a folder the scenarios stay there.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Optional

import numpy as np
from scipy.optimize import brentq, minimize_scalar

Json = Any
Array = np.ndarray
STEPS = {"month": 1, "quarter": 3, "halfYear": 6, "year": 12}
HUGE = 1e15
HALF_FEN = 0.005
# Beyond this many times what a number is, amounts are so large that a figure of today's size drowns in their rounding.
FAR = 1e5
CLASSES = ("worksBasic", "worksImproving", "otherCost", "contingency")


# The model.


class Model:
    """A scenario with one number free: its figures at many values of that number at once."""

    def __init__(self, scenario: Json, path: str = "", values: Optional[Array] = None) -> None:
        self.scenario, self.path = scenario, path
        self.values = np.zeros(1) if values is None else values
        time = scenario["timeline"]
        self.building, self.selling = time["constructionMonths"], time.get("salesMonths", 0)
        self.last = self.building + max(self.selling, 12 * time.get("operationYears", 0))
        step = STEPS[time["constructionStep"]]
        self.ends = [*range(step, self.building + 1, step)]
        self.ends += range(self.ends[-1] + 12, self.last + 1, 12)
        # Construction lasts whole years and begins in January, so that no period is cut short.
        assert self.building % 12 == 0 and self.ends[-1] == self.last
        self.horizon = self.building + self.selling

    def number(self, path: str, default: Optional[float] = None) -> Any:
        if path == self.path:
            return self.values
        here = self.scenario
        for part in path.split("."):
            if part not in here:
                assert default is not None, path
                return default
            here = here[part]
        return here

    # Time: rows are periods × values of the free number.

    def month(self, moment: str) -> int:
        """The month, counted from 0, in which a moment lies; handover and the end of sales are the last of their months."""
        name, _, later = moment.partition("+")
        return {"start": 0, "handover": self.building - 1, "salesEnd": self.horizon - 1}[name] + int(later or 0)

    def period(self, month: int) -> int:
        return next(place for place, end in enumerate(self.ends) if month < end)

    def spread(self, schedule: Json, amount: Any) -> Array:
        row = np.zeros((len(self.ends), len(self.values)))
        if isinstance(schedule, str):
            shares = {schedule: 1.0}
        elif "shares" in schedule:
            shares = schedule["shares"]
        else:
            assert schedule == {"from": "start", "to": "handover"}
            shares = {f"start+{month}": 1 / self.building for month in range(self.building)}
        for moment, share in shares.items():
            row[self.period(self.month(moment))] += share * amount
        return row

    def yearly(self, section: str, amount: Any) -> Array:
        """A year's amount from handover on, grown by a step each year."""
        row = np.zeros((len(self.ends), len(self.values)))
        growth = self.number(f"{section}.growth", 0.0)
        first = self.ends.index(self.building) + 1
        for place in range(first, len(self.ends)):
            row[place] = amount * (1 + growth) ** (place - first)
        return row

    # Facts.

    def homes(self) -> list[tuple[Any, Any, Any]]:
        return [tuple(self.number(f"project.homeTypes.{name}.{fact}") for fact in ("count", "titleArea", "newArea"))
                for name in self.scenario["project"]["homeTypes"]]  # fmt: skip

    def area(self, kind: str) -> Any:
        homes = self.homes()
        if kind == "old":
            return sum(count * title for count, title, _ in homes)
        rebuilt = sum(count * new for count, _, new in homes)
        if kind == "new" or "homes" not in self.scenario["funding"]:
            return rebuilt
        return rebuilt + self.number("funding.homes.homes") * self.number("funding.homes.homeArea")

    # Blocks.

    def costs(self) -> dict[str, Any]:
        amounts: dict[str, Any] = {}
        classes: dict[str, str] = {}
        for name, block in self.scenario["costs"].items():
            at, classes[name] = f"costs.{name}", block["class"]
            if block["kind"] == "cost.perArea":
                amounts[name] = self.area(block["area"]) * self.number(f"{at}.unitCost")
            elif block["kind"] == "cost.lumpSum":
                amounts[name] = self.number(f"{at}.amount")
            else:
                base = sum(amounts[one] for one in amounts if one in block["base"] or classes[one] in block["base"])
                amounts[name] = self.number(f"{at}.share") * base
        return amounts

    def of_class(self, amounts: dict[str, Any], names: list[str]) -> Any:
        costs = self.scenario["costs"]
        return sum(amount for one, amount in amounts.items() if one in names or costs[one]["class"] in names) + 0.0

    def residents(self) -> tuple[Any, Any]:
        """For own area, and for area beyond it."""
        at = "funding.residents"
        own, extra = 0.0, 0.0
        for count, title, new in self.homes():
            billed = np.maximum(title, self.number(f"{at}.minimumArea", 0.0))
            beyond = np.minimum(np.maximum(new - billed, 0), self.number(f"{at}.extraCap", HUGE))
            own = own + count * billed * self.number(f"{at}.price")
            extra = extra + count * beyond * self.number(f"{at}.takeUp", 1.0) * self.number(f"{at}.extraPrice", 0.0)
        return own, extra

    def opens(self, gate: Json, name: str, amounts: dict[str, Any], paid: Any) -> Any:
        if gate["kind"] == "gate.contribution":
            # Cross-multiplied; an amount within half a fen meets its limit.
            return paid >= self.number(f"gates.{name}.threshold") * self.of_class(amounts, gate["base"]) - HALF_FEN
        assert gate["kind"] == "gate.number"
        return self.number(f"gates.{name}.value") >= self.number(f"gates.{name}.limit")

    def grants(self, amounts: dict[str, Any], own: Any, extra: Any) -> dict[str, Any]:
        funding, gates = self.scenario["funding"], self.scenario.get("gates", {})
        asked: dict[str, Any] = {}
        for name, block in funding.items():
            at, kind = f"funding.{name}", block["kind"]
            if kind == "subsidy.perHousehold":
                asked[name] = sum(count for count, _, _ in self.homes()) * self.number(f"{at}.amount")
            elif kind == "subsidy.lumpSum":
                asked[name] = self.number(f"{at}.amount")
            elif kind == "subsidy.shareOf":
                asked[name] = np.minimum(
                    self.number(f"{at}.share") * self.of_class(amounts, block["base"]), self.number(f"{at}.maximum", HUGE)
                )
            elif kind == "subsidy.matching":
                asked[name] = np.minimum(self.number(f"{at}.rate") * (own + extra), self.number(f"{at}.maximum", HUGE))
            else:
                continue
            for gate in block.get("requires", []):
                asked[name] = np.where(self.opens(gates[gate], gate, amounts, own + extra), asked[name], 0.0)
        # Restricted money: each in its turn on what is left of the one class it may pay.
        left = {name: self.of_class(amounts, [name]) for name in CLASSES}
        for name in sorted(asked, key=lambda one: funding[one].get("priority", 100)):
            for cost in funding[name].get("eligible", []):
                asked[name] = np.minimum(asked[name], left[cost])
                left[cost] = left[cost] - asked[name]
        return asked

    def bond(self) -> tuple[Array, Array, Array]:
        """Drawn, interest and principal paid, by years: coupons begin the year after issue."""
        drawn, interest, principal = (np.zeros((len(self.ends), len(self.values))) for _ in range(3))
        if "debt" not in self.scenario:
            return drawn, interest, principal
        bond = self.scenario["debt"]["bond"]
        amount, coupon, term = self.number("debt.bond.amount"), self.number("debt.bond.coupon"), bond["term"]
        drawn[0] = amount
        for year in range(1, term + 1):
            if bond["repayment"] == "bullet":
                interest[year] = amount * coupon
            else:
                interest[year] = amount * coupon * (term - year + 1) / term
                principal[year] = amount / term
        if bond["repayment"] == "bullet":
            principal[term] = amount
        return drawn, interest, principal

    # Figures.

    def figures(self) -> dict[str, Array]:
        funding = self.scenario["funding"]
        ones = np.ones(len(self.values))
        amounts = self.costs()
        invest = sum(self.spread(block["schedule"], amounts[name]) for name, block in self.scenario["costs"].items())
        financed = np.zeros_like(invest)
        valued = np.zeros_like(invest)  # sales and purchases: money that counts as income in a return
        own, extra = 0.0 * ones, 0.0 * ones
        if "residents" in funding:
            own, extra = self.residents()
            financed = financed + self.spread(funding["residents"]["schedule"], own)
            valued = valued + self.spread(funding["residents"]["extraSchedule"], extra)
        for name, amount in self.grants(amounts, own, extra).items():
            financed = financed + self.spread(funding[name]["schedule"], amount)
        if "homes" in funding:
            at = "funding.homes"
            area = self.number(f"{at}.homes") * self.number(f"{at}.homeArea")
            proceeds = area * self.number(f"{at}.soldShare", 1.0) * self.number(f"{at}.price")
            valued = valued + self.spread(funding["homes"]["schedule"], proceeds)
            invest = invest + self.spread(funding["homes"]["schedule"], proceeds * self.number(f"{at}.sellingCost", 0.0))
            # Owed for every home that is built, sold or not.
            premium = self.number(f"{at}.homes") * self.number(f"{at}.premiumPerHome", 0.0)
            premium = premium + area * self.number(f"{at}.premiumPerArea", 0.0)
            invest = invest + self.spread(funding["homes"]["premiumSchedule"], premium)
        drawn, interest, principal = self.bond()
        operating = np.zeros_like(invest)
        if "operations" in self.scenario:
            at = "operations.income"
            income = self.number(f"{at}.quantity") * self.number(f"{at}.price") * self.number(f"{at}.occupancy", 1.0)
            operating = self.yearly(at, income) - self.yearly("operations.cost", self.number("operations.cost.amount"))
        inside = [place for place, end in enumerate(self.ends) if end <= self.horizon]
        uses = (invest + interest)[inside].sum(0)
        sources = (financed + valued + drawn - principal)[inside].sum(0)
        before = uses - sources
        top_up = 0.0 * ones
        if "top-up" in funding:
            top_up = np.clip(before, 0, self.number("funding.top-up.maximum", HUGE))
            financed = financed + self.spread(funding["top-up"]["schedule"], top_up)
        cash = np.cumsum(financed + valued - invest + operating + drawn - interest - principal, 0)
        # By calendar year: construction begins in a January, and no period straddles two years.
        years = np.ceil(np.array(self.ends)[:, None] / 12)
        rate = self.number("finance.discountRate")
        with np.errstate(all="ignore"):
            service = (interest + principal).sum(0)
            life = self.scenario["debt"]["bond"]["term"] + 1 if "debt" in self.scenario else 0
            coverage = np.where(service > 0, operating[:life].sum(0) / service, np.nan)
        figures = {
            "fundingGapBeforeTopUp": before * ones,
            "fundingGap": before - top_up,
            "npv": ((valued - invest + operating) * (1 + rate) ** -years).sum(0) * ones,
            "lowestCash": cash.min(0),
            "coverage": coverage,
        }
        for name, gate in self.scenario.get("gates", {}).items():
            if gate["effect"] == "stop":
                goes_on = self.opens(gate, name, amounts, own + extra) & (ones > 0)
                figures = {key: np.where(goes_on, figure, np.nan) for key, figure in figures.items()}
        self.amounts = np.max(np.abs(np.concatenate([invest, financed, valued, cash])), 0) * ones
        self.largest = float(np.max(self.amounts))
        return figures


# Scenarios.


@dataclass
class Case:
    scenario: Json
    path: str
    bounds: tuple[float, float]
    indicator: str
    value: float

    @property
    def base(self) -> float:
        return float(Model(self.scenario).number(self.path))


def some(random_: random.Random, low: float, high: float, step: float) -> float:
    return round(random_.randint(round(low / step), round(high / step)) * step, 10)


def maybe(random_: random.Random, chance: float = 0.5) -> bool:
    return random_.random() < chance


def project(random_: random.Random, rebuilt: bool) -> Json:
    homes = {}
    for name in ("small", "middle", "large")[: random_.randint(1, 3)]:
        title = some(random_, 40, 120, 1)
        homes[name] = {"count": some(random_, 20, 200, 1), "titleArea": title,
                       "newArea": title + (some(random_, 0, 40, 0.5) if rebuilt else 0)}  # fmt: skip
    return {"homeTypes": homes}


def span(random_: random.Random) -> Json:
    return random_.choice([
        {"from": "start", "to": "handover"}, "start", "handover", {"shares": {"start": 0.3, "start+6": 0.45, "handover": 0.25}},
    ])  # fmt: skip


def costs(random_: random.Random, rebuilt: bool) -> Json:
    area = random_.choice(["old", "new", "built"] if rebuilt else ["old", "new"])
    even = {"from": "start", "to": "handover"}
    blocks = {
        "works": {"kind": "cost.perArea", "class": "worksBasic", "area": area, "schedule": even,
                  "unitCost": some(random_, 1500, 3500, 10) if rebuilt else some(random_, 200, 900, 5)},
        "improving": {"kind": "cost.lumpSum", "class": "worksImproving", "amount": some(random_, 1e6, 9e6, 1e4), "schedule": even},
        "fees": {"kind": "cost.shareOf", "class": "otherCost", "share": some(random_, 0.02, 0.12, 0.005), "schedule": span(random_),
                 "base": random_.choice([["worksBasic"], ["works", "improving"], ["worksBasic", "worksImproving"]])},
    }  # fmt: skip
    if maybe(random_):
        blocks["contingency"] = {"kind": "cost.shareOf", "class": "contingency", "base": ["worksBasic", "worksImproving", "otherCost"],
                                 "share": some(random_, 0.02, 0.08, 0.005), "schedule": even}  # fmt: skip
    return blocks


def funding(random_: random.Random, scenario: Json, uses: float, rebuilt: bool) -> Json:
    blocks: Json = {}
    if rebuilt or maybe(random_, 0.7):
        blocks["residents"] = {"kind": "residents.priceByBand", "price": some(random_, 300, 2500, 10) if rebuilt else some(random_, 20, 200, 1),
                               "schedule": span(random_), "extraSchedule": span(random_)}  # fmt: skip
        if maybe(random_):
            blocks["residents"]["minimumArea"] = some(random_, 50, 90, 1)
        if rebuilt:
            blocks["residents"]["extraPrice"] = some(random_, 4000, 12000, 50)
            if maybe(random_, 0.6):
                blocks["residents"]["extraCap"] = some(random_, 5, 30, 0.5)
            if maybe(random_):
                blocks["residents"]["takeUp"] = some(random_, 0.4, 1, 0.05)
    priorities = random_.sample(range(1, 90), 4)

    def grant(block: Json, classes: list[str]) -> Json:
        block |= {"payer": random_.choice(["city", "district", "province"]), "schedule": span(random_)}
        if maybe(random_):
            block |= {"eligible": [random_.choice(classes)], "priority": priorities.pop()}
        return block

    if maybe(random_, 0.75):
        blocks["city"] = grant({"kind": "subsidy.perHousehold", "amount": some(random_, 3000, 30000, 500)}, ["worksBasic", "worksImproving"])
    if maybe(random_, 0.75):
        blocks["share"] = grant(
            {"kind": "subsidy.shareOf", "share": some(random_, 0.1, 0.8, 0.05), "base": random_.choice([["improving"], ["worksBasic", "fees"]])},
            ["worksImproving", "otherCost"])  # fmt: skip
        if maybe(random_, 0.7):
            blocks["share"]["maximum"] = some(random_, 3e5, 4e6, 1e4)
    if "residents" in blocks and maybe(random_, 0.6):
        blocks["matching"] = grant(
            {"kind": "subsidy.matching", "rate": some(random_, 0.1, 1, 0.05), "match": ["residents"]}, ["worksBasic", "worksImproving"]
        )
        if maybe(random_, 0.7):
            blocks["matching"]["maximum"] = round(uses * random_.uniform(0.02, 0.3), -3)
    if rebuilt and maybe(random_, 0.75):
        blocks["homes"] = {"kind": "sale.homes", "homes": some(random_, 5, 90, 1), "homeArea": some(random_, 70, 130, 1),
                           "price": some(random_, 5000, 13000, 50), "schedule": random_.choice(["handover", "salesEnd", "handover+3"]),
                           "premiumSchedule": random_.choice(["start", "handover", "salesEnd"])}  # fmt: skip
        for name, low, high, step in (("soldShare", 0.5, 1, 0.05), ("sellingCost", 0.01, 0.05, 0.005),
                                      ("premiumPerHome", 2e4, 2e5, 1e3), ("premiumPerArea", 100, 900, 10)):  # fmt: skip
            if maybe(random_):
                blocks["homes"][name] = some(random_, low, high, step)
    if maybe(random_, 0.45):
        gated = {"kind": "subsidy.lumpSum", "payer": "centralGovernment", "amount": round(uses * random_.uniform(0.05, 0.4), -3),
                 "schedule": span(random_), "requires": ["condition"]}  # fmt: skip
        blocks["state"] = gated
        effect = "switch"
        if "residents" in blocks and maybe(random_, 0.75):
            gate = {"kind": "gate.contribution", "of": ["residents"], "base": ["worksBasic"], "threshold": some(random_, 0.05, 0.6, 0.01)}
        else:
            gate = {"kind": "gate.number", "value": some(random_, 10, 40, 1), "limit": some(random_, 10, 40, 1)}
        if maybe(random_, 0.25):
            del gated["requires"]
            effect = "stop"
        scenario["gates"] = {"condition": gate | {"effect": effect}}
    if maybe(random_, 0.3):
        blocks["top-up"] = {"kind": "topUp", "payer": "district", "schedule": random_.choice(["start", "handover", {"from": "start", "to": "handover"}])}
        if maybe(random_):
            blocks["top-up"]["maximum"] = round(uses * random_.uniform(0.02, 0.4), -3)
    return blocks


def debt(random_: random.Random, scenario: Json, uses: float) -> None:
    term = random_.choice([5, 7, 10, 15])
    scenario["timeline"] |= {"constructionStep": "year", "operationYears": random_.randint(term, 20)}
    scenario["debt"] = {"bond": {"kind": "bond", "amount": round(uses * random_.uniform(0.2, 0.8), -4), "issue": "start", "term": term,
                                 "coupon": some(random_, 0.02, 0.05, 0.0005), "repayment": random_.choice(["bullet", "bullet", "equalParts"]), "couponFrequency": "yearly"}}  # fmt: skip
    year = uses * random_.uniform(0.08, 0.22)
    scenario["operations"] = {
        "income": {"kind": "operation.income", "quantity": some(random_, 100, 400, 1), "price": 1.0,
                   "occupancy": some(random_, 0.5, 1, 0.05), "growth": some(random_, -0.03, 0.04, 0.005)},
        "cost": {"kind": "operation.cost", "amount": round(year * random_.uniform(0.1, 0.5), -3), "growth": some(random_, 0, 0.05, 0.005)},
    }  # fmt: skip
    income = scenario["operations"]["income"]
    income["price"] = round(year / income["quantity"] / income["occupancy"], -1)


SCHEMA = json.loads((Path(__file__).resolve().parents[2] / "Scenarios/schema/fundsim-1.schema.json").read_text())


def bounds_of(scenario: Json, path: str) -> Optional[tuple[float, float]]:
    """What the schema allows a number to be; nothing where it is a whole number that shapes the calculation."""
    section, name, *rest = path.split(".")
    sections = SCHEMA["else"]["properties"]
    if section == "finance":
        field = sections[section]["properties"][name]
    elif section == "project":
        field = sections["project"]["properties"]["homeTypes"]["additionalProperties"]["properties"][rest[-1]]
    else:
        field = SCHEMA["$defs"][scenario[section][name]["kind"]]["properties"][rest[-1]]
    options = [field, *field.get("anyOf", [])]
    bounded = next(one for one in options if "maximum" in one)
    return None if "integer" in bounded["type"] else (float(bounded["minimum"]), float(bounded["maximum"]))


def numbers(tree: Json, path: str = "") -> list[str]:
    found: list[str] = []
    for key, item in tree.items():
        at = f"{path}.{key}" if path else key
        if at == "fundsim":
            continue
        if isinstance(item, dict) and key not in ("schedule", "extraSchedule", "premiumSchedule", "timeline"):
            found += numbers(item, at)
        elif isinstance(item, (int, float)):
            found.append(at)
    return found


def draw(random_: random.Random) -> Case:
    rebuilt = maybe(random_)
    scenario: Json = {
        "fundsim": 1, "title": "random", "timeline": {"start": "2025-01", "constructionMonths": random_.choice([12, 24])},
        "project": project(random_, rebuilt), "finance": {"discountRate": some(random_, 0.02, 0.1, 0.005)},
        "costs": costs(random_, rebuilt), "funding": {},
    }  # fmt: skip
    if rebuilt:
        scenario["timeline"] |= {"constructionStep": random_.choice([*STEPS]), "operationStep": "year", "salesMonths": 12}
    else:
        scenario["timeline"] |= {"constructionStep": random_.choice([*STEPS]), "operationStep": "year"}
    uses = float(sum(Model(scenario).costs().values()))
    scenario["funding"] = funding(random_, scenario, uses, rebuilt)
    if not rebuilt and maybe(random_, 0.8):
        debt(random_, scenario, uses)
    free = [one for one in numbers(scenario) if bounds_of(scenario, one)]
    # What a condition switches is asked more often: there a figure jumps.
    gated = [one for one in free if one.startswith("gates.") or "gates" in scenario and one.startswith("funding.residents")]
    path = random_.choice(gated if gated and maybe(random_) else free)
    targets = ["fundingGap", "npv", "lowestCash"] + (["coverage"] * 2 if "debt" in scenario else [])
    # Of what a figure does not stand on, nothing can be asked.
    standing = [one for one in targets if moves(scenario, path, one)]
    if not standing:
        return draw(random_)
    indicator = random_.choice(standing)
    value = 1.2 if indicator == "coverage" else 0.0
    bounds = bounds_of(scenario, path)
    assert bounds
    case = Case(scenario, path, bounds, indicator, value)
    if indicator == "fundingGap" and "top-up" in scenario["funding"]:
        case.indicator = "fundingGapBeforeTopUp"
    elif maybe(random_, 0.6) or indicator == "npv":
        # A value the figure has somewhere, a flat stretch among them.
        base = case.base
        low, high = max(bounds[0], base - abs(base)), min(bounds[1], base + 2 * max(abs(base), 0.05))
        places = np.array([random_.uniform(low, high)] if maybe(random_) else [low, high])
        wanted = float(Model(scenario, path, places).figures()[indicator].mean())
        case.value = wanted if np.isfinite(wanted) else value
    return case


def moves(scenario: Json, path: str, indicator: str) -> bool:
    base = float(Model(scenario).number(path))
    bounds = bounds_of(scenario, path)
    assert bounds
    low, high = bounds
    places = np.unique(np.clip(np.array([0, 0.3, 0.7, 1, 1.5, 3, 10]) * (base or 1), low, high))
    figure = Model(scenario, path, places).figures()[indicator]
    finite = figure[np.isfinite(figure)]
    return finite.size > 1 and float(np.ptp(finite)) > 1e-6


# Places.


@dataclass
class Places:
    roots: list[float] = field(default_factory=list)
    jumps: list[float] = field(default_factory=list)
    intervals: list[tuple[float, float]] = field(default_factory=list)
    gaps: list[tuple[float, float]] = field(default_factory=list)


def halve(low: float, high: float, is_left: Callable[[float], bool]) -> float:
    """The last double on the left's side."""
    while True:
        middle = low + (high - low) / 2
        if not low < middle < high:
            return low
        low, high = (middle, high) if is_left(middle) else (low, middle)


class Search:
    """All places where a function is zero, on a grid of our own."""

    def __init__(self, case: Case) -> None:
        self.case = case
        model = Model(case.scenario)
        model.figures()
        self.scale = max(model.largest, 1.0) if case.indicator != "coverage" else 1.0
        # What rounding leaves of a sum that is zero.
        self.noise = 1e-12 * self.scale

    def of(self, places: Array) -> Array:
        """The figure less its target, in amounts of today's size: what rounding leaves grows with the amounts."""
        with np.errstate(all="ignore"):
            model = Model(self.case.scenario, self.case.path, places)
            off = model.figures()[self.case.indicator] - self.case.value
            return off if self.case.indicator == "coverage" else off * np.minimum(1, self.scale / np.maximum(model.amounts, 1))

    def at(self, place: float) -> float:
        return float(self.of(np.array([place]))[0])

    def grid(self) -> Array:
        (low, high), base = self.case.bounds, self.case.base
        size = abs(base) or 1.0
        parts = [np.linspace(max(low, base - 3 * size), min(high, base + 8 * size), 12_001)]
        if high > base + 8 * size:
            parts.append(np.geomspace(8 * size, high - base, 2_000) + base)
        if low < base - 3 * size:
            parts.append(base - np.geomspace(3 * size, base - low, 2_000))
        parts.append(np.linspace(max(low, -1), min(high, 1), 2_001))
        parts.append(np.array([low, high, base, *(size * 10.0**power for power in range(-9, 0))]))
        grid = np.unique(np.concatenate(parts))
        # The same place by two roundings is one.
        grid = grid[np.concatenate([[True], np.diff(grid) > 1e-12 * np.abs(grid[1:])])]
        return grid[(grid >= low) & (grid <= high)]

    def places(self) -> Places:
        grid = self.grid()
        values = self.of(grid)
        found = Places()
        known = np.isfinite(values)
        flat = known & (np.abs(values) <= self.noise * 10)
        self.stretches(grid, flat, found)
        self.gaps(grid, known, found)
        for place in range(len(grid) - 1):
            left, right = values[place], values[place + 1]
            if not (known[place] and known[place + 1]) or flat[place] or flat[place + 1]:
                continue
            if (left > 0) != (right > 0):
                self.cross(grid[place], grid[place + 1], found)
        size = np.where(known & ~flat, np.abs(values), np.inf)
        left, middle, right = size[:-2], size[1:-1], size[2:]
        signs = np.sign(values)
        with np.errstate(invalid="ignore"):
            # Lowest of three on one side of zero, and near enough that what bends between them could reach it.
            least = (middle <= left) & (middle <= right) & (signs[:-2] == signs[1:-1]) & (signs[2:] == signs[1:-1])
            least &= np.isfinite(left) & np.isfinite(right) & (middle <= 4 * np.maximum(left - middle, right - middle))
        for place in np.flatnonzero(least) + 1:
            self.touch(grid[place - 1], grid[place + 1], values[place], found)
        found.roots.sort()
        return found

    def stretches(self, grid: Array, flat: Array, found: Places) -> None:
        """Runs of grid points on target; a single one is a root that the grid hit."""
        place = 0
        while place < len(grid):
            if not flat[place]:
                place += 1
                continue
            last = place
            while last + 1 < len(grid) and flat[last + 1]:
                last += 1
            low, high = grid[place], grid[last]
            if last == place or abs(self.at(low + (high - low) * 0.37)) > self.noise * 10:
                found.roots += [float(grid[one]) for one in range(place, last + 1)]
            else:
                def is_on(one: float) -> bool:
                    return abs(self.at(one)) <= self.noise * 10

                if place > 0:
                    low = np.nextafter(halve(grid[place - 1], low, lambda one: not is_on(one)), np.inf)
                if last + 1 < len(grid):
                    high = halve(high, grid[last + 1], is_on)
                found.intervals.append((float(low), float(high)))
            place = last + 1

    def gaps(self, grid: Array, known: Array, found: Places) -> None:
        place = 0
        while place < len(grid):
            if known[place]:
                place += 1
                continue
            last = place
            while last + 1 < len(grid) and not known[last + 1]:
                last += 1
            low, high = grid[place], grid[last]
            if place > 0:
                low = halve(grid[place - 1], low, lambda one: bool(np.isfinite(self.at(one))))
            if last + 1 < len(grid):
                high = halve(high, grid[last + 1], lambda one: not np.isfinite(self.at(one)))
            found.gaps.append((float(low), float(high)))
            place = last + 1

    def cross(self, low: float, high: float, found: Places) -> None:
        root = brentq(self.at, low, high, xtol=4e-16 * max(abs(low), abs(high), 1e-300), rtol=8.9e-16, maxiter=500)
        beside = 1e-11 * max(abs(root), 1e-12)
        around = [self.at(max(low, root - beside)), self.at(min(high, root + beside))]
        if min(map(abs, around)) > 1e-7 * self.scale:
            found.jumps.append(root)
        else:
            found.roots.append(root)

    def touch(self, low: float, high: float, value: float, found: Places) -> None:
        sign = 1 if value > 0 else -1
        least = minimize_scalar(lambda one: sign * self.at(one), bounds=(low, high), method="bounded", options={"xatol": 1e-10 * (high - low)})
        if least.fun < -self.noise * 10:
            self.cross(low, float(least.x), found)
            self.cross(float(least.x), high, found)
        elif abs(least.fun) <= self.noise * 10:
            found.roots.append(float(least.x))

    def slack(self, place: float) -> float:
        """How far rounding moves a root where the figure hardly changes."""
        beside = 1e-6 * max(abs(place), 1e-6)
        values = self.of(np.array([place - beside, place + beside]))
        slope = abs(values[1] - values[0]) / (2 * beside)
        return self.noise / slope if np.isfinite(slope) and slope > 0 else 0.0


# Comparison.


def close(one: float, other: float, case: Case, slack: float = 0.0) -> bool:
    return abs(one - other) <= 1e-9 * max(abs(one), abs(other), abs(case.base), 1e-6) + slack


def within(places: Places, case: Case) -> Places:
    """What lies near enough to be told from rounding."""
    most = FAR * max(abs(case.base), 1.0)

    def cut(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
        # Where a figure lacks a value at one place only (nothing borrowed), there is no stretch to speak of.
        cut = [(max(low, -most), min(high, most)) for low, high in stretches if low < most and high > -most]
        return [(low, high) for low, high in cut if high - low > 1e-9 * abs(case.base)]

    near = lambda found: [one for one in found if abs(one) <= most]  # noqa: E731
    return Places(near(places.roots), near(places.jumps), cut(places.intervals), cut(places.gaps))


def told(answer: Json) -> Places:
    stretches = [(stretch["from"], stretch["to"]) for stretch in answer["intervals"]]
    # A stretch's nearer end stands among the program's roots too.
    roots = [one for one in answer["roots"] if not any(low <= one <= high for low, high in stretches)]
    gaps = [(one["from"], one["to"]) for one in answer["gaps"]]
    return Places(roots, [one["at"] for one in answer["jumps"]], stretches, gaps)


def differences(case: Case, theirs: Places, ours: Places, search: Search) -> list[str]:
    def same(one: float, other: float) -> bool:
        return close(one, other, case, search.slack(other))

    def same_stretch(one: tuple[float, float], other: tuple[float, float]) -> bool:
        return all(close(a, b, case, 1e-8 * abs(case.base)) for a, b in zip(one, other))

    faults = []
    for kind, mine, yours, is_same in (("roots", ours.roots, theirs.roots, same), ("jumps", ours.jumps, theirs.jumps, same),
                                       ("stretches", ours.intervals, theirs.intervals, same_stretch),
                                       ("without a value", ours.gaps, theirs.gaps, same_stretch)):  # fmt: skip
        if len(mine) != len(yours) or not all(is_same(one, other) for one, other in zip(yours, mine)):
            faults.append(f"{kind} {yours}, ours {mine}")
    return faults


@dataclass
class Verdict:
    name: str
    case: Case
    faults: list[str]
    kinds: list[str]
    worst: float = 0.0
    base_off: float = 0.0


def ask(program: str, *arguments: str) -> tuple[int, Json, str]:
    done = subprocess.run([program, *arguments, "--format", "json", "--quiet"], capture_output=True, text=True, check=False)
    try:
        return done.returncode, json.loads(done.stdout), done.stderr.strip()
    except json.JSONDecodeError:
        return done.returncode, None, done.stderr.strip()


def examine(program: str, folder: Path, name: str, case: Case) -> Verdict:
    file = folder / f"{name}.json"
    file.write_text(json.dumps(case.scenario, indent=1))
    verdict = Verdict(name, case, [], [])
    model = Model(case.scenario)
    figures = model.figures()
    _, run, said = ask(program, "run", str(file))
    if run is None:
        verdict.faults.append(f"run: {said}")
        return verdict
    for indicator in {"fundingGapBeforeTopUp", "fundingGap", "npv", "lowestCash", case.indicator}:
        theirs, ours = run["indicators"][indicator]["value"], float(figures[indicator][0])
        scale = 1.0 if indicator == "coverage" else max(model.largest, 1.0)
        if theirs is None or not np.isfinite(ours):
            if (theirs is None) != (not np.isfinite(ours)):
                verdict.faults.append(f"{indicator} is {theirs}, ours {ours}")
            continue
        verdict.base_off = max(verdict.base_off, abs(theirs - ours) / scale)
        if abs(theirs - ours) > 1e-9 * scale:
            verdict.faults.append(f"{indicator} is {theirs}, ours {ours}")
    if verdict.faults:
        return verdict
    asked = "fundingGap" if case.indicator.startswith("fundingGap") else case.indicator
    code, answer, said = ask(program, "breakeven", str(file), "--solve", case.path, "--for", f"{asked}={case.value!r}")
    if answer is None:
        verdict.faults.append(f"breakeven ended with {code}: {said}")
        return verdict
    search = Search(case)
    ours, theirs = within(search.places(), case), within(told(answer), case)
    verdict.faults += differences(case, theirs, ours, search)
    none = not ours.roots and not ours.intervals
    if code != (1 if none else 0):
        verdict.faults.append(f"exit code {code}")
    ends = tuple(end["at"] for end in answer["ends"])
    if ends != case.bounds:
        verdict.faults.append(f"bounds {ends}, the schema says {case.bounds}")
    if not verdict.faults:
        for one, other in zip(theirs.roots, ours.roots):
            verdict.worst = max(verdict.worst, abs(one - other) / max(abs(other), abs(case.base), 1e-6))
    verdict.kinds = [answer["method"]]
    verdict.kinds += [f"{len(ours.roots)} roots"] if ours.roots else []
    verdict.kinds += ["jump"] if ours.jumps else []
    verdict.kinds += ["stretch"] if ours.intervals else []
    verdict.kinds += ["stopped in part"] if ours.gaps else []
    verdict.kinds += ["none"] if none else []
    return verdict


def self_test() -> None:
    """The search finds what a function is known to have."""

    class Known(Search):
        def __init__(self, of: Callable[[Array], Array]) -> None:
            self.case = Case({"x": 1.0}, "x", (0, HUGE), "npv", 0.0)
            self.scale, self.noise, self.known = 1.0, 1e-12, of

        def of(self, places: Array) -> Array:
            return self.known(places)

        def grid(self) -> Array:
            return np.linspace(0, 10, 12_000)

    def places(of: Callable[[Array], Array]) -> Places:
        return Known(of).places()

    assert np.allclose(places(lambda x: (x - 1) * (x - 1.001) * (x - 7)).roots, [1, 1.001, 7], atol=1e-9)
    assert np.allclose(places(lambda x: (x - 3) ** 2).roots, [3], atol=1e-5)
    assert np.allclose(places(lambda x: (x - 3) ** 2 - 1e-9).roots, [3 - 1e-9**0.5, 3 + 1e-9**0.5], atol=1e-8)
    jump = places(lambda x: np.where(x < np.pi, -1.0, 1.0))
    assert not jump.roots and np.allclose(jump.jumps, [np.pi])
    flat = places(lambda x: np.maximum(x - 4, 0) + np.minimum(x - 2, 0))
    assert not flat.roots and np.allclose(flat.intervals, [(2, 4)])
    assert np.allclose(places(lambda x: np.where(x < 5, np.nan, x - 6)).gaps, [(0, 5)])


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    self_test()
    program = str(Path(arguments[0]).resolve())
    seed = int(arguments[1]) if len(arguments) > 1 else 20_261_125
    count = int(arguments[2]) if len(arguments) > 2 else 200
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(os.cpu_count()) as workers:
        kept = os.environ.get("ORACLE_KEEP")
        folder = Path(kept or temporary)
        folder.mkdir(exist_ok=True)
        cases = [(f"{seed}-{place}", draw(random.Random(f"{seed}-{place}"))) for place in range(count)]
        verdicts = list(workers.map(lambda one: examine(program, folder, *one), cases))
    kinds = Counter(kind for verdict in verdicts for kind in verdict.kinds)
    asked = Counter(verdict.case.indicator for verdict in verdicts)
    failed = [verdict for verdict in verdicts if verdict.faults]
    print(f"{count} scenarios of seed {seed}: {', '.join(f'{number} {kind}' for kind, number in sorted(kinds.items()))}")
    print(f"asked: {', '.join(f'{number} {kind}' for kind, number in sorted(asked.items()))}")
    print(f"figures as they are: {max(one.base_off for one in verdicts):.1e} of the largest amount off")
    print(f"roots: {max(one.worst for one in verdicts):.1e} off at most")
    for verdict in failed:
        asked_for = f"--solve {verdict.case.path} --for {verdict.case.indicator}={verdict.case.value!r}"
        print(f"{verdict.name}: {asked_for}", *verdict.faults, sep="\n  ", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
