internal import Journal
internal import Patch

/// What one git commit is made of.
struct GitStage {
  /// The step it is about; nil: all.
  var step: String?
  /// The message's first line when nobody gave one.
  var title: String
  var changes: [PathChange]

  /// The stages of an operation: one in all, or one for each step that changes something.
  static func stages(of operation: OperationRecord, perStep: Bool) -> [GitStage] {
    let steps = operation.steps.filter { !$0.changes.isEmpty }
    guard perStep, steps.count > 1 else {
      return [GitStage(step: nil, title: operation.description, changes: operation.net)]
    }
    return steps.map { step in
      GitStage(
        step: step.step.id, title: "\(operation.description): \(step.step.title)",
        changes: step.changes)
    }
  }

  /// Names what the commit comes from, for people and for us.
  ///
  /// - Parameter isLogged: whether the operation can be looked up later.
  static func trailers(
    of operation: OperationRecord, step: String?, isLogged: Bool
  ) -> [String] {
    var trailers: [String] = []
    if let plan = operation.plan { trailers.append("Backstitch-Plan: \(plan)") }
    if let entity = operation.entity { trailers.append("Backstitch-Entity: \(entity)") }
    if let step { trailers.append("Backstitch-Step: \(step)") }
    return trailers + (isLogged ? ["Backstitch-Operation: \(operation.number)"] : [])
  }
}
