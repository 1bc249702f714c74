/// What git was told to do and has not finished, which a commit of ours would get in the way of.
package enum UnfinishedWork: String, Sendable, CaseIterable {
  case merge, rebase, mailbox, cherryPick, revert, bisect

  /// The file or directory, in the working tree's git directory, that is there meanwhile.
  private var marks: [String] {
    switch self {
    case .merge: ["MERGE_HEAD"]
    case .rebase: ["rebase-merge", "rebase-apply/rebasing"]
    case .mailbox: ["rebase-apply"]
    case .cherryPick: ["CHERRY_PICK_HEAD"]
    case .revert: ["REVERT_HEAD"]
    case .bisect: ["BISECT_LOG"]
    }
  }

  /// What it is called.
  package var name: String {
    switch self {
    case .merge: "merge"
    case .rebase: "rebase"
    case .mailbox: "'git am'"
    case .cherryPick: "cherry-pick"
    case .revert: "revert"
    case .bisect: "bisect"
    }
  }

  /// The commands that end it.
  package var endings: String {
    switch self {
    case .merge: "'git merge --continue' or 'git merge --abort'"
    case .rebase: "'git rebase --continue' or 'git rebase --abort'"
    case .mailbox: "'git am --continue' or 'git am --abort'"
    case .cherryPick: "'git cherry-pick --continue' or 'git cherry-pick --abort'"
    case .revert: "'git revert --continue' or 'git revert --abort'"
    case .bisect: "'git bisect reset'"
    }
  }

  /// The first that is going on in a working tree.
  package static func found(in location: GitLocation) -> UnfinishedWork? {
    allCases.first { work in
      work.marks.contains { GitLocation.exists(location.gitDirectory + Array("/\($0)".utf8)) }
    }
  }
}
