/// Breaks lines that are too long, as black and ruff would: templates write each call on one line.
enum PythonReflow {
  /// The text with no line over 88 columns, where a bracket allows it.
  static func wrap(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { wrapLine(String($0)) }.joined(separator: "\n")
  }

  private static func wrapLine(_ line: String) -> [String] {
    guard line.count > PythonText.width, let split = Split(line) else { return [line] }
    let blank = String(line.prefix { $0 == " " })
    let inner = blank + "    "
    let body = split.parts.joined(separator: ", ")
    let isImport = line.hasPrefix("from ")
    if !isImport, inner.count + body.count <= PythonText.width {
      return [split.head, inner + body, blank + split.tail]
    }
    if split.parts.count == 1, !line.contains("def "), !line.hasPrefix("from ") {
      guard let links = Split.chain(split.parts[0]) else {
        return [split.head] + wrapLine(inner + split.parts[0]) + [blank + split.tail]
      }
      return [split.head] + links.flatMap { wrapLine(inner + $0) } + [blank + split.tail]
    }
    return [split.head] + split.parts.flatMap { wrapLine(inner + $0 + ",") } + [blank + split.tail]
  }

  /// A line around the bracket it is broken at: the parameters of a function, else the last
  /// bracket that is not empty.
  private struct Split {
    var head: String
    var parts: [String]
    var tail: String

    init?(_ line: String) {
      let characters = Array(line)
      let pairs = Self.outerPairs(characters)
      let isDefinition = line.contains("def ")
      let candidates = pairs.filter { $0.close > $0.open + 1 }
      guard let pair = isDefinition ? candidates.first : candidates.last else { return nil }
      head = String(characters[...pair.open])
      tail = String(characters[pair.close...])
      parts = Self.parts(Array(characters[(pair.open + 1)..<pair.close]))
    }

    /// The links of a chain of at least two method calls: `select(x)`, `.where(y)`, `.limit(1)`.
    static func chain(_ text: String) -> [String]? {
      let characters = Array(text)
      var dots: [Int] = []
      var depth = 0
      for (index, character) in code(characters) {
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth -= 1 }
        if depth == 0, character == ".", index > 0, characters[index - 1] == ")" {
          dots.append(index)
        }
      }
      guard let first = dots.first, dots.count > 1 else { return nil }
      let ends = dots.dropFirst() + [characters.count]
      return [String(characters[..<first])]
        + zip(dots, ends).map { String(characters[$0..<$1]) }
    }

    private static func outerPairs(_ characters: [Character]) -> [(open: Int, close: Int)] {
      var pairs: [(open: Int, close: Int)] = []
      var depth = 0
      var open = 0
      for (index, character) in code(characters) {
        if "([{".contains(character) {
          if depth == 0 { open = index }
          depth += 1
        } else if ")]}".contains(character) {
          depth -= 1
          if depth == 0 { pairs.append((open, index)) }
        }
      }
      return pairs
    }

    private static func parts(_ characters: [Character]) -> [String] {
      var parts: [String] = []
      var start = 0
      var depth = 0
      for (index, character) in code(characters) {
        if "([{".contains(character) { depth += 1 }
        if ")]}".contains(character) { depth -= 1 }
        if depth == 0, character == "," {
          parts.append(String(characters[start..<index]))
          start = index + 1
        }
      }
      parts.append(String(characters[start...]))
      return parts.map { String($0.drop { $0 == " " }) }.filter { !$0.isEmpty }
    }

    /// The characters outside string literals.
    private static func code(_ characters: [Character]) -> [(Int, Character)] {
      var found: [(Int, Character)] = []
      var quote: Character?
      var isEscaped = false
      for (index, character) in characters.enumerated() {
        if let open = quote {
          if isEscaped {
            isEscaped = false
          } else if character == "\\" {
            isEscaped = true
          } else if character == open {
            quote = nil
          }
        } else if character == "\"" || character == "'" {
          quote = character
        } else {
          found.append((index, character))
        }
      }
      return found
    }
  }
}
