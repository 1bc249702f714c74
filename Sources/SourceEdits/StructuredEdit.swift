/// A change described by meaning, kept with its inverse.
///
/// Encoded as an object with one key, the edit's name in kebab case:
/// `{"register-router": {"module": "api.routers.setting.product_router", "symbol": "router"}}`.
public enum StructuredEdit: Hashable, Sendable {
  /// Imports a module or a name.
  case addImport(ImportEdit)
  /// Takes an import out again, unless something else in the file uses it.
  case removeImport(ImportEdit)
  /// Registers a router in the registrar found in the file.
  case registerRouter(RouterEdit)
  /// Takes a registration out again, and the import only it used.
  case unregisterRouter(RouterEdit)
  /// Appends a class after its siblings.
  case appendClass(ClassEdit)
  /// Removes a class nobody edited.
  case removeClass(ClassEdit)
  /// Adds an attribute to a class body.
  case addAttribute(AttributeEdit)
  /// Removes an attribute nobody edited.
  case removeAttribute(AttributeEdit)
  /// Imports a name into a TypeScript module.
  case addModuleImport(ModuleImportEdit)
  /// Takes such an import out again, unless something else in the module uses it.
  case removeModuleImport(ModuleImportEdit)
  /// Exports names of another TypeScript module.
  case addModuleExport(ModuleExportEdit)
  /// Takes such an export out again.
  case removeModuleExport(ModuleExportEdit)
  /// Adds an element to an array or object of a TypeScript module.
  case addElement(ElementEdit)
  /// Removes an element nobody edited.
  case removeElement(ElementEdit)
  /// Sets a variable of an `.env` file.
  case setEnvironment(EnvironmentEdit)
  /// Removes a variable nobody changed.
  case unsetEnvironment(EnvironmentEdit)
  /// Adds a member to an object of a JSON file.
  case addJSONMember(JSONMemberEdit)
  /// Removes a member nobody edited.
  case removeJSONMember(JSONMemberEdit)
  /// Adds an entry to a mapping of a YAML file.
  case addYAMLEntry(YAMLEntryEdit)
  /// Removes an entry nobody edited.
  case removeYAMLEntry(YAMLEntryEdit)
  /// Adds a string to an array of a TOML file.
  case addTOMLElement(TOMLElementEdit)
  /// Removes a string nobody edited.
  case removeTOMLElement(TOMLElementEdit)
  /// Adds a line to a requirements file.
  case addRequirement(RequirementEdit)
  /// Removes a requirement nobody edited.
  case removeRequirement(RequirementEdit)
}

/// `import module`, or `from module import name [as alias]`.
public struct ImportEdit: Hashable, Sendable, Codable {
  /// The dotted module, `sqlalchemy.orm`; leading dots for a relative import.
  public var module: String
  /// The imported name; nil imports the module itself.
  public var name: String?
  /// The local name, when it differs.
  public var alias: String?
  /// In an inverse: what the insertion wrote around the import.
  public var trace: EditTrace?

  /// Creates an import.
  public init(
    module: String, name: String? = nil, alias: String? = nil, trace: EditTrace? = nil
  ) {
    self.module = module
    self.name = name
    self.alias = alias
    self.trace = trace
  }
}

/// The registration of one router.
public struct RouterEdit: Hashable, Sendable, Codable {
  /// The dotted module that defines the router.
  public var module: String
  /// The router's name in that module.
  public var symbol: String
  /// The local name to import it as; by default chosen in the style of the siblings.
  public var alias: String?
  /// A prefix for the call, where the siblings give one.
  public var prefix: String?
  /// Tags for the call, where the siblings give some.
  public var tags: [String]?
  /// Which registrar of the file: a function's, list's or variable's name. Needed only when
  /// several are equally good.
  public var registrar: String?
  /// In an inverse: the registration as it was written, and what was written around it. With a
  /// trace the import stays for the inverse's own import edit; without one it goes along when
  /// nothing else uses it.
  public var trace: EditTrace?

  /// Creates a registration.
  public init(
    module: String, symbol: String, alias: String? = nil, prefix: String? = nil,
    tags: [String]? = nil, registrar: String? = nil, trace: EditTrace? = nil
  ) {
    self.module = module
    self.symbol = symbol
    self.alias = alias
    self.prefix = prefix
    self.tags = tags
    self.registrar = registrar
    self.trace = trace
  }
}

/// A class to append.
public struct ClassEdit: Hashable, Sendable, Codable {
  /// The class's name.
  public var name: String
  /// Its whole source from decorator or `class` to its last line, LF, indented with four spaces;
  /// written in the file's own line endings.
  public var source: String
  /// The base class whose last subclass it follows; by default the first base in `source`.
  public var base: String?
  /// In an inverse: what the insertion wrote around the class.
  public var trace: EditTrace?

  /// Creates a class edit.
  public init(name: String, source: String, base: String? = nil, trace: EditTrace? = nil) {
    self.name = name
    self.source = source
    self.base = base
    self.trace = trace
  }
}

/// An attribute of a class body.
public struct AttributeEdit: Hashable, Sendable, Codable {
  /// The class's name.
  public var className: String
  /// The attribute's name.
  public var name: String
  /// The statement, unindented, LF, one or more lines.
  public var source: String
  /// In an inverse: what the insertion wrote around the attribute.
  public var trace: EditTrace?

  enum CodingKeys: String, CodingKey {
    case className = "class"
    case name
    case source
    case trace
  }

  /// Creates an attribute edit.
  public init(className: String, name: String, source: String, trace: EditTrace? = nil) {
    self.className = className
    self.name = name
    self.source = source
    self.trace = trace
  }
}

/// What applying a structured edit did.
public struct AppliedEdit: Sendable {
  /// The whole file afterwards.
  public var text: [UInt8]
  /// False when what the edit asks for was there already: the text is the input then.
  public var changed: Bool
  /// Edits that take exactly this application back by meaning, to be applied in order. Empty when
  /// nothing changed; names only what was added (an import that was there stays).
  public var inverse: [StructuredEdit]
  /// Why the place was chosen.
  public var evidence: EditEvidence

  /// Creates a result.
  public init(
    text: [UInt8], changed: Bool, inverse: [StructuredEdit], evidence: EditEvidence
  ) {
    self.text = text
    self.changed = changed
    self.inverse = inverse
    self.evidence = evidence
  }
}

/// The reason for a place: `after class Category` at line 12.
public struct EditEvidence: Hashable, Sendable, Codable {
  /// The line of what was followed or found, from 1, in the input.
  public var line: Int
  /// What stands there, in a few words.
  public var reason: String

  /// Creates evidence.
  public init(line: Int, reason: String) {
    self.line = line
    self.reason = reason
  }
}

/// Why a structured edit was refused; nothing was changed.
public enum EditError: Error, Hashable, Sendable {
  /// The file does not lex or outline; line from 1.
  case broken(line: Int, reason: String)
  /// No place for the edit; what was looked for.
  case noAnchor(String)
  /// Several equally good places: line and name of each, and what would choose.
  case ambiguous(candidates: [EditEvidence], choose: String)
  /// A name is taken by something else.
  case clash(line: Int, name: String, reason: String)
  /// What an inverse would remove was edited since.
  case edited(line: Int, name: String)
  /// The edit's own arguments are unusable.
  case invalid(String)
}
