/// An import of a name in a TypeScript module.
public struct ModuleImportEdit: Hashable, Sendable, Codable {
  /// How the name is imported.
  public enum Kind: String, Hashable, Sendable, Codable {
    /// `import { name } from`.
    case named
    /// `import name from`.
    case `default`
    /// `import type { name } from`.
    case type
  }

  /// The module as the string says it: `react`, `@/lib/api`, `./nav`.
  public var module: String
  /// The name the module exports; of a default import the local name.
  public var name: String
  /// How it is imported; by default as a named import.
  public var kind: Kind?
  /// The local name, when it differs.
  public var alias: String?
  /// In an inverse: what the insertion wrote around the import.
  public var trace: EditTrace?

  /// Creates an import.
  public init(
    module: String, name: String, kind: Kind? = nil, alias: String? = nil,
    trace: EditTrace? = nil
  ) {
    self.module = module
    self.name = name
    self.kind = kind
    self.alias = alias
    self.trace = trace
  }
}

/// An export of another module's names: `export * from`, `export { name } from`.
public struct ModuleExportEdit: Hashable, Sendable, Codable {
  /// The module as the string says it: `./button`.
  public var module: String
  /// The name; nil exports all.
  public var name: String?
  /// The exported name, when it differs.
  public var alias: String?
  /// Whether it is a type.
  public var isType: Bool?
  /// In an inverse: what the insertion wrote around the export.
  public var trace: EditTrace?

  enum CodingKeys: String, CodingKey {
    case module, name, alias
    case isType = "type"
    case trace
  }

  /// Creates an export.
  public init(
    module: String, name: String? = nil, alias: String? = nil, isType: Bool? = nil,
    trace: EditTrace? = nil
  ) {
    self.module = module
    self.name = name
    self.alias = alias
    self.isType = isType
    self.trace = trace
  }
}

/// An element of an array, or a property of an object, that a module's variable holds.
public struct ElementEdit: Hashable, Sendable, Codable {
  /// Where the literal is: a variable, `navItems`, with properties, `nav.items`; `default` is the
  /// default export.
  public var target: String
  /// The element, or `key: value` for an object, LF, indented with two spaces.
  public var source: String
  /// The property that tells two elements of an array apart: `href`. Without it elements are the
  /// same when they are written the same, up to layout and quotes.
  public var key: String?
  /// In an inverse: what the insertion wrote around the element.
  public var trace: EditTrace?

  /// Creates an element.
  public init(target: String, source: String, key: String? = nil, trace: EditTrace? = nil) {
    self.target = target
    self.source = source
    self.key = key
    self.trace = trace
  }
}
