#!/usr/bin/env python3
"""Follows every source a scenario cites to its fact, without the source text.

    check_sources.py SEEDS SCENARIO_DIR…

Every `"source": "seeds/FILE.json#FACT"` of a scenario names a fact that exists, and the number beside it is that fact's, unit for
unit. Every number written as a mapping has a source or says that it is assumed. Every fact has a kebab-case id, a label and a
statement in both languages, a value with its unit or neither, and a place in the document or a published source of its own.
Prints counts; exits 1 with what went wrong.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from fractions import Fraction
from pathlib import Path
from typing import Any, Iterator, Optional

KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
SAME = {"平方米": "㎡", "m²": "㎡"}
PREFIXES = {"亿": 10**8, "万": 10**4}

Facts = dict[str, dict[str, Any]]


def base(value: float, unit: str) -> tuple[Fraction, str]:
    """The number without 万 and 亿 and %, and what is left of the unit."""
    for word, ours in SAME.items():
        unit = unit.replace(word, ours)
    number = Fraction(str(value))
    if unit == "%":
        return number / 100, ""
    for word, factor in PREFIXES.items():
        if unit.startswith(word):
            return number * factor, unit[len(word) :]
    return number, unit


def numbers(node: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every sourced or assumed number of a scenario with its path."""
    if isinstance(node, dict):
        # The block of a published figure has a number under `value`; how far off it may be is its author's to say.
        # A block of `uncertain` has its discrete values under `values`, numbers by name.
        is_figure = "of" in node or "distribution" in node
        if not is_figure and ("value" in node or "values" in node):
            yield path, node
            return
        for key, inner in node.items():
            if not (is_figure and key == "tolerance"):
                yield from numbers(inner, f"{path}.{key}" if path else key)


def number_fault(number: dict[str, Any], facts: dict[str, Facts]) -> Optional[str]:
    source = number.get("source")
    if source is None:
        return None if number.get("assumed") is True else "has neither a source nor `assumed`"
    if not source.startswith("seeds/"):
        return None
    file, _, fact_id = source.partition("#")
    fact = facts.get(Path(file).name, {}).get(fact_id)
    if fact is None:
        return f"cites {source}, which is not there"
    if "value" not in number or fact["value"] is None:
        return None
    published, unit = base(fact["value"], fact["unit"])
    # A plain number is in the base unit of its field; what every household gets may be said with or without 每户.
    ours, written = base(number["value"], number.get("unit", fact["unit"]))
    same = ours == published and written.removesuffix("/户") == unit.removesuffix("/户")
    return None if same else f"is {number['value']}{number.get('unit', '')}, but {source} says {fact['value']}{fact['unit']}"


def fact_faults(fact_id: str, fact: dict[str, Any]) -> Iterator[str]:
    if not KEBAB.fullmatch(fact_id):
        yield "the id is not kebab-case"
    for text in ("label", "statement"):
        if not all(fact.get(text, {}).get(language) for language in ("en", "zh")):
            yield f"`{text}` is not there in both languages"
    if (fact["value"] is None) != (fact["unit"] is None):
        yield "value and unit must both be given or both be null"
    if "at" not in fact and "source" not in fact:
        yield "it has no place in the document and no source of its own"


def main() -> int:
    parser = argparse.ArgumentParser(description="Follow every source a scenario cites to its fact.")
    parser.add_argument("seeds", type=Path)
    parser.add_argument("scenarios", type=Path, nargs="+", metavar="SCENARIO_DIR")
    arguments = parser.parse_args()
    facts: dict[str, Facts] = {}
    for path in sorted(arguments.seeds.glob("*.json")):
        facts[path.name] = json.loads(path.read_text(encoding="utf-8")).get("facts", {})
    faults = [
        f"{file}#{fact_id}: {fault}" for file, group in facts.items() for fact_id, fact in group.items() for fault in fact_faults(fact_id, fact)
    ]
    (cited, assumed) = (0, 0)
    for path in (path for folder in arguments.scenarios for path in sorted(folder.glob("*.json"))):
        for place, number in numbers(json.loads(path.read_text(encoding="utf-8"))):
            (cited, assumed) = (cited + ("source" in number), assumed + ("source" not in number))
            if fault := number_fault(number, facts):
                faults.append(f"{path.name}: {place} {fault}")
    print(f"{sum(map(len, facts.values()))} facts, {cited} numbers that cite a source, {assumed} assumed, {len(faults)} faults")
    if not cited:
        faults.append("nothing was checked: no scenario cites a source")
    print("".join(f"  {fault}\n" for fault in faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
