internal import Foundation

/// This run's command line, to be run again a little different.
enum SameCommand {
  /// Its words behind the program's name.
  private static var words: [String] {
    CommandLine.arguments.dropFirst().filter { $0 != "--json" }
  }

  /// The command with more words.
  static func adding(_ more: String...) -> String { adding(more) }

  /// The command with more words.
  static func adding(_ more: [String]) -> String { text(words + more) }

  /// The command without an option and its value.
  static func without(_ option: String) -> String {
    var words = words
    if let position = words.firstIndex(of: option) {
      words.removeSubrange(position..<min(position + 2, words.count))
    }
    return text(words.filter { !$0.hasPrefix(option + "=") })
  }

  /// The command with another plan.
  static func with(plan: String, insteadOf old: String) -> String {
    var words = words
    if let position = words.firstIndex(of: old) { words[position] = plan }
    return text(words)
  }

  private static func text(_ words: [String]) -> String {
    (["backstitch"] + words).map(ShellWord.quoted).joined(separator: " ")
  }
}
