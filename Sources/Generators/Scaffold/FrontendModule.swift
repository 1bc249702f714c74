/// The modules that a frontend can be given.
package enum FrontendModule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The table that generated pages use.
  case dataTable = "data-table"

  /// The name of its lock: `frontend-module-data-table`.
  package var lockName: String { "frontend-module-\(rawValue)" }
}
