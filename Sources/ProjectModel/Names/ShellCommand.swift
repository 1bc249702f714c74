package import Patch

/// Commands as they are pasted at the workspace's root.
package enum ShellCommand {
  /// The command, run in a directory by a subshell, so that several can be pasted one after the
  /// other.
  ///
  /// - Parameter comment: what it does, for those who read it.
  package static func text(
    _ command: String, in directory: RelativePath?, comment: String? = nil
  ) -> String {
    (directory.map { "(cd \(quoted($0.description)) && \(command))" } ?? command)
      + (comment.map { "  # \($0)" } ?? "")
  }

  /// A word as bash and zsh read it back.
  package static func quoted(_ word: String) -> String {
    guard word.isEmpty || !word.allSatisfy(plain.contains) else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=+@%")
}
