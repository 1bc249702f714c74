/// What one line of a YAML file has.
extension YAMLDocument {
  /// A line's indentation and what follows it.
  struct Content {
    var indentation: Int
    var text: ArraySlice<UInt8>
    /// Whether a tab is part of the indentation.
    var hasTab: Bool
  }

  static func content(of line: Int, in lines: SourceLines) -> Content {
    let range = lines.content(of: line)
    var text = lines.bytes[range]
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    let start = text.firstIndex { $0 != 0x20 } ?? text.endIndex
    let rest = text[start...]
    return Content(
      indentation: start - range.lowerBound, text: rest, hasTab: rest.first == 0x09)
  }

  /// Whether it is `---` before everything else, or a directive before that.
  static func isMarker(_ content: Content, _ isFirst: Bool) -> Bool {
    guard content.indentation == 0, isFirst else { return false }
    return content.text.elementsEqual("---".utf8) || content.text.starts(with: "--- #".utf8)
      || content.text.first == UInt8(ascii: "%")
  }

  static func isItem(_ text: ArraySlice<UInt8>) -> Bool {
    text.first == UInt8(ascii: "-") && (text.count == 1 || text.dropFirst().first == 0x20)
  }

  /// The key of a line and what follows its colon; nil where it has none.
  static func key(of text: ArraySlice<UInt8>) -> (key: String, rest: ArraySlice<UInt8>)? {
    guard let first = text.first else { return nil }
    var end = text.startIndex
    var key: String
    if first == 0x22 || first == 0x27 {
      guard let close = text.dropFirst().firstIndex(of: first) else { return nil }
      key = String(decoding: text[(text.startIndex + 1)..<close], as: UTF8.self)
      if key.contains("\\") { return nil }
      end = close + 1
      while end < text.endIndex, text[end] == 0x20 { end += 1 }
      guard end < text.endIndex, text[end] == UInt8(ascii: ":") else { return nil }
    } else {
      // What cannot begin a plain key; an alias or a complex key is not understood.
      guard !"?,[]{}#&*!|>%@`-".utf8.contains(first) || first == UInt8(ascii: "-") else {
        return nil
      }
      while end < text.endIndex {
        let isColon =
          text[end] == UInt8(ascii: ":")
          && (end + 1 == text.endIndex || text[end + 1] == 0x20 || text[end + 1] == 0x09)
        if isColon { break }
        if text[end] == UInt8(ascii: "#"), end > text.startIndex, text[end - 1] == 0x20 {
          return nil
        }
        end += 1
      }
      guard end < text.endIndex else { return nil }
      key = String(decoding: text[text.startIndex..<end], as: UTF8.self)
      while key.last == " " { key.removeLast() }
    }
    let rest = text[(end + 1)...].drop { $0 == 0x20 || $0 == 0x09 }
    return (key, rest)
  }

  /// A value's text without the comment behind it; quotes are respected.
  static func withoutComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var quote: UInt8?
    var result = text
    for index in text.indices {
      let byte = text[index]
      if let open = quote {
        if byte == open { quote = nil }
      } else if byte == 0x22 || byte == 0x27, index == text.startIndex {
        quote = byte
      } else if byte == UInt8(ascii: "#"),
        index == text.startIndex || text[index - 1] == 0x20 || text[index - 1] == 0x09
      {
        result = text[..<index]
        break
      }
    }
    while let last = result.last, last == 0x20 || last == 0x09 { result.removeLast() }
    return result
  }

  /// A value's text without its anchor and tag.
  static func withoutProperties(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    var rest = text
    while let first = rest.first, first == UInt8(ascii: "&") || first == UInt8(ascii: "!") {
      rest = rest.drop { $0 != 0x20 }.drop { $0 == 0x20 }
    }
    return rest
  }

  /// A whole line without the comment behind it: behind the colon where it has a key.
  static func withoutTrailingComment(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    if text.first == UInt8(ascii: "#") { return text[text.startIndex..<text.startIndex] }
    guard let (_, rest) = key(of: text) else { return withoutComment(text) }
    var end = withoutComment(rest).endIndex
    if rest.isEmpty { end = text.endIndex }
    var result = text[text.startIndex..<end]
    while let last = result.last, last == 0x20 { result.removeLast() }
    return result
  }
}
