internal import FileSystem
internal import Git
internal import Patch

/// A linked working tree with a branch of its own, made for one command: kept where a person wants it,
/// or hidden in the git directory and gone once its branch is built.
///
/// A marker in the git directory, locked while the command lives, tells others of it: what a command
/// that died left is settled by the next one that writes. The branch decides: one that still stands at
/// its start got nothing, and goes with its tree; one that moved has its git commit, and stays.
public final class LinkedTree: Sendable {
  /// The tree's absolute path.
  public let path: [UInt8]
  private let marker: LinkedTreeMarker
  private let workspace: Workspace
  private let files: LinkedTreeFiles

  /// Makes the tree and its branch.
  ///
  /// - Parameters:
  ///   - workspace: of the repository.
  ///   - branch: must not exist, or be at the start.
  ///   - start: a commit by any name git knows; nil: HEAD.
  ///   - directory: absolute, nothing there yet; nil: hidden.
  /// - Throws: ``BackstitchError/git(_:)``.
  public init(
    of workspace: Workspace, branch: String, from start: String? = nil, at directory: [UInt8]? = nil
  ) throws(BackstitchError) {
    do throws(GitRefusal) {
      guard let location = workspace.git else { throw workspace.isNoRepository }
      // What a killed command left may stand where this one is to be.
      workspace.settleLinkedTrees()
      self.workspace = workspace
      files = try LinkedTreeFiles(location, workspace)
      let tag = String(workspace.context.random(), radix: 36)
      let path = directory ?? files.hiddenPath(tag)
      let marker = try files.marker(
        branch: branch, start: start ?? "HEAD", path: path, isHidden: directory == nil, tag: tag)
      try files.write(marker)
      do throws(GitRefusal) {
        try files.addBranch(marker)
      } catch {
        // A marker that stays is settled by the next command.
        try? files.drop(tag)
        throw error
      }
      do throws(GitRefusal) {
        try files.addTree(marker)
      } catch {
        // The reason is told; what cannot be taken back now is settled by the next command.
        guard (try? files.takeBack(marker, isOwn: true)) != nil else { throw error }
        try? files.drop(tag)
        throw error
      }
      self.marker = marker
      self.path = path
    } catch {
      throw .git(error)
    }
  }

  /// Whether its branch got anything.
  public var isBuilt: Bool { files.isBuilt(marker) }

  /// Ends it once the command is done: a branch that got nothing goes with its tree, a hidden tree in
  /// any case.
  ///
  /// - Returns: whether there is something to look at.
  public func finish() throws(BackstitchError) -> Bool {
    let isBuilt = isBuilt
    try end { files throws(GitRefusal) in
      if !isBuilt {
        try files.takeBack(marker, isOwn: true)
      } else if marker.isHidden {
        try files.removeTree(marker, isOwn: true)
      }
    }
    return isBuilt
  }

  /// Takes it back: the tree goes unless somebody works in it, and the branch while it is at its start.
  public func takeBack() throws(BackstitchError) {
    try end { files throws(GitRefusal) in
      try files.takeBack(marker, isOwn: true)
    }
  }

  private func end(
    _ body: (LinkedTreeFiles) throws(GitRefusal) -> Void
  ) throws(BackstitchError) {
    do throws(GitRefusal) {
      try body(files)
      try files.drop(marker.tag)
    } catch {
      // Told once: from here on it is the person's.
      if case .treeInUse = error { try? files.drop(marker.tag) }
      throw .git(error)
    }
  }
}

extension Workspace {
  /// Whether it is a hidden linked tree, gone once its branch is built.
  public var isHidden: Bool { LinkedTreeFiles.isHidden(root) }

  /// Linked trees that commands which died had begun, as paths; writes nothing.
  public func begunTrees() -> [[UInt8]] {
    guard let git, let files = try? LinkedTreeFiles(git, self) else { return [] }
    return ((try? files.strays())?.markers ?? []).map(\.path)
  }

  /// Settles linked trees that commands which died had begun, and says what it did.
  func settleLinkedTrees() {
    guard let git, let files = try? LinkedTreeFiles(git, self),
      let strays = try? files.strays()
    else { return }
    for tag in strays.torn { try? files.drop(tag) }
    // What fails waits for the next command, or for the person who was told: nothing rests on it.
    for marker in strays.markers {
      do throws(GitRefusal) {
        let done = try files.settle(marker, context)
        try files.drop(marker.tag)
        if let done { context.notice(done) }
      } catch {
        context.notice("\(error)")
        if case .treeInUse = error { try? files.drop(marker.tag) }
      }
    }
  }
}
