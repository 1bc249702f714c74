internal import Backstitch
internal import Generators
internal import Patch

/// What became of each generated file and node, as the landing merged it.
struct RegenerationReport {
  let outputs: [RegeneratedOutput]

  /// - Parameter plan: what lands; nil when nothing does.
  init(_ decided: [RegeneratedOutput], _ plan: Plan?) {
    let decisions = Dictionary(
      (plan?.verdicts ?? []).map { ($0.path, $0.decision) }, uniquingKeysWith: { $1 })
    outputs = decided.map { output in
      var output = output
      switch (decisions[output.path], output.verdict) {
      case (.conflict, .updated), (.conflict, .merged), (.conflict, .removed), (.conflict, .moved):
        output.verdict = .conflict
      // Somebody edited it since it was looked at.
      case (.merged, .updated) where output.node == nil: output.verdict = .merged
      case (.kept, .updated), (.kept, .merged), (.kept, .removed): output.verdict = .kept
      default: break
      }
      return output
    }
  }

  /// What the list of changed files does not tell.
  var lines: [String] {
    outputs.compactMap { output in
      switch (output.verdict, output.node) {
      case (.moved, _):
        "  \(output.path): followed" + (output.origin.map { " from \($0)" } ?? "")
      case (.removed, let node?): "  \(output.path): \(node) is made no longer"
      default: nil
      }
    }
  }

  var json: JSONValue {
    .array(
      outputs.map { output in
        var members: [String: JSONValue] = [
          "path": JSONValue(output.path), "verdict": .string(output.verdict.rawValue),
        ]
        if let node = output.node { members["node"] = .string(node) }
        if let origin = output.origin { members["origin"] = JSONValue(origin) }
        return .object(members)
      })
  }
}
