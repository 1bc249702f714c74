/// Removes an attribute nobody edited.
struct AttributeRemoval {
  let outline: PythonOutline
  let edit: AttributeEdit

  /// Removes the attribute, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    let fragment = try edit.fragment()
    let owners = outline.classes(named: edit.className)
    let present = owners.lazy.compactMap { outline.member(edit.name, of: $0) }.first
    guard let present else {
      return .unchanged(
        outline, line: owners.first.map { outline.line(of: $0) } ?? 1,
        "\(edit.className).\(edit.name) is gone")
    }
    let line = outline.line(of: present)
    guard outline.isSame(present, as: fragment) else {
      throw .edited(line: line, name: "\(edit.className).\(edit.name)")
    }
    let change = outline.removal(of: present, trace: edit.trace)
    let text = try EditCheck(old: outline, changes: [change]).result()
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: text, changed: true, inverse: [.addAttribute(inverse)],
      evidence: EditEvidence(line: line, reason: "removed \(edit.className).\(edit.name)"))
  }
}

extension AttributeEdit {
  /// The source, read.
  ///
  /// - Throws: ``EditError/invalid(_:)`` when it is not one assignment to that name.
  func fragment() throws(EditError) -> SourceFragment {
    let fragment = try SourceFragment(source)
    let top = fragment.outline.children(of: nil)
    guard top.count == 1, fragment.outline.assignment(at: 0)?.name == name else {
      throw .invalid("the source is not the attribute \(name) alone")
    }
    return fragment
  }
}

extension PythonOutline {
  /// The classes of a name, `Outer.Inner` for nested ones.
  func classes(named name: String) -> [Int] {
    let parts = name.split(separator: ".").map(String.init)
    return statements.indices.filter { index in
      guard statements[index].kind == .classDefinition else { return false }
      var current: Int? = index
      for part in parts.reversed() {
        guard let statement = current, statements[statement].kind == .classDefinition,
          isText(statements[statement].tokens.lowerBound + 1, part)
        else { return false }
        current = scope(of: statement)
      }
      return current == nil
    }
  }

  /// The one class of a name.
  func uniqueClass(_ name: String) throws(EditError) -> Int {
    let found = classes(named: name)
    guard let first = found.first else { throw .noAnchor("class \(name)") }
    guard found.count == 1 else {
      throw .ambiguous(
        candidates: found.map { EditEvidence(line: line(of: $0), reason: "class \(name)") },
        choose: "leave one class \(name) in the file")
    }
    return first
  }

  /// The statement of a class body that binds a name.
  func member(_ name: String, of type: Int) -> Int? {
    definition(of: name, in: type)
  }
}
