#!/usr/bin/env python3
"""W1 by numba, as an expert writes it: one compiled loop over the rows on all cores, the months inside. Needs `pip install numba`.

    numba_rows.py --sample ROWS | --figures IN.npy OUT.npy

The rates of return are counted on the same grid as NumPy's, by the same five products for each. Numbers are drawn by SciPy and
quantiles found by NumPy, blocks and figures on threads of their own, for which both let go of the interpreter. What is compiled is kept
(NUMBA_CACHE_DIR).
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import job  # first: it finds `grid`
import grid
import numba
import numpy as np

BLOCK = 16_384
CORES = len(os.sched_getaffinity(0))


@numba.njit(parallel=True, fastmath=False, cache=True, error_model="numpy")
def evaluate(inputs, facts, months, own_stages, rates, on_grid, answers):  # noqa: ANN001, ANN201, C901
    """[inputs, rows] → `answers` [figures, rows]. `months` and `on_grid`: five terms by month and by rate of the grid."""
    built, sold_area, titled, beyond, homes, contingency, demolition, selling, own_price, extra_price, households = facts
    rows, length, count = inputs.shape[1], months.shape[1], len(rates)
    own = own_price * titled
    blocks = (rows + BLOCK - 1) // BLOCK
    for block in numba.prange(blocks):
        flows, values = np.empty(length), np.empty(count)
        for row in range(block * BLOCK, min(rows, (block + 1) * BLOCK)):
            building = inputs[2, row] * built * (1 + inputs[4, row]) * (1 + contingency)
            transition = inputs[5, row] * titled
            proceeds = inputs[0, row] * inputs[1, row] * sold_area
            charges = selling * proceeds + homes * inputs[6, row]
            extra = extra_price * beyond * inputs[3, row]
            uses = building + demolition * titled + transition * 18 + charges
            sources = own + extra + proceeds
            a, b, c, d, e = -building, -demolition * titled, -transition, proceeds - charges, extra
            month = (1 + inputs[7, row]) ** (-1 / 12)
            cash = total = before = present = 0.0
            spent = False
            lowest, power, payback = np.inf, 1.0, np.nan
            for k in range(length):
                flow = a * months[0, k] + b * months[1, k] + c * months[2, k] + d * months[3, k] + e * months[4, k]
                flows[k] = flow
                cash += flow + own * own_stages[k]
                lowest = min(lowest, cash)
                power *= month
                present += flow * power
                before, total = total, total + flow
                if total < 0:
                    spent, payback = True, np.nan
                elif spent and np.isnan(payback):
                    payback = (k - before / flow) / 12
            for j in range(count):
                values[j] = a * on_grid[0, j] + b * on_grid[1, j] + c * on_grid[2, j] + d * on_grid[3, j] + e * on_grid[4, j]
            changes = 0
            for j in range(count - 1):
                changes += (values[j] > 0) != (values[j + 1] > 0)
            rate = np.nan
            if changes == 1:
                j = 0
                while (values[j] > 0) == (values[j + 1] > 0):
                    j += 1
                rate = (rates[j] + rates[j + 1]) / 2
                for _ in range(8):
                    factor = (1 + rate) ** (-1 / 12)
                    value = slope = 0.0
                    power = 1.0
                    for k in range(length):
                        power *= factor
                        value += flows[k] * power
                        slope -= flows[k] * power * ((k + 1) / 12)
                    rate -= value / (slope / (1 + rate))
            answers[0, row] = uses - sources
            answers[1, row] = uses
            answers[2, row] = sources
            answers[3, row] = max(0.0, -lowest)
            answers[4, row] = lowest
            answers[5, row] = rate
            answers[6, row] = present
            answers[7, row] = payback
            answers[8, row] = (own + extra) / uses
            answers[9, row] = (own + extra) / households


def figures(inputs: np.ndarray) -> np.ndarray:
    f = grid.Flows()
    n = f.inputs
    sold_area = n["homes"] * n["home area"]
    facts = (
        n["titled"] + n["beyond"] + sold_area, sold_area, n["titled"], n["beyond"], n["homes"], n["contingency"], n["demolition"],
        n["selling"], job.OWN_PRICE, job.EXTRA_PRICE, job.HOUSEHOLDS,
    )  # fmt: skip
    months = np.stack([f.curve, f.start, f.allowance, f.over_sales, f.stages])
    on_grid = months @ (1 + job.RATES[None, :]) ** -f.years[:, None]
    answers = np.empty((len(job.FIGURES), inputs.shape[1]))
    evaluate(inputs, facts, months, f.stages, job.RATES, on_grid, answers)
    return answers


def sample(rows: int) -> dict[str, Any]:
    marks = [time.perf_counter()]
    starts = range(0, rows, BLOCK)
    seeds = np.random.SeedSequence(1).spawn(len(starts))
    inputs = np.empty((len(job.INPUTS), rows))

    def draw(start: int, seed: np.random.SeedSequence) -> None:
        count = min(BLOCK, rows - start)
        inputs[:, start : start + count] = job.draws(count, np.random.default_rng(seed))

    with ThreadPoolExecutor(CORES) as pool:
        list(pool.map(draw, starts, seeds))
        marks.append(time.perf_counter())
        answers = figures(inputs)
        marks.append(time.perf_counter())
        told: dict[str, Any] = dict(zip(job.FIGURES, pool.map(job.statistics, answers)))
    marks.append(time.perf_counter())
    told["seconds"] = dict(zip(("drawing", "evaluating", "statistics"), np.diff(marks).tolist()))
    return told


if __name__ == "__main__":
    sys.exit(job.main(sys.argv[1:], __doc__, figures, sample))
