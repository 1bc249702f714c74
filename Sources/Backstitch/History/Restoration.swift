internal import FileSystem
internal import Journal
public import Patch
internal import SourceEdits

/// Builds the request that brings paths to their state right after an operation.
///
/// Of each path the base is what the last operation that wrote it left there, ours what stands on
/// disk, theirs the base with all later operations taken off (``Peeling``): they go, what people wrote
/// since stays.
struct Restoration {
  let log: OperationLog
  let files: any FileSystem

  /// What operations after the one meant did to its paths.
  private struct Later {
    /// What they did at each path, newest first.
    var changes: [RelativePath: [(operation: Int, change: PathChange)]] = [:]
    /// Newest first, with the items that are about the paths.
    var targets: [OperationRecord.Target] = []
    /// Directories they made.
    var made: Set<RelativePath> = []
  }

  /// - Parameter selection: some of its paths.
  func request(
    of number: Int, _ selection: Selection
  ) throws(BackstitchError) -> LandingRequest {
    let operation = try log.operation(number)
    let record = operation.record
    let chosen = try choose(selection, from: operation)
    let later = try later(than: number, at: chosen.map(\.path))
    var peeling = Peeling(files: files)
    var items: [LandingRequest.Item] = []
    for change in chosen { items.append(try item(change, later, &peeling)) }
    let contents = peeling.merger.contents
    let changed = Set(items.filter { isChange($0.base, $0.theirs) }.map(\.path))
    var retractions = Retractions(log, to: number)
    let targets = try retractions.find(
      among: later.targets.compactMap { $0.narrowed { changed.contains($0.path) } })
    for index in items.indices {
      let (path, base) = (items[index].path, items[index].base)
      items[index].edits = try edits(
        retractions.edits(at: path, of: targets), on: base, contents)
      guard try isGone(path) else { continue }
      (items[index].base, items[index].collision) = (nil, nil)
    }
    let directories = try directories(of: record, above: chosen, selection)
    var request = LandingRequest(
      kind: .restore, description: Self.description(of: record, chosen, isAll: selection == .all),
      plan: record.plan, entity: record.entity, target: targets.first,
      others: Array(targets.dropFirst()),
      steps: [.init(step: PlannedStep(id: "restore", title: "Restore"), items: items)],
      directories: directories,
      removable: later.made.union(directories.filter { $0.after == nil }.map(\.path)),
      contents: contents)
    request.restored = number
    if selection == .all {
      for target in targets {
        if let partial = try PartialRetraction(target, in: log) { request.partial.append(partial) }
      }
    }
    request.writers = { [log] paths throws(BackstitchError) in
      try log.writers(of: paths, after: number)
    }
    return request
  }

  private func item(
    _ change: PathChange, _ later: Later, _ peeling: inout Peeling
  ) throws(BackstitchError) -> LandingRequest.Item {
    let changes = later.changes[change.path] ?? []
    let base = changes.first.map(\.change.after) ?? change.after
    peeling.note(base)
    peeling.note(change.after)
    let rest = try peeling.rest(of: changes, after: change.after)
    var item = LandingRequest.Item(path: change.path, base: base, theirs: rest.image, edits: [])
    item.collision = rest.collision
    return item
  }

  /// Whether later operations left a path otherwise. Where they did not, there is nothing of theirs
  /// to take back.
  private func isChange(_ base: Image?, _ after: Image?) -> Bool {
    switch (base, after) {
    case (nil, nil): false
    case (let base?, let after?): !base.isSame(as: after)
    default: true
    }
  }

  private static func description(
    of record: OperationRecord, _ chosen: [PathChange], isAll: Bool
  ) -> String {
    let scope = isAll ? "" : " (\(counted(chosen.count, "path")))"
    return "restore \(record.number)\(scope): \(record.description)"
  }

  /// The files and links of the operation that are meant; those that left it were not its own.
  private func choose(
    _ selection: Selection, from operation: Operation
  ) throws(BackstitchError) -> [PathChange] {
    let left = Set(operation.left)
    let files = operation.record.net.compactMap { change -> PathChange? in
      guard !left.contains(change.path) else { return nil }
      var change = change
      if change.before?.isDirectory == true { change.before = nil }
      if change.after?.isDirectory == true { change.after = nil }
      return change.before == nil && change.after == nil ? nil : change
    }
    for path in selection.paths ?? []
    where !files.contains(where: { $0.path == path || $0.path.isBelow(path) }) {
      throw .untouched(path, operation: operation.record.number)
    }
    return files.filter { selection.includes(path: $0.path) }
  }

