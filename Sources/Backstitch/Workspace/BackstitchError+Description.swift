internal import Patch

extension BackstitchError: CustomStringConvertible {
  /// What happened, then what to do.
  public var description: String {
    switch self {
    case .refused(let refusal): refusal.description
    case .conflicts(let conflicts):
      (["nothing was written: \(counted(conflicts.count, "path")) in conflict"]
        + conflicts.map(\.description)).joined(separator: "\n")
    case .otherPlan(let expected, let found):
      "the plan changed since it was reviewed (expected \(expected.prefix(12)), now "
        + "\(found.prefix(12))); nothing was written. Look at it again with --dry-run"
    case .busy(let holder):
      "another process holds the workspace" + (holder.map { " (\($0))" } ?? "")
        + "; nothing was written. Wait for it, or give a longer --wait"
    case .damaged(let reason): reason
    case .disk: "\(cause). Nothing was changed"
    case .drifted(let paths):
      "\(listed(paths)) changed while the files landed; everything was taken back. "
        + "Run the command again"
    case .interrupted: "interrupted; everything was taken back"
    case .checkFailed(let check, let left):
      "the check '\(check.name)' failed: \(check.reason). "
        + (left.isEmpty
          ? "Everything was taken back: the files are as they were"
          : "Everything was taken back but \(listed(left)), changed since it landed: what landed "
            + "may still be in it. Look at it, and take that out before you give the command again")
    case .outcomeUnknown(let reason):
      "the outcome is unknown: \(reason). Run 'backstitch recover' once the disk works"
    case .needsRecovery(let operation, let paths, let heads, let directions):
      "operation \(operation) was interrupted"
        + (paths.isEmpty ? "" : ", and somebody changed \(listed(paths)) since")
        + (heads.map { ", and another commit is checked out: it was \($0.words)" } ?? "")
        + "; choose with "
        + directions.map { "'backstitch recover --\($0.rawValue)'" }.joined(separator: " or ")
    case .directionRefused(let direction, let reason):
      "the interrupted operation cannot go \(direction.rawValue): \(reason)"
    case .noOperation(let number):
      "there is no operation \(number); 'backstitch log' lists them"
    case .dropped(let operation, let first):
      "operation \(operation) was dropped by 'gc' to save space and can no longer be undone or "
        + "shown; the oldest that can is \(first)"
    case .overBudget(let needed, let size, let budget):
      "the store takes \(size) bytes and would need up to \(needed) more, beyond its budget of "
        + "\(budget); nothing was written. Drop old operations with 'backstitch gc --max-size' or "
        + "'--keep', or raise its budget ('store.budget' in .backstitch/config.yaml)"
    case .noTransaction(let number):
      "there is no open transaction t\(number); 'backstitch status' lists them"
    case .nothing(let what): what
    case .otherBranch(let operation, let branch, let current):
      "operation \(operation) was made on \(named(branch)), this is \(named(current)); "
        + "nothing was written. Switch to it, or add --here"
    case .needUndone(let step, let need, let operation):
      "'\(step)' needs '\(need)', which operation \(operation) had landed and which was undone since; "
        + "bring it back with 'backstitch redo \(operation)'"
    case .hasLanded(let step, let operation):
      "'\(step)' has landed, if only in part, and cannot be left out; "
        + "'backstitch undo \(operation) --steps \(step)' takes it back"
    case .notStaged(let step, let state): "nothing is staged of '\(step)': \(told(state))"
    case .stepsElsewhere(let steps, let path):
      "the path '\(path)' is none of \(steps.map { "'\($0)'" }.joined(separator: ", ")); "
        + "choose other steps or paths"
    case .missingSteps(let step, let needs):
      "step '\(step)' needs \(needs.map { "'\($0)'" }.joined(separator: ", ")), which "
        + "\(needs.count == 1 ? "is" : "are") not chosen; add \(needs.count == 1 ? "it" : "them")"
    case .git(let refusal): refusal.description
    case .unknownSelection(let name, let steps):
      "there is nothing named '\(name)' to choose"
        + (steps.isEmpty ? "" : "; the steps are \(steps.joined(separator: ", "))")
    case .untouched(let path, let operation):
      "operation \(operation) changed nothing at '\(path)': what it needed there stood in place "
        + "already, or it is not about that path; 'backstitch show \(operation)' lists its paths"
    }
  }

  private func told(_ state: Transaction.Step.State) -> String {
    switch state {
    case .waiting: "it has not run yet; 'backstitch resume' runs it"
    case .staged: "it changes nothing"
    case .landed(let operation): "operation \(operation) landed it"
    case .skipped(let reason): "it was left out" + (reason.map { ", as \($0)" } ?? "")
    case .failed(let reason): "it failed: \(reason); 'backstitch resume' runs it again"
    }
  }

  private func named(_ branch: String?) -> String {
    branch.map { "branch '\($0)'" } ?? "no branch"
  }

  private func listed(_ paths: [RelativePath]) -> String {
    let shown = paths.prefix(5).map(\.description).joined(separator: ", ")
    return paths.count > 5 ? "\(shown) and \(paths.count - 5) more" : shown
  }
}

/// `1 path`, `2 paths`.
package func counted(_ count: Int, _ noun: String) -> String {
  "\(count) \(noun)\(count == 1 ? "" : "s")"
}

extension BackstitchError {
  /// What went wrong, without what it means for files: those that somebody's command changed are
  /// changed all the same.
  public var cause: String { if case .disk(let reason) = self { reason } else { description } }
}

extension BackstitchError.Heads {
  /// Both, for people.
  fileprivate var words: String {
    let (before, now) = (self.before?.prefix(10) ?? "none", self.now?.prefix(10) ?? "none")
    return "\(before), it is \(now)"
  }
}
