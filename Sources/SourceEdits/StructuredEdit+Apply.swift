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
    case .addImport(let edit):
      return try ImportAddition(outline: PythonOutline(edited: text), edit: edit).apply()
    case .removeImport(let edit):
      return try ImportRemoval(outline: PythonOutline(edited: text), edit: edit).apply()
    case .registerRouter(let edit):
      return try RouterRegistration(outline: PythonOutline(edited: text), edit: edit).apply()
    case .unregisterRouter(let edit):
      return try RouterRemoval(outline: PythonOutline(edited: text), edit: edit).apply()
    case .appendClass(let edit):
      return try ClassAddition(outline: PythonOutline(edited: text), edit: edit).apply()
    case .removeClass(let edit):
      return try ClassRemoval(outline: PythonOutline(edited: text), edit: edit).apply()
    case .addAttribute(let edit):
      return try AttributeAddition(outline: PythonOutline(edited: text), edit: edit).apply()
    case .removeAttribute(let edit):
      return try AttributeRemoval(outline: PythonOutline(edited: text), edit: edit).apply()
    case .addModuleImport(let edit):
      return try ModuleImportAddition(outline: TypeScriptOutline(edited: text), edit: edit).apply()
    case .removeModuleImport(let edit):
      return try ModuleImportRemoval(outline: TypeScriptOutline(edited: text), edit: edit).apply()
    case .addModuleExport(let edit):
      return try ModuleExportAddition(outline: TypeScriptOutline(edited: text), edit: edit).apply()
    case .removeModuleExport(let edit):
      return try ModuleExportRemoval(outline: TypeScriptOutline(edited: text), edit: edit).apply()
    case .addElement(let edit):
      return try ElementAddition(outline: TypeScriptOutline(edited: text), edit: edit).apply()
    case .removeElement(let edit):
      return try ElementRemoval(outline: TypeScriptOutline(edited: text), edit: edit).apply()
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
    }
  }
}

extension PythonOutline {
  /// Reads a file that is to be edited.
  init(edited text: [UInt8]) throws(EditError) {
    do {
      self = try PythonOutline(text)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
    }
  }
}

extension TypeScriptOutline {
  /// Reads a module that is to be edited.
  fileprivate init(edited text: [UInt8]) throws(EditError) {
    do {
      self = try TypeScriptOutline(text)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
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
