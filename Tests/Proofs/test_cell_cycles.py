#!/usr/bin/env python3
"""Self-test of cell_cycles.py: workbooks made by hand, with and without cycles. Plain or under pytest."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).parent))
from cell_cycles import Book, address, references  # noqa: E402


def cycle(cells: dict[str, str | float]) -> list[str] | None:
    """The cycle in a workbook of these cells, `sheet!A1` or `A1` on the sheet `rows`."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, content in cells.items():
        sheet, _, cell = place.rpartition("!")
        sheet = sheet or "rows"
        (book[sheet] if sheet in book.sheetnames else book.create_sheet(sheet))[cell] = content
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.xlsx"
        book.save(path)
        found = Book(path).cycle()
        status = subprocess.run([sys.executable, Path(__file__).with_name("cell_cycles.py"), path], capture_output=True).returncode
    assert status == (1 if found else 0), status
    return sorted(address(cell) for cell in found) if found else None


def test_two_cells() -> None:
    assert cycle({"A1": "=B1+1", "B1": "=A1*2"}) == ["rows!A1", "rows!B1"]


def test_a_cell_and_itself() -> None:
    assert cycle({"A1": "=A1+1"}) == ["rows!A1"]


def test_only_through_a_whole_range() -> None:
    """B1 wants A2 alone, but sums a range in which C2 needs B1."""
    assert cycle({"A2": 5, "B1": "=SUM($A2:C2)", "C2": "=B1+1"}) == ["rows!B1", "rows!C2"]


def test_a_range_that_a_factor_makes_harmless() -> None:
    """LibreOffice and a reader of values see no cycle in 0 × C2; Excel does."""
    assert cycle({"A1": 0, "B1": "=SUMPRODUCT((A1:A1=1)*B2:C2)", "C2": "=B1"}) == ["rows!B1", "rows!C2"]


def test_over_sheets_and_quoted_names() -> None:
    assert cycle({"rows!A1": "='资金 平衡'!B2", "资金 平衡!B2": "=rows!$A$1"}) == ["rows!A1", "资金 平衡!B2"]


def test_a_block_of_rows() -> None:
    assert cycle({"A1": "=SUM(B1:C9)", "C7": "=A1"}) == ["rows!A1", "rows!C7"]


def test_none() -> None:
    columns = ["E", "F", "G", "H"]
    cells: dict[str, str | float] = {"E1": 1.0}
    for before, column in zip(columns, columns[1:]):
        cells[f"{column}1"] = f"={before}2+1"
    for column in columns:
        cells[f"{column}2"] = f"=SUM($E1:{column}1)"
    assert cycle(cells) is None


def test_texts_and_names_are_no_references() -> None:
    assert list(references('=IF(A1="B2",LOG10(C3),"D4")', "rows")) == [("rows", 1, 1, 1, 1), ("rows", 3, 3, 3, 3)]
    assert cycle({"A1": '=IF(B1=0,"A1",1)', "B1": 1}) is None


def test_a_long_chain() -> None:
    cells: dict[str, str | float] = {f"A{row}": f"=A{row + 1}+1" for row in range(1, 5000)}
    assert cycle(cells | {"A5000": 1}) is None


if __name__ == "__main__":
    for name, test in list(globals().items()):
        if name.startswith("test_"):
            test()
            print(f"ok {name}")
