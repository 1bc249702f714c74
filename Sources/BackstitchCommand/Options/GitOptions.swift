internal import ArgumentParser
internal import Backstitch

/// The git commit that a command makes of what it lands.
struct GitOptions: ParsableArguments {
  @Flag(
    name: .customLong("git-commit"), help: "Commit what lands to git, too: the touched paths only.")
  var commits = false

  @Option(
    name: [.customShort("m"), .customLong("message")],
    help: ArgumentHelp("The git commit's message.", valueName: "message"))
  var message: String?

  @Flag(name: .customLong("edit"), help: "Edit the message in git's editor first.")
  var edits = false

  @Flag(name: .customLong("per-step"), help: "One git commit for each step.")
  var perStep = false

  @Option(
    help: ArgumentHelp(
      "Commit to this branch, made at HEAD and switched to; implies --git-commit.",
      valueName: "name"))
  var branch: String?

  @Flag(name: .customLong("no-verify"), help: "Do not ask the repository's hooks.")
  var skipsHooks = false

  func validate() throws {
    guard isAsked || message == nil && !edits && !perStep && !skipsHooks else {
      throw ValidationError(
        "-m, --edit, --per-step and --no-verify are about a git commit; add --git-commit.")
    }
    if edits, perStep {
      throw ValidationError("--per-step titles each git commit by its step; leave --edit out.")
    }
  }

  private var isAsked: Bool { commits || branch != nil }

  /// What is asked of the library; nil: no git commit.
  var request: GitCommitRequest? {
    guard isAsked else { return nil }
    return GitCommitRequest(
      message: message, perStep: perStep, branch: branch, runsHooks: !skipsHooks)
  }
}

extension Workspace {
  /// Refuses a git commit that could not be made, before anything else is done.
  ///
  /// - Parameter staging: whether nothing lands that could be committed.
  func check(_ request: GitCommitRequest?, staging: Bool = false) throws {
    guard let request else { return }
    guard !staging else {
      throw Failure(
        .usage,
        "with --stage nothing lands that could be committed to git; give --git-commit to"
          + " 'backstitch commit'")
    }
    try Failure.catching { try checkGitCommit(request) }
  }
}
