#!/usr/bin/env python3
"""What `breakeven` finds, set as a number of its own and run anew: does the target hold?

    breakeven_closes.py PROGRAM [SCENARIO…]

For every scenario (without a name: Scenarios/*.json and Scenarios/examples/*.json) the ten critical points of most effect, each
lever alone, and all levers together are written by `--set` into a fresh run, which knows nothing of the search. The gap must be
within 0.005 yuan or a billionth of the largest amount, and never a yuan off. So must the effect of +1 %, which is another run.
Some scenarios are also asked for a coverage of 1.2, a lowest cash of 0, a present value of 0, a rate of return of 6 %. Prints the worst difference by scenario; ends with 1 where one fails.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, Optional

Json = Any
ROOT = Path(__file__).resolve().parents[2]
POINTS = 10
RATIO = 1e-9
# What a site or a garage does not allow closes no gap; a run refuses it, and nothing is left to hold.
REFUSALS = (
    "but the site allows", "parking spaces are sold, and only", "The distributions of this account", "comes to more than ten trillion",
)
# Asked beside the gap: debt, cash, return.
FURTHER = {
    "coverage=1.2": ["anshan-tiedong", "yichang-wujiagang-bond", "yueyang-luowang-bond", "zoucheng-bond"],
    "lowestCash=0": ["changsha-3614", "chongqing-hongyupo-ppp", "first", "yonganli", "zhegong-xincun", "zoucheng-bond"],
    "npv=0": ["first", "wuhan-21-jiefang", "yonganli", "yueyang-luowang-bond"],
    "irr=0.06": ["chongqing-hongyupo-ppp", "shenyang-mixed-pool", "wuhan-21-jiefang", "zoucheng-bond"],
    "explainedShare=0.41": ["changsha-programme"],
}


@dataclass(frozen=True)
class Aim:
    """`target` as typed, `None` for the gap, and how many of its critical points are tried."""

    target: Optional[str]
    points: int


@dataclass
class Report:
    name: str
    lines: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def ask(program: str, *arguments: str) -> tuple[int, Json, str]:
    done = subprocess.run([program, *arguments, "--format", "json", "--quiet"], capture_output=True, text=True, check=False)
    try:
        return done.returncode, json.loads(done.stdout), done.stderr.strip()
    except json.JSONDecodeError:
        return done.returncode, None, done.stderr.strip()


# The target of plans with debt: what the verdict says is short at worst.
PLAN = "verdict.short"


def settings(path: str, value: float, scenario: Json) -> list[str]:
    """A common factor is the `scale` of each block it covers; shares of other costs follow these and keep their own."""
    if not path.startswith("scale:"):
        return ["--set", f"{path}={value!r}"]
    section, _, block = path.removeprefix("scale:").partition(".")
    if block:
        return ["--set", f"{section}.{block}.scale={value!r}"]
    # A section of a pool is that of all its projects.
    members = {f"projects.{name}.": read_project(one) for name, one in (scenario.get("projects") or {}).items()} | {"": scenario}
    blocks = [
        f"{prefix}{section}.{name}"
        for prefix, member in members.items()
        for name, one in (member.get(section) or {}).items()
        if one["kind"] != "cost.shareOf"
    ]
    return [part for name in blocks for part in ("--set", f"{name}.scale={value!r}")]


def read_project(entry: Json) -> Json:
    return json.loads((ROOT / "Scenarios" / entry["file"]).read_text()) if "file" in entry else entry


def amount_scale(run: Json) -> float:
    amounts = [abs(one["value"]) for one in run["indicators"].values() if one["unit"] == "yuan" and one["value"] is not None]
    return max(amounts, default=1.0)


def short_of(run: Json) -> float:
    """What the whole plan is short at worst; negative where there is room."""
    return float(run["verdict"]["short"])


def reading(run: Json, indicator: str) -> Optional[float]:
    return short_of(run) if indicator == PLAN else run["indicators"].get(indicator, {"value": None})["value"]


def distance(run: Json, indicator: str, value: float) -> float:
    """How far an indicator is from a value; of several rates the nearest counts."""
    if indicator == PLAN:  # rounded to the safe side: room is as asked
        return max(0.0, short_of(run))
    found = run["indicators"].get(indicator, {"value": None})
    candidates = found.get("roots") or [found["value"]]
    numbers = [abs(one - value) for one in candidates if one is not None]
    return min(numbers, default=float("inf"))


def tolerance(run: Json, indicator: str) -> float:
    if indicator == PLAN or run["indicators"][indicator]["unit"] == "yuan":
        return min(1.0, max(0.005, RATIO * amount_scale(run)))
    return RATIO


class Closing:
    def __init__(self, program: str, file: Path, aim: Aim) -> None:
        self.program, self.file, self.aim = program, str(file), aim
        self.scenario = json.loads(file.read_text())
        self.worst, self.worst_effect, self.count, self.refused = 0.0, 0.0, 0, 0
        self.faults: list[str] = []

    def run(self, changes: list[str]) -> Json:
        code, run, said = ask(self.program, "run", self.file, *changes)
        if code == 65 and any(words in said for words in REFUSALS):
            self.refused += 1
        elif run is None:
            self.faults.append(f"run {self.file} {' '.join(changes)} ended with {code}: {said}")
        return run

    def hold(self, what: str, changes: list[str], target: Json) -> None:
        run = self.run(changes)
        if run is None:
            return
        off = distance(run, target["indicator"], target["value"])
        allowed = tolerance(run, target["indicator"])
        self.count += 1
        self.worst = max(self.worst, off)
        if not off <= allowed:
            command = f"run {self.file} {' '.join(changes)}"
            self.faults.append(f"{what}: {target['indicator']} is {off:.3g} off, allowed {allowed:.3g}: {command}")

    def turn(self, point: Json, today: float) -> None:
        """A whole plan holds on one side of its critical point and not on the other: a hundredth of the way beyond, or before,
        it is short."""
        base, critical = point["base"], point["critical"]
        step = max(abs(critical - base) / 100, abs(base) / 10_000)
        upwards = (critical >= base) == (today <= 0.005) if critical != base else (point.get("effect") or 0) > 0
        value = critical + (step if upwards else -step)
        run = self.run(settings(point["path"], value, self.scenario))
        if run is not None and short_of(run) <= 0:
            self.faults.append(f"{point['path']}: at {value!r} the plan is not short, told to turn at {point['critical']!r}")

    def effect(self, point: Json, target: Json, today: float) -> None:
        """+1 % of a number, by another run."""
        changes = settings(point["path"], 1.01 * point["base"], self.scenario)
        code, run, _ = ask(self.program, "run", self.file, *changes)
        value = run and reading(run, target["indicator"])
        if value is None:  # beyond a bound, a whole number, or several rates: no figure to hold against
            return
        off, allowed = abs(value - today - point["effect"]), tolerance(run, target["indicator"])
        self.worst_effect = max(self.worst_effect, off)
        if not off <= allowed:
            told = f"effect of +1 % told {point['effect']!r}, by run {value - today!r}"
            self.faults.append(f"{point['path']}: {told}: breakeven {self.file} --all --for {target['indicator']}={target['value']!r}")

    def check(self) -> str:
        asked = ["--for", self.aim.target] if self.aim.target else []
        code, answer, said = ask(self.program, "breakeven", self.file, "--all", *asked)
        if answer is None:
            self.faults.append(f"breakeven {self.file} --all {' '.join(asked)} ended with {code}: {said}")
            return f"{self.aim.target or 'gap'}: no answer"
        target, today = answer["target"], answer["today"].get("value")
        points = sorted(answer["points"], key=lambda one: -abs(one.get("effect") or 0))
        for point in points[: self.aim.points]:
            self.hold(point["path"], settings(point["path"], point["critical"], self.scenario), target)
            if target["indicator"] == PLAN and today is not None:
                self.turn(point, today)
            if today is not None and point.get("effect") is not None:
                self.effect(point, target, today)
        for lever in answer.get("levers") or []:
            if lever.get("needed") is not None:
                self.hold(f"lever {lever['path']}", settings(lever["path"], lever["needed"], self.scenario), target)
        if answer.get("joint"):
            self.hold("all levers", [part for path, value in answer["joint"].items() for part in settings(path, value, self.scenario)], target)
        for length in answer.get("lengths") or []:
            self.length(length, target, answer["today"])
        unit = target["unit"]
        return f"{target['indicator']:>22} {self.count:>4} {self.refused:>7}  {self.worst:>9.2e}  {self.worst_effect:>9.2e}  {unit}"

    def length(self, length: Json, target: Json, today: Json) -> None:
        """A length is a whole number: the first on whose side of the target the figure lies."""
        run = self.run(["--set", f"{length['path']}={length['critical']}"])
        if run is None or today.get("value") is None:
            return
        self.count += 1
        value = reading(run, target["indicator"])
        allowed = tolerance(run, target["indicator"])
        crossed = value is not None and (
            abs(value - target["value"]) <= allowed or (value - target["value"]) * (today["value"] - target["value"]) <= 0
        )
        if not crossed and abs(today["value"] - target["value"]) > allowed:
            self.faults.append(f"{length['path']}={length['critical']}: {target['indicator']} {value} is still on the side of today's")


def aims(program: str, file: Path) -> Iterator[Aim]:
    _, run, _ = ask(program, "run", str(file))
    # Where uses are an outcome there is no gap: then what the source does not explain.
    has_gap = run["indicators"].get("fundingGap", {"value": None})["value"] is not None
    yield Aim(None if has_gap else "unattributed=0", POINTS)
    for target, names in FURTHER.items():
        if file.stem in names:
            yield Aim(target, 4)


def check(program: str, file: Path) -> Report:
    report = Report(file.stem)
    for aim in aims(program, file):
        closing = Closing(program, file, aim)
        report.lines.append(closing.check())
        report.faults += closing.faults
    return report


def main(arguments: list[str]) -> int:
    if not arguments:
        sys.exit(__doc__)
    program = str(Path(arguments[0]).resolve())
    os.chdir(ROOT)
    files = [Path(one) for one in arguments[1:]] or sorted([*Path("Scenarios").glob("*.json"), *Path("Scenarios/examples").glob("*.json")])
    with ThreadPoolExecutor(os.cpu_count()) as workers:
        reports = list(workers.map(lambda file: check(program, file), files))
    print(f"{'scenario':<28} {'target':>22} runs refused  worst off  +1 % off   unit")
    for report in reports:
        for index, line in enumerate(report.lines):
            print(f"{report.name if index == 0 else '':<28} {line}")
    faults = [f"{report.name}: {fault}" for report in reports for fault in report.faults]
    for fault in faults:
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
