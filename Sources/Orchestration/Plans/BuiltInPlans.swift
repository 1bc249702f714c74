internal import Generators

/// The plans that ship with the tool.
package enum BuiltInPlans {
  /// All, in the order they are listed.
  package static let all =
    [fullstack, crud, entity, apiRoute, dataTable, frontendModule]
    + projects

  /// The plan of a name.
  package static func named(_ name: String) -> OrchestrationPlan? { all.first { $0.name == name } }

  private typealias Step = OrchestrationPlan.Step

  private static let backend = Step(
    id: "backend", title: "Generate Backend", agent: .builtIn(.fastAPIEntity),
    done: "Backend generation (all files created)")
  private static let apiRoutes = Step(
    id: "api-routes", title: "Generate API Routes", agent: .builtIn(.apiRoute),
    done: "API routes (all routes created)")
  private static let frontend = Step(
    id: "frontend", title: "Generate Frontend", agent: .builtIn(.dataTable),
    done: "Frontend generation (all files created)")

  /// The three in the order in which each needs the one before.
  private static let chain: [Step] = {
    var (routes, page) = (apiRoutes, frontend)
    routes.needs = [backend.id]
    page.needs = [routes.id]
    return [backend, routes, page]
  }()

  /// Backend, route handlers and page of an entity.
  package static let fullstack = OrchestrationPlan(
    name: "fullstack", title: "Backend, API routes and data table page of an entity",
    steps: chain)

  /// What of the three the workspace has projects for.
  package static let crud = OrchestrationPlan(
    name: "crud", title: "The same, for FastAPI, Next.js or both, as detected", steps: chain,
    onMissing: .leaveOut)

  /// The backend alone.
  package static let entity = OrchestrationPlan(
    name: "entity",
    title: "A FastAPI entity: model, schemas, CRUD functions, router and its registration",
    steps: [backend])

  /// The route handlers alone.
  package static let apiRoute = OrchestrationPlan(
    name: "api-route", title: "TypeScript types and Next.js route handlers of an entity",
    steps: [apiRoutes])

  /// The page alone.
  package static let dataTable = OrchestrationPlan(
    name: "data-table", title: "A Next.js page with the data table of an entity",
    steps: [frontend])

  /// A module of the frontend that generated pages use.
  package static let frontendModule = OrchestrationPlan(
    name: "frontend-module", title: "A module of components that generated pages use",
    steps: [module("data-table")])

  /// The parts of a new project: all, and each alone.
  package static let projects: [OrchestrationPlan] = {
    let configuration = Step(
      id: "configuration", title: "Configure Project", agent: .builtIn(.projectConfiguration),
      done: "Configuration (choices recorded)")
    var parts = [
      Step(
        id: "backend", title: "Scaffold Backend", agent: .builtIn(.projectFastAPI),
        done: "Backend (FastAPI project created)"),
      Step(
        id: "frontend", title: "Scaffold Frontend", agent: .builtIn(.projectNextJS),
        done: "Frontend (Next.js project created)"),
      Step(
        id: "infrastructure", title: "Scaffold Infrastructure",
        agent: .builtIn(.dockerInfrastructure), done: "Infrastructure (containers described)"),
    ]
    for index in parts.indices { parts[index].needs = [configuration.id] }
    let wire = Step(
      id: "wire", title: "Wire Everything Together", agent: .builtIn(.wire),
      needs: parts.map(\.id), done: "Wiring (variables, README, proxying)")
    let whole = OrchestrationPlan(
      name: "scaffold-fullstack", title: "A new project: backend, frontend, infrastructure, wired",
      steps: [configuration] + parts + [wire])
    return [whole]
      + zip(["fastapi", "nextjs", "docker"], parts).map { name, step in
        OrchestrationPlan(
          name: "scaffold-\(name)", title: step.title, steps: [configuration, step])
      }
  }()

  /// What was generated, made again: its steps come with the request.
  package static let regenerate = OrchestrationPlan(
    name: "regenerate", title: "What was generated, made again and merged", steps: [])

  /// The step that makes an entity or a scaffold again.
  static func regeneration(of name: String, alone: Bool) -> OrchestrationPlan.Step {
    Step(
      id: alone ? "regenerate" : "regenerate-\(name)", title: "Regenerate \(name)",
      agent: .builtIn(.regeneration), done: "Regeneration of \(name)", options: ["name": name])
  }

  /// The step that adds layers to Docker: optional, as nothing else needs it.
  static func docker(_ layers: [DockerServiceAgent.Layer]) -> OrchestrationPlan.Step {
    Step(
      id: "docker", title: "Add to Docker", agent: .builtIn(.dockerService), optional: true,
      done: "Docker (services added)",
      options: ["layers": layers.map(\.rawValue).joined(separator: ",")])
  }

  /// The step that makes a migration of what another step made.
  static func migration(after step: OrchestrationPlan.Step) -> OrchestrationPlan.Step {
    Step(
      id: "migration", title: "Make Migration", agent: .builtIn(.alembicRevision),
      needs: [step.id], done: "Migration (revision made)")
  }

  /// The step that makes a module.
  static func module(_ name: String) -> OrchestrationPlan.Step {
    Step(
      id: name, title: "Scaffold \(name)", agent: .builtIn(.frontendModule),
      done: "Frontend module \(name) (all files created)", options: ["module": name])
  }
}

