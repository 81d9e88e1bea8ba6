"""The command lines of same_outputs.py: all commands over all scenarios, presets, funding models, pools, programmes and faulty
files, in both languages and every format. Written from `fundsim help`, in the order of its commands."""

from __future__ import annotations

import itertools
import json
import shlex
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Where a run writes its files: an empty folder of its own.
OUT = "{out}"
LANGUAGES = ("en", "zh")
FORMATS = ("table", "json", "csv", "markdown")
COMMANDS = ("run", "check", "explain", "compare", "breakeven", "sweep", "sensitivity", "diff", "list", "new", "allocate", "schema")
SAMPLE = "48"


@dataclass(frozen=True)
class Asked:
    """One command line and what differs in its environment from the usual."""

    arguments: tuple[str, ...]
    environment: tuple[tuple[str, str], ...] = ()

    @property
    def text(self) -> str:
        line = shlex.join(self.arguments)
        return line + "".join(f" ({name}={value})" for name, value in self.environment)


@dataclass(frozen=True)
class Number:
    """A number of a scenario that a question can move."""

    path: str
    value: float
    structural: bool

    def times(self, factor: float) -> str:
        """The value changed, whole where it is whole: a length in months is never broken."""
        moved = self.value * factor
        return repr(round(moved)) if self.structural or self.value == int(self.value) and abs(self.value) >= 10 else repr(round(moved, 6))

    def setting(self, factor: float) -> str:
        return f"{self.path}={self.times(factor)}"

    def range(self) -> str:
        """Three values from the number upwards."""
        if self.structural:
            return f"{self.path}={int(self.value)}:{int(self.value) + 2}:1"
        start = float(self.times(0.9))
        step = (float(self.times(1.0)) - start) or 1.0
        return f"{self.path}={start!r}:{start + 2 * step!r}:{step!r}"


@dataclass(frozen=True)
class Subject:
    """A scenario file, and what can be asked about its numbers."""

    file: str
    numbers: tuple[Number, ...]
    blocks: tuple[str, ...]
    is_uncertain: bool

    @property
    def movable(self) -> list[Number]:
        """A few numbers from all parts of the file."""
        useful = [number for number in self.numbers if not number.structural and number.value > 0]
        return spread(useful, 4)


