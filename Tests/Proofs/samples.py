#!/usr/bin/env python3
"""Writes anew the program's outputs that the READMEs and the guides show, the top help that a test holds, and the table of
scenarios in Scenarios/README.md.

    samples.py FUNDSIM [--check]

A sample is a fenced block under a comment that says where it comes from: the arguments of the program and, after "|", the
title of the one table to show.

    <!-- sample: run Scenarios/zhegong-xincun.json --lang en | Capital balance -->

With --check nothing is written; exits 1 where a sample differs from what the program prints.
"""

from __future__ import annotations

import argparse
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HANDBOOKS = ("README.md", "README.zh.md", "Documentation/guide.md", "Documentation/guide.zh.md")
SAMPLE = re.compile(r"(<!-- sample: (?P<arguments>[^|\n]+?)(?: \| (?P<title>[^\n]+?))? -->\n```text\n)(?P<text>.*?)(?=```\n)", re.DOTALL)


def output(program: Path, arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": "80", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
    command = [str(program), *shlex.split(arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True).stdout


def table(text: str, title: str) -> str:
    """The lines from the title of a table to the empty line behind it."""
    lines = text.splitlines()
    first = lines.index(title)
    return "\n".join(lines[first : lines.index("", first)]) + "\n"


def renewed(text: str, program: Path) -> str:
    def sample(match: re.Match[str]) -> str:
        shown = output(program, match["arguments"])
        return match[1] + (table(shown, match["title"]) if match["title"] else shown)

    return SAMPLE.sub(sample, text)


def scenarios(program: Path) -> str:
    """The table of scenarios, first in English, then in Chinese."""
    pages = [output(program, f"list scenarios Scenarios --details --format markdown --lang {language}") for language in ("en", "zh")]
    return "<!-- written by `make samples` -->\n\n" + "\n".join(pages)


def main() -> int:
    parser = argparse.ArgumentParser(description="Write the program's outputs in READMEs and guides anew.")
    parser.add_argument("program", type=Path)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    program = arguments.program.resolve()
    wanted = {ROOT / name: renewed((ROOT / name).read_text(encoding="utf-8"), program) for name in HANDBOOKS}
    wanted[ROOT / "Tests/CommandTests/Fixtures/help.txt"] = output(program, "--help")
    wanted[ROOT / "Scenarios/README.md"] = scenarios(program)
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        print(f"{path.relative_to(ROOT)} {'differs' if arguments.check else 'written'}")
        if not arguments.check:
            path.write_text(wanted[path], encoding="utf-8")
    return 1 if stale and arguments.check else 0


if __name__ == "__main__":
    sys.exit(main())
