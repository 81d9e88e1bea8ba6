import FundAnalysis
import FundFormula
import FundModel

/// How much of the result rests on assumed numbers; nothing where none does.
struct AssumptionBlocks {
  let run: ScenarioRun
  private var model: Model { run.model }

  init(_ run: ScenarioRun) { self.run = run }

  var blocks: [DocumentBlock] {
    let share = NumberText.share(run.assumedShare)
    let count = model.graph.inputs.filter(\.isAssumed).count
    guard count > 0 else { return [] }
    return [
      .paragraph(
        text: Bilingual(
          en:
            "\(count) of the \(model.graph.inputs.count) numbers the result rests on are assumed; \(share) of the uses rest on them. "
            + "`fundsim list inputs FILE` shows each with its source.",
          zh: "参与计算的 \(model.graph.inputs.count) 个参数中有 \(count) 个为假设值，资金需求的 \(share) 依赖假设。"
            + "各参数及依据见 `fundsim list inputs 文件`。"))
    ]
  }
}
