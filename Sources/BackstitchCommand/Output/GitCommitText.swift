internal import Backstitch

/// What an operation did to the repository, for people and as JSON.
enum GitCommitText {
  /// A line for each git commit, and one for the branch where it is another.
  static func lines(_ operation: Backstitch.Operation) -> [String] {
    guard let report = operation.gitCommit else { return [] }
    let place = report.branch.map { "branch '\($0)'" } ?? "a detached HEAD"
    var lines = report.commits.map { commit in
      "Commit \(commit.id.prefix(10)) on \(place)"
        + (commit.step.map { ", step \($0)" } ?? "")
    }
    if report.commits.isEmpty, let after = report.after, report.before != nil {
      lines.append("The \(place) moved back to \(after.prefix(10))")
    }
    if report.isSwitchedTo { lines.append("Switched to \(place)") }
    return lines
  }

  /// Says what an undo of files alone leaves in git, and how the branch follows.
  static func noteLeftCommit(by number: Int?, _ workspace: Workspace, _ globals: Globals) {
    guard let number, let undo = try? workspace.operation(number), undo.gitCommit == nil,
      undo.kind == .undo, let target = undo.target,
      let undone = try? workspace.operation(target),
      let commit = undone.gitCommit?.commits.last
    else { return }
    let place = undone.gitCommit?.branch.map { "on branch '\($0)'" } ?? "where HEAD was"
    note(
      "backstitch: the files are undone; the git commit \(commit.id.prefix(10)) stays \(place)."
        + " To take it back, too: '\(globals.command("redo"))', then"
        + " '\(globals.command("undo", "\(target)", "--git-commit"))'")
  }

  /// Nil when nothing was committed to git.
  static func json(_ operation: Backstitch.Operation) -> JSONValue? {
    guard let report = operation.gitCommit else { return nil }
    return [
      "branch": JSONValue(report.branch), "before": JSONValue(report.before),
      "after": JSONValue(report.after), "switched": .boolean(report.isSwitchedTo),
      "commits": .array(
        report.commits.map { ["id": .string($0.id), "step": JSONValue($0.step)] }),
    ]
  }
}
