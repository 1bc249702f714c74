internal import Journal

/// The git commit that an operation is to make of what it changes, and where.
public struct GitCommitRequest: Hashable, Sendable {
  /// The message; nil: the operation's description. Trailers that name plan, entity and operation
  /// are put behind it.
  public var message: String?
  /// One git commit for each step, titled by it.
  public var perStep: Bool
  /// The branch it goes to, made at HEAD and switched to; nil: the one checked out.
  public var branch: String?
  /// Whether the hooks `pre-commit` and `commit-msg` are asked.
  public var runsHooks: Bool

  /// Creates a request.
  public init(
    message: String? = nil, perStep: Bool = false, branch: String? = nil, runsHooks: Bool = true
  ) {
    self.message = message
    self.perStep = perStep
    self.branch = branch
    self.runsHooks = runsHooks
  }
}

/// What an operation did to the repository, when it was asked to.
public struct GitCommitReport: Hashable, Sendable {
  /// One git commit.
  public struct Commit: Hashable, Sendable {
    /// Its name, hexadecimal.
    public var id: String
    /// The step it is about; nil: all of them.
    public var step: String?
  }

  /// The commits made, oldest first; none when the branch moved back.
  public var commits: [Commit]
  /// The branch that moved; nil: HEAD alone, detached.
  public var branch: String?
  /// The commit the branch names before; nil: it did not exist.
  public var before: String?
  /// The commit the branch names after.
  public var after: String?
  /// Whether the branch was switched to.
  public var isSwitchedTo: Bool
}

extension GitCommitReport {
  /// What a record says of it.
  init(_ record: GitRecord) {
    let prefix = "refs/heads/"
    self.init(
      commits: record.commits.map { Commit(id: $0.id, step: $0.step) },
      branch: record.reference.hasPrefix(prefix)
        ? String(record.reference.dropFirst(prefix.count)) : nil,
      before: record.old, after: record.new,
      isSwitchedTo: record.switched.map { $0.before != $0.after } ?? false)
  }
}
