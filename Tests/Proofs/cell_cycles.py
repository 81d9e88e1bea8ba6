#!/usr/bin/env python3
"""Finds cycles among the cells of workbooks, ranges counted whole.

    cell_cycles.py DIR|FILE…

Excel calls a formula circular as soon as a range it reads holds a cell that needs it, whatever becomes of that cell's value;
LibreOffice calculates some of these. So every cell of a range counts as needed. Exit code 1 where there is a cycle; one is shown
for each workbook.
"""

from __future__ import annotations

import argparse
import bisect
import re
import sys
from pathlib import Path
from typing import Iterator

import openpyxl
from openpyxl.utils import column_index_from_string, get_column_letter

Cell = tuple[str, int, int]  # sheet, row, column

QUOTED = re.compile(r'"(?:[^"]|"")*"')
REFERENCE = re.compile(
    r"(?:(?:'((?:[^']|'')+)'|([^\W\d][\w.]*))!)?"
    r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?(?![\w(.!])"
)


def references(formula: str, sheet: str) -> Iterator[tuple[str, int, int, int, int]]:
    """Sheet, first and last row, first and last column of all that a formula reads; texts in it are no references."""
    for match in REFERENCE.finditer(QUOTED.sub('""', formula)):
        before = match.start() - 1
        if before >= 0 and (match.string[before].isalnum() or match.string[before] in "_.$"):
            continue  # the tail of a name
        quoted, plain, column, row, last_column, last_row = match.groups()
        name = quoted.replace("''", "'") if quoted else plain or sheet
        rows = sorted((int(row), int(last_row or row)))
        columns = sorted((column_index_from_string(column), column_index_from_string(last_column or column)))
        yield name, rows[0], rows[1], columns[0], columns[1]


class Book:
    """The formulas of a workbook and what they need. Only cells that hold a formula can lie on a cycle."""

    def __init__(self, path: Path) -> None:
        self.formulas: dict[Cell, str] = {}
        rows: dict[str, dict[int, list[int]]] = {}
        book = openpyxl.load_workbook(path, read_only=True)
        for sheet in book.worksheets:
            for line in sheet.iter_rows():
                for cell in line:
                    if cell.data_type == "f":
                        self.formulas[(sheet.title, cell.row, cell.column)] = str(cell.value)
                        rows.setdefault(sheet.title, {}).setdefault(cell.row, []).append(cell.column)
        book.close()
        self.columns = {title: {row: sorted(found) for row, found in lines.items()} for title, lines in rows.items()}
        self.known: dict[tuple[str, int, int, int, int], list[Cell]] = {}

    def cells(self, area: tuple[str, int, int, int, int]) -> list[Cell]:
        """The cells with formulas in an area."""
        if area not in self.known:
            sheet, top, bottom, left, right = area
            lines = self.columns.get(sheet, {})
            met = [top] if top == bottom else [row for row in lines if top <= row <= bottom]
            self.known[area] = [
                (sheet, row, column)
                for row in met
                if row in lines
                for column in lines[row][bisect.bisect_left(lines[row], left) : bisect.bisect_right(lines[row], right)]
            ]
        return self.known[area]

    def needs(self, cell: Cell) -> list[Cell]:
        return [one for area in references(self.formulas[cell], cell[0]) for one in self.cells(area)]

    def cycle(self) -> list[Cell] | None:
        """Cells that need each other in a circle, or None. Depth first, with a stack of its own."""
        done: set[Cell] = set()
        for root in self.formulas:
            if root in done:
                continue
            path, open_cells = [root], {root}
            work = [iter(self.needs(root))]
            while work:
                following = next(work[-1], None)
                if following is None:
                    work.pop()
                    cell = path.pop()
                    open_cells.discard(cell)
                    done.add(cell)
                elif following in open_cells:
                    return path[path.index(following) :]
                elif following not in done:
                    path.append(following)
                    open_cells.add(following)
                    work.append(iter(self.needs(following)))
        return None


def address(cell: Cell) -> str:
    return f"{cell[0]}!{get_column_letter(cell[2])}{cell[1]}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Find cycles among the cells of workbooks, ranges counted whole.")
    parser.add_argument("paths", type=Path, nargs="+", metavar="DIR|FILE")
    books: list[Path] = []
    for path in parser.parse_args().paths:
        books += sorted(one for one in path.glob("*.xlsx") if not one.name.startswith("~")) if path.is_dir() else [path]
    if not books:
        raise SystemExit("no workbooks there")
    (faults, count) = (0, 0)
    for path in books:
        book = Book(path)
        count += len(book.formulas)
        cycle = book.cycle()
        if cycle:
            faults += 1
            shown = [f"{address(cell)} = {book.formulas[cell][:120]}" for cell in cycle[:6]]
            print(f"{path.name}: {len(cycle)} cells need each other\n  " + "\n  ".join(shown))
    print(f"{len(books)} workbooks, {count} formulas, {faults} with a cycle")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
