internal import Backstitch
internal import Generators
package import Patch
internal import ProjectModel

extension OrchestrationRun {
  /// What stands in the way of a migration is found before anything runs.
  mutating func settleMigration() throws(OrchestrationError) {
    guard migrationStep != nil else { return }
    // A plan of the project's own may have the step.
    request.migration = request.migration ?? .make
    let backend = try backend()
    do throws(MigrationError) {
      _ = try AlembicProgram(for: backend, on: machine)
    } catch {
      throw .migration(error)
    }
  }

  /// The commands that are left to a person: to apply the revision, or to make it, too.
  func migrationCommands(landing steps: [String]?) -> [String] {
    guard let step = migrationStep, let alembic = alembic?.value,
      steps?.contains(step.id) ?? true
    else { return [] }
    switch transaction.steps.first(where: { $0.id == step.id })?.state {
    case .staged where hasRevision: return [upgradeCommand].compactMap(\.self)
    case .skipped: return NextSteps.migration(of: EntityNames.canonical(request.name), alembic)
    default: return []
    }
  }

  /// The next step that applies a revision.
  package var upgradeCommand: String? { alembic.map { NextSteps.upgrade($0.value) } }

  /// Whether a migration is to be applied once it has landed: it was asked for, and it is staged or
  /// landed before.
  ///
  /// - Parameter steps: the steps that land; nil: all.
  package func upgrades(landing steps: [String]? = nil) -> Bool {
    guard request.migration == .apply, let step = migrationStep, hasRevision || changesNothing
    else { return false }
    return steps?.contains(step.id) ?? true
  }

  /// Whether all that was asked for stands there.
  package var changesNothing: Bool { transaction.tree.touched.isEmpty }

  /// Applies all revisions to the database that the project's `env.py` names.
  package func upgradeDatabase() throws(OrchestrationError) {
    let backend = try self.backend()
    do throws(MigrationError) {
      let program = try AlembicProgram(for: backend, on: machine)
      try program.run(["upgrade", "head"], timeLimit: AlembicProgram.upgradeLimit)
    } catch {
      throw .migration(error)
    }
  }

  /// What an upgrade would lose of what is in the database, by the revisions that it is not at yet.
  package func losses() throws(OrchestrationError) -> [MigrationLoss] {
    guard let alembic = alembic?.value else { return [] }
    let tree = transaction.tree
    do throws(TreeError) {
      let all = try AlembicRevision.all(below: alembic.home, in: tree)
      let applied = AlembicRevision.upTo(current(), among: all)
      let table = MigratedTable(
        of: AgentInput(
          request: request, step: plan.steps[0], tree: tree, detection: detection, config: config))
      var losses: [MigrationLoss] = []
      for revision in all.sorted(by: { $0.path < $1.path }) where !applied.contains(revision.id) {
        let script = AlembicScript(try tree.contents(of: revision.path) ?? [])
        losses += (script?.losses ?? []).map { loss in
          MigrationLoss(
            path: revision.path, line: loss.line, description: loss.description,
            isAskedFor: table.loses(loss))
        }
      }
      return losses
    } catch {
      throw OrchestrationError(error)
    }
  }

  /// The revisions the database is at; none when it does not say: then all may be applied.
  private func current() -> [String] {
    guard let backend = try? backend(), let program = try? AlembicProgram(for: backend, on: machine)
    else { return [] }
    return (try? program.current()) ?? []
  }

  private var migrationStep: OrchestrationPlan.Step? {
    plan.steps.first { $0.agent == .builtIn(.alembicRevision) }
  }

  private var alembic: Found<AlembicLocation>? { (try? backend())?.alembic }

  private func backend() throws(OrchestrationError) -> Backend {
    try AgentInput(
      request: request, step: plan.steps[0], tree: transaction.tree, detection: detection,
      config: config
    ).backend()
  }

  private var hasRevision: Bool {
    transaction.tree.touched.keys.contains { path in
      // What cannot be read is no revision of ours.
      guard let bytes = try? transaction.tree.contents(of: path) else { return false }
      return AlembicRevision(at: path, bytes) != nil
    }
  }
}

/// What a revision does to what is in the database, and nothing undoes.
package struct MigrationLoss: Hashable, Sendable {
  /// The revision's file.
  package var path: RelativePath
  /// The line that does it.
  package var line: Int
  /// `drops the column 'products.name' with what is in it`
  package var description: String
  /// Whether the command itself takes it out: the column of a field that it drops.
  package var isAskedFor: Bool
}
