package import FundFormula

/// Equal instalments of a household's loan (月供).
package struct Instalments: Sendable {
  /// Yuan a month.
  package let monthly: Scalar
  let months: Int

  /// All that is repaid, interest included.
  var total: Scalar { monthly * .constant(Double(months)) }
}

/// What a block means for one household of a home type, beside the flows it writes: areas in m², prices in yuan per m²,
/// charges in yuan a month. Empty for most blocks.
package struct HouseholdTerms: Sendable {
  /// A price by area bands: what a household is billed and what it adds.
  package struct Band: Sendable {
    /// Nil where an average stands in place of the home types' own areas.
    let billedArea: Scalar?
    let extraArea: Scalar
    /// The share of extra area taken up, where the file gives it.
    let takeUp: Scalar?
    /// The price of extra area, where the file gives it.
    let extraPrice: Scalar?
    /// What a household pays that takes up all its extra area.
    let extraPayment: Scalar
  }

  let band: Band?
  /// A flat price of the area a home adds.
  let addedAreaPrice: Scalar?
  /// The price of a parking space.
  let parkingPrice: Scalar?
  /// Property fee a month.
  let propertyFee: Scalar?
  /// Paid into the maintenance fund a month.
  let upkeepDeposit: Scalar?

  init(
    band: Band? = nil, addedAreaPrice: Scalar? = nil, parkingPrice: Scalar? = nil, propertyFee: Scalar? = nil,
    upkeepDeposit: Scalar? = nil
  ) {
    self.band = band
    self.addedAreaPrice = addedAreaPrice
    self.parkingPrice = parkingPrice
    self.propertyFee = propertyFee
    self.upkeepDeposit = upkeepDeposit
  }
}
