/// The layers of an entity, in the order of the progress report.
package enum EntityLayer: String, Hashable, Sendable, Codable, CaseIterable {
  /// The model class.
  case model
  /// The Pydantic schemas.
  case schemas
  /// The CRUD functions.
  case crud
  /// The router.
  case router
  /// The router's registration.
  case registration
  /// The TypeScript types.
  case types
  /// The handler that lists.
  case getRoute = "get-route"
  /// The handler that creates.
  case postRoute = "post-route"
  /// The handler that changes.
  case putRoute = "put-route"
  /// The handler that deletes.
  case deleteRoute = "delete-route"
  /// The page's context.
  case context
  /// The table.
  case table
  /// Its columns.
  case columns
  /// The sheet that adds.
  case addModal = "add-modal"
  /// The sheet that edits.
  case editModal = "edit-modal"
  /// The page.
  case page

  /// The parts of a project that layers belong to.
  package enum Part: String, Hashable, Sendable, Codable, CaseIterable {
    /// FastAPI.
    case backend
    /// The route handlers in front of it.
    case apiRoutes = "api-routes"
    /// The page.
    case frontend
  }

  /// The part it belongs to.
  package var part: Part {
    switch self {
    case .model, .schemas, .crud, .router, .registration: .backend
    case .types, .getRoute, .postRoute, .putRoute, .deleteRoute: .apiRoutes
    case .context, .table, .columns, .addModal, .editModal, .page: .frontend
    }
  }

  /// The line of the progress report.
  package var title: String {
    switch self {
    case .model: "Model created"
    case .schemas: "Schemas created"
    case .crud: "CRUD helpers created"
    case .router: "Router created"
    case .registration: "Router registered"
    case .types: "Types created"
    case .getRoute: "GET route"
    case .postRoute: "POST route"
    case .putRoute: "PUT route"
    case .deleteRoute: "DELETE route"
    case .context: "Context created"
    case .table: "Table component"
    case .columns: "Columns defined"
    case .addModal: "Add modal"
    case .editModal: "Edit modal"
    case .page: "Page created"
    }
  }

  /// The line among what remains.
  package var remaining: String {
    switch self {
    case .model: "Model"
    case .schemas: "Schemas"
    case .crud: "CRUD helpers"
    case .router: "Router"
    case .registration: "Router registration"
    case .types: "Types"
    case .getRoute, .postRoute, .putRoute, .deleteRoute, .table: title
    case .context: "Context"
    case .columns: "Columns"
    case .addModal, .editModal: title + " component"
    case .page: "Page"
    }
  }
}

extension EntityLayer.Part {
  /// The section of the progress report.
  package var title: String {
    switch self {
    case .backend: "Backend (FastAPI)"
    case .apiRoutes: "API Routes (Next.js)"
    case .frontend: "Frontend (Next.js)"
    }
  }

  /// What it is called in a sentence.
  package var word: String {
    switch self {
    case .backend: "backend"
    case .apiRoutes: "API routes"
    case .frontend: "frontend"
    }
  }
}
