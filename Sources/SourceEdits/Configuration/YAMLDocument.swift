/// The block mappings of a YAML file, by lines and indentation.
///
/// Knows keys, comments, block scalars, quoted and flow values that go over several lines; what is
/// inside a sequence is left alone. Anything it cannot be sure of is an error.
struct YAMLDocument {
  /// One entry of a block mapping.
  struct Entry {
    var key: String
    /// The keys from the document's mapping to it.
    var path: [String]
    /// The blanks before its key.
    var indentation: Int
    /// The line of its key.
    var line: Int
    /// Its value's text on that line, with an anchor or tag and without a comment.
    var value: String
    /// The last line that belongs to it, without blank lines and comments that follow.
    var lastLine: Int
    /// Whether nothing stands behind the colon but an anchor, a tag or a comment.
    var isBlock: Bool
  }

  let lines: SourceLines
  private(set) var entries: [Entry] = []

  /// - Throws: where it is no block mapping that is understood.
  init(_ bytes: [UInt8]) throws(EditError) {
    lines = try ConfigurationFile.lines(bytes)
    try read()
  }

  private mutating func read() throws(EditError) {
    // The entries that are open around the line.
    var open: [(indentation: Int, entry: Int)] = []
    var line = 1
    while line <= lines.count {
      let content = Self.content(of: line, in: lines)
      guard let first = content.text.first, first != UInt8(ascii: "#") else {
        line += 1
        continue
      }
      if content.hasTab { throw broken(line, "a tab indents it") }
      if Self.isMarker(content, entries.isEmpty) {
        line += 1
        continue
      }
      while let last = open.last, last.indentation >= content.indentation {
        // A sequence may stand at the indentation of the key it belongs to.
        let isItem = last.indentation == content.indentation && Self.isItem(content.text)
        if isItem, entries[last.entry].isBlock { break }
        open.removeLast()
      }
      let last: Int
      if Self.isItem(content.text) {
        guard open.last != nil else { throw broken(line, "the document is not a mapping") }
        last = try lastLine(ofItem: line, content)
      } else {
        let parent = open.last
        if parent == nil, content.indentation != entries.first?.indentation ?? 0 {
          throw broken(line, "the indentation matches no outer mapping")
        }
        if let parent, !isChild(of: parent.entry, at: content.indentation, line) {
          throw broken(line, "the indentation matches no outer mapping")
        }
        let entry = try entry(line, content, parent.map(\.entry))
        last = entry.lastLine
        open.append((content.indentation, entries.count))
        entries.append(entry)
      }
      for item in open { entries[item.entry].lastLine = last }
      line = last + 1
    }
  }

  /// Whether a key of that indentation may be a child: the first, or in line with its siblings.
  private func isChild(of parent: Int, at indentation: Int, _ line: Int) -> Bool {
    guard entries[parent].isBlock else { return false }
    let depth = entries[parent].path.count + 1
    let sibling = entries[(parent + 1)...].first { $0.path.count == depth }
    return sibling.map { $0.indentation == indentation } ?? true
  }

  private func entry(
    _ line: Int, _ content: Content, _ parent: Int?
  ) throws(EditError) -> Entry {
    guard let (key, rest) = Self.key(of: content.text) else {
      throw broken(line, "a line that is neither a key nor an item")
    }
    let path = (parent.map { entries[$0].path } ?? []) + [key]
    let value = Self.withoutComment(rest)
    let bare = Self.withoutProperties(value)
    let isBlock = bare.isEmpty
    let last = isBlock ? line : try lastLine(of: bare, line, content.indentation)
    return Entry(
      key: key, path: path, indentation: content.indentation, line: line,
      value: String(decoding: value, as: UTF8.self), lastLine: last, isBlock: isBlock)
  }

  /// The last line of an item: all that is indented more than its dash.
  private func lastLine(ofItem line: Int, _ content: Content) throws(EditError) -> Int {
    lastIndentedLine(after: line, than: content.indentation)
  }

  /// The last line of a value that begins behind a colon.
  private func lastLine(
    of value: ArraySlice<UInt8>, _ line: Int, _ indentation: Int
  ) throws(EditError) -> Int {
    switch value.first {
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      return lastIndentedLine(after: line, than: indentation)
    case 0x22, 0x27, UInt8(ascii: "["), UInt8(ascii: "{"):
      return try lastLineOfFlow(from: value, line)
    default:
      let last = lastIndentedLine(after: line, than: indentation)
      for next in line..<last {
        let content = Self.content(of: next + 1, in: lines)
        let isComment = content.text.first == UInt8(ascii: "#")
        guard isComment || Self.key(of: content.text) == nil else {
          throw broken(next + 1, "a key inside the value of another")
        }
      }
      return last
    }
  }

  private func lastIndentedLine(after line: Int, than indentation: Int) -> Int {
    var last = line
    var next = line + 1
    while next <= lines.count {
      let content = Self.content(of: next, in: lines)
      if content.text.isEmpty {
        next += 1
        continue
      }
      let isComment = content.text.first == UInt8(ascii: "#")
      if content.indentation <= indentation {
        // A comment may stand anywhere between two lines of a block.
        guard isComment else { break }
        next += 1
        continue
      }
      last = next
      next += 1
    }
    return last
  }

  /// The line on which quotes and brackets that begin in `value` are closed.
  private func lastLineOfFlow(
    from value: ArraySlice<UInt8>, _ line: Int
  ) throws(EditError) -> Int {
    let bytes = lines.bytes
    var position = value.startIndex
    var open: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x22, 0x27: position = try Self.passString(bytes, position, line)
      case UInt8(ascii: "["), UInt8(ascii: "{"):
        open.append(byte + 2)
        position += 1
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        guard open.popLast() == byte else { throw broken(line, "an unmatched bracket") }
        position += 1
      case UInt8(ascii: "#") where bytes[position - 1] == 0x20:
        position = lines.content(of: lines.line(at: position)).upperBound
      default: position += 1
      }
      guard open.isEmpty else { continue }
      let end = lines.line(at: position - 1)
      let rest = bytes[position..<max(position, lines.content(of: end).upperBound)]
      guard Self.withoutComment(rest).allSatisfy({ $0 == 0x20 }) else {
        throw broken(end, "something follows a value")
      }
      return end
    }
    throw broken(line, "a value is never closed")
  }

  static func passString(_ bytes: [UInt8], _ start: Int, _ line: Int) throws(EditError) -> Int {
    let quote = bytes[start]
    var position = start + 1
    while position < bytes.count {
      if bytes[position] == quote {
        // Two single quotes stand for one.
        guard quote == 0x27, position + 1 < bytes.count, bytes[position + 1] == quote else {
          return position + 1
        }
        position += 2
      } else {
        position += bytes[position] == 0x5C && quote == 0x22 ? 2 : 1
      }
    }
    throw .broken(line: line, reason: "a quoted value is not terminated")
  }

  func broken(_ line: Int, _ reason: String) -> EditError { .broken(line: line, reason: reason) }
}
