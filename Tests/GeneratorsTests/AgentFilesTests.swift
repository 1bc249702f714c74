import Patch
import ProjectModel
import Testing

@testable import Generators

/// What tells coding agents how to drive this program.
@Suite struct AgentFilesTests {
  private typealias Files = [RelativePath: String]
  private static let pristine: RelativePath =
    ".backstitch/pristine/AGENTS.md/agent-agents.section.txt"

  private func tree(_ files: Files) -> MemoryTree {
    MemoryTree(files.mapValues { Node.file(.init(contents: Array($0.utf8))) })
  }

  /// The files after a run, what is merged apart.
  private func run(
    _ agent: CodingAgent, on files: Files, recreates: Bool = false
  ) throws -> (files: Files, generated: GeneratedChanges) {
    var staged = StagedTree(base: tree(files))
    let generated = try AgentFilesAgent.generate(agent, tree: staged, recreates: recreates)
    if !generated.changes.isEmpty { try staged.stage(ChangeSet(changes: generated.changes)) }
    var result: Files = [:]
    for path in try staged.files() {
      result[path] = String(decoding: try staged.contents(of: path) ?? [], as: UTF8.self)
    }
    return (result, generated)
  }

  @Test func `Claude Code gets five command files with front matter and sections`() throws {
    let made = try run(.claude, on: [:]).files.filter {
      $0.key.description.hasPrefix(".claude/commands/")
    }
    #expect(
      Set(made.keys.map(\.fileName))
        == ["generate.md", "scaffold.md", "status.md", "resume.md", "undo.md"])
    for (path, text) in made {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      #expect(lines[0] == "---" && lines[3] == "---", "\(path)")
      #expect(lines[1].hasPrefix("description: ") && lines[2].hasPrefix("allowed-tools: "))
      for title in [
        "Usage", "What It Creates", "Process", "Its three reports", "Exit statuses", "Example",
      ] { #expect(text.contains("\n## \(title)\n"), "\(path) lacks \(title)") }
      #expect(text.contains("$ARGUMENTS") && text.contains("--json"), "\(path)")
      for report in ["**Progress.**", "**Error**", "**Blocked**"] {
        #expect(text.contains(report), "\(path)")
      }
      #expect(!text.contains("{{") && !text.contains("\n\n\n") && text.hasSuffix("\n"), "\(path)")
    }
  }

  @Test func `a command file of somebody's own stays`() throws {
    let own: Files = [".claude/commands/status.md": "ours\n"]
    let (files, generated) = try run(.claude, on: own)
    #expect(files[".claude/commands/status.md"] == "ours\n")
    #expect(generated.notes.count == 1 && generated.notes[0].contains("status.md"))
  }

  @Test(arguments: ["# Ours\n", "# Ours", "# Ours\n\n", "# Ours\r\n", "\u{FEFF}# Ours\n"])
  func `AGENTS.md keeps every byte, and gets a section`(text: String) throws {
    let (files, _) = try run(.agents, on: ["AGENTS.md": text])
    let made = try #require(files["AGENTS.md"])
    #expect(Array(made.utf8).starts(with: text.utf8))
    #expect(made.contains("<!-- backstitch:begin -->") && made.contains("<!-- backstitch:end -->"))
    let isWindows = text.contains("\r\n")
    #expect(
      made.utf8.count { $0 == 0x0A }
        == (isWindows ? made.utf8.count { $0 == 0x0D } : made.utf8.count { $0 == 0x0A }))
    #expect(!made.contains("\n\n\n"))
    // A second run finds it.
    let again = try run(.agents, on: files)
    #expect(again.generated.isEmpty && again.files == files)
  }

  @Test func `a newer section is merged with what people wrote in the older one`() throws {
    let first = try run(.agents, on: ["AGENTS.md": "# Ours\n"]).files
    var older = first
    for path in [Self.pristine, "AGENTS.md"] {
      older[path] = first[path]?.replacing("## Backstitch", with: "## The older title")
    }
    older["AGENTS.md"]? += "\n# Behind\n"
    let generated = try run(.agents, on: older).generated
    let merge = try #require(generated.merges.first)
    #expect(String(decoding: merge.base, as: UTF8.self) == older["AGENTS.md"])
    let wanted = (first["AGENTS.md"] ?? "") + "\n# Behind\n"
    #expect(merge.wanted.map { String(decoding: $0, as: UTF8.self) } == wanted)
    #expect(generated.changes.contains { $0.path == Self.pristine })
    // What somebody wrote in it since is the third side of the merge, and no part of its base.
    older["AGENTS.md"] = older["AGENTS.md"]?.replacing("First show the plan", with: "First ask Ada")
    let edited = try #require(try run(.agents, on: older).generated.merges.first)
    #expect(edited.base == merge.base && edited.wanted == merge.wanted)
  }

  @Test func `a section that somebody took out stays out, unless it is asked for`() throws {
    var files = try run(.agents, on: ["AGENTS.md": "# Ours\n"]).files
    let whole = files["AGENTS.md"]
    files["AGENTS.md"] = "# Ours\n"
    let (same, generated) = try run(.agents, on: files)
    #expect(same == files && generated.isEmpty && generated.notes.count == 1)
    #expect(try run(.agents, on: files, recreates: true).files["AGENTS.md"] == whole)
  }

  @Test func `a file that is not UTF-8 is refused and named`() throws {
    let bytes = MemoryTree(["AGENTS.md": .file(.init(contents: [0x41, 0xFF, 0xFE]))])
    let error = #expect(throws: GenerationError.self) {
      try AgentFilesAgent.generate(.agents, tree: bytes)
    }
    #expect(error?.description.contains("AGENTS.md") == true)
  }
}
