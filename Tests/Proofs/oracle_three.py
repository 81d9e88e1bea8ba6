#!/usr/bin/env python3
"""Three scenarios computed by hand, in exact fractions: the Changsha programme, Zhegong New Village, Yong'anli.

    oracle_three.py [changsha|zhegong|yonganli]

Written from the design, the published cases and the source document; never from the Swift code. Prints JSON with every
intermediate sum: amounts in yuan, areas in m², shares as fractions. Published figures that the sums must meet are asserted.
Quantities in `assumed` are ours; nobody has published them.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from fractions import Fraction as F
from math import ceil
from typing import Any, Callable, Union

Json = Any
Number = Union[int, F]


def plain(value: Json) -> Json:
    """Fractions as integers where they are whole, else as the nearest double."""
    if isinstance(value, F):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


# Changsha: named sources of a city programme against what it is said to have brought about.


def changsha() -> Json:
    households, outcome = 357_100, 23_100_000_000
    city, district = 6000 * households, 6000 * households
    bonds, pooled, operators = 1_979_000_000, 600_000_000, 428_000_000
    named = city + district + bonds + pooled + operators
    assert city == district == 2_142_600_000 and named == 7_292_200_000
    assert outcome - named == 15_807_800_000 and (8000 - 6000) * households == 714_200_000
    assert round(100 * F(named, outcome), 1) == F(316, 10)
    return {
        "sources": {"city": city, "district": district, "special-bonds": bonds, "pooled-funds": pooled, "operators": operators},
        "named-sources": named,
        "outcome": outcome,
        "named-share": F(named, outcome),
        "unexplained": outcome - named,
        "unexplained-share": F(outcome - named, outcome),
        "outcome-per-household": F(outcome, households),
        "named-per-household": F(named, households),
        "government-subsidy-per-household": 12_000,
        "communities": 2297,
        "households": households,
        "households-per-community": F(households, 2297),
        "district-at-8000": {"district": 8000 * households, "rise": 2000 * households, "named-sources": named + 2000 * households,
                             "unexplained": outcome - named - 2000 * households},
    }  # fmt: skip


# Zhegong New Village.


@dataclass(frozen=True)
class HomeType:
    """`extra` is what a home takes beyond its billed area, by the share `uptake` of the homes."""

    name: str
    count: int
    titled: int
    billed: int
    extra: int
    uptake: F

    @property
    def takers(self) -> F:
        return self.count * self.uptake

    @property
    def extra_area(self) -> F:
        return self.takers * self.extra


@dataclass(frozen=True)
class ZhegongPrices:
    base: int = 1350
    minimum_billed: int = 53
    extra: int = 34_520
    cap: int = 20
    parking_spaces: int = 400
    parking: int = 218_290
    uses: int = 530_000_000
    months: int = 15


def zhegong_mixes() -> dict[str, tuple[str, list[HomeType]]]:
    def types(small: tuple[int, int, F], middle: tuple[int, int, F], large: tuple[int, int, F]) -> list[HomeType]:
        return [
            HomeType("small", small[0], 45, 53, small[1], small[2]),
            HomeType("middle", middle[0], middle[1], middle[1], 20, middle[2]),
            HomeType("large", large[0], large[1], large[1], 20, large[2]),
        ]

    one = F(1)
    return {
        "A": ("small homes 45 → 53 without extra; all others take the full 20 m²", types((58, 0, one), (427, 58, one), (63, 80, one))),
        "B": ("small homes 45 → 53 without extra; 96 % of the middle and all large homes take 20 m²",
              types((39, 0, one), (475, 59, F(96, 100)), (34, 82, one))),
        "C": ("45, 60, 80 m²; 71 % of the small homes take 20 m² beyond 53, all others 20 m²",
              types((200, 20, F(71, 100)), (278, 60, one), (70, 80, one))),
        "D": ("45, 60, 80 m²; 72.5 % of small, all middle, 75 % of large homes take 20 m²",
              types((160, 20, F(725, 1000)), (332, 60, one), (56, 80, F(75, 100)))),
    }  # fmt: skip


def transition_per_month(titled: int) -> int:
    return max(63 * titled, 3000)


def zhegong_bill(home: HomeType, prices: ZhegongPrices) -> Json:
    """One household: with the extra area it may take, and without."""
    assert home.billed == max(home.titled, prices.minimum_billed) and home.extra <= prices.cap
    share, purchase = home.billed * prices.base, home.extra * prices.extra
    support = transition_per_month(home.titled) * prices.months
    return {
        "count": home.count, "titled": home.titled, "billed": home.billed, "free-area": home.billed - home.titled,
        "extra": home.extra, "new-area": home.billed + home.extra, "uptake": home.uptake, "homes-taking-extra": home.takers,
        "extra-area-of-type": home.extra_area,
        "cost-share": share, "extra-purchase": purchase, "bill": share + purchase, "bill-without-extra": share,
        "transition-per-month": transition_per_month(home.titled), "transition-received": support,
        "net-bill": share + purchase - support, "with-parking": share + purchase + prices.parking,
        "type-cost-share": home.count * share, "type-extra-purchase": home.extra_area * prices.extra,
    }  # fmt: skip


def zhegong_uses(homes: list[HomeType], prices: ZhegongPrices, new_area: Number) -> Json:
    """Assumed make-up of the published total; the contingency is what remains of it."""
    titled = sum(home.count * home.titled for home in homes)
    transition = prices.months * sum(home.count * transition_per_month(home.titled) for home in homes)
    above, below, outdoors, demolition = new_area * 6800, 400 * 40 * 6500, 40_000_000, titled * 180
    works = above + below + outdoors
    fees = works * F(8, 100)
    contingency = prices.uses - works - fees - transition - demolition
    return {
        "titled-area": titled, "new-area": new_area,
        "above-ground (6,800 a m² of new area)": above, "basement (400 spaces × 40 m² × 6,500)": below,
        "outdoors, utilities": outdoors, "works": works, "fees (8 % of works)": fees,
        "demolition (180 a titled m²)": demolition, "transition (15 months)": transition,
        "contingency (closes the published total)": contingency, "contingency-share": contingency / (works + fees),
        "total": works + fees + demolition + transition + contingency,
    }  # fmt: skip


def zhegong_mix(description: str, homes: list[HomeType], prices: ZhegongPrices) -> Json:
    households = sum(home.count for home in homes)
    billed = sum(home.count * home.billed for home in homes)
    extra_area = sum((home.extra_area for home in homes), F(0))
    assert households == 548 and F(billed, households) == 60 and extra_area == 9800
    assert all(home.takers.denominator == 1 for home in homes)
    return {
        "description": description,
        "homes": {home.name: zhegong_bill(home, prices) for home in homes},
        "billed-area": billed,
        "average-titled": F(sum(home.count * home.titled for home in homes), households),
        "extra-area": extra_area,
        "uses (assumed make-up)": zhegong_uses(homes, prices, billed + extra_area),
    }


def zhegong() -> Json:
    prices = ZhegongPrices()
    share, purchase = 548 * 60 * prices.base, 9800 * prices.extra
    parking = prices.parking_spaces * prices.parking
    area, residents = share + purchase, share + purchase + parking
    gap = prices.uses - residents
    assert (share, purchase, area, parking) == (44_388_000, 338_296_000, 382_684_000, 87_316_000)
    assert residents == 470_000_000 and gap == 60_000_000
    assert round(F(residents, 548)) == 857_664 and round(F(area, 548)) == 698_328
    return {
        "households": 548, "uses": prices.uses, "cost-share": share, "extra-purchase": purchase, "area-money": area,
        "parking": parking, "residents": residents, "gap-before-top-up": gap, "top-up": gap, "gap": 0,
        "per-household": F(residents, 548), "per-household-without-parking": F(area, 548),
        "gap-per-household": F(gap, 548), "gap-share": F(gap, prices.uses),
        "resident-share": F(residents, prices.uses), "resident-cost-share": F(share, prices.uses),
        "market-share": F(purchase + parking, prices.uses), "extra-share-of-residents": F(purchase, residents),
        "break-even": {
            "extra-price": F(prices.uses - share - parking, 9800), "extra-area": F(prices.uses - share - parking, prices.extra),
            "base-price": F(prices.uses - purchase - parking, 548 * 60), "parking-price": F(prices.uses - area, 400),
            "uses": residents,
        },
        "home-45-to-53": {"cost-share": 53 * prices.base, "extra": 0},
        "mixes": {name: zhegong_mix(*mix, prices) for name, mix in zhegong_mixes().items()},
    }  # fmt: skip


# Yong'anli.


@dataclass(frozen=True)
class RebuiltType:
    count: int
    titled: int
    new_area: int

    @property
    def extra(self) -> int:
        return max(0, self.new_area - self.titled)


@dataclass(frozen=True)
class Yonganli:
    """Prices 1,500 and 8,000 are published; all else is assumed for a county-level city."""

    base_price: F = F(1500)
    extra_price: F = F(8000)
    homes_for_sale: F = F(86)
    home_area: F = F(110)
    sale_price: F = F(9800)
    selling_share: F = F(25, 1000)
    premium_per_home: F = F(150_000)
    building_cost: F = F(2800)
    demolition_cost: F = F(110)
    fee_share: F = F(8, 100)
    contingency_share: F = F(5, 100)
    transition_rate: F = F(10)
    transition_months: int = 18
    site: F = F(27_000)
    ratio_before: F = F(135, 100)
    ratio_after: F = F(195, 100)
    efficiency: F = F(92, 100)

    @property
    def homes(self) -> dict[str, RebuiltType]:
        return {"small": RebuiltType(90, 80, 95), "middle": RebuiltType(190, 100, 115), "large": RebuiltType(82, 125, 135)}


@dataclass(frozen=True)
class Areas:
    households: int
    titled: F
    rebuilt: F
    extra: F
    sold: F


def areas(plan: Yonganli) -> Areas:
    homes = plan.homes.values()
    return Areas(
        sum(home.count for home in homes),
        F(sum(home.count * home.titled for home in homes)),
        F(sum(home.count * home.new_area for home in homes)),
        F(sum(home.count * home.extra for home in homes)),
        plan.homes_for_sale * plan.home_area,
    )


def yonganli_uses(plan: Yonganli, area: Areas) -> dict[str, F]:
    works = (area.rebuilt + area.sold) * plan.building_cost
    fees = works * plan.fee_share
    return {
        "works": works,
        "fees": fees,
        "contingency": (works + fees) * plan.contingency_share,
        "demolition": area.titled * plan.demolition_cost,
        "transition": area.titled * plan.transition_rate * plan.transition_months,
        "land-premium": plan.homes_for_sale * plan.premium_per_home,
        "selling-cost": area.sold * plan.sale_price * plan.selling_share,
    }


def yonganli_sources(plan: Yonganli, area: Areas) -> dict[str, F]:
    return {
        "cost-share": (area.rebuilt - area.extra) * plan.base_price,
        "extra-purchase": area.extra * plan.extra_price,
        "homes-sold": area.sold * plan.sale_price,
    }


def surplus(plan: Yonganli) -> F:
    area = areas(plan)
    return sum(yonganli_sources(plan, area).values(), F(0)) - sum(yonganli_uses(plan, area).values(), F(0))


def root(of: Callable[[F], F], near: F) -> F:
    """Where an affine function is zero, from two points."""
    at, beside = of(near), of(near + 1)
    return near - at / (beside - at)


def with_change(**change: F) -> F:
    return surplus(Yonganli(**change))  # type: ignore[arg-type]


def yonganli_break_even(plan: Yonganli) -> Json:
    homes = root(lambda value: with_change(homes_for_sale=value), plan.homes_for_sale)
    return {
        "homes-for-sale": homes,
        "homes-for-sale-whole": ceil(homes),
        "sale-price": root(lambda value: with_change(sale_price=value), plan.sale_price),
        "extra-price": root(lambda value: with_change(extra_price=value), plan.extra_price),
        "base-price": root(lambda value: with_change(base_price=value), plan.base_price),
        "building-cost": root(lambda value: with_change(building_cost=value), plan.building_cost),
        "premium-per-home": root(lambda value: with_change(premium_per_home=value), plan.premium_per_home),
    }


def yonganli_bills(plan: Yonganli) -> Json:
    bills: dict[str, Json] = {}
    for name, home in plan.homes.items():
        share, purchase = home.titled * plan.base_price, home.extra * plan.extra_price
        support = home.titled * plan.transition_rate * plan.transition_months
        bills[name] = {"count": home.count, "titled": home.titled, "new-area": home.new_area, "extra": home.extra,
                       "cost-share": share, "extra-purchase": purchase, "bill": share + purchase,
                       "transition-received": support, "net-bill": share + purchase - support}  # fmt: skip
    return bills


def yonganli_area_check(plan: Yonganli, area: Areas) -> Json:
    allowed = plan.site * (plan.ratio_after - plan.ratio_before) * plan.efficiency
    assert plan.site * plan.ratio_before == area.titled and area.extra + area.sold <= allowed
    assert area.rebuilt + area.sold <= plan.site * plan.ratio_after
    return {
        "site": plan.site, "ratio-before": plan.ratio_before, "ratio-after": plan.ratio_after, "efficiency": plan.efficiency,
        "titled": area.titled, "rebuilt": area.rebuilt, "extra": area.extra, "sold": area.sold,
        "new-area": area.rebuilt + area.sold, "ratio-used": (area.rebuilt + area.sold) / plan.site,
        "added": area.extra + area.sold, "allowed": allowed, "left": allowed - area.extra - area.sold,
    }  # fmt: skip


QUARTERS = 10
# Shares by quarter from the start of 2025; each list adds to 1. Resident: 30 % signed, 40 % topped out, 30 % at handover.
SCHEDULES: dict[str, dict[int, F]] = {
    "demolition": {1: F(1)},
    "works": {2: F(1, 6), 3: F(1, 6), 4: F(1, 6), 5: F(1, 6), 6: F(1, 3)},
    "transition": {quarter: F(1, 6) for quarter in range(1, 7)},
    "residents": {1: F(3, 10), 4: F(4, 10), 6: F(3, 10)},
    "homes-sold": {4: F(2, 10), 5: F(2, 10), 6: F(2, 10), 7: F(1, 10), 8: F(1, 10), 9: F(1, 10), 10: F(1, 10)},
}
FOLLOWS = {"fees": "works", "contingency": "works", "cost-share": "residents", "extra-purchase": "residents",
           "land-premium": "homes-sold", "selling-cost": "homes-sold"}  # fmt: skip


def yonganli_cash(uses: dict[str, F], sources: dict[str, F]) -> Json:
    """Cash by quarter under the assumed schedules, before any bridging loan."""
    net = [F(0)] * (QUARTERS + 1)
    for sign, flows in ((1, sources), (-1, uses)):
        for name, amount in flows.items():
            schedule = SCHEDULES[FOLLOWS.get(name, name)]
            assert sum(schedule.values()) == 1
            for quarter, share in schedule.items():
                net[quarter] += sign * share * amount
    cumulative = [sum(net[1 : quarter + 1], F(0)) for quarter in range(1, QUARTERS + 1)]
    lowest = min(cumulative)
    return {"net": net[1:], "cumulative": cumulative, "lowest": lowest, "lowest-quarter": cumulative.index(lowest) + 1, "timing-gap": max(F(0), -lowest)}


def yonganli() -> Json:
    plan = Yonganli()
    area = areas(plan)
    uses, sources = yonganli_uses(plan, area), yonganli_sources(plan, area)
    total_uses, total_sources = sum(uses.values(), F(0)), sum(sources.values(), F(0))
    assert abs(total_sources - total_uses) <= total_uses / 100
    assert area.households == 362 and round(area.titled / 362, 1) == F(1007, 10)
    residents = sources["cost-share"] + sources["extra-purchase"]
    return {
        "assumed": {key: value for key, value in plan.__dict__.items() if key not in ("base_price", "extra_price")},
        "published": {"base-price": plan.base_price, "extra-price": plan.extra_price},
        "households": area.households, "average-titled": area.titled / area.households,
        "homes": yonganli_bills(plan), "areas": yonganli_area_check(plan, area),
        "uses": uses, "total-uses": total_uses, "sources": sources, "total-sources": total_sources,
        "surplus": total_sources - total_uses, "surplus-share": (total_sources - total_uses) / total_uses,
        "residents": residents, "per-household": residents / area.households, "resident-share": residents / total_uses,
        "cost-per-new-m2": total_uses / (area.rebuilt + area.sold), "break-even": yonganli_break_even(plan),
        "cash-by-quarter": yonganli_cash(uses, sources),
        "schedules": SCHEDULES,
        "follows": FOLLOWS,
    }  # fmt: skip


SCENARIOS: dict[str, Callable[[], Json]] = {"changsha": changsha, "zhegong": zhegong, "yonganli": yonganli}


def main() -> int:
    wanted = sys.argv[1:] or list(SCENARIOS)
    unknown = [name for name in wanted if name not in SCENARIOS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; known: {', '.join(SCENARIOS)}", file=sys.stderr)
        return 64
    print(json.dumps(plain({name: SCENARIOS[name]() for name in wanted}), ensure_ascii=False, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
