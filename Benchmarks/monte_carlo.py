#!/usr/bin/env python3
"""W1: a Monte Carlo of 永安里, a million rows, beside its peers.

    monte_carlo.py PROGRAM [ROWS] [RUNS]

The whole job, process and all: draw the eight uncertain numbers of the scenario with their correlations, evaluate ten figures over 30
months, mean, deviation and five quantiles of each. The peers, one a file in `peers/`: NumPy as an expert writes it; numba, a compiled
loop on all cores; numpy-financial, one scenario a turn; LibreOffice's multiple operations. The last two are too slow for a million rows:
they run on some, and their rows a second are those of the time beyond the same process with hardly any work. A peer that is not
installed is left out, and a line says what installs it.

Before anything is timed, every peer gets rows that fundsim drew, of the scenario and of a copy whose eight numbers are drawn widely, so
that some rows have a rate of return and pay back, which hardly a row of the scenario itself does. It must give the same figures: 1e-9 of
the largest, or of 1 + the rate for the rate of return. What has no value must have none, with one freedom, which is told: no peer proves
how many rates of return there are. NumPy and numba count them on a grid, see none beyond it, and of two close together none; on rows of
the scenario itself they must agree in full. numpy-financial and LibreOffice give some rate where there are several. Then the peers that
draw for themselves must come to fundsim's means, deviations and quantiles within what chance allows.
"""

from __future__ import annotations

import copy
import csv
import importlib.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Callable

import numpy as np

PEERS = Path(__file__).resolve().parent / "peers"
sys.path.insert(0, str(PEERS))
import job  # noqa: E402
import grid  # noqa: E402
import spreadsheet  # noqa: E402

TOLERANCE = 1e-9
CHECKED, CHECKED_IN_SHEETS = 2_000, 60
SAMPLED = 100_000
LOOP_ROWS, SHEET_ROWS = 5_000, 200
WIDE = {
    "funding.homes.price": (6000, 30_000, "元/㎡"), "funding.homes.soldShare": (0, 100, "%"),
    "costs.building.unitCost": (1000, 4000, "元/㎡"), "funding.residents.takeUp": (0, 100, "%"), "costs.fees.share": (0, 20, "%"),
    "costs.transition.rate": (0, 20, "元/㎡·月"), "funding.homes.premiumPerHome": (0, 30, "万元/套"), "finance.discountRate": (0, 20, "%"),
}  # fmt: skip


class Drawn:
    """Rows that fundsim drew, and its figures of them."""

    def __init__(self, program: str, scenario: Path, rows: int, folder: Path, exact: bool) -> None:
        path = folder / f"{scenario.stem}.csv"
        run([*sweep(program, rows, scenario), "--out", str(path)])
        with path.open(newline="") as file:
            found = list(csv.DictReader(file))
        column = lambda name: np.array([float(row[name]) if row[name] else np.nan for row in found])  # noqa: E731
        self.inputs = np.stack([column(name) for name in job.INPUTS])
        self.figures = np.stack([column(name) for name in job.FIGURES])
        self.several = np.array(["irr=severalRoots" in row["missing"].split(";") for row in found])
        self.exact = exact

    def keep(self, rows: int) -> None:
        self.inputs, self.figures, self.several = self.inputs[:, :rows], self.figures[:, :rows], self.several[:rows]


