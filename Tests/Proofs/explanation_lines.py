#!/usr/bin/env python3
"""Turns what `fundsim explain FILE --format json` prints into lines for evaluate_explanations.py.

    fundsim explain FILE --format json | explanation_lines.py
"""

from __future__ import annotations

import json
import sys

AMOUNTS = ("yuan", "yuanPerArea", "yuanPerHousehold")


def main() -> int:
    entries = json.load(sys.stdin)["explanations"]
    amounts = [abs(entry["result"]) for entry in entries if entry["unit"] == "yuan" and entry["result"] is not None]
    largest = max(amounts, default=1)
    for entry in entries:
        line = {"formula": entry["numbers"], "result": entry["result"]}
        if entry["unit"] in AMOUNTS:
            line["scale"] = largest
        if entry["result"] is None:
            line["status"] = entry["status"]
        print(json.dumps(line, ensure_ascii=False))
    return 0 if entries else 1


if __name__ == "__main__":
    sys.exit(main())
