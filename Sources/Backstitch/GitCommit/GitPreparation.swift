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
  private let merge: GitMerge
  private let context: Context
  /// Holds what is committed so far; hooks see it.
  private let index: GitIndex
  private var conflicts: [Conflict] = []
  private var trees = 0

  init(
    _ request: GitCommitRequest, in workspace: Workspace, files: any FileSystem,
    contents: ContentPool
  ) throws(GitRefusal) {
    guard let location = workspace.git else { throw .noRepository }
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

  private func token(of operation: OperationRecord) -> String {
    "backstitch \(operation.number) \(String(context.random(), radix: 36))"
  }

  /// HEAD before and after; a detached one moves by itself.
  private var switched: GitRecord.Switch? {
    standing.reference == "HEAD"
      ? nil : .init(before: standing.head, after: standing.headAfter)
  }

  // MARK: Looking

  private func entries(of index: GitIndex) throws(BackstitchError) -> GitEntries {
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

  // MARK: Commits

  private struct Made {
    var id: String
    var step: String?
    var subject: String
  }

  private mutating func makeCommits(
    of operation: OperationRecord
  ) throws(BackstitchError) -> [Made] {
    var made: [Made] = []
    for stage in GitStage.stages(of: operation, perStep: request.perStep) {
      try take(stage)
      guard conflicts.isEmpty else { return [] }
      do throws(GitRefusal) {
        let parent = made.last?.id ?? standing.headCommit
        if let next = try makeCommit(of: stage, operation, onto: parent) { made.append(next) }
      } catch {
        throw .git(error)
      }
    }
    return made
  }

  /// Nil when the stage changes nothing that git sees.
  private func makeCommit(
    of stage: GitStage, _ operation: OperationRecord, onto parent: String?
  ) throws(GitRefusal) -> Made? {
    let tree: String
    let drafted: [UInt8]
    do throws(GitError) {
      tree = try index.writeTree()
      if let parent, try repository.tree(of: parent) == tree { return nil }
      drafted = try repository.message(
        Array((request.message ?? stage.title).utf8),
        trailers: GitStage.trailers(
          of: operation, step: stage.step,
          isLogged: !LinkedTreeFiles.isHidden(directories.location.workTree ?? [])))
    } catch {
      throw GitRefusal(error)
    }
    let message = try GitHooks(repository, directories, request).commitMessage(drafted)
    do throws(GitError) {
      let id = try repository.commitTree(
        tree, parents: parent.map { [$0] } ?? [], message: message, isSigned: standing.isSigned)
      let subject = message.split(separator: 0x0A).first ?? []
      return Made(id: id, step: stage.step, subject: String(decoding: subject, as: UTF8.self))
    } catch {
      throw GitRefusal(error)
    }
  }

  /// Takes one stage into the index of what is committed.
  private mutating func take(_ stage: GitStage) throws(BackstitchError) {
    let head = try entries(of: index)
    var before: [GitSides.Content] = []
    for change in stage.changes {
      if let content = try sides.content(of: change.before, at: change.path) {
        before.append(content)
      }
    }
    let found = try stored(before)
    let old = Dictionary(uniqueKeysWithValues: before.map { ($0.path, $0) })
    var wanted: [GitSides.Content] = []
    var gone: [(path: [UInt8], entry: GitEntry?)] = []
    for change in stage.changes {
      let path = change.path
      let theirs = try sides.content(of: change.after, at: path)
      let isFile = old[path] != nil || theirs != nil
      guard isFile || head[path.bytes] != nil, change.before?.isDirectory != true || theirs != nil
      else { continue }
      let result: GitSides.Content?
      if found?[path.bytes] == head[path.bytes] {
        result = theirs
      } else {
        let merged: GitMerge.Merged
        do throws(GitError) {
          merged = try merge.ontoHead(
            base: old[path], head: head[path.bytes], theirs: theirs, at: path)
        } catch {
          throw .git(GitRefusal(error))
        }
        switch merged {
        case .content(let content): result = content
        case .conflict(let conflict):
          conflicts.append(conflict)
          continue
        }
      }
      if let result { wanted.append(result) } else { gone.append((path.bytes, nil)) }
    }
    guard conflicts.isEmpty else { return }
    do throws(GitError) { try index.set(gone) } catch { throw .git(GitRefusal(error)) }
    trees += 1
    try sides.add(wanted, to: index, through: "after-\(trees)", isKept: true)
  }

  /// How git would store contents, on top of what is committed so far.
  private mutating func stored(
    _ contents: [GitSides.Content]
  ) throws(BackstitchError) -> GitEntries? {
    guard !contents.isEmpty else { return nil }
    trees += 1
    let copy = GitIndex(repository.program, at: directories.scratchPath("before-\(trees)-index"))
    do throws(GitError) {
      try copy.read(tree: try index.writeTree())
    } catch {
      throw .git(GitRefusal(error))
    }
    try sides.add(contents, to: copy, through: "before-\(trees)", isKept: false)
    // Only these: what else is in the copy is as committed.
    return try entries(of: copy).only(Set(contents.map(\.path.bytes)))
  }

  // MARK: The user's index

  /// The entries of the touched paths before and after, with what the user had staged kept.
  private mutating func entries(
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

  // MARK: Moving back

  /// Whether the branch can go back to where it was: the commits are its tip, and nobody has them.
  private func movesBack(_ undone: GitRecord) throws(BackstitchError) -> Bool {
    guard request.branch == nil, request.message == nil, undone.reference == standing.reference,
      let tip = undone.new, tip == standing.headCommit, undone.old != nil,
      let first = undone.commits.first
    else { return false }
    do throws(GitError) {
      return try repository.remoteBranches(containing: first.id).isEmpty
    } catch {
      throw .git(GitRefusal(error))
    }
  }

  private mutating func record(
    movingBack undone: GitRecord, _ operation: OperationRecord, from head: GitEntries,
    _ staged: GitEntries
  ) throws(BackstitchError) -> GitRecord {
    do throws(GitError) {
      try index.read(tree: undone.old)
    } catch {
      throw .git(GitRefusal(error))
    }
    let entries = try self.entries(
      operation.net.map(\.path) + undone.entries.map(\.path), from: head, staged)
    guard conflicts.isEmpty else { throw .conflicts(conflicts) }
    do throws(GitRefusal) {
      if let old = undone.old {
        try GitObjectFlush(directories, repository).flush(old, entries, without: old)
      }
      return GitRecord(
        commits: [], reference: standing.reference, old: standing.old, new: undone.old,
        switched: switched, oldHead: standing.headCommit, entries: entries,
        logs: try GitLogs(standing, directories).logs(
          [], undone.old, reason: "backstitch: \(operation.description)"),
        token: token(of: operation))
    } catch {
      throw .git(error)
    }
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
