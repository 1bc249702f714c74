internal import Backstitch
internal import Foundation
internal import Generators
internal import Patch
internal import ProjectModel
internal import SourceEdits

/// Plans and landed operations for people and as JSON.
struct PlanReport {
  let plan: Plan
  /// What a regeneration decided before the merge.
  var regenerated: [RegeneratedOutput] = []
  private let counts: [RelativePath: ChangedLines]
  private let diffs: [RelativePath: [UInt8]]
  private let style: Style
  private let showsAll: Bool

  /// - Parameters:
  ///   - plan: not landed yet, since lines and diffs are read from the files it replaces.
  ///   - showsDiffs: whether the diffs may be asked for, not only the numbers of lines.
  init(_ plan: Plan, in workspace: Workspace, _ globals: Globals, showsDiffs: Bool = false) throws {
    self.plan = plan
    style = globals.style
    showsAll = globals.verbose
    if showsDiffs {
      let found = try Failure.catching { try workspace.diff(of: plan) }
      diffs = Dictionary(found.map { ($0.path, $0.text) }, uniquingKeysWith: { $1 })
      counts = Dictionary(
        found.map { ($0.path, ChangedLines(added: $0.added, removed: $0.removed)) },
        uniquingKeysWith: { $1 })
    } else {
      diffs = [:]
      counts = try Failure.catching { try workspace.changedLines(of: plan) }
    }
  }

  private var changes: ReadingOrder<PlannedChange> {
    let files = plan.changes.filter { $0.kind != .makeDirectory && $0.kind != .removeDirectory }
    return ReadingOrder(files, by: \.path, all: showsAll)
  }

  /// `A`, `M`, `D` and the lines, with the evidence for each edit.
  var lines: [String] {
    let changes = changes
    return changes.shown.flatMap { lines(of: $0) }
      + (changes.rest.map { ["  " + style.dim($0)] } ?? [])
  }

  private func lines(of change: PlannedChange) -> [String] {
    let lines = counts[change.path]
    var told: [String] = []
    if let lines, lines.added > 0 { told.append("+\(lines.added)") }
    if let lines, lines.removed > 0 { told.append("-\(lines.removed)") }
    if change.kind == .chmod, let mode = change.mode {
      told.append("mode \(String(mode, radix: 8))")
    }
    if change.hardLinks > 0 {
      told.append("\(change.hardLinks) other hard links keep the old content")
    }
    let tail = told.isEmpty ? "" : "  " + style.dim(told.joined(separator: " "))
    let first = "  \(letter(change.kind)) \(change.path)\(tail)"
    // In a new file nothing stood there that a place was chosen by.
    guard change.kind != .create else { return [first] }
    var reasons: Set<EditEvidence> = []
    return [first]
      + change.evidence.filter { reasons.insert($0).inserted }
      .map { style.dim("      \($0.reason) (line \($0.line))") }
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
    // Several steps may have had the same decided at a path.
    var known: Set<String> = []
    let told = plan.verdicts.filter { verdict in
      words(of: verdict, tellsUnchanged).map { known.insert("\(verdict.path): \($0)").inserted }
        ?? false
    }
    let read = ReadingOrder(told, by: \.path, all: showsAll)
    return RegenerationReport(regenerated, plan).lines
      + read.shown.compactMap { verdict in
        words(of: verdict, tellsUnchanged).map { "  \(verdict.path): \($0)" }
      } + (read.rest.map { ["  " + style.dim($0)] } ?? [])
  }

  private func words(of verdict: PathVerdict, _ tellsUnchanged: Bool) -> String? {
    switch verdict.decision {
    case _ where plan.marked.contains(verdict.path): "has conflict markers now; resolve them"
    case _ where plan.taken.contains(verdict.path) && isDeleted(verdict.path):
      "deleted, with the later work in it"
    case _ where plan.taken.contains(verdict.path):
      "what collided was replaced, the rest of later work is in it"
    case .merged: "merged with later work in it"
    case .kept where !verdict.holders.isEmpty: "kept, \(holders(verdict)) it"
    case .kept: "later work was kept"
    case .unchanged where tellsUnchanged && tells(verdict.path): "left as it is"
    case .unchanged, .restored, .conflict: nil
    }
  }

  /// Whether a path that stays as it is may surprise: not one of those kept beside the project's files.
  private func tells(_ path: RelativePath) -> Bool {
    showsAll || !path.isBelow(ProjectFiles.directory)
  }

  private func isDeleted(_ path: RelativePath) -> Bool {
    plan.changes.contains { $0.path == path && $0.kind == .delete }
  }

  private func holders(_ verdict: PathVerdict) -> String {
    let numbers = verdict.holders.map(String.init)
    guard numbers.count > 1 else { return "operation \(numbers.joined()) needs" }
    return "operations \(numbers.joined(separator: ", ")) need"
  }

  /// The diffs, and what is said of those that are not shown.
  var diff: (bytes: [UInt8], rest: String?) {
    let changes = changes
    return (changes.shown.compactMap { diffs[$0.path] }.flatMap { style.diff($0) }, changes.rest)
  }

  var json: JSONValue {
    [
      "digest": .string(plan.digest),
      "changes": .array(
        plan.changes.map { change in
          [
            "path": JSONValue(change.path), "kind": .string(change.kind.rawValue),
            "mode": change.mode.map { .string(String($0, radix: 8)) } ?? .null,
            "added": JSONValue(counts[change.path]?.added),
            "removed": JSONValue(counts[change.path]?.removed),
            "evidence": .array(
              change.evidence.map { evidence in
                ["line": JSONValue(evidence.line), "reason": .string(evidence.reason)]
              }),
          ]
        }),
      "verdicts": .array(
        plan.verdicts.map { verdict in
          var members: [String: JSONValue] = [
            "step": .string(verdict.step), "path": JSONValue(verdict.path),
            "decision": .string(verdict.decision.rawValue),
          ]
          if !verdict.holders.isEmpty {
            members["holders"] = .array(verdict.holders.map { JSONValue($0) })
          }
          return JSONValue.object(members)
        }),
    ]
  }
}
