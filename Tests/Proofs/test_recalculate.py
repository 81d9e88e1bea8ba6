#!/usr/bin/env python3
"""Self-test of recalculate.py: workbooks made by hand, with right and wrong expectations. Plain or under pytest."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
from crafted_workbook import Content, write_workbook  # noqa: E402
from recalculate import POISON, Verdict, recalculate, verify, verify_folder  # noqa: E402

FLOWS = [-1000.0, 300.0, 420.0, 680.0]
PLACE = "指标!"


def npv(rate: float, flows: list[float]) -> float:
    return sum(flow / (1 + rate) ** (year + 1) for year, flow in enumerate(flows))


def irr(flows: list[float]) -> float:
    """The one root of an investment, by halving."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if npv(middle, flows) > 0 else (low, middle)
    return low


INPUTS: dict[str, Content] = {
    "A1": 530_000_000, "A2": 470_000_000, "A3": 0.06, "A4": 548, "A5": 53, "A6": 100,
    "B1": FLOWS[0], "C1": FLOWS[1], "D1": FLOWS[2], "E1": FLOWS[3],
    "B2": 1, "C2": 1, "D2": 1, "E2": 1,
    "A10": 0, "A11": 1_000_000, "A12": 3_000_000, "B10": 0.05, "B11": 0.1, "B12": 0.3,
}  # fmt: skip

# cell: (formula, value or status, kind)
CASES: dict[str, tuple[str, float | str, str]] = {
    "A1": ("=SUM(假设!A1:A2)", 1_000_000_000, "amount"),
    "A2": ("=MAX(0,假设!A1-假设!A2)", 60_000_000, "amount"),
    "A3": ("=MIN(假设!A1,假设!A2)", 470_000_000, "amount"),
    "A4": ("=IF(假设!A4>=500,假设!A1,0)", 530_000_000, "amount"),
    "A5": ("=NPV(假设!A3,假设!B1:E1)", npv(0.06, FLOWS), "amount"),
    "A6": ("=IRR(假设!B1:E1)", irr(FLOWS), "ratio"),
    "A7": ("=SUMPRODUCT(假设!B1:E1,假设!B2:E2)", 400, "amount"),
    "A8": ("=INDEX(假设!B10:B12,MATCH(2000000,假设!A10:A12,1))", 0.1, "ratio"),
    "A9": ("=ROUNDUP(假设!A4/假设!A5,0)", 11, "ratio"),
    "A10": ("=LOOKUP(3000000,假设!A10:A12,假设!B10:B12)", 0.3, "ratio"),
    "A11": ("=ROUNDDOWN(假设!A4/假设!A5,0)", 10, "ratio"),
    "A12": ('=IF(COUNTIF(假设!C1:E1,"<0")=0,"noSignChange",IRR(假设!C1:E1))', "noSignChange", "status"),
    "A13": ("=SUMPRODUCT(假设!B1:E1/(1+假设!A3)^{1,2,3,4})", npv(0.06, FLOWS), "amount"),
    "A14": ("=A2/假设!A1", 60 / 530, "ratio"),
    "A15": ('=IFERROR(IRR(假设!C1:E1),"noSignChange")', "noSignChange", "status"),
}

Expectation = dict[str, Any]


def expectation(changes: dict[str, Any] | None = None, poison: float | None = POISON) -> Expectation:
    cells: dict[str, Any] = {}
    kinds: dict[str, str] = {}
    for place, (_, wanted, kind) in CASES.items():
        cells[PLACE + place] = {"status": wanted} if isinstance(wanted, str) else {"value": wanted}
        if kind != "status":
            kinds[PLACE + place] = kind
    cells.update(changes or {})
    return {"largest": 1_000_000_000, "cells": cells, "kinds": kinds, "poison": poison}


def book(extra: dict[str, Content] | None = None) -> dict[str, dict[str, Content]]:
    return {"假设": dict(INPUTS), "指标": {place: formula for place, (formula, _, _) in CASES.items()} | (extra or {})}


def write_pair(folder: Path, name: str, expected: Expectation, extra: dict[str, Content] | None = None, cached: float = POISON) -> None:
    write_workbook(folder / f"{name}.xlsx", book(extra), cached)
    (folder / f"{name}.expected.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")


