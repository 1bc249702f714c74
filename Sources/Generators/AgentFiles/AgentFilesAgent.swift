package import Patch
internal import ProjectModel

/// `init/agent-files`: what tells coding agents how to drive this program.
package enum AgentFilesAgent {
  /// The name plans call it by.
  package static let name = "init/agent-files"

  /// Generates the files that are missing; those that stand there are adopted untouched. A section
  /// that an earlier version made is brought to this one, around what people wrote in it.
  ///
  /// Pure, as ``FastAPIEntityAgent``.
  ///
  /// - Parameter recreates: Whether what somebody took out is made again.
  package static func generate(
    _ agent: CodingAgent, tree: some ReadableTree, recreates: Bool = false
  ) throws(GenerationError) -> GeneratedChanges {
    let builder = OutputBuilder(tree: tree, generator: name, entity: agent.lockName)
    return try TemplateOverrides(in: tree).use { () throws(GenerationError) in
      switch agent {
      case .claude:
        var builder = builder
        return try commandFiles(&builder)
      case .agents:
        var run = AgentSectionRun(builder: builder, recreates: recreates)
        return try run.generate()
      }
    }
  }

  private static let commands: [(path: RelativePath, template: Template)] = [
    (".claude/commands/generate.md", .agentGenerate),
    (".claude/commands/scaffold.md", .agentScaffold),
    (".claude/commands/status.md", .agentStatus),
    (".claude/commands/resume.md", .agentResume),
    (".claude/commands/undo.md", .agentUndo),
  ]

  private static func commandFiles(
    _ builder: inout OutputBuilder
  ) throws(GenerationError) -> GeneratedChanges {
    let view = AgentView()
    var files: [GeneratedChanges.File] = []
    for (path, template) in commands {
      let stands = try builder.exists(path)
      if !stands { try builder.write(path, template.render(view), template: template.label) }
      files.append(.init(path: path, state: stands ? .adopted : .made))
    }
    let notes = files.filter { $0.state == .adopted }.map { file in
      "\(file.path) stands there already and is left as it is"
    }
    guard !builder.changes.isEmpty else { return GeneratedChanges(files: files, notes: notes) }
    try builder.putProjectFiles(named: CodingAgent.claude.lockName)
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, files: files, notes: notes)
  }
}

/// What all files for coding agents have in common.
struct AgentView {
  let reports: String
  let statuses: String

  private struct Nothing {}

  /// - Parameter depth: How many levels below a title it stands.
  init(depth: Int = 1) {
    func text(_ template: Template) -> String {
      let text = template.render(Nothing())
      let marks = String(repeating: "#", count: depth)
      let isHeading = text.hasPrefix("## ")
      // A line of its own in what it is put into ends it.
      return (isHeading ? marks + "# " + text.dropFirst(3) : text).trimmingSuffix { $0.isNewline }
    }
    reports = text(.agentReports)
    statuses = text(.agentStatuses)
  }
}

extension String {
  /// The text without the characters at its end that are so.
  fileprivate func trimmingSuffix(_ isTrimmed: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, isTrimmed(last) { text.removeLast() }
    return String(text)
  }
}
