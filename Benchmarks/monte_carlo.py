#!/usr/bin/env python3
"""W1: a Monte Carlo of 永安里, a million rows, beside NumPy.

    monte_carlo.py PROGRAM [ROWS] [RUNS]

The whole job, process and all: draw the eight uncertain numbers of the scenario with their correlations, evaluate ten figures over 30
months, mean, deviation and five quantiles of each. NumPy does it as an expert writes it: blocks of 16,384 rows that stay in the
cache, one matrix product a block for the present values on a grid of rates that tells how many rates of return there are, Newton's
method where there is one. `monte_carlo.py --sample ROWS` is that program alone. Before anything is timed, its model gets 2,000 rows
that fundsim drew, and must give the same figures (1e-9 of the largest) and the same rows without a rate of return.
"""

from __future__ import annotations

import csv
import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parent))
import grid  # noqa: E402

INPUTS = [
    "funding.homes.price", "funding.homes.soldShare", "costs.building.unitCost", "funding.residents.takeUp", "costs.fees.share",
    "costs.transition.rate", "funding.homes.premiumPerHome", "finance.discountRate",
]  # fmt: skip
FIGURES = [
    "fundingGap", "totalUses", "totalSources", "timingGap", "lowestCash", "irr", "npv", "payback", "residentShare", "burdenPerHousehold",
]  # fmt: skip
BLOCK = 16_384


class Model:
    def __init__(self) -> None:
        self.flows = grid.Flows()
        n = self.flows.inputs
        self.sold_area = n["homes"] * n["home area"]
        self.built = n["titled"] + n["beyond"] + self.sold_area
        self.own_price, self.extra_price, self.households = 1500.0, 8000.0, 362.0
        self.rates = np.concatenate([np.linspace(-0.9, 1, 96), np.geomspace(1.1, 1e4, 64)])
        self.powers = (1 + self.rates[None, :]) ** -self.flows.years[:, None]

    def figures(self, draws: np.ndarray) -> np.ndarray:
        """[inputs, rows] → [figures, rows]; NaN where a figure has no value."""
        price, share, unit_cost, take_up, fee_rate, allowance, premium, discount = draws
        f, n = self.flows, self.flows.inputs
        works = unit_cost * self.built
        building = works * (1 + fee_rate) * (1 + n["contingency"])
        demolition = n["demolition"] * n["titled"]
        # A year's allowance comes in advance: 12 months, then 6.
        transition = allowance * n["titled"]
        proceeds = price * share * self.sold_area
        charges = n["selling"] * proceeds + n["homes"] * premium
        extra = self.extra_price * n["beyond"] * take_up
        own = self.own_price * n["titled"]
        uses = building + demolition + transition * 18 + charges
        sources = own + extra + proceeds
        months = np.stack([f.curve, f.start, f.allowance, f.over_sales, f.stages])
        terms = np.stack([-building, np.full_like(price, -demolition), -transition, proceeds - charges, extra])
        investment = terms.T @ months
        cash = np.cumsum(investment + own * f.stages, axis=1)
        lowest = cash.min(axis=1)
        present = (investment * (1 + discount[:, None]) ** -f.years).sum(axis=1)
        total = np.cumsum(investment, axis=1)
        result = np.empty((len(FIGURES), len(price)))
        result[0], result[1], result[2] = uses - sources, uses, sources
        result[3], result[4], result[5], result[6] = np.maximum(0, -lowest), lowest, self.rate(investment), present
        result[7] = self.payback(total, investment)
        result[8], result[9] = (own + extra) / uses, (own + extra) / self.households
        return result

    def rate(self, flows: np.ndarray) -> np.ndarray:
        values = flows @ self.powers
        changes = np.diff(np.sign(values), axis=1) != 0
        rates = np.full(len(flows), np.nan)
        single = np.flatnonzero(changes.sum(axis=1) == 1)
        if not len(single):
            return rates
        at = changes[single].argmax(axis=1)
        x = (self.rates[at] + self.rates[at + 1]) / 2
        years = self.flows.years
        for _ in range(8):
            terms = flows[single] * (1 + x[:, None]) ** -years
            x -= terms.sum(axis=1) / (-(terms * years).sum(axis=1) / (1 + x))
        rates[single] = x
        return rates

    def payback(self, total: np.ndarray, flows: np.ndarray) -> np.ndarray:
        """Years until what was put in has come back for good; NaN where it never does."""
        spent = np.minimum.accumulate(total, axis=1) < 0
        back = (total >= 0) & spent
        first = np.where(back.any(axis=1), back.argmax(axis=1), -1)
        years = np.full(len(total), np.nan)
        rows = np.flatnonzero(first > 0)
        before = total[rows, first[rows] - 1]
        years[rows] = (first[rows] - before / flows[rows, first[rows]]) / 12
        return years


