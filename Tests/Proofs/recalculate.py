#!/usr/bin/env python3
"""Recalculates our workbooks with LibreOffice and compares every figure with the engine's.

    recalculate.py DIR [--keep OUT] [--soffice PATH]

For each pair NAME.xlsx + NAME.expected.json in DIR. The workbook goes through LibreOffice with *forced* recalculation (a profile
of its own; without it LibreOffice shows the cached values and the comparison proves nothing), and is read back with openpyxl.

NAME.expected.json:

    {"largest": 530000000,                        the largest amount in the result, in the unit of the cells
     "cells": {"资金平衡!B7": {"value": 1.5}, "指标!C4": {"status": "noSignChange"}},
     "kinds": {"资金平衡!B7": "amount"},            "amount" or "ratio" (ratios, rates, years) for every cell with a value
     "poison": -987654321}                        cached value our writer put into every formula cell; null: the file was saved
                                                  by a program that drops cached values, as openpyxl does

Tolerance: amounts 1e-9 x largest, ratios 1e-9 absolute. A status cell holds exactly that text.
A workbook fails too when a cell anywhere shows an error value, when the poison survives anywhere, or when an expected formula cell
was not poisoned in the input (then its agreement would be worth nothing).

Prints one line per workbook, exits 1 with the first 20 differences.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator

import openpyxl
from openpyxl.workbook.workbook import Workbook

POISON = -987654321
TOLERANCE = 1e-9
TIMEOUT_SECONDS = 600
SHOWN_DIFFERENCES = 20

# Calc/Formula/Load: 0 = always recalculate, 1 = never, 2 = ask.
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="ODFRecalcMode" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="ooSetupInstCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


@dataclass
class Verdict:
    """What one workbook showed."""

    name: str
    compared: int = 0
    poisoned: int = 0
    formulas: int = 0
    constants: int = 0
    largest_amount_deviation: float = 0.0
    largest_ratio_deviation: float = 0.0
    differences: list[str] = field(default_factory=list)

    def line(self) -> str:
        state = "ok  " if not self.differences else "FAIL"
        return (
            f"{state} {self.name}: {self.compared} cells compared ({self.constants} constants), largest deviation "
            f"{self.largest_amount_deviation:.3e} of the largest amount, {self.largest_ratio_deviation:.3e} in ratios; "
            f"{self.poisoned} of {self.formulas} formula cells poisoned; {len(self.differences)} differences"
        )


def write_profile(folder: Path) -> None:
    """A LibreOffice user profile that recalculates every file on loading."""
    user = folder / "user"
    user.mkdir(parents=True)
    (user / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")


def recalculate(workbooks: list[Path], output: Path, soffice: str = "soffice") -> None:
    """Converts all workbooks by one LibreOffice process; results of the same names stand in `output`."""
    if not workbooks:
        return
    with tempfile.TemporaryDirectory(prefix="fundsim-profile-") as folder:
        profile = Path(folder) / "profile"
        write_profile(profile)
        command = [
            soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(output), *map(str, workbooks),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_SECONDS, check=False)
    missing = [book.name for book in workbooks if not (output / book.name).exists()]
    if missing:
        raise SystemExit(f"LibreOffice wrote no {', '.join(missing)}\n{done.stdout}{done.stderr}")


def cells(book: Workbook) -> Iterator[tuple[str, Any]]:
    """Every filled cell as ("Sheet!B7", cell)."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    yield f"{sheet.title}!{cell.coordinate}", cell


def is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def check_poison(path: Path, expected: dict[str, Any], verdict: Verdict) -> None:
    """Every expected cell that is a formula must hold the poison (or nothing, where the file has no cached values)."""
    poison = expected.get("poison", POISON)
    formulas = {place for place, cell in cells(openpyxl.load_workbook(path)) if cell.data_type == "f"}
    cached = {place: cell.value for place, cell in cells(openpyxl.load_workbook(path, data_only=True))}
    verdict.formulas = len(formulas)
    verdict.poisoned = sum(cached.get(place) == poison for place in formulas)
    if not formulas:
        verdict.differences.append("the workbook has no formula")
    verdict.constants = sum(place not in formulas for place in expected["cells"])
    for place in expected["cells"]:
        if place not in formulas and cached.get(place) is None:
            verdict.differences.append(f"{place}: empty in the input")
        elif place in formulas and cached.get(place) != poison:
            verdict.differences.append(f"{place}: not poisoned, the input holds {cached.get(place)!r}")


