#!/usr/bin/env python3
"""Self-test of same_outputs.py, with programs of a few shell lines in place of fundsim. Plain or under pytest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(__file__).parent / "same_outputs.py"
SCENARIO = '{"fundsim": 1}'
# Answers every question with its words, lists one preset and one number, and writes what -o asks for.
USUAL = """#!/bin/bash
case "$*" in
  "new --format json") echo '{"presets": [{"id": "one", "label": {"en": "One", "zh": "其一"}}]}'; exit ;;
  "list inputs "*" --format json --quiet")
    echo '{"inputs": [
      {"path": "timeline.constructionMonths", "value": 18, "structural": true, "used": true, "default": false},
      {"path": "timeline.operationYears", "value": 10, "structural": true, "used": true, "default": false},
      {"path": "costs.works.amount", "value": 8, "structural": false, "used": true, "default": false}]}'; exit ;;
esac
DIFFERENCE
echo "$COLUMNS $LC_ALL: $*"
echo "heard" >&2
previous=""
for word in "$@"; do
  case "$previous" in -o | --out) [ -d "${word%/*}" ] && echo "written" >"$word" ;; esac
  previous="$word"
done
exit 0
"""


def run(difference: str, *options: str) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "Scenarios").mkdir()
        (root / "Scenarios/plan.json").write_text(SCENARIO)
        for name, text in (("before", ""), ("after", difference)):
            (root / name).write_text(USUAL.replace("DIFFERENCE", text))
            (root / name).chmod(0o755)
        command = [sys.executable, str(PROGRAM), str(root / "before"), str(root / "after"), "--root", scratch, *options]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def only_run(what: str) -> str:
    """Shell lines that do `what` in `run … --strict` alone."""
    return f'case "$*" in run*--strict) {what} ;; esac'


def test_a_program_is_the_same_as_itself() -> None:
    code, text = run("", "--only", "plan.json")
    assert code == 0 and " runs, 0 differ\n" in text and not text.startswith("0 "), text


def test_every_command_is_asked() -> None:
    asked = "run check explain compare breakeven sweep sensitivity diff list new allocate schema".split()
    code, text = run("echo other")
    missing = [command for command in asked if f"== fundsim {command}" not in text]
    assert code == 1 and not missing, (missing, text)


def test_a_different_word_is_shown() -> None:
    code, text = run(only_run("set -- run other"), "--only", "run Scenarios/plan.json")
    assert code == 1 and "runs, 1 differ\n" in text and "+80 C.UTF-8: run other\n" in text, text


def test_standard_error_counts() -> None:
    code, text = run(only_run("echo warned >&2"), "--only", "run Scenarios/plan.json")
    assert code == 1 and "+++ after: standard error" in text and "+warned\n" in text, text


def test_the_exit_code_counts() -> None:
    code, text = run(only_run("trap 'exit 2' EXIT"), "--only", "run Scenarios/plan.json")
    assert code == 1 and "+++ after: exit code" in text, text


def test_written_files_count() -> None:
    spoil = 'case "$*" in run*-o*) for word in "$@"; do :; done; echo more >"${word%/*}/second" ;; esac'
    code, text = run(spoil, "--only", "run Scenarios/plan.json")
    assert code == 1 and "file second: only after" in text, text


def test_bytes_that_are_no_text_are_placed() -> None:
    code, text = run(only_run("printf 'ab\\0'"), "--only", "run Scenarios/plan.json")
    assert code == 1 and "standard output: " in text and "first different at 0" in text, text


def test_what_is_allowed_is_counted_and_passes() -> None:
    code, text = run(only_run("echo other"), "--only", "run Scenarios/plan.json", "--allow=--strict")
    assert code == 0 and "runs, 0 differ, 1 more that may\n" in text, text


def test_nothing_compared_is_no_proof() -> None:
    code, text = run("", "--only", "no such command")
    assert code == 1 and "nothing was compared" in text, text


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
