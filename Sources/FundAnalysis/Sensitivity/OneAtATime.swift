package import FundFormula
internal import FundModel
internal import FundNumerics

/// How a figure moves when one number at a time is changed by so many per cent (敏感性分析): the table of a feasibility
/// study, and the bars of a tornado from the same lanes.
package struct OneAtATime: Sendable {
  package struct Row: Sendable {
    package let number: MovableNumber
    /// The figure at each step, in their order.
    package let figures: [Outcome]
    /// Whether the site and the parking built allow it, at each step: a run refuses it else.
    package let isBuildable: [Bool]
    /// 敏感度系数 (SAF): relative change of the figure over relative change of the number; nil where the figure has no
    /// value, or is next to nothing today.
    package let factor: Double?
    /// 临界点: the change at which the target is just hit; nil where it is nowhere.
    package let critical: Double?
    /// The farthest two of its figures lie apart; nil where fewer than two have a value.
    package let swing: Double?
  }

  package let target: SolveTarget
  package let today: Outcome
  /// Changes as parts, ascending, 0 among them.
  package let steps: [Double]
  /// The widest swing first.
  package let rows: [Row]
}

extension SolveSystem {
  /// Changes each number a target stands on, all in one batch.
  ///
  /// - Parameter steps: changes above 0, as parts; each is made downwards too.
  package func oneAtATime(steps: [Double], target place: Int = 0) -> OneAtATime {
    let target = targets[place]
    let all = (steps.map { -$0 } + [0] + steps).sorted()
    let numbers = self.numbers(below: target).filter { $0.base != 0 }
    let (figures, isBuildable) = figures(of: target, numbers, all)
    let today = base.outcome(target.node)
    let criticals = breakEvens(numbers, target: place)
    let rows = numbers.indices.map { index -> OneAtATime.Row in
      let values = figures[index].compactMap(\.value)
      let swing = values.count > 1 ? values.max()! - values.min()! : nil
      return OneAtATime.Row(
        number: numbers[index], figures: figures[index], isBuildable: isBuildable[index],
        factor: factor(numbers[index], figures[index], all, today, swing),
        critical: criticals[index].critical.flatMap(numbers[index].change),
        swing: swing)
    }
    let isMoving = rows.filter { row in
      // What does not move the figure is no row; what takes its value away is one.
      row.swing.map { $0 > 1e-12 * target.scale } ?? row.figures.contains { $0 != today }
    }
    return OneAtATime(
      target: target, today: today, steps: all,
      rows: isMoving.enumerated().sorted {
        (-($0.element.swing ?? 0), $0.offset) < (-($1.element.swing ?? 0), $1.offset)
      }.map(\.element))
  }

  /// SAF at the smallest step upwards, or downwards where the number is at its upper bound. A figure that is next to
  /// nothing beside what it moves has none.
  private func factor(
    _ number: MovableNumber, _ figures: [Outcome], _ steps: [Double], _ today: Outcome, _ swing: Double?
  ) -> Double? {
    guard let now = today.value, let swing, abs(now) > 0.01 * swing,
      let smallest = steps.first(where: { $0 > 0 })
    else {
      return nil
    }
    let hasRoom = number.base + smallest * abs(number.base) <= number.bounds.upperBound
    guard let place = steps.firstIndex(of: hasRoom ? smallest : -smallest), let value = figures[place].value
    else {
      return nil
    }
    return (value - now) / abs(now) / steps[place]
  }

  /// The figure with each number at each step, and whether it can be built; a step that leaves the number's bounds is at
  /// the bound.
  private func figures(
    of target: SolveTarget, _ numbers: [MovableNumber], _ steps: [Double]
  ) -> (figures: [[Outcome]], isBuildable: [[Bool]]) {
    guard !numbers.isEmpty else { return ([], []) }
    let limits = SweepCondition.physical(source.model)
    let function = LaneFunction(
      self, of: numbers, outputs: [target.node] + limits.compactMap { graph.node($0.key) })
    let lanes = numbers.count * steps.count
    let points = numbers.enumerated().map { place, number -> [Double] in
      var column = [Double](repeating: number.base, count: lanes)
      for (step, change) in steps.enumerated() {
        let value = number.base + change * abs(number.base)
        column[place * steps.count + step] = min(
          max(value, number.bounds.lowerBound), number.bounds.upperBound)
      }
      return column
    }
    let values = function.values(points)
    let isBuildable = (0..<lanes).map { lane in
      zip(limits, values.dropFirst()).allSatisfy { $0.holds($1[lane]) }
    }
    func rows<Value>(_ all: [Value]) -> [[Value]] {
      numbers.indices.map { Array(all[$0 * steps.count..<($0 + 1) * steps.count]) }
    }
    return (rows(values[0].map(Outcome.init)), rows(isBuildable))
  }
}
