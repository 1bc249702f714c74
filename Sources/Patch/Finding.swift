/// One thing wrong with an input; validation returns all of them.
public struct Finding: Error, Hashable, Sendable, Codable {
  /// How a finding ends a command.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The input cannot be used: exit status 1.
    case refused
    /// A precondition does not hold, or somebody else's work is in the way: exit status 2.
    case conflict
    /// Something is missing or must be chosen: exit status 3.
    case blocked
  }

  /// How it ends a command.
  public var kind: Kind
  /// The path it is about.
  public var path: RelativePath?
  /// The line in that path, from 1.
  public var line: Int?
  /// What is wrong and what to do, in words.
  public var message: String

  /// Creates a finding.
  public init(
    _ kind: Kind, path: RelativePath? = nil, line: Int? = nil, _ message: String
  ) {
    self.kind = kind
    self.path = path
    self.line = line
    self.message = message
  }
}

extension Finding: CustomStringConvertible {
  /// `path:line: message`.
  public var description: String {
    guard let path else { return message }
    return line.map { "\(path):\($0): \(message)" } ?? "\(path): \(message)"
  }
}

/// An input was refused for these reasons; nothing was changed.
public struct Refusal: Error, Sendable, CustomStringConvertible {
  /// At least one.
  public var findings: [Finding]

  /// Creates a refusal.
  public init(_ findings: [Finding]) { self.findings = findings }

  /// Creates a refusal for one reason.
  public init(_ finding: Finding) { findings = [finding] }

  /// A conflict weighs less than a plain refusal, a blocked one least.
  public var kind: Finding.Kind {
    let kinds = Set(findings.map(\.kind))
    return kinds.contains(.refused) ? .refused : kinds.contains(.conflict) ? .conflict : .blocked
  }

  /// One line a finding.
  public var description: String { findings.map(\.description).joined(separator: "\n") }
}
