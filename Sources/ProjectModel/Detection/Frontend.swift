package import Patch

/// What was found of one Next.js frontend.
package struct Frontend: Hashable, Sendable, Codable {
  /// The directory of its `package.json`; nil for the workspace's root.
  package var root: RelativePath?
  /// What speaks for it.
  package var evidence: [Evidence]
  /// The major version of Next.js.
  package var next: Found<Int>
  /// Which router it uses, and where: `frontend/app`, `frontend/src/app`.
  package var router: Found<AppRouter>
  /// The directory that `lib/` and `components/` lie in: the root, or its `src/`.
  package var source: RelativePath?
  /// The aliases of `tsconfig.json`, most specific first; empty: imports are relative, see
  /// `specifier(of:from:)`.
  package var aliases: [PathAlias]
  /// The major versions of installed packages that decide a dialect, by name.
  package var packages: [String: Int]
  /// The components of `components/ui` by the module that has them.
  package var components: [UIComponent]
  /// The table component that pages use; nil when there is none.
  package var dataTable: Found<DataTableComponent>?
  /// The function that calls the backend from the server; nil: handlers forward headers themselves.
  package var serverFetch: Found<ServerFetch>?
  /// `cn`, where the project has one.
  package var classNames: Found<ModuleSymbol>?
  /// Whether the project's lint forbids `any`.
  package var forbidsAny: Bool
  /// Where generated files go.
  package var layout: FrontendLayout
  /// What was seen that needs a person's eye.
  package var notes: [DetectionNote]
  /// The environment variable that holds the backend's address on the server.
  package var backendURL: Found<String> = Found("BACKEND_URL", .assumed)
  /// The file that documents the variables, in the workspace: `.env.example`; it may not be there.
  package var environment: Found<RelativePath> = Found(".env.example", .assumed)
  /// The list of links that its navigation shows; nil when none was found, or several.
  package var navigation: Found<Navigation>?

  /// The path below the frontend's root.
  package func path(_ relative: RelativePath) -> RelativePath {
    root.map { $0.appending(relative) } ?? relative
  }

  /// The installed major version of a package; nil when it is not installed.
  package func major(of package: String) -> Int? { packages[package] }
}

/// Next.js's two ways to make pages.
package struct AppRouter: Hashable, Sendable, Codable {
  /// The kinds.
  package enum Kind: String, Hashable, Sendable, Codable {
    /// `app/`, the App Router.
    case app
    /// `pages/` alone, which the generators do not write for.
    case pages
  }

  /// Which.
  package var kind: Kind
  /// Its directory in the workspace.
  package var directory: RelativePath

  /// Creates a finding.
  package init(_ kind: Kind, _ directory: RelativePath) {
    self.kind = kind
    self.directory = directory
  }
}

/// An alias of `tsconfig.json`: `@/*` for `./*`.
package struct PathAlias: Hashable, Sendable, Codable {
  /// What imports begin with: `@/`.
  package var prefix: String
  /// The directory it stands for, in the workspace; nil for the workspace's root.
  package var directory: RelativePath?

  /// Creates an alias.
  package init(_ prefix: String, _ directory: RelativePath?) {
    self.prefix = prefix
    self.directory = directory
  }
}

/// A name that a module exports.
package struct ModuleSymbol: Hashable, Sendable, Codable {
  /// What is written behind `from`: `@/lib/utils`; without an alias, `./lib/utils` as a file in
  /// the frontend's root writes it.
  package var module: String
  /// The name.
  package var name: String
  /// The file that has it; nil when it is none of the workspace.
  package var path: RelativePath?
  /// Whether it is the module's default export, which is imported without braces.
  package var isDefault: Bool

  /// Creates a symbol.
  package init(
    _ module: String, _ name: String, path: RelativePath? = nil, isDefault: Bool = false
  ) {
    self.module = module
    self.name = name
    self.path = path
    self.isDefault = isDefault
  }
}

/// A file of the project's component library.
package struct UIComponent: Hashable, Sendable, Codable {
  /// The file's stem: `button`, `alert-dialog`.
  package var name: String
  /// What is written behind `from`: `@/components/ui/button`; without an alias as in
  /// ``ModuleSymbol``.
  package var module: String
  /// What it exports.
  package var exports: [String]
  /// The file.
  package var path: RelativePath

  /// Creates a component.
  package init(name: String, module: String, exports: [String], path: RelativePath) {
    self.name = name
    self.module = module
    self.exports = exports
    self.path = path
  }
}

/// The project's table component.
package struct DataTableComponent: Hashable, Sendable, Codable {
  /// What is written behind `from`, and the name: `DataTable` of `@/components/data-table`.
  package var symbol: ModuleSymbol
  /// The props it declares; empty when they could not be read.
  package var props: [String]

  /// Creates a finding.
  package init(_ symbol: ModuleSymbol, props: [String]) {
    self.symbol = symbol
    self.props = props
  }
}

/// A function of the project that calls the backend from the server.
package struct ServerFetch: Hashable, Sendable, Codable {
  /// What is written behind `from`, and its name.
  package var symbol: ModuleSymbol
  /// What it gives.
  package enum Result: String, Hashable, Sendable, Codable {
    /// A `Response`, as `fetch` does.
    case response
    /// Something else: it cannot be used in a route handler, which passes the status through.
    case other
  }
  /// What it gives.
  package var result: Result
  /// Whether its first argument is a path below the backend's address, not a whole URL.
  package var takesPath: Bool

  /// Creates a finding.
  package init(_ symbol: ModuleSymbol, result: Result, takesPath: Bool) {
    self.symbol = symbol
    self.result = result
    self.takesPath = takesPath
  }
}
