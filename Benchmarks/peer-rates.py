#!/usr/bin/env python3
"""W5 beside its peers: the same series through pyxirr and through NumPy, one core, answers checked equal first.

Usage: .build/release/fundsim-bench Scenarios/yonganli.json rates FLOWS && Benchmarks/peer-rates.py FLOWS
Needs: pip install numpy pyxirr. Neither peer proves how many rates there are: each gives one, which is compared where
ours is the only one.
"""

import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
import numpy  # noqa: E402
import pyxirr  # noqa: E402

YEARS = 31
GRID = numpy.expm1(numpy.array([-2.3, -1.2, -0.6, -0.3, -0.15, -0.06, 0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.25, 0.35, 0.5, 0.7, 1, 2]))


def numpy_rates(flows):
    """One rate of each of `flows` [years, lanes]: signs on a grid by one product, then Newton's steps."""
    times = numpy.arange(YEARS)[:, None]
    u = numpy.log1p(GRID)
    signs = numpy.exp(-u[:, None] * times.T) @ flows > 0
    change = (signs[1:] != signs[:-1]).argmax(axis=0)
    u = (u[change] + u[change + 1]) / 2
    for _ in range(6):
        terms = flows * numpy.exp(-u * times)
        u = u + terms.sum(axis=0) / (times * terms).sum(axis=0)
    return numpy.expm1(u)


def pyxirr_rates(flows):
    return numpy.array([pyxirr.irr(column, silent=True) for column in flows.T.copy()], dtype=float)


def measured(name, rates, flows, ours, lanes):
    flows, ours = numpy.ascontiguousarray(flows[:, :lanes]), ours[:lanes]
    start = time.perf_counter()
    found = rates(flows)
    seconds = time.perf_counter() - start
    only = numpy.isfinite(ours)
    off = numpy.abs(found[only] - ours[only]) > 1e-9 * numpy.maximum(1, numpy.abs(ours[only]))
    print(f"{name:<24} {lanes / seconds / 1e6:5.2f} M/s   {off.sum()} of {only.sum()} rates differ by more than 1e-9")


def main():
    columns = numpy.fromfile(sys.argv[1]).reshape(YEARS + 1, -1)
    flows, ours = columns[:YEARS], columns[YEARS]
    with numpy.errstate(all="ignore"):
        measured("pyxirr " + pyxirr.__version__, pyxirr_rates, flows, ours, 50_000)
        measured("NumPy " + numpy.__version__, numpy_rates, flows, ours, 200_000)


if __name__ == "__main__":
    main()
