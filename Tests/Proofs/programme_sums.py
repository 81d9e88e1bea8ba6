#!/usr/bin/env python3
"""A programme against single runs: `sweep --over` beside `run --set` for every community of a table.

    programme_sums.py PROGRAM [TEMPLATE TABLE]

The table is read here anew, by Python's csv module: units in brackets, empty cells, thousands separators. Each community is one
`run` of its own, with `--set` and the author's units; figures are added and divided here. Without draws the whole programme, its
parties, groups and communities must be the same to a billionth; with draws, twenty rows written by `--row` run again to the
figures of `--out`, and the sums of the rows of `--out` are the totals. Ends with 1 where anything differs.
"""

from __future__ import annotations

import csv
import json
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "Scenarios/programmes"
REMARKS = ("备注",)
# Ratios of the programme: what is added, over what is added.
RATIOS = {"residentShare": ("residentPayments", "totalUses"), "burdenPerHousehold": ("residentPayments", "households")}
DRAWS = 200


def asked(program: str, *arguments: str) -> Any:
    done = subprocess.run([program, *arguments, "--format", "json", "--quiet"], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def communities(path: Path) -> list[dict[str, Any]]:
    """Name, group and settings of each row, as a planner would type them."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if row and not row[0].startswith("#")]
    head, body = rows[0], rows[1:]
    found = []
    for row in body:
        settings = []
        for title, cell in zip(head[2:], row[2:]):
            if title in REMARKS or not cell:
                continue
            name, unit = re.fullmatch(r"(.*?)（(.*)）", title).groups()
            path_ = {"户数": "project.households", "原建筑面积": "project.oldArea"}.get(name, name)
            settings += ["--set", f"{path_}={cell.replace(',', '')}{unit if unit != '月' else ''}"]
        found.append({"name": row[0], "group": row[1], "settings": settings})
    return found


class Check:
    def __init__(self) -> None:
        self.worst, self.count, self.faults = 0.0, 0, []

    def __call__(self, what: str, ours: float, theirs: float, largest: float) -> None:
        difference = abs(ours - theirs) / max(largest, 1.0)
        self.worst, self.count = max(self.worst, difference), self.count + 1
        if not difference <= 1e-9:
            self.faults.append(f"{what}: {theirs!r}, alone {ours!r}")


def single(program: str, template: str, community: dict[str, Any]) -> dict[str, float]:
    """What one community comes to, by a run of its own."""
    run = asked(program, "run", template, *community["settings"])
    figures = {name: entry["value"] for name, entry in run["indicators"].items() if entry["value"] is not None}
    for party in run["parties"]:
        figures[f"parties.{party['id']}.paid"] = party["paid"]
    figures["households"] = figures["residentPayments"] / figures["burdenPerHousehold"]
    return figures


def without_draws(program: str, template: str, table: Path, check: Check) -> None:
    whole = asked(program, "sweep", template, "--over", str(table))
    rows = communities(table)
    runs = [single(program, template, row) for row in rows]
    largest = sum(run["totalUses"] for run in runs)
    for name, total in whole["totals"].items():
        mean = total["value"]["mean"]
        if total["kind"] == "sum":
            check(name, sum(run[name] for run in runs), mean, largest)
        elif name in RATIOS:
            above, below = (sum(run[part] for run in runs) for part in RATIOS[name])
            check(name, above / below, mean, abs(above / below))
    check("gaps", sum(max(run["fundingGap"], 0) for run in runs), whole["gaps"]["mean"], largest)
    balancing = sum(run["fundingGap"] <= 0.005 for run in runs)
    check("balances", balancing, whole["conditions"]["balances"]["communities"]["mean"], 1)
    for row, run, result in zip(rows, runs, whole["results"]):
        assert row["name"] == result["name"], (row, result)
        for name, spread in result["figures"].items():
            check(f"{row['name']}, {name}", run[name], spread["mean"], max(run["totalUses"], 1))
    for group in whole["groupings"][0]["groups"]:
        members = [run for row, run in zip(rows, runs) if row["group"] == group["name"]]
        assert len(members) == group["communities"]
        for name, spread in group["figures"].items():
            check(f"{group['name']}, {name}", sum(run[name] for run in members), spread["mean"], largest)


def with_draws(program: str, template: str, table: Path, check: Check, folder: Path) -> None:
    command = ["sweep", template, "--over", str(table), "--sample", str(DRAWS), "--seed", "5"]
    whole = asked(program, *command, "--out", str(folder / "rows.csv"))
    with (folder / "rows.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == whole["communities"] * DRAWS
    for name, total in whole["totals"].items():
        if total["kind"] != "sum":
            continue
        sums = [0.0] * DRAWS
        for row in rows:
            sums[int(row["draw"])] += float(row[name])
        largest = max(map(abs, sums))
        spread = total["value"]
        check(f"{name}, mean", statistics.fmean(sums), spread["mean"], largest)
        check(f"{name}, deviation", statistics.stdev(sums), spread["sd"], largest)
        cuts = statistics.quantiles(sums, n=20, method="inclusive")
        for key, cut in (("p05", cuts[0]), ("p50", cuts[9]), ("p95", cuts[18])):
            check(f"{name}, {key}", cut, spread[key], largest)
    for place in range(0, len(rows), len(rows) // 20):
        target = folder / f"row-{place}.json"
        subprocess.run([program, *command, "--row", str(place), "-o", str(target), "--quiet"], check=True, capture_output=True)
        run = single(program, str(target), {"settings": []})
        for name in [*whole["totals"], "fundingGap"]:
            check(f"row {place}, {name}", run[name], float(rows[place][name]), run["totalUses"])


def main(arguments: list[str]) -> int:
    if len(arguments) not in (1, 3):
        sys.exit(__doc__)
    program = str(Path(arguments[0]).resolve())
    template, table = (arguments[1], Path(arguments[2])) if len(arguments) == 3 else (str(FOLDER / "city-template.json"), FOLDER / "communities.csv")
    check = Check()
    without_draws(program, template, table, check)
    with tempfile.TemporaryDirectory() as folder:
        with_draws(program, template, table, check, Path(folder))
    for fault in check.faults[:20]:
        print(fault, file=sys.stderr)
    print(f"A programme and its communities alone: {check.count} numbers, the worst differs by {check.worst:.1e}")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
