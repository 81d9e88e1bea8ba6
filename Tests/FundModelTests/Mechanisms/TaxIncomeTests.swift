import FundFormula
import FundModel
import Testing

struct TaxIncomeTests {
  /// Profits of the years from 2026 on: income less 1,000 of cost a year.
  func profits(_ profits: [Double], step: TimeStep = .year, _ tax: Values = [:]) throws -> Computed {
    let steps = profits.enumerated().map { index, profit in
      FieldValue.YearNumber(
        from: YearMonth(year: 2026 + index, month: 1), name: "\(2026 + index)",
        number: SourcedNumber(1000 + profit))
    }
    return try ScenarioBuilder(building: 12, operating: profits.count, step: step)
      .block("operations.rent", "operation.income", ["price": 1, "occupancy": Given(.path(steps))])
      .block("operations.staff", "operation.cost", ["amount": 1000])
      .block("taxes.income", "tax.income", tax).computed()
  }

  @Test func `is a quarter of the profit`() throws {
    #expect(near(try profits([100, 60]).flow("taxes.income"), [0, 25, 15]))
    #expect(near(try profits([100, 60], ["rate": 0.15]).flow("taxes.income"), [0, 15, 9]))
    #expect(near(try profits([-100, -60]).flow("taxes.income"), [0, 0, 0]))
  }

  @Test func `a loss is made up for five years and gone in the sixth`() throws {
    // 2026 loses 100. In 2031 it still counts, in 2032 no more.
    #expect(near(try profits([-100, 0, 0, 0, 0, 100, 100]).flow("taxes.income"), [0, 0, 0, 0, 0, 0, 0, 25]))
    #expect(
      near(try profits([-100, 0, 0, 0, 0, 0, 100, 100]).flow("taxes.income"), [0, 0, 0, 0, 0, 0, 0, 25, 25]))
  }

  /// Losses of 2026 (100) and 2027 (50), worked by hand:
  ///
  ///     year  profit  of 2026  of 2027  taxed
  ///     2028      30       70       50      0
  ///     2031      20       50       50      0   the fifth year of 2026's
  ///     2032      40   (gone)       10      0   50 of 2026 expire unused
  ///     2033     100       –    (gone)    100   10 of 2027 expire unused
  ///     2034      -8                        0
  ///     2035      20       8 of 2034       12
  static let table: [Double] = [-100, -50, 30, 0, 0, 20, 40, 100, -8, 20]

  @Test(arguments: [TimeStep.year, .halfYear, .quarter, .month])
  func `losses go oldest first, on every step`(step: TimeStep) throws {
    let result = try profits(Self.table, step: step)
    let yearly = (2025...2035).map { year in
      zip(result.years, result.flow("taxes.income")).filter { $0.0 == year }.map(\.1).reduce(0, +)
    }
    #expect(near(yearly, [0, 0, 0, 0, 0, 0, 0, 0, 25, 0, 3]))
    // Only in the last period of a year.
    for (period, tax) in result.flow("taxes.income").enumerated() where tax != 0 {
      #expect(period + 1 == result.years.count || result.years[period + 1] > result.years[period])
    }
  }

  @Test func `depreciation lowers the profit, the residual value stays`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 3).cost("shell", 400, "worksUpgrading")
      .block("operations.rent", "operation.income", ["price": 1000])
      .block("taxes.income", "tax.income", ["depreciates": ["shell"], "years": 2, "residual": 0.05])
      .computed()
    // 400 × 95 % ÷ 2 = 190 a year, for two years.
    #expect(near(result.row("taxes.income.profit"), [0, 810, 810, 1000]))
    #expect(near(result.flow("taxes.income"), [0, 202.5, 202.5, 250]))
  }

  @Test func `interest and turnover taxes lower it, principal and dividends do not`() throws {
    let result = try ScenarioBuilder(building: 12, operating: 3)
      .block("operations.rent", "operation.income", ["price": 1000])
      .block("debt.bond", "bond", ["amount": 1000, "coupon": 0.05, "term": 3])
      .block("taxes.turnover", "tax.turnover", ["rate": 0.06])
      .block("operations.dividend", "operation.dividend", ["share": 0.1])
      .block("taxes.income", "tax.income", [:]).computed()
    // 1,000 − 60 − 50; interest of the building year is part of the investment; the bond is repaid in 2028.
    #expect(near(result.row("taxes.income.profit"), [0, 890, 890, 940]))
    #expect(near(result.flow("taxes.income"), [0, 222.5, 222.5, 235]))
  }

  @Test func `is no cost before tax`() throws {
    let result = try profits([100, 100])
    #expect(near(result.row("rows.operatingNet"), [0, 100, 100]))
    #expect(near(result.row("rows.investmentCashFlow"), [0, 100, 100]))
    #expect(near(result.row("accounts.project.cash"), [0, 75, 150]))
  }

  @Test func `interest while it is built is part of what is depreciated`() throws {
    // 1,000 of works over two years with 50 of interest a year: (1,000 + 100) ÷ 10 a year; 0.25 × (300 − 110 − 50).
    let result = try ScenarioBuilder(building: 24, operating: 10, step: .year).cost("works", 1000)
      .block("debt.bond", "bond", ["amount": 1000, "coupon": 0.05, "term": 10])
      .block("operations.rent", "operation.income", ["price": 300])
      .block(
        "taxes.income", "tax.income", ["rate": 0.25, "depreciates": ["works"], "years": 10, "residual": 0]
      ).computed()
    #expect(near(Array(result.flow("taxes.income")[2..<10]), Array(repeating: 35, count: 8)))
  }
}