def check_output(path: Path, poison: float | None, verdict: Verdict) -> dict[str, Any]:
    """The recalculated values; error values and surviving poison are differences."""
    values: dict[str, Any] = {}
    for place, cell in cells(openpyxl.load_workbook(path, data_only=True)):
        values[place] = cell.value
        if cell.data_type == "e":
            verdict.differences.append(f"{place}: error value {cell.value}")
        elif poison is not None and cell.value == poison:
            verdict.differences.append(f"{place}: the poison survived")
    return values


def compare_cell(place: str, wanted: dict[str, Any], kind: str | None, actual: Any, largest: float, verdict: Verdict) -> None:
    verdict.compared += 1
    if "status" in wanted:
        if actual != wanted["status"]:
            verdict.differences.append(f"{place}: expected status {wanted['status']!r}, got {actual!r}")
        return
    value = wanted["value"]
    if kind not in ("amount", "ratio"):
        verdict.differences.append(f"{place}: the expected file gives no kind (amount or ratio)")
    elif not is_number(actual):
        verdict.differences.append(f"{place}: expected {value!r}, got {actual!r}")
    else:
        compare_number(place, value, kind, actual, largest, verdict)


def compare_number(place: str, value: float, kind: str, actual: float, largest: float, verdict: Verdict) -> None:
    deviation = abs(actual - value)
    if kind == "amount":
        relative = deviation / largest
        verdict.largest_amount_deviation = max(verdict.largest_amount_deviation, relative)
        failed = not relative <= TOLERANCE
    else:
        verdict.largest_ratio_deviation = max(verdict.largest_ratio_deviation, deviation)
        failed = not deviation <= TOLERANCE
    if failed:
        verdict.differences.append(f"{place}: expected {value!r}, recalculated {actual!r} ({kind}, off by {deviation:.3e})")


def verify(source: Path, recalculated: Path) -> Verdict:
    """Compares one recalculated workbook with the expectations beside its source."""
    expected = json.loads(source.with_suffix(".expected.json").read_text(encoding="utf-8"))
    verdict = Verdict(source.name)
    largest = float(expected["largest"])
    if not largest > 0:
        verdict.differences.append(f"largest is {largest}, must be positive")
        largest = 1.0
    if not expected["cells"]:
        verdict.differences.append("nothing to compare")
    check_poison(source, expected, verdict)
    values = check_output(recalculated, expected.get("poison", POISON), verdict)
    kinds = expected.get("kinds", {})
    for place, wanted in expected["cells"].items():
        compare_cell(place, wanted, kinds.get(place), values.get(place), largest, verdict)
    return verdict


def verify_folder(folder: Path, output: Path, soffice: str = "soffice") -> list[Verdict]:
    """All pairs of a folder. A workbook without expectations, or the other way round, is a fault of the folder."""
    books = sorted(path for path in folder.glob("*.xlsx") if not path.name.startswith("~"))
    wanted = {path.name.removesuffix(".expected.json") for path in folder.glob("*.expected.json")}
    unpaired = {book.stem for book in books} ^ wanted
    if unpaired or not books:
        raise SystemExit(f"{folder}: no pairs of .xlsx and .expected.json" + "".join(f"\n  unpaired: {name}" for name in sorted(unpaired)))
    recalculate(books, output, soffice)
    return [verify(book, output / book.name) for book in books]


def report(verdicts: list[Verdict]) -> int:
    for verdict in verdicts:
        print(verdict.line())
    differences = [f"{verdict.name}: {text}" for verdict in verdicts for text in verdict.differences]
    for text in differences[:SHOWN_DIFFERENCES]:
        print(f"  {text}")
    if len(differences) > SHOWN_DIFFERENCES:
        print(f"  … and {len(differences) - SHOWN_DIFFERENCES} more")
    return 1 if differences else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Recalculate workbooks with LibreOffice and compare.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--keep", type=Path, metavar="OUT", help="keep the recalculated workbooks here")
    parser.add_argument("--soffice", default=shutil.which("soffice") or "soffice")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="fundsim-recalculated-") as scratch:
        output = arguments.keep or Path(scratch)
        output.mkdir(parents=True, exist_ok=True)
        if output.resolve() == arguments.folder.resolve():
            raise SystemExit("OUT must not be DIR: the results bear the names of the sources")
        return report(verify_folder(arguments.folder, output, arguments.soffice))


if __name__ == "__main__":
    sys.exit(main())
