import FundFormula
import FundModel
package import FundScenario

/// A sum divided among regions by factors (因素法): 40 % by area, 40 % by households, 10 % by buildings, 10 % by
/// neighbourhoods, each times the region's difficulty factor. The formula is that of `subsidy.byFactors`.
/// Source: 财综〔2024〕15号, art. 11.
package struct FactorAllocation: Sendable {
  package struct Share: Sendable {
    package let region: Region
    package let share: Double
    /// Yuan.
    package let amount: Double
  }

  package let amount: Double
  package let shares: [Share]

  /// - Parameter amount: the sum in yuan.
  package init(_ regions: [Region], amount: Double) {
    self.amount = amount
    let factors = SubsidyByFactors.factors
    let totals = factors.indices.map { factor in
      total(regions.map { Scalar.constant($0.factors[factor]) * Scalar.constant($0.difficulty) })
    }
    let all = totals.enumerated().map { index, sum in
      sum.named("totals.\(factors[index].name)", Bilingual(verbatim: factors[index].name), .number)
    }
    // A factor of which nobody has any divides nothing: the others count by their weights alone.
    let present = totals.map { $0.atLeast(Scalar.constant(1e-9)) }
    let weight = total(zip(factors, present).map { Scalar.constant($0.weight) * $1 })
    let formulas = regions.enumerated().map { index, region in
      (SubsidyByFactors.share(
        difficulty: .constant(region.difficulty), own: region.factors.map(Scalar.constant), all: all,
        weights: factors.map { .constant($0.weight) }) / weight)
        .named("shares.\(index)", Bilingual(verbatim: region.name), .share)
    }
    guard let graph = try? Graph((all + formulas).map(\.formula)) else {
      preconditionFailure("shares by factors need one another")
    }
    let values = graph.evaluate()
    shares = regions.enumerated().map { index, region in
      let share = graph.node("shares.\(index)").flatMap { values.outcome($0).value } ?? 0
      return Share(region: region, share: share, amount: share * amount)
    }
  }
}
