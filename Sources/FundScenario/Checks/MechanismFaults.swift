import FundModel

/// What mechanisms themselves find wrong in their blocks.
package enum MechanismFaults: ContentCheck {
  package static func findings(in draft: Draft) -> [Finding] {
    let project = ProjectGraph(draft.content)
    return draft.content.allBlocks.flatMap { block in
      block.mechanism.faults(of: block, in: project.seen(from: block.account)).map { fault in
        let path = "\(block.path).\(fault.field)"
        return Finding(
          fault.isError ? .error : .warning, check: .mechanism, path: path, at: draft.place(path),
          fault.message,
          remedy: fault.remedy)
      }
    }
  }
}
