internal import Backstitch
internal import Foundation
internal import Patch
internal import ProjectModel

/// Operations for people and as JSON.
enum OperationText {
  /// One line: number, kind, subject, whether it holds, when and who.
  static func line(_ operation: Backstitch.Operation, now: Int64, _ style: Style) -> String {
    let head = style.bold("\(operation.number)") + "  \(operation.kind.rawValue)"
    return "\(head)  \(subject(operation))\(standing(operation, style))  "
      + style.dim("\(RelativeTime.ago(now - operation.time)), \(name(operation.author))")
  }

  /// The description, without the kind in front when it begins with it.
  private static func subject(_ operation: Backstitch.Operation) -> String {
    let kind = operation.kind.rawValue + " "
    guard operation.description.hasPrefix(kind) else { return operation.description }
    return String(operation.description.dropFirst(kind.count))
  }

  private static func standing(_ operation: Backstitch.Operation, _ style: Style) -> String {
    switch operation.state {
    case .inEffect:
      operation.redoneBy.map { style.dim(" (redone by \($0))") } ?? ""
    case .partlyUndone: style.yellow(" (partly undone: \(parts(operation)))")
    case .undone(let by): style.yellow(" (undone by \(by))")
    }
  }

  /// `crud by 4, 2 paths of router by 5`.
  private static func parts(_ operation: Backstitch.Operation) -> String {
    operation.undoneParts.map { part in
      let paths = part.paths.map { "\(counted($0.count, "path")) of " } ?? ""
      return "\(paths)\(part.step) by \(part.by)"
    }.joined(separator: ", ")
  }

  /// The author without the address; `show` prints both.
  private static func name(_ author: String) -> String {
    let name = author.prefix { $0 != "<" }.trimmingCharacters(in: .whitespaces)
    return name.isEmpty ? author : name
  }

  /// Who, when, where, steps, and what became of paths.
  ///
  /// - Parameter all: Also of the files that Backstitch keeps beside the project's own.
  static func details(_ operation: Backstitch.Operation, _ style: Style, all: Bool) -> [String] {
    var lines = ["Author: \(operation.author)", "Date:   \(date(operation.time))"]
    if let branch = operation.branch { lines.append("Branch: \(branch)") }
    lines += GitCommitText.lines(operation).map { "Git:    \($0)" }
    if let entity = operation.entity { lines.append("Entity: \(entity)") }
    if let command = operation.captured {
      let words = command.words.map(ShellCommand.quoted).joined(separator: " ")
      let status = command.status.map { "status \($0)" } ?? "interrupted"
      lines.append("Command: \(words) (\(status))")
      if command.head != operation.head {
        let from = command.head.map { String($0.prefix(10)) } ?? "nothing"
        lines.append("HEAD:   moved from \(from)")
      }
    }
    for step in operation.steps {
      lines.append("Step:   \(step.title) (\(step.id)), \(counted(step.paths.count, "path"))")
    }
    for part in operation.undoneParts {
      let paths = part.paths?.map(\.description).joined(separator: ", ") ?? "all of it"
      lines.append("Undone: \(part.step): \(paths), by \(part.by)")
    }
    for verdict in ReadingOrder(operation.verdicts, by: \.path, all: all).shown {
      let what = verdict.decision == .merged ? "merged with later work" : "later work kept"
      lines.append("Met:    \(verdict.path) (\(what))")
    }
    for path in operation.left { lines.append("Left:   \(path) (somebody else's work)") }
    return lines
  }

  /// `A`, `M`, `D` and the path of each change but directories; `R` and both paths of a move.
  ///
  /// - Parameter limit: how many at most; the rest is counted.
  static func changeLines(
    _ operation: Backstitch.Operation, limit: Int, _ style: Style
  ) -> [String] {
    let moves = operation.moves
    let old = Set(moves.values)
    let files = operation.changes.filter { change in
      change.kind != .makeDirectory && change.kind != .removeDirectory && !old.contains(change.path)
    }
    let lines = files.prefix(limit).map { change in
      moves[change.path].map { "  \(style.yellow("R")) \($0) -> \(change.path)" }
        ?? "  \(letter(change.kind, style)) \(change.path)"
    }
    let rest = files.count - lines.count
    return rest > 0 ? lines + ["  " + style.dim("and \(counted(rest, "path")) more")] : lines
  }

  private static func letter(_ kind: PlannedChange.Kind, _ style: Style) -> String {
    switch kind {
    case .create, .makeDirectory: style.green("A")
    case .delete, .removeDirectory: style.red("D")
    case .modify, .chmod: style.yellow("M")
    }
  }

  /// Each path with its counts of lines, then all of them.
  static func countLines(_ diffs: [FileDiff], _ style: Style) -> [String] {
    let lines = diffs.map { diff in
      "  \(diff.path)  \(style.green("+\(diff.added)")) \(style.red("-\(diff.removed)"))"
    }
    guard diffs.count > 1 else { return lines }
    let (added, removed) = diffs.reduce((0, 0)) { ($0.0 + $1.added, $0.1 + $1.removed) }
    return lines + ["  \(counted(diffs.count, "file")), +\(added) -\(removed)"]
  }

  static func date(_ time: Int64) -> String {
    let formatter = DateFormatter()
    formatter.dateFormat = "yyyy-MM-dd HH:mm:ss ZZZZZ"
    formatter.locale = Locale(identifier: "en_US_POSIX")
    return formatter.string(from: Date(timeIntervalSince1970: TimeInterval(time)))
  }
}
