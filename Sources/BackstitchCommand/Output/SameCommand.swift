internal import Foundation
internal import ProjectModel

/// This run's command line, to be run again a little different.
enum SameCommand {
  /// Its words behind the program's name.
  private static var words: [String] {
    CommandLine.arguments.dropFirst().filter { $0 != "--json" }
  }

  /// Whether it runs a plan from its beginning, so that giving it again does, too.
  static var beginsRun: Bool {
    let commands = ["generate", "g", "regenerate", "scaffold"]
    // The others that run steps come first where a name is such a word.
    return words.first { (commands + ["resume", "status"]).contains($0) }
      .map(commands.contains) ?? false
  }

  /// The command with more words.
  static func adding(_ more: String...) -> String { adding(more) }

  /// The command with more words.
  static func adding(_ more: [String]) -> String { text(words + more) }

  /// The command with more words in the place of an option and its value.
  static func adding(_ more: [String], insteadOf option: String) -> String {
    text(words(without: option) + more)
  }

  /// The command without an option and its value.
  static func without(_ option: String) -> String { text(words(without: option)) }

  private static func words(without option: String) -> [String] {
    var words = words
    while let position = words.firstIndex(of: option) {
      words.removeSubrange(position..<min(position + 2, words.count))
    }
    return words.filter { !$0.hasPrefix(option + "=") }
  }

  /// The command with another plan.
  static func with(plan: String, insteadOf old: String) -> String {
    var words = words
    if let position = words.firstIndex(of: old) { words[position] = plan }
    return text(words)
  }

  private static func text(_ words: [String]) -> String {
    (["backstitch"] + words).map(ShellCommand.quoted).joined(separator: " ")
  }
}
