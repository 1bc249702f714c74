import Foundation
import TestSupport
import Testing

/// `init --agent`, and what its files tell coding agents to run.
@Suite struct AgentFilesCommandTests: ProgramSuite {
  private let directory: TemporaryDirectory

  var root: String { directory.path }

  init() throws {
    directory = try TemporaryDirectory()
    _ = try RunningProgram("/usr/bin/git", ["init", "-q", directory.path]).finish()
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// The files that are there, but for git's.
  private func files() throws -> Set<String> {
    Set(try FileManager.default.subpathsOfDirectory(atPath: root).filter { !$0.hasPrefix(".git") })
  }

  // MARK: Writing them

  @Test func `they are one operation without a project, which undo takes back`() throws {
    let made = try json(run("init", "--agent", "claude", "--json"))
    #expect(made["operation"] as? Int == 1)
    #expect(made["description"] as? String == "init --agent claude")
    #expect(try text(".claude/commands/generate.md").hasPrefix("---\ndescription: "))
    let again = try run("init", "--agent", "claude")
    #expect(again.output.hasPrefix("Nothing to change"))
    try run("undo")
    #expect(try files().isEmpty)
  }

  @Test func `made again they keep what people changed, and get what is new`() throws {
    try run("init", "--agent", "claude")
    let path = ".claude/commands/undo.md"
    let pristine = ".backstitch/pristine/\(path).txt"
    let made = try text(path)
    // As an earlier version made it.
    let older = made.replacing("# Undo\n", with: "# Undo, as it was\n")
    try directory.write(pristine, older)
    try directory.write(path, older + "\nAsk Ada first.\n")
    let result = try json(run("init", "--agent", "claude", "--json"))
    #expect((result["regeneration"] as? [[String: Any]])?.isEmpty == false)
    #expect(try text(path) == made + "\nAsk Ada first.\n")
    try run("undo")
    #expect(try text(path) == older + "\nAsk Ada first.\n")
  }

  @Test func `AGENTS.md gets a section, made again around people's lines, and loses it by undo`()
    throws
  {
    let own = "# How we work\n\nTabs.\n\nTests first.\n"
    let mine = own.replacing("Tabs", with: "Spaces")
    try directory.write("AGENTS.md", own)
    try run("init", "--agent", "agents")
    let made = try text("AGENTS.md")
    #expect(made.hasPrefix(own + "\n<!-- backstitch:begin -->\n## Backstitch\n"))
    try directory.write("AGENTS.md", made.replacing("Tabs", with: "Spaces"))
    try run("undo")
    #expect(try text("AGENTS.md") == mine)
    try run("redo")
    #expect(try text("AGENTS.md") == made.replacing("Tabs", with: "Spaces"))
    let pristine = ".backstitch/pristine/AGENTS.md/agent-agents.section.txt"
    try directory.write(
      pristine, try text(pristine).replacing("## Backstitch", with: "## Once"))
    try directory.write(
      "AGENTS.md", made.replacing("## Backstitch", with: "## Once") + "\n# Behind\n")
    try run("regenerate", "agent-agents")
    #expect(try text("AGENTS.md") == made + "\n# Behind\n")
  }

  @Test func `an agent that nobody knows is a usage error with those there are`() throws {
    let result = try run("init", "--agent", "clippy", status: 64)
    #expect(result.error.contains("claude, agents"))
  }

  // MARK: What they say

  @Test func `every command and flag in them is one of the program`() throws {
    try run("init", "--agent", "claude")
    try run("init", "--agent", "agents")
    let commands = ["generate", "scaffold", "status", "resume", "undo"]
    let files = commands.map { ".claude/commands/\($0).md" } + ["AGENTS.md"]
    var seen: Set<String> = []
    for file in files {
      let text = try text(file)
      let spans = text.matches(of: /`(backstitch [^`]+)`/).map { String($0.output.1) }
      let lines = text.split(separator: "\n").filter { $0.hasPrefix("backstitch ") }
        .map(String.init)
      #expect(!lines.isEmpty || file == "AGENTS.md", "\(file) has no example")
      var flags: Set<String> = []
      for command in spans + lines {
        let words = command.split(separator: " ").map(String.init)
        let help = try #require(try self.help(words), "\(file): \(command)")
        for flag in words.prefix(while: { $0 != "--" }) where flag.hasPrefix("-") {
          #expect(Self.has(flag, help), "\(file): '\(flag)' of '\(command)'")
        }
        flags.formUnion(Self.flags(help))
        seen.insert(words.first { !$0.hasPrefix("-") && $0 != "backstitch" && $0 != "shop" } ?? "")
      }
      // A flag that stands alone is one of a command that the file names.
      for flag in text.matches(of: /`(--[a-z-]+)/).map({ String($0.output.1) }) {
        #expect(flags.contains(flag), "\(file): \(flag)")
      }
    }
    #expect(seen.isSuperset(of: Set(commands + ["detect", "commit", "rollback", "regenerate"])))
  }

  @Test func `every command file has the exit statuses of the page, and its example works`() throws
  {
    try run("init", "--agent", "claude")
    let page = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../docs/commands.md"), encoding: .utf8)
    let section = try #require(page.components(separatedBy: "## Exit statuses").last)
    let known = section.components(separatedBy: "\n## ")[0].matches(of: /(?m)^\| (\d+) \|/)
      .map { String($0.output.1) }
    for name in ["generate", "scaffold", "status", "resume", "undo"] {
      let told = try text(".claude/commands/\(name).md").matches(of: /(?m)^\| (\d+) \|/)
        .map { String($0.output.1) }
      #expect(told == known, "\(name)")
    }
    let example = try text(".claude/commands/scaffold.md").split(separator: "\n")
      .filter { $0.hasPrefix("backstitch ") }
    for line in example {
      try run(words: line.split(separator: " ").dropFirst().map(String.init))
    }
    #expect(try files().contains("shop/backend/db/model.py"))
  }

  // MARK: Help

  /// The help of a command's words; nil when there is no such command.
  private func help(_ words: [String]) throws -> String? {
    var rest = words.dropFirst()
    if rest.first == "-C" { rest = rest.dropFirst(2) }
    guard let name = rest.first else { return nil }
    if name == "help" { return try backstitch(["--help"], in: "/").output }
    let result = try backstitch([name, "--help"], in: "/")
    return result.status == 0 ? result.output : nil
  }

  private static func flags(_ help: String) -> Set<String> {
    Set(help.matches(of: /(?m)(?:^  |, )(--?[A-Za-z][a-z-]*)/).map { String($0.output.1) })
  }

  private static func has(_ flag: String, _ help: String) -> Bool {
    flags(help).contains(String(flag.prefix { $0 != "=" }))
  }
}
