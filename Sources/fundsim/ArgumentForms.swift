import FundAnalysis
import FundFormula
import FundScenario

// The forms in which options take several things in one text. Nothing below the command line splits such texts.

extension VariedNumber {
  /// `PATH=FROM:TO:STEP`, of numbers that shape the calculation also `PATH=FROM:TO` and `PATH=VALUE`.
  init(option text: String, _ language: Language) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let numbers = parts.count == 2 ? parts[1].split(separator: ":").map(String.init) : []
    guard (1...3).contains(numbers.count) else {
      throw questionFailure(
        QuestionFault(
          Bilingual(
            en: "`--vary` needs PATH=FROM:TO:STEP; got `\(text)`.", zh: "--vary 须写成“路径=起:止:步长”，而得到“\(text)”。"),
          Bilingual(
            en: "Such as `--vary funding.homes.price=9000:11000:250`.",
            zh: "例如 --vary funding.homes.price=9000:11000:250。")), language)
    }
    self.init(
      parts[0].trimmedSpaces, from: numbers[0], to: numbers.count > 1 ? numbers[1] : nil,
      step: numbers.count > 2 ? numbers[2] : nil)
  }
}

extension AskedTarget {
  /// `INDICATOR=VALUE`.
  init(option text: String, _ language: Language) throws {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2 else {
      throw questionFailure(
        QuestionFault(
          Bilingual(
            en: "`--for` needs INDICATOR=VALUE; got `\(text)`.", zh: "--for 须写成“指标=目标值”，而得到“\(text)”。"),
          Bilingual(
            en: "Such as `--for fundingGap=0` or `--for irr=6%`.", zh: "例如 --for fundingGap=0 或 --for irr=6%。"
          )),
        language)
    }
    self.init(parts[0].trimmedSpaces, parts[1])
  }
}
