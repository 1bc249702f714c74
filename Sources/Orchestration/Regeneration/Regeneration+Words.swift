internal import Generators
internal import Patch
internal import ProjectModel

// What people are told of a regeneration.
extension Regeneration {
  /// What is left to be done in layers that people wrote.
  func byHand(_ made: MadeAgain, _ differences: [String]) -> [String] {
    // A later generator adopts what an earlier one made.
    let own = Set(made.outputs.lock.outputs.map(\.path))
    var paths: [RelativePath] = []
    for layer in made.generated.layers
    where layer.state == .adopted && layer.layer != .registration && !own.contains(layer.path) {
      if !paths.contains(layer.path) { paths.append(layer.path) }
    }
    // Without the backend's generator nobody looked at its layers.
    if !made.outputs.agents.contains(.fastAPIEntity), let wanted = input.request.entity,
      let model = (try? input.backendIfAny())?.models?.model(named: wanted.pascal)
    {
      paths.insert(model.path, at: 0)
    }
    return paths.map { path in
      "\(path) was written by hand and stays as it is; change it by hand where it matters:"
        + " \(differences.joined(separator: ", "))"
    }
  }

  /// What was deleted and stays so.
  func deleted(_ result: GeneratedChanges) -> [String] {
    let kept = result.regenerated.filter { output in
      output.verdict == .kept && (output.node != nil || !input.tree.isStanding(output.path))
    }
    var names: [String] = []
    for output in kept {
      let node = input.tree.isStanding(output.path) ? output.node : nil
      let name = node.map { "\($0) of \(output.path)" } ?? output.path.description
      if !names.contains(name) { names.append(name) }
    }
    return names.map {
      "\($0) was deleted and stays so; 'backstitch regenerate \(name) --recreate' makes it again"
    }
  }

  /// What stays as it is since nobody knows any more what was generated of it.
  func unrecorded(_ result: GeneratedChanges) -> [String] {
    var paths: [String] = []
    for output in result.regenerated where output.verdict == .unrecorded {
      let path = output.path.description
      if !paths.contains(path) { paths.append(path) }
    }
    guard let first = paths.first else { return [] }
    let what =
      paths.count == 1
      ? "\(first) stays as it is" : "\(first) and \(paths.count - 1) more stay as they are"
    return [
      "what was generated of \(name) is not recorded any more, so \(what); bring .backstitch/pristine"
        + " back from git, or delete a file and make it anew with"
        + " 'backstitch regenerate \(name) --recreate'"
    ]
  }

  /// Columns that a table with rows cannot get: nothing says what the rows have in them.
  func unfilled(_ wanted: Entity, _ stored: Entity, _ made: MadeAgain) -> [String] {
    guard made.outputs.agents.contains(.fastAPIEntity) else { return [] }
    let renames = wanted.columns(renamedBy: input.request.renames, from: stored)
    let fields = wanted.fields.filter { field in
      let old = renames.first { $0.new == field.name }?.old ?? field.name
      return field.constraints.required && field.constraints.defaultValue == nil
        && stored.field(named: old)?.isNullable ?? true
    }
    return fields.map { field in
      let cure = wanted.relationship(of: field) == nil ? "give it a default, as =VALUE, or " : ""
      return
        "'\(field.name)' is NOT NULL, and nothing says what rows that are there have in it: the"
        + " migration fails, or the database makes something up; \(cure)leave out 'required'"
    }
  }

  /// Values that rows may have and the model cannot read any more: mostly the column stays as it is, so
  /// that no migration says so.
  func unreadable(_ wanted: Entity, _ stored: Entity, _ made: MadeAgain) -> [String] {
    guard made.outputs.agents.contains(.fastAPIEntity) else { return [] }
    let renames = wanted.columns(renamedBy: input.request.renames, from: stored)
    return wanted.fields.compactMap { field in
      let old = renames.first { $0.new == field.name }?.old ?? field.name
      guard let before = stored.field(named: old), let values = field.lost(of: before) else {
        return nil
      }
      return
        "rows whose '\(field.name)' is \(values) cannot be read any more: a migration changes columns,"
        + " not what is in them; change that in the database first"
    }
  }

  /// The commands that bring a database to a model that changed, and the tests.
  func nextSteps(
    of entity: Entity, _ result: GeneratedChanges, _ old: GeneratedOutputs
  ) -> [String] {
    guard !result.isEmpty, let backend = try? input.backendIfAny() else { return [] }
    let models = Set(
      old.lock.outputs.filter { $0.template.hasPrefix("fastapi/model") }.map(\.path))
    let isChanged = result.regenerated.contains { output in
      models.contains(output.path) && ![.unchanged, .kept, .unrecorded].contains(output.verdict)
    }
    var steps: [String] = []
    if isChanged, input.request.migration == nil, let alembic = backend.alembic?.value {
      steps += NextSteps.change(
        of: entity.name,
        table: backend.models?.model(named: entity.pascal)?.table ?? entity.name,
        renames: entity.columns(renamedBy: input.request.renames, from: nil),
        alembic)
    }
    return steps + NextSteps.tests(of: backend)
  }
}

extension Field {
  /// The values that it had and does not have any more, where both are texts in the database; nil when
  /// it has all of them.
  fileprivate func lost(of before: Field) -> String? {
    let wasText = before.type == .str || before.type == .text
    switch type {
    case .json where wasText: return "no JSON"
    case .enumeration where wasText || before.type == .enumeration:
      let values = constraints.values ?? []
      guard let old = before.constraints.values else {
        return "none of \(values.joined(separator: ", "))"
      }
      let gone = old.filter { !values.contains($0) }.map { "'\($0)'" }
      return gone.isEmpty ? nil : gone.joined(separator: " or ")
    default: return nil
    }
  }
}