@dataclass
class Verdict:
    """How one peer compares."""

    worst: float = 0.0
    rates: int = 0
    one_of_several: int = 0
    unseen: int = 0
    faults: list[str] = field(default_factory=list)

    def compare(self, own: np.ndarray, drawn: Drawn, counts_rates: bool) -> None:
        if own.shape != drawn.figures.shape:
            self.faults.append(f"{own.shape} figures instead of {drawn.figures.shape}")
            return
        for name, mine, theirs in zip(job.FIGURES, own, drawn.figures):
            both = np.isfinite(mine) & np.isfinite(theirs)
            if name == "irr":
                self.compare_rates(mine, theirs, drawn, counts_rates)
                scale = 1 + np.abs(theirs[both])
            else:
                if not np.array_equal(np.isfinite(mine), np.isfinite(theirs)):
                    self.faults.append(f"{name}: other rows have no value")
                scale = np.max(np.abs(theirs[both])) if both.any() else 1.0
            if both.any():
                off = float(np.max(np.abs(mine[both] - theirs[both]) / scale))
                self.worst = max(self.worst, off)
                if not off <= TOLERANCE:
                    self.faults.append(f"{name}: differs by {off:.3g}")

    def compare_rates(self, mine: np.ndarray, theirs: np.ndarray, drawn: Drawn, counts_rates: bool) -> None:
        """Where only one of the two has a rate: a fault, or a freedom that is counted."""
        more, less = np.isfinite(mine) & np.isnan(theirs), np.isnan(mine) & np.isfinite(theirs)
        self.rates += int(np.isfinite(theirs).sum())
        if (more & ~drawn.several).any():
            self.faults.append("irr: a rate where there is none")
        if counts_rates:
            inside = (theirs > job.RATES[0]) & (theirs < job.RATES[-1])
            if (less & inside).any():
                self.faults.append("irr: a rate inside the grid not found")
            if drawn.exact and (more | less).any():
                self.faults.append("irr: other rows have a rate")
        self.one_of_several += int(more.sum())
        self.unseen += int(less.sum())

    def compare_samples(self, own: dict[str, list[float]], theirs: dict[str, dict[str, float]], rows: int) -> None:
        """Two samples of the same numbers, `own` of so many rows, `theirs` of no fewer: far more than chance allows is a fault."""
        for name, told in theirs.items():
            # The rate of return and the payback have no value in nearly every row.
            if told["missing"]:
                continue
            mean, deviation, p05, _, p50, _, p95 = own[name]
            error = told["sd"] / rows**0.5
            for what, mine, other, errors in (
                ("mean", mean, told["mean"], 9), ("deviation", deviation, told["sd"], 9), ("p05", p05, told["p05"], 25),
                ("p50", p50, told["p50"], 25), ("p95", p95, told["p95"], 25),
            ):  # fmt: skip
                if not abs(mine - other) <= errors * error:
                    self.faults.append(f"{name}: the {what} of a sample is {abs(mine - other) / error:.0f} standard errors off")


@dataclass
class Peer:
    name: str
    figures: Callable[[np.ndarray], np.ndarray]
    counts_rates: bool
    missing: str | None
    # The program that draws for itself, and how many rows of it are compared; none: it only takes rows.
    file: str | None
    sampled: int = SAMPLED
    checked: int = CHECKED
    verdict: Verdict = field(default_factory=Verdict)


@dataclass
class Line:
    """One line of the table. `start`: the same process with hardly any work, where the rate is that of the rest."""

    name: str
    rows: int
    work: Callable[[], None]
    start: Callable[[], None] | None = None
    times: list[float] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)

    def turn(self) -> None:
        self.times.append(seconds(self.work))
        if self.start:
            self.starts.append(seconds(self.start))

    def rate(self) -> float:
        return self.rows / max(min(self.times) - min(self.starts, default=0.0), 1e-9)


