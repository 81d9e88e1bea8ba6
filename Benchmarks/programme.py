#!/usr/bin/env python3
"""W4: a city programme, 2,300 communities under 1,000 draws of policy, beside NumPy.

    programme.py PROGRAM [COMMUNITIES] [DRAWS] [RUNS]

The whole job, process and all: read the table, draw seven uncertain numbers with a correlation, fourteen figures and two conditions of
every community in every draw, sums over the communities with their quantiles, mean and quantiles of every figure of every community.
NumPy does it as an expert writes it for this one template (Scenarios/programmes/city-template.json): blocks of communities × draws that
stay in the cache, `quantile` along the draws. `programme.py --sample TABLE DRAWS` is that program alone. Before anything is timed, its
model gets draws that fundsim drew, and must give the same sums, shares, counts and quantiles (1e-9 of the largest). Physical checks of each community are in fundsim's time only.
"""

from __future__ import annotations

import csv
import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = ROOT / "Scenarios/programmes/city-template.json"
DRAWN = [
    "funding.city-subsidy.amount", "funding.district-subsidy.amount", "funding.provincial-grant.amount", "scale:costs.basic",
    "costs.lifts.unitCost", "funding.owners.amount", "funding.utilities.share",
]  # fmt: skip
SUMS = [
    "fundingGap", "totalUses", "totalSources", "governmentGross", "residentPayments", "parties.province.paid", "parties.city.paid",
    "parties.district.paid", "parties.residents.paid", "parties.utilities.paid", "parties.operator.paid",
]  # fmt: skip
RATIOS = {"governmentShare": ("government", "totalUses"), "residentShare": ("residentPayments", "totalUses"), "burdenPerHousehold": ("residentPayments", "households")}
SHARES = [0.05, 0.5, 0.95]
BLOCK = 16


def table(communities: int) -> str:
    """A table of so many communities, always the same."""
    numbers = random.Random(20261125)
    lines = ["小区名称,区县,户数（户）,原建筑面积（㎡）,project.quantities.lifts（部）,costs.upgrading.amount（万元）,funding.operator.amount（万元）,costs.basic.unitCost（元/㎡）"]
    for place in range(communities):
        households = numbers.randint(80, 1500)
        area, lifts = households * numbers.uniform(55, 95), numbers.randint(0, households // 60)
        rest = [numbers.uniform(1, 200), numbers.uniform(1, 100), numbers.uniform(130, 210)]
        lines.append(f"小区{place + 1},第{place % 9 + 1}区,{households},{area:.1f},{lifts}," + ",".join(f"{value:.2f}" for value in rest))
    return "\ufeff" + "\r\n".join(lines) + "\r\n"


def read(path: Path) -> dict[str, np.ndarray]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))[1:]
    columns = np.array([[float(cell) for cell in row[2:]] for row in rows]).T
    names = ["households", "area", "lifts", "upgrading", "operator", "unitCost"]
    found = dict(zip(names, columns * np.array([1, 1, 1, 1e4, 1e4, 1])[:, None]))
    return {name: column[:, None] for name, column in found.items()}


def figures(own: dict[str, np.ndarray], draws: np.ndarray) -> dict[str, np.ndarray]:
    """Communities × draws."""
    city, district, province, price, lift, owners, utilities = draws
    households = own["households"]
    basic = own["area"] * own["unitCost"] * price
    lifts = own["lifts"] * lift
    uses = 1.09 * (basic + 2500 * households + lifts + own["upgrading"])
    # Both are for basic works only: the city's first, the district's on what is left.
    from_city = np.minimum(households * city, basic)
    from_district = np.minimum(households * district, basic - from_city)
    from_province, for_lifts = households * province, 0.3 * lifts
    residents = households * owners + 0.6 * lifts
    from_utilities, operator = utilities * basic, np.broadcast_to(own["operator"], basic.shape)
    government = from_city + for_lifts + from_district + from_province
    sources = government + from_utilities + residents + operator
    return {
        "fundingGap": uses - sources, "totalUses": uses, "totalSources": sources, "governmentGross": government, "residentPayments": residents,
        "parties.province.paid": from_province, "parties.city.paid": from_city + for_lifts, "parties.district.paid": from_district,
        "parties.residents.paid": residents, "parties.utilities.paid": from_utilities, "parties.operator.paid": operator,
        "governmentShare": government / uses, "residentShare": residents / uses, "burdenPerHousehold": residents / households,
        "government": government, "households": np.broadcast_to(households, basic.shape),
    }  # fmt: skip


def programme(own: dict[str, np.ndarray], draws: np.ndarray) -> dict:
    communities, count = len(own["households"]), draws.shape[1]
    sums = {name: np.zeros(count) for name in [*SUMS, "government", "households"]}
    (balance, survive), gaps = np.zeros((2, count)), np.zeros(count)
    spread = {name: np.empty((communities, 4)) for name in [*SUMS, *RATIOS]}
    likelihood = np.empty(communities)
    part = np.arange(1, 5) / 4
    for start in range(0, communities, BLOCK):
        block = slice(start, start + BLOCK)
        found = figures({name: column[block] for name, column in own.items()}, draws)
        for name, total in sums.items():
            total += found[name].sum(axis=0)
        balances = found["fundingGap"] <= 0.005
        balance += balances.sum(axis=0)
        likelihood[block] = balances.mean(axis=1)
        gaps += np.where(balances, 0, found["fundingGap"]).sum(axis=0)
        # All money moves evenly over four quarters: cash at the end of each.
        lowest = np.minimum.reduce([-found["fundingGap"] * share for share in part])
        survive += (lowest >= -0.005).sum(axis=0)
        for name, table in spread.items():
            table[block, 0] = found[name].mean(axis=1)
            table[block, 1:] = np.quantile(found[name], SHARES, axis=1).T
    whole = {name: sums[name] for name in SUMS} | {name: sums[above] / sums[below] for name, (above, below) in RATIOS.items()}
    return {
        "totals": {name: summary(column) for name, column in whole.items()}, "gaps": summary(gaps),
        "balances": summary(balance), "survives": summary(survive), "all": float((balance == communities).mean()),
        "spread": spread, "likelihood": likelihood,
    }  # fmt: skip


