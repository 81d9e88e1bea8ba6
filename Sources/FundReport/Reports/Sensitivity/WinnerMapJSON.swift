import FundAnalysis
import FundFormula
import FundModel
import FundNumerics

/// A winner map in JSON: models by their letters, every cell, every line with its switches, the regret.
struct WinnerMapJSON: Encodable {
  struct Figure: Encodable {
    let indicator: String
    let label: Bilingual
    let unit: String
    let better: String
  }

  struct Model: Encodable {
    let mark: String
    let number: Int
    let title: Bilingual
    let file: String
    let hasFigure: Bool
    let hasBalance: Bool
    /// Varied numbers it does not have.
    let lacks: [String]
  }

  struct Axis: Encodable {
    let path: String
    let label: Bilingual
    let base: Double
    let values: [Double]
  }

  struct Standing: Encodable {
    /// Null where the model has no such figure anywhere.
    let figure: OutcomeJSON?
    let balances: Bool
    /// Whether the site and the parking built allow it.
    let buildable: Bool
  }

  struct Cell: Encodable {
    let best: [String]
    /// By model.
    let models: [Standing]

    init(_ cell: WinnerMap.Cell) {
      best = cell.best.map(WinnerMapReport.mark)
      models = cell.standings.map {
        Standing(figure: $0.figure.map(OutcomeJSON.init), balances: $0.balances, buildable: $0.isBuildable)
      }
    }
  }

  struct Count: Encodable {
    let mark: String
    let best: Int
    let tied: Int
    let balances: Int
    let unbuildable: Int
    let missing: [String: Int]
  }

  struct Cause: Encodable {
    let cause: String
    let model: String?
    let reason: String?

    init(_ cause: SwitchLine.Cause) {
      (self.cause, model, reason) =
        switch cause {
        case .overtakes: ("overtakes", nil, nil)
        case .balances(let model): ("balances", WinnerMapReport.mark(model), nil)
        case .failsToBalance(let model): ("failsToBalance", WinnerMapReport.mark(model), nil)
        case .comesWithinLimits(let model): ("comesWithinLimits", WinnerMapReport.mark(model), nil)
        case .goesBeyondLimits(let model): ("goesBeyondLimits", WinnerMapReport.mark(model), nil)
        case .answers(let model, let reason): ("answers", WinnerMapReport.mark(model), reason.id)
        case .hasNoAnswer(let model, let reason): ("hasNoAnswer", WinnerMapReport.mark(model), reason.id)
        }
    }
  }

  struct Switch: Encodable {
    let value: Double
    let before: [String]
    let after: [String]
    let causes: [Cause]
  }

  struct Line: Encodable {
    let vary: String
    /// Where the other number stands.
    let fixed: [String: Double]
    let start: [String]
    let method: String
    let switches: [Switch]
  }

  struct Share: Encodable {
    let rows: Int
    let share: Double?
    let low: Double?
    let high: Double?

    init(_ count: Int, _ regret: Regret) {
      let proportion = regret.share(count)
      let interval = proportion.interval()
      (rows, share, low, high) = (count, proportion.estimate, interval?.lowerBound, interval?.upperBound)
    }
  }

  struct RegretOfModel: Encodable {
    let mark: String
    let balances: Share
    /// It can be built as well.
    let feasible: Share
    let best: Share
    let fails: Share
    let unbuildable: Share
    let mean: Double?
    let standardError: Double?
    let p95: Double?
    let largest: Double?
    let missing: [String: Int]
  }

  /// Two models on the same rows, from which the robust choice follows.
  struct PairOfModels: Encodable {
    let first: String
    let second: String
    let onlyFirstFails: Int
    let onlySecondFails: Int
    let bothBalance: Int
    /// Regret of the first less that of the second.
    let meanDifference: Double?
    let standardError: Double?

    init(_ pair: Regret.Pair) {
      (first, second) = (WinnerMapReport.mark(pair.first), WinnerMapReport.mark(pair.second))
      (onlyFirstFails, onlySecondFails) = (pair.onlyFirstFails, pair.onlySecondFails)
      bothBalance = pair.difference.count
      (meanDifference, standardError) = (pair.difference.mean, pair.difference.standardError)
    }
  }

