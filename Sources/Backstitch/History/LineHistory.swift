internal import FileSystem
internal import Journal
internal import Patch

/// Follows a line back through the states that operations left, to the one that wrote it.
///
/// An undo, a redo or a restore brings back an older state: the line is then looked for in that. A
/// file that an operation made of one that it took away, as a move does, goes on under the old path.
struct LineHistory {
  let log: OperationLog
  let files: any FileSystem

  /// A line in one state of a file.
  private struct Position {
    var path: RelativePath
    var lines: [[UInt8]]
    var index: Int
    /// Only operations before this one can have written it.
    var before: Int
  }

  /// What an operation did to a path.
  private struct Written {
    var record: OperationRecord
    var change: PathChange
  }

  /// - Parameters:
  ///   - line: from 1.
  ///   - now: the file's lines as it is.
  func attribution(
    of line: Int, in now: [[UInt8]], at path: RelativePath
  ) throws(BackstitchError) -> Attribution {
    var position = Position(path: path, lines: now, index: line - 1, before: Int.max)
    while let written = try newestWriter(of: position) {
      let after = try lines(of: written.change.after)
      guard let inAfter = Self.place(of: position.index, in: position.lines, from: after) else {
        return .byHand(line, now[line - 1], after: written.record.number)
      }
      position.before = written.record.number
      let before = try lines(of: written.change.before)
      if let index = Self.place(of: inAfter, in: after, from: before) {
        (position.lines, position.index) = (before, index)
      } else if let older = try brought(by: written, after, inAfter, position) {
        position = older
      } else {
        return try attribution(
          to: written, line: line, text: now[line - 1],
          path: position.path == path ? nil : position.path)
      }
    }
    return .byHand(line, now[line - 1], after: nil)
  }

  private func attribution(
    to written: Written, line: Int, text: [UInt8], path: RelativePath?
  ) throws(BackstitchError) -> Attribution {
    let step = written.record.steps.last { step in
      step.changes.contains { $0.path == written.change.path }
    }
    return Attribution(
      operation: try log.operation(written.record.number), after: nil, path: path,
      step: step?.step.id, entity: written.record.entity, line: line, text: text)
  }

  private func newestWriter(of position: Position) throws(BackstitchError) -> Written? {
    var found: Written?
    do throws(JournalError) {
      try log.log.operations(
        mentioning: [position.path], downTo: 1
      ) { record throws(JournalError) in
        guard record.number < position.before,
          let change = record.net.first(where: { $0.path == position.path })
        else { return true }
        found = Written(record: record, change: change)
        return false
      }
    } catch {
      throw BackstitchError(error)
    }
    return found
  }

  /// Where a line stood before an operation that did not write it, only brought it there.
  private func brought(
    by written: Written, _ after: [[UInt8]], _ index: Int, _ position: Position
  ) throws(BackstitchError) -> Position? {
    if let older = try olderState(of: written) {
      let lines = try lines(of: older.image)
      guard let place = Self.place(of: index, in: after, from: lines) else { return nil }
      return Position(
        path: position.path, lines: lines, index: place, before: older.before)
    }
    guard written.change.before == nil, let source = try source(of: written, after) else {
      return nil
    }
    guard let place = Self.place(of: index, in: after, from: source.lines) else { return nil }
    return Position(
      path: source.path, lines: source.lines, index: place, before: written.record.number)
  }

  /// The state that an undo, a redo or a restore went back to, and the operations that led to it.
  private func olderState(
    of written: Written
  ) throws(BackstitchError) -> (image: Image?, before: Int)? {
    let record = written.record
    let number: Int?
    let isAfter: Bool
    switch record.kind {
    case .undo, .rollback: (number, isAfter) = (record.target?.operation, false)
    case .redo: (number, isAfter) = (record.target?.operation, true)
    case .restore: (number, isAfter) = (record.restored, true)
    case .commit, .capture: return nil
    }
    guard let number, let target = try log.find(number),
      let change = target.net.first(where: { $0.path == written.change.path })
    else { return nil }
    return isAfter ? (change.after, number + 1) : (change.before, number)
  }

  /// The file that an operation took away and made this one of: the same content, or at least half of
  /// its lines.
  private func source(
    of written: Written, _ after: [[UInt8]]
  ) throws(BackstitchError) -> (path: RelativePath, lines: [[UInt8]])? {
    guard case .file(let made) = written.change.after else { return nil }
    var best: (path: RelativePath, lines: [[UInt8]], shared: Int)?
    let all = Set(after)
    for change in written.record.net where change.after == nil {
      guard case .file(let file) = change.before else { continue }
      let lines = try lines(of: change.before)
      if file.id == made.id { return (change.path, lines) }
      let shared = lines.count { all.contains($0) }
      guard shared * 2 >= max(lines.count, 1), shared > best?.shared ?? 0 else { continue }
      best = (change.path, lines, shared)
    }
    return best.map { ($0.path, $0.lines) }
  }

  // MARK: Lines

  private func lines(of image: Image?) throws(BackstitchError) -> [[UInt8]] {
    guard case .file(let file) = image else { return [] }
    var contents = ContentPool()
    contents.note(image)
    return Self.lines(of: try contents.bytes(of: file.id, in: files))
  }

  /// A text's lines without their ends.
  static func lines(of text: [UInt8]) -> [[UInt8]] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Where a line of the new text stood in the old one; nil when it is new there.
  private static func place(
    of index: Int, in new: [[UInt8]], from old: [[UInt8]]
  ) -> Int? {
    var (inserted, removed): (Set<Int>, Set<Int>) = ([], [])
    for change in new.difference(from: old) {
      switch change {
      case .insert(let offset, _, _): inserted.insert(offset)
      case .remove(let offset, _, _): removed.insert(offset)
      }
    }
    guard !inserted.contains(index) else { return nil }
    let rank = index - inserted.count { $0 < index }
    var seen = -1
    for candidate in old.indices where !removed.contains(candidate) {
      seen += 1
      if seen == rank { return candidate }
    }
    return nil
  }
}
