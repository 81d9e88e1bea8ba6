#!/usr/bin/env python3
"""Files of rows read by pyarrow, pandas and DuckDB, held against rows drawn here a second time.

    check_rows.py DIR

Reads every `rows-FIRST-END.parquet` and `.csv` of DIR, which the Swift tests write. Values are a function of row and column
(SplitMix64), drawn here with numpy; numbers are compared bit for bit. Of Parquet also types, nulls, metadata, row groups and
their statistics. Prints one line a file; exits 1 with what differs. Where PySpark can be imported (500 MB, and Java) Spark
reads the Parquet files too; nobody needs it.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Iterator

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

GROUP = 131_072
# Before pandas 3.1 the default reader of decimals is off in the last bit.
EXACT: dict[str, Any] = {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}
MODELS = ["base", "甲，乙", "a,b", 'say "x"', "two\nlines", "", None]
METADATA = {"scenario": "Scenarios/浙工新村.json", "seed": "42", "empty": ""}
# Name, type, unit, label.
COLUMNS = [
    ("row", pa.int64(), "", "row", "行"),
    ("anyInteger", pa.int64(), "", "any integer", "任意整数"),
    ("anyNumber", pa.float64(), "yuan", "any number", "任意数"),
    ("funding.city.amount", pa.float64(), "yuan", "amount", "金额"),
    ("share", pa.float64(), "fraction", "share", "占比"),
    ("never", pa.float64(), "years", "never", "无"),
    ("zero", pa.float64(), "", "zero", "零"),
    ("model", pa.string(), "", "model", "模式"),
    ("distinct", pa.string(), "", "distinct", "各异"),
    ("long", pa.string(), "", "long", "长"),
]
SCHEMA = pa.schema([pa.field(name, kind, nullable=kind != pa.int64()) for name, kind, *_ in COLUMNS])


def mixed(rows: np.ndarray, column: int) -> np.ndarray:
    """SplitMix64's output number 16·row + column + 1 from a state of 0."""
    z = (rows.astype(np.uint64) * np.uint64(16) + np.uint64(column + 1)) * np.uint64(0x9E3779B97F4A7C15)
    z = (z ^ (z >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    z = (z ^ (z >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return z ^ (z >> np.uint64(31))


def drawn(first: int, end: int) -> pa.Table:
    """The rows as they should be read."""
    rows = np.arange(first, end, dtype=np.int64)
    anything = mixed(rows, 2).view(np.float64)
    anything = np.where(anything == 0, 0.0, anything)
    amounts = mixed(rows, 3)
    unpaid = (rows // 1000 % 3 == 1) | (rows % 5000 < 4000) & (amounts % np.uint64(5) == 0)
    numbers = [
        pa.array(rows),
        pa.array(mixed(rows, 1).view(np.int64)),
        pa.array(anything, mask=~np.isfinite(anything)),
        pa.array((amounts % np.uint64(10**12)).astype(np.float64) / 100, mask=unpaid),
        pa.array((mixed(rows, 4) >> np.uint64(11)).astype(np.float64) * 2.0**-53),
        pa.nulls(len(rows), pa.float64()),
        pa.array(np.zeros(len(rows)), mask=rows % 3 == 2),
    ]
    texts = [
        [MODELS[number] for number in (mixed(rows, 7) % np.uint64(7)).tolist()],
        [f"r{number}" for number in mixed(rows, 8).tolist()],
        [None if row // 100 % 2 == 0 else "长" * 30 for row in rows.tolist()],
    ]
    return pa.Table.from_arrays(numbers + [pa.array(column, pa.string()) for column in texts], schema=SCHEMA)


def bits(column: pa.ChunkedArray) -> np.ndarray:
    """Bits of the values, zero where there is none."""
    return np.asarray(pc.fill_null(column.combine_chunks(), 0.0)).astype(np.float64, copy=False).view(np.uint64)


def differing(expected: pa.Table, found: pa.Table) -> Iterator[str]:
    """Columns whose names, types, nulls or values differ; numbers by their bits."""
    if found.column_names != expected.column_names:
        yield f"columns {found.column_names}"
        return
    if found.num_rows != expected.num_rows:
        yield f"{found.num_rows} rows, expected {expected.num_rows}"
        return
    for name in expected.column_names:
        wanted, got = expected[name], found[name]
        if got.type != wanted.type:
            yield f"{name}: {got.type}, expected {wanted.type}"
        elif not np.array_equal(wanted.is_null().to_numpy(), got.is_null().to_numpy()):
            yield f"{name}: other rows have no value: {got.null_count}, expected {wanted.null_count}"
        elif wanted.type == pa.float64():
            wrong = np.flatnonzero(bits(wanted) != bits(got))
            if len(wrong):
                place = int(wrong[0])
                yield f"{name}: {len(wrong)} values, first in row {place}: {got[place]}, expected {wanted[place]}"
        elif not got.combine_chunks().equals(wanted.combine_chunks()):
            yield f"{name}: values"


def differing_frame(expected: pa.Table, frame: pd.DataFrame, empty_is_missing: bool = False) -> Iterator[str]:
    """The same for pandas, which has NaN for missing numbers; its reader of CSV takes an empty text for none."""
    arrays = []
    for field in expected.schema:
        values = frame[field.name]
        if field.type == pa.float64():
            wanted_type = values.dtype == np.float64
            arrays.append(pa.array(values.to_numpy(dtype=np.float64), from_pandas=True))
        else:
            wanted_type = field.type != pa.int64() or values.dtype == np.int64
            arrays.append(pa.array(values, type=field.type, from_pandas=True))
        if not wanted_type:
            yield f"{field.name}: {values.dtype}"
    wanted = expected
    if empty_is_missing:
        for place, name in enumerate(expected.column_names):
            if expected.schema.field(name).type == pa.string():
                column = expected[name]
                filled = pc.if_else(pc.equal(column, ""), pa.scalar(None, pa.string()), column)
                wanted = wanted.set_column(place, expected.schema.field(name), filled)
    yield from differing(wanted, pa.Table.from_arrays(arrays, schema=expected.schema))


def from_duckdb(relation: duckdb.DuckDBPyRelation) -> pa.Table:
    return relation.to_arrow_table()


def spark_session() -> Any:
    """A local Spark, None where there is none: an extra, never a need."""
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        return None
    try:
        session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").getOrCreate()
    except Exception as error:  # Spark without a Java that suits it.
        print(f"Spark does not start: {type(error).__name__}", file=sys.stderr)
        return None
    session.sparkContext.setLogLevel("ERROR")
    return session


SPARK = None


def from_spark(path: Path) -> pa.Table:
    table = SPARK.read.parquet(str(path)).toArrow()
    return pa.Table.from_arrays([column.combine_chunks() for column in table.sort_by("row").columns], names=table.column_names)


def statistics_of(expected: pa.Table, metadata: pq.FileMetaData) -> Iterator[str]:
    sizes = [metadata.row_group(group).num_rows for group in range(metadata.num_row_groups)]
    wanted = [min(GROUP, expected.num_rows - first) for first in range(0, expected.num_rows, GROUP)]
    if sizes != wanted:
        yield f"row groups of {sizes}, expected {wanted}"
        return
    for group in range(len(sizes)):
        part = expected.slice(group * GROUP, sizes[group])
        for place, name in enumerate(expected.column_names):
            found, column = metadata.row_group(group).column(place).statistics, part[name]
            if found.null_count != column.null_count:
                yield f"group {group}, {name}: {found.null_count} nulls, expected {column.null_count}"
            texts = column.type == pa.string()
            present = [text.encode() for text in column.drop_null().to_pylist()] if texts else column.drop_null().to_numpy()
            # Those of long texts may be left out.
            if not found.has_min_max:
                if len(present) > 0 and not (texts and max(map(len, present)) > 64):
                    yield f"group {group}, {name}: no bounds"
                continue
            bounds = (found.min.encode(), found.max.encode()) if texts else (found.min, found.max)
            if len(present) == 0 or bounds != (min(present), max(present)):
                yield f"group {group}, {name}: bounds {bounds}"


def facts_of(metadata: dict[bytes, bytes]) -> Iterator[str]:
    told: dict[str, Any] = {key.decode(): value.decode() for key, value in metadata.items()}
    columns = json.loads(told.pop("fundsim.columns", "[]"))
    if told != METADATA:
        yield f"metadata {told}"
    wanted = [{"name": name, "unit": unit, "label": {"en": en, "zh": zh}} for name, _, unit, en, zh in COLUMNS]
    if columns != wanted:
        yield f"fundsim.columns {columns}"


def check_parquet(path: Path, expected: pa.Table) -> Iterator[str]:
    file = pq.ParquetFile(path)
    if file.metadata.created_by != "fundsim version 0.1.0":
        yield f"created by {file.metadata.created_by}"
    if not file.schema_arrow.remove_metadata().equals(SCHEMA):
        yield f"schema {file.schema_arrow}"
    yield from facts_of(file.metadata.metadata or {})
    yield from statistics_of(expected, file.metadata)
    table = file.read()
    table.validate(full=True)
    yield from (f"pyarrow: {text}" for text in differing(expected, table))
    yield from (f"pandas: {text}" for text in differing_frame(expected, pd.read_parquet(path, engine="pyarrow")))
    relation = duckdb.read_parquet(str(path))
    yield from (f"duckdb: {text}" for text in differing(expected, from_duckdb(relation)))
    if SPARK is not None:
        yield from (f"spark: {text}" for text in differing(expected, from_spark(path)))
    # A question answered from the statistics where they allow it.
    for text in ["share > 0.99999", "zero >= 0", "zero < 0", "\"row\" = 131072", "model = 'base'", "anyNumber < -1e300"]:
        wanted = duckdb.sql(f"select count(*) from expected where {text}").fetchall()
        if relation.filter(text).aggregate("count(*)").fetchall() != wanted:
            yield f"duckdb: rows where {text}"
    held = {key.decode(): value.decode() for _, key, value, *_ in duckdb.sql(f"from parquet_kv_metadata('{path}')").fetchall()}
    if held.get("scenario") != METADATA["scenario"]:
        yield f"duckdb: metadata {held}"


def check_csv(path: Path, expected: pa.Table) -> Iterator[str]:
    if path.read_bytes()[:3] == b"\xef\xbb\xbf":
        yield "a byte-order mark"
    table = pyarrow.csv.read_csv(
        path, parse_options=pyarrow.csv.ParseOptions(newlines_in_values=True),
        convert_options=pyarrow.csv.ConvertOptions(
            column_types=SCHEMA, null_values=[""], strings_can_be_null=True, quoted_strings_can_be_null=False))  # fmt: skip
    yield from (f"pyarrow: {text}" for text in differing(expected, table))
    kinds = {name: {pa.int64(): np.int64, pa.float64(): np.float64}.get(kind, str) for name, kind, *_ in COLUMNS}
    frame = pd.read_csv(path, dtype=kinds, keep_default_na=False, na_values=[""], **EXACT)
    yield from (f"pandas: {text}" for text in differing_frame(expected, frame, empty_is_missing=True))
    types = {name: {pa.int64(): "BIGINT", pa.float64(): "DOUBLE"}.get(kind, "VARCHAR") for name, kind, *_ in COLUMNS}
    spelled = "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in types.items()) + "}"
    relation = duckdb.sql(f"from read_csv('{path}', header = true, allow_quoted_nulls = false, columns = {spelled})")
    yield from (f"duckdb: {text}" for text in differing(expected, from_duckdb(relation)))


CHECKS = {".parquet": check_parquet, ".csv": check_csv}


@dataclass(frozen=True)
class Verdict:
    name: str
    rows: int
    differences: list[str]

    def line(self) -> str:
        return f"{self.name}: {self.rows} rows, " + (f"{len(self.differences)} differences" if self.differences else "as drawn")


def verify(path: Path) -> Verdict:
    match = re.fullmatch(r"rows-(\d+)-(\d+)", path.stem)
    if match is None:
        return Verdict(path.name, 0, ["a name that says no rows"])
    expected = drawn(int(match[1]), int(match[2]))
    return Verdict(path.name, expected.num_rows, list(CHECKS[path.suffix](path, expected)))


def shards_make_the_whole(folder: Path) -> list[str]:
    """Shards read one after the other are the file of all rows, in Parquet by a reader, in CSV byte by byte."""
    shards, whole = ("rows-0-140000", "rows-140000-300001"), "rows-0-300001"
    table = pq.read_table([folder / f"{name}.parquet" for name in shards])
    differences = [f"shards: {text}" for text in differing(pq.read_table(folder / f"{whole}.parquet"), table)]
    texts = [(folder / f"{name}.csv").read_bytes() for name in shards]
    names = texts[1].index(b"\r\n") + 2
    if texts[0] + texts[1][names:] != (folder / f"{whole}.csv").read_bytes():
        differences.append("shards: CSV")
    return differences


def main() -> int:
    parser = argparse.ArgumentParser(description="Hold files of rows against rows drawn again.")
    parser.add_argument("folder", type=Path, metavar="DIR")
    folder = parser.parse_args().folder
    paths = sorted(path for path in folder.glob("rows-*") if path.suffix in CHECKS)
    if not paths:
        raise SystemExit(f"{folder}: no files of rows")
    global SPARK
    SPARK = spark_session()
    differences = []
    for path in paths:
        verdict = verify(path)
        print(verdict.line())
        differences += [f"{verdict.name}: {text}" for text in verdict.differences]
    differences += shards_make_the_whole(folder)
    for text in differences:
        print(f"  {text}")
    if SPARK is not None:
        print("Parquet read by Spark too")
        SPARK.stop()
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
