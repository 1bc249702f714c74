/// Adds an element to an array or object literal, behind the last one.
struct ElementAddition {
  let outline: TypeScriptOutline
  let edit: ElementEdit

  /// Adds the element, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    let target = try ElementTarget(outline: outline, path: edit.target)
    let fragment = try TypeScriptFragment(edit.source, inObject: target.isObject)
    switch try edit.match(fragment, in: target) {
    case .same(let index):
      return .unchanged(outline, line: target.line(of: index), "\(edit.target) has it")
    case .other(let index, let name):
      throw .clash(
        line: target.line(of: index), name: name, reason: "is in \(edit.target) with another value")
    case .none: break
    }
    let style = TypeScriptStyle(outline)
    let list = target.list(style)
    let probe = list.insertion(of: [], at: target.elements.count)
    let indentation = probe.indentation(in: outline.lines)
    let node = fragment.laidOut(
      indentation: indentation, style: style,
      lineEnding: outline.lines.lineEnding(at: probe.range.lowerBound))
    let insertion = list.insertion(of: node, at: target.elements.count)
    let text = try TypeScriptEditCheck(old: outline, changes: [insertion.change]).result()
    var inverse = edit
    inverse.trace = insertion.trace(in: outline.bytes)
    let line = target.elements.isEmpty ? target.line : target.line(of: target.elements.count - 1)
    let place = target.elements.isEmpty ? "in the empty" : "after the last element of"
    return AppliedEdit(
      text: text, changed: true, inverse: [.removeElement(inverse)],
      evidence: EditEvidence(line: line, reason: "\(place) \(edit.target)"))
  }
}

/// Removes an element nobody edited.
struct ElementRemoval {
  let outline: TypeScriptOutline
  let edit: ElementEdit

  /// Removes the element, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    let target = try ElementTarget(outline: outline, path: edit.target)
    let fragment = try TypeScriptFragment(edit.source, inObject: target.isObject)
    let index: Int
    switch try edit.match(fragment, in: target) {
    case .same(let found): index = found
    case .other(let found, let name):
      throw .edited(line: target.line(of: found), name: name)
    case .none:
      return .unchanged(outline, line: target.line, "\(edit.target) has it no more")
    }
    let change = target.list(TypeScriptStyle(outline)).removal(of: index, trace: edit.trace)
    let text = try TypeScriptEditCheck(old: outline, changes: [change]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addElement(inverse)],
      evidence: EditEvidence(
        line: target.line(of: index), reason: "removed from \(edit.target)"))
  }
}

extension ElementEdit {
  /// What a literal has of the element.
  enum Match {
    case none
    /// The same.
    case same(Int)
    /// One with the same key and something else in it.
    case other(Int, name: String)
  }

  /// Looks for the element in a literal.
  func match(_ fragment: TypeScriptFragment, in target: ElementTarget) throws(EditError) -> Match {
    let outline = target.outline
    let sought = fragment.outline.canonical(fragment.range)
    if let index = target.elements.firstIndex(where: { outline.canonical($0) == sought }) {
      return .same(index)
    }
    if target.isObject {
      guard let name = fragment.outline.propertyName(fragment.range) else {
        throw .invalid("a property of an object needs a plain key")
      }
      let index = target.elements.firstIndex { outline.propertyName($0) == name }
      return index.map { .other($0, name: name) } ?? .none
    }
    guard let key else { return .none }
    guard let value = fragment.outline.property(key, of: fragment.range) else {
      throw .invalid("the source has no property \(key)")
    }
    let index = target.elements.firstIndex { outline.property(key, of: $0) == value }
    return index.map { .other($0, name: value.joined()) } ?? .none
  }
}

extension TypeScriptOutline {
  /// What an object literal has as a property.
  fileprivate func property(_ key: String, of range: TokenRange) -> [String]? {
    guard let object = literal(in: range), object.isObject else { return nil }
    let found = elements(in: object.content).first { propertyName($0) == key }
    return found.flatMap(propertyValue).map(canonical)
  }
}
