extension StructuredEdit {
  /// Applies the edit to a file of the language it is about.
  ///
  /// Touches nothing but the node it is about, says so when the file has it already, and never
  /// makes a file unparsable: the result is read again and compared before it is returned.
  ///
  /// - Parameter text: the whole file, UTF-8 with or without a byte order mark, any line endings.
  /// - Returns: the new text with the inverse edits and the reason for the place.
  /// - Throws: why the file was left alone.
  public func apply(to text: [UInt8]) throws(EditError) -> AppliedEdit {
    switch self {
    case .addImport, .removeImport, .registerRouter, .unregisterRouter, .appendClass, .removeClass,
      .addAttribute, .removeAttribute:
      return try applyToPython(text)
    case .addModuleImport, .removeModuleImport, .addModuleExport, .removeModuleExport, .addElement,
      .removeElement:
      return try applyToTypeScript(text)
    default: return try applyToConfiguration(text)
    }
  }

  private func applyToPython(_ text: [UInt8]) throws(EditError) -> AppliedEdit {
    let outline: PythonOutline
    do {
      outline = try PythonOutline(text)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
    }
    switch self {
    case .addImport(let edit): return try ImportAddition(outline: outline, edit: edit).apply()
    case .removeImport(let edit): return try ImportRemoval(outline: outline, edit: edit).apply()
    case .registerRouter(let edit):
      return try RouterRegistration(outline: outline, edit: edit).apply()
    case .unregisterRouter(let edit):
      return try RouterRemoval(outline: outline, edit: edit).apply()
    case .appendClass(let edit): return try ClassAddition(outline: outline, edit: edit).apply()
    case .removeClass(let edit): return try ClassRemoval(outline: outline, edit: edit).apply()
    case .addAttribute(let edit):
      return try AttributeAddition(outline: outline, edit: edit).apply()
    case .removeAttribute(let edit):
      return try AttributeRemoval(outline: outline, edit: edit).apply()
    default: throw .invalid("the edit is not about Python")
    }
  }

  private func applyToTypeScript(_ text: [UInt8]) throws(EditError) -> AppliedEdit {
    let outline: TypeScriptOutline
    do {
      outline = try TypeScriptOutline(text)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
    }
    switch self {
    case .addModuleImport(let edit):
      return try ModuleImportAddition(outline: outline, edit: edit).apply()
    case .removeModuleImport(let edit):
      return try ModuleImportRemoval(outline: outline, edit: edit).apply()
    case .addModuleExport(let edit):
      return try ModuleExportAddition(outline: outline, edit: edit).apply()
    case .removeModuleExport(let edit):
      return try ModuleExportRemoval(outline: outline, edit: edit).apply()
    case .addElement(let edit): return try ElementAddition(outline: outline, edit: edit).apply()
    case .removeElement(let edit): return try ElementRemoval(outline: outline, edit: edit).apply()
    default: throw .invalid("the edit is not about TypeScript")
    }
  }

  private func applyToConfiguration(_ text: [UInt8]) throws(EditError) -> AppliedEdit {
    switch self {
    case .setEnvironment(let edit):
      return try EnvironmentAssignment(file: EnvironmentFile(text), edit: edit).apply()
    case .unsetEnvironment(let edit):
      return try EnvironmentRemoval(file: EnvironmentFile(text), edit: edit).apply()
    case .addJSONMember(let edit):
      return try JSONMemberAddition(document: JSONDocument(text), edit: edit).apply()
    case .removeJSONMember(let edit):
      return try JSONMemberRemoval(document: JSONDocument(text), edit: edit).apply()
    case .addYAMLEntry(let edit):
      return try YAMLEntryAddition(document: YAMLDocument(text), edit: edit).apply()
    case .removeYAMLEntry(let edit):
      return try YAMLEntryRemoval(document: YAMLDocument(text), edit: edit).apply()
    case .addTOMLElement(let edit):
      return try TOMLElementAddition(document: TOMLDocument(text), edit: edit).apply()
    case .removeTOMLElement(let edit):
      return try TOMLElementRemoval(document: TOMLDocument(text), edit: edit).apply()
    case .addRequirement(let edit):
      return try RequirementAddition(file: RequirementsFile(text), edit: edit).apply()
    case .removeRequirement(let edit):
      return try RequirementRemoval(file: RequirementsFile(text), edit: edit).apply()
    default: throw .invalid("the edit is not about a configuration file")
    }
  }
}

extension AppliedEdit {
  /// What an edit returns that found its work done.
  static func unchanged(_ outline: PythonOutline, line: Int, _ reason: String) -> AppliedEdit {
    AppliedEdit(
      text: outline.bytes, changed: false, inverse: [],
      evidence: EditEvidence(line: line, reason: reason))
  }
}

/// The line and reason of where something goes, before it is written.
struct Placement {
  var insertion: Insertion
  var evidence: EditEvidence
}
