#!/usr/bin/env python3
"""Self-test of file_circles.py. Plain or under pytest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

PROGRAM = Path(__file__).parent / "file_circles.py"


def run(files: dict[str, str], *options: str) -> tuple[int, str]:
    with tempfile.TemporaryDirectory() as scratch:
        for name, text in files.items():
            path = Path(scratch) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text)
        done = subprocess.run([sys.executable, str(PROGRAM), scratch, *options], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr


def circle(files: dict[str, str], room: str = "Room") -> int:
    """The largest circle told of a room."""
    text = run(files)[1]
    line = next(line for line in text.splitlines() if line.startswith(room))
    return int(line.split()[-1])


CHAIN = {
    "Room/A.swift": "package struct A { let b: B }",
    "Room/B.swift": "struct B { let c: C }",
    "Room/C.swift": "struct C {}",
}


def test_a_chain_is_no_circle() -> None:
    assert circle(CHAIN) == 1


def test_who_is_reached_again_is_in_the_circle() -> None:
    assert circle({**CHAIN, "Room/C.swift": "struct C { func a() -> A? { nil } }"}) == 3


def test_rooms_are_apart() -> None:
    assert circle({"Room/A.swift": "struct A { let b: B }", "Other/B.swift": "struct B { let a: A }"}) == 1


def test_free_functions_count() -> None:
    assert circle({"Room/A.swift": "struct A {}\nfunc made() -> A { A() }", "Room/B.swift": "struct B { let a = made() }"}) == 1
    assert circle({"Room/A.swift": "struct A { var b: B }\nfunc made() {}", "Room/B.swift": "struct B { let a = made() }"}) == 2


def test_private_types_are_nobody_elses() -> None:
    private = {"Room/A.swift": "struct A { let b: B }\nprivate struct Part {}", "Room/B.swift": "struct B {}\nprivate struct Part {}"}
    assert circle(private) == 1


def test_comments_and_words_do_not_count() -> None:
    for text in ("// an A", "/* /* A */ A */", '"A"', '"""\nA\n"""', '#"\\(A)"#', '"\\\\(A)"', '"say \\"A\\""'):
        assert circle({"Room/A.swift": "struct A { let b: B }", "Room/B.swift": f"struct B {{}}\nlet words = {text}\n"}) == 1, text


def test_interpolated_code_counts() -> None:
    for text in ('"\\(A.self)"', '"\\(f("(", A.self))"', '#"\\#(A.self)"#', '"""\n\\(A.self)\n"""'):
        assert circle({"Room/A.swift": "struct A { let b: B }", "Room/B.swift": f"struct B {{ let words = {text} }}"}) == 2, text


def test_a_limit_is_held() -> None:
    ring = {f"Room/F{n}.swift": f"struct F{n} {{ func next() -> F{(n + 1) % 4}? {{ nil }} }}" for n in range(4)}
    assert run(ring, "--most", "4")[0] == 0
    code, text = run(ring, "--most", "3", "--show")
    assert code == 1 and "Room: 4 files are one circle, 3 may be" in text and "    Room/F2.swift\n" in text, text


MODEL = {
    "FundModel/Mechanism.swift": "package protocol Mechanism {}\npackage protocol GateMechanism: Mechanism {}",
    "FundModel/Mechanisms/Grant.swift": "package enum Grant: Sendable, GateMechanism {}",
    "FundModel/Mechanisms/Loan.swift": "package struct Loan {}\nextension Loan: Mechanism {}\nenum LoanRows {}",
    "FundModel/Mechanisms/Mechanisms.swift": "enum Mechanisms { static let all: [any Mechanism.Type] = [Grant.self, Loan.self] }",
}


def test_the_core_may_not_name_a_mechanism() -> None:
    assert run(MODEL)[0] == 0
    for named in ("Grant", "Loan"):
        code, text = run({**MODEL, "FundModel/Core/Book.swift": f"struct Book {{ let type = {named}.self }}"})
        assert code == 1 and f"FundModel/Core/Book.swift names the mechanism {named}\n" in text, text


def test_other_types_beside_mechanisms_may_be_named() -> None:
    assert run({**MODEL, "FundModel/Book.swift": "struct Book { let rows = LoanRows.self }"})[0] == 0


def test_the_registry_is_read_in_one_file() -> None:
    reader = {"FundModel/Block.swift": "struct Block { let all = Mechanisms.all }"}
    assert run({**MODEL, **reader})[0] == 0
    code, text = run({**MODEL, **reader, "FundModel/Book.swift": "let count = Mechanisms.all.count"})
    assert code == 1 and "the registry Mechanisms is read in 2 files" in text, text


def test_nothing_read_is_no_proof() -> None:
    code, text = run({"README.md": "nothing"})
    assert code == 1 and "no Swift files" in text, text


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
