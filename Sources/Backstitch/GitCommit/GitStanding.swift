internal import Git
internal import Patch

/// How a repository stands before a git commit: what moves, and from where.
struct GitStanding {
  var configuration: [String: String]
  /// Name, address and time of who commits, as reflogs have them.
  var committer: String
  /// HEAD's content.
  var head: String
  /// The commit checked out; nil: none yet.
  var headCommit: String?
  /// What moves, a branch in full or `HEAD`.
  var reference: String
  /// The commit it names now; nil: it does not exist.
  var old: String?

  /// HEAD's content afterwards.
  var headAfter: String { reference == "HEAD" ? head : "ref: \(reference)" }

  /// Looks, and refuses what would not end well, before anything is written.
  static func find(
    _ repository: GitRepository, for request: GitCommitRequest
  ) throws(GitRefusal) -> GitStanding {
    let location = repository.program.location
    if let work = UnfinishedWork.found(in: location) {
      throw .unfinished(work.name, endings: work.endings)
    }
    let (configuration, committer) = try basics(repository)
    guard let head = location.headContent else {
      throw .format("HEAD cannot be read")
    }
    let current = head.hasPrefix("ref: ") ? String(head.dropFirst(5)) : "HEAD"
    let commit = location.commit(of: Array(current.utf8))
    if let commit, commit.hasPrefix("ref: ") {
      throw .format("'\(current)' is a symbolic reference")
    }
    var standing = GitStanding(
      configuration: configuration, committer: committer, head: head, headCommit: commit,
      reference: current, old: commit)
    if let branch = request.branch, "refs/heads/\(branch)" != current {
      standing.old = try place(branch, at: commit, repository)
      standing.reference = "refs/heads/\(branch)"
    }
    return standing
  }

  /// What every git commit needs: a git, references that are files, and somebody who commits.
  static func basics(
    _ repository: GitRepository
  ) throws(GitRefusal) -> (configuration: [String: String], committer: String) {
    let configuration: [String: String]
    do throws(GitError) {
      try repository.check()
      configuration = try repository.configuration()
    } catch {
      throw GitRefusal(error)
    }
    let format = configuration["extensions.refstorage"] ?? "files"
    guard format == "files" else {
      throw .format("the repository keeps its references as '\(format)'")
    }
    do throws(GitError) {
      return (configuration, try repository.committer())
    } catch {
      throw .noIdentity(error.reason)
    }
  }

  /// Looks whether a branch can be made at a commit, or is there.
  ///
  /// - Returns: the commit it names now; nil: it does not exist.
  static func place(
    _ branch: String, at commit: String?, _ repository: GitRepository
  ) throws(GitRefusal) -> String? {
    let name = "refs/heads/\(branch)"
    let isName: Bool
    let found: [String]
    let elsewhere: String?
    do throws(GitError) {
      isName = try repository.isBranchName(branch)
      found = try isName ? repository.references(around: name) : []
      elsewhere = try isName ? repository.workTree(of: name) : nil
    } catch {
      throw GitRefusal(error)
    }
    guard isName else { throw .branchName(branch) }
    if let other = found.first(where: { $0 != name }) {
      throw .branchNear(branch, other: String(other.dropFirst("refs/heads/".count)))
    }
    let old = repository.program.location.commit(of: Array(name.utf8))
    guard old != nil else { return nil }
    guard old == commit else { throw .branchExists(branch) }
    if let elsewhere { throw .branchElsewhere(branch, workTree: elsewhere) }
    return old
  }

  /// Whether moves of a reference are logged.
  func isLogged(_ name: String, _ directories: GitDirectories) throws(GitRefusal) -> Bool {
    let place = name == "HEAD" ? directories.own("logs/HEAD") : directories.shared("logs/\(name)")
    if GitSwitch.isOn(configuration["core.logallrefupdates"] ?? "true") { return true }
    return try directories.contents(of: place) != nil
  }

  /// Whether git commits are signed.
  var isSigned: Bool { GitSwitch.isOn(configuration["commit.gpgsign"] ?? "false") }
}

/// A setting that is on or off.
enum GitSwitch {
  /// As git reads it; what is neither, such as `always`, is on.
  static func isOn(_ value: String) -> Bool {
    !["false", "no", "off", "0", ""].contains(value.lowercased())
  }
}
