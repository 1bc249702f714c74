import Patch
// The memberwise initialiser.
@testable import ProjectModel

/// Frontends as detection would find them.
enum SampleFrontends {
  /// The shop's.
  static let shop = frontend(
    root: "frontend",
    serverFetch: ServerFetch(fetch, result: .response, takesPath: true))
  /// The shop's fetch function.
  static let fetch = ModuleSymbol(
    "@/lib/server-fetch", "serverFetch", path: "frontend/lib/server-fetch.ts")
  /// One with everything otherwise: below `src/`, names in snake case, no alias, no fetch function.
  static let plain = frontend(
    root: "web", source: "src", alias: nil, names: .snake, forbidsAny: true)

  /// A frontend.
  ///
  /// - Parameters:
  ///   - source: The directory of `app/` below the root: `src`; nil for the root.
  ///   - alias: What stands for the sources in imports; nil for none.
  static func frontend(
    root: RelativePath? = nil, source: RelativePath? = nil, alias: String? = "@/",
    names: FrontendLayout.FileNames = .kebab, serverFetch: ServerFetch? = nil,
    forbidsAny: Bool = false
  ) -> Frontend {
    func below(_ path: RelativePath?) -> RelativePath? {
      guard let path else { return root }
      return root?.appending(path) ?? path
    }
    let app: RelativePath = source?.appending("app") ?? "app"
    var layout = FrontendLayout.standard
    layout.names = Found(names)
    if let source {
      for pattern in [\FrontendLayout.types, \.routes, \.page] {
        layout[keyPath: pattern].value.text = "\(source)/" + layout[keyPath: pattern].value.text
      }
    }
    return Frontend(
      root: root, evidence: [], next: Found(15), router: Found(AppRouter(.app, below(app) ?? app)),
      source: below(source), aliases: alias.map { [PathAlias($0, below(source))] } ?? [],
      packages: ["next": 15], components: [], dataTable: nil,
      serverFetch: serverFetch.map { Found($0) }, classNames: nil, forbidsAny: forbidsAny,
      layout: layout, notes: [])
  }
}
