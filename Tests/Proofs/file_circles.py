#!/usr/bin/env python3
"""How tangled the files of each room are, and whether the model's core names a mechanism.

    file_circles.py SOURCES [--most N] [--show]

A file depends on another of its room where it names a type or a free function that the other declares at its outermost level
(Swift imports say nothing inside a target). Files that reach each other that way are a circle; the largest of each room may have
N files, 30 when left out. And no file of FundModel outside Mechanisms/ may name a type declared in Mechanisms/ that conforms to
a protocol called …Mechanism; the registry `Mechanisms` may be read in one such file. --show names the files of the circles.
Ends with 1 where a circle is larger or a mechanism is named.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MOST = 30
MODEL = "FundModel"
MECHANISMS = "Mechanisms"

MODIFIERS = r"(?:@\w+(?:\([^)]*\))?\s+|(?:package|public|internal|final|indirect|nonisolated|private|fileprivate)(?:\(\w+\))?\s+)*"
TYPE = re.compile(rf"^(?P<modifiers>{MODIFIERS})(?:struct|enum|class|protocol|actor|typealias)\s+(?P<name>\w+)(?P<rest>[^{{\n]*)", re.MULTILINE)
FUNCTION = re.compile(rf"^(?P<modifiers>{MODIFIERS})func\s+(?P<name>[a-z]\w*)", re.MULTILINE)
CONFORMANCE = re.compile(r"^(?:package |public )?extension\s+(?P<name>\w+)(?P<rest>\s*:[^{]*)", re.MULTILINE)
CONFORMING = re.compile(r":.*\b\w*Mechanism\b", re.DOTALL)
NAME = re.compile(r"\b[A-Za-z_]\w*\b")
CALL = re.compile(r"(?<![.\w])([a-z]\w*)\(")
OPENING = re.compile(r'(?P<hashes>#*)(?P<quotes>"""|")')


def code_of(text: str) -> str:
    """Swift without comments and the words of its string literals; what is interpolated into them stays."""
    kept, place = [], 0
    while place < len(text):
        if text.startswith("//", place):
            place = end_of(text, "\n", place)
        elif text.startswith("/*", place):
            place = after_comment(text, place)
        elif opening := OPENING.match(text, place):
            inner, place = literal(text, opening)
            kept.append(f" {inner} ")
        else:
            kept.append(text[place])
            place += 1
    return "".join(kept)


def end_of(text: str, mark: str, place: int) -> int:
    found = text.find(mark, place)
    return len(text) if found < 0 else found


def after_comment(text: str, place: int) -> int:
    """Behind a comment between /* and */; they nest."""
    depth = 0
    for mark in re.finditer(r"/\*|\*/", text[place:]):
        depth += 1 if mark[0] == "/*" else -1
        if depth == 0:
            return place + mark.end()
    return len(text)


def literal(text: str, opening: re.Match[str]) -> tuple[str, int]:
    """The code interpolated into a string literal, and where the literal ends."""
    hashes, close = opening["hashes"], opening["quotes"] + opening["hashes"]
    escape, place, inner = "\\" + hashes, opening.end(), []
    while place < len(text) and not text.startswith(close, place):
        if not text.startswith(escape, place):
            place += 1
        elif text.startswith("(", place + len(escape)):
            end = closing_bracket(text, place + len(escape))
            inner.append(code_of(text[place + len(escape) + 1 : end]))
            place = end + 1
        else:
            place += len(escape) + 1
    return " ".join(inner), place + len(close)


def closing_bracket(text: str, place: int) -> int:
    """The bracket that closes the one at `place`; brackets inside literals do not count."""
    depth = 0
    while place < len(text):
        if opening := OPENING.match(text, place):
            place = literal(text, opening)[1]
            continue
        depth += {"(": 1, ")": -1}.get(text[place], 0)
        if depth == 0:
            return place
        place += 1
    return place


@dataclass
class Source:
    """One file: what it declares for its room, and what it names."""

    path: Path
    declared: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)
    mechanisms: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    calls: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, path: Path, relative: Path) -> Source:
        code = code_of(path.read_text(encoding="utf-8"))
        types = list(TYPE.finditer(code))
        conforming = [*types, *CONFORMANCE.finditer(code)]
        return cls(
            relative,
            declared={match["name"] for match in types if "private" not in match["modifiers"]},
            functions={match["name"] for match in FUNCTION.finditer(code) if "private" not in match["modifiers"]},
            mechanisms={match["name"] for match in conforming if CONFORMING.search(match["rest"])},
            names=set(NAME.findall(code)),
            calls=set(CALL.findall(code)),
        )

    @property
    def room(self) -> str:
        return self.path.parts[0]

    @property
    def is_mechanism(self) -> bool:
        return self.path.parts[:2] == (MODEL, MECHANISMS)


def dependencies(room: list[Source]) -> dict[Path, set[Path]]:
    """Who names what another declares; a name that several declare is of each of them."""
    return {
        one.path: {
            other.path for other in room if other is not one and (one.names & other.declared or one.calls & other.functions)
        }
        for one in room
    }


def reachable(start: Path, edges: dict[Path, set[Path]]) -> set[Path]:
    seen, open_ = {start}, [start]
    while open_:
        for following in edges[open_.pop()] - seen:
            seen.add(following)
            open_.append(following)
    return seen


def largest_circle(edges: dict[Path, set[Path]]) -> set[Path]:
    """The most files of which each reaches each other."""
    reached = {path: reachable(path, edges) for path in edges}
    circles = [{other for other in reached[path] if path in reached[other]} for path in edges]
    return max(circles, key=len, default=set())


def named_mechanisms(sources: list[Source]) -> Iterator[str]:
    """Where the core of the model names a mechanism, or reads the registry a second time."""
    kinds = {name for source in sources if source.is_mechanism for name in source.mechanisms} - {MECHANISMS}
    core = [source for source in sources if source.room == MODEL and not source.is_mechanism]
    for source in core:
        for name in sorted(source.names & kinds):
            yield f"{source.path} names the mechanism {name}"
    readers = [source.path for source in core if MECHANISMS in source.names]
    if len(readers) > 1:
        yield f"the registry {MECHANISMS} is read in {len(readers)} files: {', '.join(map(str, readers))}"


def main() -> int:
    parser = argparse.ArgumentParser(description="The largest circle of files in each room, and mechanisms named by the core.")
    parser.add_argument("sources", type=Path)
    parser.add_argument("--most", type=int, default=MOST, help=f"files a circle may have ({MOST})")
    parser.add_argument("--show", action="store_true", help="name the files of the circles")
    options = parser.parse_args()
    paths = sorted(options.sources.rglob("*.swift"))
    sources = [Source.read(path, path.relative_to(options.sources)) for path in paths]
    faults = []
    for name in sorted({source.room for source in sources}):
        room = [source for source in sources if source.room == name]
        circle = largest_circle(dependencies(room))
        print(f"{name:16} {len(room):4} files, largest circle {len(circle):4}")
        if options.show and len(circle) > 1:
            print("".join(f"    {path}\n" for path in sorted(circle)), end="")
        if len(circle) > options.most:
            faults.append(f"{name}: {len(circle)} files are one circle, {options.most} may be")
    faults += named_mechanisms(sources)
    if not sources:
        faults.append(f"no Swift files in {options.sources}")
    print("".join(f"{fault}\n" for fault in faults), end="")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
