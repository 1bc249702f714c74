import Foundation
import TestSupport
import Testing

/// `docs/commands.md` against the help the program prints.
@Suite struct CommandsPageTests {
  @Test func `the page names every subcommand and flag that help shows`() throws {
    let page = Page(try Page.text("commands.md"))
    let root = try help([])
    #expect(root.commands.count > 10)
    for flag in root.flags { #expect(page.common.contains("`\(flag)"), "\(flag)") }
    for command in try everyCommand(below: [], root) {
      let name = command.words.joined(separator: " ")
      let section = try #require(page.sections[name], "no section of '\(name)'")
      for flag in command.flags {
        let told = "\(section)\n\(page.common)".contains("`\(flag)")
        #expect(told, "'\(flag)' of '\(name)'")
      }
    }
  }

  @Test func `the page has no command and no flag that help does not show`() throws {
    let page = Page(try Page.text("commands.md"))
    let root = try help([])
    let commands = try everyCommand(below: [], root)
    let names = Set(commands.map { $0.words.joined(separator: " ") }).union(["help"])
    #expect(Set(page.sections.keys) == names)
    let known = Set(commands.flatMap(\.flags) + root.flags)
    let told = page.text.matches(of: /`(--[a-z-]+)/).map { String($0.1) }
    #expect(Set(told).subtracting(known).isEmpty)
  }

  // MARK: What help says

  private struct Help {
    var words: [String]
    var commands: [String]
    var flags: [String]
  }

  private func everyCommand(below words: [String], _ help: Help) throws -> [Help] {
    try help.commands.flatMap { name in
      let inner = try self.help(words + [name])
      return try [inner] + everyCommand(below: words + [name], inner)
    }
  }

  private func help(_ words: [String]) throws -> Help {
    let text = try backstitch(words + ["--help"], in: "/").output
    let parts = text.components(separatedBy: "SUBCOMMANDS:")
    let options = parts[0].components(separatedBy: "OPTIONS:").last ?? ""
    let flags = options.matches(of: /(?m)^  (-[^ ,]+)(?:, (-[^ ,]+))?/)
      .flatMap { [String($0.1)] + ($0.2.map { [String($0)] } ?? []) }
    let commands = (parts.count > 1 ? parts[1] : "").matches(of: /(?m)^  ([a-z-]+)[ ,]/)
      .map { String($0.1) }
    return Help(words: words, commands: commands, flags: flags)
  }
}

/// The page of the commands: a section for each, and what holds for several.
private struct Page {
  let text: String
  var common = ""
  var sections: [String: String] = [:]

  init(_ text: String) {
    self.text = text
    let parts = text.components(separatedBy: "\n## ")
    for part in parts {
      guard part.hasPrefix("Commands\n") else {
        common += part
        continue
      }
      for section in part.components(separatedBy: "\n### ").dropFirst() {
        let name = section.dropFirst().prefix { $0 != "`" }
        sections[String(name)] = section
      }
    }
  }

  static func text(_ name: String) throws -> String {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../docs/\(name)").standardizedFileURL
    return try String(contentsOf: file, encoding: .utf8)
  }
}
