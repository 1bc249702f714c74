package import FileSystem
internal import Git
internal import Journal
internal import Patch

/// A directory tree under Backstitch's care: a git working tree, a linked worktree, or a plain
/// directory.
///
/// ```swift
/// let workspace = try Workspace(containing: path, context: context)
/// var transaction = workspace.begin("add a greeting")
/// try transaction.step("greeting") { tree throws(Refusal) in
///   try tree.stage(Change("greeting.txt", .write(contents: Array("hello\n".utf8))))
/// }
/// let operation = try transaction.commit()
/// try workspace.undo()
/// ```
public struct Workspace: Sendable {
  /// The tree's absolute path.
  public let root: [UInt8]
  /// Who acts, and how to wait.
  public var context: Context
  /// The store's absolute path; it may not exist yet.
  public let storePath: [UInt8]
  let git: GitLocation?
  /// The machine it lies on; tests put a crashing one here.
  package var host: any Host = LocalHost()
  /// When the store is put in order.
  package var thresholds = Thresholds()

  /// Finds the workspace a directory lies in: the nearest of the git working tree's root and a
  /// directory with `.backstitch/`, else the directory itself.
  ///
  /// - Parameter directory: an absolute path.
  public init(containing directory: [UInt8], context: Context) throws(BackstitchError) {
    self.context = context
    let location: GitLocation?
    do {
      location = try GitLocation.discover(from: directory)
    } catch {
      throw BackstitchError.disk("\(error)")
    }
    let marked = HostFiles.nearest(".backstitch", from: directory)
    // A project of its own within a repository keeps its own store.
    if let location, let workTree = location.workTree, marked?.count ?? 0 <= workTree.count {
      git = location
      root = workTree
      // A store made before `git init` stays the store.
      let plain = workTree + "/.backstitch/store".utf8
      storePath = HostFiles.exists(plain) ? plain : location.gitDirectory + "/backstitch".utf8
    } else {
      git = nil
      root = marked ?? directory
      storePath = root + "/.backstitch/store".utf8
    }
  }

  /// A plain directory on another machine than the real one.
  ///
  /// - Parameters:
  ///   - root: the tree's absolute path.
  ///   - store: the store's absolute path, which need not exist yet.
  package init(root: [UInt8], store: [UInt8], on host: any Host, context: Context) {
    self.root = root
    self.host = host
    self.context = context
    storePath = store
    git = nil
  }

  /// The branch and commit checked out; nils where there are none.
  var head: (branch: String?, commit: String?) {
    git.map { $0.head() } ?? (nil, nil)
  }

  /// The branch checked out; nil for a detached HEAD or a plain directory.
  public var branch: String? { head.branch }

  // MARK: Reading

  /// The working tree as it is on disk.
  public func tree() throws(BackstitchError) -> WorkspaceTree {
    let files = try files()
    let (root, git) = (root, git)
    return WorkspaceTree(
      system: files,
      listing: { () throws(TreeError) in
        do {
          return try IgnoreRules.files(root: root, git: git).map { RelativePath(unchecked: $0) }
        } catch {
          throw TreeError(path: nil, reason: "\(error)")
        }
      })
  }

  /// Whether a store exists: something was staged or committed before.
  public var hasStore: Bool { host.exists(storePath) }

  /// What the journal adds up to now; needs no lock.
  func log() throws(BackstitchError) -> Log? {
    guard hasStore else { return nil }
    let files = try files()
    do throws(JournalError) {
      return try Log.read(from: files)
    } catch {
      throw BackstitchError(error)
    }
  }

  func files() throws(BackstitchError) -> any FileSystem {
    do throws(FileSystemError) {
      return try host.fileSystem(
        workspace: root, store: hasStore ? storePath : nil, umask: context.umask)
    } catch {
      throw BackstitchError(error)
    }
  }

  // MARK: Writing

  /// Runs a body with the lock held, the store made if need be, and what an earlier process left
  /// settled (every writing command's start).
  func locked<Value>(
    known: Log? = nil, _ body: (Store) throws(BackstitchError) -> Value
  ) throws(BackstitchError) -> Value {
    let store = try lockedStore(known: known)
    try settle(store)
    let value = try body(store)
    Upkeep(store: store, context: context, thresholds: thresholds).run()
    return value
  }

