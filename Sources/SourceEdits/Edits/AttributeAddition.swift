/// Adds an attribute to a class body, after its like.
struct AttributeAddition {
  let outline: PythonOutline
  let edit: AttributeEdit

  /// Adds the attribute, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    let fragment = try edit.fragment()
    let type = try outline.uniqueClass(edit.className)
    if let present = outline.member(edit.name, of: type) {
      let line = outline.line(of: present)
      guard outline.isSame(present, as: fragment) else {
        throw .clash(
          line: line, name: "\(edit.className).\(edit.name)", reason: "is there with another value")
      }
      return .unchanged(outline, line: line, "\(edit.className).\(edit.name) is there")
    }
    let placement = placement(of: fragment, in: type)
    let text = try EditCheck(old: outline, changes: [placement.insertion.change]).result()
    var inverse = edit
    inverse.trace = placement.insertion.trace(in: outline.bytes)
    return AppliedEdit(
      text: text, changed: true, inverse: [.removeAttribute(inverse)],
      evidence: placement.evidence)
  }

  private func placement(of fragment: SourceFragment, in type: Int) -> Placement {
    let body = outline.children(of: type)
    if let placeholder = outline.placeholder(in: type) {
      let indentation =
        outline.statements[placeholder].isInline
        ? outline.indentation(of: type) + outline.indentationUnit
        : outline.indentation(of: placeholder)
      let node = node(fragment, indentation: indentation, near: placeholder)
      return placement(
        outline.insertion(of: node, insteadOf: placeholder), type, "in the empty body")
    }
    if let sibling = sibling(of: fragment, in: body) {
      let node = node(
        fragment, indentation: outline.indentation(of: sibling.statement), near: sibling.statement)
      let isKindred = sibling.kind == kind(at: 0, in: fragment.outline)
      let insertion = outline.insertion(
        of: node, after: sibling.statement, blanks: isKindred ? 0 : 1)
      return placement(insertion, sibling.statement, "after \(sibling.name)")
    }
    if let first = body.first, outline.isDocstring(first) {
      let node = node(fragment, indentation: outline.indentation(of: first), near: first)
      var insertion = outline.insertion(of: node, after: first, blanks: 1)
      let next = outline.line(at: insertion.range.lowerBound)
      if body.count > 1, !outline.isBlankLine(next), !insertion.after.isEmpty {
        insertion.after += insertion.after
      }
      return placement(insertion, first, "after the docstring")
    }
    let first = body.first ?? type
    let node = node(fragment, indentation: outline.indentation(of: first), near: first)
    return placement(
      outline.insertion(of: node, before: first, blanks: 1), first, "at the start of the body")
  }

  private func placement(_ insertion: Insertion, _ statement: Int, _ reason: String) -> Placement {
    Placement(
      insertion: insertion,
      evidence: EditEvidence(
        line: outline.line(of: statement), reason: "\(reason) of \(edit.className)"))
  }

  private func node(
    _ fragment: SourceFragment, indentation: [UInt8], near statement: Int
  ) -> [UInt8] {
    fragment.laidOut(
      indentation: indentation, unit: outline.indentationUnit,
      lineEnding: outline.lineEnding(at: outline.extent(of: statement).upperBound))
  }

  private struct Sibling {
    let statement: Int
    let name: String
    let kind: String?
  }

  /// The last attribute of the same kind, else the last attribute, special names last.
  private func sibling(of fragment: SourceFragment, in body: [Int]) -> Sibling? {
    let siblings = body.compactMap { index -> Sibling? in
      guard let attribute = outline.assignment(at: index), let name = attribute.name else {
        return nil
      }
      return Sibling(statement: index, name: name, kind: kind(at: index, in: outline))
    }
    let own = kind(at: 0, in: fragment.outline)
    return siblings.last { $0.kind == own && own != nil }
      ?? siblings.last { !$0.name.hasPrefix("__") && $0.name != "model_config" }
      ?? siblings.last
  }

  /// What makes attributes alike: the function that makes the value, else the annotation's head.
  private func kind(at statement: Int, in outline: PythonOutline) -> String? {
    guard let attribute = outline.assignment(at: statement) else { return nil }
    if let value = attribute.value, let call = outline.call(value) {
      return String(call.function)
    }
    guard let annotation = attribute.annotation else { return nil }
    return outline.text(of: annotation.lowerBound)
  }
}