  private func later(
    than number: Int, at paths: [RelativePath]
  ) throws(BackstitchError) -> Later {
    var later = Later()
    guard !paths.isEmpty else { return later }
    let wanted = Set(paths)
    do throws(JournalError) {
      try log.log.operations(mentioning: paths, downTo: number + 1) { record throws(JournalError) in
        let items = record.items.filter { wanted.contains($0.path) }
        guard !items.isEmpty else { return true }
        later.targets.append(.init(operation: record.number, items: items.inOrder))
        for change in record.net {
          if change.before == nil, change.after?.isDirectory == true {
            later.made.insert(change.path)
          }
          guard wanted.contains(change.path) else { continue }
          later.changes[change.path, default: []].append(
            (record.number, Self.onFiles(change, of: record)))
        }
        return true
      }
    } catch {
      throw BackstitchError(error)
    }
    return later
  }

  /// What an operation did at a path, as far as files and links go, with its edits by meaning.
  private static func onFiles(_ net: PathChange, of record: OperationRecord) -> PathChange {
    var change = net
    if change.before?.isDirectory == true { change.before = nil }
    if change.after?.isDirectory == true { change.after = nil }
    let edits = record.steps.flatMap(\.changes).filter { $0.path == net.path }
      .flatMap { $0.edits ?? [] }
    change.edits = edits.isEmpty ? nil : edits
    return change
  }

  /// The structured edits that take later operations back, as far as they all find their places in
  /// what the last of them left; else the lines say it.
  private func edits(
    _ edits: [RecordedEdit], on base: Image?, _ contents: ContentPool
  ) throws(BackstitchError) -> [RecordedEdit] {
    guard !edits.isEmpty, case .file(let file) = base else { return [] }
    var text = try contents.bytes(of: file.id, in: files)
    for edit in edits.flatMap(\.forward) {
      guard let applied = try? edit.apply(to: text) else { return [] }
      text = applied.text
    }
    return edits
  }

  /// Where nothing stands, nothing is lost by bringing a file back.
  private func isGone(_ path: RelativePath) throws(BackstitchError) -> Bool {
    do throws(FileSystemError) {
      return try !Disk(files: files).exists(.workspace(path))
    } catch {
      throw BackstitchError(error)
    }
  }

  /// Directories the operation made or emptied, as far as they are meant or hold what is.
  private func directories(
    of record: OperationRecord, above chosen: [PathChange], _ selection: Selection
  ) throws(BackstitchError) -> [PathChange] {
    let above = Set(chosen.flatMap(\.path.ancestors))
    return record.net.compactMap { change in
      guard selection.includes(path: change.path) || above.contains(change.path) else { return nil }
      switch (change.before, change.after) {
      case (_, .directory):
        return PathChange(path: change.path, before: nil, after: change.after)
      case (.directory, nil):
        return PathChange(path: change.path, before: change.before, after: nil)
      default: return nil
      }
    }
  }
}

extension LandingRequest {
  /// What a landing takes back of other operations: a restore nothing at paths it left as somebody
  /// has them.
  func targets(in plan: Plan) -> [OperationRecord.Target] {
    let targets = (target.map { [$0] } ?? []) + others
    guard kind == .restore else { return targets }
    let kept = Set(plan.verdicts.filter { $0.decision == .kept }.map(\.path))
    return targets.compactMap { $0.narrowed { !kept.contains($0.path) } }
  }
}

extension OperationRecord.Target {
  /// The target with some of its items; nil without any.
  fileprivate func narrowed(to isMeant: (OperationRecord.Item) -> Bool) -> Self? {
    let items = items?.filter(isMeant)
    return items?.isEmpty == true ? nil : .init(operation: operation, items: items)
  }
}

extension Collection<OperationRecord.Item> {
  /// Sorted by step and path, as records have them.
  fileprivate var inOrder: [OperationRecord.Item] {
    sorted { ($0.step, $0.path) < ($1.step, $1.path) }
  }
}

extension Workspace {
  /// What bringing an operation's paths to their state right after it would do.
  ///
  /// Later operations on the paths are taken back; what people wrote since is merged with it.
  ///
  /// - Parameters:
  ///   - number: the operation.
  ///   - paths: only these of its paths, or those below these directories; nil: all.
  public func proposeRestore(
    of number: Int, paths: [RelativePath]? = nil, onConflict policy: ConflictPolicy = .abort
  ) throws(BackstitchError) -> Proposal {
    let files = try files()
    let selection = Selection(paths: paths)
    let landing = DeferredLanding(workspace: self, log: try log()) { log throws(BackstitchError) in
      guard let log else { throw .noOperation(number) }
      let restoration = Restoration(log: try OperationLog(log), files: files)
      var request = try restoration.request(of: number, selection)
      request.policy = policy
      return request
    }
    return try Proposal(landing)
  }
}
