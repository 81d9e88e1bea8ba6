#!/usr/bin/env python3
"""W2: a table of break-even values, 101 × 101 cells of 永安里.

    grid.py PROGRAM [RUNS]

In each cell of sale price × building cost, the price of extra area at which the rate of return is 6 % (present value at 6 % is 0).
The whole process of `fundsim breakeven`, start to written file, against SciPy's brentq cell by cell on a NumPy model of the same
flows. The model is a function of its inputs, vectorised over the months, as it is written for any question; brentq asks it for one
number. Python is timed twice: the solving alone, and as a program of its own (`grid.py --solve FILE`), which starts, imports, reads
the scenario and writes JSON as fundsim does. Two more lines are for this one question only: the model with all that price and cost
do not move folded into rows beforehand, and all cells at once, knowing that the figure is affine in the price of extra area, which
the program has to find out. The answers must be equal to 1e-6 yuan/m² before anything is timed.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any, Callable

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "Scenarios/yonganli.json"
RATE = 0.06
PRICES = np.linspace(8000, 11000, 101)
COSTS = np.linspace(2300, 3300, 101)
FACTORS = {"%": 0.01, "万元/套": 1e4}
MONTHS = 30


class Flows:
    """The investment cash flow by months: own area is financing and stays outside."""

    def __init__(self) -> None:
        scenario = json.loads(FILE.read_text())

        def number(path: str) -> float:
            item: Any = scenario
            for part in path.split("."):
                item = item[part]
            return item["value"] * FACTORS.get(item.get("unit"), 1.0)

        homes = [[number(f"project.homeTypes.{name}.{fact}") for fact in ("count", "titleArea", "newArea")] for name in ("small", "middle", "large")]
        titled = sum(count * title for count, title, _ in homes)
        beyond = sum(count * (new - title) for count, title, new in homes)
        sold = number("funding.homes.homes") * number("funding.homes.homeArea")
        built = titled + beyond + sold

        def even(first: int, last: int) -> np.ndarray:
            row = np.zeros(MONTHS)
            row[first:last] = 1 / (last - first)
            return row

        # An S-curve has paid 3x² − 2x³ of the whole after a part x of its time.
        x = np.linspace(0, 1, 18 - 3 + 1)
        curve = np.zeros(MONTHS)
        curve[3:18] = np.diff(x * x * (3 - 2 * x))
        stages = np.zeros(MONTHS)
        stages[[0, 9, 17]] = 0.3, 0.4, 0.3
        sales = even(9, MONTHS)
        allowance = np.zeros(MONTHS)
        allowance[[0, 12]] = 12, 6
        # From here on a month of a cell is: fixed + extra price · purchases + sale price · sales − unit cost · building.
        self.purchases = beyond * stages
        self.sales = sold * (1 - number("funding.homes.sellingCost")) * sales
        self.building = built * (1 + number("costs.fees.share")) * (1 + number("costs.contingency.share")) * curve
        self.fixed = (
            -titled * number("costs.demolition.unitCost") * even(0, 3)
            - titled * number("costs.transition.rate") * allowance
            - number("funding.homes.homes") * number("funding.homes.premiumPerHome") * sales
        )
        self.inputs = {
            "titled": titled, "beyond": beyond, "homes": number("funding.homes.homes"), "home area": number("funding.homes.homeArea"),
            "fees": number("costs.fees.share"), "contingency": number("costs.contingency.share"),
            "demolition": number("costs.demolition.unitCost"), "transition": number("costs.transition.rate"),
            "selling": number("funding.homes.sellingCost"), "premium": number("funding.homes.premiumPerHome"),
        }  # fmt: skip
        self.curve, self.stages, self.over_sales, self.allowance, self.start = curve, stages, sales, allowance, even(0, 3)
        self.years = np.arange(1, MONTHS + 1) / 12
        self.discount = (1 + RATE) ** (-np.arange(1, MONTHS + 1) / 12)

    def present_value(self, price: float, unit_cost: float, extra: float) -> float:
        """The model: every flow by month from its inputs, then the present value."""
        n = self.inputs
        sold = n["homes"] * n["home area"]
        works = unit_cost * (n["titled"] + n["beyond"] + sold) * self.curve
        fees = n["fees"] * works
        contingency = n["contingency"] * (works + fees)
        demolition = n["demolition"] * n["titled"] * self.start
        transition = n["transition"] * n["titled"] * self.allowance
        purchases = extra * n["beyond"] * self.stages
        proceeds = price * sold * self.over_sales
        selling = n["selling"] * proceeds
        premium = n["homes"] * n["premium"] * self.over_sales
        flow = purchases + proceeds - selling - premium - works - fees - contingency - demolition - transition
        return float(flow @ (1 + RATE) ** -self.years)

    def cell_by_cell(self) -> np.ndarray:
        from scipy.optimize import brentq  # here, because W1's peers read this file and need no solver

        answers = np.empty((len(PRICES), len(COSTS)))
        for row, price in enumerate(PRICES):
            for column, cost in enumerate(COSTS):
                answers[row, column] = brentq(lambda extra: self.present_value(price, cost, extra), -1e5, 1e6, xtol=1e-9, rtol=1e-14)
        return answers

    def folded(self) -> np.ndarray:
        from scipy.optimize import brentq

        answers = np.empty((len(PRICES), len(COSTS)))
        for row, price in enumerate(PRICES):
            income = self.fixed + price * self.sales
            for column, cost in enumerate(COSTS):
                known = income - cost * self.building

                def present_value(extra: float) -> float:
                    return (known + extra * self.purchases) @ self.discount

                answers[row, column] = brentq(present_value, -1e5, 1e6, xtol=1e-9, rtol=1e-14)
        return answers

    def at_once(self) -> np.ndarray:
        fixed, purchases, sales, building = np.stack([self.fixed, self.purchases, self.sales, self.building]) @ self.discount
        return (building * COSTS[None, :] - sales * PRICES[:, None] - fixed) / purchases


def command(program: str, output: Path) -> list[str]:
    return [
        program, "breakeven", str(FILE), "--solve", "funding.residents.extraPrice", "--for", "irr=6%",
        "--vary", "funding.homes.price=8000:11000:30", "--vary", "costs.building.unitCost=2300:3300:10",
        "--format", "json", "--force", "--quiet", "-o", str(output),
    ]  # fmt: skip


def timed(runs: int, work: Callable[[], Any]) -> list[float]:
    work()  # warms the caches
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return times


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    if arguments[0] == "--solve":
        cells = [[{"value": value} for value in row] for row in Flows().cell_by_cell().tolist()]
        Path(arguments[1]).write_text(json.dumps({"rows": PRICES.tolist(), "columns": COSTS.tolist(), "cells": cells}))
        return 0
    program, runs = str(Path(arguments[0]).resolve()), int(arguments[1]) if len(arguments) > 1 else 20
    flows = Flows()
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "grid.json"
        run = lambda: subprocess.run(command(program, output), check=True, capture_output=True)  # noqa: E731
        run()
        answer = json.loads(output.read_text())
        assert np.allclose(answer["rows"]["values"], PRICES, rtol=1e-15) and np.allclose(answer["columns"]["values"], COSTS, rtol=1e-15)
        assert all(cell["status"] in ("solved", "outside") for row in answer["cells"] for cell in row)
        told = np.array([[cell["value"] for cell in row] for row in answer["cells"]], dtype=float)
        ours = flows.cell_by_cell()
        off = max(float(np.max(np.abs(other - ours))) for other in (told, flows.folded(), flows.at_once()))
        if not off <= 1e-6:
            print(f"The answers differ by {off:.3g} yuan/m².", file=sys.stderr)
            return 1
        size = output.stat().st_size / 1e6
        # In turn, so that a busy machine slows all of them.
        process, python, scipy, folded, numpy = [], [], [], [], []
        own = [sys.executable, __file__, "--solve", str(Path(folder) / "own.json")]
        for _ in range(4):
            process += timed(max(1, runs // 4), run)
            python += timed(max(1, runs // 8), lambda: subprocess.run(own, check=True))
            scipy += timed(max(1, runs // 8), flows.cell_by_cell)
            folded += timed(max(1, runs // 8), flows.folded)
            numpy += timed(max(1, runs // 4), flows.at_once)
    print(f"W2: {len(PRICES)} × {len(COSTS)} cells, price of extra area for a return of 6 %; answers equal to {off:.1e} yuan/m²")
    for name, times in (("fundsim breakeven, whole process", process), ("SciPy brentq, whole process", python),
                        ("SciPy brentq, solving alone", scipy),
                        ("SciPy brentq, folded by hand, solving alone", folded), ("NumPy, all cells at once, solving alone", numpy)):  # fmt: skip
        ratio = f"{min(times) / min(process):6.2f} (medians {statistics.median(times) / statistics.median(process):.2f}) times fundsim"
        print(f"  {name:<44} min {min(times) * 1000:7.2f} ms  median {statistics.median(times) * 1000:7.2f} ms  {ratio}")
    print(f"  target 200 ms; {size:.1f} MB written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
