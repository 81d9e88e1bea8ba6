#!/usr/bin/env python3
"""The scenarios of places computed by hand, in exact fractions, and held against the program.

    oracle_places.py [--program FUNDSIM] [NAME…]

Written from the published cases, the design's conventions and what the scenario files say they assume; never from the Swift
code, and without reading the scenario files: every number stands here a second time. Published figures that the sums must meet
are asserted. Prints JSON with the expected figures of each case (yuan; ratios as numbers). With `--program`, runs each scenario
with its settings and compares: amounts to a billionth of the largest expected amount of the case, ratios to 1e-9. Exits 1 with
what differs.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from dataclasses import dataclass, field
from fractions import Fraction as F
from pathlib import Path
from typing import Any, Iterable, Iterator, Sequence

WAN = 10_000
ROOT = Path(__file__).resolve().parents[2]
RATIOS = {
    "coverage", "coverageAllDebt", "coverageGross", "coveragePrincipal", "lowestCumulativeCoverage", "debtShare", "gapShare",
    "governmentShare", "residentShare", "residentCostShare", "marketShare",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """One run: the scenario, what is set, and what must come out; `blocks` are amounts by id, `bills` by home type."""

    scenario: str
    expected: dict[str, F]
    blocks: dict[str, F] = field(default_factory=dict)
    bills: dict[str, F] = field(default_factory=dict)
    settings: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return " ".join((self.scenario, *self.settings))

    @property
    def largest(self) -> F:
        amounts = [value for name, value in self.expected.items() if name not in RATIOS]
        return max(map(abs, [*amounts, *self.blocks.values()]))


def to_places(value: F, digits: int) -> F:
    """Half up, as printed figures are."""
    return F(int(value * 10**digits + F(1, 2)), 10**digits)


# Cash by period end: payments by month from the start of construction (month 0).


def evenly(amount: F, first: int, last: int) -> Iterator[tuple[int, F]]:
    """The same in each month from `first` up to, not including, `last`."""
    return ((month, amount / (last - first)) for month in range(first, last))


def s_curve(amount: F, first: int, last: int) -> Iterator[tuple[int, F]]:
    """By 3x² − 2x³ of the time."""
    done = [F(0)] + [3 * x**2 - 2 * x**3 for x in (F(month - first + 1, last - first) for month in range(first, last))]
    return ((month, amount * (done[month - first + 1] - done[month - first])) for month in range(first, last))


def lowest(payments: Iterable[tuple[int, F]], ends: Sequence[int]) -> F:
    """The lowest cash at the ends of periods (months, each the first that no longer belongs to its period)."""
    known = list(payments)
    return min(sum((amount for month, amount in known if month < end), F(0)) for end in ends)


def out(payments: Iterable[tuple[int, F]]) -> Iterator[tuple[int, F]]:
    return ((month, -amount) for month, amount in payments)


# Bonds: interest amount × rate for n years from the year after issue, all principal at the end.


@dataclass(frozen=True)
class Debt:
    amount: F
    rate: F
    years: int
    issued: int
    is_bond: bool = True

    @property
    def service(self) -> F:
        return self.amount * (1 + self.years * self.rate)

    def paid_in(self, year: int) -> F:
        after = year - self.issued
        interest = self.amount * self.rate if 1 <= after <= self.years else F(0)
        return interest + (self.amount if after == self.years else F(0))


@dataclass(frozen=True)
class Ledger:
    """A published bond table: income and cost by year, all else of the total paid by own capital."""

    total: F
    own: F
    debts: tuple[Debt, ...]
    income: dict[int, F]
    cost: dict[int, F] = field(default_factory=dict)

    def __post_init__(self) -> None:
        # The published tie: own capital, bonds and bank loans are the total.
        assert self.own + sum(debt.amount for debt in self.debts) == self.total

    def net(self, year: int) -> F:
        return self.income.get(year, F(0)) - self.cost.get(year, F(0))

    @property
    def years(self) -> range:
        return range(min(debt.issued for debt in self.debts), max(debt.issued + debt.years for debt in self.debts) + 1)

    def figures(self) -> dict[str, F]:
        bonds = [debt for debt in self.debts if debt.is_bond]
        net, gross = (sum(rows, F(0)) for rows in (map(self.net, self.years), self.income.values()))
        service = sum(debt.service for debt in self.debts)
        borrowed = sum(debt.amount for debt in self.debts)
        # Works are paid for by their end; from then on cash is net income less service, from cash in hand.
        cash, low, cover = F(0), F(0), []
        for year in self.years:
            due = sum(debt.paid_in(year) for debt in self.debts)
            if due:
                cover.append((cash + self.net(year)) / due)
            cash += self.net(year) - due
            low = min(low, cash)
        return {
            "totalUses": self.total, "totalSources": self.total, "fundingGap": F(0), "fundingGapBeforeTopUp": F(0),
            "coverage": net / sum(debt.service for debt in bonds), "coverageAllDebt": net / service, "coverageGross": gross / service,
            "coveragePrincipal": net / sum(debt.amount for debt in bonds), "lowestCumulativeCoverage": min(cover),
            # Own capital pays the works but for what is borrowed; principal is neutral, so service less borrowing is the interest.
            "lifeBalance": self.own + net - self.total - (service - borrowed), "lowestCash": low, "timingGap": -low, "debtShare": borrowed / self.total,
        }  # fmt: skip


def even_years(total: F, first: int, last: int) -> dict[int, F]:
    return {year: total / (last - first + 1) for year in range(first, last + 1)}


def zoucheng() -> Iterator[Case]:
    net, cost = F(74_968 * WAN), F(19_359 * WAN)
    gross = net + cost
    assert gross == 94_327 * WAN

    def at(rate: F) -> dict[str, F]:
        debts = tuple(Debt(F(amount * WAN), rate, 30, 2024, is_bond) for amount, is_bond in ((20_000, True), (8_000, False)))
        years = (2025, 2054)
        return Ledger(F(35_528 * WAN), F(7_528 * WAN), debts, even_years(gross, *years), even_years(cost, *years)).figures()

    issued, planned = at(F(267, 10_000)), at(F(3806, 100_000))
    # Printed 1.25; at the coupon obtained 1.487 of all debt and 2.081 of the bond alone.
    assert to_places(planned["coverageAllDebt"], 4) == F(12_501, 10_000)
    assert to_places(issued["coverageAllDebt"], 4) == F(14_866, 10_000) and to_places(issued["coverage"], 3) == F(2_081, 1000)
    blocks = {"works": F(355_280_000), "own-capital": F(75_280_000), "bond": F(200_000_000), "bank": F(80_000_000)}
    yield Case("zoucheng-bond", issued, blocks)
    yield Case("zoucheng-bond", planned, blocks, settings=("debt.bond.coupon=3.806%", "debt.bank.rate=3.806%"))


def yueyang() -> Iterator[Case]:
    net = F(19_787 * WAN)

    def at(rate: F) -> dict[str, F]:
        # April 2024 to March 2038: three quarters in the first calendar year, one in the last.
        income = {year: net / 14 for year in range(2025, 2038)} | {2024: net / 14 * F(3, 4), 2038: net / 14 / 4}
        return Ledger(F(19_978 * WAN), F(10_178 * WAN), (Debt(F(9_800 * WAN), rate, 15, 2023),), income).figures()

    issued, planned = at(F(31, 1000)), at(F(369, 10_000))
    assert to_places(planned["coverage"], 4) == F(12_997, 10_000) and to_places(planned["coverage"], 2) == F(13, 10)
    yield Case("yueyang-luowang-bond", issued, {"works": F(199_780_000), "own-capital": F(101_780_000)})
    yield Case("yueyang-luowang-bond", planned, settings=("debt.bond.coupon=3.69%",))


def yichang() -> Iterator[Case]:
    def at(first: F, second: F) -> dict[str, F]:
        debts = (Debt(F(500 * WAN), first, 15, 2025), Debt(F(3_500 * WAN), second, 15, 2025))
        return Ledger(F(104_500_200), F(64_500_200), debts, even_years(F(69_219_200), 2027, 2040)).figures()

    issued, planned = at(F(226, 10_000), F(237, 10_000)), at(F(214, 10_000), F(214, 10_000))
    assert to_places(planned["coverage"], 2) == F(131, 100) and to_places(issued["coverage"], 2) == F(128, 100)
    # Interest of 2026 falls due before the first income.
    assert issued["lowestCash"] == -(5_000_000 * F(226, 10_000) + 35_000_000 * F(237, 10_000))
    yield Case("yichang-wujiagang-bond", issued, {"issue-1": F(5_000_000), "issue-2": F(35_000_000)})
    yield Case("yichang-wujiagang-bond", planned, settings=("debt.issue-1.coupon=2.14%", "debt.issue-2.coupon=2.14%"))


def anshan() -> Iterator[Case]:
    income, cost = F(40_398_300), F(21_110_000)

    def reading(cost: F) -> dict[str, F]:
        years = (2026, 2040)
        debts = (Debt(F(16_000_000), F(25, 1000), 15, 2025),)
        figures = Ledger(F(101_441_900), F(85_441_900), debts, even_years(income, *years), even_years(cost, *years)).figures()
        # While it builds, own capital over the first 26 of 31 months keeps ahead of the works until the bond comes.
        building = [*evenly(F(85_441_900), 0, 26), (25, F(16_000_000)), *out(evenly(F(101_441_900), 0, 31))]
        assert lowest(building, [*range(1, 32, 3)]) >= 0
        return figures

    gross, net = reading(cost), reading(F(0))
    assert to_places(gross["coverage"], 2) == F(88, 100) and to_places(gross["coverageGross"], 2) == F(184, 100)
    assert net["coverage"] == gross["coverageGross"]
    yield Case("anshan-tiedong", gross, {"works": F(101_441_900), "own-capital": F(85_441_900), "bond": F(16_000_000)})
    yield Case("anshan-tiedong", net, settings=("operations.cost.amount=0万元/年",))


# Grants, owners, sales.


def balance(uses: F, sources: F, top_up: F = F(0)) -> dict[str, F]:
    return {
        "totalUses": uses, "sourcesBeforeTopUp": sources, "fundingGapBeforeTopUp": uses - sources,
        "totalSources": sources + top_up, "fundingGap": uses - sources - top_up, "gapShare": (uses - sources) / uses,
    }  # fmt: skip


def mudan() -> Iterator[Case]:
    uses = F(124_000_000)
    central, city = F(119 * 290_000), uses * F(4, 10)
    district = uses - central - city
    assert to_places(uses / 3_094, 0) == 40_078 and to_places(uses / 290_000, 0) == 428
    figures = balance(uses, central + city, district) | {"governmentShare": F(1), "residentPayments": F(0), "lowestCash": F(0)}
    yield Case("shenyang-mudan", figures, {"central": central, "city": city, "district": district})


def changsha_county() -> Iterator[Case]:
    for year, households, uses in ((2021, 1_679, F(79_900_000)), (2022, 1_758, F(128_250_000))):
        each = F(6_000 * households)
        others = uses - 2 * each if year == 2021 else F(0)
        share = 2 * each / uses
        assert to_places(share * 100, 1) == (F(252, 10) if year == 2021 else F(164, 10))
        assert to_places(uses / households, 0) == (47_588 if year == 2021 else 72_952)
        figures = balance(uses, 2 * each, others) | {"governmentShare": share, "governmentGross": 2 * each}
        blocks = {"city-subsidy": each, "district-subsidy": each} | ({"others": others} if year == 2021 else {})
        yield Case(f"changsha-county-{year}", figures, blocks)


def jiqunjie() -> Iterator[Case]:
    estimate, price = F(8_000_000), F(4_600)
    area = estimate / price
    shops = area - 24 * 63
    assert to_places(area, 0) == 1_739 and to_places(shops, 0) == 227
    payments = [(0, estimate * F(4, 10)), (3, estimate * F(3, 10)), (6, estimate * F(3, 10)), *out(evenly(estimate, 0, 9))]
    figures = balance(estimate, estimate) | {
        "residentPayments": estimate, "residentShare": F(1), "burdenPerHousehold": estimate / 25, "burdenPerArea": price,
        "lowestCash": lowest(payments, range(1, 10)),
    }  # fmt: skip
    bills = {"private-flats": 63 * price, "company-flats": 63 * price, "shops": shops * price}
    assert bills["private-flats"] == 289_800 and 24 * bills["private-flats"] + bills["shops"] == estimate
    yield Case("guangzhou-jiqunjie-2", figures, {"residents": estimate}, bills)


def panyu() -> Iterator[Case]:
    uses, owners, rate, most = F(1_000_000), F(700_000), F(1, 2), F(300_000)
    grant = min(rate * owners, most)
    assert grant == most
    yield Case("guangzhou-panyu-matching", balance(uses, owners + grant), {"residents": owners, "matching": grant})
    # Where owners pay less, the rate binds.
    less = F(500_000)
    yield Case(
        "guangzhou-panyu-matching", balance(uses, less * (1 + rate)), {"matching": rate * less}, settings=("funding.residents.total=50万元",)
    )


def beijing() -> Iterator[Case]:
    area, lifts = 10_000, 10
    works, each = F(8_400 * area), F(950_000 + 1_300_000, 2)
    standard, lift_grant = F(5_786 * area), lifts * min(each, F(800_000))
    uses = works + lifts * each
    rest = uses - standard - lift_grant
    assert 8_400 - 5_786 == 2_614 and to_places(100 * F(2_614, 8_400), 0) == 31 and rest == 2_614 * area + 325_000 * lifts
    figures = balance(uses, standard + lift_grant, rest) | {"governmentShare": (standard + lift_grant) / uses}
    blocks = {"works": works, "lifts": lifts * each, "works-subsidy": standard, "lift-subsidy": lift_grant, "rest": rest}
    yield Case("beijing-subsidy-standard", figures, blocks)


def junpingjie() -> Iterator[Case]:
    total, owners = F(1_880_000), 17
    each = total / owners
    assert to_places(each, 2) == F(11_058_824, 100)
    payments = [(0, total / 2), (5, total * F(4, 10)), (9, total / 10), *out(evenly(total, 0, 10))]
    figures = balance(total, total) | {
        "residentPayments": total, "residentShare": F(1), "burdenPerHousehold": each, "governmentGross": F(0),
        "lowestCash": lowest(payments, range(1, 11)),
    }  # fmt: skip
    yield Case("junpingjie-89", figures, {"residents": total})


def wuhan() -> Iterator[Case]:
    returning, for_sale = 134, 106
    assert returning + for_sale == 240
    titled, rebuilt, sold = F(returning * 50), F(returning * 65), F(for_sale * 90)
    building = (rebuilt + sold) * 4_200
    demolition, fees, agent = titled * 150, building * F(6, 100), building * F(2, 100)
    monthly = titled * 15
    proceeds, premium = sold * 7_700, sold * 500
    selling = proceeds * F(2, 100)
    own, extra, grant = titled * 1_200, (rebuilt - titled) * 4_200, F(returning * 20_000)
    uses = building + demolition + fees + agent + 24 * monthly + premium + selling
    sources = own + extra + grant + proceeds
    payments = [
        *out(s_curve(building + fees + agent, 3, 24)), *out(evenly(demolition, 0, 3)), (0, -12 * monthly), (12, -6 * monthly), (18, -6 * monthly),
        (0, -premium), (0, (own + extra) / 2), (23, (own + extra) / 2), *evenly(grant, 0, 24), *evenly(proceeds - selling, 24, 48),
    ]  # fmt: skip
    low = lowest(payments, range(3, 49, 3))
    figures = balance(uses, sources) | {
        "residentPayments": own + extra, "burdenPerHousehold": (own + extra) / returning, "residentCostShare": own / uses,
        "lowestCash": low, "timingGap": -low, "governmentNet": grant - premium,
    }  # fmt: skip
    assert abs(uses - sources) < uses / 100
    blocks = {"building": building, "demolition": demolition, "fees": fees, "agent": agent, "transition": 24 * monthly, "subsidy": grant}
    yield Case("wuhan-21-jiefang", figures, blocks, {"returning": (own + extra) / returning})


PLACES = (zoucheng, yueyang, yichang, anshan, mudan, changsha_county, jiqunjie, panyu, beijing, junpingjie, wuhan)


# Against the program.


def differences(case: Case, result: dict[str, Any]) -> Iterator[str]:
    tolerance = case.largest / 10**9

    def told(what: str, ours: F, theirs: float | None, allowed: F) -> Iterator[str]:
        if theirs is None or abs(F(theirs) - ours) > allowed:
            yield f"{what} is {theirs}, by hand {float(ours)}"

    for name, ours in case.expected.items():
        theirs = result["indicators"].get(name, {}).get("value")
        yield from told(name, ours, theirs, F(1, 10**9) if name in RATIOS else tolerance)
    lines = [*result["sources"], *result["uses"]]
    for block, ours in case.blocks.items():
        # Interest paid in the horizon is a line of the same block.
        amounts = [line["amount"] for line in lines if line["id"].split(".")[1:2] == [block] and not line["id"].endswith(".interest")]
        yield from told(block, ours, sum(amounts) if amounts else None, tolerance)
    paid = {home["id"]: home["payment"] for home in result["households"]}
    for home, ours in case.bills.items():
        yield from told(f"the payment of {home}", ours, paid.get(home), tolerance)


def run(program: Path, case: Case) -> dict[str, Any]:
    command = [str(program), "run", f"Scenarios/{case.scenario}.json", "--format", "json", "--quiet"]
    for setting in case.settings:
        command += ["--set", setting]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr}")
    return json.loads(ended.stdout)


def main() -> int:
    parser = argparse.ArgumentParser(description="The scenarios of places, computed by hand.")
    parser.add_argument("--program", type=Path, help="the built program, to be held against these figures")
    parser.add_argument("names", nargs="*", metavar="NAME", help="scenarios; all where left out")
    arguments = parser.parse_args()
    cases = [case for place in PLACES for case in place()]
    known = {case.scenario for case in cases}
    if unknown := [name for name in arguments.names if name not in known]:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(sorted(known))}", file=sys.stderr)
        return 64
    cases = [case for case in cases if not arguments.names or case.scenario in arguments.names]
    if arguments.program is None:
        shown = {case.name: {key: float(value) for key, value in (case.expected | case.blocks | case.bills).items()} for case in cases}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    program = arguments.program.resolve()
    faults = [f"{case.name}: {fault}" for case in cases for fault in differences(case, run(program, case))]
    count = sum(len(case.expected) + len(case.blocks) + len(case.bills) for case in cases)
    print(f"{len(cases)} runs of {len({case.scenario for case in cases})} scenarios, {count} figures, {len(faults)} differ")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
