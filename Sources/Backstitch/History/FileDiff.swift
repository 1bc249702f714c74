internal import FileSystem
internal import Git
internal import Journal
public import Patch

/// One path's change for people to read.
public struct FileDiff: Sendable, Hashable {
  /// The path.
  public var path: RelativePath
  /// A unified diff as git writes it.
  public var text: [UInt8]
  /// Lines added.
  public var added: Int
  /// Lines removed.
  public var removed: Int
}

/// How many lines of a path change.
public struct ChangedLines: Sendable, Hashable {
  /// Lines added.
  public var added: Int
  /// Lines removed.
  public var removed: Int

  /// Creates the counts.
  public init(added: Int, removed: Int) {
    self.added = added
    self.removed = removed
  }
}

extension Workspace {
  /// From this many bytes on a file counts as binary, as with git's `core.bigFileThreshold`: it is
  /// never held in memory for the sake of a number.
  private static let large: UInt64 = 16 * 1024 * 1024

  private func isLarge(_ image: Image?) -> Bool {
    if case .file(let file) = image { file.size >= Self.large } else { false }
  }

  /// How many lines of each path a plan would change; cheaper than the diffs.
  public func changedLines(
    of plan: Plan
  ) throws(BackstitchError) -> [RelativePath: ChangedLines] {
    let files = try files()
    var found: [RelativePath: ChangedLines] = [:]
    for change in plan.net {
      if isLarge(change.before) || isLarge(change.after) {
        found[change.path] = ChangedLines(added: 0, removed: 0)
        continue
      }
      let before = try side(change.before, plan.contents, files)
      let after = try side(change.after, plan.contents, files)
      if before == nil && after == nil { continue }
      do {
        let counts = try lineCounts(path: change.path.bytes, old: before, new: after)
        found[change.path] = ChangedLines(added: counts.added, removed: counts.removed)
      } catch {
        throw BackstitchError.disk("the diff of \(change.path) failed: \(error)")
      }
    }
    return found
  }

  /// The diffs of what a plan would change.
  public func diff(of plan: Plan) throws(BackstitchError) -> [FileDiff] {
    try diff(of: plan.net, contents: plan.contents)
  }

  /// The diffs of what an operation changed.
  public func diff(of operation: Operation) throws(BackstitchError) -> [FileDiff] {
    var contents = ContentPool()
    for change in operation.record.net {
      contents.note(change.before)
      contents.note(change.after)
    }
    return try diff(of: operation.record.net, contents: contents)
  }

  private func diff(
    of net: [PathChange], contents: ContentPool
  ) throws(BackstitchError) -> [FileDiff] {
    let files = try files()
    var diffs: [FileDiff] = []
    for change in net {
      let before = try side(change.before, contents, files)
      let after = try side(change.after, contents, files)
      if before == nil && after == nil { continue }
      do {
        let diff = try unifiedDiff(path: change.path.bytes, old: before, new: after)
        diffs.append(
          FileDiff(
            path: change.path, text: diff.text, added: diff.added, removed: diff.removed))
      } catch {
        throw BackstitchError.disk("the diff of \(change.path) failed: \(error)")
      }
    }
    return diffs
  }

  /// A side as git sees it; directories have none.
  private func side(
    _ image: Image?, _ contents: ContentPool, _ files: any FileSystem
  ) throws(BackstitchError) -> DiffSide? {
    switch image {
    case nil, .directory: nil
    case .symlink(let target): DiffSide(bytes: target.bytes, mode: 0o120000)
    case .file(let file) where file.size > LargeFile.limit:
      // As git does from a size on: told as binary, by its id alone.
      DiffSide(
        bytes: [0] + Array(file.id.utf8), mode: file.mode & 0o100 == 0 ? 0o100644 : 0o100755)
    case .file(let file):
      DiffSide(
        bytes: try contents.bytes(of: file.id, in: files),
        mode: file.mode & 0o100 == 0 ? 0o100644 : 0o100755)
    }
  }
}
