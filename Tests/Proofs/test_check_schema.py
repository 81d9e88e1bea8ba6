#!/usr/bin/env python3
"""Self-test of check_schema.py. Plain or under pytest."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROGRAM = Path(__file__).parent / "check_schema.py"
SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {"households": {"type": "integer", "minimum": 1}},
    "required": ["households"],
    "unevaluatedProperties": False,
}


def run(schema: Any, scenarios: dict[str, str], faulty: dict[str, tuple[str, Any]]) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "schema.json").write_text(json.dumps(schema))
        for folder in ("good", "bad"):
            (root / folder).mkdir()
        for name, text in scenarios.items():
            (root / "good" / f"{name}.json").write_text(text)
        for name, (text, expected) in faulty.items():
            (root / "bad" / f"{name}.json").write_text(text)
            (root / "bad" / f"{name}.expected.json").write_text(json.dumps(expected))
        command = [sys.executable, str(PROGRAM), str(root / "schema.json"), str(root / "good"), str(root / "bad")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


GOOD = {"one": '{"households": 548}'}
BAD = {"unknown": ('{"households": 1, "househlods": 2}', {"schema": True}), "sum": ('{"households": 2}', {"schema": False})}


def test_good_and_bad_are_told_apart() -> None:
    code, text = run(SCHEMA, GOOD, BAD)
    assert code == 0 and "1 scenarios, 1 faulty files that must fail, 1 whose fault no schema sees, 0 problems" in text, text


def test_a_scenario_that_fails_is_named() -> None:
    code, text = run(SCHEMA, {"one": '{"households": 0}'}, BAD)
    assert code == 1 and "one.json must validate: $.households" in text, text


def test_a_fault_that_passes_is_named() -> None:
    code, text = run(SCHEMA, GOOD, {"passes": ('{"households": 2}', {"schema": True})})
    assert code == 1 and "passes.json must fail and validates" in text, text


def test_broken_json_is_no_schema_fault() -> None:
    code, text = run(SCHEMA, GOOD, {"broken": ("{", {"schema": True})})
    assert code == 1 and "broken.json is no JSON document" in text, text


def test_duplicate_keys_are_refused() -> None:
    code, text = run(SCHEMA, {"one": '{"households": 1, "households": 2}'}, BAD)
    assert code == 1 and "duplicate key 'households'" in text, text


def test_a_wrong_schema_is_refused() -> None:
    code, text = run({"type": "objekt"}, GOOD, BAD)
    assert code == 1 and "the schema itself is wrong" in text, text


def test_empty_folders_prove_nothing() -> None:
    code, text = run(SCHEMA, {}, {})
    assert code == 1 and "nothing was checked" in text, text


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
