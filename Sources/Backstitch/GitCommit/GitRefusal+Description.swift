internal import Patch

extension GitRefusal: CustomStringConvertible {
  /// What happened, then what to do.
  public var description: String {
    switch self {
    case .noRepository:
      "this is no git working tree, so that nothing can be committed to git; run 'git init', or"
        + " leave --git-commit out"
    case .program(let complaint):
      "git cannot commit here: \(complaint). Nothing was written"
    case .notMade(let complaint):
      "no git repository can be made here: \(complaint). Nothing was written; --no-git does without"
    case .format(let what):
      "\(what), which git commits of ours do not know; nothing was written. Leave --git-commit out,"
        + " and commit with git"
    case .unfinished(let name, let endings):
      "a \(name) is in progress, and a git commit would become part of it; nothing was written."
        + " End it with \(endings)"
    case .noIdentity(let complaint):
      "git does not know who commits (\(complaint)); nothing was written. Set it with 'git config"
        + " user.name NAME' and 'git config user.email ADDRESS'"
    case .ignored(let rules):
      "nothing was written, because git ignores \(counted(rules.count, "path")) to be committed:"
        + lines(rules.mapValues { "by the rule \($0)" }) + "\nTake the rule out, or leave"
        + " --git-commit out"
    case .submodules(let roots):
      "nothing was written, because \(counted(roots.count, "path")) to be committed"
        + " \(roots.count == 1 ? "lies" : "lie") in a submodule:"
        + lines(roots.mapValues { "in '\($0)'" }) + "\nRun the command there"
    case .unmerged(let paths):
      "nothing was written, because of a merge that is not resolved:"
        + lines(Dictionary(uniqueKeysWithValues: paths.map { ($0, "has conflicting stages") }))
        + "\nResolve it and 'git add' the path"
    case .branchName(let name):
      "no branch can be called '\(name)'; 'git check-ref-format' has the rules"
    case .branchExists(let name):
      "the branch '\(name)' exists and is not where the new one would begin; nothing was written."
        + " Choose another name, or 'git switch \(name)' first"
    case .branchElsewhere(let name, let workTree):
      "the branch '\(name)' is checked out in \(workTree); nothing was written. Run the command"
        + " there, or choose another name"
    case .branchNear(let name, let other):
      "the branch '\(name)' cannot be made beside '\(other)': one would be a directory of the"
        + " other; nothing was written. Choose another name"
    case .unknownStart(let name):
      "there is no commit '\(name)' to start from; nothing was written. 'git branch -a' and 'git tag'"
        + " list names"
    case .treeExists(let path):
      "something stands at \(path) already; nothing was written. Choose another directory"
    case .treeInUse(let path, let reason):
      "the working tree \(path) is kept: \(reason)\nNobody's work in it is touched. Move away what is yours,"
        + " then remove the directory, and 'git worktree prune' has git forget it"
    case .treeUnsettled(let path, let reason):
      "what a killed command left in \(path) is not settled yet: \(reason); the next command that writes"
        + " tries again"
    case .hook(let name):
      "the hook '\(name)' refused; nothing was written. Do what it says, or add --no-verify"
    case .noMessage: "the message is empty; nothing was written"
    case .locked(let file):
      "another program holds \(file); everything was taken back. Wait for it, or remove the file if"
        + " that program is dead, and run the command again"
    case .moved(let what):
      "\(what) was changed by somebody else meanwhile; everything was taken back. Run the command"
        + " again"
    case .disk(let reason): "\(reason). Nothing was changed"
    }
  }

  private func lines(_ reasons: [RelativePath: String]) -> String {
    reasons.sorted { $0.key < $1.key }.map { "\n\($0.key): \($0.value)" }.joined()
  }
}
