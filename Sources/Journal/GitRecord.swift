package import Patch

/// What an operation does to the user's repository besides its files: commits that are there already,
/// and where reference, HEAD and index entries stand before and after.
package struct GitRecord: Hashable, Sendable, Codable {
  /// The commits made, oldest first.
  package var commits: [Commit]
  /// What moves: a branch in full, `refs/heads/main`, or `HEAD` when no branch is checked out.
  package var reference: String
  /// The commit it names before; nil: it does not exist.
  package var old: String?
  /// The commit it names after; nil: it does not exist.
  package var new: String?
  /// HEAD's content before and after when another branch is switched to; nil: it stays.
  package var switched: Switch?
  /// The commit checked out before; nil: none.
  package var oldHead: String?
  /// Entries of the user's index at the touched paths.
  package var entries: [Entry]
  /// Lines for reflogs.
  package var logs: [Log]
  /// What our lock files hold, so that nobody's else are taken for ours.
  package var token: String

  package struct Commit: Hashable, Sendable, Codable {
    package var id: String
    /// The step it is about; nil: all.
    package var step: String?
    package init(id: String, step: String?) {
      self.id = id
      self.step = step
    }
  }

  package struct Switch: Hashable, Sendable, Codable {
    package var before: String
    package var after: String
    package init(before: String, after: String) {
      self.before = before
      self.after = after
    }
  }

  /// One path of the index; nil: nothing.
  package struct Entry: Hashable, Sendable, Codable {
    package var path: RelativePath
    package var before: Side?
    package var after: Side?

    package struct Side: Hashable, Sendable, Codable {
      /// Six octal digits.
      package var mode: String
      package var id: String
      package init(mode: String, id: String) {
        self.mode = mode
        self.id = id
      }
    }

    package init(path: RelativePath, before: Side?, after: Side?) {
      self.path = path
      self.before = before
      self.after = after
    }
  }

  /// Whole lines at the end of one reflog.
  package struct Log: Hashable, Sendable, Codable {
    /// `HEAD` or a reference in full.
    package var name: String
    package var lines: String
    package init(name: String, lines: String) {
      self.name = name
      self.lines = lines
    }
  }

  package init(
    commits: [Commit], reference: String, old: String?, new: String?, switched: Switch? = nil,
    oldHead: String?, entries: [Entry], logs: [Log], token: String
  ) {
    self.commits = commits
    self.reference = reference
    self.old = old
    self.new = new
    self.switched = switched
    self.oldHead = oldHead
    self.entries = entries
    self.logs = logs
    self.token = token
  }
}
