#!/usr/bin/env python3
"""W1 by numpy-financial, one scenario a turn in a plain loop: the way many analysts do it. Needs `pip install numpy-financial`.

    financial_rows.py --sample ROWS | --figures IN.npy OUT.npy

`irr` gives one rate, that nearest to nought, without saying whether it is the only one. The numbers are drawn all at once: drawing
row by row too would only be slower.
"""

from __future__ import annotations

import sys
from itertools import accumulate

import job  # first: it finds `grid`
import grid
import numpy as np
import numpy_financial as npf


class Analyst:
    def __init__(self) -> None:
        f = grid.Flows()
        self.n = f.inputs
        self.curve, self.start, self.allowance, self.sales, self.stages = (
            row.tolist() for row in (f.curve, f.start, f.allowance, f.over_sales, f.stages)
        )

    def figures(
        self, price: float, share: float, unit_cost: float, take_up: float, fees: float, allowance: float, premium: float, discount: float
    ) -> list[float]:
        n = self.n
        sold_area = n["homes"] * n["home area"]
        building = unit_cost * (n["titled"] + n["beyond"] + sold_area) * (1 + fees) * (1 + n["contingency"])
        demolition = n["demolition"] * n["titled"]
        transition = allowance * n["titled"]
        proceeds = price * share * sold_area
        charges = n["selling"] * proceeds + n["homes"] * premium
        own = job.OWN_PRICE * n["titled"]
        extra = job.EXTRA_PRICE * n["beyond"] * take_up
        uses = building + demolition + 18 * transition + charges
        sources = own + extra + proceeds
        flows = []
        for month in range(grid.MONTHS):
            income = (proceeds - charges) * self.sales[month] + extra * self.stages[month]
            flows.append(income - building * self.curve[month] - demolition * self.start[month] - transition * self.allowance[month])
        lowest = min(accumulate(flow + own * part for flow, part in zip(flows, self.stages)))
        monthly = npf.irr(flows)
        rate = (1 + monthly) ** 12 - 1
        # The first flow is a month away.
        present = npf.npv((1 + discount) ** (1 / 12) - 1, [0, *flows])
        resident = own + extra
        return [
            uses - sources, uses, sources, max(0, -lowest), lowest, rate, present, payback(flows),
            resident / uses, resident / job.HOUSEHOLDS,
        ]  # fmt: skip


def payback(flows: list[float]) -> float:
    total, years, spent = 0.0, float("nan"), False
    for month, flow in enumerate(flows):
        before, total = total, total + flow
        if total < 0:
            spent, years = True, float("nan")
        elif spent and before < 0:
            years = (month - before / flow) / 12
    return years


def figures(inputs: np.ndarray) -> np.ndarray:
    analyst = Analyst()
    return np.array([analyst.figures(*row) for row in inputs.T.tolist()]).reshape(-1, len(job.FIGURES)).T


def sample(rows: int) -> dict[str, list[float]]:
    answers = figures(job.draws(rows, np.random.default_rng(1)))
    return {name: job.statistics(column) for name, column in zip(job.FIGURES, answers)}


if __name__ == "__main__":
    sys.exit(job.main(sys.argv[1:], __doc__, figures, sample))
