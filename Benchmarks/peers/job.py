"""What every peer of W1 does: the eight inputs, the ten figures, the draws, the statistics, and the two commands.

    PEER --figures IN.npy OUT.npy    eight columns of inputs → ten columns of figures, NaN where one has no value: the check
    PEER --sample ROWS               the whole job: draw, evaluate, mean, deviation and five quantiles of each figure, as JSON
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, Callable

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

INPUTS = [
    "funding.homes.price", "funding.homes.soldShare", "costs.building.unitCost", "funding.residents.takeUp", "costs.fees.share",
    "costs.transition.rate", "funding.homes.premiumPerHome", "finance.discountRate",
]  # fmt: skip
FIGURES = [
    "fundingGap", "totalUses", "totalSources", "timingGap", "lowestCash", "irr", "npv", "payback", "residentShare", "burdenPerHousehold",
]  # fmt: skip
QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95]
# What the scenario says beside the numbers that `grid.Flows` reads.
OWN_PRICE, EXTRA_PRICE, HOUSEHOLDS = 1500.0, 8000.0, 362.0
# A rate of return is looked for between these; there is one where the present value changes its sign once on this grid.
RATES = np.concatenate([np.linspace(-0.9, 1, 96), np.geomspace(1.1, 1e4, 64)])


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


def statistics(column: np.ndarray) -> list[float]:
    known = column[np.isfinite(column)]
    return [float(known.mean()), float(known.std()), *np.quantile(known, QUANTILES).tolist()] if len(known) else []


def main(arguments: list[str], doc: str | None, figures: Callable[[np.ndarray], np.ndarray], sample: Callable[[int], Any]) -> int:
    if len(arguments) == 3 and arguments[0] == "--figures":
        np.save(arguments[2], figures(np.load(arguments[1])))
    elif len(arguments) == 2 and arguments[0] == "--sample":
        print(json.dumps(sample(int(arguments[1]))))
    else:
        sys.exit(doc)
    return 0
