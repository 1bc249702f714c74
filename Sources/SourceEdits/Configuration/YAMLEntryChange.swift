/// Adds an entry to a block mapping of a YAML file, behind the last one.
struct YAMLEntryAddition {
  let document: YAMLDocument
  let edit: YAMLEntryEdit

  /// Adds the entry, or says where it is.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let lines = document.lines
    if let present = try document.entry(edit.path) {
      guard try edit.isSame(as: present, in: document) else {
        throw .clash(line: present.line, name: edit.name, reason: "is there with another value")
      }
      return ConfigurationFile.unchanged(lines.bytes, line: present.line, "\(edit.name) is there")
    }
    let depth = try existingDepth()
    let parent = try document.entry(Array(edit.path.prefix(depth)))
    let children = document.children(of: Array(edit.path.prefix(depth)))
    if let parent { try checkIsMapping(parent, children) }
    let indentation =
      children.first?.indentation ?? parent.map { $0.indentation + document.unit } ?? 0
    let anchor = children.last ?? parent
    let last = anchor?.lastLine ?? lastLine
    let node = edit.node(from: depth, indentation: indentation, in: document, near: last)
    let insertion = lines.insertion(
      of: node, after: last, blanks: document.hasGaps(children) ? 1 : 0)
    var inverse = edit
    inverse.path = Array(edit.path.prefix(depth + 1))
    inverse.source = edit.wrapped(from: depth + 1)
    inverse.trace = insertion.trace(in: lines.bytes)
    let reason = children.last.map { "after \($0.key)" } ?? parent.map { "in \($0.key)" }
    return AppliedEdit(
      text: try edit.result(insertion.change, in: document), changed: true,
      inverse: [.removeYAMLEntry(inverse)],
      evidence: EditEvidence(
        line: anchor?.line ?? last, reason: reason ?? "at the end of the file"))
  }

  private var lastLine: Int {
    document.lines.isUnfinished ? document.lines.count : max(1, document.lines.count - 1)
  }

  /// How many keys of the path the file has, without the last.
  private func existingDepth() throws(EditError) -> Int {
    var depth = edit.path.count - 1
    while depth > 0, try document.entry(Array(edit.path.prefix(depth))) == nil { depth -= 1 }
    return depth
  }

  private func checkIsMapping(
    _ parent: YAMLDocument.Entry, _ children: [YAMLDocument.Entry]
  ) throws(EditError) {
    let name = parent.path.joined(separator: ".")
    guard parent.isBlock else {
      throw .noAnchor("\(name) is written on one line (line \(parent.line)), not as a block")
    }
    guard !children.isEmpty || parent.lastLine == parent.line else {
      throw .noAnchor("\(name) is a list (line \(parent.line)), not a mapping")
    }
  }
}

/// Removes an entry nobody edited.
struct YAMLEntryRemoval {
  let document: YAMLDocument
  let edit: YAMLEntryEdit

  /// Removes the entry, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    let lines = document.lines
    guard let present = try document.entry(edit.path) else {
      return ConfigurationFile.unchanged(lines.bytes, line: 1, "\(edit.name) is gone")
    }
    guard try edit.isSame(as: present, in: document) else {
      throw .edited(line: present.line, name: edit.name)
    }
    let start = present.line == 1 ? lines.content(of: 1) : lines.range(of: present.line)
    let range = start.lowerBound..<lines.content(of: present.lastLine).upperBound
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: try edit.result(lines.removal(of: range, trace: edit.trace), in: document),
      changed: true, inverse: [.addYAMLEntry(inverse)],
      evidence: EditEvidence(line: present.line, reason: "removed \(edit.name)"))
  }
}

extension YAMLDocument {
  /// The one entry of a path; nil for none, and for the empty path.
  func entry(_ path: [String]) throws(EditError) -> Entry? {
    let found = entries.filter { $0.path == path }
    guard found.count < 2 else {
      throw .ambiguous(
        candidates: found.map {
          EditEvidence(line: $0.line, reason: path.joined(separator: "."))
        }, choose: "leave one \(path.joined(separator: ".")) in the file")
    }
    return found.first
  }

  /// The entries directly in the mapping of a path.
  func children(of path: [String]) -> [Entry] {
    entries.filter { $0.path.count == path.count + 1 && $0.path.starts(with: path) }
  }

  /// How much a level is indented: as the first nested entry is.
  var unit: Int {
    for (index, entry) in entries.enumerated() where index > 0 {
      let outer = entries[index - 1]
      if entry.path.count == outer.path.count + 1 { return entry.indentation - outer.indentation }
    }
    return 2
  }

  /// Whether blank lines stand between all of several entries.
  func hasGaps(_ children: [Entry]) -> Bool {
    guard children.count > 1 else { return false }
    return zip(children, children.dropFirst()).allSatisfy { one, other in
      (one.lastLine + 1..<other.line).contains { lines.isBlank($0) }
    }
  }
}

extension YAMLEntryEdit {
  /// The entry for people.
  var name: String { path.joined(separator: ".") }

