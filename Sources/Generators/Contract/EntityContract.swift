package import Patch
package import ProjectModel

/// What the layers of an entity agree on: paths, operations, names on the wire, types and bounds.
///
/// Computed once; the generators of route handlers, types and pages read it and nothing else, so
/// that they cannot disagree with each other or with the schemas.
package struct EntityContract: Hashable, Sendable {
  /// The entity, its references resolved where there is a backend.
  package var entity: Entity
  /// Its names.
  package var names: EntityNames
  /// Where the contract comes from.
  package var source: Source
  /// Where it is reached.
  package var paths: Paths
  /// Where its files go, in the workspace.
  package var files: Files
  /// What can be done with it, and by which method.
  package var operations: [Operation: String]
  /// The primary key.
  package var key: Member
  /// The members of a response in wire order, the key and label objects included.
  package var members: [Member]
  /// What creating takes, in order.
  package var creates: [Input]
  /// What updating takes, in order; all may be left out.
  package var updates: [Input]
  /// What the list can be asked.
  package var queries: Queries
  /// The references, deferred ones left out.
  package var references: [Reference]
  /// The enums.
  package var enumerations: [Enumeration]
  /// Whether a router stands in the backend that an application reaches.
  package var isAnswered: Bool
  /// Whether names on the wire are in snake case; they are in camel case unless somebody wrote the
  /// schemas otherwise.
  package var snakeCaseOnTheWire: Bool

  /// Where a contract comes from.
  package enum Source: Hashable, Sendable {
    /// The backend in the workspace.
    case backend
    /// The entity alone, for the reason given: paths are the defaults.
    case assumed(String)
  }

  /// What can be done with an entity.
  package enum Operation: String, Hashable, Sendable, Codable, CaseIterable {
    /// `GET /`.
    case list
    /// `GET /{id}`.
    case get
    /// `POST /`.
    case create
    /// `PUT /{id}`.
    case update
    /// `DELETE /{id}`.
    case delete
    /// `PUT /{id}/status`.
    case setActive = "set-active"
    /// `PUT /status`.
    case setActiveMany = "set-active-many"

    /// The method that the generators use; some write `PATCH` for `PUT`.
    package var standardMethod: String {
      switch self {
      case .list, .get: "GET"
      case .create: "POST"
      case .update, .setActive, .setActiveMany: "PUT"
      case .delete: "DELETE"
      }
    }
  }

  /// Where an entity is reached; all begin with a slash, and none ends with one but ``list``.
  package struct Paths: Hashable, Sendable {
    /// The prefix in the backend: `/setting/products`.
    package var upstream: String
    /// Its list and create endpoint: the prefix, with a slash where the backend wants one.
    package var list: String
    /// The route handlers: `/api/setting/products`.
    package var route: String
    /// The page: `/setting/products`.
    package var page: String
  }

  /// Where the files of an entity go, in the workspace.
  package struct Files: Hashable, Sendable {
    /// The types.
    package var types: RelativePath
    /// The directory of the route handlers.
    package var routes: RelativePath
    /// The directory of the page.
    package var page: RelativePath
  }

  /// The name on the wire of a name in Python.
  package func wire(_ name: String) -> String {
    snakeCaseOnTheWire ? name : NameCase.camel(name)
  }

  /// Whether an operation is offered.
  package func offers(_ operation: Operation) -> Bool { operations[operation] != nil }

  /// The method of an operation, in the backend and in front of it.
  package func method(of operation: Operation) -> String {
    operations[operation] ?? operation.standardMethod
  }

  /// What it does beside its fields.
  package var features: Features { entity.features }

  /// The reference whose column is the field.
  package func reference(of field: String) -> Reference? {
    references.first { $0.relationship.field == field }
  }

  /// The enum of a field.
  package func enumeration(of field: String) -> Enumeration? {
    enumerations.first { $0.field == field }
  }
}
