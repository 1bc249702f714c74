internal import SourceEdits

extension StagedTree {
  /// Stages a change set, all of it or nothing.
  ///
  /// - Throws: ``Refusal`` with every finding.
  public mutating func stage(_ set: ChangeSet) throws(Refusal) {
    guard !set.changes.isEmpty else {
      throw Refusal(Finding(.refused, "the change set is empty: it lists no changes"))
    }
    var trial = self
    var written: [RelativePath: Change.Action] = [:]
    var findings: [Finding] = []
    for change in set.changes {
      do throws(Finding) {
        try trial.noteWrite(of: change, in: &written)
        try trial.stageOne(change)
      } catch {
        findings.append(error)
      }
    }
    guard findings.isEmpty else { throw Refusal(findings) }
    self = trial
  }

  /// Stages one change.
  public mutating func stage(_ change: Change) throws(Refusal) {
    do throws(Finding) {
      try stageOne(change)
    } catch {
      throw Refusal(error)
    }
  }

  private func noteWrite(
    of change: Change, in written: inout [RelativePath: Change.Action]
  ) throws(Finding) {
    switch change.action {
    case .write, .symlink:
      if let earlier = written[change.path], earlier != change.action {
        throw Finding(
          .refused, path: change.path,
          "two different writes of this path; keep one, or delete it in between")
      }
      written[change.path] = change.action
    case .delete, .move: written[change.path] = nil
    default: break
    }
  }

  private mutating func stageOne(_ change: Change) throws(Finding) {
    let path = change.path
    if let objection = PathGuard.objection(to: path) { throw objection }
    if let problem = try parentsProblem(of: path) {
      throw Finding(.refused, path: path, problem)
    }
    let present = try look(at: path)
    if let expect = change.expect {
      try check(expect, at: path, present)
      rely(on: path, present)
    }
    switch change.action {
    case .write(let contents, let mode):
      try write(contents, mode: mode, at: path, present)
    case .replace(let old, let new, let count):
      try replace(old, by: new, count: count, at: path, present)
    case .edit(let edit): try apply(edit, at: path, present)
    case .move(let to): try move(path, to: to, present)
    case .delete: try delete(path, present)
    case .symlink(let target):
      guard present == nil || present == .symlink(target: target) else {
        throw Finding(.refused, path: path, "something stands there; delete it first")
      }
      put(.symlink(target: target), at: path, seen: present)
    case .chmod(let mode): try chmod(path, to: mode, present)
    }
  }

  // MARK: Kinds of change

  private mutating func write(
    _ contents: [UInt8], mode: FileMode?, at path: RelativePath, _ present: Node?
  ) throws(Finding) {
    switch present {
    case nil: put(.file(.init(contents: contents, mode: mode)), at: path, seen: nil)
    case .file(let file):
      let merged = mode.map { file.mode?.combined(with: $0) ?? $0 } ?? file.mode
      put(.file(.init(contents: contents, mode: merged)), at: path, seen: present)
    case .large(let file):
      let merged = mode.map { file.mode?.combined(with: $0) ?? $0 } ?? file.mode
      put(.file(.init(contents: contents, mode: merged)), at: path, seen: present)
    case .symlink:
      throw Finding(.refused, path: path, "a symbolic link stands there; delete it first")
    case .directory:
      throw Finding(.refused, path: path, "a directory stands there; delete it first")
    case .special:
      throw Finding(.refused, path: path, "a FIFO, socket or device stands there; delete it first")
    }
  }

  private mutating func replace(
    _ old: [UInt8], by new: [UInt8], count: Int, at path: RelativePath, _ present: Node?
  ) throws(Finding) {
    guard case .file(var file) = try loaded(present, path) else {
      throw Finding(.refused, path: path, "there is no file to replace text in")
    }
    let places = occurrences(of: old, in: file.contents)
    guard places.count == count else {
      let found = places.isEmpty ? "is not there" : "is there \(places.count) times"
      throw Finding(
        .refused, path: path, "the text to replace \(found), expected \(count); nothing was changed"
      )
    }
    for place in places.reversed() {
      file.contents.replaceSubrange(place..<(place + old.count), with: new)
    }
    put(.file(file), at: path, seen: present)
  }

  private mutating func apply(
    _ edit: StructuredEdit, at path: RelativePath, _ present: Node?
  ) throws(Finding) {
    guard case .file(var file) = try loaded(present, path) else {
      throw Finding(.refused, path: path, "there is no file to edit")
    }
    let applied: AppliedEdit
    do throws(EditError) {
      applied = try edit.apply(to: file.contents)
    } catch {
      throw Finding(path: path, error)
    }
    guard applied.changed else {
      // Where an operation did it, it is left to this one when that is taken back.
      hold(Change(path, .edit(edit)))
      return rely(on: path, present)
    }
    file.contents = applied.text
    let staged = StagedEdit(edit: edit, inverse: applied.inverse, evidence: applied.evidence)
    put(.file(file), at: path, seen: present, edit: staged)
  }

