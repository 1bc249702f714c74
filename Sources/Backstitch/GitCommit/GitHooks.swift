internal import FileSystem
internal import Git
internal import Patch

/// The repository's own hooks, run as `git commit` runs them.
struct GitHooks {
  private let repository: GitRepository
  private let directories: GitDirectories
  private let request: GitCommitRequest

  init(
    _ repository: GitRepository, _ directories: GitDirectories, _ request: GitCommitRequest
  ) {
    self.repository = repository
    self.directories = directories
    self.request = request
  }

  private func exists(_ name: String) throws(GitError) -> Bool {
    guard request.runsHooks else { return false }
    let program = repository.program
    let path = Array(try program.line(["rev-parse", "--git-path", "hooks/\(name)"]).utf8)
    let root = program.location.workTree ?? []
    return HostFiles.exists(path.first == 0x2F ? path : root + [0x2F] + path)
  }

  private func run(
    _ name: String, _ arguments: [String] = []
  ) throws(GitError) -> GitProgram.Result {
    try repository.program.run(
      ["hook", "run", "--ignore-missing", name]
        + (arguments.isEmpty ? [] : ["--"] + arguments),
      with: [
        "GIT_INDEX_FILE": directories.scratchPath("commit-index"), "GIT_EDITOR": [0x3A],
      ], isShown: true)
  }

  /// The message as the hook `commit-msg` leaves it.
  func commitMessage(_ message: [UInt8]) throws(GitRefusal) -> [UInt8] {
    guard !message.isEmpty else { throw .noMessage }
    do throws(GitError) {
      guard try exists("commit-msg") else { return message }
    } catch {
      throw GitRefusal(error)
    }
    let place = directories.scratch("COMMIT_EDITMSG")
    do throws(FileSystemError) {
      try directories.drop(place)
      try directories.files.create(place, mode: 0o600, contents: message, flush: false)
    } catch {
      throw GitRefusal(error)
    }
    let status: Int32
    do throws(GitError) {
      let path = String(decoding: directories.scratchPath("COMMIT_EDITMSG"), as: UTF8.self)
      status = try run("commit-msg", [path]).status
    } catch {
      throw GitRefusal(error)
    }
    guard status == 0 else { throw .hook("commit-msg") }
    guard let edited = try directories.contents(of: place), !edited.isEmpty else {
      throw .noMessage
    }
    return edited
  }

  /// Asks the hook `pre-commit` once the files have landed; nil when there is none.
  ///
  /// - Parameters:
  ///   - index: what will be committed.
  ///   - tree: the same as a tree: a hook that changes it has something else in mind.
  func preCommit(_ index: GitIndex, tree: String) throws(GitError) -> Check? {
    guard try exists("pre-commit") else { return nil }
    return Check("the hook pre-commit", isRequired: true) { () throws(CheckFailure) in
      let status: Int32
      let left: String
      do throws(GitError) {
        try index.refresh()
        status = try run("pre-commit").status
        left = try index.writeTree()
      } catch {
        throw .failed("\(error)")
      }
      // A hook that a signal ended was stopped by whoever stops us.
      if status == 130 || status == 143 { throw .interrupted }
      guard status == 0 else { throw .failed("it ended with status \(status)") }
      guard left == tree else {
        throw .failed(
          "it changed what is committed; run it on these files, or add --no-verify")
      }
    }
  }
}
