#!/usr/bin/env python3
"""永安里 solved by hand: the one equation of its balance, put for each number in turn, in exact fractions.

    closed_form_yonganli.py PROGRAM

    own·A + extra·E + N·(a·price·(1 − s) − premium) + subsidies = cost
    cost = (B + N·a)·c·(1 + f)·(1 + k) + A·(d + t·m)

A titled area, E area beyond it, B area of the residents' new homes, N homes for sale of a m² each, s selling cost, c building cost
per m² built (homes for sale are built too), f fees on the building, k contingency on building and fees, d demolition, t transition
allowance a month for m months. The numbers are read from the scenario file. `breakeven` must find the same values to a billionth,
and so must it where other numbers are set.
"""

from __future__ import annotations

import json
import math
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FILE = ROOT / "Scenarios/yonganli.json"
FACTORS = {"%": F(1, 100), "万元/套": F(10_000)}

# What the letters are called in the file.
PATHS = {
    "own": "funding.residents.price", "extra": "funding.residents.extraPrice", "N": "funding.homes.homes", "a": "funding.homes.homeArea",
    "price": "funding.homes.price", "s": "funding.homes.sellingCost", "premium": "funding.homes.premiumPerHome",
    "c": "costs.building.unitCost", "f": "costs.fees.share", "k": "costs.contingency.share", "d": "costs.demolition.unitCost",
    "t": "costs.transition.rate",
}  # fmt: skip


def number(scenario: Any, path: str) -> F:
    item = scenario
    for part in path.split("."):
        item = item[part]
    # The decimal as written, not the nearest double.
    return F(str(item["value"])) * FACTORS.get(item.get("unit"), F(1))


def areas(scenario: Any) -> tuple[F, F, F]:
    homes = scenario["project"]["homeTypes"]
    types = [[number(scenario, f"project.homeTypes.{name}.{fact}") for fact in ("count", "titleArea", "newArea")] for name in homes]
    assert all(new >= title for _, title, new in types)
    return (
        sum((count * title for count, title, _ in types), F(0)),
        sum((count * (new - title) for count, title, new in types), F(0)),
        sum((count * new for count, _, new in types), F(0)),
    )


def solutions(x: dict[str, F], A: F, E: F, B: F, months: F, subsidies: F) -> dict[str, F]:
    """Each number from all others."""
    loaded = (1 + x["f"]) * (1 + x["k"])
    cost = (B + x["N"] * x["a"]) * x["c"] * loaded + A * (x["d"] + x["t"] * months)
    home = x["a"] * x["price"] * (1 - x["s"]) - x["premium"]  # what a sold home leaves
    own, extra, sold = x["own"] * A, x["extra"] * E, x["N"] * home
    missing = cost - own - extra - sold - subsidies
    building = (B + x["N"] * x["a"]) * x["c"]
    return {
        "own": (cost - extra - sold - subsidies) / A,
        "extra": (cost - own - sold - subsidies) / E,
        # One home more earns `home` and has to be built.
        "N": (B * x["c"] * loaded + A * (x["d"] + x["t"] * months) - own - extra - subsidies) / (home - x["a"] * x["c"] * loaded),
        "price": ((cost - own - extra - subsidies) / x["N"] + x["premium"]) / (x["a"] * (1 - x["s"])),
        "premium": x["a"] * x["price"] * (1 - x["s"]) - (cost - own - extra - subsidies) / x["N"],
        "a": x["a"] + missing / (x["N"] * (x["price"] * (1 - x["s"]) - x["c"] * loaded)),
        "s": x["s"] - missing / (x["N"] * x["a"] * x["price"]),
        "c": x["c"] - missing / ((B + x["N"] * x["a"]) * loaded),
        "f": x["f"] - missing / (building * (1 + x["k"])),
        "k": x["k"] - missing / (building * (1 + x["f"])),
        "d": x["d"] - missing / A,
        "t": x["t"] - missing / (A * months),
    }


def ask(program: str, path: str, changes: dict[str, F]) -> float:
    command = [program, "breakeven", str(FILE), "--solve", path, "--format", "json", "--quiet"]
    for name, value in changes.items():
        command += ["--set", f"{PATHS[name]}={float(value)!r}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}: {done.stderr}{done.stdout}")
    answer = json.loads(done.stdout)
    # The allowance has a floor, so the search is asked there.
    assert len(answer["roots"]) == 1 and answer["method"] == ("search" if path == PATHS["t"] else "affine"), answer
    if PATHS["N"] == path:
        whole, root = answer["whole"], answer["roots"][0]
        assert whole["value"] == (math.ceil(root) if whole["smallest"] else math.floor(root)), whole
    return answer["roots"][0]


def main(program: str) -> int:
    scenario = json.loads(FILE.read_text())
    assert set(scenario["funding"]) == {"residents", "homes"} and "debt" not in scenario
    assert scenario["funding"]["residents"]["extraFrom"] == "title" and scenario["costs"]["building"]["area"] == "built"
    months, subsidies = number(scenario, "timeline.constructionMonths"), F(0)
    A, E, B = areas(scenario)
    worst = 0.0
    for changes in ({}, {"price": F(9_625), "c": F(2_655)}, {"extra": F(9_000), "N": F(80), "premium": F(152_500)}, {"own": F(1_625), "t": F(12)}):
        numbers = {name: number(scenario, path) for name, path in PATHS.items()} | changes
        for name, expected in solutions(numbers, A, E, B, months, subsidies).items():
            if expected < 0:
                continue  # outside what the number may be
            found = ask(program, PATHS[name], changes)
            off = abs(found / float(expected) - 1)
            worst = max(worst, off)
            if off > 1e-9:
                print(f"{PATHS[name]}: found {found!r}, by hand {float(expected)!r}, with {changes}", file=sys.stderr)
                return 1
    print(f"永安里 by hand: A {A} m², E {E} m², B {B} m²; worst {worst:.1e} off")
    return 0


if __name__ == "__main__":
    sys.exit(main(str(Path(sys.argv[1]).resolve())) if len(sys.argv) == 2 else __doc__)