  private mutating func move(
    _ path: RelativePath, to target: RelativePath, _ present: Node?
  ) throws(Finding) {
    switch present {
    case .file, .large, .symlink: break
    case nil: throw Finding(.refused, path: path, "there is nothing to move")
    default: throw Finding(.refused, path: path, "only files and symbolic links can be moved")
    }
    try checkFree(target)
    put(nil, at: path, seen: present)
    put(present, at: target, seen: nil)
  }

  private func checkFree(_ path: RelativePath) throws(Finding) {
    if let objection = PathGuard.objection(to: path) { throw objection }
    if let problem = try parentsProblem(of: path) { throw Finding(.refused, path: path, problem) }
    if try look(at: path) != nil {
      throw Finding(.refused, path: path, "something stands at the target of a move")
    }
  }

  private mutating func delete(_ path: RelativePath, _ present: Node?) throws(Finding) {
    switch present {
    case nil: throw Finding(.refused, path: path, "there is nothing to delete")
    case .special:
      throw Finding(
        .refused, path: path, "a FIFO, socket or device is never deleted; remove it by hand")
    case .directory:
      let children: [RelativePath]
      do throws(TreeError) {
        children = try self.children(of: path)
      } catch {
        throw Finding(.refused, path: path, error.reason)
      }
      for child in children {
        if let objection = PathGuard.objection(to: child) { throw objection }
        try delete(child, try look(at: child))
      }
      put(nil, at: path, seen: present)
    case .file, .large, .symlink: put(nil, at: path, seen: present)
    }
  }

  private mutating func chmod(
    _ path: RelativePath, to mode: FileMode, _ present: Node?
  ) throws(Finding) {
    switch present {
    case .file(var file):
      file.mode = file.mode?.combined(with: mode) ?? mode
      put(.file(file), at: path, seen: present)
    case .large(var file):
      file.mode = file.mode?.combined(with: mode) ?? mode
      put(.large(file), at: path, seen: present)
    default:
      throw Finding(.refused, path: path, "there is no file whose mode could be changed")
    }
  }

  // MARK: Checks

  private func check(
    _ expect: Change.Expectation, at path: RelativePath, _ present: Node?
  ) throws(Finding) {
    if let exists = expect.exists, exists != (present != nil) {
      throw Finding(
        .conflict, path: path,
        exists ? "it was expected to exist and does not" : "it was expected not to exist and does")
    }
    if let sha256 = expect.sha256 {
      guard case .file(let file) = try loaded(present, path),
        Digest.sha256(file.contents) == sha256.lowercased()
      else {
        throw Finding(.conflict, path: path, "it is not the file expected (its SHA-256 differs)")
      }
    }
  }

  /// Why nothing can stand below a path's parents; nil when all are directories or absent.
  private func parentsProblem(of path: RelativePath) throws(Finding) -> String? {
    do throws(TreeError) {
      return try checkParents(of: path)
    } catch {
      throw Finding(.refused, path: path, error.reason)
    }
  }

  private func checkParents(of path: RelativePath) throws(TreeError) -> String? {
    for ancestor in path.ancestors.reversed() {
      switch try node(at: ancestor) {
      case .directory: continue
      case nil: return nil
      case .symlink: return "its parent \(ancestor) is a symbolic link, which is not followed"
      case .file, .large, .special: return "its parent \(ancestor) is not a directory"
      }
    }
    return nil
  }

  /// A big file with its bytes; anything else as it is.
  private func loaded(_ node: Node?, _ path: RelativePath) throws(Finding) -> Node? {
    guard case .large(let file) = node else { return node }
    do throws(TreeError) {
      return .file(try file.loaded())
    } catch {
      throw Finding(.refused, path: path, error.reason)
    }
  }

  private func look(at path: RelativePath) throws(Finding) -> Node? {
    do throws(TreeError) {
      return try node(at: path)
    } catch {
      throw Finding(.refused, path: path, error.reason)
    }
  }
}

/// Where a text starts in another, without overlaps.
private func occurrences(of text: [UInt8], in whole: [UInt8]) -> [Int] {
  guard let first = text.first, whole.count >= text.count else { return [] }
  var found: [Int] = []
  var index = 0
  while index <= whole.count - text.count {
    if whole[index] == first, whole[index..<(index + text.count)].elementsEqual(text) {
      found.append(index)
      index += text.count
    } else {
      index += 1
    }
  }
  return found
}
