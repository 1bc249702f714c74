/// A program that writes code and is told by files of the project how to use this one.
package enum CodingAgent: String, Hashable, Sendable, CaseIterable {
  /// Claude Code: one file for each command, in `.claude/commands/`.
  case claude
  /// Others: a section of `AGENTS.md`, which most of them read.
  case agents

  /// The name of its lock: `agent-claude`.
  package var lockName: String { "agent-\(rawValue)" }

  /// The agent of a lock.
  package init?(lockName: String) {
    guard lockName.hasPrefix("agent-") else { return nil }
    self.init(rawValue: String(lockName.dropFirst("agent-".count)))
  }

  /// Whether what it is told is part of a file that people write.
  package var isSection: Bool { self == .agents }
}
