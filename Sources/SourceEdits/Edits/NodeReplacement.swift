/// One node of a file that people also edit, in the words of its insertion: a class, an attribute, an
/// entry or a variable; replaced where it stands, edited or not.
///
/// A merge of a shared file is confined to a node by that: the same file with one text of the node
/// and with another.
package struct NodeReplacement {
  /// What the node's insertion said.
  package var node: StructuredEdit

  /// Creates a replacement.
  package init(_ node: StructuredEdit) { self.node = node }

  /// The text with the node as the insertion has it; nil when no such node stands in the text.
  ///
  /// - Throws: why the file cannot be read, or the result would be broken.
  package func apply(to text: [UInt8]) throws(EditError) -> [UInt8]? {
    switch node {
    case .appendClass(let edit):
      let outline = try Self.outline(of: text)
      guard let present = outline.topLevelClass(edit.name) else { return nil }
      return try Self.replace(present, in: outline, by: edit.fragment())
    case .addAttribute(let edit):
      let outline = try Self.outline(of: text)
      let owners = outline.classes(named: edit.className)
      guard let present = owners.lazy.compactMap({ outline.member(edit.name, of: $0) }).first
      else { return nil }
      return try Self.replace(present, in: outline, by: edit.fragment())
    case .addYAMLEntry(let edit):
      return try edit.replaced(in: YAMLDocument(text))
    case .setEnvironment(let edit):
      return try edit.replaced(in: EnvironmentFile(text))
    default: return nil
    }
  }

  private static func outline(of text: [UInt8]) throws(EditError) -> PythonOutline {
    do {
      return try PythonOutline(text)
    } catch {
      throw .broken(line: error.line, reason: error.reason)
    }
  }

  private static func replace(
    _ statement: Int, in outline: PythonOutline, by fragment: SourceFragment
  ) throws(EditError) -> [UInt8] {
    let range = outline.extentWithComments(of: statement)
    let node = fragment.laidOut(
      indentation: outline.indentation(of: statement), unit: outline.indentationUnit,
      lineEnding: outline.lineEnding(at: range.upperBound))
    return try EditCheck(
      old: outline, changes: [TextChange(range: range, replacement: node)]
    ).result()
  }
}

extension EnvironmentEdit {
  /// The file with the variable's value as this has it; nil when it has no such variable.
  fileprivate func replaced(in file: EnvironmentFile) throws(EditError) -> [UInt8]? {
    guard let present = try file.entry(key) else { return nil }
    guard present.value != value else { return file.lines.bytes }
    let quote = file.lines.bytes[present.raw].first.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
    let written = Array(try EnvironmentValue.encode(value, like: quote).utf8)
    return TextChange(range: present.raw, replacement: written).applied(to: file.lines.bytes)
  }
}

extension YAMLEntryEdit {
  /// The document with the entry as this has it; nil when it has no such entry.
  fileprivate func replaced(in document: YAMLDocument) throws(EditError) -> [UInt8]? {
    guard let present = try document.entry(path) else { return nil }
    let lines = document.lines
    let range =
      lines.content(of: present.line).lowerBound..<lines.content(of: present.lastLine).upperBound
    let node = node(
      from: path.count - 1, indentation: present.indentation, in: document, near: present.line)
    let text = TextChange(range: range, replacement: node).applied(to: lines.bytes)
    let kept = try YAMLDocument(text)
    func others(_ document: YAMLDocument) -> [[String]] {
      document.entries.filter { !$0.path.starts(with: path) }.map { $0.path + [$0.value] }
    }
    guard others(document) == others(kept) else {
      throw .invalid("the result would change more than '\(path.joined(separator: "."))'")
    }
    return text
  }
}
