package import Generators
internal import ProjectModel

/// The agents that ship with the tool.
package enum BuiltInAgent: String, Hashable, Sendable, CaseIterable {
  case fastAPIEntity = "generate/fastapi-entity"
  case apiRoute = "generate/api-route"
  case dataTable = "generate/nextjs-data-table"
  case alembicRevision = "generate/alembic-revision"
  case frontendModule = "scaffold/frontend-module"
  case dockerService = "generate/docker-service"
  case regeneration = "regenerate/entity"
  case projectConfiguration = "scaffold/configuration"
  case projectFastAPI = "scaffold/project-fastapi"
  case projectNextJS = "scaffold/project-nextjs"
  case dockerInfrastructure = "scaffold/docker-infrastructure"
  case wire = "scaffold/wire"
  case agentFiles = "init/agent-files"

  /// What it makes, in one line.
  package var title: String {
    switch self {
    case .fastAPIEntity: "Model, schemas, CRUD functions, router and its registration"
    case .apiRoute: "TypeScript types and Next.js route handlers"
    case .dataTable: "A Next.js page with a data table"
    case .alembicRevision: "A migration, by Alembic's autogenerate"
    case .frontendModule: "A module of components that generated pages use"
    case .dockerService: "Compose services and Dockerfiles of projects that have none"
    case .regeneration: "What was generated of an entity, made again and merged with people's edits"
    case .projectConfiguration:
      "What a new project is made of, recorded in .backstitch/project.yaml"
    case .projectFastAPI: "A new FastAPI project"
    case .projectNextJS: "A new Next.js project"
    case .dockerInfrastructure: "Compose, images and the reverse proxy of a new project"
    case .wire: "What joins the parts of a new project: variables, README, proxying"
    case .agentFiles: "What tells coding agents how to drive this program"
    }
  }

  /// The project an agent cannot do without.
  package enum Project: String, Hashable, Sendable {
    case fastAPI = "FastAPI"
    case nextJS = "Next.js"
    case either = "FastAPI or Next.js"
    /// It makes one.
    case nothing = "nothing"
  }

  /// What it needs in the workspace.
  package var needs: Project {
    switch self {
    case .fastAPIEntity, .alembicRevision: .fastAPI
    case .apiRoute, .dataTable, .frontendModule: .nextJS
    case .dockerService, .regeneration: .either
    case .projectConfiguration, .projectFastAPI, .projectNextJS, .dockerInfrastructure, .wire,
      .agentFiles:
      .nothing
    }
  }

  /// Whether it works on an entity.
  package var needsEntity: Bool {
    switch self {
    case .fastAPIEntity, .apiRoute, .dataTable: true
    default: false
    }
  }

  /// Whether it runs a program of the project's, which takes its time.
  var runsProgram: Bool { self == .alembicRevision }

  /// Runs it: the same input gives the same changes; one that runs a program goes by what that
  /// finds, too.
  package func run(
    _ input: AgentInput, on machine: Machine
  ) throws(OrchestrationError) -> GeneratedChanges {
    let overrides: TemplateOverrides
    do throws(GenerationError) {
      overrides = try TemplateOverrides(in: input.tree)
    } catch {
      throw .generation(error)
    }
    return try overrides.use { () throws(OrchestrationError) in try make(input, on: machine) }
  }

  private func make(
    _ input: AgentInput, on machine: Machine
  ) throws(OrchestrationError) -> GeneratedChanges {
    switch self {
    case .fastAPIEntity: try runFastAPIEntity(input)
    case .apiRoute: try runAPIRoute(input)
    case .dataTable: try runDataTable(input)
    case .alembicRevision: try AlembicRevisionAgent(machine: machine).run(input)
    case .frontendModule: try runFrontendModule(input)
    case .dockerService: try runDockerService(input)
    case .regeneration: try Regeneration(input, on: machine).changes()
    case .projectConfiguration: try runConfiguration(input)
    case .projectFastAPI, .projectNextJS, .dockerInfrastructure, .wire: try runProject(input)
    case .agentFiles: try runAgentFiles(input)
    }
  }

  private func runAgentFiles(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    guard let agent = CodingAgent(lockName: input.request.name) else {
      throw .notGenerated(input.request.name)
    }
    do throws(GenerationError) {
      return try AgentFilesAgent.generate(
        agent, tree: input.tree, recreates: input.request.recreates)
    } catch {
      throw .generation(error)
    }
  }

  private func runDockerService(
    _ input: AgentInput
  ) throws(OrchestrationError) -> GeneratedChanges {
    let containers = try input.containers()
    do throws(GenerationError) {
      return try DockerServiceAgent.generate(containers, tree: input.tree)
    } catch {
      throw .generation(error)
    }
  }

  private func runDataTable(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    let (entity, frontend) = (try input.entity(), try input.frontend())
    let backend = try input.backendIfAny()
    do throws(GenerationError) {
      return try NextDataTableAgent.generate(
        entity, backend: backend, frontend: frontend, tree: input.tree,
        options: .init(
          contract: input.contract, columns: input.request.columns,
          filters: input.request.filters, actions: input.request.actions))
    } catch {
      throw .generation(error)
    }
  }

  private func runFrontendModule(
    _ input: AgentInput
  ) throws(OrchestrationError) -> GeneratedChanges {
    let frontend = try input.frontend()
    do throws(GenerationError) {
      return try FrontendModuleAgent.generate(
        input.step.options["module"] ?? input.request.name, frontend: frontend, tree: input.tree)
    } catch {
      throw .generation(error)
    }
  }

  private func runAPIRoute(_ input: AgentInput) throws(OrchestrationError) -> GeneratedChanges {
    let (entity, frontend) = (try input.entity(), try input.frontend())
    let backend = try input.backendIfAny()
    do throws(GenerationError) {
      return try APIRouteAgent.generate(
        entity, backend: backend, frontend: frontend, tree: input.tree,
        options: .init(contract: input.contract))
    } catch {
      throw .generation(error)
    }
  }

  private func runFastAPIEntity(
    _ input: AgentInput
  ) throws(OrchestrationError) -> GeneratedChanges {
    let backend = try input.backend()
    if input.options.registrar == nil {
      do throws(DetectionError) {
        try input.detection.checkRegistrars(of: backend)
      } catch {
        throw .detection(error)
      }
    }
    let entity = try input.entity()
    do throws(GenerationError) {
      return try FastAPIEntityAgent.generate(
        entity, backend: backend, tree: input.tree, options: input.options)
    } catch {
      throw .generation(error)
    }
  }
}