  @discardableResult
  private func settle(_ store: Store) throws(BackstitchError) -> RecoveryReport? {
    settleLinkedTrees()
    let recovery = recovery(of: store)
    let report = try recovery.run()
    defer { CaptureSettlement(workspace: self, store: store).run() }
    guard let report else { return nil }
    let way = report.direction == .forward ? "finished" : "taken back"
    context.notice("operation \(report.operation) was interrupted; it was \(way) first")
    Landing(store: store, context: context).tell(
      report.left.map { .init(path: $0.key, savedAs: $0.value) }.sorted { $0.path < $1.path })
    try recovery.requireClean()
    return report
  }

  private func recovery(of store: Store) -> Recovery {
    Recovery(store: store, context: context, head: head.commit, git: git, host: host)
  }

  /// Settles an interrupted operation, or waits for the end of one that is landing now, so that
  /// what is read next is one side of it.
  ///
  /// Whatever changes the workspace begins with this, before it reads what it goes by: half of an
  /// operation looks like somebody's work.
  ///
  /// - Returns: what was settled; nil when another process did it, or there was nothing to settle.
  @discardableResult
  public func settle() throws(BackstitchError) -> RecoveryReport? {
    guard hasStore else { return nil }
    let files = try files()
    do throws(JournalError) {
      let isPending = try Log.hasPending(in: files)
      let mayHaveCaptures = try Log.mayHaveCaptures(in: files)
      guard isPending || mayHaveCaptures else { return nil }
    } catch {
      throw BackstitchError(error)
    }
    return try settle(openStore())
  }

  private func lockedStore(known: Log?) throws(BackstitchError) -> Store {
    if !hasStore { try StoreCreation.create(at: storePath, workspace: self) }
    return try openStore(known: known)
  }

  private func openStore(known: Log? = nil) throws(BackstitchError) -> Store {
    let store = try Store(locking: try files(), context: context, known: known)
    if store.journal.lastNumber == 1 {
      // Whoever made the store may have died before its name was durable: nothing is said to be
      // done in a store that a power cut could take.
      do throws(FileSystemError) {
        try host.flushDirectory(Array(storePath[..<(storePath.lastIndex(of: 0x2F) ?? 0)]))
      } catch {
        throw BackstitchError(error)
      }
    }
    if store.droppedBytes > 0 {
      context.notice(
        "the journal ended in a torn record (\(counted(store.droppedBytes, "byte"))) of a command"
          + " that was killed; it is dropped")
    }
    return store
  }

  /// The store, locked, when no operation and no open transaction is in it; else nil.
  func storeIfUnused() throws(BackstitchError) -> Store? {
    let store = try openStore()
    let log = store.log
    return log.pending == nil && log.transactions.isEmpty && log.lastOperation == 0 ? store : nil
  }

  /// Settles an interrupted operation; nil when there is none.
  ///
  /// - Parameter direction: the way to go; nil: automatic, where that is safe.
  /// - Throws: ``BackstitchError/directionRefused(_:reason:)``,
  ///   ``BackstitchError/needsRecovery(operation:paths:directions:)``.
  public func recover(
    _ direction: BackstitchError.Direction? = nil
  ) throws(BackstitchError) -> RecoveryReport? {
    guard hasStore else {
      settleLinkedTrees()
      return nil
    }
    let store = try openStore()
    let report = try recovery(of: store).run(wanted: direction)
    // What readers see from here on, a killed process's unflushed records too, stays.
    try store.flush()
    settleLinkedTrees()
    CaptureSettlement(workspace: self, store: store).run()
    return report
  }

  /// Who holds the workspace now, as it says of itself; nil for nobody. With a holder, an operation
  /// that looks interrupted is landing.
  public func holder() throws(BackstitchError) -> String? {
    guard hasStore else { return nil }
    let files = try files()
    do throws(FileSystemError) {
      let lock = try files.open(.store(Store.lockPath))
      defer { files.close(lock) }
      if try files.lock(lock) { return nil }
      return String(decoding: try files.contents(of: lock).prefix { $0 != 0x0A }, as: UTF8.self)
    } catch {
      throw BackstitchError(error)
    }
  }

  /// The number of an interrupted operation, for commands that only report it.
  public func interruptedOperation() throws(BackstitchError) -> Int? {
    try log()?.pending?.intent.operation.number
  }
}
