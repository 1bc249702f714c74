internal import Crypto
internal import Journal
public import Patch
public import SourceEdits

/// What a landing would do, path by path. A dry run and the real run make the same one (I11).
public struct Plan: Sendable {
  /// What happens to each path in all, sorted by path, directories made or emptied included.
  public internal(set) var changes: [PlannedChange] = []
  /// What was decided for each path of each step.
  public internal(set) var verdicts: [PathVerdict] = []
  /// Paths that cannot be planned; nothing lands while there are any.
  public internal(set) var conflicts: [Conflict] = []
  /// Conflicts that the policy decided.
  public internal(set) var decided: [Conflict] = []
  /// Paths that are written with conflict markers.
  public internal(set) var marked: Set<RelativePath> = []
  /// Paths at which what would be written was taken over somebody's lines.
  public internal(set) var taken: Set<RelativePath> = []
  /// SHA-256 over the sorted (path, before, after, mode) tuples, hexadecimal (I11).
  public internal(set) var digest = ""

  /// What was recorded of files that were to be deleted and are gone.
  var absent: [RelativePath: Image] = [:]
  var steps: [StepChanges] = []
  var net: [PathChange] = []
  var contents = ContentPool()

  /// Whether landing would change nothing.
  public var isEmpty: Bool { changes.isEmpty }

  /// Files that are in conflict, or were, because they are gone: perhaps somebody moved them.
  public var gone: [RelativePath] {
    (conflicts + decided).filter { conflict in
      if case .file = conflict.recorded { conflict.found == nil } else { false }
    }.map(\.path)
  }

  /// Whether the policy decided these very conflicts, of the same files as they stand on disk: what
  /// somebody saw and decided is not applied to something else.
  public func decides(_ conflicts: [Conflict]) -> Bool {
    conflicts.allSatisfy { seen in
      decided.contains {
        $0.path == seen.path && $0.hunks == seen.hunks && $0.found == seen.found
      }
    }
  }

  /// Whether landing changes no file and still ends something: what an operation held is left to
  /// others.
  public internal(set) var endsHolds = false
  /// What was to be taken out of files by meaning and is not in them any more.
  public internal(set) var missed: [MissedRemoval] = []
  /// Steps in effect that need what would be taken back.
  public internal(set) var dependents: [Dependent] = []
  /// Operations of which a restore of all paths leaves some.
  public internal(set) var partial: [PartialRetraction] = []

  /// Decisions that the log tells later; nil when there are none.
  var recordedVerdicts: [OperationRecord.Verdict]? {
    let told = verdicts.filter { $0.decision == .merged || $0.decision == .kept }
    let recorded = told.map {
      OperationRecord.Verdict(step: $0.step, path: $0.path, decision: $0.decision.rawValue)
    }
    return recorded.isEmpty ? nil : recorded
  }

  /// Whether landing would record nothing but what is left to other operations.
  var onlyHolds: Bool { isEmpty && steps.contains { $0.holds != nil } }
}

/// One path of a plan.
public struct PlannedChange: Hashable, Sendable {
  /// What happens there.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// Nothing stood there.
    case create
    /// The content, or the kind of what stands there, changes.
    case modify
    /// Only the permissions change.
    case chmod
    /// What stood there goes.
    case delete
    /// A directory is made.
    case makeDirectory
    /// A directory is removed.
    case removeDirectory

    init(before: Image?, after: Image?) {
      self =
        switch (before, after) {
        case (nil, .directory): .makeDirectory
        case (nil, _): .create
        case (.directory, nil): .removeDirectory
        case (_, nil): .delete
        case (.file(let before), .file(let after)) where before.id == after.id: .chmod
        default: .modify
        }
    }
  }

  /// The path.
  public var path: RelativePath
  /// What happens there.
  public var kind: Kind
  /// The permission bits after; nil for links and when nothing stands there.
  public var mode: UInt16?
  /// Why structured edits chose their places: the path's own lines.
  public var evidence: [EditEvidence]
  /// Other names of the file, which keep the old content.
  public var hardLinks: Int
}

/// What was decided for a path.
public struct PathVerdict: Hashable, Sendable {
  /// The kinds of decision.
  public enum Decision: String, Hashable, Sendable, Codable {
    /// It is already as wanted.
    case unchanged
    /// It is brought to the wanted state as it was recorded.
    case restored
    /// The wanted change was merged with somebody's later work.
    case merged
    /// Somebody's later work was kept instead.
    case kept
    /// It cannot be decided.
    case conflict
  }

  /// The step's id.
  public var step: String
  /// The path.
  public var path: RelativePath
  /// The decision.
  public var decision: Decision
  /// Operations that rest on what stands there, when it was kept for them.
  public var holders: [Int] = []
}

/// A structured edit that found nothing to take out of a file.
public struct MissedRemoval: Hashable, Sendable {
  /// The file.
  public var path: RelativePath
  /// The edit.
  public var edit: StructuredEdit
}

/// A step in effect that needs a step which would be taken back.
public struct Dependent: Hashable, Sendable, CustomStringConvertible {
  /// The operation it landed in.
  public var operation: Int
  /// Its id.
  public var step: String
  /// The id of the step it needs.
  public var need: String

  /// One sentence.
  public var description: String {
    "'\(step)' of operation \(operation) needs '\(need)', which this takes back; "
      + "'backstitch undo \(operation)' takes it back, too"
  }
}

extension Plan {
  /// Says of files that are gone where they seem to be now.
  mutating func tell(moved places: [RelativePath: RelativePath]) {
    func note(_ conflicts: inout [Conflict]) {
      for index in conflicts.indices {
        guard let place = places[conflicts[index].path] else { continue }
        conflicts[index].reason += "; it seems to be \(place) now, which is left as it is"
      }
    }
    note(&conflicts)
    note(&decided)
  }

  /// The digest of invariant I11.
  static func digest(of net: [PathChange]) -> String {
    var hash = SHA256()
    for change in net.sorted(by: { $0.path < $1.path }) {
      hash.update(data: change.path.bytes)
      for image in [change.before, change.after] {
        hash.update(data: [0] + Array(token(of: image).utf8))
      }
      hash.update(data: [UInt8(ascii: "\n")])
    }
    return hash.finalize().map { $0 < 16 ? "0" + String($0, radix: 16) : String($0, radix: 16) }
      .joined()
  }

  private static func token(of image: Image?) -> String {
    switch image {
    case nil: "-"
    case .file(let file): "file \(file.id) \(String(file.mode, radix: 8))"
    case .symlink(let target): "link \(Base64.encode(target.bytes))"
    case .directory(let mode): "directory \(String(mode, radix: 8))"
    }
  }
}
