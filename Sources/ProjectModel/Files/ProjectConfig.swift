package import Patch
internal import Yams

/// `.backstitch/config.yaml`: layout and choices; every key is optional, detection fills the rest.
package struct ProjectConfig: Hashable, Sendable, Codable {
  /// Where the backend lies, and its choices.
  package var backend: Backend?
  /// Where the frontend lies, and its choices.
  package var frontend: Frontend?
  /// The Compose file in use, when there are several, or one of another name.
  package var compose: String?
  /// Commands to run after files land.
  package var checks: [String]?
  /// What the store may take.
  package var store: Store?
  /// What becomes of paths in conflict, by path.
  package var decisions: [String: Decision]?
  /// What commands run by `exec` may change.
  package var exec: Exec?

  /// The backend's part.
  package struct Backend: Hashable, Sendable, Codable {
    /// Its directory: what is on `sys.path`; `.` for the root.
    package var directory: String?
    /// The file that models are appended to, below the directory.
    package var models: String?
    /// Where a schema file goes, such as `api/schemas/{entity}_schema.py`.
    package var schemas: String?
    /// Where a CRUD file goes, such as `api/crud/{plural}.py`.
    package var crud: String?
    /// Where a router file goes, such as `api/routers/setting/{entity}_router.py`.
    package var routers: String?
    /// The file routers are registered in; `PATH:NAME` names a function or list in it.
    package var registrar: String?
    /// Which application is the live one: `MODULE:NAME`, as uvicorn takes it.
    package var app: String?
    /// The session dependency: `MODULE:NAME`.
    package var session: String?
    /// `number` or `string`: how a Decimal goes over the wire.
    package var decimal: DecimalStyle?

    /// Creates a part; absent keys are detected.
    package init() {}
  }

  /// The frontend's part.
  package struct Frontend: Hashable, Sendable, Codable {
    /// Its directory; `.` for the root.
    package var directory: String?
    /// Where the types go, below the directory, such as `lib/types/api/{entity}.ts`.
    package var types: String?
    /// The directory of the route handlers, such as `app/api/setting/{plural}`.
    package var routes: String?
    /// The directory of the page, such as `app/(pages)/setting/{plural}`.
    package var page: String?

    /// Creates a part; absent keys are detected.
    package init() {}
  }

  /// The store's part.
  package struct Store: Hashable, Sendable, Codable {
    /// Bytes it may take, such as `2GiB`: a commit that would exceed them is refused.
    package var budget: String?

    /// Creates a part; without a budget it may grow.
    package init() {}
  }

  /// What becomes of a path in conflict.
  package enum Decision: String, Hashable, Sendable, Codable {
    /// What is on disk stays.
    case keep
    /// What would be written is taken.
    case take
  }

  /// The part of commands that `exec` runs.
  package struct Exec: Hashable, Sendable, Codable {
    /// Ignored files that are recorded all the same: globs, `*` within a name, `**` over directories.
    package var include: [String]?

    /// Creates a part; without globs what git ignores is left out.
    package init() {}
  }

  /// How a Decimal goes over the wire.
  package enum DecimalStyle: String, Hashable, Sendable, Codable {
    /// A JSON number, as TypeScript's `number`.
    case number
    /// A string that keeps every digit.
    case string
  }

  /// Creates an empty configuration.
  package init() {}

  /// The file's text.
  package var text: String {
    do {
      return try YAMLEncoder().encode(self)
    } catch {
      // Strings always encode.
      preconditionFailure("\(error)")
    }
  }

  /// Reads a configuration.
  package init(reading bytes: [UInt8]) throws(ProjectConfigError) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable("not UTF-8")
    }
    do {
      let node = try Yams.compose(yaml: text)
      if let node, let unknown = Self.unknownKey(in: node) {
        throw ProjectConfigError.unknownKey(unknown)
      }
      self =
        node == nil || node?.null != nil
        ? ProjectConfig() : try YAMLDecoder().decode(ProjectConfig.self, from: text)
    } catch let error as ProjectConfigError {
      throw error
    } catch DecodingError.typeMismatch(_, let context) {
      let key = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .unreadable("'\(key)' has a value of the wrong kind")
    } catch {
      throw .unreadable(String("\(error)".split(separator: "\n").first ?? "it is no YAML"))
    }
  }

  /// The configuration of a tree; an empty one when there is none.
  package static func load(in tree: some ReadableTree) throws(ProjectConfigError) -> ProjectConfig {
    let bytes: [UInt8]?
    do {
      bytes = try tree.contents(of: ProjectFiles.config)
    } catch {
      throw .unreadable(error.reason)
    }
    guard let bytes else { return ProjectConfig() }
    return try ProjectConfig(reading: bytes)
  }

  private static func unknownKey(in node: Yams.Node) -> String? {
    let known: [String: Set<String>] = [
      "backend": [
        "directory", "models", "schemas", "crud", "routers", "registrar", "app", "session",
        "decimal",
      ],
      "frontend": ["directory", "types", "routes", "page"], "compose": [], "checks": [],
      "store": ["budget"], "exec": ["include"],
    ]
    for (key, value) in node.mapping ?? [:] {
      // Its keys are paths.
      if key.string == "decisions" { continue }
      guard let name = key.string, let below = known[name] else { return key.string ?? "?" }
      for inner in value.mapping?.keys.compactMap(\.string) ?? [] where !below.contains(inner) {
        return "\(name).\(inner)"
      }
    }
    return nil
  }
}

/// `.backstitch/config.yaml` cannot be used.
package enum ProjectConfigError: Error, Hashable, Sendable, CustomStringConvertible {
  /// It is no YAML of the right shape.
  case unreadable(String)
  /// It has a key that means nothing.
  case unknownKey(String)

  /// What happened, then what to do.
  package var description: String {
    switch self {
    case .unreadable(let reason):
      "\(ProjectFiles.config) cannot be read: \(reason); repair it or delete it"
    case .unknownKey(let key):
      "\(ProjectFiles.config) has the unknown key '\(key)'; take it out or correct it"
    }
  }
}
