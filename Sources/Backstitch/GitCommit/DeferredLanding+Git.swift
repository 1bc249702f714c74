internal import Git
internal import Journal
internal import Patch

extension DeferredLanding {
  /// Makes the objects of the git commit that was asked for, and notes in the record what moves.
  ///
  /// - Parameter checks: gets the repository's hook, if it has one.
  /// - Returns: what moves it; nil when there is nothing to commit to git.
  func prepare(
    _ commit: GitCommitRequest, of record: inout OperationRecord, _ plan: Plan,
    _ checks: inout Checks, in store: Store
  ) throws(BackstitchError) -> GitLander? {
    var preparation: GitPreparation
    do throws(GitRefusal) {
      preparation = try GitPreparation(
        commit, in: workspace, files: store.files, contents: plan.contents)
    } catch {
      throw .git(error)
    }
    do throws(BackstitchError) {
      let (git, hook) = try preparation.prepare(record, undoing: try undone(by: record, in: store))
      guard let git else {
        workspace.context.notice("there is nothing to commit to git: HEAD has it already")
        preparation.discard()
        return nil
      }
      record.note(git)
      if let hook { checks.checks.append(hook) }
    } catch {
      preparation.discard()
      // A signal that is meant for us reaches the git we run, too.
      if case .git = error, workspace.context.isInterrupted() { throw .interrupted }
      throw error
    }
    do throws(GitRefusal) {
      return try GitLander(
        record.git, workspace.git, host: workspace.host, context: workspace.context)
    } catch {
      throw .git(error)
    }
  }
}

extension DeferredLanding {
  /// The git part of the operation that one undoes, all of it and nothing else.
  private func undone(
    by record: OperationRecord, in store: Store
  ) throws(BackstitchError) -> GitRecord? {
    guard record.kind == .undo, let target = record.target, target.items == nil,
      record.others == nil
    else { return nil }
    do throws(JournalError) {
      return try store.log.operation(target.operation)?.git
    } catch {
      throw BackstitchError(error)
    }
  }
}

extension OperationRecord {
  /// Takes in where the repository will stand.
  fileprivate mutating func note(_ git: GitRecord) {
    self.git = git
    head = git.new
    let prefix = "refs/heads/"
    branch =
      git.reference.hasPrefix(prefix) ? String(git.reference.dropFirst(prefix.count)) : nil
  }
}

extension Workspace {
  /// Why nothing can be committed to git in a workspace that is no working tree.
  var isNoRepository: GitRefusal {
    // A repository that cannot be told is none here, either.
    let found = try? GitLocation.discover(from: root)
    guard let root = found?.workTree else { return .noRepository }
    return .format(
      "the workspace lies within the repository '\(String(decoding: root, as: UTF8.self))' and is none"
        + " itself")
  }

  /// Looks whether a git commit could be made now; writes nothing.
  ///
  /// - Throws: ``BackstitchError/git(_:)`` with what is in the way.
  public func checkGitCommit(_ request: GitCommitRequest) throws(BackstitchError) {
    do throws(GitRefusal) {
      guard let git else { throw isNoRepository }
      let program = GitProgram(git, environment: context.environment)
      _ = try GitStanding.find(GitRepository(program), for: request)
    } catch {
      throw .git(error)
    }
  }
}
