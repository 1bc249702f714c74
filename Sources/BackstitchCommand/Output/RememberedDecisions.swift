internal import Backstitch
internal import Patch
internal import ProjectModel

/// What `decisions:` of `.backstitch/config.yaml` says of paths in conflict.
///
/// What the command line says of all conflicts comes first: without a word there, or with `ask`,
/// the file is asked before a person is.
struct RememberedDecisions {
  /// With what is remembered.
  let policy: ConflictPolicy
  private let remembered: [RelativePath: ConflictPolicy.Choice]

  init(_ workspace: Workspace, _ options: WriteOptions) {
    var policy = options.policy
    var remembered: [RelativePath: ConflictPolicy.Choice] = [:]
    if options.asksAboutConflicts {
      // A configuration that cannot be read is told by the commands that need it.
      let config = (try? workspace.tree()).flatMap { try? ProjectConfig.load(in: $0) }
      for (text, decision) in config?.decisions ?? [:] {
        guard let path = try? RelativePath(bytes: Array(text.utf8)) else { continue }
        remembered[path] = decision == .keep ? .keep : .take
        policy.decisions[path] = decision == .keep ? .keep : .take
      }
    }
    self.policy = policy
    self.remembered = remembered
  }

  /// Says which of them decided something.
  func used(in plan: Plan, _ globals: Globals) -> [String] {
    let told = plan.decided.map(\.path).compactMap { path -> String? in
      guard let choice = remembered[path] else { return nil }
      let what = choice == .keep ? "kept" : "taken"
      return "\(path) is \(what), as \(ProjectFiles.config) remembers"
    }
    if !globals.json { for sentence in told { note(sentence) } }
    return told
  }
}
