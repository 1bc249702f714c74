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
    return names.map { "\($0) was deleted and stays so; --recreate makes it again" }
  }

  /// The commands that bring a database to a model that changed, and the tests.
  func nextSteps(
    of entity: Entity, _ result: GeneratedChanges, _ old: GeneratedOutputs
  ) -> [String] {
    guard !result.isEmpty, let backend = try? input.backendIfAny() else { return [] }
    let models = Set(
      old.lock.outputs.filter { $0.template.hasPrefix("fastapi/model") }.map(\.path))
    let isChanged = result.regenerated.contains { output in
      models.contains(output.path) && output.verdict != .unchanged && output.verdict != .kept
    }
    var steps: [String] = []
    if isChanged, input.request.migration == nil, let alembic = backend.alembic?.value {
      steps += NextSteps.change(
        of: entity.name,
        table: backend.models?.model(named: entity.pascal)?.table ?? entity.name,
        renames: renamedColumns(of: entity),
        alembic)
    }
    if backend.requirements.names.contains("pytest") {
      steps.append(ShellCommand.text("pytest", in: backend.root, comment: "run the tests"))
    }
    return steps
  }

  private func renamedColumns(of entity: Entity) -> [(old: String, new: String)] {
    input.request.renames.compactMap { text in
      guard let rename = try? EntityChange.Rename(reading: text) else { return nil }
      func column(_ name: String) -> String {
        let isReference = entity.relationships.contains { $0.name == rename.new }
        return isReference ? name + "_id" : name
      }
      return (column(rename.old), column(rename.new))
    }
  }
}
