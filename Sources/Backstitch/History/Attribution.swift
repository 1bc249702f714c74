internal import Journal
public import Patch

/// Who wrote a path, or one of its lines.
public struct Attribution: Sendable {
  /// The operation; nil: by hand, or before Backstitch.
  public var operation: Operation?
  /// Of what nobody's operation wrote: the operation after which somebody wrote it; nil: before them
  /// all.
  public var after: Int?
  /// The path by which the operation knew it, when it was moved since.
  public var path: RelativePath?
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
    guard let log = try log() else { return [.byHand(line, now[line - 1], after: nil)] }
    let history = LineHistory(log: try OperationLog(log), files: try files())
    return [try history.attribution(of: line, in: now, at: path)]
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

  private func attribution(
    _ operation: Operation, _ path: RelativePath, line: Int?, text: [UInt8]?
  ) -> Attribution {
    let step = operation.record.steps.last { $0.changes.contains { $0.path == path } }
    return Attribution(
      operation: operation, step: step?.step.id, entity: operation.entity, line: line, text: text)
  }

  private func lines(of text: [UInt8]) -> [[UInt8]] { LineHistory.lines(of: text) }
}

extension Attribution {
  /// A line that no operation wrote.
  static func byHand(_ line: Int, _ text: [UInt8], after operation: Int?) -> Attribution {
    Attribution(operation: nil, after: operation, line: line, text: text)
  }
}
