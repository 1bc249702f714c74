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
    }
  }
}
