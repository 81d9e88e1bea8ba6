import FundAnalysis
import FundScenario
import Testing

@Suite struct FactorAllocationTests {
  private func regions(_ text: String) -> [Region] {
    let (regions, findings) = readRegions(Array(text.utf8), file: "regions.csv")
    #expect(findings.isEmpty)
    return regions
  }

  @Test func `forty, forty, ten and ten, each times the difficulty`() {
    // Weighted totals: area 100·1 + 300·2 = 700, households 10 + 40·2 = 90, buildings 1 + 2·2 = 5, communities 1 + 2 = 3.
    let shares = FactorAllocation(
      regions("地区,面积,户数,楼栋,小区,困难系数\n甲,100,10,1,1,1\n乙,300,40,2,1,2\n"), amount: 1000
    ).shares
    let first = 0.4 * 100 / 700 + 0.4 * 10 / 90 + 0.1 * 1 / 5 + 0.1 * 1 / 3
    #expect(abs(shares[0].share - first) < 1e-12)
    #expect(abs(shares[1].share - (1 - first)) < 1e-12)
    #expect(abs(shares.map(\.amount).reduce(0, +) - 1000) < 1e-9)
  }

  @Test func `a factor nobody has divides nothing`() {
    let shares = FactorAllocation(
      regions("region,area,households,buildings,communities\nA,1,1,0,1\nB,3,1,0,1\n"), amount: 90
    ).shares
    // 40 by area, 40 by households, 10 by communities, of 90 in all.
    #expect(abs(shares[0].amount - (40 * 0.25 + 20 + 5)) < 1e-9)
    #expect(abs(shares.map(\.amount).reduce(0, +) - 90) < 1e-9)
  }

  @Test(arguments: [
    ("", 1), ("地区,面积\n甲,1\n", 3), ("地区,面积,户数,楼栋,小区\n", 1),
    ("地区,面积,户数,楼栋,小区\n甲,很多,1,1,-2\n", 2), ("地区,面积,户数,楼栋,小区\n\"甲,1,1,1,1\n", 1),
  ])
  func `every fault of a table is told with its row`(text: String, faults: Int) {
    let (regions, findings) = readRegions(Array(text.utf8), file: "regions.csv")
    #expect(regions.isEmpty && findings.count == faults)
    #expect(findings.allSatisfy { $0.place != nil && $0.remedy != nil })
  }
}
