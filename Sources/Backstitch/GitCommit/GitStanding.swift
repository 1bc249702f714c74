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
    do throws(GitError) {
      try repository.check()
    } catch {
      throw .program("\(error)")
    }
    if let work = UnfinishedWork.found(in: location) {
      throw .unfinished(work.name, endings: work.endings)
    }
    let configuration: [String: String]
    let committer: String
    do throws(GitError) {
      configuration = try repository.configuration()
    } catch {
      throw GitRefusal(error)
    }
    let format = configuration["extensions.refstorage"] ?? "files"
    guard format == "files" else { throw .format("the repository keeps its references as '\(format)'") }
    do throws(GitError) {
      committer = try repository.committer()
    } catch {
      throw .noIdentity(error.reason)
    }
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
    if let branch = request.branch { try standing.choose(branch, repository) }
    return standing
  }

  /// Goes to a new branch at HEAD, or to one that is where HEAD is.
  private mutating func choose(
    _ branch: String, _ repository: GitRepository
  ) throws(GitRefusal) {
    let name = "refs/heads/\(branch)"
    guard name != reference else { return }
    let found: [String]
    let elsewhere: String?
    let isName: Bool
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
    let commit = repository.program.location.commit(of: Array(name.utf8))
    if commit != nil {
      guard commit == headCommit else { throw .branchExists(branch) }
      if let elsewhere { throw .branchElsewhere(branch, workTree: elsewhere) }
    }
    reference = name
    old = commit
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
