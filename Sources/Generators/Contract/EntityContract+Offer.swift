package import ProjectModel

extension EntityContract {
  /// What a router and schemas that somebody wrote offer; nil is what the generators would make.
  package struct Offer: Hashable, Sendable {
    /// The prefix in the backend.
    package var upstream: String?
    /// Whether the list and create endpoints are written with a slash at the end.
    package var trailingSlash: Bool
    /// What can be done, and by which method.
    package var operations: [Operation: String]?
    /// The names that the list's query takes, in snake case.
    package var queries: Set<String>?
    /// The members of a response, in snake case.
    package var members: Set<String>?
    /// The members of what creating takes, in snake case.
    package var creates: Set<String>?
    /// The members of what updating takes, in snake case.
    package var updates: Set<String>?
    /// Whether names on the wire are in snake case too.
    package var snakeCaseOnTheWire: Bool
    /// What the list answers.
    package var shape: ListShape

    /// Creates an offer; everything as the generators make it.
    package init(
      upstream: String? = nil, trailingSlash: Bool = false, operations: [Operation: String]? = nil,
      queries: Set<String>? = nil, members: Set<String>? = nil, creates: Set<String>? = nil,
      updates: Set<String>? = nil, snakeCaseOnTheWire: Bool = false, shape: ListShape = .page
    ) {
      self.upstream = upstream
      self.trailingSlash = trailingSlash
      self.operations = operations
      self.queries = queries
      self.members = members
      self.creates = creates
      self.updates = updates
      self.snakeCaseOnTheWire = snakeCaseOnTheWire
      self.shape = shape
    }
  }

  /// What a person or the project chose.
  package struct Options: Hashable, Sendable {
    /// How a Decimal goes over the wire.
    package var decimal: ProjectConfig.DecimalStyle
    /// `PATH` or `PATH:NAME` of the registrar; nil to choose.
    package var registrar: String?
    /// What was decided of the router when it was made; nil: it is decided now.
    package var router: RecordedRouter?

    /// Creates options.
    package init(decimal: ProjectConfig.DecimalStyle = .number, registrar: String? = nil) {
      self.decimal = decimal
      self.registrar = registrar
    }

    /// The options that a configuration gives.
    package init(config: ProjectConfig) {
      self.init(
        decimal: config.backend?.decimal ?? .number, registrar: config.backend?.registrar)
    }
  }
}