  fileprivate func validate() throws(EditError) {
    guard !path.isEmpty, path.allSatisfy({ !$0.isEmpty }) else { throw .invalid("'path' is empty") }
    guard !source.contains("\t"), !source.contains("\r") else {
      throw .invalid("the source has tabs or carriage returns")
    }
    do {
      let read = try YAMLDocument(Array(text(from: path.count - 1).utf8))
      let count = read.entries.count { $0.path.count == 1 }
      guard count == 1 else { throw EditError.invalid("") }
    } catch {
      throw .invalid("the source is no value of one entry")
    }
  }

  /// Whether the source goes on the line of its key.
  private var isInline: Bool {
    let first = Array(source.utf8.prefix { $0 != 0x0A })[...]
    guard let byte = first.first else { return true }
    if "|>\"'[{&*!".utf8.contains(byte) { return true }
    return !source.contains("\n") && YAMLDocument.key(of: first) == nil
      && !YAMLDocument.isItem(first)
  }

  /// The value in the mappings that the file does not have yet.
  func wrapped(from depth: Int) -> String {
    depth == path.count ? trimmed : text(from: depth)
  }

  private var trimmed: String {
    var text = Substring(source)
    while text.last == "\n" || text.last == " " { text.removeLast() }
    return String(text)
  }

  /// `key: value` or `key:` and a block, LF and two spaces a level.
  private func text(from depth: Int) -> String {
    let key = Self.spelling(of: path[depth])
    if depth + 1 == path.count, isInline {
      let value = trimmed.split(separator: "\n", omittingEmptySubsequences: false)
        .joined(separator: "\n  ")
      return value.isEmpty ? "\(key):" : "\(key): \(value)"
    }
    let inner = depth + 1 == path.count ? trimmed : text(from: depth + 1)
    let lines = inner.split(separator: "\n", omittingEmptySubsequences: false)
    return "\(key):\n" + lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }

  /// A key, in quotes where a plain one would mean something else.
  private static func spelling(of key: String) -> String {
    let isPlain = key.utf8.allSatisfy { EnvironmentFile.isKeyByte($0) || $0 == UInt8(ascii: "/") }
    return isPlain && key.first != "-" ? key : TypeScriptString.literal(key, quote: 0x22)
  }

  /// The entry laid out for its place.
  func node(
    from depth: Int, indentation: Int, in document: YAMLDocument, near line: Int
  ) -> [UInt8] {
    let ending = document.lines.lineEnding(at: document.lines.content(of: line).lowerBound)
    var result: [UInt8] = []
    let lines = text(from: depth).split(separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() {
      if number > 0 { result += ending }
      if line.isEmpty { continue }
      let width = line.utf8.prefix { $0 == 0x20 }.count
      let blanks = indentation + width / 2 * document.unit + width % 2
      result += repeatElement(0x20, count: blanks)
      result += line.utf8.dropFirst(width)
    }
    return result
  }

  /// Whether an entry of the file says the same, whatever its comments and levels look like.
  fileprivate func isSame(
    as entry: YAMLDocument.Entry, in document: YAMLDocument
  ) throws(EditError) -> Bool {
    let own = SourceLines(Array(text(from: path.count - 1).utf8))
    return Self.canonical(document.lines, entry.line...entry.lastLine)
      == Self.canonical(own, 1...own.count)
  }

  /// The lines with their depths, without comments.
  private static func canonical(_ lines: SourceLines, _ range: ClosedRange<Int>) -> [String] {
    var open: [Int] = []
    return range.compactMap { line in
      let content = YAMLDocument.content(of: line, in: lines)
      let text = YAMLDocument.withoutTrailingComment(content.text)
      guard !text.isEmpty else { return nil }
      while let last = open.last, last > content.indentation || last == content.indentation {
        let isItem = last == content.indentation && YAMLDocument.isItem(text) && open.count == 1
        if isItem { break }
        open.removeLast()
      }
      open.append(content.indentation)
      let spelled = String(decoding: text, as: UTF8.self)
      return "\(open.count) " + spelled.map { $0 == "'" ? "\"" : String($0) }.joined()
    }
  }

  /// The text with a change made, read again: everything outside the entry is what it was.
  fileprivate func result(
    _ change: TextChange, in document: YAMLDocument
  ) throws(EditError) -> [UInt8] {
    let text = change.applied(to: document.lines.bytes)
    let new: YAMLDocument
    do {
      new = try YAMLDocument(text)
    } catch {
      throw .invalid("the result would not be YAML that is understood")
    }
    func others(_ document: YAMLDocument) -> [[String]] {
      document.entries.filter { !$0.path.starts(with: path) && !path.starts(with: $0.path) }
        .map { $0.path + [$0.value] }
    }
    let isSwapped = try (document.entry(path) == nil) != (new.entry(path) == nil)
    guard others(document) == others(new), isSwapped else {
      throw .invalid("the result would change more than the edit says")
    }
    return text
  }
}
