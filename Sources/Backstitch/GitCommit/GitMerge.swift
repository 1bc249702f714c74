internal import Git
internal import Journal
internal import Patch
internal import SourceEdits

/// Keeps somebody's own edits out of a git commit, and in the index: three-way merges by line.
struct GitMerge {
  let repository: GitRepository

  /// What merging gave.
  enum Merged {
    case content(GitSides.Content?)
    case conflict(Conflict)
  }

  /// Our change on top of what HEAD has, where the working tree had other content than HEAD.
  ///
  /// - Parameters:
  ///   - base: what stood in the working tree.
  ///   - head: HEAD's entry.
  ///   - theirs: what will stand there.
  func ontoHead(
    base: GitSides.Content?, head: GitEntry?, theirs: GitSides.Content?, at path: RelativePath
  ) throws(GitError) -> Merged {
    guard let base, let theirs, let head, head.mode.hasPrefix("100"), base.mode.hasPrefix("100"),
      theirs.mode.hasPrefix("100")
    else {
      // What was never committed and goes needs no commit.
      if theirs == nil, head == nil { return .content(nil) }
      let reason =
        switch (base, head) {
        case (_?, nil):
          "it is not in HEAD, so that a git commit of our change alone cannot hold it;"
            + " commit it first"
        case (nil, _?):
          "it was deleted in the working tree, and HEAD still has it; commit that first"
        default: "what stands there is not what HEAD has; commit that first"
        }
      return .conflict(Conflict(path: path, reason: reason, isFinal: true))
    }
    let ours = try repository.checkedOut(head.id, at: path.bytes)
    let texts = Texts(base: base.bytes, ours: ours, theirs: theirs.bytes)
    let merged = try texts.merged(at: path)
    guard let merged, merged.conflicts.isEmpty else {
      return .conflict(
        Self.conflict(
          "our change touches lines that were edited and not committed, so that it cannot be"
            + " committed without them; commit them first", merged, at: path))
    }
    let mode = theirs.mode == base.mode ? head.mode : theirs.mode
    return .content(
      GitSides.Content(path: path, bytes: merged.resolved { $1.ours }, mode: mode))
  }

  private static func conflict(
    _ reason: String, _ merged: MergedText?, at path: RelativePath
  ) -> Conflict {
    var conflict = Conflict(
      path: path, reason: reason, line: merged?.conflicts.first?.line, isFinal: true)
    let labels = MergeLabels(
      ours: "committed", base: "in the working tree", theirs: "with our change")
    conflict.hunks = merged?.conflicts.map { ConflictHunk($0, labels) } ?? []
    return conflict
  }

  /// The index entry that keeps what was staged: our change on top of it.
  ///
  /// - Parameters:
  ///   - head: the entry before in HEAD.
  ///   - staged: the entry in the user's index.
  ///   - new: the entry in the git commit.
  func ontoIndex(
    head: GitEntry?, staged: GitEntry?, new: GitEntry?, at path: RelativePath
  ) throws(GitError) -> (entry: GitEntry?, conflict: Conflict?) {
    if staged == head || staged == new { return (new, nil) }
    if new == head { return (staged, nil) }
    func conflict(_ merged: MergedText?) -> Conflict {
      Self.conflict(
        "our change collides with what is staged of it; commit or unstage that first", merged,
        at: path)
    }
    guard let head, let staged, let new, head.mode.hasPrefix("100"),
      staged.mode.hasPrefix("100"), new.mode.hasPrefix("100")
    else { return (nil, conflict(nil)) }
    let texts = Texts(
      base: try repository.blob(head.id), ours: try repository.blob(staged.id),
      theirs: try repository.blob(new.id))
    let merged = try texts.merged(at: path)
    guard let merged, merged.conflicts.isEmpty else { return (nil, conflict(merged)) }
    let mode = new.mode == head.mode ? staged.mode : new.mode
    return (GitEntry(mode: mode, id: try repository.store(merged.resolved { $1.ours })), nil)
  }
}
