/// Trajectories through the unit cube for Morris's screening: rows of which each changes one input of the row before.
///
/// A trajectory has inputs + 1 rows. An input takes two of the `levels` places (k + ½)/levels, half of the range apart,
/// first one and then the other; when, and in which direction, is chance. No place is 0 or 1, so that distributions
/// without ends can be screened. Source: M. Morris, Technometrics 33, 1991, doi:10.2307/1269043.
package struct MorrisDesign: Sampler, Hashable {
  package let inputs: Int
  package let trajectories: Int
  package let levels: Int
  private let seed: UInt64

  /// - Parameter levels: even; 4 is usual.
  package init(inputs: Int, trajectories: Int, levels: Int = 4, seed: UInt64) {
    precondition(
      inputs > 0 && trajectories > 0 && levels > 0 && levels % 2 == 0,
      "\(trajectories) trajectories of \(inputs) inputs on \(levels) levels")
    self.inputs = inputs
    self.trajectories = trajectories
    self.levels = levels
    self.seed = seed
  }

  /// Rows of all trajectories, one after the other.
  package var rows: Int { trajectories * (inputs + 1) }

  package func fill(_ draws: inout MutableSpan<Double>, from row: UInt64, input: Int) {
    precondition(
      row < UInt64(rows) && draws.count <= rows - Int(row) && (0..<inputs).contains(input),
      "\(draws.count) rows from \(row) of \(rows), input \(input) of \(inputs)")
    let random = CounterDraws(seed: seed, purpose: .trajectory)
    var place = 0
    while place < draws.count {
      let (trajectory, first) = (Int(row) + place).quotientAndRemainder(dividingBy: inputs + 1)
      // The step at which this input changes, its lower level, and whether it begins there.
      let step = KeyedPermutation(count: UInt64(inputs), seed: seed, input: UInt32(trajectory))(UInt64(input))
      let choice = Int(random.uniform(row: UInt64(trajectory), input: UInt32(input)) * Double(levels))
      let (lower, beginsLow) = (choice / 2, choice % 2 == 0)
      for position in first...inputs where place < draws.count {
        let isLow = (position <= Int(step)) == beginsLow
        draws[place] = (Double(isLow ? lower : lower + levels / 2) + 0.5) / Double(levels)
        place += 1
      }
    }
  }
}

/// How a result moves when one input does, over all trajectories.
package struct MorrisMeasures: Sendable, Hashable {
  /// By trajectory: change of the result over change of the input, those left out where a result is missing.
  package let effects: [Double]

  package init(effects: [Double]) { self.effects = effects }

  /// μ: the mean effect, in which effects of either sign cancel; nil without effects.
  package var mean: Double? { effects.isEmpty ? nil : effects.reduce(0, +) / Double(effects.count) }

  /// μ*: the mean size of an effect. Source: F. Campolongo et al., Environ. Model. Softw. 22, 2007.
  package var meanSize: Double? {
    effects.isEmpty ? nil : effects.reduce(0) { $0 + abs($1) } / Double(effects.count)
  }

  /// σ: the standard deviation of the effects, large where an input is bent or acts through others.
  package var deviation: Double? {
    guard let mean, effects.count > 1 else { return nil }
    return (effects.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(effects.count - 1)).squareRoot()
  }
}

/// Elementary effects of each input on one result.
///
/// - Parameters:
///   - inputs: `[inputs][rows]`, trajectories of inputs + 1 rows one after the other, each row changing one input.
///   - results: `[rows]`; NaN where missing.
/// - Returns: by input, the effects in the order of the trajectories.
package func morrisMeasures(inputs: [[Double]], results: [Double]) -> [MorrisMeasures] {
  let length = inputs.count + 1
  precondition(
    results.count % length == 0 && inputs.allSatisfy { $0.count == results.count },
    "\(results.count) rows for trajectories of \(length)")
  var effects = Array(repeating: [Double](), count: inputs.count)
  for row in results.indices where row % length > 0 {
    let changed = inputs.indices.filter { inputs[$0][row] != inputs[$0][row - 1] }
    precondition(changed.count == 1, "row \(row) changes \(changed.count) inputs")
    let change = results[row] - results[row - 1]
    if change.isFinite {
      effects[changed[0]].append(change / (inputs[changed[0]][row] - inputs[changed[0]][row - 1]))
    }
  }
  return effects.map(MorrisMeasures.init)
}
