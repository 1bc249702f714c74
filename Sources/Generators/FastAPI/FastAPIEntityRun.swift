internal import Patch
internal import ProjectModel
internal import SourceEdits

/// One run of the agent: layer after layer, then the project's own files.
struct FastAPIEntityRun {
  let entity: BackendEntity
  /// The entity as its file has it.
  let stored: Entity?
  var builder: OutputBuilder
  var layers: [GeneratedChanges.Layer] = []
  private var evidence: [Evidence] = []
  var warnings: [String] = []
  var notes: [String] = []

  init(entity: BackendEntity, stored: Entity?, builder: OutputBuilder) {
    self.entity = entity
    self.stored = stored
    self.builder = builder
  }

  var files: BackendEntityFiles { entity.files }

  /// The changes of all layers that are missing.
  mutating func generate() throws(GenerationError) -> GeneratedChanges {
    let missing = try missingLayers()
    if stored == nil || !missing.isEmpty { try entity.adopted?.check(entity.entity) }
    try makeModel()
    let schemas = try makeSchemas(for: missing)
    if !missing.contains(.crud), missing.contains(.router),
      let present = try builder.contents(of: files.crud.path)
    {
      try CRUDAdoption(entity, path: files.crud.path, present).check()
    }
    try makeFile(.crud, files.crud, Template.crud, CRUDSource(entity).text)
    try makeRouterLayer(stands: !missing.contains(.router), schemas)
    if entity.options.tests { try makeTests() }
    try makePackages()
    try builder.putProjectFiles(of: entity.entity)
    let isChanged = !builder.changes.isEmpty
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, layers: layers,
      evidence: evidence + builder.evidence,
      warnings: warnings + (isChanged ? generalWarnings(missing) : []),
      notes: notes + deferrals,
      nextSteps: isChanged ? NextSteps.of(entity, layers: layers) : [])
  }

  /// The layers above the model that have no file.
  private func missingLayers() throws(GenerationError) -> Set<EntityLayer> {
    var missing: Set<EntityLayer> = []
    if try !builder.exists(files.schemas.path) { missing.insert(.schemas) }
    if try !builder.exists(files.crud.path) { missing.insert(.crud) }
    if try !builder.exists(files.router.path) { missing.insert(.router) }
    return missing
  }

  // MARK: Layers

  private mutating func makeModel() throws(GenerationError) {
    let name = entity.entity.pascal
    if let model = entity.backend.models?.model(named: name) {
      layers.append(.init(layer: .model, path: model.path, state: .adopted))
      return
    }
    let source = ModelSource(entity)
    let path = files.model.path
    if try builder.exists(path) {
      for edit in source.imports.edits where edit.module != files.model.module {
        try builder.edit(path, .addImport(edit))
      }
      try addOtherSides(source)
      try appendClasses(path, source)
    } else {
      let view = ModelFileView(imports: source.imports.lines, classes: source.classes.map(\.source))
      try builder.write(
        path, Template.modelFile.render(view), template: Template.modelFile.label)
      try exportModel(path)
      try addOtherSides(source)
    }
    layers.append(.init(layer: .model, path: path, state: .made))
  }

  private struct ModelFileView {
    let imports: [String]
    let classes: [String]
  }

  private mutating func addOtherSides(_ source: ModelSource) throws(GenerationError) {
    for side in source.otherSides where !side.reference.isSelf { try addOtherSide(side) }
  }

  private mutating func appendClasses(
    _ path: RelativePath, _ source: ModelSource
  ) throws(GenerationError) {
    for type in source.classes {
      try builder.edit(
        path, .appendClass(ClassEdit(name: type.name, source: type.source)), node: type.name,
        source: type.source, template: type.template.label)
    }
  }

  private mutating func addOtherSide(_ side: ModelSource.OtherSide) throws(GenerationError) {
    guard let target = side.reference.target else { return }
    var attribute = side.attribute
    if target.path != files.model.path {
      var lines = attribute.source.split(separator: "\n").map(String.init)
      lines[0] += ModelSource.unimported
      attribute.source = lines.joined(separator: "\n")
    }
    for name in ["Mapped", "relationship"] {
      try builder.edit(
        target.path, .addImport(ImportEdit(module: "sqlalchemy.orm", name: name)))
    }
    try builder.edit(
      target.path, .addAttribute(attribute), node: "\(attribute.className).\(attribute.name)",
      source: attribute.source, template: Template.model.label)
  }

  /// A package of models that names its modules names this one too.
  private mutating func exportModel(_ path: RelativePath) throws(GenerationError) {
    guard let package = path.parent?.appending("__init__.py"),
      let text = try builder.contents(of: package),
      let module = entity.backend.module(of: path)
    else { return }
    let known = (entity.backend.models?.all ?? []).filter { $0.path.parent == path.parent }
    let source = String(decoding: text, as: UTF8.self)
    guard known.contains(where: { source.contains("import \($0.name)") }) else { return }
    let isRelative = source.contains("from .")
    let last = module.split(separator: ".").last.map(String.init) ?? module
    let name = entity.entity.pascal
    // Beside an `__all__` without it, only a name that is said twice counts as exported.
    let edit = ImportEdit(
      module: isRelative ? "." + last : module, name: name,
      alias: source.contains("__all__") ? name : nil)
    try builder.edit(
      package, .addImport(edit), node: "import", template: Template.modelFile.label)
  }

  mutating func makeFile(
    _ layer: EntityLayer, _ file: BackendEntityFiles.File, _ template: Template,
    _ text: String
  ) throws(GenerationError) {
    let stands = try builder.exists(file.path)
    if !stands { try builder.write(file.path, text, template: template.label) }
    layers.append(.init(layer: layer, path: file.path, state: stands ? .adopted : .made))
  }

  private mutating func makeRouterLayer(
    stands: Bool, _ schemas: RouterSource.Schemas
  ) throws(GenerationError) {
    let isReached = entity.backend.routers.contains { router in
      router.path == files.router.path && !router.reachedAt.isEmpty
    }
    guard stands, isReached else { return try makeRouter(stands: stands, schemas) }
    layers.append(.init(layer: .router, path: files.router.path, state: .adopted))
    noteRegistration()
  }

  private mutating func makeRouter(
    stands: Bool, _ schemas: RouterSource.Schemas
  ) throws(GenerationError) {
    let plan = try RouterPlan(entity)
    let registrar = plan.choice.registrar
    let tags = try builder.contents(of: registrar.path)
      .flatMap { CallTags(in: $0, registrar: registrar.name) }
    if !stands {
      let source = RouterSource(
        entity, plan: plan, schemas: schemas, hasTags: plan.hasTags ?? (tags == nil))
      try builder.write(files.router.path, source.text, template: Template.router.label)
    }
    layers.append(
      .init(layer: .router, path: files.router.path, state: stands ? .adopted : .made))
    let edit = RouterEdit(
      module: files.router.module, symbol: "router", prefix: plan.callPrefix,
      tags: tags.map { [$0.tag(of: entity.names)] }, registrar: registrar.name)
    let changes = try builder.edit(
      registrar.path, .registerRouter(edit), node: "registration",
      source: "\(files.router.module):router", template: Template.router.label)
    layers.append(
      .init(layer: .registration, path: registrar.path, state: changes ? .made : .adopted))
    evidence.append(
      Evidence(
        registrar.path, registrar.line,
        "\(registrar.name ?? "the routers") was chosen: \(plan.choice.reason)"))
    if !registrar.isLive {
      warnings.append(
        "nothing calls \(registrar.evidence): the router is not reached until something does")
    }
    if !stands, plan.guards.isEmpty, let user = entity.backend.currentUser?.value {
      warnings.append(
        "\(files.router.path) lets everyone in; add dependencies=[Depends(\(user.symbol.name))] to"
          + " its router where it should not")
    }
  }

  private mutating func noteRegistration() {
    let registrar = entity.backend.registrars.first { registrar in
      registrar.isLive && registrar.modules.contains(files.router.module)
    }
    guard let registrar else { return }
    layers.append(.init(layer: .registration, path: registrar.path, state: .adopted))
  }

  private mutating func makeTests() throws(GenerationError) {
    guard try !builder.exists(files.tests) else { return }
    let foreign = try foreignFiles()
    guard foreign.isEmpty else {
      warnings.append(
        "no tests were made: they would try the API as it is generated, and somebody wrote"
          + " \(foreign.map(\.description).joined(separator: ", ")); write \(files.tests) by hand")
      return
    }
    guard let text = TestsSource(entity, plan: try RouterPlan(entity)).text else {
      warnings.append(
        "no tests were made: a required field has a pattern, or the application is not made at the"
          + " top of a module; write \(files.tests) by hand")
      return
    }
    try builder.write(files.tests, text, template: Template.tests.label)
  }

  /// New directories become packages where their siblings are.
  private mutating func makePackages() throws(GenerationError) {
    let made = layers.filter { $0.state == .made && $0.layer != .registration }.map(\.path)
    for path in made {
      for directory in path.ancestors where entity.backend.root.map(directory.isBelow) ?? true {
        let marker = directory.appending("__init__.py")
        guard let above = directory.parent?.appending("__init__.py"),
          try builder.exists(above)
        else { continue }
        try builder.share(marker, "", template: "fastapi/package@1")
      }
    }
  }

  // MARK: Words

  private func generalWarnings(_ missing: Set<EntityLayer>) -> [String] {
    var found = entity.adopted?.warnings ?? []
    if missing.contains(.router) { found += SecretFields.warnings(of: entity) }
    let requirements = entity.backend.requirements
    if let path = requirements.path {
      found += requirements.missing.map { "\(path) does not list \($0); add the line '\($0)'" }
    }
    return found
  }
}
