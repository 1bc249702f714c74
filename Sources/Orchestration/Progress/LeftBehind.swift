package import Backstitch
internal import Generators
package import Patch
internal import ProjectModel

/// Something that stays though what it needs, or belongs to, would go.
package struct LeftBehind: Hashable, Sendable {
  /// Where it stands.
  package var path: RelativePath
  /// The line, from 1.
  package var line: Int
  /// What stays there, and what it lacks then.
  package var what: String
  /// The operation that wrote it; nil: somebody by hand, or nothing more is to be taken back.
  package var operation: Int?
}

extension Orchestrator {
  /// What a plan that takes something back would leave behind: imports of modules that it deletes, and
  /// generated classes and attributes that somebody moved to another file.
  ///
  /// - Parameter restored: The operation whose state it brings paths to: they may import what was taken
  ///   away since; nil: it brings no state back.
  package func leftBehind(
    by plan: Plan, restoring restored: Int? = nil
  ) throws(OrchestrationError) -> [LeftBehind] {
    let removed = plan.changes.filter { $0.kind == .delete }.map(\.path)
    guard !removed.isEmpty || !plan.missed.isEmpty || restored != nil else { return [] }
    let tree: PlannedTree
    let absent: [RelativePath: [UInt8]]
    let now: WorkspaceTree
    var takenAway: [RelativePath: Int] = [:]
    do throws(BackstitchError) {
      now = try workspace.tree()
      tree = try workspace.tree(after: plan)
      absent = try workspace.absent(from: plan)
      if let restored { takenAway = try deletions(since: restored) }
    } catch {
      throw .library(error)
    }
    var found: [LeftBehind] = []
    do throws(TreeError) {
      for missed in plan.missed {
        guard let node = try MovedNode(missedBy: missed.edit, in: missed.path, tree) else {
          continue
        }
        found.append(
          LeftBehind(
            path: node.path, line: node.line,
            what: "\(node.title), which was generated in \(missed.path), stands here now"))
      }
      for dangling in try DanglingImports(removing: removed, leaving: tree).find() {
        let origin = try origin(of: dangling.path, among: absent, in: tree)
        let moved = origin.map { ", moved from \($0)," } ?? ""
        var left = LeftBehind(
          path: dangling.path, line: dangling.line,
          what: "it\(moved) imports \(dangling.module), and \(dangling.target) would be gone")
        left.operation = writer(of: dangling, in: tree)
        found.append(left)
      }
      found += try lacking(takenAway, plan, in: tree, now: now)
    } catch {
      throw OrchestrationError(error)
    }
    return found
  }

  /// The files that operations deleted after another, with the newest that did.
  private func deletions(since operation: Int) throws(BackstitchError) -> [RelativePath: Int] {
    let history = try workspace.history()
    var found: [RelativePath: Int] = [:]
    for number in stride(from: history.last, to: max(operation, history.first - 1), by: -1) {
      for change in try history.operation(number).changes where change.kind == .delete {
        if found[change.path] == nil { found[change.path] = number }
      }
    }
    return found
  }

  /// Imports that a plan brings back of files that were taken away, and stay so.
  private func lacking(
    _ takenAway: [RelativePath: Int], _ plan: Plan, in tree: PlannedTree, now: WorkspaceTree
  ) throws(TreeError) -> [LeftBehind] {
    let changed = Set(plan.changes.map(\.path))
    var gone: [RelativePath] = []
    for path in takenAway.keys where !changed.contains(path) {
      if try tree.node(at: path) == nil { gone.append(path) }
    }
    // What lacks it already is not this plan's.
    let known = try DanglingImports(removing: gone, leaving: now).find()
    return try DanglingImports(removing: gone, leaving: tree).find().filter { dangling in
      changed.contains(dangling.path)
        && !known.contains {
          $0.path == dangling.path && $0.target == dangling.target && $0.module == dangling.module
        }
    }.map { dangling in
      let by = takenAway[dangling.target].map { ": operation \($0) took it away" } ?? ""
      return LeftBehind(
        path: dangling.path, line: dangling.line,
        what: "it would import \(dangling.module) again, and \(dangling.target) is not there\(by)")
    }
  }

  /// Where a file seems to have been that is gone from there.
  private func origin(
    of path: RelativePath, among absent: [RelativePath: [UInt8]], in tree: PlannedTree
  ) throws(TreeError) -> RelativePath? {
    guard !absent.isEmpty, let present = try tree.contents(of: path) else { return nil }
    let alike = absent.filter {
      $0.key.fileName.split(separator: ".").last == path.fileName.split(separator: ".").last
        && MovedFiles.isLike($0.value, present)
    }.keys
    return alike.first { $0.name == path.name } ?? alike.min()
  }

  /// Where files seem to be that a plan is in conflict about because they are gone.
  package func movedFiles(
    of plan: Plan
  ) throws(OrchestrationError) -> [RelativePath: RelativePath] {
    guard !plan.gone.isEmpty else { return [:] }
    let tree: WorkspaceTree
    var recorded: [RelativePath: [UInt8]] = [:]
    do throws(BackstitchError) {
      tree = try workspace.tree()
      for path in plan.gone { recorded[path] = try workspace.recorded(at: path, in: plan) }
    } catch {
      throw .library(error)
    }
    let moved = MovedFiles(tree: StagedTree(base: tree), files: try files(in: tree))
    var places: [RelativePath: RelativePath] = [:]
    for (path, bytes) in recorded {
      // A file that cannot be read is not said to be another.
      places[path] = (try? moved.place(of: path, as: bytes)) ?? nil
    }
    return places
  }

  /// The operation in effect that wrote an import; not one that made what it imports, which is being
  /// taken back.
  private func writer(of dangling: DanglingImport, in tree: PlannedTree) -> Int? {
    guard let line = line(dangling.line, of: dangling.path, in: tree),
      let operation = try? workspace.why(dangling.path, line: line).first?.operation,
      case .inEffect = operation.state,
      !operation.changes.contains(where: { $0.path == dangling.target })
    else { return nil }
    return operation.number
  }

  /// Where a line of a file stands now that a plan would move.
  private func line(_ line: Int, of path: RelativePath, in tree: PlannedTree) -> Int? {
    func lines(_ text: [UInt8]?) -> [ArraySlice<UInt8>] {
      (text ?? []).split(separator: 0x0A, omittingEmptySubsequences: false)
    }
    let then = lines(try? tree.contents(of: path))
    guard then.indices.contains(line - 1), let now = try? workspace.tree() else { return nil }
    let present = lines(try? now.contents(of: path))
    return present.indices.filter { present[$0] == then[line - 1] }.map { $0 + 1 }
      .min { abs($0 - line) < abs($1 - line) }
  }
}
