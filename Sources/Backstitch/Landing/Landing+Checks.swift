internal import FileSystem
internal import Journal
internal import Patch

extension Landing {
  /// Why a landing is taken back.
  enum Stop: Error {
    case surprise(Lander.Surprise)
    case check(FailedCheck)
    case git(GitRefusal)
  }

  /// Asks what landed (Commit, step 7). By now all of it is durable, so that a power cut leaves
  /// nothing that recovery could not take back.
  ///
  /// - Returns: the checks that failed and are put up with.
  func run(_ checks: Checks) throws(Stop) -> [FailedCheck] {
    var failed: [FailedCheck] = []
    for check in checks.checks {
      if context.isInterrupted() { throw .surprise(.interrupted) }
      store.tellHolder("running the check '\(check.name)'", context)
      do throws(CheckFailure) {
        try check.run()
      } catch {
        switch error {
        case .interrupted: throw .surprise(.interrupted)
        case .failed(let reason):
          let failure = FailedCheck(
            name: check.name, reason: reason, isRequired: check.isRequired)
          guard checks.keepsFailed, !check.isRequired else { throw .check(failure) }
          failed.append(failure)
        }
      }
    }
    return failed
  }

  /// Names landed paths that no longer hold what landed; they are told apart when they are undone.
  func tellChanged(_ operation: OperationRecord) {
    let disk = Disk(files: store.files)
    do throws(FileSystemError) {
      for change in operation.net where try !disk.holds(change.after, at: .workspace(change.path)) {
        tell([.init(path: change.path)])
      }
    } catch {
      // The operation is committed; this only would have told of it.
      return
    }
  }
}
