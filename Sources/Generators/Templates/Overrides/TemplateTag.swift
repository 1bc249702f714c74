/// One tag of a Mustache text.
struct TemplateTag: Hashable {
  /// What stands between the braces, without its mark.
  var content: String
  /// The mark in front: `#`, `^`, `/`, `!`, `>`, `&`, `{`; nil for a plain variable.
  var mark: Character?
  /// Its line, from 1.
  var line: Int

  /// The tags of a text, in order; an unfinished one ends the list, the parser says so.
  static func tags(in text: String) -> [TemplateTag] {
    var found: [TemplateTag] = []
    var rest = text[...]
    var line = 1
    while let open = rest.firstRange(of: "{{") {
      line += rest[..<open.lowerBound].utf8.count { $0 == UInt8(ascii: "\n") }
      let isTriple = rest[open.upperBound...].hasPrefix("{")
      guard let close = rest[open.upperBound...].firstRange(of: isTriple ? "}}}" : "}}") else {
        break
      }
      var content = rest[open.upperBound..<close.lowerBound]
      let first = content.first
      let mark = first.flatMap { "#^/!>&{%$<=".contains($0) ? $0 : nil }
      if mark != nil { content.removeFirst() }
      let words = content.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      found.append(TemplateTag(content: words, mark: mark, line: line))
      line += rest[open.lowerBound..<close.upperBound].utf8.count { $0 == UInt8(ascii: "\n") }
      rest = rest[close.upperBound...]
    }
    return found
  }

  /// The variables it names: `a` and `b` of `a.b`, what a function such as `upper(a)` is of.
  var names: [String] {
    guard mark != "!", mark != "/" else { return [] }
    var inner = content[...]
    if let open = inner.lastIndex(of: "("), let close = inner.firstIndex(of: ")"), open < close {
      inner = inner[inner.index(after: open)..<close]
    }
    return inner.split(separator: ".").map(String.init)
  }
}