def draws(rows: int, random: np.random.Generator) -> np.ndarray:
    """Eight columns by their distributions; price, share sold and take-up through correlated normal numbers."""
    from scipy.special import betaincinv, ndtr, ndtri

    matrix = np.array([[1, 0.5, 0.3], [0.5, 1, 0], [0.3, 0, 1]])
    normal = np.linalg.cholesky(matrix) @ random.standard_normal((3, rows))
    u = ndtr(normal)

    def pert(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
        a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        return low + (high - low) * betaincinv(a, b, u)

    def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
        split = (mode - low) / (high - low)
        return np.where(
            u < split, low + np.sqrt(u * (high - low) * (mode - low)), high - np.sqrt((1 - u) * (high - low) * np.maximum(high - mode, 0))
        )

    def cost() -> np.ndarray:
        # Independent numbers are drawn directly, which is faster than by their quantiles.
        low, mode, high = 2550.0, 2800.0, 3250.0
        a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        return low + (high - low) * random.beta(a, b, rows)

    low, high = ndtr((6 - 10) / 1.5), ndtr((16 - 10) / 1.5)
    variance = np.log(1 + (0.006 / 0.05) ** 2)
    return np.stack([
        pert(u[0], 8600, 9800, 10800), triangular(u[1], 0.75, 0.98, 1.0), cost(), triangular(u[2], 0.8, 1.0, 1.0),
        random.uniform(0.07, 0.10, rows), 10 + 1.5 * ndtri(random.uniform(low, high, rows)),
        random.choice([120_000.0, 150_000.0, 200_000.0], rows, p=[0.2, 0.6, 0.2]),
        random.lognormal(np.log(0.05) - variance / 2, np.sqrt(variance), rows),
    ])  # fmt: skip


def sample(rows: int) -> dict[str, list[float]]:
    model, random = Model(), np.random.default_rng(1)
    figures = np.empty((len(FIGURES), rows))
    for start in range(0, rows, BLOCK):
        count = min(BLOCK, rows - start)
        figures[:, start : start + count] = model.figures(draws(count, random))
    answer = {}
    for name, column in zip(FIGURES, figures):
        known = column[np.isfinite(column)]
        answer[name] = [float(known.mean()), float(known.std()), *np.quantile(known, [0.05, 0.25, 0.5, 0.75, 0.95])] if len(known) else []
    return answer


def check(program: str, folder: Path) -> float:
    """The largest relative difference between the two on rows that fundsim drew."""
    path = folder / "rows.csv"
    command = [program, "sweep", str(grid.FILE), "--sample", "2000", "--out", str(path), "--indicators", *FIGURES, "--format", "json"]
    subprocess.run(command, check=True, capture_output=True)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    column = lambda name: np.array([float(row[name]) if row[name] else np.nan for row in rows])  # noqa: E731
    ours = Model().figures(np.stack([column(name) for name in INPUTS]))
    worst = 0.0
    for name, own in zip(FIGURES, ours):
        theirs = column(name)
        if not np.array_equal(np.isnan(own), np.isnan(theirs)):
            sys.exit(f"{name}: other rows have no value")
        known = np.isfinite(own)
        if known.any():
            worst = max(worst, float(np.max(np.abs(own[known] - theirs[known])) / np.max(np.abs(theirs[known]))))
    return worst


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    if arguments[0] == "--sample":
        print(json.dumps(sample(int(arguments[1]))))
        return 0
    program = str(Path(arguments[0]).resolve())
    rows = int(arguments[1]) if len(arguments) > 1 else 1_000_000
    runs = int(arguments[2]) if len(arguments) > 2 else 3
    with tempfile.TemporaryDirectory() as folder:
        worst = check(program, Path(folder))
    if not worst <= 1e-9:
        print(f"The figures differ by {worst:.3g}.", file=sys.stderr)
        return 1
    ours = [program, "sweep", str(grid.FILE), "--sample", str(rows), "--indicators", *FIGURES, "--format", "json"]
    commands = {
        "fundsim sweep, all cores": ours,
        "fundsim sweep, one thread": [*ours, "--threads", "1"],
        "NumPy": [sys.executable, __file__, "--sample", str(rows)],
    }
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(time.perf_counter() - start)
    print(f"W1: {rows} rows of 永安里, ten figures, whole process; the same figures to {worst:.1e}")
    least = min(times["fundsim sweep, all cores"])
    for name, taken in times.items():
        print(f"  {name:<26} min {min(taken):6.2f} s  median {statistics.median(taken):6.2f} s  {min(taken) / least:6.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
