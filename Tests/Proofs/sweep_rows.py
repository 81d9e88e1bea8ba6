#!/usr/bin/env python3
"""Rows of sweeps against runs, through the program alone.

    sweep_rows.py PROGRAM [ROWS [SEED]]

For several scenarios numbers of every section are drawn at random around their values: an overlay makes them uncertain,
`sweep --out rows.csv` computes the rows, and each row's numbers are set by `--set` into a fresh `run --format json`. Figures
and the reasons of missing ones agree: amounts to a billionth of the largest amount of the run, all else to a billionth.
Prints one line a scenario; exits 1 with what differs.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SCENARIOS = [
    "Scenarios/yonganli.json", "Scenarios/zhegong-xincun.json", "Scenarios/zoucheng-bond.json",
    "Scenarios/chongqing-hongyupo-ppp.json", "Scenarios/changsha-3614.json", "Scenarios/shijingshan-lugu-pool.json",
    "Scenarios/examples/upkeep-30-years.json", "Tests/FundAnalysisTests/Fixtures/gates-and-exits.json",
    "Tests/FundAnalysisTests/Fixtures/lifts-and-guarantees.json",
]
# Units of the figures in JSON that are amounts.
AMOUNTS = {"yuan", "yuanPerHousehold", "yuanPerArea"}


def called(program: str, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run([program, *arguments], capture_output=True, text=True, cwd=ROOT, env={"LC_ALL": "C.UTF-8"})
    return done.returncode, done.stdout, done.stderr


def answer(program: str, *arguments: str) -> Any:
    code, out, error = called(program, *arguments)
    if code:
        raise SystemExit(f"{' '.join(arguments)}: exit {code}: {error}")
    return json.loads(out)


def numbers(program: str, scenario: str) -> list[dict[str, Any]]:
    """What can be drawn: numbers with a value that are no lengths, dates or words."""
    listed = answer(program, "list", "inputs", scenario, "--format", "json")
    inputs = listed[next(iter(listed))] if isinstance(listed, dict) else listed
    return [
        one for one in inputs
        if not one.get("structural") and isinstance(one.get("value"), (int, float)) and not isinstance(one["value"], bool)
        and one["value"] and one["path"].split(".")[-2] not in ("levers", "published", "uncertain")
        and not one["path"].startswith(("levers.", "published.", "uncertain.", "timeline."))
    ]


def overlay(scenario: str, drawn: list[dict[str, Any]]) -> dict[str, Any]:
    own = json.loads((ROOT / scenario).read_text()).get("uncertain", {})
    uncertain: dict[str, Any] = {name: None for name in own}
    for place, one in enumerate(drawn):
        ends = sorted((one["value"] * 0.9, one["value"] * 1.1))
        uncertain[f"draw-{place}"] = {
            "input": one["path"], "distribution": "uniform", "minimum": ends[0], "maximum": ends[1]}
    return {"uncertain": uncertain}


def sweep(program: str, scenario: str, drawn: list[dict[str, Any]], figures: list[str], rows: int, seed: int, folder: Path) -> list[dict[str, str]]:
    """The rows of a sweep. Numbers that cannot be drawn, because no formula reads them or a tenth more is beyond their
    bounds, are left out as the program names them."""
    left = list(drawn)
    while left:
        file = folder / "overlay.json"
        file.write_text(json.dumps(overlay(scenario, left)))
        out = folder / "rows.csv"
        code, _, error = called(
            program, "sweep", scenario, "--with", str(file), "--sample", str(rows), "--seed", str(seed), "--out", str(out),
            "--force", "--lang", "en", "--quiet", "--indicators", *figures)
        if code == 0:
            with out.open(newline="") as opened:
                return list(csv.DictReader(opened))
        refused = [place for place in range(len(left)) if f"[uncertain.draw-{place}" in error]
        if not refused:
            raise SystemExit(f"{scenario}: exit {code}: {error}")
        left = [one for place, one in enumerate(left) if place not in refused]
    raise SystemExit(f"{scenario}: nothing can be drawn")


def largest(run: dict[str, Any]) -> float:
    """The largest amount that the run shows: a bound from below of the largest in the result."""
    amounts = [one["value"] for one in run["indicators"].values() if one["unit"] in AMOUNTS and one["value"] is not None]
    amounts += [line["amount"] for side in ("uses", "sources") for line in run[side] if line["amount"] is not None]
    return max(map(abs, amounts), default=1.0)


def differences(row: dict[str, str], run: dict[str, Any]) -> tuple[int, list[str]]:
    reasons = dict(part.split("=") for part in row["missing"].split(";") if part)
    compared, found = 0, []
    scale = largest(run)
    for name, figure in run["indicators"].items():
        if name not in row:
            continue
        compared += 1
        if figure["value"] is None or row[name] == "":
            if reasons.get(name) != (figure.get("status") or "").split("(")[0] or row[name] != "" or figure["value"] is not None:
                found.append(f"{name}: {row[name] or reasons.get(name)}, alone {figure}")
        else:
            room = 1e-9 * (scale if figure["unit"] in AMOUNTS else 1)
            if not abs(float(row[name]) - figure["value"]) <= room:
                found.append(f"{name}: {row[name]}, alone {figure['value']}")
    return compared, found


def main(arguments: list[str]) -> int:
    program = str(Path(arguments[0]).resolve())
    rows = int(arguments[1]) if len(arguments) > 1 else 63
    seed = int(arguments[2]) if len(arguments) > 2 else 1
    generator = random.Random(seed)
    failed, total = [], 0
    for place, scenario in enumerate(SCENARIOS):
        count = rows // len(SCENARIOS) + (place < rows % len(SCENARIOS))
        candidates = numbers(program, scenario)
        drawn = generator.sample(candidates, min(len(candidates), 14))
        # The row of a stopped project has the condition's name beside its reason in a run, and not in a file of rows.
        figures = list(answer(program, "run", scenario, "--format", "json", "--quiet")["indicators"])
        refused = compared = 0
        with tempfile.TemporaryDirectory() as folder:
            for row in sweep(program, scenario, drawn, figures, count, seed + place, Path(folder)):
                settings = [f"--set={name}={value}" for name, value in row.items() if "." in name]
                code, out, error = called(program, "run", scenario, *settings, "--format", "json", "--quiet")
                if code:
                    # What cannot be built or sold a sweep computes and a run refuses.
                    refused += 1
                    if code != 65 or not any(words in error for words in ("m² are added", "parking spaces are sold", "add to more than")):
                        failed.append(f"{scenario}, row {row['row']}: exit {code}: {error}")
                    continue
                checked, found = differences(row, json.loads(out))
                compared += checked
                total += 1
                failed += [f"{scenario}, row {row['row']}: {one}" for one in found]
        print(f"{scenario}: {len([n for n in row if '.' in n])} numbers, {count} rows, {compared} figures, {refused} refused")
    if total < rows // 2:
        failed.append(f"only {total} rows could be compared")
    print("\n".join(failed), file=sys.stderr, end="\n" if failed else "")
    print(f"{total} rows are runs" if not failed else f"{len(failed)} differences")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
