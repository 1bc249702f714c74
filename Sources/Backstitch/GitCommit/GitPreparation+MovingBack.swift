internal import Git
internal import Journal
internal import Patch

/// The branch goes back instead of getting a commit.
extension GitPreparation {
  /// Whether the branch can go back to where it was: the commits are its tip, and nobody has them.
  func movesBack(_ undone: GitRecord) throws(BackstitchError) -> Bool {
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

  /// What moving back does to reference and index.
  mutating func record(
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
}
