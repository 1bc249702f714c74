internal import Backstitch
internal import Foundation
internal import Patch
internal import SourceEdits

/// Plans and landed operations for people and as JSON.
struct PlanReport {
  let plan: Plan
  let diffs: [RelativePath: FileDiff]
  let style: Style

  /// - Parameters:
  ///   - plan: not landed yet, since its diffs read the files it replaces.
  ///   - countsOnly: no diff will be shown, only its lines counted.
  init(_ plan: Plan, in workspace: Workspace, style: Style, countsOnly: Bool = false) throws {
    self.plan = plan
    self.style = style
    let found = try Failure.catching { try workspace.diff(of: plan, countsOnly: countsOnly) }
    diffs = Dictionary(found.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
  }

  /// The project's own files first, those Backstitch keeps beside them after.
  private var changes: [PlannedChange] { ReadingOrder.sorted(plan.changes, by: \.path) }

  /// `A`, `M`, `D` and the lines, with the evidence for each edit.
  var lines: [String] {
    changes.filter { $0.kind != .makeDirectory && $0.kind != .removeDirectory }
      .flatMap { change -> [String] in
        let diff = diffs[change.path]
        var counts: [String] = []
        if let diff, diff.added > 0 { counts.append("+\(diff.added)") }
        if let diff, diff.removed > 0 { counts.append("-\(diff.removed)") }
        if change.kind == .chmod, let mode = change.mode {
          counts.append("mode \(String(mode, radix: 8))")
        }
        if change.hardLinks > 0 {
          counts.append("\(change.hardLinks) other hard links keep the old content")
        }
        let tail = counts.isEmpty ? "" : "  " + style.dim(counts.joined(separator: " "))
        let first = "  \(letter(change.kind)) \(change.path)\(tail)"
        var told: Set<EditEvidence> = []
        return [first]
          + change.evidence.filter { told.insert($0).inserted }
          .map { style.dim("      \($0.reason) (line \($0.line))") }
      }
  }

  private func letter(_ kind: PlannedChange.Kind) -> String {
    switch kind {
    case .create, .makeDirectory: style.green("A")
    case .delete, .removeDirectory: style.red("D")
    case .modify, .chmod: style.yellow("M")
    }
  }

  /// Paths whose verdict a person may want to know.
  ///
  /// - Parameter tellsUnchanged: whether a path that stays as it is would be a surprise.
  func verdictLines(tellsUnchanged: Bool) -> [String] {
    plan.verdicts.compactMap { verdict in
      switch verdict.decision {
      case .merged: "  \(verdict.path): merged with later work in it"
      case .kept: "  \(verdict.path): later work was kept"
      case .unchanged where tellsUnchanged: "  \(verdict.path): left as it is"
      case .unchanged, .restored, .conflict: nil
      }
    }
  }

  var diffBytes: [UInt8] {
    changes.compactMap { diffs[$0.path]?.text }.flatMap { style.diff($0) }
  }

  /// The diffs of the project's own files, and how many others there are.
  var ownDiff: (bytes: [UInt8], others: Int) {
    let told = changes.filter { diffs[$0.path] != nil }
    let own = told.filter { !ReadingOrder.isKept($0.path) }
    return (
      own.compactMap { diffs[$0.path]?.text }.flatMap { style.diff($0) }, told.count - own.count
    )
  }

  var json: JSONValue {
    [
      "digest": .string(plan.digest),
      "changes": .array(
        plan.changes.map { change in
          [
            "path": JSONValue(change.path), "kind": .string(change.kind.rawValue),
            "mode": change.mode.map { .string(String($0, radix: 8)) } ?? .null,
            "added": JSONValue(diffs[change.path]?.added),
            "removed": JSONValue(diffs[change.path]?.removed),
            "evidence": .array(
              change.evidence.map { evidence in
                ["line": JSONValue(evidence.line), "reason": .string(evidence.reason)]
              }),
          ]
        }),
      "verdicts": .array(
        plan.verdicts.map { verdict in
          [
            "step": .string(verdict.step), "path": JSONValue(verdict.path),
            "decision": .string(verdict.decision.rawValue),
          ]
        }),
    ]
  }
}
