/// TypeScript source as prettier would leave it: lines of at most 80 columns, double quotes.
enum TypeScriptText {
  /// The width that prettier keeps.
  static let width = 80

  /// `head value;` on one line when it fits, else the value on an indented line of its own.
  static func assignment(_ head: String, _ value: String) -> [String] {
    let single = "\(head) \(value);"
    return single.count <= width ? [single] : [head, "  \(value);"]
  }

  /// `head [a, b]tail` on one line when it fits, else one element a line with a trailing comma.
  static func list(_ head: String, _ elements: [String], tail: String) -> [String] {
    let single = "\(head) [\(elements.joined(separator: ", "))]\(tail)"
    if single.count <= width { return [single] }
    return ["\(head) ["] + elements.map { "  \($0)," } + ["]\(tail)"]
  }

  /// A string literal in double quotes.
  static func literal(_ text: String) -> String { SourceLiteral.doubleQuoted(text) }

  /// A pattern as a literal with the flag `u`, which makes it mean what it means in Python.
  static func pattern(_ text: String) -> String {
    var result = "/"
    var isEscaped = false
    for character in text {
      if character == "/", !isEscaped { result += "\\" }
      isEscaped = character == "\\" && !isEscaped
      result.append(character)
    }
    return result + "/u"
  }
}