extension OrchestrationPlan {
  /// The plan that makes a module, with the step of the one that is asked for.
  func making(_ module: String) -> OrchestrationPlan {
    guard self == BuiltInPlans.frontendModule else { return self }
    var plan = self
    plan.steps = [BuiltInPlans.module(module)]
    return plan
  }

  /// The plan with steps for modules in front of the first step that makes a page.
  func adding(modules: [String]) -> OrchestrationPlan {
    var plan = self
    guard let page = plan.steps.firstIndex(where: { $0.agent == .builtIn(.dataTable) }) else {
      return plan
    }
    let steps = modules.map(BuiltInPlans.module).filter { plan.step($0.id) == nil }
    plan.steps[page].needs += steps.map(\.id)
    plan.steps.insert(contentsOf: steps, at: page)
    return plan
  }

  /// The plan with a step for the migration behind all others: a database that is not there costs
  /// them nothing.
  func adding(_ migration: MigrationChoice?) throws(OrchestrationError) -> OrchestrationPlan {
    guard migration != nil, !steps.contains(where: { $0.agent == .builtIn(.alembicRevision) })
    else { return self }
    guard let backend = steps.first(where: { $0.agent == .builtIn(.fastAPIEntity) }) else {
      throw .migration(.noBackendStep(plan: name))
    }
    var plan = self
    plan.steps.append(BuiltInPlans.migration(after: backend))
    return plan
  }
}

extension OrchestrationPlan {
  /// The plan with the steps in front that make what is there again; behind those of a scaffold, as
  /// entities are made on its parts.
  func adding(regenerated names: [String]) -> OrchestrationPlan {
    var plan = self
    var steps = names.map {
      BuiltInPlans.regeneration(of: $0, alone: names.count == 1 && !isScaffold)
    }
    if isScaffold {
      for index in steps.indices { steps[index].needs = plan.steps.map(\.id) }
      plan.steps += steps
      return plan
    }
    for index in plan.steps.indices { plan.steps[index].needs += steps.map(\.id) }
    plan.steps.insert(contentsOf: steps, at: 0)
    return plan
  }

  /// The plan with a step behind all others that adds what they touch to Docker.
  func adding(docker isAsked: Bool) -> OrchestrationPlan {
    let agents = steps.compactMap { step in
      if case .builtIn(let agent) = step.agent { agent } else { nil }
    }
    let layers = DockerServiceAgent.Layer.allCases.filter { layer in
      agents.contains { $0.needs == (layer == .backend ? .fastAPI : .nextJS) }
    }
    guard isAsked, !layers.isEmpty, !agents.contains(.dockerService) else { return self }
    var plan = self
    plan.steps.append(BuiltInPlans.docker(layers))
    return plan
  }
}
