#!/usr/bin/env python3
"""W1 by NumPy, as an expert writes it.

    numpy_rows.py --sample ROWS | --figures IN.npy OUT.npy

Blocks of 2,048 rows that stay in the cache. Every flow is a sum of five rows of months, so that one product of five columns a block
gives the flows, and one the present values on a grid of rates, whose signs tell how many rates of return there are; Newton's method
where there is one.
"""

from __future__ import annotations

import sys

import job  # first: it finds `grid`
import grid
import numpy as np

BLOCK = 2_048


class Model:
    def __init__(self) -> None:
        self.flows = grid.Flows()
        n = self.flows.inputs
        self.sold_area = n["homes"] * n["home area"]
        self.built = n["titled"] + n["beyond"] + self.sold_area
        f = self.flows
        self.months = np.stack([f.curve, f.start, f.allowance, f.over_sales, f.stages])
        self.on_grid = self.months @ (1 + job.RATES[None, :]) ** -f.years[:, None]
        self.paid_in = np.cumsum(f.stages)

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
        extra = job.EXTRA_PRICE * n["beyond"] * take_up
        own = job.OWN_PRICE * n["titled"]
        uses = building + demolition + transition * 18 + charges
        sources = own + extra + proceeds
        terms = np.stack([-building, np.full_like(price, -demolition), -transition, proceeds - charges, extra])
        investment = terms.T @ self.months
        total = np.cumsum(investment, axis=1)
        lowest = (total + own * self.paid_in).min(axis=1)
        present = np.einsum("ij,ij->i", investment, np.exp(np.log1p(discount)[:, None] * -f.years))
        result = np.empty((len(job.FIGURES), len(price)))
        result[0], result[1], result[2] = uses - sources, uses, sources
        result[3], result[4], result[5], result[6] = np.maximum(0, -lowest), lowest, self.rate(terms, investment), present
        result[7] = self.payback(total, investment)
        result[8], result[9] = (own + extra) / uses, (own + extra) / job.HOUSEHOLDS
        return result

    def rate(self, terms: np.ndarray, flows: np.ndarray) -> np.ndarray:
        positive = terms.T @ self.on_grid > 0
        changes = positive[:, 1:] != positive[:, :-1]
        rates = np.full(len(flows), np.nan)
        single = np.flatnonzero(np.count_nonzero(changes, axis=1) == 1)
        if not len(single):
            return rates
        at = changes[single].argmax(axis=1)
        x = (job.RATES[at] + job.RATES[at + 1]) / 2
        years = self.flows.years
        for _ in range(8):
            terms = flows[single] * (1 + x[:, None]) ** -years
            x -= terms.sum(axis=1) / (-(terms * years).sum(axis=1) / (1 + x))
        rates[single] = x
        return rates

    def payback(self, total: np.ndarray, flows: np.ndarray) -> np.ndarray:
        """Years until what was put in has come back for good; NaN where it never does."""
        negative = total < 0
        months = total.shape[1]
        # The month after the last one with a negative sum.
        first = months - negative[:, ::-1].argmax(axis=1)
        years = np.full(len(total), np.nan)
        rows = np.flatnonzero((first < months) & negative.any(axis=1))
        before = total[rows, first[rows] - 1]
        years[rows] = (first[rows] - before / flows[rows, first[rows]]) / 12
        return years


def figures(inputs: np.ndarray) -> np.ndarray:
    return Model().figures(inputs)


def sample(rows: int) -> dict[str, list[float]]:
    model, random = Model(), np.random.default_rng(1)
    figures = np.empty((len(job.FIGURES), rows))
    for start in range(0, rows, BLOCK):
        count = min(BLOCK, rows - start)
        figures[:, start : start + count] = model.figures(job.draws(count, random))
    return {name: job.statistics(column) for name, column in zip(job.FIGURES, figures)}


if __name__ == "__main__":
    sys.exit(job.main(sys.argv[1:], __doc__, figures, sample))
