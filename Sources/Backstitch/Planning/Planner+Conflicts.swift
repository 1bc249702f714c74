internal import Journal
internal import Patch
internal import SourceEdits

/// What becomes of paths whose sides cannot be joined.
extension Planner {
  /// Decides a collision as the policy says, or notes a conflict.
  mutating func settle(
    _ collision: Merger.Collision, of item: LandingRequest.Item, ours: Image?
  ) -> Merger.Outcome {
    var conflict = Conflict(
      path: item.path, reason: collision.reason, line: collision.line, isFinal: collision.isFinal)
    conflict.hunks =
      collision.merged?.conflicts.map { ConflictHunk($0, request.labels) } ?? []
    conflict.found = ours
    conflict.recorded = item.base
    if !collision.isFinal, let decision = request.policy.decision(for: item.path),
      let outcome = outcome(of: decision, collision, item, ours: ours)
    {
      if !plan.decided.contains(where: conflict.tells) { plan.decided.append(conflict) }
      if decision.leavesMarkers { plan.marked.insert(item.path) }
      if decision.takes, outcome.decision != .kept { plan.taken.insert(item.path) }
      return outcome
    }
    collided[item.path] = (ours, item.base)
    // Another step may have met the same.
    if !plan.conflicts.contains(where: conflict.tells) { plan.conflicts.append(conflict) }
    return .init(after: ours, decision: .conflict)
  }

  /// What a decision makes of a collision; nil when it cannot be carried out.
  private mutating func outcome(
    of decision: ConflictDecision, _ collision: Merger.Collision, _ item: LandingRequest.Item,
    ours: Image?
  ) -> Merger.Outcome? {
    let kept = Merger.Outcome(after: ours, decision: .kept)
    switch decision {
    case .keep: return kept
    case .take:
      if let taken = written(collision.taken, over: ours) { return taken }
      // There is no other side to take, or others need some of what it has not.
      if item.isByMeaning || !item.all.isEmpty { return kept }
      return .init(after: item.theirs, decision: .restored, edits: item.edits)
    case .markers: return written(collision.merged?.marked(request.labels), over: ours)
    case .text(let text): return written(text, over: ours)
    case .hunks(let decisions):
      guard let merged = collision.merged, merged.conflicts.count == decisions.count else {
        return nil
      }
      let labels = request.labels
      return written(
        merged.resolved { index, conflict in
          switch decisions[index] {
          case .keep: conflict.ours
          case .take: conflict.theirs
          case .markers: conflict.marked(labels)
          case .text(let text): text
          }
        }, over: ours)
    }
  }

  /// A merged text in place of what stands there.
  private mutating func written(_ text: [UInt8]?, over ours: Image?) -> Merger.Outcome? {
    guard let text, case .file(var file) = ours else { return nil }
    let before = file.id
    file.id = merger.contents.add(text)
    if file.id == before { return .init(after: ours, decision: .kept) }
    file.size = UInt64(text.count)
    file.stored = nil
    return .init(after: .file(file), decision: .merged)
  }

  /// Whose work each conflict is with.
  mutating func nameWriters() throws(BackstitchError) {
    guard !collided.isEmpty else { return }
    let writers = try request.writers(collided.keys.sorted())
    for index in plan.conflicts.indices {
      let conflict = plan.conflicts[index]
      guard let sides = collided[conflict.path] else { continue }
      try name(index, sides.ours, sides.base, writers[conflict.path] ?? [])
    }
  }

  private mutating func name(
    _ index: Int, _ ours: Image?, _ base: Image?, _ writers: [LandingRequest.Writer]
  ) throws(BackstitchError) {
    let conflict = plan.conflicts[index]
    guard let ours else {
      // Where nothing stands there is nobody's edit: an operation deleted it, or somebody did.
      guard let newest = writers.first, newest.after == nil else { return }
      plan.conflicts[index].operation = newest.operation
      plan.conflicts[index].reason = "it was deleted"
      return
    }
    let last = writers.first?.operation ?? request.target?.operation
    if let newest = writers.first, try isAsLeft(ours, by: newest, at: conflict.path) {
      plan.conflicts[index].operation = newest.operation
    } else {
      plan.conflicts[index].editedSince = last
    }
    guard case .file(let file) = ours else { return }
    let text = try merger.contents.bytes(of: file.id, in: files)
    let lines = try colliding(conflict, LineMerge.lines(of: text), base)
    guard !lines.isEmpty else { return }
    let blame = try Blame(lines, of: text, writers, merger.contents, files)
    if let since = blame.byHandSince ?? (blame.isOlder ? request.target?.operation : nil) {
      plan.conflicts[index].operation = nil
      plan.conflicts[index].editedSince = since
    } else if let operation = blame.operation {
      plan.conflicts[index].operation = operation
      plan.conflicts[index].editedSince = nil
    }
  }

  /// The lines on disk that collide, from 0: those of the first hunk, else those that were not
  /// recorded.
  private func colliding(
    _ conflict: Conflict, _ ours: [ArraySlice<UInt8>], _ base: Image?
  ) throws(BackstitchError) -> Set<Int> {
    if let hunk = conflict.hunks.first {
      let first = min(hunk.line - 1, ours.count)
      return Set(first..<min(first + LineMerge.lines(of: hunk.ours).count, ours.count))
    }
    guard case .file(let base) = base else { return [] }
    let recorded = LineMerge.lines(of: try merger.contents.bytes(of: base.id, in: files))
    return Set(
      ours.difference(from: recorded).insertions.compactMap { change in
        if case .insert(let offset, _, _) = change { offset } else { nil }
      })
  }

  /// Whether a path is as an operation left it, but for a formatter's work.
  private func isAsLeft(
    _ ours: Image, by writer: LandingRequest.Writer, at path: RelativePath
  ) throws(BackstitchError) -> Bool {
    guard let after = writer.after else { return false }
    if after.isSame(as: ours) { return true }
    guard case (.file(let left), .file(let now)) = (after, ours),
      let language = SourceLanguage(fileName: path.name)
    else { return false }
    var contents = merger.contents
    contents.note(after)
    return equivalentUpToFormatting(
      try contents.bytes(of: left.id, in: files), try contents.bytes(of: now.id, in: files),
      language)
  }
}
