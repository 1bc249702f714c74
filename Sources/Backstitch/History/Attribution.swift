internal import Journal
public import Patch

/// Who wrote a path, or one of its lines.
public struct Attribution: Sendable {
  /// The operation; nil: by hand, or before Backstitch.
  public var operation: Operation?
  /// The step of the operation.
  public var step: String?
  /// The entity it generated.
  public var entity: String?
  /// The line asked for, from 1.
  public var line: Int?
  /// The line's text now.
  public var text: [UInt8]?
}

extension Workspace {
  /// Which operations in effect wrote a path, newest first; or the one that wrote a line.
  ///
  /// - Parameters:
  ///   - path: a path of the workspace.
  ///   - line: from 1; nil: the whole path.
  /// - Throws: ``BackstitchError/nothing(_:)`` when the file has no such line.
  public func why(_ path: RelativePath, line: Int? = nil) throws(BackstitchError) -> [Attribution] {
    let touching = try operationsInEffect(writing: path)
    guard let line else {
      return touching.map { attribution($0, path, line: nil, text: nil) }
    }
    let text: [UInt8]?
    let tree = try tree()
    do throws(TreeError) {
      text = try tree.contents(of: path)
    } catch {
      throw BackstitchError(error)
    }
    let now = lines(of: text ?? [])
    guard now.indices.contains(line - 1) else {
      throw .nothing("\(path) has no line \(line); it has \(counted(now.count, "line"))")
    }
    return [try blame(line, in: now, path, touching)]
  }

  /// Newest first.
  private func operationsInEffect(
    writing path: RelativePath
  ) throws(BackstitchError) -> [Operation] {
    guard let log = try log() else { return [] }
    let operations = try OperationLog(log)
    var found: [Int] = []
    do throws(JournalError) {
      try log.operations(mentioning: [path], downTo: 1) { record throws(JournalError) in
        if record.net.contains(where: { $0.path == path }) { found.append(record.number) }
        return true
      }
    } catch {
      throw BackstitchError(error)
    }
    var touching: [Operation] = []
    for number in found {
      if case .undone = operations.state(of: number) { continue }
      touching.append(try operations.operation(number))
    }
    return touching
  }

  /// Follows a line back: it is an operation's when its after-image has the line and its
  /// before-image has not.
  private func blame(
    _ line: Int, in now: [[UInt8]], _ path: RelativePath, _ touching: [Operation]
  ) throws(BackstitchError) -> Attribution {
    let text = now[line - 1]
    let files = try files()
    var (current, index) = (now, line - 1)
    for operation in touching {
      guard let change = operation.record.net.first(where: { $0.path == path }) else { continue }
      var contents = ContentPool()
      contents.note(change.before)
      contents.note(change.after)
      func side(_ image: Image?) throws(BackstitchError) -> [[UInt8]] {
        guard case .file(let file) = image else { return [] }
        return lines(of: try contents.bytes(of: file.id, in: files))
      }
      let after = try side(change.after)
      guard let inAfter = position(of: index, in: current, from: after) else { break }
      let before = try side(change.before)
      guard let inBefore = position(of: inAfter, in: after, from: before) else {
        return attribution(operation, path, line: line, text: text)
      }
      (current, index) = (before, inBefore)
    }
    return Attribution(operation: nil, step: nil, entity: nil, line: line, text: text)
  }

  private func attribution(
    _ operation: Operation, _ path: RelativePath, line: Int?, text: [UInt8]?
  ) -> Attribution {
    let step = operation.record.steps.last { $0.changes.contains { $0.path == path } }
    return Attribution(
      operation: operation, step: step?.step.id, entity: operation.entity, line: line, text: text)
  }

  private func lines(of text: [UInt8]) -> [[UInt8]] {
    var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines
  }

  /// Where a line of the new text stood in the old one; nil when it is new there.
  private func position(of index: Int, in new: [[UInt8]], from old: [[UInt8]]) -> Int? {
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
