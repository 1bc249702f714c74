extension StructuredEdit {
  /// The same removal, of what stands in the file now though somebody edited it.
  ///
  /// For somebody who decided that it goes: its inverse brings back what stood there.
  ///
  /// - Returns: nil when it removes nothing of Python, or what it would remove is not there.
  package func ofPresent(in text: [UInt8]) -> StructuredEdit? {
    guard let outline = try? PythonOutline(text) else { return nil }
    switch self {
    case .removeClass(var edit):
      guard let present = outline.topLevelClass(edit.name) else { return nil }
      edit.source = outline.source(of: present)
      return .removeClass(edit)
    case .removeAttribute(var edit):
      let owners = outline.classes(named: edit.className)
      guard let present = owners.lazy.compactMap({ outline.member(edit.name, of: $0) }).first else {
        return nil
      }
      edit.source = outline.source(of: present)
      return .removeAttribute(edit)
    case .unregisterRouter(var edit):
      edit.trace = nil
      edit.registrar = nil
      return .unregisterRouter(edit)
    default: return nil
    }
  }
}

extension PythonOutline {
  /// A statement as an edit carries it: LF, its own indentation taken off.
  fileprivate func source(of statement: Int) -> String {
    let column = indentation(of: statement).count
    let lines = text(at: extentWithComments(of: statement)).replacing("\r\n", with: "\n")
      .split(separator: "\n", omittingEmptySubsequences: false)
    return lines.enumerated().map { index, line in
      let blanks = line.prefix { $0 == " " || $0 == "\t" }.prefix(index == 0 ? 0 : column)
      return String(line.dropFirst(blanks.count))
    }.joined(separator: "\n")
  }
}
