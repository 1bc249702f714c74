internal import Git
internal import Journal
internal import Patch

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
      return .conflict(
        Conflict(path: path, reason: reason, line: nil, hunk: "", operation: nil))
    }
    let ours = try repository.checkedOut(head.id, at: path.bytes)
    switch try mergeFile(base: base.bytes, ours: ours, theirs: theirs.bytes) {
    case .merged(let bytes):
      let mode = theirs.mode == base.mode ? head.mode : theirs.mode
      return .content(GitSides.Content(path: path, bytes: bytes, mode: mode))
    case .conflict(_, let line, let hunk):
      return .conflict(
        Conflict(
          path: path,
          reason:
            "our change touches lines that were edited and not committed, so that it cannot be"
            + " committed without them; commit them first", line: line, hunk: hunk,
          operation: nil))
    }
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
    func conflict(_ line: Int?, _ hunk: String) -> Conflict {
      Conflict(
        path: path,
        reason: "our change collides with what is staged of it; commit or unstage that first",
        line: line, hunk: hunk, operation: nil)
    }
    guard let head, let staged, let new, head.mode.hasPrefix("100"),
      staged.mode.hasPrefix("100"), new.mode.hasPrefix("100")
    else { return (nil, conflict(nil, "")) }
    let result = try mergeFile(
      base: try repository.blob(head.id), ours: try repository.blob(staged.id),
      theirs: try repository.blob(new.id))
    switch result {
    case .merged(let bytes):
      let mode = new.mode == head.mode ? staged.mode : new.mode
      return (GitEntry(mode: mode, id: try repository.store(bytes)), nil)
    case .conflict(_, let line, let hunk): return (nil, conflict(line, hunk))
    }
  }
}
