extension StructuredEdit {
  /// Applies the edit to a Python file.
  ///
  /// Touches nothing but the node it is about, says so when the file has it already, and never
  /// makes a file unparsable: the result is read again and compared before it is returned.
  ///
  /// - Parameter text: the whole file, UTF-8 with or without a byte order mark, any line endings.
  /// - Returns: the new text with the inverse edits and the reason for the place.
  /// - Throws: why the file was left alone.
  public func apply(to text: [UInt8]) throws(EditError) -> AppliedEdit {
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
