extension StructuredEdit: Codable {
  /// The names of edits as change sets and the journal spell them.
  public enum Name: String, CodingKey, CaseIterable, Sendable {
    /// See ``StructuredEdit/addImport(_:)``.
    case addImport = "add-import"
    /// See ``StructuredEdit/removeImport(_:)``.
    case removeImport = "remove-import"
    /// See ``StructuredEdit/registerRouter(_:)``.
    case registerRouter = "register-router"
    /// See ``StructuredEdit/unregisterRouter(_:)``.
    case unregisterRouter = "unregister-router"
    /// See ``StructuredEdit/appendClass(_:)``.
    case appendClass = "append-class"
    /// See ``StructuredEdit/removeClass(_:)``.
    case removeClass = "remove-class"
    /// See ``StructuredEdit/addAttribute(_:)``.
    case addAttribute = "add-attribute"
    /// See ``StructuredEdit/removeAttribute(_:)``.
    case removeAttribute = "remove-attribute"
    /// See ``StructuredEdit/addModuleImport(_:)``.
    case addModuleImport = "add-module-import"
    /// See ``StructuredEdit/removeModuleImport(_:)``.
    case removeModuleImport = "remove-module-import"
    /// See ``StructuredEdit/addModuleExport(_:)``.
    case addModuleExport = "add-module-export"
    /// See ``StructuredEdit/removeModuleExport(_:)``.
    case removeModuleExport = "remove-module-export"
    /// See ``StructuredEdit/addElement(_:)``.
    case addElement = "add-element"
    /// See ``StructuredEdit/removeElement(_:)``.
    case removeElement = "remove-element"
    /// See ``StructuredEdit/setEnvironment(_:)``.
    case setEnvironment = "set-env"
    /// See ``StructuredEdit/unsetEnvironment(_:)``.
    case unsetEnvironment = "unset-env"
    /// See ``StructuredEdit/addJSONMember(_:)``.
    case addJSONMember = "add-json-member"
    /// See ``StructuredEdit/removeJSONMember(_:)``.
    case removeJSONMember = "remove-json-member"
    /// See ``StructuredEdit/addYAMLEntry(_:)``.
    case addYAMLEntry = "add-yaml-entry"
    /// See ``StructuredEdit/removeYAMLEntry(_:)``.
    case removeYAMLEntry = "remove-yaml-entry"
    /// See ``StructuredEdit/addTOMLElement(_:)``.
    case addTOMLElement = "add-toml-element"
    /// See ``StructuredEdit/removeTOMLElement(_:)``.
    case removeTOMLElement = "remove-toml-element"
    /// See ``StructuredEdit/addRequirement(_:)``.
    case addRequirement = "add-requirement"
    /// See ``StructuredEdit/removeRequirement(_:)``.
    case removeRequirement = "remove-requirement"
  }

