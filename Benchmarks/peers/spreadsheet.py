"""W1 on the spreadsheet road: LibreOffice's multiple operations over the workbook of 永安里 with live formulas.

The workbook is the one that the Swift tests write for `make proofs` (.build/proofs/scenario-yonganli.xlsx). The eight input cells become
INDEX(column of draws, number of the row), and each of the ten figures gets a data table that sets that number to 1, 2, 3 and so on;
LibreOffice reads data tables as MULTIPLE.OPERATIONS. One table a figure, because LibreOffice 7.4 fills only the first two columns of
a wider one. What is timed is `soffice` converting the workbook, which recalculates it; the same workbook without tables says what
starting, loading and saving take. The rate of return is the sheet's own IRR, which gives one rate (or none), whichever it runs into.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import job  # first: it finds `grid`
import grid
import numpy as np

sys.path.insert(0, str(grid.ROOT / "Tests/Proofs"))
WORKBOOK = grid.ROOT / ".build/proofs/scenario-yonganli.xlsx"
NUMBER, TOP = "A1", 3
# From a guess of 1 % a month; the usual 10 % is far off for flows by month.
IRR = '=IFERROR((1+IRR(rows!$E{row}:$AH{row},0.01))^12-1,"none")'


def missing() -> str | None:
    """What has to be done first, where something is missing."""
    if not shutil.which("soffice"):
        return "apt-get install libreoffice-calc-nogui"
    try:
        import openpyxl  # noqa: F401
    except ImportError:
        return f"{sys.executable} -m pip install openpyxl"
    return None if WORKBOOK.exists() else "make proofs, which writes the workbook"


def columns(figure: int) -> tuple[str, str]:
    """Of a figure's table: the numbers of the rows, the figure."""
    from openpyxl.utils import get_column_letter

    first = len(job.INPUTS) + 3 + 2 * figure
    return get_column_letter(first), get_column_letter(first + 1)


def write(inputs: np.ndarray, path: Path, tables: bool = True) -> None:
    """The workbook with the rows of `inputs` [inputs, rows] in it."""
    import openpyxl
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.formula import DataTableFormula

    book = openpyxl.load_workbook(WORKBOOK)
    place = {name: {cells[0].value: cells[0].row for cells in book[name].iter_rows()} for name in ("inputs", "scalars", "rows")}
    sheet = book.create_sheet("table")
    sheet[NUMBER] = 1
    first, last = TOP + 1, TOP + inputs.shape[1]
    for index, (name, column) in enumerate(zip(job.INPUTS, inputs.tolist())):
        letter = get_column_letter(index + 2)
        for row, value in enumerate(column, first):
            sheet[f"{letter}{row}"] = value
        book["inputs"][f"C{place['inputs'][name]}"] = f"=INDEX(table!${letter}${first}:${letter}${last},table!$A$1)"
    # The proof's workbook only checks the rate it was written with.
    book["scalars"][f"C{place['scalars']['indicators.irr']}"] = IRR.format(row=place["rows"]["rows.investmentCashFlow"])
    for index, name in enumerate(job.FIGURES):
        number, figure = columns(index)
        sheet[f"{figure}{TOP}"] = f"=scalars!$C${place['scalars']['indicators.' + name]}"
        for row in range(first, last + 1):
            sheet[f"{number}{row}"] = row - TOP
        if tables:
            area = f"{figure}{first}:{figure}{last}"
            sheet[f"{figure}{first}"] = DataTableFormula(ref=area, dt2D=False, dtr=False, r1=NUMBER, ca=False)
    book.save(path)


def recalculate(path: Path, output: Path) -> None:
    import recalculate as proofs

    proofs.recalculate([path], output)


def read(path: Path, rows: int) -> np.ndarray:
    import openpyxl

    sheet = openpyxl.load_workbook(path, data_only=True)["table"]
    answers = np.full((len(job.FIGURES), rows), np.nan)
    for index in range(len(job.FIGURES)):
        letter = columns(index)[1]
        for row in range(rows):
            value = sheet[f"{letter}{TOP + 1 + row}"].value
            if isinstance(value, (int, float)):
                answers[index, row] = value
    return answers


def figures(inputs: np.ndarray) -> np.ndarray:
    with tempfile.TemporaryDirectory() as folder:
        source, output = Path(folder) / "rows.xlsx", Path(folder) / "recalculated"
        output.mkdir()
        write(inputs, source)
        recalculate(source, output)
        return read(output / source.name, inputs.shape[1])
