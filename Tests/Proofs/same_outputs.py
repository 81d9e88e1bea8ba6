#!/usr/bin/env python3
"""Two builds of fundsim say the same: every command over every scenario, byte by byte.

    same_outputs.py PROGRAM_BEFORE PROGRAM_AFTER [--quick] [--only WORD]… [--allow WORD]… [--root FOLDER]

Both programs run the same command lines (command_lines.py) in the same folder, the repository unless --root names another;
compared are standard output, standard error, the exit code and every file written. --only keeps the command lines that hold
the word, --allow lets those that hold it differ: they are counted, not refused. --quick takes one of seven command lines.
What the first program lists of itself (presets, the paths of numbers) decides what is asked, so that the command lines do not
depend on the second. Ends with 1 where anything differs, the first differences shown.
"""

from __future__ import annotations

import argparse
import difflib
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from command_lines import Asked, OUT, command_lines

ROOT = Path(__file__).resolve().parents[2]
THREADS = 2
SECONDS = 300
SHOWN = 5
LINES = 40


@dataclass(frozen=True)
class Ending:
    """What a run came to: everything a user can see of it, by name."""

    parts: dict[str, bytes] = field(default_factory=dict)


def environment(asked: Asked) -> dict[str, str]:
    usual = {"PATH": "/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "80", "OPENBLAS_NUM_THREADS": "1"}
    return {**usual, **dict(asked.environment)}


def ending(program: Path, asked: Asked, root: Path, out: Path) -> Ending:
    """Runs in an empty folder for what is written, the same for both programs: its name stands in what they print."""
    out.mkdir()
    command = [str(program), *(argument.replace(OUT, str(out)) for argument in asked.arguments)]
    done = subprocess.run(command, cwd=root, env=environment(asked), stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, check=False)
    parts = {"exit code": str(done.returncode).encode(), "standard output": done.stdout, "standard error": done.stderr}
    for path in sorted(out.iterdir()):
        parts[f"file {path.name}"] = path.read_bytes()
        path.unlink()
    out.rmdir()
    return Ending(parts)


def as_lines(content: bytes) -> list[str]:
    return content.decode("utf-8", errors="backslashreplace").splitlines(keepends=True)


def difference(name: str, before: bytes | None, after: bytes | None) -> str:
    """The two as a unified diff; of what is no text the first byte that differs."""
    if before is None or after is None:
        return f"{name}: only {'after' if before is None else 'before'}\n"
    if b"\0" in before + after:
        place = next((at for at, pair in enumerate(zip(before, after)) if pair[0] != pair[1]), min(len(before), len(after)))
        return f"{name}: {len(before)} and {len(after)} bytes, first different at {place}\n"
    lines = list(difflib.unified_diff(as_lines(before), as_lines(after), f"before: {name}", f"after: {name}", n=1))
    kept = [line if line.endswith("\n") else line + "\n" for line in lines[:LINES]]
    return "".join(kept) + (f"… {len(lines) - LINES} lines more\n" if len(lines) > LINES else "")


def differences(before: Ending, after: Ending) -> str:
    names = list(dict.fromkeys([*before.parts, *after.parts]))
    pairs = [(name, before.parts.get(name), after.parts.get(name)) for name in names]
    return "".join(difference(name, one, other) for name, one, other in pairs if one != other)


def compared(programs: tuple[Path, Path], number: int, asked: Asked, root: Path, scratch: Path) -> str:
    out = scratch / f"out-{number}"
    before, after = (ending(program, asked, root, out) for program in programs)
    return differences(before, after)


def main() -> int:
    parser = argparse.ArgumentParser(description="Two builds of fundsim say the same, byte by byte.")
    parser.add_argument("before", type=Path)
    parser.add_argument("after", type=Path)
    parser.add_argument("--quick", action="store_true", help="one of seven command lines")
    parser.add_argument("--only", action="append", default=[], metavar="WORD", help="command lines that hold this (repeatable: all)")
    parser.add_argument("--allow", action="append", default=[], metavar="WORD", help="command lines that hold this may differ")
    parser.add_argument("--root", type=Path, default=ROOT, help="the folder with Scenarios/ in which both run")
    options = parser.parse_args()
    root = options.root.resolve()
    programs = (options.before.resolve(), options.after.resolve())
    with tempfile.TemporaryDirectory(prefix="same-outputs-") as folder:
        scratch = Path(folder)
        asked = [one for one in command_lines(programs[0], root, scratch) if all(word in one.text for word in options.only)]
        if options.quick:
            asked = asked[::7]
        with ThreadPoolExecutor(THREADS) as pool:
            found = list(pool.map(lambda pair: compared(programs, *pair, root, scratch), enumerate(asked)))
    return told(list(zip(asked, found)), options.allow)


def told(found: list[tuple[Asked, str]], allowed: list[str]) -> int:
    """Prints what differs; 1 where it may not, or where nothing was compared."""
    differing = [(asked, text) for asked, text in found if text]
    refused = [(asked, text) for asked, text in differing if not any(word in asked.text for word in allowed)]
    for asked, text in refused[:SHOWN]:
        print(f"== fundsim {asked.text}\n{text}")
    for asked, _ in refused[SHOWN:]:
        print(f"== fundsim {asked.text}: differs too")
    granted = len(differing) - len(refused)
    print(f"{len(found)} runs, {len(refused)} differ" + (f", {granted} more that may" if granted else ""))
    if not found:
        print("nothing was compared")
    return 1 if refused or not found else 0


if __name__ == "__main__":
    sys.exit(main())
