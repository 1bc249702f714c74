internal import FileSystem
internal import Git
internal import Journal
internal import Patch

/// Makes the objects of a git commit, durably, and says what the intent must name (Commit, step 3).
/// Whatever commonly fails, fails here, with nothing changed.
struct GitPreparation {
  let request: GitCommitRequest
  let directories: GitDirectories
  let repository: GitRepository
  let standing: GitStanding
  let sides: GitSides
  let merge: GitMerge
  let context: Context
  /// Holds what is committed so far; hooks see it.
  let index: GitIndex
  /// What collides with a person's work that is not committed.
  var conflicts: [Conflict] = []
  /// How many scratch trees were made.
  var trees = 0

  init(
    _ request: GitCommitRequest, in workspace: Workspace, files: any FileSystem,
    contents: ContentPool
  ) throws(GitRefusal) {
    guard let location = workspace.git else { throw workspace.isNoRepository }
    self.request = request
    context = workspace.context
    repository = GitRepository(
      GitProgram(location, environment: workspace.context.environment))
    standing = try GitStanding.find(repository, for: request)
    directories = try GitDirectories(
      location, host: workspace.host, umask: workspace.context.umask)
    sides = GitSides(
      directories: directories, repository: repository, files: files, contents: contents)
    merge = GitMerge(repository: repository)
    index = GitIndex(repository.program, at: directories.scratchPath("commit-index"))
  }

  /// What an operation does to the repository.
  ///
  /// - Parameter undone: the git part of the operation that this one undoes, all of it.
  /// - Returns: the record, nil when there is nothing to commit to git; and the hook that is asked
  ///   once the files have landed, if there is one.
  mutating func prepare(
    _ operation: OperationRecord, undoing undone: GitRecord? = nil
  ) throws(BackstitchError) -> (record: GitRecord?, hook: Check?) {
    do throws(GitRefusal) { try directories.makeScratch() } catch { throw .git(error) }
    let staged = try entries(of: GitIndex(repository.program, at: nil))
    try checkStanding(of: operation, staged)
    let head = try readHead()
    if let undone, try movesBack(undone) {
      return (try record(movingBack: undone, operation, from: head, staged), nil)
    }
    let commits = try makeCommits(of: operation)
    guard conflicts.isEmpty else { throw .conflicts(conflicts) }
    let new = commits.last?.id ?? standing.headCommit
    guard new != standing.old || request.branch != nil else { return (nil, nil) }
    let entries = try self.entries(operation.net.map(\.path), from: head, staged)
    guard conflicts.isEmpty else { throw .conflicts(conflicts) }
    do throws(GitRefusal) {
      try checkIgnored(entries)
      if let new {
        try GitObjectFlush(directories, repository)
          .flush(new, entries, without: standing.headCommit)
      }
      let messages = commits.map { ($0.id, $0.subject) }
      let record = GitRecord(
        commits: commits.map { .init(id: $0.id, step: $0.step) }, reference: standing.reference,
        old: standing.old, new: new, switched: switched, oldHead: standing.headCommit,
        entries: entries,
        logs: try GitLogs(standing, directories).logs(messages, new),
        token: token(of: operation))
      return (record, commits.isEmpty ? nil : try preCommit())
    } catch {
      throw .git(error)
    }
  }

  /// Drops what was made on the way; objects that nothing names are git's to drop.
  func discard() {
    // What stays is dropped by the next one.
    try? directories.removeScratch()
  }

  /// What lock files hold.
  func token(of operation: OperationRecord) -> String {
    "backstitch \(operation.number) \(String(context.random(), radix: 36))"
  }

  /// HEAD before and after; a detached one moves by itself.
  var switched: GitRecord.Switch? {
    standing.reference == "HEAD"
      ? nil : .init(before: standing.head, after: standing.headAfter)
  }

  // MARK: Looking

  /// An index's entries.
  func entries(of index: GitIndex) throws(BackstitchError) -> GitEntries {
    do throws(GitError) {
      return try index.entries()
    } catch {
      throw .git(GitRefusal(error))
    }
  }

  private func readHead() throws(BackstitchError) -> GitEntries {
    do throws(GitError) {
      try index.read(tree: standing.headCommit)
    } catch {
      throw .git(GitRefusal(error))
    }
    return try entries(of: index)
  }

  /// Paths that a git commit of this working tree cannot hold.
  private func checkStanding(
    of operation: OperationRecord, _ staged: GitEntries
  ) throws(BackstitchError) {
    let paths = operation.net.map(\.path)
    let submodules = Set(staged.byPath.filter(\.value.isSubmodule).keys)
    var inside: [RelativePath: String] = [:]
    for path in paths where !submodules.isEmpty {
      let root = ([path] + path.ancestors).first { submodules.contains($0.bytes) }
      if let root { inside[path] = root.description }
    }
    if !inside.isEmpty { throw .git(.submodules(inside)) }
    let unmerged = paths.filter { staged.unmerged.contains($0.bytes) }
    if !unmerged.isEmpty { throw .git(.unmerged(unmerged)) }
  }

  private func checkIgnored(_ entries: [GitRecord.Entry]) throws(GitRefusal) {
    let added = entries.filter { $0.before == nil && $0.after != nil }.map(\.path)
    let rules: [[UInt8]: String]
    do throws(GitError) {
      rules = try repository.ignoreRules(for: added.map(\.bytes))
    } catch {
      throw GitRefusal(error)
    }
    guard !rules.isEmpty else { return }
    throw .ignored(
      Dictionary(uniqueKeysWithValues: rules.map { (RelativePath(unchecked: $0.key), $0.value) }))
  }

  // MARK: The user's index

  /// The entries of the touched paths before and after, with what the user had staged kept.
  mutating func entries(
    _ paths: [RelativePath], from head: GitEntries, _ staged: GitEntries
  ) throws(BackstitchError) -> [GitRecord.Entry] {
    let new = try entries(of: index)
    var found: [GitRecord.Entry] = []
    for path in Set(paths).sorted() {
      let (old, mine) = (head[path.bytes], staged[path.bytes])
      let merged: (entry: GitEntry?, conflict: Conflict?)
      do throws(GitError) {
        merged = try merge.ontoIndex(head: old, staged: mine, new: new[path.bytes], at: path)
      } catch {
        throw .git(GitRefusal(error))
      }
      if let conflict = merged.conflict { conflicts.append(conflict) }
      guard merged.entry != mine else { continue }
      found.append(
        .init(path: path, before: .init(mine), after: .init(merged.entry)))
    }
    return found
  }

  // MARK: Hooks

  private func preCommit() throws(GitRefusal) -> Check? {
    do throws(GitError) {
      return try GitHooks(repository, directories, request).preCommit(
        index, tree: try index.writeTree())
    } catch {
      throw GitRefusal(error)
    }
  }
}

extension GitRecord.Entry.Side {
  /// An entry as the journal has it.
  init?(_ entry: GitEntry?) {
    guard let entry else { return nil }
    self.init(mode: entry.mode, id: entry.id)
  }
}
