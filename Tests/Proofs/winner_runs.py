#!/usr/bin/env python3
"""What `sensitivity --model` says is best, asked of one `run` a model and a place.

    winner_runs.py PROGRAM

For a few maps: on every line of the map a millionth of the number below and above each switch, and at three places drawn between
the ends, each model is a run of its own (`run FILE --with MODEL --set PATH=VALUE`), which knows nothing of maps. Among those that
hold, as their runs say, the best figure wins, ties within a billionth. The models named must be the same. Ends with 1
where they are not.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Optional

Json = Any
ROOT = Path(__file__).resolve().parents[2]
BESIDE = 1e-6
SHIPPED, FIXTURES = "Scenarios/models", "Tests/CommandTests/Fixtures/models"
FIXTURE_MODELS = [f"{FIXTURES}/{name}.json" for name in ("grants", "owners", "bond")]
COST, PRICE, OWN = "costs.building.unitCost", "funding.homes.price", "funding.residents.price"
MAPS = [
    ("yonganli", FIXTURE_MODELS, [f"{COST}=1600:3400:600", f"{OWN}=1200:2400:600"], "burdenPerHousehold"),
    ("yonganli", FIXTURE_MODELS, [f"{OWN}=1000:3000:2000"], "governmentGross"),
    ("yonganli", [f"{SHIPPED}/{name}.json" for name in ("zero-subsidy", "residents-extra-area")], [f"{COST}=2400:3400:500", f"{PRICE}=9000:11000:1000"], "burdenPerHousehold"),
    ("yonganli", [f"{SHIPPED}/{name}.json" for name in ("zero-subsidy", "residents-extra-area")], ["funding.homes.homes=80:110:5"], "burdenPerHousehold"),
    ("zhegong-xincun", [f"{SHIPPED}/{name}.json" for name in ("zero-subsidy", "ppp-rot", "two-price-homes")], ["costs.building.unitCost=3000:8000:5000"], "npv"),
]


class Refused(Exception):
    """What the program says instead of an answer."""


def ask(program: str, *arguments: str) -> Json:
    done = subprocess.run([program, *arguments, "--format", "json", "--quiet"], capture_output=True, text=True, check=False, cwd=ROOT)
    if not done.stdout:
        raise Refused(done.stderr)
    return json.loads(done.stdout)


class Map:
    def __init__(self, program: str, name: str, models: list[str], variations: list[str], figure: str) -> None:
        self.program, self.file, self.figure = program, f"Scenarios/{name}.json", figure
        self.models: list[Optional[str]] = [None, *models]
        self.paths = [text.split("=")[0] for text in variations]
        varied = [part for text in variations for part in ("--vary", text)]
        self.known = {model: self.inputs(model) for model in self.models}
        self.answer = ask(program, "sensitivity", self.file, "--model", *models, *varied, "--by", figure)

    def inputs(self, model: Optional[str]) -> set[str]:
        laid = ["--with", model] if model else []
        return {one["path"] for one in ask(self.program, "list", "inputs", self.file, *laid)["inputs"]}

    def figures(self, model: Optional[str], place: dict[str, float]) -> Optional[float]:
        """The figure of a model that holds, as its own run says; a number it lacks is left out."""
        laid = ["--with", model] if model else []
        kept = {path: value for path, value in place.items() if path in self.known[model]}
        changes = [part for path, value in kept.items() for part in ("--set", f"{path}={value!r}")]
        try:
            run = ask(self.program, "run", self.file, *laid, *changes)
        except Refused as refusal:
            if "but the site allows" not in str(refusal):
                raise
            return None
        return run["indicators"][self.figure]["value"] if run["verdict"]["holds"] else None

    def best(self, place: dict[str, float]) -> list[str]:
        figures = [self.figures(model, place) for model in self.models]
        known = [one for one in figures if one is not None]
        if not known:
            return []
        wanted = min(known) if self.answer["figure"]["better"] == "less" else max(known)
        room = 1e-9 * max(abs(one) for one in known)
        return [chr(65 + index) for index, one in enumerate(figures) if one is not None and abs(one - wanted) <= room]

    def check(self) -> tuple[int, int, list[str]]:
        draws = random.Random(1)
        asked: list[tuple[dict[str, float], list[str]]] = []
        count = 0
        for line in self.answer["lines"]:
            axis = self.answer["rows"] if line["vary"] == self.answer["rows"]["path"] else self.answer["columns"]
            ends = min(axis["values"]), max(axis["values"])
            count += len(line["switches"])
            for one in line["switches"]:
                for side, models in ((1 - BESIDE, one["before"]), (1 + BESIDE, one["after"])):
                    asked.append(({line["vary"]: one["value"] * side, **line["fixed"]}, models))
            for _ in range(3):
                value = draws.uniform(*ends)
                passed = [one["after"] for one in line["switches"] if one["value"] < value]
                asked.append(({line["vary"]: value, **line["fixed"]}, passed[-1] if passed else line["start"]))
        with ThreadPoolExecutor(2) as pool:
            found = list(pool.map(lambda one: self.best(one[0]), asked))
        faults = [f"{self.file} {place}: told {told}, by runs {best}" for (place, told), best in zip(asked, found) if told != best]
        return count, len(asked), faults


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 64
    program = str(Path(arguments[0]).resolve())
    faults: list[str] = []
    for name, models, variations, figure in MAPS:
        switches, places, wrong = Map(program, name, models, variations, figure).check()
        print(f"{name} by {figure} over {', '.join(variations)}: {switches} switches, {places} places by runs, {len(wrong)} wrong")
        faults += wrong if switches else [f"{name} by {figure}: no switch to look at"]
    print(*faults, sep="\n", end="\n" if faults else "")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
