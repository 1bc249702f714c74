extension ProjectChoices {
  /// How they differ from others, in a few words each.
  package func differences(from other: ProjectChoices) -> [String] {
    let values = [
      ("name", name, other.name), ("backend", backend, other.backend),
      ("frontend", frontend, other.frontend),
      ("database", database.rawValue, other.database.rawValue),
      ("auth", auth.rawValue, other.auth.rawValue),
    ]
    return values.filter { $0.1 != $0.2 }.map { "\($0.0) is \($0.1)" }
      + orderedFeatures.filter { !other.has($0) }.map { "\($0.rawValue) is new" }
      + other.orderedFeatures.filter { !has($0) }.map { "\($0.rawValue) is gone" }
  }

  /// What it is made of, in a few words: `mariadb, jwt, redis, celery`.
  package var summary: String {
    ([database.rawValue, auth == .none ? "no sign-in" : auth.rawValue]
      + orderedFeatures.map(\.rawValue)).joined(separator: ", ")
  }
}
