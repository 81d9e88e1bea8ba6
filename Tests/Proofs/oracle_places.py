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
from decimal import Decimal, localcontext
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
    """One run: the scenario, what is set, and what must come out; `blocks` are amounts by id, `bills` by home type, `explained`
    figures that `explain` tells by their key (of other accounts, of investors)."""

    scenario: str
    expected: dict[str, F]
    blocks: dict[str, F] = field(default_factory=dict)
    bills: dict[str, F] = field(default_factory=dict)
    settings: tuple[str, ...] = ()
    explained: dict[str, F] = field(default_factory=dict)

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


# Rates of return: the one root of the net present value, by halving in fifty digits.


def rate_of_return(flows: Iterable[tuple[F, F]]) -> F:
    """Flows are (number of the calendar year, yuan): first money put in, then money back."""
    with localcontext() as context:
        context.prec = 50
        known = [(Decimal(time.numerator) / time.denominator, Decimal(yuan.numerator) / yuan.denominator) for time, yuan in flows]
        low, high = Decimal("-0.5"), Decimal(2)
        for _ in range(120):
            middle = (low + high) / 2
            worth = sum((yuan * (1 + middle) ** -time for time, yuan in known), Decimal(0))
            low, high = (middle, high) if worth > 0 else (low, middle)
        return F(low)


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
    # What owners pay lies in the joint account; stages release 35, 35, 25 and 5 %, never more than was paid in.
    released = [(0, estimate * F(35, 100)), (3, estimate * F(35, 100)), (6, estimate * F(25, 100)), (8, estimate * F(5, 100))]
    assert all(lowest([*payments[:3], *out(released)], [month]) >= 0 for month in range(1, 10))
    # The district takes over 1,000 yuan/m² of the assumed 5 %: that much less from owners, and no less in all.
    relief = 1_000 * area * F(5, 100)
    owners = estimate - relief
    figures = balance(estimate, estimate) | {
        "residentPayments": owners, "residentShare": owners / estimate, "burdenPerHousehold": owners / 25,
        "burdenPerArea": price - 50, "lowestCash": lowest([*released, *payments[3:]], range(1, 10)), "governmentGross": relief,
    }  # fmt: skip
    bills = {"private-flats": 63 * price, "company-flats": 63 * price, "shops": shops * price}
    assert bills["private-flats"] == 289_800 and 24 * bills["private-flats"] + bills["shops"] == estimate
    yield Case("guangzhou-jiqunjie-2", figures, {"residents": estimate}, bills)
    yield Case("guangzhou-jiqunjie-2", {"residentPayments": estimate, "burdenPerArea": price}, settings=("funding.hardship.share=0%",))


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


# Accounts of their own: operators, a project company, the upkeep account.


def grown(first: int, last: int, by: F) -> dict[int, F]:
    return {year: (1 + by) ** (year - first) for year in range(first, last + 1)}


def c3614() -> Iterator[Case]:
    basic, improving = [F(64_000 * 150), F(20_000 * 110), F(65 * 90_000)], [F(215 * 5_000), F(600_000)]
    works = sum(basic) + sum(improving) + 3_500_000 + 3_175_000
    assert works == 26_000_000  # published: 18 buildings and the market
    building, each = F(13_600_000), F(720 * 6_000)
    assert to_places(building / 56, 0) == 242_857 and 2 * each < sum(basic)
    grant, owners = building * F(40, 100), building * F(60, 100)
    uses, sources = works + building, 2 * each + building
    # The rest of the works arrives as they are paid; building 18 is paid in months 24 to 32.
    payments = [
        (24, owners * F(50, 100)), (28, owners * F(30, 100)), (32, owners * F(20, 100)),
        (24, grant * F(50, 100)), (30, grant * F(40, 100)), (32, grant * F(10, 100)), *out(evenly(building, 24, 33)),
    ]  # fmt: skip
    figures = balance(uses, sources, uses - sources) | {
        "residentPayments": owners, "governmentShare": (2 * each + grant) / uses, "lowestCash": lowest(payments, [*range(1, 35, 3), 34]),
    }  # fmt: skip
    # Care centre: 5 M yuan in 2023, then 1,000 m² at 95 yuan, 62 % of it kept, growing by 2 % a year.
    let = {2024: F(60, 100), 2025: F(75, 100)}
    kept = {year: 1_000 * 95 * 12 * let.get(year, F(85, 100)) * factor * F(62, 100) for year, factor in grown(2024, 2038, F(2, 100)).items()}
    flows = [(F(3), F(-5_000_000))] + [(F(year - 2020), yuan) for year, yuan in kept.items()]
    blocks = {"building-18": building, "city-subsidy": each, "county-subsidy": each, "building-18-grant": grant, "building-18-owners": owners}
    yield Case("changsha-3614", figures, blocks, explained={"investors.operator.irr": rate_of_return(flows)})


