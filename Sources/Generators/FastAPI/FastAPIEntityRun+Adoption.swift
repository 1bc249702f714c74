internal import Patch
internal import ProjectModel
internal import SourceEdits

// What stands there already.
extension FastAPIEntityRun {
  /// The schemas, or what those that stand there lack; what the router must know of them.
  mutating func makeSchemas(
    for missing: Set<EntityLayer>
  ) throws(GenerationError) -> RouterSource.Schemas {
    let path = files.schemas.path
    let users = missing.intersection([.crud, .router])
    guard let present = try builder.contents(of: path), !users.isEmpty else {
      try makeFile(.schemas, files.schemas, Template.schemas, SchemaSource(entity).text)
      try checkColumns(missing, written: nil)
      return RouterSource.Schemas()
    }
    let adoption = try SchemaAdoption(entity, path: path, present, users: users)
    try adoption.check()
    try checkColumns(missing, written: adoption.created)
    var addition = SchemaAddition(adoption)
    let (imports, classes) = addition.make()
    for edit in classes.isEmpty ? [] : imports { try builder.edit(path, .addImport(edit)) }
    for type in classes {
      try builder.edit(
        path, .appendClass(ClassEdit(name: type.name, source: type.source)), node: type.name,
        source: type.source, template: Template.schemas.label)
    }
    layers.append(.init(layer: .schemas, path: path, state: .adopted))
    if !classes.isEmpty {
      let names = classes.map(\.name).joined(separator: ", ")
      notes.append("\(path) stands there; what it lacked was added: \(names)")
    }
    return adoption.forRouter
  }

  /// Refuses a create endpoint that could fill no row.
  ///
  /// - Parameter written: The names that creating takes; nil for all of the entity's.
  private func checkColumns(
    _ missing: Set<EntityLayer>, written: Set<String>?
  ) throws(GenerationError) {
    guard missing.contains(.router), let adopted = entity.adopted else { return }
    let active = entity.entity.features.active ? ["is_active"] : []
    let all = Set(entity.entity.fields.map(\.name) + active)
    let author = entity.author == nil ? [] : ["created_by", "updated_by"]
    let columns = adopted.unwritable(besides: (written ?? all).union(author))
    guard columns.isEmpty else { throw .unwritable(entity.entity.name, columns) }
  }

  /// The files above the model that stand there and were not generated.
  func foreignFiles() throws(GenerationError) -> [RelativePath] {
    var foreign: [RelativePath] = []
    for path in [files.schemas.path, files.crud.path, files.router.path] {
      let isMade = layers.contains { $0.path == path && $0.state == .made }
      guard !isMade, try !builder.exists(ProjectFiles.pristine(of: path)) else { continue }
      foreign.append(path)
    }
    return foreign
  }

  /// References that were put off, and whose target has a model by now.
  var deferrals: [String] {
    let put = entity.entity.relationships.filter { relationship in
      relationship.deferred && entity.backend.models?.model(named: relationship.target) != nil
    }
    return put.map { relationship in
      "'\(relationship.field)' of \(files.model.path) is a plain column still: its model was made"
        + " before \(relationship.target) had one; make it a foreign key by hand"
    }
  }
}
