#!/usr/bin/env python3
"""Self-test of check_rows.py: files written by pyarrow, one right and one for each fault that must be found.

test_check_rows.py
"""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from check_rows import COLUMNS, METADATA, SCHEMA, differing, drawn, mixed, verify

LABELS = [{"name": name, "unit": unit, "label": {"en": en, "zh": zh}} for name, _, unit, en, zh in COLUMNS]
SHARE = 4


def with_column(table: pa.Table, place: int, values: list[Any]) -> pa.Table:
    field = table.schema.field(place)
    return table.set_column(place, field, pa.array(values, field.type))


def one_bit_off(table: pa.Table) -> pa.Table:
    values = table.column(SHARE).to_pylist()
    values[7] = float(np.nextafter(values[7], 1))
    return with_column(table, SHARE, values)


def zero_for_none(table: pa.Table) -> pa.Table:
    return with_column(table, 5, [0.0] * table.num_rows)


def empty_for_none(table: pa.Table) -> pa.Table:
    return with_column(table, 7, [text or "" for text in table.column(7).to_pylist()])


FAULTS = {
    one_bit_off: "share: 1 values, first in row 7",
    zero_for_none: "never: other rows have no value",
    empty_for_none: "model: other rows have no value",
    lambda table: table.slice(1): "99 rows, expected 100",
    lambda table: table.select(range(9)): "columns",
}


def told(path: Path, table: pa.Table, columns: Any = LABELS, **metadata: str) -> list[str]:
    """What is found of `table` written by pyarrow; pyarrow names itself as the writer, which is left out."""
    facts = {**METADATA, "fundsim.columns": json.dumps(columns), **metadata}
    with pq.ParquetWriter(path, table.schema, store_schema=False) as writer:
        writer.write_table(table)
        writer.add_key_value_metadata(facts)
    return [text for text in verify(path).differences if not text.startswith("created by")]


def test_splitmix_is_the_published_one() -> None:
    """First outputs from a state of 0, as the reference implementation of Vigna prints them."""
    published = [0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F]
    assert [int(mixed(np.array([0]), column)[0]) for column in range(3)] == published


def test_right_files_pass() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        assert told(Path(scratch) / "rows-0-100.parquet", drawn(0, 100)) == []


def test_every_fault_is_found() -> None:
    expected = drawn(0, 100)
    for fault, words in FAULTS.items():
        found = list(differing(expected, fault(expected)))
        assert len(found) == 1 and found[0].startswith(words), found


def test_faults_around_the_rows_are_found() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path, table = Path(scratch) / "rows-0-100.parquet", drawn(0, 100)
        assert [text[:8] for text in told(path, table, seed="43")] == ["metadata"]
        assert [text[:15] for text in told(path, table, columns=LABELS[1:])] == ["fundsim.columns"]
        loose = table.cast(pa.schema([field.with_nullable(True) for field in SCHEMA]))
        assert [text[:6] for text in told(path, loose)] == ["schema"]


def test_bounds_that_are_not_those_of_the_rows_are_found() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        path, table = Path(scratch) / "rows-0-100.parquet", drawn(0, 100)
        values = table.column(SHARE).to_pylist()
        values[7] = -1.0
        assert any(text.startswith("group 0, share: bounds (-1.0,") for text in told(path, with_column(table, SHARE, values)))


def main() -> None:
    for name, test in list(globals().items()):
        if name.startswith("test_") and callable(test):
            test()
            print(f"passed {name}")


if __name__ == "__main__":
    main()