def summary(column: np.ndarray) -> list[float]:
    return [float(column.mean()), float(column.std(ddof=1)), *map(float, np.quantile(column, SHARES))]


def drawn(count: int, random: np.random.Generator) -> np.ndarray:
    """Seven rows by their distributions; price level and cost of a lift through correlated normal numbers."""
    from scipy.special import betaincinv, ndtr

    def pert(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
        a, b = 1 + 4 * (mode - low) / (high - low), 1 + 4 * (high - mode) / (high - low)
        return low + (high - low) * betaincinv(a, b, u)

    def triangular(u: np.ndarray, low: float, mode: float, high: float) -> np.ndarray:
        split = (mode - low) / (high - low)
        return np.where(u < split, low + np.sqrt(u * (high - low) * (mode - low)), high - np.sqrt((1 - u) * (high - low) * (high - mode)))

    matrix = np.array([[1, 0.4], [0.4, 1]])
    price, lift = ndtr(np.linalg.cholesky(matrix) @ random.standard_normal((2, count)))
    return np.stack([
        random.choice([5000.0, 6000.0, 8000.0], count, p=[0.25, 0.55, 0.2]), triangular(random.random(count), 6000, 6000, 9000),
        random.uniform(1500, 4500, count), pert(price, 0.92, 1, 1.18), triangular(lift, 5e5, 5.5e5, 6.6e5),
        pert(random.random(count), 1000, 2000, 3500), random.uniform(0.05, 0.2, count),
    ])  # fmt: skip


def check(program: str, path: Path, folder: Path) -> tuple[float, int]:
    """The largest relative difference on draws that fundsim drew."""
    rows = folder / "rows.csv"
    command = [program, "sweep", str(TEMPLATE), "--over", str(path), "--sample", "40", "--out", str(rows), "--format", "json", "--quiet"]
    theirs = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    with rows.open(newline="") as file:
        first = [row for _, row in zip(range(40), csv.DictReader(file))]
    ours = programme(read(path), np.array([[float(row[name]) for row in first] for name in DRAWN]))
    worst, count = 0.0, 0

    def compare(own: float, other: float, largest: float) -> None:
        nonlocal worst, count
        worst, count = max(worst, abs(own - other) / largest), count + 1

    largest = ours["totals"]["totalUses"][0]
    for name, numbers in ours["totals"].items():
        scale = largest if name in SUMS else max(map(abs, numbers))
        for key, number in zip(["mean", "sd", "p05", "p50", "p95"], numbers):
            compare(number, theirs["totals"][name]["value"][key], scale)
    for key, number in zip(["mean", "sd", "p05", "p50", "p95"], ours["gaps"]):
        compare(number, theirs["gaps"][key], largest)
    for name in ("balances", "survives"):
        for key, number in zip(["mean", "sd", "p05", "p50", "p95"], ours[name]):
            compare(number, theirs["conditions"][name]["communities"][key], 1)
    for place, community in enumerate(theirs["results"]):
        compare(ours["likelihood"][place], community["conditions"]["balances"], 1)
        scale = ours["spread"]["totalUses"][place, 3]
        for name, table in ours["spread"].items():
            for number, key in zip(table[place], ["mean", "p05", "p50", "p95"]):
                compare(number, community["figures"][name][key], scale if name in SUMS else max(1, abs(number)))
    return worst, count


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    if arguments[0] == "--sample":
        answer = programme(read(Path(arguments[1])), drawn(int(arguments[2]), np.random.default_rng(1)))
        answer["likelihood"] = answer["likelihood"].tolist()
        answer["spread"] = {name: table.tolist() for name, table in answer["spread"].items()}
        print(json.dumps(answer))
        return 0
    program = str(Path(arguments[0]).resolve())
    communities, draws, runs = (int(argument) for argument in [*arguments[1:], *["2300", "1000", "3"][len(arguments) - 1 :]])
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "communities.csv"
        path.write_text(table(communities), encoding="utf-8", newline="")
        worst, count = check(program, path, Path(name))
        if not worst <= 1e-9:
            print(f"The figures differ by {worst:.3g}.", file=sys.stderr)
            return 1
        ours = [program, "sweep", str(TEMPLATE), "--over", str(path), "--sample", str(draws), "--quiet"]
        commands = {
            "fundsim, all cores": ours,
            "fundsim, one thread": [*ours, "--threads", "1"],
            "fundsim, all cores, JSON": [*ours, "--format", "json"],
            "NumPy": [sys.executable, __file__, "--sample", str(path), str(draws)],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for _ in range(runs):
            for name, command in commands.items():
                start = time.perf_counter()
                subprocess.run(command, check=True, capture_output=True)
                times[name].append(time.perf_counter() - start)
    print(f"W4: {communities} communities × {draws} draws, fourteen figures, whole process; {count} numbers equal to {worst:.1e}; target 2 s")
    least = min(times["fundsim, all cores"])
    for name, taken in times.items():
        print(f"  {name:<26} min {min(taken):6.2f} s  median {statistics.median(taken):6.2f} s  {min(taken) / least:6.2f} times")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
