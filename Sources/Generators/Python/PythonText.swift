/// Python source as a formatter would leave it: lines of at most 88 columns.
enum PythonText {
  /// The width that black and ruff keep.
  static let width = 88

  /// `head(arguments)tail` on one line when it fits, else its arguments on one indented line, else
  /// one a line with a trailing comma.
  ///
  /// - Parameter open: What stands around the arguments on one line; an import has nothing there.
  static func call(
    _ head: String, _ arguments: [String], open: String = "(", close: String = ")",
    tail: String = "", indent: Int = 0
  ) -> [String] {
    let blank = String(repeating: " ", count: indent)
    let plain = arguments.joined(separator: ", ")
    let single = blank + head + open + plain + close + tail
    let isFlat = !arguments.contains { $0.contains("\n") }
    if isFlat, single.count <= width { return [single] }
    let inner = blank + "    "
    // An import in parentheses is always one name a line: that is how isort writes it.
    if isFlat, !open.isEmpty, inner.count + plain.count <= width, arguments.count > 0 {
      return [blank + head + "(", inner + plain, blank + ")" + tail]
    }
    let body = arguments.map { argument in
      argument.split(separator: "\n", omittingEmptySubsequences: false)
        .map { inner + $0 }.joined(separator: "\n") + ","
    }
    return [blank + head + "("] + body + [blank + ")" + tail]
  }

  /// A string literal in double quotes.
  static func literal(_ text: String) -> String { SourceLiteral.doubleQuoted(text) }

  /// A raw string literal, for patterns, when the text allows one.
  static func rawLiteral(_ text: String) -> String {
    guard text.contains("\\") else { return literal(text) }
    let isPlain = !text.contains("\"") && !text.contains("\n") && !text.hasSuffix("\\")
    return isPlain ? "r\"\(text)\"" : literal(text)
  }
}

extension PythonText {
  /// `NAME = (a, b)`, one a line when it is longer than a line.
  static func tuple(_ name: String, _ elements: [String]) -> [String] {
    let only = elements.count == 1 ? "," : ""
    let single = "\(name) = (\(elements.joined(separator: ", "))\(only))"
    if single.count <= width { return [single] }
    return ["\(name) = ("] + elements.map { "    \($0)," } + [")"]
  }
}
