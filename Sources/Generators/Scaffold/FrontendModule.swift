/// The modules that a frontend can be given.
package enum FrontendModule: String, Hashable, Sendable, Codable, CaseIterable {
  /// The table that generated pages use.
  case dataTable = "data-table"
  /// The components that forms are made of.
  case forms
  /// Dialogs and sheets.
  case modals
  /// Pages and handlers to sign in, and what guards the others.
  case authPages = "auth-pages"
  /// A sidebar and a header, with the list that generated pages are entered in.
  case navigation

  /// The name of its lock: `frontend-module-data-table`.
  package var lockName: String { "frontend-module-\(rawValue)" }
}
