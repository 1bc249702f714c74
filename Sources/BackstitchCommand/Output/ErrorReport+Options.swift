internal import Backstitch
internal import Generators
internal import Orchestration
internal import Patch
internal import ProjectModel

extension ErrorReport {
  // MARK: Commands

  private var resume: String { globals.command(["resume", id] + checks) }
  private var skip: String { globals.command(["resume", id, "--skip", stopped.step.id] + checks) }
  private var rollback: String { globals.command("rollback", id) }
  private var keep: String? {
    guard !staged.isEmpty, !transaction.tree.touched.isEmpty else { return nil }
    let ids = staged.map(\.id).joined(separator: ",")
    return globals.command(["commit", id, "--steps", ids] + checks)
  }

  /// What makes just this step's part later, as a command for each line.
  private var later: [String] {
    switch stopped.step.agent {
    case .builtIn(.frontendModule):
      guard case .generation(.unknownModule) = stopped.error else {
        let name = stopped.step.options["module"] ?? request.name
        return [globals.command("scaffold", BuiltInPlans.frontendModule.name, name)]
      }
      return []
    case .builtIn(.alembicRevision):
      return laterMigration
    case .builtIn(let agent):
      guard let entity = request.entity,
        let alone = BuiltInPlans.all.first(where: {
          $0.steps.count == 1 && $0.steps[0].agent == .builtIn(agent)
        })
      else { return [] }
      let words = ["generate", alone.name, entity.plural]
      return [globals.command(words + globals.words(for: request, of: agent))]
    case .command: return []
    }
  }

  private var laterMigration: [String] {
    guard case .migration(.behind(let alembic)) = stopped.error else { return [] }
    return [NextSteps.upgrade(alembic)]
      + NextSteps.migration(of: EntityNames.canonical(request.name), alembic)
  }

  /// Commands that go on.
  var commands: [String] {
    let fixing = [remedy?.command, isRolledBack ? again : resume]
    return (isRolledBack ? fixing : fixing + [skip, keep, rollback]).compactMap(\.self)
  }

  private var again: String? { SameCommand.beginsRun ? SameCommand.adding() : nil }

  // MARK: Text

  /// The options, numbered.
  var options: [String] { isRolledBack ? fixing : fixing + skipping + rollingBack }

  private var fixing: [String] {
    let verb = stopped.step.title.lowercased()
    let cure = remedy?.title ?? "Correct what the error names"
    let command = isRolledBack ? again : resume
    var lines = [
      "1. **Fix and retry** - \(cure) and \(isRolledBack ? "run it again" : retry(verb))"
    ]
    var commands: [String] = []
    if let remedy {
      commands += ["   # \(remedy.comment)", "   \(remedy.command)"]
    }
    if let command { commands.append("   \(command)") }
    if let remedy, let option = remedy.option {
      commands.append("   # '\(option)' on the command itself makes it in the same operation")
    }
    if !commands.isEmpty { lines += ["   ```bash"] + commands + ["   ```"] }
    return lines + [""]
  }

  private func retry(_ verb: String) -> String {
    verb.hasPrefix("generate ") ? "retry \(verb.dropFirst(9)) generation" : "retry this step"
  }

  private var skipping: [String] {
    let kept = (landed.map(\.step.id) + staged.map(\.id))
    let what = kept.isEmpty ? "Go on without it" : "Keep \(kept.joined(separator: " and ")) only"
    let tail = later.isEmpty ? "" : ", generate \(stopped.step.id) later"
    var lines = [
      "2. **Skip \(stopped.step.id)** - \(what)\(tail)", "   ```bash", "   \(skip)",
    ]
    lines += later.map { line in
      line.contains("  # ") ? "   \(line)" : "   \(line)  # Run separately later"
    }
    if let keep { lines += ["   # Or land what works now and keep the rest open:", "   \(keep)"] }
    return lines + ["   ```", ""]
  }

  private var rollingBack: [String] {
    let (files, steps) = (landed.map(\.step.id), staged.map(\.id))
    let what = files.isEmpty ? "Forget all that was generated" : "Delete all generated files"
    let comment: String
    if !files.isEmpty {
      comment = "Warning: This will delete \(Self.listed(files)) files too"
    } else if steps.isEmpty {
      comment = "Nothing was generated yet"
    } else {
      comment =
        "Warning: This will drop \(Self.listed(steps)), which \(steps.count == 1 ? "is" : "are")"
        + " staged"
    }
    return [
      "3. **Rollback all** - \(what)", "   ```bash", "   # \(comment)", "   \(rollback)", "   ```",
      "",
    ]
  }
}
