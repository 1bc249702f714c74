/// How a file is laid out where something is to be written.
extension PythonOutline {
  /// The line ending in use around a byte: that of its line, else of the one before, else LF.
  func lineEnding(at offset: Int) -> [UInt8] {
    var line = min(line(at: offset), lineStarts.count - 1)
    while line >= 1 {
      let end = Int(lineStarts[line])
      if bytes[end - 1] == 0x0D { return [0x0D] }
      if end >= 2, bytes[end - 2] == 0x0D { return [0x0D, 0x0A] }
      if end >= 1 { return [0x0A] }
      line -= 1
    }
    return [0x0A]
  }

  /// The blanks before a statement on its line.
  func indentation(of statement: Int) -> [UInt8] {
    var first = statement
    // An inline statement has the indentation of the line it is on.
    while statements[first].isInline, first > 0 { first -= 1 }
    return indentation(at: Int(tokens[statements[first].decoratedStart].start))
  }

  /// The blanks that the line of a byte begins with.
  func indentation(at offset: Int) -> [UInt8] {
    var start = lineStart(at: offset)
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start = 3 }
    // A form feed counts: it takes the indentation back to nothing.
    return Array(bytes[start...].prefix { $0 == 0x20 || $0 == 0x09 || $0 == 0x0C })
  }

  /// What one more level adds to the indentation: as the first block of the file does it.
  var indentationUnit: [UInt8] {
    for index in statements.indices {
      guard let parent = statements[index].parent, !statements[index].isInline else { continue }
      let outer = indentation(of: parent)
      let inner = indentation(of: index)
      if inner.count > outer.count, inner.starts(with: outer) {
        return Array(inner[outer.count...])
      }
    }
    return [0x20, 0x20, 0x20, 0x20]
  }

  /// The longest line that fits the file's habits: 88, or more where the file has longer ones.
  var lineLimit: Int {
    var longest = 88
    for line in lineStarts.indices.dropLast() where lineStarts.count < 5_000 {
      longest = max(longest, min(120, Int(lineStarts[line + 1] - lineStarts[line]) - 1))
    }
    return longest
  }

  /// Whether a line has nothing but blanks.
  func isBlankLine(_ line: Int) -> Bool {
    guard line >= 1, line <= lineStarts.count else { return false }
    let end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    return bytes[Int(lineStarts[line - 1])..<end].allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0C || $0 == 0x0D || $0 == 0x0A
    }
  }

  /// The comment that stands alone on a line.
  func ownLineComment(_ line: Int) -> PythonToken? {
    guard line >= 1, line <= lineStarts.count else { return nil }
    let start = Int(lineStarts[line - 1])
    var low = 0
    var high = comments.count
    while low < high {
      let middle = (low + high) / 2
      if Int(comments[middle].start) < start { low = middle + 1 } else { high = middle }
    }
    guard low < comments.count, self.line(at: Int(comments[low].start)) == line,
      bytes[start..<Int(comments[low].start)].allSatisfy({ $0 == 0x20 || $0 == 0x09 })
    else { return nil }
    return comments[low]
  }

  /// The comment that ends the line of a byte, behind code.
  func trailingComment(at offset: Int) -> PythonToken? {
    let line = line(at: offset)
    let end = line < lineStarts.count ? Int(lineStarts[line]) : bytes.count
    return comments.first { Int($0.start) >= offset && Int($0.start) < end }
  }

  /// The newline token that ends the logical line of a token.
  func newline(after token: Int) -> Int {
    var token = token
    while tokens[token].kind != .newline, tokens[token].kind != .end { token += 1 }
    return token
  }
}

/// Source of an edit, in LF and four spaces, laid out for its place.
struct SourceFragment {
  let outline: PythonOutline

  /// - Throws: ``EditError/invalid(_:)`` when it is no Python.
  init(_ source: String) throws(EditError) {
    var bytes = Array(source.utf8)
    while let last = bytes.last, last == 0x0A || last == 0x20 || last == 0x0D {
      bytes.removeLast()
    }
    do {
      outline = try PythonOutline(bytes)
    } catch {
      throw .invalid("the source is not Python: line \(error.line): \(error.reason)")
    }
  }

  /// The text with `indentation` before each line but the first, levels of four spaces written as
  /// `unit`, and `lineEnding`; lines that begin inside a string keep their blanks.
  func laidOut(indentation: [UInt8], unit: [UInt8], lineEnding: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var token = 0
    let starts = outline.lineStarts.map(Int.init)
    for (line, start) in starts.enumerated() {
      let next = line + 1 < starts.count ? starts[line + 1] : outline.bytes.count
      var content = outline.bytes[start..<next]
      while let last = content.last, last == 0x0A || last == 0x0D { content.removeLast() }
      while token < outline.tokens.count - 1, Int(outline.tokens[token].end) <= start { token += 1 }
      let isInString =
        outline.tokens[token].kind == .string && Int(outline.tokens[token].start) < start
      if line > 0 { result += lineEnding }
      if isInString || content.isEmpty {
        result += content
        continue
      }
      let blanks = content.prefix { $0 == 0x20 }.count
      if line > 0 { result += indentation }
      for _ in 0..<blanks / 4 { result += unit }
      result += content.dropFirst(blanks / 4 * 4)
    }
    return result
  }
}