def huangshi() -> Iterator[Case]:
    rents = {year: 2_500 * 50 * 12 * F(91, 100) * factor for year, factor in grown(2025, 2039, F(2, 100)).items()}
    kept = 1 - F(20, 100) - F(5, 100) - F(168, 10_000)
    assert 2_500 * 4_000 == 10_000_000  # published: a little over this
    flows = [(F(1), F(-10_000_000))] + [(F(year - 2023), yuan * kept) for year, yuan in rents.items()]
    yield Case(
        "guangzhou-huangshi-garden", balance(F(20_000_000), F(20_000_000)) | {"governmentShare": F(1)}, {"government": F(20_000_000)},
        explained={"investors.operator.irr": rate_of_return(flows)},
    )  # fmt: skip


def jinsong() -> Iterator[Case]:
    def at(yearly: int) -> F:
        return rate_of_return([(F(1), F(-30_000_000)), *((F(year), F(yearly)) for year in range(2, 22))])

    assert to_places(at(3_000_000) * 100, 2) == F(775, 100) and to_places(at(2_400_000) * 100, 2) == F(496, 100)
    base = F(280 * 194_000)
    yield Case("beijing-jinsong-operator", balance(base, base), {"government": base}, explained={"investors.operator.irr": at(3_000_000)})
    yield Case(
        "beijing-jinsong-operator", balance(base, base), settings=("operations.income.price=702万元/年",),
        explained={"investors.operator.irr": at(2_400_000)},
    )  # fmt: skip