def seconds(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def peer_command(file: str, *arguments: str) -> list[str]:
    return [sys.executable, str(PEERS / file), *arguments]


def run(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def sweep(program: str, rows: int, scenario: Path = grid.FILE) -> list[str]:
    return [program, "sweep", str(scenario), "--sample", str(rows), "--format", "json", "--indicators", *job.FIGURES]


def figures_by(file: str, folder: Path) -> Callable[[np.ndarray], np.ndarray]:
    def figures(inputs: np.ndarray) -> np.ndarray:
        source, target = folder / "inputs.npy", folder / "figures.npy"
        target.unlink(missing_ok=True)
        np.save(source, inputs)
        run(peer_command(file, "--figures", str(source), str(target)))
        return np.load(target)

    return figures


def wide_scenario(folder: Path) -> Path:
    scenario = json.loads(grid.FILE.read_text())
    bound = lambda value, unit: {"value": value, "unit": unit, "assumed": True}  # noqa: E731
    scenario["uncertain"] = {
        f"wide-{index}": {
            "label": {"en": name, "zh": name}, "input": name, "distribution": "uniform",
            "minimum": bound(low, unit), "maximum": bound(high, unit),
        }
        for index, (name, (low, high, unit)) in enumerate(WIDE.items())
    }  # fmt: skip
    path = folder / "wide.json"
    path.write_text(json.dumps(scenario, ensure_ascii=False))
    return path


def install(module: str, package: str) -> str | None:
    return None if importlib.util.find_spec(module) else f"{sys.executable} -m pip install {package}"


def check(program: str, folder: Path, peers: list[Peer]) -> bool:
    """Every peer that is there on the same rows; its faults are printed."""
    drawn = [
        Drawn(program, grid.FILE, CHECKED, folder, exact=True),
        Drawn(program, wide_scenario(folder), CHECKED, folder, exact=False),
    ]  # fmt: skip
    sampled = json.loads(run(sweep(program, SAMPLED)))["indicators"]
    for peer in peers:
        for rows in drawn:
            part = copy.copy(rows)
            part.keep(peer.checked)
            peer.verdict.compare(peer.figures(part.inputs), part, peer.counts_rates)
        if peer.file:
            peer.verdict.compare_samples(json.loads(run(peer_command(peer.file, "--sample", str(peer.sampled)))), sampled, peer.sampled)
        for fault in peer.verdict.faults:
            print(f"{peer.name}: {fault}", file=sys.stderr)
    return not any(peer.verdict.faults for peer in peers)


def lines(program: str, rows: int, folder: Path, names: set[str]) -> list[Line]:
    ours = sweep(program, rows)
    work = lambda command: lambda: run(command) and None  # noqa: E731
    told = [
        Line("fundsim sweep, all cores", rows, work(ours)),
        Line("fundsim sweep, one thread", rows, work([*ours, "--threads", "1"])),
        Line("NumPy", rows, work(peer_command("numpy_rows.py", "--sample", str(rows)))),
        Line("numba", rows, work(peer_command("numba_rows.py", "--sample", str(rows)))),
        Line(
            "numpy-financial", LOOP_ROWS, work(peer_command("financial_rows.py", "--sample", str(LOOP_ROWS))),
            work(peer_command("financial_rows.py", "--sample", "1")),
        ),
    ]  # fmt: skip
    told = [line for line in told if line.name.startswith("fundsim") or line.name in names]
    if "LibreOffice" in names:
        inputs = job.draws(SHEET_ROWS, np.random.default_rng(1))
        tables, bare, output = folder / "tables.xlsx", folder / "bare.xlsx", folder / "recalculated"
        output.mkdir()
        spreadsheet.write(inputs, tables)
        spreadsheet.write(inputs, bare, tables=False)
        convert = lambda path: lambda: spreadsheet.recalculate(path, output)  # noqa: E731
        told.append(Line("LibreOffice", SHEET_ROWS, convert(tables), convert(bare)))
    return told


def report(told: list[Line], peers: list[Peer]) -> None:
    ours = told[0].rate()
    print(f"  {'work':<28} {'rows':>9} {'least':>9} {'median':>9} {'rows/s':>10}  times fundsim")
    for line in told:
        times = f"{min(line.times):7.2f} s {statistics.median(line.times):7.2f} s"
        scaled = f", scaled; {min(line.starts):.2f} s of it are the start" if line.starts else ""
        print(f"  {line.name:<28} {line.rows:>9,} {times} {line.rate():>10,.0f} {ours / line.rate():>9,.2f}{scaled}")
    for peer in peers:
        verdict = peer.verdict
        print(
            f"  {peer.name}: 2 × {peer.checked:,} rows equal to {verdict.worst:.1e}; {verdict.one_of_several:,} times it gives one of several"
            f" rates, {verdict.unseen:,} of {verdict.rates:,} it does not find"
        )


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    program = str(Path(arguments[0]).resolve())
    rows = int(arguments[1]) if len(arguments) > 1 else 1_000_000
    runs = int(arguments[2]) if len(arguments) > 2 else 3
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # What numba compiles is kept here: the first run of this program compiles, the others do not.
        os.environ["NUMBA_CACHE_DIR"] = str(folder / "numba")
        known = [
            Peer("NumPy", figures_by("numpy_rows.py", folder), True, None, "numpy_rows.py"),
            Peer("numba", figures_by("numba_rows.py", folder), True, install("numba", "numba"), "numba_rows.py"),
            Peer(
                "numpy-financial", figures_by("financial_rows.py", folder), False, install("numpy_financial", "numpy-financial"),
                "financial_rows.py", LOOP_ROWS,
            ),
            Peer("LibreOffice", spreadsheet.figures, False, spreadsheet.missing(), None, checked=CHECKED_IN_SHEETS),
        ]  # fmt: skip
        peers = [peer for peer in known if not peer.missing]
        first = None
        if any(peer.name == "numba" for peer in peers):
            first = seconds(lambda: run(peer_command("numba_rows.py", "--sample", str(rows))) and None)
        if not check(program, folder, peers):
            return 1
        told = lines(program, rows, folder, {peer.name for peer in peers})
        for _ in range(runs):
            for line in told:
                line.turn()
        stages = json.loads(run(peer_command("numba_rows.py", "--sample", str(rows))))["seconds"] if first else {}
    print(f"W1: {rows:,} rows of 永安里, ten figures, whole process")
    report(told, peers)
    if first:
        parts = ", ".join(f"{name} {taken:.2f} s" for name, taken in stages.items())
        print(f"  numba: {first:.2f} s where it has to compile first; of a later run {parts}")
    for peer in known:
        if peer.missing:
            print(f"  {peer.name}: left out; {peer.missing}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
