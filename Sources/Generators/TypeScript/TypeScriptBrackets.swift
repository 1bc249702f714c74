/// The brackets of a line of TypeScript, those in strings left out.
struct TypeScriptBrackets {
  /// An opening bracket and the one that closes it.
  typealias Pair = (open: String.Index, close: String.Index)

  /// The outermost pairs in order.
  private(set) var pairs: [Pair] = []
  /// The characters outside of strings and brackets.
  private var topLevel: [String.Index] = []
  private let text: String

  init(_ text: String) {
    self.text = text
    var opened: [String.Index] = []
    for index in Self.code(text) {
      if "([{".contains(text[index]) {
        opened.append(index)
      } else if ")]}".contains(text[index]) {
        guard let open = opened.popLast() else { continue }
        if opened.isEmpty { pairs.append((open, index)) }
      } else if opened.isEmpty {
        topLevel.append(index)
      }
    }
  }

  /// Where a text stands outside of strings and brackets for the first time.
  func top(_ wanted: String) -> String.Index? {
    topLevel.first { text[$0...].hasPrefix(wanted) }
  }

  /// The pair that a line is broken at: the parameters of a function, else the last that is not
  /// empty.
  func broken(_ text: String) -> Pair? {
    let filled = pairs.filter { text.index(after: $0.open) < $0.close }
    return text.contains("function ") ? filled.first : filled.last
  }

  /// The parts between the commas of a list.
  static func parts(_ list: Substring) -> [String] {
    var parts: [String] = []
    var start = list.startIndex
    var depth = 0
    for index in code(list) {
      if "([{".contains(list[index]) { depth += 1 }
      if ")]}".contains(list[index]) { depth -= 1 }
      guard depth == 0, list[index] == "," else { continue }
      parts.append(String(list[start..<index]))
      start = list.index(after: index)
    }
    parts.append(String(list[start...]))
    return parts.map { part in
      String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }.filter { !$0.isEmpty }
  }

  /// The characters outside of string literals.
  private static func code(_ text: some StringProtocol) -> [String.Index] {
    var found: [String.Index] = []
    var quote: Character?
    var isEscaped = false
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if "\"'`".contains(character) {
        quote = character
      } else {
        found.append(index)
      }
    }
    return found
  }
}
