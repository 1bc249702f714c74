internal import Backstitch
internal import Patch

extension OperationText {
  /// An operation as documents have it; `record` is all of it.
  static func json(_ operation: Backstitch.Operation) -> JSONValue {
    let state: (String, Int?) =
      switch operation.state {
      case .inEffect: ("in-effect", nil)
      case .partlyUndone: ("partly-undone", nil)
      case .undone(let by): ("undone", by)
      }
    let steps = operation.steps.map { step -> JSONValue in
      [
        "id": .string(step.id), "title": .string(step.title),
        "paths": .array(step.paths.map { JSONValue($0) }),
      ]
    }
    var members: [String: JSONValue] = [
      "number": JSONValue(operation.number), "kind": .string(operation.kind.rawValue),
      "description": .string(operation.description), "author": .string(operation.author),
      "time": .integer(operation.time), "branch": JSONValue(operation.branch),
      "head": JSONValue(operation.head), "digest": .string(operation.digest),
      "commit": .string(operation.storeCommit), "entity": JSONValue(operation.entity),
      "plan": JSONValue(operation.plan), "target": JSONValue(operation.target),
      "transaction": operation.transaction.map { .string("t\($0)") } ?? .null,
      "state": .string(state.0), "undoneBy": JSONValue(state.1),
      "redoneBy": JSONValue(operation.redoneBy), "restored": JSONValue(operation.restored),
      "undoneParts": .array(operation.undoneParts.map(json)),
      "left": .array(operation.left.map { JSONValue($0) }),
      "steps": .array(steps), "changes": changes(operation),
      "record": record(operation),
    ]
    members["gitCommit"] = GitCommitText.json(operation)
    return .object(members)
  }

  /// What the journal has; nothing when it cannot be written, which a record that was read never is.
  private static func record(_ operation: Backstitch.Operation) -> JSONValue {
    guard let bytes = try? operation.recordJSON() else { return .null }
    return .raw(String(decoding: bytes, as: UTF8.self))
  }

  private static func json(_ part: Backstitch.Operation.UndonePart) -> JSONValue {
    [
      "step": .string(part.step), "by": JSONValue(part.by),
      "paths": part.paths.map { .array($0.map { JSONValue($0) }) } ?? .null,
    ]
  }

  /// Each path with what happened there.
  static func changes(_ operation: Backstitch.Operation) -> JSONValue {
    let moves = operation.moves
    return .array(
      operation.changes.map { change in
        var members: [String: JSONValue] = [
          "path": JSONValue(change.path), "kind": .string(change.kind.rawValue),
        ]
        if let old = moves[change.path] { members["movedFrom"] = JSONValue(old) }
        return .object(members)
      })
  }
}
