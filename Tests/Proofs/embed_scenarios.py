#!/usr/bin/env python3
"""Writes the scenario files that stand in the program itself into a Swift file, so that they are known outside the checkout.

    embed_scenarios.py [--check]

Scenarios/models and Scenarios/presets become Sources/FundScenario/Embedded/EmbeddedScenarios.swift, byte by byte, sorted by name.
With --check nothing is written; exits 1 where the Swift file is not what the folders say.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = ROOT / "Sources/FundScenario/Embedded/EmbeddedScenarios.swift"
FOLDERS = (
    ("models", "Funding models: differences to be laid over a project."),
    ("presets", "Scenarios to start from."),
)
HEAD = """\
// swift-format-ignore-file
// Written by `make embed` from Scenarios/models and Scenarios/presets: change the files there, then run it. A test holds
// this file equal to them, byte by byte.

/// The scenario files that are part of the program.
enum EmbeddedScenarios {
"""


def literal(path: Path) -> str:
    """The file as a raw string of Swift; one that such a string could not hold is refused."""
    text = path.read_bytes().decode("utf-8")
    if not text.endswith("\n") or "\r" in text or '"""#' in text or "\\#" in text:
        raise SystemExit(f"{path.relative_to(ROOT)}: needs LF at its end, no CR, and no sign that ends a raw string")
    return f'#"""\n{text}\n"""#'


def folder(name: str, words: str) -> str:
    files = sorted((ROOT / "Scenarios" / name).glob("*.json"))
    entries = "".join(f'    EmbeddedScenario(id: "{path.stem}", text: {literal(path)}),\n' for path in files)
    return f"  /// {words}\n  static let {name}: [EmbeddedScenario] = [\n{entries}  ]\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the scenario files that are part of the program.")
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    wanted = HEAD + "\n".join(folder(name, words) for name, words in FOLDERS) + "}\n"
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == wanted:
        return 0
    print(f"{TARGET.relative_to(ROOT)} {'differs' if arguments.check else 'written'}")
    if not arguments.check:
        TARGET.parent.mkdir(parents=True, exist_ok=True)
        TARGET.write_text(wanted, encoding="utf-8")
    return 1 if arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
