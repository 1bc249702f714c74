internal import Journal
public import Patch
internal import SourceEdits

/// Why a path cannot be planned.
public struct Conflict: Hashable, Sendable, CustomStringConvertible {
  /// The path.
  public var path: RelativePath
  /// What collides, in words.
  public var reason: String
  /// The first line of the collision on disk, from 1, when it is in a file's text.
  public var line: Int?
  /// What both sides changed differently; empty when it is not in a file's text.
  public var hunks: [ConflictHunk] = []
  /// The operation the other side comes from; nil when it was edited by hand.
  public var operation: Int?
  /// The last operation before somebody edited it by hand; nil when nobody did, or none is known.
  public var editedSince: Int?
  /// Whether no decision settles it: somebody must change the file, or run the command again.
  public var isFinal = false
  /// What stands at the path.
  var found: Image?
  /// What was recorded there.
  var recorded: Image?

  init(path: RelativePath, reason: String, line: Int? = nil, isFinal: Bool = false) {
    self.path = path
    self.reason = reason
    self.line = line
    self.isFinal = isFinal
  }

  /// Whether it tells people the same as another.
  func tells(_ other: Conflict) -> Bool {
    var same = other
    same.recorded = recorded
    return same == self
  }

  /// The colliding text with all three sides, for people; empty when it is not in a file's text.
  public var hunk: String { hunks.first.map(\.description) ?? "" }

  /// `path:line: reason`, then the hunks.
  public var description: String {
    let place = line.map { "\(path):\($0)" } ?? path.description
    let shown = hunks.prefix(3).map { "\n" + $0.description }.joined()
    let rest = hunks.count > 3 ? "\n… and \(counted(hunks.count - 3, "hunk")) more" : ""
    return "\(place): \(reason)\(who)\(shown)\(rest)"
  }

  private var who: String {
    if let operation { return " (from operation \(operation))" }
    return editedSince.map { " (edited by hand since operation \($0))" } ?? ""
  }
}

/// Whole lines that both sides changed differently.
public struct ConflictHunk: Hashable, Sendable, CustomStringConvertible {
  /// The recorded lines.
  public var base: [UInt8]
  /// The lines on disk.
  public var ours: [UInt8]
  /// The wanted lines.
  public var theirs: [UInt8]
  /// The first of them on disk, from 1.
  public var line: Int
  /// What the sides are called, in that order.
  public var labels: (base: String, ours: String, theirs: String) {
    (named.base, named.ours, named.theirs)
  }
  private let named: MergeLabels

  init(_ conflict: MergeConflict, _ labels: MergeLabels) {
    base = conflict.base
    ours = conflict.ours
    theirs = conflict.theirs
    line = conflict.line
    named = labels
  }

  /// The lines with all three sides between markers.
  public var marked: [UInt8] {
    MergeConflict(base: base, ours: ours, theirs: theirs, line: line).marked(named)
  }

  /// All three sides between markers, as text.
  public var description: String {
    let text = String(decoding: marked, as: UTF8.self)
    return text.hasSuffix("\r\n") || text.hasSuffix("\n") ? String(text.dropLast()) : text
  }
}
