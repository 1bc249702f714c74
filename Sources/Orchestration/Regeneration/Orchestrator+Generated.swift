internal import Backstitch
internal import Generators
internal import Patch
internal import ProjectModel

extension Orchestrator {
  /// The entities and scaffolds that were generated, of these names or all, in an order in which
  /// each comes behind those it refers to.
  ///
  /// - Throws: what names nothing that was generated, and when nothing was.
  package func generated(
    named names: [String], all: Bool
  ) throws(OrchestrationError) -> [String] {
    let tree: WorkspaceTree
    do throws(BackstitchError) {
      tree = try workspace.tree()
    } catch {
      throw .library(error)
    }
    let known: [String]
    do throws(TreeError) {
      known = try ProjectFiles.locks(in: tree)
    } catch {
      throw OrchestrationError(error)
    }
    guard !names.isEmpty || !known.isEmpty else {
      throw .answer("nothing was generated in this workspace, so there is nothing to regenerate")
    }
    guard !names.isEmpty || all else {
      throw .answer(
        "say what to regenerate: names, or --all; there are \(known.joined(separator: ", "))")
    }
    guard all else {
      var found: [String] = []
      for name in names {
        let canonical = EntityNames.canonical(name)
        guard let match = [name, canonical].first(where: known.contains) else {
          throw .notGenerated(canonical)
        }
        if !found.contains(match) { found.append(match) }
      }
      return found
    }
    return try Self.ordered(known, in: tree)
  }

  /// The parts of the project first, then entities, each behind those it refers to, whose pages it
  /// shows; then other scaffolds.
  private static func ordered(
    _ names: [String], in tree: WorkspaceTree
  ) throws(OrchestrationError) -> [String] {
    let parts = ProjectPart.allCases.map(\.lockName).filter(names.contains)
    let ordered = try parts + entities(among: names, in: tree)
    return ordered + names.filter { !ordered.contains($0) }
  }

  /// The entities among names, each behind those it refers to.
  static func entities(
    among names: [String], in tree: some ReadableTree
  ) throws(OrchestrationError) -> [String] {
    var entities: [Entity] = []
    for name in names {
      if let entity = try GenerationRequest.stored(name, in: tree) { entities.append(entity) }
    }
    var sorted: [String] = []
    while let next = entities.first(where: { entity in
      entity.relationships.allSatisfy { relationship in
        relationship.target == entity.pascal
          || !entities.contains { $0.pascal == relationship.target }
      }
    }) ?? entities.first {
      sorted.append(next.name)
      entities.removeAll { $0.name == next.name }
    }
    return sorted
  }
}
