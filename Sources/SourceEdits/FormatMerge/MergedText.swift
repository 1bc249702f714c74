/// A merged file: what is decided, and what both sides changed differently.
package struct MergedText: Hashable, Sendable {
  /// A piece of it.
  package enum Part: Hashable, Sendable {
    case text([UInt8])
    case conflict(MergeConflict)
  }

  package private(set) var parts: [Part] = []

  package init() {}

  /// Adds what is decided.
  package mutating func append(_ text: some Sequence<UInt8>) {
    if case .text(let before) = parts.last {
      parts[parts.count - 1] = .text(before + text)
    } else {
      parts.append(.text(Array(text)))
    }
  }

  /// Adds what is not.
  package mutating func append(_ conflict: MergeConflict) { parts.append(.conflict(conflict)) }

  /// Puts another conflict in place of the last part.
  package mutating func replaceLast(_ conflict: MergeConflict) {
    parts[parts.count - 1] = .conflict(conflict)
  }

  /// What both sides changed differently, in order.
  package var conflicts: [MergeConflict] {
    parts.compactMap { if case .conflict(let conflict) = $0 { conflict } else { nil } }
  }

  /// The text with each conflict decided.
  ///
  /// - Parameter choose: the lines for the conflict of an index.
  package func resolved(_ choose: (Int, MergeConflict) -> [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .conflict(let conflict):
        result += choose(index, conflict)
        index += 1
      }
    }
    return result
  }
}

/// Whole lines that both sides changed differently.
package struct MergeConflict: Hashable, Sendable {
  package var base: [UInt8]
  package var ours: [UInt8]
  package var theirs: [UInt8]
  /// The first of them on our side, from 1.
  package var line: Int

  package init(base: [UInt8], ours: [UInt8], theirs: [UInt8], line: Int) {
    self.base = base
    self.ours = ours
    self.theirs = theirs
    self.line = line
  }
}
