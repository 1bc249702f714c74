internal import Git
internal import Journal

/// The lines that reflogs get.
struct GitLogs {
  private let standing: GitStanding
  private let directories: GitDirectories

  init(_ standing: GitStanding, _ directories: GitDirectories) {
    self.standing = standing
    self.directories = directories
  }

  private func none(like id: String) -> String { String(repeating: "0", count: id.count) }

  private func line(_ old: String?, _ new: String, _ what: String) -> String {
    "\(old ?? none(like: new)) \(new) \(standing.committer)\t\(what)\n"
  }

  /// - Parameters:
  ///   - commits: names and first lines of the messages, oldest first.
  ///   - new: what the reference names afterwards.
  ///   - reason: said instead when no commit was made.
  func logs(
    _ commits: [(id: String, subject: String)], _ new: String?, reason: String? = nil
  ) throws(GitRefusal) -> [GitRecord.Log] {
    guard let new else { return [] }
    var moves = ""
    var last = standing.headCommit
    for commit in commits {
      let kind = last == nil ? "commit (initial)" : "commit"
      moves += line(last, commit.id, "\(kind): \(commit.subject)")
      last = commit.id
    }
    if commits.isEmpty, let reason { moves += line(last, new, reason) }
    var logs: [GitRecord.Log] = []
    func log(_ name: String, _ lines: String) throws(GitRefusal) {
      guard !lines.isEmpty, try standing.isLogged(name, directories) else { return }
      logs.append(.init(name: name, lines: lines))
    }
    guard standing.reference != "HEAD" else {
      try log("HEAD", moves)
      return logs
    }
    let start = standing.headCommit
    if standing.old == nil, let start {
      try log(standing.reference, line(nil, start, "branch: Created from HEAD") + moves)
    } else {
      try log(standing.reference, moves)
    }
    let isSwitched = standing.head != standing.headAfter
    let switching =
      isSwitched ? start.map { line($0, $0, "checkout: moving from \(from) to \(to)") } : nil
    try log("HEAD", (switching ?? "") + moves)
    return logs
  }

  private var from: String { short(standing.head) }
  private var to: String { short(standing.headAfter) }

  private func short(_ head: String) -> String {
    head.hasPrefix("ref: refs/heads/") ? String(head.dropFirst("ref: refs/heads/".count)) : head
  }
}
