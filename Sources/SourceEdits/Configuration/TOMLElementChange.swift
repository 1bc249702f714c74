/// Adds a string to an array of a TOML file: sorted where the array is, else behind the last.
struct TOMLElementAddition {
  let document: TOMLDocument
  let edit: TOMLElementEdit

  /// Adds the string, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    let array = try TOMLArray(document: document, path: edit.path)
    switch edit.match(array) {
    case .same(let index):
      return ConfigurationFile.unchanged(
        document.lines.bytes, line: array.line(of: index), "\(edit.name) has \(edit.value)")
    case .other(let index):
      throw .clash(
        line: array.line(of: index), name: edit.value,
        reason: "is in \(edit.name) as \(array.value(of: index) ?? "")")
    case .none: break
    }
    let values = array.elements.indices.map { array.value(of: $0) ?? "" }
    let index = ModuleOrder.position(of: edit.value, in: values)
    let node = Array(TOMLString.literal(edit.value, quote: array.quote).utf8)
    let insertion = array.insertion(of: node, at: index)
    var inverse = edit
    inverse.trace = insertion.trace(in: document.lines.bytes)
    let anchor =
      index > 0 ? array.line(of: index - 1) : document.lines.line(at: array.range.lowerBound)
    return AppliedEdit(
      text: try edit.result(insertion.change, in: document), changed: true,
      inverse: [.removeTOMLElement(inverse)],
      evidence: EditEvidence(
        line: anchor,
        reason: index > 0 ? "after \(values[index - 1])" : "first in \(edit.name)"))
  }
}

/// Removes a string nobody edited from an array of a TOML file.
struct TOMLElementRemoval {
  let document: TOMLDocument
  let edit: TOMLElementEdit

  /// Removes the string, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    let array = try TOMLArray(document: document, path: edit.path)
    let index: Int
    switch edit.match(array) {
    case .same(let found): index = found
    case .other(let found): throw .edited(line: array.line(of: found), name: edit.value)
    case .none:
      return ConfigurationFile.unchanged(
        document.lines.bytes, line: document.lines.line(at: array.range.lowerBound),
        "\(edit.name) has \(edit.value) no more")
    }
    guard array.value(of: index) == edit.value || edit.isSame(as: array.value(of: index)) else {
      throw .edited(line: array.line(of: index), name: edit.value)
    }
    let change = array.removal(of: index, trace: edit.trace)
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: try edit.result(change, in: document), changed: true,
      inverse: [.addTOMLElement(inverse)],
      evidence: EditEvidence(
        line: array.line(of: index), reason: "removed \(edit.value) from \(edit.name)"))
  }
}

extension TOMLElementEdit {
  /// What an array has of the string.
  fileprivate enum Match {
    case none
    /// The same, or a requirement that covers it.
    case same(Int)
    /// A requirement of the same name that says something else.
    case other(Int)
  }

  /// The array for people.
  fileprivate var name: String { path.joined(separator: ".") }

  /// The requirement, in arrays that hold such.
  private var requirement: PythonRequirement? {
    let holds =
      path == ["project", "dependencies"] || path.first == "dependency-groups"
      || path.starts(with: ["project", "optional-dependencies"])
      || path == ["build-system", "requires"]
    return holds ? PythonRequirement(value) : nil
  }

  fileprivate func match(_ array: TOMLArray) -> Match {
    let values = array.elements.indices.map { array.value(of: $0) }
    if let index = values.firstIndex(of: value) { return .same(index) }
    guard let requirement else { return .none }
    let others = values.map { $0.flatMap { PythonRequirement($0) } }
    if let index = others.firstIndex(where: { $0?.covers(requirement) ?? false }) {
      return .same(index)
    }
    return others.firstIndex { $0?.name == requirement.name }.map { .other($0) } ?? .none
  }

  /// Whether a string is the same requirement, however it is written.
  fileprivate func isSame(as other: String?) -> Bool {
    requirement != nil && other.flatMap { PythonRequirement($0) } == requirement
  }

  /// The text with a change made, read again.
  fileprivate func result(
    _ change: TextChange, in document: TOMLDocument
  ) throws(EditError) -> [UInt8] {
    let text = change.applied(to: document.lines.bytes)
    let new = try TOMLDocument(text)
    let before = try strings(document)
    let after = try strings(new)
    let isKept =
      document.entries.map(\.path) == new.entries.map(\.path)
      && document.pieces.filter { Array($0.piece.dropLast()) != path }.map(\.piece)
        == new.pieces.filter { Array($0.piece.dropLast()) != path }.map(\.piece)
    let isOne =
      abs(before.count - after.count) == 1
      && after.difference(from: before).count == 1
    guard isKept, isOne else { throw .invalid("the result would change more than the edit says") }
    return text
  }

  private func strings(_ document: TOMLDocument) throws(EditError) -> [String] {
    let array = try TOMLArray(document: document, path: path)
    return array.elements.map { String(decoding: document.lines.bytes[$0], as: UTF8.self) }
  }
}
