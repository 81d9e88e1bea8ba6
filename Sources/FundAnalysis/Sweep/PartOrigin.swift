internal import Foundation
internal import FundFormula
internal import FundNumerics

/// What a part of a sweep or programme belongs to.
package struct PartOrigin: Sendable, Codable {
  /// The question asked, in a few digits.
  let question: String
  /// The kernels of BLAS that computed it: others round a product otherwise.
  let kernels: String

  init(question: String) {
    self.question = question
    kernels = linearAlgebraKernels
  }

  /// Puts parts of one question in order, once it is sure that together they are all of it, each row once.
  ///
  /// - Parameters:
  ///   - count: how many rows, or communities, the whole has.
  ///   - rows: which of them a part is.
  ///   - what: what they are called.
  static func ordered<Part: Sendable>(
    _ parts: [NamedPart<Part>], of question: String, count: Int, _ what: Bilingual,
    _ origin: (Part) -> PartOrigin, _ rows: (Part) -> Range<Int>
  ) throws(QuestionFault) -> [NamedPart<Part>] {
    for one in parts where origin(one.part).question != question { throw otherQuestion(one.name) }
    if let first = parts.first,
      let other = parts.first(where: { origin($0.part).kernels != origin(first.part).kernels })
    {
      throw otherKernels(first.name, origin(first.part).kernels, other.name, origin(other.part).kernels)
    }
    for one in parts where rows(one.part).lowerBound < 0 || rows(one.part).upperBound > count {
      throw otherQuestion(one.name)
    }
    let ordered = parts.sorted { rows($0.part).lowerBound < rows($1.part).lowerBound }
    var next = 0
    for one in ordered where !rows(one.part).isEmpty {
      let own = rows(one.part)
      guard own.lowerBound <= next else { throw missing(next..<own.lowerBound, what) }
      guard own.lowerBound == next else {
        throw twice(one.name, own.lowerBound..<min(next, own.upperBound), what)
      }
      next = own.upperBound
    }
    guard next == count else { throw missing(next..<count, what) }
    return ordered
  }

  // MARK: Faults

  private static func otherQuestion(_ name: String) -> QuestionFault {
    QuestionFault(
      Bilingual(
        en: "`\(name)` is a part of another question.", zh: "“\(name)”不是本次测算的分片。"),
      Bilingual(
        en:
          "Scenario, --set, --vary, --sample, --method, --seed and --indicators must be as they were for the parts.",
        zh: "情景文件及 --set、--vary、--sample、--method、--seed、--indicators 须与计算各分片时一致。"))
  }

  private static func otherKernels(_ a: String, _ first: String, _ b: String, _ second: String)
    -> QuestionFault
  {
    QuestionFault(
      Bilingual(
        en: "`\(a)` was computed with BLAS kernels \(first), `\(b)` with \(second): these round otherwise.",
        zh: "“\(a)”由 BLAS 内核 \(first) 计算，“\(b)”由 \(second) 计算，二者舍入不同，不能合并。"),
      Bilingual(
        en: "Compute all parts with the same ones: OPENBLAS_CORETYPE=\(first).",
        zh: "请用同一内核重算各分片：OPENBLAS_CORETYPE=\(first)。"))
  }

  /// Which of them, counted from 0 as `--row` counts.
  private static func named(_ rows: Range<Int>, _ what: Bilingual) -> Bilingual {
    let (first, last) = (rows.lowerBound, rows.upperBound - 1)
    return Bilingual(en: "\(what.en) \(first) to \(last)", zh: "第 \(first) 至 \(last) \(what.zh)")
  }

  private static func missing(_ rows: Range<Int>, _ what: Bilingual) -> QuestionFault {
    let rows = named(rows, what)
    return
      QuestionFault(
        Bilingual(en: "No part has \(rows.en).", zh: "各分片均不含\(rows.zh)。"),
        Bilingual(en: "Name all parts.", zh: "请写全各分片。"))
  }

  private static func twice(_ name: String, _ rows: Range<Int>, _ what: Bilingual) -> QuestionFault {
    let rows = named(rows, what)
    return QuestionFault(
      Bilingual(
        en: "`\(name)` and another part both have \(rows.en).", zh: "“\(name)”与其他分片重复：\(rows.zh)。"),
      Bilingual(en: "Name each part once.", zh: "每个分片只写一次。"))
  }

  static func broken(_ name: String) -> QuestionFault {
    QuestionFault(
      Bilingual(en: "`\(name)` is no part as `--shard` writes it.", zh: "“\(name)”不是 --shard 写出的分片文件。"),
      Bilingual(en: "Compute it again.", zh: "请重新计算该分片。"))
  }
}

/// A part, and what its file is called.
package struct NamedPart<Part: Sendable>: Sendable {
  package let name: String
  package let part: Part

  package init(_ name: String, _ part: Part) {
    self.name = name
    self.part = part
  }
}

/// A line that a process wrote.
private struct PartLine<Part: Decodable>: Decodable { let part: Part }

/// The part in the line that a process wrote.
///
/// - Throws: where it is none.
package func readPart<Part: Decodable & Sendable>(_ bytes: [UInt8], file: String) throws(QuestionFault)
  -> NamedPart<
    Part
  >
{
  do { return NamedPart(file, try JSONDecoder().decode(PartLine<Part>.self, from: Data(bytes)).part) } catch {
    throw PartOrigin.broken(file)
  }
}
