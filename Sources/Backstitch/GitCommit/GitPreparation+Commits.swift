internal import Git
internal import Journal
internal import Patch

/// The commits, stage by stage.
extension GitPreparation {
  /// A commit that was made.
  struct Made {
    var id: String
    var step: String?
    var subject: String
  }

  /// One commit for each stage that changes something git sees.
  mutating func makeCommits(
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
    let there = try committed(stage.changes.filter { found?[$0.path.bytes] != head[$0.path.bytes] })
    var wanted: [GitSides.Content] = []
    var gone: [(path: [UInt8], entry: GitEntry?)] = []
    for change in stage.changes {
      let path = change.path
      let theirs = try sides.content(of: change.after, at: path)
      let isFile = old[path] != nil || theirs != nil
      guard isFile || head[path.bytes] != nil, change.before?.isDirectory != true || theirs != nil
      else { continue }
      // As after an undo of the files alone: what lands is what HEAD has all along.
      if let entry = head[path.bytes], there?[path.bytes] == entry { continue }
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

  /// How git would store what changes lead to, where there is something to compare with.
  private mutating func committed(
    _ changes: [PathChange]
  ) throws(BackstitchError) -> GitEntries? {
    var after: [GitSides.Content] = []
    for change in changes {
      if let content = try sides.content(of: change.after, at: change.path) {
        after.append(content)
      }
    }
    return try stored(after)
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
}
