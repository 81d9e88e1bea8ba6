import FundModel

/// What mechanisms themselves find wrong in their blocks.
package enum MechanismFaults: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = ProjectGraph(draft.content)
    return draft.content.allBlocks.flatMap { block in
      (Mechanisms.mechanism(block.kind)?.faults(of: block, in: project) ?? []).map { fault in
        Finding(
          fault.isError ? .error : .warning, check: "mechanism", path: "\(block.path).\(fault.field)",
          at: draft.place("\(block.path).\(fault.field)"), fault.message, remedy: fault.remedy)
      }
    }
  }
}
