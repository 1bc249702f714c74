package import Patch
package import ProjectModel

/// `generate/docker-service`: Compose services, and the images they are built from, for the projects
/// of a workspace that have none.
package enum DockerServiceAgent {
  /// The name plans call it by.
  package static let name = "generate/docker-service"
  /// The name of its lock: no entity is called so.
  static let lockName = "docker-service"

  /// A part of an application that runs in a container of its own.
  package enum Layer: String, Hashable, Sendable, CaseIterable {
    /// The FastAPI backend.
    case backend
    /// The Next.js frontend.
    case frontend
  }

  /// The projects, and what is known of their containers.
  package struct Input: Sendable {
    /// The backend; nil when the workspace has none.
    package var backend: Backend?
    /// The frontend; nil when the workspace has none.
    package var frontend: Frontend?
    /// The Compose file in use; nil when there is none.
    package var compose: ComposeFile?
    /// Where one is made when there is none.
    package var path: RelativePath
    /// What must have a service; a file that is made has one for each project.
    package var layers: Set<Layer>
    /// Whether services that are made take ports of the host: none where a proxy stands in front.
    package var publishes: Bool
    /// The services of layers that another agent makes.
    package var elsewhere: [Layer: ComposeService] = [:]

    /// Creates an input.
    package init(
      backend: Backend?, frontend: Frontend?, compose: ComposeFile?,
      path: RelativePath = "compose.yaml", layers: Set<Layer> = Set(Layer.allCases),
      publishes: Bool = true
    ) {
      self.backend = backend
      self.frontend = frontend
      self.compose = compose
      self.path = path
      self.layers = layers
      self.publishes = publishes
    }
  }

  /// What would be added, in words: services, then files.
  package static func missing(
    _ input: Input, tree: some ReadableTree
  ) throws(GenerationError) -> [String] {
    let services = try DockerServices(input, tree: tree)
    var words = services.made.map { "service \($0.name)" }
    if case .standing(let service) = services.frontend, services.missingAddress != nil,
      let variable = input.frontend?.serverVariable
    {
      words.append("\(variable) of service \(service.name)")
    }
    var run = DockerServiceRun(
      services: services, builder: OutputBuilder(tree: tree, generator: name, entity: lockName))
    let files = try run.generate().files.filter { file in
      file.state == .made && file.path != services.path
        && !file.path.bytes.suffix(".dockerignore".utf8.count).elementsEqual(".dockerignore".utf8)
    }
    return words + files.map(\.path.description)
  }

  /// Adds what is missing; services that stand there are left alone, but for the backend's address
  /// in the frontend's.
  ///
  /// Pure, as ``FastAPIEntityAgent``.
  package static func generate(
    _ input: Input, tree: some ReadableTree
  ) throws(GenerationError) -> GeneratedChanges {
    var builder = OutputBuilder(tree: tree, generator: name, entity: lockName)
    builder.layers = Set(input.layers.map(\.rawValue))
    var run = DockerServiceRun(services: try DockerServices(input, tree: tree), builder: builder)
    return try run.generate()
  }
}
