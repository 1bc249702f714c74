package import Patch

/// Where something was seen.
package struct Evidence: Hashable, Sendable, Codable {
  /// The file.
  package var path: RelativePath
  /// The line, from 1.
  package var line: Int
  /// What stands there, in a few words.
  package var what: String

  /// Creates evidence.
  package init(_ path: RelativePath, _ line: Int, _ what: String) {
    self.path = path
    self.line = line
    self.what = what
  }
}

extension Evidence: CustomStringConvertible {
  /// `path:line what`.
  package var description: String { "\(path):\(line) \(what)" }
}

/// How sure a finding is.
package enum Confidence: String, Hashable, Sendable, Codable, Comparable {
  /// A default; nothing was seen.
  case assumed
  /// Seen, but other readings are possible.
  case likely
  /// Seen, and nothing speaks against it; or configured.
  case certain

  /// From assumed to certain.
  package static func < (left: Confidence, right: Confidence) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int {
    switch self {
    case .assumed: 0
    case .likely: 1
    case .certain: 2
    }
  }
}

/// A value that was found, with what speaks for it.
package struct Found<Value: Hashable & Sendable & Codable>: Hashable, Sendable, Codable {
  /// The value.
  package var value: Value
  /// How sure it is.
  package var confidence: Confidence
  /// Where it was seen.
  package var evidence: [Evidence]

  /// Creates a finding.
  package init(_ value: Value, _ confidence: Confidence = .certain, _ evidence: [Evidence] = []) {
    self.value = value
    self.confidence = confidence
    self.evidence = evidence
  }
}
