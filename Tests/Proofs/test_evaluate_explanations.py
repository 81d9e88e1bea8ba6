#!/usr/bin/env python3
"""Self-test of evaluate_explanations.py. Plain or under pytest."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from evaluate_explanations import Malformed, NoValue, evaluate, line_fault  # noqa: E402

VALUES: dict[str, float] = {
    "max(0, 530000000 − 470000000) × 1.5 ÷ 2": 45_000_000,
    "max(0, 530,000,000 − 470,000,000) × 1.5 ÷ 2": 45_000_000,
    "max(1,234.5; 2)": 1234.5,
    "max(1,234,567, 2)": 1_234_567,
    "min(3; 2, 1)": 1,
    "sum(1, 2; 3)": 6,
    "6,000 × 357,100": 2_142_600_000,
    "5% × 200": 10,
    "100 × (1 + 5%)^2": 110.25,
    "−2^2": -4,
    "(−2)^2": 4,
    "2^−1": 0.5,
    "8 − 3 − 2": 3,
    "8 ÷ 4 ÷ 2": 1,
    "2 + 3 × 4": 14,
    "3 × −2": -6,
    "(−1,000) + 1": -999,
    "1.5e3 / 3": 500,
    "[80% ≥ 80%] × 7": 7,
    "[0.1 + 0.2 > 0.3]": 0,
    "[548 × 4 ≥ 440 × 5]": 0,
    "[2 ≠ 3] + [2 = 2] + [1 < 2] + [2 ≤ 1]": 3,
    "if([5 ≥ 6]; 1 ÷ 0; 7)": 7,
    "ceil(85.92)": 86,
    "ceil(1.1 × 1.1 × 100 − 121 + 3.0000000001)": 3,
    "floor(−2.5)": -3,
    "round(2.345; 2)": 2.35,
    "abs(−3)": 3,
    "product(2, 3, 4)": 24,
    "sumproduct(1, 2, 3; 4, 5, 6)": 32,
    "NPV(10%; 1:110, 2:121)": 200,
    "NPV(10%; 1, 2; 110, 121)": 200,
    "NPV(0; 0:−100, 1:30, 2:80)": 10,
    "NPV(5%; 0.5:100)": 100 / 1.05**0.5,
    "IRR(0:−100, 1:110) × 2": 0.2,
    "IRR(0, 1, 2; −100, 10, 110) + 0": 0.1,
    "first(0; 1:−50, 2:−10, 3:20) − 1 + 10 ÷ 30": 2 + 1 / 3,
    "lookup(250; 0:0.3, 200:0.4, 300:0.5)": 0.4,
    "max（1；2） × 3": 6,
}
MALFORMED = [
    "", "1 +", "max(1,23)", "max(12,3456)", "1234,567", "1,2345", "2 ^ 3 ^ 2", "foo(1)", "[1]", "(1", "1)", "1 2", "NPV(5%; 1, 2; 3)",
    "6000元", "1.2.3", "__import__(1)", "IRR(0:−1, 1:3, 2:−2) × 1", "lookup(1; 2:1, 0:1)", "max()", "sum(1:2)", "(" * 300 + "1" + ")" * 300,
]  # fmt: skip
WITHOUT_VALUE = ["1 ÷ 0", "IRR(0:1, 1:2) + 0", "first(5; 1:1, 2:2)", "lookup(−1; 0:1)", "(−8)^0.5", "0^−1"]


def test_values() -> None:
    for formula, wanted in VALUES.items():
        got = float(evaluate(formula))
        assert abs(got - wanted) <= 1e-9 * max(1, abs(wanted)), (formula, got, wanted)


def test_malformed_formulas_are_refused() -> None:
    for formula in MALFORMED:
        try:
            evaluate(formula)
        except Malformed:
            continue
        raise AssertionError(f"{formula!r} was read")


def test_formulas_without_value() -> None:
    for formula in WITHOUT_VALUE:
        try:
            evaluate(formula)
        except NoValue:
            continue
        raise AssertionError(f"{formula!r} has a value")


def test_lines() -> None:
    assert line_fault({"formula": "1 ÷ 3", "result": 1 / 3}) is None
    assert line_fault({"formula": "1 ÷ 3", "result": 1 / 3 + 2e-9}) is not None
    assert line_fault({"formula": "530,000,000 + 0", "result": 530_000_000.4, "scale": 530_000_000}) is None
    assert line_fault({"formula": "530,000,000 + 0", "result": 530_000_000.6, "scale": 530_000_000}) is not None
    assert line_fault({"formula": "1 ÷ 0", "result": None, "status": "divisionByZero"}) is None
    assert line_fault({"formula": "1 ÷ 0", "result": None}) is not None
    assert line_fault({"formula": "1 ÷ 2", "result": None, "status": "noAnswer"}) is not None
    assert line_fault({"formula": "1 ÷ 0", "result": 0}) is not None


def test_rates() -> None:
    several = "IRR(0:−1000, 1:6000, 2:−11000, 3:6000)"
    for rate in (0, 1, 2):
        assert line_fault({"formula": several, "result": rate}) is None
    assert line_fault({"formula": several, "result": 0.5}) is not None
    assert line_fault({"formula": "IRR(0:−100, 1:110)", "result": 0.1 + 3e-9}) is not None
    assert line_fault({"formula": "IRR(0:100, 1:110)", "result": 0.1}) is not None
    assert line_fault({"formula": "IRR(0:100, 1:110)", "result": None, "status": "noSignChange"}) is None


def test_the_command() -> None:
    program = Path(__file__).parent / "evaluate_explanations.py"
    for last, code in ((45_000_000, 0), (45_000_001, 1)):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            for formula, wanted in VALUES.items():
                file.write(json.dumps({"formula": formula, "result": wanted, "scale": abs(wanted)}, ensure_ascii=False) + "\n\n")
            file.write(json.dumps({"formula": "90000000 ÷ 2", "result": last, "scale": 90_000_000}) + "\n")
            file.flush()
            done = subprocess.run([sys.executable, str(program), file.name], capture_output=True, text=True, check=False)
            assert done.returncode == code, done.stdout + done.stderr
            assert f"{len(VALUES) + 1} formulas evaluated, {code} differences" in done.stdout


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
