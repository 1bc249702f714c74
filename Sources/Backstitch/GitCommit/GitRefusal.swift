public import Patch

/// Why a git commit is not made. Nothing is left of the operation then.
public enum GitRefusal: Error, Hashable, Sendable {
  /// The workspace is no git working tree.
  case noRepository
  /// The program `git` is missing or complained; what it said.
  case program(String)
  /// A repository could not be made; what git said.
  case notMade(String)
  /// The repository keeps its references or its directory in a way that is not known.
  case format(String)
  /// Something git was told to do is not finished; its name, and the commands that end it.
  case unfinished(String, endings: String)
  /// There is no identity to commit with; what git said.
  case noIdentity(String)
  /// Paths that git ignores, each with the rule.
  case ignored([RelativePath: String])
  /// Paths in another repository's tree, each with its root.
  case submodules([RelativePath: String])
  /// Paths with stages of a merge in the index.
  case unmerged([RelativePath])
  /// No branch can have that name.
  case branchName(String)
  /// The branch exists, at another commit than HEAD.
  case branchExists(String)
  /// The branch is checked out in another working tree.
  case branchElsewhere(String, workTree: String)
  /// The branch cannot be made beside another.
  case branchNear(String, other: String)
  /// There is no commit of that name to start from.
  case unknownStart(String)
  /// Something stands where a linked working tree is to be made.
  case treeExists(String)
  /// A linked working tree is not removed, because there is more in it or it cannot be; its path, and why.
  case treeInUse(String, String)
  /// What a killed command left in a hidden tree could not be settled yet; the tree's path, and why.
  case treeUnsettled(String, String)
  /// A hook refused the message; its name.
  case hook(String)
  /// The message is empty.
  case noMessage
  /// Another program holds a lock file; everything was taken back.
  case locked(String)
  /// What stands there was moved by somebody else meanwhile; everything was taken back.
  case moved(String)
  /// The disk refused, in words.
  case disk(String)
}