def spread(items: list[Any], most: int) -> list[Any]:
    """At most so many of a list, evenly from its beginning to its end."""
    if len(items) <= most:
        return items
    return [items[place * (len(items) - 1) // max(most - 1, 1)] for place in range(most)]


def asked(*arguments: str, **environment: str) -> Asked:
    return Asked(arguments, tuple(sorted(environment.items())))


def in_all_forms(*arguments: str) -> Iterator[Asked]:
    """In both languages, every format, and tables also wide."""
    for language, form in itertools.product(LANGUAGES, FORMATS):
        yield asked(*arguments, "--lang", language, "--format", form)
    yield from wide(*arguments)


def wide(*arguments: str) -> Iterator[Asked]:
    for language in LANGUAGES:
        yield asked(*arguments, "--lang", language, COLUMNS="120")


def in_few_forms(*arguments: str) -> Iterator[Asked]:
    """Where a run takes long: a Chinese table and JSON, which hold all there is to say, and an English table."""
    yield asked(*arguments, "--lang", "zh")
    yield asked(*arguments, "--lang", "en", COLUMNS="120")
    yield asked(*arguments, "--format", "json")


# Reading what there is


def told(program: Path, root: Path, *arguments: str) -> str | None:
    done = subprocess.run([str(program), *arguments], cwd=root, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else None


def subject(program: Path, root: Path, file: str) -> Subject:
    """A file that cannot be loaded by itself, such as an overlay, has no numbers."""
    inputs = told(program, root, "list", "inputs", file, "--format", "json", "--quiet")
    listed = json.loads(inputs)["inputs"] if inputs else []
    numbers = [Number(item["path"], item["value"], item["structural"]) for item in listed if item["used"] and not item["default"]]
    blocks = dict.fromkeys(".".join(number.path.split(".")[:2]) for number in numbers if number.path.count(".") >= 2)
    return Subject(file, tuple(numbers), tuple(blocks), "uncertain" in (root / file).read_text(encoding="utf-8"))


def named(root: Path, *patterns: str) -> list[str]:
    return [str(path.relative_to(root)) for pattern in patterns for path in sorted(root.glob(pattern))]


def presets(program: Path, root: Path) -> list[dict[str, Any]]:
    listed = told(program, root, "new", "--format", "json")
    return json.loads(listed)["presets"] if listed else []


def preset_file(program: Path, root: Path, scratch: Path, name: str) -> str:
    """A preset as a file that both programs read."""
    path = scratch / f"preset-{name}.json"
    path.write_text(told(program, root, "new", "--preset", name) or "", encoding="utf-8")
    return str(path)


REGIONS = """地区,面积,户数,楼栋,小区,困难系数
甲区,120000,1500,60,8,1
乙区,80000.5,1100,41,5,1.2
丙县,30000,420,18,3,1.5
"""


# The commands


def help_lines() -> Iterator[Asked]:
    yield asked("--help")
    yield asked("--version")
    yield asked()
    for command in COMMANDS:
        yield asked("help", command)
        yield asked(command, "--help", COLUMNS="120")
    for kind in ("inputs", "indicators", "mechanisms", "scenarios"):
        yield asked("help", "list", kind)


def list_lines() -> Iterator[Asked]:
    for what in (["indicators"], ["mechanisms"], ["scenarios"], ["scenarios", "Scenarios", "--details"]):
        yield from in_all_forms("list", *what)
    yield asked("list", "indicators", LC_ALL="zh_CN.UTF-8")
    yield asked("schema")
    yield asked("schema", "-o", f"{OUT}/schema.json")


def new_lines(names: list[dict[str, Any]]) -> Iterator[Asked]:
    yield from in_all_forms("new")
    for preset in names:
        for name in (preset["id"], preset["label"]["zh"], preset["label"]["en"]):
            yield asked("new", "--preset", name)
        for language in LANGUAGES:
            yield asked("new", "--preset", preset["id"], "--format", "csv", "--lang", language)
        yield asked("new", "--preset", preset["id"], "-o", f"{OUT}/sheet.csv")
        yield asked("new", "--preset", preset["id"], "-o", f"{OUT}/scenario.json")


def run_lines(of: Subject) -> Iterator[Asked]:
    yield from in_all_forms("run", of.file)
    yield asked("run", of.file, "--unit", "yuan", "--lang", "zh", "--quiet", "--strict")
    yield asked("run", of.file, "--unit", "yi", "--ascii")
    yield asked("run", of.file, "--format", "json", "-o", f"{OUT}/result.json")
    yield asked("run", of.file, "--as-of", "2019", "--lang", "zh")
    for number in of.movable:
        yield asked("run", of.file, "--set", number.setting(1.2), "--format", "json")
    for number in spread([number for number in of.numbers if number.structural], 3):
        yield asked("run", of.file, "--set", f"{number.path}={int(number.value) + 1}", "--lang", "zh")


def check_lines(file: str) -> Iterator[Asked]:
    yield from in_all_forms("check", file)
    for language in LANGUAGES:
        yield asked("check", file, "--sources", "--lang", language)


def explain_lines(of: Subject) -> Iterator[Asked]:
    # JSON without a name explains everything there is.
    yield asked("explain", of.file, "--format", "json")
    yield from (asked("explain", of.file, "--lang", language) for language in LANGUAGES)
    for what in ("fundingGapBeforeTopUp", "burdenPerHousehold", "irr", *spread(list(of.blocks), 5)):
        yield from in_few_forms("explain", of.file, what)
    for what in of.blocks:
        yield asked("explain", of.file, what, "--lang", "zh", "--depth", "1")
    yield asked("explain", of.file, "fundingGapp")


def input_lines(of: Subject) -> Iterator[Asked]:
    yield from in_all_forms("list", "inputs", of.file)
    yield asked("new", "--from", of.file)
    yield asked("new", "--from", of.file, "-o", f"{OUT}/sheet.csv")
    yield asked("new", "--from", of.file, "--format", "csv", "--lang", "en")
    for number in spread(of.movable, 2):
        yield from in_all_forms("diff", of.file, "--set", number.setting(0.8))


def breakeven_lines(of: Subject) -> Iterator[Asked]:
    yield from in_few_forms("breakeven", of.file, "--all")
    yield asked("breakeven", of.file, "--all", "--format", "markdown")
    for number in of.movable:
        yield from in_few_forms("breakeven", of.file, "--solve", number.path)
        yield asked("breakeven", of.file, "--solve", number.path, "--for", "lowestCash=0", "--format", "json")
    yield asked("breakeven", of.file, "--solve", "scale:costs", "--for", "npv=0", "--format", "csv")
    yield asked("breakeven", of.file, "--solve", "scale:funding", "--for", "irr=5%", "--lang", "zh")
    for number in spread([number for number in of.numbers if number.structural], 2):
        yield asked("breakeven", of.file, "--solve", number.path, "--lang", "zh")
    if len(of.movable) >= 3:
        one, other, third = of.movable[:3]
        yield from in_few_forms("breakeven", of.file, "--solve", one.path, "--vary", other.range())
        yield asked("breakeven", of.file, "--solve", one.path, "--vary", other.range(), "--vary", third.range(), "--format", "markdown")
        yield asked("breakeven", of.file, "--solve", f"{one.path},{third.path}", "--format", "json")


def sweep_lines(of: Subject) -> Iterator[Asked]:
    sweep = ("sweep", of.file)
    if len(of.movable) >= 2:
        one, other = of.movable[0], of.movable[-1]
        yield from in_all_forms(*sweep, "--vary", one.range())
        yield from in_few_forms(*sweep, "--vary", one.range(), "--vary", other.range())
        yield asked(*sweep, "--vary", one.range(), "--out", f"{OUT}/rows.csv", "--format", "csv")
    for number in spread([number for number in of.numbers if number.structural], 1):
        yield asked(*sweep, "--vary", number.range(), "--lang", "zh")
    if not of.is_uncertain:
        yield asked(*sweep, "--sample", SAMPLE)
        return
    sampled = (*sweep, "--sample", SAMPLE)
    yield from in_all_forms(*sampled)
    for method in ("lhs", "sobol"):
        yield from in_few_forms(*sampled, "--method", method, "--seed", "7")
    for ending in ("csv", "parquet"):
        yield asked(*sampled, "--out", f"{OUT}/rows.{ending}", "--threads", "1")
    yield asked(*sampled, "--row", "7")
    yield asked(*sampled, "--row", "7", "-o", f"{OUT}/row.json")
    yield asked(*sampled, "--row", "4800")
    yield asked(*sweep, "--sample", "5000", "--shard", "2/2", "--out", f"{OUT}/part.csv")
    yield asked(*sweep, "--sample", "20000", "--precision", "residentShare=1%", "--format", "json")
    yield asked(*sampled, "--indicators", "fundingGap", "irr", "lowestCash", "--format", "json")


def sensitivity_lines(of: Subject) -> Iterator[Asked]:
    study = ("sensitivity", of.file, "--sample", "64")
    yield from in_all_forms(*study)
    yield asked(*study, "--for", "npv=0", "--independent", "--seed", "3", "--lang", "zh")
    yield asked(*study, "--for", "totalUses", "--steps", "5,15", "--format", "json")


def model_lines(of: Subject, models: list[str]) -> Iterator[Asked]:
    yield from in_all_forms("compare", of.file, "--model", *models)
    yield from in_few_forms("compare", of.file, "--model", *models, "--sort", "residentShare", "--difference")
    for model in models:
        yield from in_few_forms("run", of.file, "--with", model)
        yield asked("diff", of.file, "--with", model, "--lang", "zh")
        yield asked("new", "--from", of.file, "--with", model)


def winner_lines(of: Subject, models: list[str]) -> Iterator[Asked]:
    costs = [number for number in of.movable if number.path.startswith("costs.")] or of.movable
    for axes in ([costs[0]], [costs[0], of.movable[-1]]):
        ranges = [word for number in axes for word in ("--vary", number.range())]
        yield from in_all_forms("sensitivity", of.file, "--sample", "32", *ranges, "--model", *models)
    yield asked("sensitivity", of.file, "--vary", costs[0].range(), "--by", "governmentShare", "--model", *models, "--lang", "zh")


def comparison_lines(files: list[str]) -> Iterator[Asked]:
    yield from in_all_forms("compare", *files)
    for one, other in zip(files, files[1:]):
        yield from in_few_forms("compare", one, other, "--base", "2", "--difference")
        yield from in_few_forms("diff", one, other)


def programme_lines(templates: list[str], tables: list[str]) -> Iterator[Asked]:
    for template, table in itertools.product(templates, tables):
        programme = ("sweep", template, "--over", table)
        yield from in_all_forms(*programme)
        yield from in_all_forms(*programme, "--sample", SAMPLE)
        for ending in ("csv", "parquet"):
            yield asked(*programme, "--sample", SAMPLE, "--out", f"{OUT}/rows.{ending}")
        yield asked(*programme, "--sample", SAMPLE, "--row", "3")
        yield asked(*programme, "--row", "100000", "--lang", "zh")


def allocation_lines(table: str) -> Iterator[Asked]:
    yield from in_all_forms("allocate", table, "--amount", "4.87亿元")
    yield asked("allocate", table, "--amount", "100", "--unit", "yuan", "-o", f"{OUT}/shares.json", "--format", "json")


def fault_lines(files: list[str]) -> Iterator[Asked]:
    for file in files:
        for language in LANGUAGES:
            yield asked("check", file, "--lang", language)
            yield asked("run", file, "--lang", language, "--quiet")
        yield asked("check", file, "--format", "json")


def misuse_lines(file: str) -> Iterator[Asked]:
    """Wrong command lines: what is said then is output too."""
    wrong = [
        ["run"], ["run", "missing.json"], ["run", "Scenarios"], ["run", file, "--set", "a"], ["run", file, "--set", "a=1"],
        ["run", file, "--as-of", "yesterday"], ["run", file, "--format", "pdf"], ["compare", file], ["diff", file],
        ["explain", file, "irr", "--depth", "0"], ["breakeven", file], ["breakeven", file, "--solve", "nothing"],
        ["breakeven", file, "--all", "--for", "nothing=0"], ["sweep", file], ["sweep", file, "--vary", "nothing=1:2:1"],
        ["sweep", file, "--sample", "0"], ["sweep", file, "--sample", "4", "--out", f"{OUT}/rows.txt"], ["new", "--preset", "nothing"],
        ["allocate", file, "--amount", "much"], ["allocate", file, "--amount", "1"], ["sensitivity", file, "--steps", "0"],
        ["runn", file], ["list", "inputs", "missing.json"], ["list", "scenarios", "missing"], ["run", file, "-o", "missing/result.json"],
    ]  # fmt: skip
    for arguments, language in itertools.product(wrong, LANGUAGES):
        yield asked(*arguments, LC_ALL="zh_CN.UTF-8" if language == "zh" else "C.UTF-8")


def command_lines(program: Path, root: Path, scratch: Path) -> Iterator[Asked]:
    """All of them, always in the same order. `program` says which presets and numbers there are."""
    scenarios = named(root, "Scenarios/*.json", "Scenarios/examples/*.json")
    parts = named(root, "Scenarios/pools/*.json", "Scenarios/programmes/*.json")
    models = named(root, "Scenarios/models/*.json")
    listed = presets(program, root)
    started = [preset_file(program, root, scratch, preset["id"]) for preset in listed]
    subjects = [subject(program, root, file) for file in [*scenarios, *started, *parts]]
    regions = scratch / "regions.csv"
    regions.write_text(REGIONS, encoding="utf-8")

    yield from help_lines()
    yield from list_lines()
    yield from new_lines(listed)
    for each in subjects:
        for lines in (run_lines, explain_lines, input_lines, breakeven_lines, sweep_lines, sensitivity_lines):
            yield from lines(each)
        yield from check_lines(each.file)
    for each in subjects[: len(scenarios)]:
        if models:
            yield from model_lines(each, models)
    for each in subjects:
        if each.is_uncertain and each.movable and models:
            yield from winner_lines(each, models)
    if len(scenarios) > 1:
        yield from comparison_lines(scenarios)
    yield from programme_lines(named(root, "Scenarios/programmes/*.json"), named(root, "Scenarios/programmes/*.csv"))
    yield from allocation_lines(str(regions))
    faulty = named(root, "Tests/FundScenarioTests/Fixtures/faults/*")
    yield from fault_lines([file for file in faulty if not file.endswith(".expected.json")])
    if scenarios:
        yield from misuse_lines(scenarios[0])
