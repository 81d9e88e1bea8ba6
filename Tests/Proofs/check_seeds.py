#!/usr/bin/env python3
"""Holds seeds/*.json against the source document, which is not in the repository.

    check_seeds.py SEED_TEXT [--seeds DIR]

For every fact: the printed digits stand in the named paragraph under the named heading. For every section: each number of the
document is covered by a fact, a period or a date, or is a known name (a slogan or a place with digits in it). Our statements
share no long run of characters with the document, since the document's sentences are not ours to copy.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator, Optional

PLACES = ("辽宁", "浙江", "沈阳", "长沙", "广州", "北京石景山", "重庆九龙坡")
END = "本版内容"
LONGEST_COMMON_RUN = 15
KINDS = {"quantity", "rule", "gate", "event"}
NUMBER = re.compile(r"\d+(?:\.\d+)?")

# Digits that are parts of names: the working method 1358, planning system 1+3+2, hotline 8890, the 1905 park, 1+N.
NAMES = {"辽宁": {"1358", "8890"}, "沈阳": {"1+3+2", "1905文创园"}, "广州": {"1+N"}, "重庆九龙坡": {"1+ N"}}


@dataclass(frozen=True)
class Paragraph:
    heading: Optional[str]
    text: str


def sections(document: str) -> dict[str, list[Paragraph]]:
    """The paragraphs of each place; a line that ends in no full stop or colon is a heading."""
    found: dict[str, list[Paragraph]] = {}
    place: Optional[str] = None
    heading: Optional[str] = None
    for line in filter(None, map(str.strip, document.splitlines())):
        opened = next((name for name in PLACES if line.startswith(name + ":")), None)
        if opened:
            place, heading = opened, None
            found[place] = []
        elif line.startswith(END):
            break
        elif place and line.endswith(("。", ":", "：")):
            found[place].append(Paragraph(heading, line))
        elif place:
            heading = line
    return found


def printed(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def numbers(text: str) -> list[str]:
    return NUMBER.findall(text)


def fact_faults(fact: dict[str, Any], paragraphs: list[Paragraph]) -> Iterator[str]:
    if fact["kind"] not in KINDS:
        yield f"kind {fact['kind']!r}"
    if (fact["value"] is None) != (fact["unit"] is None):
        yield "value and unit must both be given or both be null"
    position = fact["at"]["paragraph"]
    if not 1 <= position <= len(paragraphs):
        yield f"no paragraph {position}"
        return
    paragraph = paragraphs[position - 1]
    if fact["at"]["heading"] != paragraph.heading:
        yield f"heading is {paragraph.heading!r}"
    if "printed" in fact:
        if fact["printed"] not in paragraph.text:
            yield f"{fact['printed']!r} not in paragraph {position}"
    elif fact["value"] is not None and printed(fact["value"]) not in numbers(paragraph.text):
        yield f"{printed(fact['value'])} not in paragraph {position}"


def covered_numbers(facts: dict[str, Any]) -> dict[int, list[str]]:
    """For each paragraph the numbers its facts account for."""
    covered: dict[int, list[str]] = {}
    for fact in facts.values():
        known = covered.setdefault(fact["at"]["paragraph"], [])
        if fact["value"] is not None and "printed" not in fact:
            known.append(printed(fact["value"]))
        for group in ("period", "date"):
            known.extend(printed(number) for number in fact.get(group, {}).values())
    return covered


def uncovered(section: str, paragraphs: list[Paragraph], facts: dict[str, Any]) -> Iterator[str]:
    covered = covered_numbers(facts)
    for position, paragraph in enumerate(paragraphs, 1):
        text = paragraph.text
        for name in NAMES.get(section, ()):
            text = text.replace(name, "")
        for number in numbers(text):
            if number not in covered.get(position, []):
                yield f"paragraph {position}: {number} is in no fact"


def longest_common_run(text: str, document: str) -> str:
    best = ""
    for start in range(len(text)):
        while start + len(best) < len(text) and text[start : start + len(best) + 1] in document:
            best = text[start : start + len(best) + 1]
    return best


def copied(facts: dict[str, Any], document: str) -> Iterator[str]:
    for name, fact in facts.items():
        run = longest_common_run(fact["statement"]["zh"], document)
        if len(run) >= LONGEST_COMMON_RUN:
            yield f"{name}: the statement copies {run!r}"


def check_file(path: Path, document: str, places: dict[str, list[Paragraph]]) -> tuple[int, list[str]]:
    facts: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))["facts"]
    used = {fact["at"]["section"] for fact in facts.values()}
    if len(used) != 1 or not used <= places.keys():
        return len(facts), [f"{path.name}: sections {sorted(used)}"]
    section = used.pop()
    faults = [f"{name}: {fault}" for name, fact in facts.items() for fault in fact_faults(fact, places[section])]
    faults += [f"{name}: the id is not kebab-case" for name in facts if not re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", name)]
    faults += uncovered(section, places[section], facts)
    faults += copied(facts, document)
    return len(facts), [f"{path.name}: {fault}" for fault in faults]


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold the seed facts against the source text.")
    parser.add_argument("text", type=Path, metavar="SEED_TEXT")
    parser.add_argument("--seeds", type=Path, default=Path(__file__).resolve().parents[2] / "seeds")
    arguments = parser.parse_args()
    document = arguments.text.read_text(encoding="utf-8")
    places = sections(document)
    described = json.loads((arguments.seeds / "document.json").read_text(encoding="utf-8"))["sections"]
    faults: list[str] = []
    for entry in described:
        if entry["paragraphs"] != len(places.get(entry["section"], [])):
            faults.append(f"document.json: {entry['section']} has {len(places.get(entry['section'], []))} paragraphs")
        count, found = check_file(arguments.seeds / entry["file"], document, places)
        print(f"{entry['file']}: {count} facts, {len(found)} faults")
        faults += found
    if {entry["section"] for entry in described} != set(PLACES):
        faults.append("document.json does not list every place")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
