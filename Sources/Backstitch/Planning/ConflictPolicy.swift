public import Patch

/// What to do with conflicts: path by path, and otherwise.
public struct ConflictPolicy: Sendable, Hashable {
  /// What can be done with any conflict.
  public enum Choice: String, Sendable, Hashable, CaseIterable {
    /// Write nothing.
    case abort
    /// Keep what is on disk.
    case keep
    /// Take what would be written.
    case take
    /// Write the file with conflict markers that carry all three sides.
    case markers
  }

  /// What is done where nothing was decided.
  public var otherwise: Choice
  /// What was decided for a path, should it conflict.
  public var decisions: [RelativePath: ConflictDecision]
  /// Paths of which the decision, to keep or to take, is written down with the landing: in
  /// `decisions:` of `.backstitch/config.yaml`.
  public var remembered: [RelativePath: Choice] = [:]

  /// Creates a policy.
  public init(_ otherwise: Choice, decisions: [RelativePath: ConflictDecision] = [:]) {
    self.otherwise = otherwise
    self.decisions = decisions
  }

  /// Write nothing.
  public static var abort: Self { Self(.abort) }
  /// Keep what is on disk.
  public static var keep: Self { Self(.keep) }
  /// Take what would be written.
  public static var take: Self { Self(.take) }
  /// Write files with conflict markers that carry all three sides.
  public static var markers: Self { Self(.markers) }

  func decision(for path: RelativePath) -> ConflictDecision? {
    if let decided = decisions[path] { return decided }
    switch otherwise {
    case .abort: return nil
    case .keep: return .keep
    case .take: return .take
    case .markers: return .markers
    }
  }
}

/// What a path in conflict becomes.
public enum ConflictDecision: Sendable, Hashable {
  /// It stays as it is on disk.
  case keep
  /// The wanted side is taken of what collides; all else of both stays.
  case take
  /// It is written with markers that carry all three sides.
  case markers
  /// Hunk by hunk, in the order of the file.
  case hunks([HunkDecision])
  /// A text that somebody wrote.
  case text([UInt8])

  /// Whether the file is written with markers.
  var leavesMarkers: Bool {
    switch self {
    case .markers: true
    case .hunks(let hunks): hunks.contains(.markers)
    case .keep, .take, .text: false
    }
  }

  /// Whether lines on disk give way.
  var takes: Bool {
    switch self {
    case .take: true
    case .hunks(let hunks): hunks.contains(.take)
    case .keep, .markers, .text: false
    }
  }
}

/// What one hunk of a conflict becomes.
public enum HunkDecision: Sendable, Hashable {
  /// The lines on disk.
  case keep
  /// The wanted lines.
  case take
  /// All three sides between markers.
  case markers
  /// Lines that somebody wrote.
  case text([UInt8])
}