def hongyupo() -> Iterator[Case]:
    loan, rate, equity = F(290_000_000), F(465, 10_000), F(80_000_000)
    # Drawn evenly over 23 months, interest from the middle of each: 23/2 months of it on the whole.
    interest = loan * rate / 12 * F(23, 2)
    works = F(370_000_000) - interest
    assert works == 357_076_875 and loan + equity == 370_000_000
    figures = balance(F(370_000_000), F(370_000_000))

    # August 2022 to July 2037: 5/12 of the first year, 7/12 of the last.
    part = {2022: F(5, 12), 2037: F(7, 12)}
    cash, owed, lost, paid_out = F(0), loan, F(0), []
    discount = [1 / (1 + rate) ** (n + 1) for n in range(13)]
    instalment = loan / sum(discount)
    growth = F(102, 100)
    for year in range(2022, 2038):
        time = part.get(year, F(1))
        # A step each August: seven months of a calendar year belong to the year of operation before.
        before = F(7, 12) * growth ** (year - 2023) if year > 2022 else F(0)
        factor = before + (F(5, 12) * growth ** (year - 2022) if year < 2037 else F(0))
        parking = 1_800 * 260 * 12 * (F(65, 100) if year < 2024 else F(80, 100)) * time
        income = parking + 9_000 * 38 * 12 * F(85, 100) * factor
        payment = 35_800_000 * (1 - F(30, 100) * F(4, 100)) * time
        running, turnover = 4_200_000 * factor, income * F(6, 100)
        charged = owed * rate * (time if year == 2022 else 1)
        service = charged if year == 2022 else instalment if year < 2036 else F(0)
        owed -= F(0) if year == 2022 or year > 2035 else instalment - charged
        repairs = 2_500_000 if year == 2037 else 0
        # Interest during construction is part of what the assets cost.
        written_off = (works + interest) / 15 * time
        profit = income + payment - running - turnover - repairs - written_off - (charged if year < 2036 else 0)
        # A loss of the first year is made up from the next.
        taxed, lost = max(F(0), profit - lost), max(F(0), lost - profit)
        cash += income + payment - running - turnover - service - taxed * F(25, 100) - repairs
        if year >= 2023:
            paid_out.append((year, max(F(0), cash - 3_000_000)))
            cash -= paid_out[-1][1]
    assert abs(owed) < F(1, 1000) and cash == 3_000_000
    # Equity month by month from September 2020, summed by calendar year: 2020 is year 1.
    began = 2020 * 12 + 8
    flows = [(F((began + month) // 12 - 2019), F(-56_000_000, 23)) for month in range(23)]
    flows += [(F(year - 2019), yuan * F(70, 100)) for year, yuan in paid_out]
    blocks = {"works": works, "private-equity": F(56_000_000), "district-equity": F(24_000_000), "loan": loan}
    yield Case("chongqing-hongyupo-ppp", figures, blocks, explained={"investors.privatePartner.irr": rate_of_return(flows)})


def minzhu() -> Iterator[Case]:
    works = [F(110_000 * 1_500), F(310_000 * 320), F(45_000_000)]
    demolition, fees = F(40_000 * 160), sum(works) * F(8, 100)
    loan, rate = F(136_000_000), F(39, 1000)
    # Two months of 2021, then twelve quarters; half of a period's draw bears interest in it.
    owed, interest = F(0), F(0)
    for months in (2, *[3] * 12):
        draw = loan * months / 38
        interest += (owed + draw / 2) * rate * months / 12
        owed += draw
    assert owed == loan
    # Rents from May 2023 while phase 2 is built: 40 % let at 1.5 times the rent of before.
    surplus = 42_000 * 20 * 12 * F(15, 10) * F(40, 100) * F(20, 12) * (1 - F(25, 100) - F(12, 100))
    surplus -= surplus * F(25, 100)  # income tax; depreciation and interest are charged from handover on
    uses = sum(works) + demolition + fees + interest
    sources = F(42_000_000) + 95_000_000 + 71_000_000 + loan + surplus
    figures = balance(uses, sources) | {"governmentShare": F(137_000_000) / uses}
    yield Case("chongqing-minzhucun", figures, {"demolition": demolition, "fees": fees, "central": F(42_000_000), "loan": loan})


def upkeep() -> Iterator[Case]:
    uses, sources = F(24_000 * 380 + 120 * 6_000), F(300 * 15_000)
    cash, rows = F(24_000 * 30), []
    for year in range(1, 31):
        deposits = 24_000 * F(25, 100) * 12 * (F(90, 100) if year <= 5 else F(80, 100))
        parking = 120 * 120 * 12 * F(85, 100) * F(30, 100)
        cash += deposits + parking - 55_000 * F(101, 100) ** (year - 1)
        cash -= (200_000 if year % 10 == 0 else 0) + (8 * 180_000 if year == 12 else 0)
        rows.append(cash)
    # Enough until the lifts of year 12; four quarters of works come before the first year.
    assert min(rows[:11]) > 0 > rows[11] == min(rows)
    told = {"accounts.upkeepFund.lowestCash": min(rows), "accounts.upkeepFund.lowestCashPeriod": F(4 + 12)}
    yield Case("examples/upkeep-30-years", balance(uses, sources, uses - sources), explained=told)


PLACES = (zoucheng, yueyang, yichang, anshan, mudan, changsha_county, jiqunjie, panyu, beijing, junpingjie, wuhan, c3614, huangshi, jinsong, hongyupo, minzhu, upkeep)


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
        amounts = [line["amount"] for line in lines if line["id"].split(".")[1:2] == [block] and not line["id"].endswith((".interest", ".interestPaid"))]
        yield from told(block, ours, sum(amounts) if amounts else None, tolerance)
    paid = {home["id"]: home["payment"] for home in result["households"]}
    for home, ours in case.bills.items():
        yield from told(f"the payment of {home}", ours, paid.get(home), tolerance)


def unexplained(program: Path, case: Case) -> Iterator[str]:
    """What `explain` tells of accounts and investors against figures by hand."""
    for key, ours in case.explained.items():
        theirs = told(program, case, "explain", f"Scenarios/{case.scenario}.json", key)["explanations"][0]["result"]
        allowed = F(1, 10**9) if key.endswith(".irr") else case.largest / 10**9
        if theirs is None or abs(F(theirs) - ours) > allowed:
            yield f"{key} is {theirs}, by hand {float(ours)}"


def told(program: Path, case: Case, *words: str) -> dict[str, Any]:
    command = [str(program), *words, "--format", "json", "--quiet"]
    for setting in case.settings:
        command += ["--set", setting]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if ended.returncode != 0:
        raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr}")
    return json.loads(ended.stdout)


def faults_of(program: Path, case: Case) -> Iterator[str]:
    yield from differences(case, told(program, case, "run", f"Scenarios/{case.scenario}.json"))
    yield from unexplained(program, case)


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
        shown = {case.name: {key: float(value) for key, value in (case.expected | case.blocks | case.bills | case.explained).items()} for case in cases}
        print(json.dumps(shown, ensure_ascii=False, indent=2))
        return 0
    program = arguments.program.resolve()
    faults = [f"{case.name}: {fault}" for case in cases for fault in faults_of(program, case)]
    count = sum(len(case.expected) + len(case.blocks) + len(case.bills) + len(case.explained) for case in cases)
    print(f"{len(cases)} runs of {len({case.scenario for case in cases})} scenarios, {count} figures, {len(faults)} differ")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