def prepared(folder: Path) -> None:
    """One right workbook and one for each fault that must be found."""
    write_pair(folder, "right", expectation())
    write_pair(folder, "wrong-amount", expectation({"指标!A2": {"value": 60_000_001.5}}))
    write_pair(folder, "wrong-ratio", expectation({"指标!A6": {"value": irr(FLOWS) + 2e-9}}))
    write_pair(folder, "wrong-status", expectation({"指标!A12": {"status": "severalRoots"}}))
    number_for_status = expectation({"指标!A12": {"value": 0.1}})
    number_for_status["kinds"]["指标!A12"] = "ratio"
    write_pair(folder, "number-for-status", number_for_status)
    write_pair(folder, "no-kind", expectation({"假设!A4": {"value": 548}}))
    write_pair(folder, "error-value", expectation(), {"Z9": "=1/0"})
    write_pair(folder, "poison-survives", expectation(), {"Z9": "=假设!A1*0-987654321"})
    write_pair(folder, "not-poisoned", expectation(), cached=1.0)
    write_pair(folder, "empty-cell", expectation({"指标!B99": {"value": 1}}))


FAULTS = {
    "right.xlsx": "",
    "wrong-amount.xlsx": "指标!A2: expected 60000001.5",
    "wrong-ratio.xlsx": "指标!A6: expected 0.16",
    "wrong-status.xlsx": "指标!A12: expected status 'severalRoots'",
    "number-for-status.xlsx": "指标!A12: expected 0.1, got 'noSignChange'",
    "no-kind.xlsx": "假设!A4: the expected file gives no kind",
    "error-value.xlsx": "指标!Z9: error value #DIV/0!",
    "poison-survives.xlsx": "指标!Z9: the poison survived",
    "not-poisoned.xlsx": "not poisoned, the input holds 1",
    "empty-cell.xlsx": "指标!B99: empty in the input",
}


def check_verdict(verdict: Verdict) -> None:
    fault = FAULTS[verdict.name]
    if not fault:
        assert verdict.differences == [], verdict.differences
        assert verdict.compared == len(CASES) and verdict.poisoned == len(CASES)
    else:
        assert any(text.startswith(fault) or fault in text for text in verdict.differences), (verdict.name, verdict.differences)


def test_every_fault_is_found() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder, output = Path(scratch) / "in", Path(scratch) / "out"
        folder.mkdir()
        prepared(folder)
        verdicts = verify_folder(folder, output)
        assert {verdict.name for verdict in verdicts} == set(FAULTS)
        for verdict in verdicts:
            print(verdict.line())
            check_verdict(verdict)


def test_without_recalculation_the_poison_shows() -> None:
    """The comparison reads what LibreOffice computed: given the input itself, it must fail in every cell."""
    with tempfile.TemporaryDirectory() as scratch:
        write_pair(Path(scratch), "right", expectation())
        source = Path(scratch) / "right.xlsx"
        survivors = [text for text in verify(source, source).differences if text.endswith("the poison survived")]
        assert len(survivors) == len(CASES)


def test_a_changed_input_changes_the_result() -> None:
    """The second road: openpyxl changes an input (and drops all cached values), LibreOffice recalculates."""
    import openpyxl

    with tempfile.TemporaryDirectory() as scratch:
        folder, output = Path(scratch) / "in", Path(scratch) / "out"
        folder.mkdir()
        write_pair(folder, "changed", expectation({"指标!A1": {"value": 900_000_000}, "指标!A2": {"value": 160_000_000},
                   "指标!A3": {"value": 370_000_000}, "指标!A14": {"value": 160 / 530}}, poison=None))  # fmt: skip
        changed = openpyxl.load_workbook(folder / "changed.xlsx")
        changed["假设"]["A2"] = 370_000_000
        changed.save(folder / "changed.xlsx")
        recalculate([folder / "changed.xlsx"], output)
        verdict = verify(folder / "changed.xlsx", output / "changed.xlsx")
        assert verdict.differences == [] and verdict.poisoned == len(CASES), verdict.differences


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
