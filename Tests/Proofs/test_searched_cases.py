#!/usr/bin/env python3
"""Self-test of searched_cases.py: its ledgers against values worked by hand, its reader against answers written here, and that it
tells a wrong answer from a right one."""

from __future__ import annotations

import math
import stat
import sys
import tempfile
import unittest
from pathlib import Path

import searched_cases as searched
from searched_cases import MISSING, Case, Figure, Time, month

YEARS = ("year", "year")


class Ledgers(unittest.TestCase):
    def near(self, seen: float, right: float) -> None:
        self.assertLessEqual(abs(seen - right), 1e-9 * max(1.0, abs(right)))

    def test_growth_after_twelve_months_of_operation(self) -> None:
        # 120,000 a year and 10 %, two years, whatever the length of construction.
        for building in (11, 12, 13):
            row = searched.operated(Time(month("2025-01"), building, 2, YEARS), 120_000, 0.1)
            self.near(math.fsum(row.values()), 252_000)
        by_calendar = searched.operated(Time(month("2025-01"), 11, 2, YEARS), 120_000, 0.1, "calendarYear")
        self.near(math.fsum(by_calendar.values()), 10_000 + 132_000 + 11 * 12_100)

    def test_instalments_of_a_loan(self) -> None:
        # 240 months of 3,926.66; interest before handover apart.
        time = Time(month("2025-01"), 12, 21, YEARS)
        paid = searched.loan(time, 600_000, lambda _: 0.049, 20, time.handover, repayment="equalInstalment", timing=0.0)
        each = {round(amount, 2) for amount in paid.service.values() if amount > 1000}
        self.assertEqual(each, {3926.66})
        self.near(math.fsum(paid.principal.values()), 600_000)

    def test_coupons_of_a_bond(self) -> None:
        paid = searched.bond(1000, 0.04, 10, month("2025-04"))
        self.assertEqual(searched.years_of(paid.interest)[2025], 20)
        self.assertEqual(searched.years_of(paid.interest)[2026], 40)
        self.near(searched.years_of(paid.accrued)[2025], 30)
        parts = searched.bond(1000, 0.04, 4, month("2025-01"), first_part=3)
        self.assertEqual(dict(searched.years_of(parts.principal)), {2028: 500, 2029: 500})
        self.assertEqual([searched.years_of(parts.interest)[year] for year in (2026, 2028, 2029)], [40, 40, 20])

    def test_interest_during_construction_is_depreciated(self) -> None:
        # 0.25 × (300 − 110 − 50) = 35
        time = Time(month("2025-01"), 24, 10, YEARS)
        tax = searched.income_tax(time, searched.operated(time, 300), [searched.bond(1000, 0.05, 10, time.start)], 1000, 0.25, 10, 0)
        self.near(tax[2027], 35)

    def test_losses_expire_after_five_years(self) -> None:
        time = Time(month("2025-01"), 12, 8, YEARS)
        profit = {month(f"{year}-01"): amount for year, amount in {2026: -100, 2030: 30, 2031: 50, 2032: 40}.items()}
        tax = searched.income_tax(time, profit, [], 0, 0.25, 10, 0)
        self.assertEqual([tax[year] for year in (2030, 2031, 2032)], [0, 0, 10])

    def test_payback_counts_from_the_year_of_outlay(self) -> None:
        flows = [-100.0, -150, 30, 80, 80, 80]
        self.near(searched.payback(flows, 0), 4.75)
        self.near(searched.payback(flows, 1), 5.75)
        self.assertEqual(searched.payback([-1.0, 0.5], 1), "notReached")

    def test_periods_end_on_calendar_steps(self) -> None:
        time = Time(month("2025-03"), 14, 1, ("quarter", "halfYear"))
        ends = [searched.text_of(place) for place in time.period_ends()]
        self.assertEqual(ends, ["2025-03", "2025-06", "2025-09", "2025-12", "2026-03", "2026-06", "2026-12", "2027-06"])


