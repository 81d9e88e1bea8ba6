#!/usr/bin/env python3
"""Holds the JSON Schema against the scenarios and the faulty scenarios, by an implementation that is not ours.

    check_schema.py SCHEMA SCENARIO_DIR FAULTY_DIR [--verbose]

The schema is itself a valid Draft 2020-12 schema. Every *.json of SCENARIO_DIR validates. Every NAME.json of FAULTY_DIR whose
NAME.expected.json says "schema": true must fail; faults no schema can see (a wrong sum, a cycle) say false or nothing.
Prints counts; exits 1 with what went wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any, Optional

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, best_match

EXPECTED = ".expected.json"


def unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [key for key, _ in pairs]
    for key in keys:
        if keys.count(key) > 1:
            raise ValueError(f"duplicate key {key!r}")
    return dict(pairs)


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8-sig"), object_pairs_hook=unique_keys)


def documents(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*.json") if not path.name.endswith(EXPECTED))


def fault(validator: Draft202012Validator, path: Path) -> Optional[str]:
    """The most telling fault of a document, or nil where it validates."""
    error = best_match(validator.iter_errors(read(path)))
    return f"{error.json_path}: {error.message[:200]}" if error else None


def check_scenarios(validator: Draft202012Validator, folder: Path) -> tuple[int, list[str]]:
    problems: list[str] = []
    paths = documents(folder)
    for path in paths:
        try:
            found = fault(validator, path)
        except ValueError as error:
            found = f"not read: {error}"
        if found:
            problems.append(f"{path.name} must validate: {found}")
    return len(paths), problems


def check_faulty(validator: Draft202012Validator, folder: Path, verbose: bool) -> tuple[int, int, list[str]]:
    """How many were required to fail, how many others stand there, and which passed or could not be judged."""
    required = others = 0
    problems: list[str] = []
    for path in documents(folder):
        expectation = path.with_name(path.stem + EXPECTED)
        if not expectation.exists() or read(expectation).get("schema") is not True:
            others += 1
            continue
        required += 1
        try:
            found = fault(validator, path)
        except ValueError as error:
            problems.append(f"{path.name} is no JSON document, so no schema can fail it: {error}")
            continue
        if not found:
            problems.append(f"{path.name} must fail and validates")
        elif verbose:
            print(f"  {path.name}: {found}")
    return required, others, problems


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold the JSON Schema against scenarios and faulty scenarios.")
    parser.add_argument("schema", type=Path)
    parser.add_argument("scenarios", type=Path)
    parser.add_argument("faulty", type=Path)
    parser.add_argument("--verbose", action="store_true", help="show the fault found in each faulty file")
    arguments = parser.parse_args()
    schema = read(arguments.schema)
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(f"the schema itself is wrong: {error.json_path}: {error.message}")
        return 1
    validator = Draft202012Validator(schema)
    valid, problems = check_scenarios(validator, arguments.scenarios)
    required, others, missed = check_faulty(validator, arguments.faulty, arguments.verbose)
    problems += missed
    print(f"{valid} scenarios, {required} faulty files that must fail, {others} whose fault no schema sees, {len(problems)} problems")
    if not valid or not required:
        problems.append("nothing was checked: a folder holds no scenario or no schema fault")
    print("".join(f"  {problem}\n" for problem in problems), end="")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