  struct RegretOfAll: Encodable {
    let rows: Int
    let seed: UInt64
    let held: [String]
    let models: [RegretOfModel]
    let pairs: [PairOfModels]
    let chosen: Share
    let noneBalances: Share
    let noneAnswers: Share
    let robust: String?
    let mostReliable: [String]
    let leastRegret: [String]
    let leastRegretOfReliable: [String]
  }

  let version = 1
  let figure: Figure
  let models: [Model]
  let leftOut: [String]
  let rows: Axis
  let columns: Axis?
  let today: Cell
  let cells: [[Cell]]
  let counts: [Count]
  let undecided: Int
  let lines: [Line]
  let regret: RegretOfAll?

  init(_ map: WinnerMap, _ regret: Regret?) {
    let choice = map.choice
    let axes = [map.rows] + (map.columns.map { [$0] } ?? [])
    func axis(_ variation: Variation) -> Axis {
      Axis(
        path: variation.unknown.name, label: variation.unknown.label, base: variation.unknown.base,
        values: variation.values)
    }
    func marks(_ models: [Int]) -> [String] { models.map(WinnerMapReport.mark) }
    figure = Figure(
      indicator: choice.figure.id, label: choice.figure.label, unit: choice.figure.unit.rawValue,
      better: choice.figure.better.rawValue)
    models = choice.models.enumerated().map { place, model in
      Model(
        mark: WinnerMapReport.mark(place), number: model.number, title: model.title, file: model.file,
        hasFigure: model.hasFigure, hasBalance: model.hasBalance,
        lacks: map.lacking[place].map { axes[$0].unknown.name })
    }
    leftOut = choice.leftOut.map(\.file)
    rows = axis(map.rows)
    columns = map.columns.map(axis)
    today = Cell(map.today)
    cells = map.cells.map { $0.map(Cell.init) }
    counts = map.counts.enumerated().map { place, count in
      Count(
        mark: WinnerMapReport.mark(place), best: count.alone, tied: count.tied, balances: count.balances,
        unbuildable: count.unbuildable, missing: Self.byReason(count.missing))
    }
    undecided = map.undecided
    lines = map.lines.map { line in
      Line(
        vary: axes[line.axis].unknown.name,
        fixed: line.fixed.map { [axes[1 - line.axis].unknown.name: $0] } ?? [:], start: marks(line.start),
        method: line.isExact ? "affine" : "search",
        switches: line.switches.map {
          Switch(
            value: $0.value, before: marks($0.before), after: marks($0.after),
            causes: $0.causes.map(Cause.init))
        })
    }
    self.regret = regret.map(Self.all)
  }

  private static func byReason(_ counts: ReasonCounts) -> [String: Int] {
    Dictionary(counts.all.map { ($0.reason.id, $0.count) }, uniquingKeysWith: +)
  }

  private static func all(_ regret: Regret) -> RegretOfAll {
    RegretOfAll(
      rows: regret.rows, seed: regret.seed, held: regret.held.map(\.name),
      models: regret.models.enumerated().map { place, row in
        RegretOfModel(
          mark: WinnerMapReport.mark(place), balances: Share(row.balances, regret),
          feasible: Share(row.feasible, regret), best: Share(row.best, regret),
          fails: Share(row.fails, regret),
          unbuildable: Share(row.unbuildable, regret), mean: row.regret.mean,
          standardError: row.regret.standardError, p95: row.p95, largest: row.largest,
          missing: byReason(row.missing))
      }, pairs: regret.pairs.map(PairOfModels.init), chosen: Share(regret.chosen, regret),
      noneBalances: Share(regret.noneBalances, regret), noneAnswers: Share(regret.noneAnswers, regret),
      robust: regret.robust.map(WinnerMapReport.mark),
      mostReliable: regret.mostReliable.map(WinnerMapReport.mark),
      leastRegret: regret.leastRegret.map(WinnerMapReport.mark),
      leastRegretOfReliable: regret.leastRegretOfReliable.map(WinnerMapReport.mark))
  }
}
