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

  /// The word that runs a program of the project in a directory.
  ///
  /// - Parameters:
  ///   - path: the program; nil where the project has none of its own.
  ///   - name: its name, by which the shell finds another.
  package static func program(
    _ path: RelativePath?, or name: String, from directory: RelativePath?
  ) -> String {
    guard let path else { return name }
    var (up, place) = ("", directory)
    while let current = place, !path.isBelow(current) {
      up += "../"
      place = current.parent
    }
    let below = path.bytes.dropFirst(place.map { $0.bytes.count + 1 } ?? 0)
    return quoted(up + String(decoding: below, as: UTF8.self))
  }

  /// A word as bash and zsh read it back.
  package static func quoted(_ word: String) -> String {
    guard word.isEmpty || !word.allSatisfy(plain.contains) else { return word }
    return "'" + word.replacing("'", with: "'\\''") + "'"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=+@%")
}