  /// Reads the one-key object.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Name.self)
    guard let name = container.allKeys.first, container.allKeys.count == 1 else {
      throw DecodingError.dataCorrupted(
        .init(
          codingPath: decoder.codingPath,
          debugDescription: "one edit name is needed, one of "
            + Name.allCases.map(\.rawValue).joined(separator: ", ")))
    }
    switch name {
    case .addImport: self = .addImport(try container.decode(ImportEdit.self, forKey: name))
    case .removeImport: self = .removeImport(try container.decode(ImportEdit.self, forKey: name))
    case .registerRouter:
      self = .registerRouter(try container.decode(RouterEdit.self, forKey: name))
    case .unregisterRouter:
      self = .unregisterRouter(try container.decode(RouterEdit.self, forKey: name))
    case .appendClass: self = .appendClass(try container.decode(ClassEdit.self, forKey: name))
    case .removeClass: self = .removeClass(try container.decode(ClassEdit.self, forKey: name))
    case .addAttribute:
      self = .addAttribute(try container.decode(AttributeEdit.self, forKey: name))
    case .removeAttribute:
      self = .removeAttribute(try container.decode(AttributeEdit.self, forKey: name))
    case .addModuleImport:
      self = .addModuleImport(try container.decode(ModuleImportEdit.self, forKey: name))
    case .removeModuleImport:
      self = .removeModuleImport(try container.decode(ModuleImportEdit.self, forKey: name))
    case .addModuleExport:
      self = .addModuleExport(try container.decode(ModuleExportEdit.self, forKey: name))
    case .removeModuleExport:
      self = .removeModuleExport(try container.decode(ModuleExportEdit.self, forKey: name))
    case .addElement:
      self = .addElement(try container.decode(ElementEdit.self, forKey: name))
    case .removeElement:
      self = .removeElement(try container.decode(ElementEdit.self, forKey: name))
    case .setEnvironment:
      self = .setEnvironment(try container.decode(EnvironmentEdit.self, forKey: name))
    case .unsetEnvironment:
      self = .unsetEnvironment(try container.decode(EnvironmentEdit.self, forKey: name))
    case .addJSONMember:
      self = .addJSONMember(try container.decode(JSONMemberEdit.self, forKey: name))
    case .removeJSONMember:
      self = .removeJSONMember(try container.decode(JSONMemberEdit.self, forKey: name))
    case .addYAMLEntry:
      self = .addYAMLEntry(try container.decode(YAMLEntryEdit.self, forKey: name))
    case .removeYAMLEntry:
      self = .removeYAMLEntry(try container.decode(YAMLEntryEdit.self, forKey: name))
    case .addTOMLElement:
      self = .addTOMLElement(try container.decode(TOMLElementEdit.self, forKey: name))
    case .removeTOMLElement:
      self = .removeTOMLElement(try container.decode(TOMLElementEdit.self, forKey: name))
    case .addRequirement:
      self = .addRequirement(try container.decode(RequirementEdit.self, forKey: name))
    case .removeRequirement:
      self = .removeRequirement(try container.decode(RequirementEdit.self, forKey: name))
    }
  }

  /// Writes the one-key object.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Name.self)
    switch self {
    case .addImport(let edit): try container.encode(edit, forKey: .addImport)
    case .removeImport(let edit): try container.encode(edit, forKey: .removeImport)
    case .registerRouter(let edit): try container.encode(edit, forKey: .registerRouter)
    case .unregisterRouter(let edit): try container.encode(edit, forKey: .unregisterRouter)
    case .appendClass(let edit): try container.encode(edit, forKey: .appendClass)
    case .removeClass(let edit): try container.encode(edit, forKey: .removeClass)
    case .addAttribute(let edit): try container.encode(edit, forKey: .addAttribute)
    case .removeAttribute(let edit): try container.encode(edit, forKey: .removeAttribute)
    case .addModuleImport(let edit): try container.encode(edit, forKey: .addModuleImport)
    case .removeModuleImport(let edit): try container.encode(edit, forKey: .removeModuleImport)
    case .addModuleExport(let edit): try container.encode(edit, forKey: .addModuleExport)
    case .removeModuleExport(let edit): try container.encode(edit, forKey: .removeModuleExport)
    case .addElement(let edit): try container.encode(edit, forKey: .addElement)
    case .removeElement(let edit): try container.encode(edit, forKey: .removeElement)
    case .setEnvironment(let edit): try container.encode(edit, forKey: .setEnvironment)
    case .unsetEnvironment(let edit): try container.encode(edit, forKey: .unsetEnvironment)
    case .addJSONMember(let edit): try container.encode(edit, forKey: .addJSONMember)
    case .removeJSONMember(let edit): try container.encode(edit, forKey: .removeJSONMember)
    case .addYAMLEntry(let edit): try container.encode(edit, forKey: .addYAMLEntry)
    case .removeYAMLEntry(let edit): try container.encode(edit, forKey: .removeYAMLEntry)
    case .addTOMLElement(let edit): try container.encode(edit, forKey: .addTOMLElement)
    case .removeTOMLElement(let edit): try container.encode(edit, forKey: .removeTOMLElement)
    case .addRequirement(let edit): try container.encode(edit, forKey: .addRequirement)
    case .removeRequirement(let edit): try container.encode(edit, forKey: .removeRequirement)
    }
  }
}