class Reading(unittest.TestCase):
    def test_figures_of_a_run(self) -> None:
        answer = {
            "indicators": {"coverage": {"value": 1.5}, "irr": {"value": None, "status": "noSignChange"}},
            "periods": [{"year": 2026, "flows": {"a": 1.0}}, {"year": 2026, "flows": {"a": 2.0}}, {"year": 2027, "flows": {}}],
            "gates": [{"id": "g.1", "met": True}, {"id": "g.2", "met": False}, {"id": "h", "met": True}],
        }
        for name, right in (("indicator/coverage", 1.5), ("indicator/irr", "noSignChange"), ("indicator/npv", MISSING), ("year/2026/a", 3.0),
                            ("year/2027/a", 0.0), ("gate/g", False), ("gate/h", True), ("verdict/holds", MISSING)):  # fmt: skip
            self.assertEqual(searched.read(answer, name), right, name)

    def test_rows_of_tables(self) -> None:
        heads = ["Year", "Opening cash (yuan)", "Net income (yuan)", "Principal and interest (yuan)", "DSCR (×)", "Closing cash (yuan)"]
        answer = [["Title"], heads, ["2026", "10", "5", "6", "0.8", "9"], ["2027", "9", "5", "6", "0.8", "7.5"], [""]]
        self.assertEqual(searched.read(answer, "repayment/adds"), 0.5)
        self.assertEqual(searched.read(answer, "repayment/2026/Closing cash"), 9)
        self.assertEqual(searched.read(answer, "repayment/2026/Net income after taxes"), MISSING)

    def test_a_line_that_bridges(self) -> None:
        line = "Total investment 1,030.00 = uses 1,010.00 − interest paid inside the horizon 10.00 + interest during construction 30.00 (yuan)."
        self.assertAlmostEqual(searched.read([[line]], "bridge"), 0)
        self.assertAlmostEqual(searched.read([[line.replace("30.00 (", "20.00 (")]], "bridge"), 10)

    def test_first_lines(self) -> None:
        text = "Construction can be paid, but the debt cannot be repaid: 13,600,000.00 yuan short in 2035. Below its limit: coverage."
        self.assertEqual([searched.read([[text]], f"headline/{one}") for one in ("year", "short", "balances")], [2035, 13_600_000, False])


class Telling(unittest.TestCase):
    def tried(self, says: str, right: float) -> searched.Result:
        with tempfile.TemporaryDirectory() as folder:
            program = Path(folder) / "program"
            program.write_text(f"#!/bin/sh\n{says}\n", encoding="utf-8")
            program.chmod(program.stat().st_mode | stat.S_IXUSR)
            case = Case("coverage", 0, {})
            case.ratio("indicator/coverage", right, "by hand")
            return searched.tried(str(program), case)

    def test_right_wrong_and_not_known(self) -> None:
        says = """echo '{"indicators": {"coverage": {"value": 0.25}}}'"""
        self.assertFalse(self.tried(says, 0.25).wrong)
        self.assertTrue(self.tried(says, 0.2500001).wrong)
        self.assertTrue(self.tried("""echo '{"indicators": {}}'""", 0.25).unknown)
        self.assertTrue(self.tried("echo 'case.json: error: Unknown field `couponFrequency`.' >&2; exit 65", 0.25).unknown)
        self.assertTrue(self.tried("echo 'case.json: error: no' >&2; exit 65", 0.25).wrong)

    def test_every_kind_has_figures_and_is_the_same_each_time(self) -> None:
        for kind, _, make in searched.KINDS:
            cases = [searched.case_of(kind, make, seed) for seed in range(30)]
            self.assertGreaterEqual(sum(bool(case.figures) for case in cases), 27, kind)
            self.assertEqual(cases[7], searched.case_of(kind, make, 7))

    def test_a_list_is_held_item_by_item(self) -> None:
        figure = Figure((), "", [0.1, 0.2], "", 1e-12)
        self.assertTrue(searched.agrees([0.1, 0.2], figure))
        self.assertFalse(searched.agrees([0.1, 0.2, 0.3], figure))
        self.assertFalse(searched.agrees([0.1, 0.21], figure))


if __name__ == "__main__":
    sys.exit(0 if unittest.main(exit=False).result.wasSuccessful() else 1)
