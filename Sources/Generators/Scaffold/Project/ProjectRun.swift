internal import Patch
internal import ProjectModel

/// One run of an agent for a part of a project.
struct ProjectRun {
  let part: ProjectPart
  let choices: ProjectChoices
  /// What stands in the tree; nil where nothing does that is not this program's.
  var detection: Detection?
  var builder: OutputBuilder

  /// The changes of all that is missing.
  mutating func generate(_ tree: some ReadableTree) throws(GenerationError) -> GeneratedChanges {
    let layers = try layers(in: tree)
    if part == .infrastructure, layers.keepsBackend || layers.keepsFrontend, let detection {
      let kept = KeptInfrastructure(choices: choices, layers: layers, detection: detection)
      return try kept.generate(tree)
    }
    var files: [GeneratedChanges.File] = []
    var variables: [ProjectEnvironment.Variable] = []
    let content = content(layers)
    for output in content.outputs {
      switch output {
      case .file(let path, let template, let view):
        files.append(try make(path, template) { template.render(view) })
      case .text(let path, let text, let template):
        files.append(try make(path, template) { text })
      case .variable(let name, let value):
        variables.append(.init(name: name, value: value))
      }
    }
    if !variables.isEmpty {
      let path = ProjectEnvironment.path
      if try !builder.exists(path) { files.append(.init(path: path, state: .made)) }
      try ProjectEnvironment.put(variables, with: &builder)
    }
    guard !builder.changes.isEmpty else { return .init(holds: builder.holds, files: files) }
    try builder.putProjectFiles(named: part.lockName)
    return GeneratedChanges(
      changes: builder.changes, holds: builder.holds, files: files,
      nextSteps: content.nextSteps)
  }

  private func layers(in tree: some ReadableTree) throws(GenerationError) -> ProjectLayers {
    do throws(TreeError) {
      return try ProjectLayers(choices, tree: tree, detection: detection)
    } catch {
      throw .tree(error)
    }
  }

  private mutating func make(
    _ path: RelativePath, _ template: Template, text: () -> String
  ) throws(GenerationError) -> GeneratedChanges.File {
    let stands = try builder.exists(path)
    if !stands { try builder.write(path, text(), template: template.label) }
    return .init(path: path, state: stands ? .adopted : .made)
  }

  private func content(_ layers: ProjectLayers) -> any ProjectContent {
    switch part {
    case .backend: BackendProject(choices: choices)
    case .frontend: FrontendProject(choices: choices)
    case .infrastructure: InfrastructureProject(choices: choices, layers: layers)
    case .wiring: WiringProject(choices: choices, layers: layers.own)
    }
  }
}
