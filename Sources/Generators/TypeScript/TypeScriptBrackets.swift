/// The brackets of a line of TypeScript, those in strings left out.
struct TypeScriptBrackets {
  /// An opening bracket and the one that closes it.
  typealias Pair = (open: String.Index, close: String.Index)

  /// The outermost pairs in order.
  private(set) var pairs: [Pair] = []
  /// The characters outside of strings and brackets.
  private var topLevel: [String.Index] = []
  /// The line.
  let text: String

  init(_ text: String) { self.init(text, in: text.startIndex..<text.endIndex) }

  /// The brackets of a part of a line.
  private init(_ text: String, in range: Range<String.Index>) {
    self.text = text
    var opened: [String.Index] = []
    for index in Self.code(text[range]) {
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

  /// Every place outside of brackets where a text stands.
  func all(_ wanted: String) -> [String.Index] {
    topLevel.filter { text[$0...].hasPrefix(wanted) }
  }

  /// The pair that a line is broken at and its role: the parameters of a function, else the last
  /// that is not empty; nil when there is none.
  var broken: (pair: Pair, role: Role)? {
    let candidates = pairs.filter { text.index(after: $0.open) < $0.close }
      .map { (pair: $0, role: role(of: $0)) }
      .filter { $0.role != .whole }
    let chosen = text.contains("function ") ? candidates.first : candidates.last
    guard let chosen, chosen.role == .loop else { return chosen }
    // The text between two brackets shares the indices of the line.
    let inner = TypeScriptBrackets(
      text, in: text.index(after: chosen.pair.open)..<chosen.pair.close)
    return inner.broken
  }

  /// The parts between the commas of a list, or another character.
  static func parts(_ list: Substring, between separator: Character = ",") -> [String] {
    var parts: [String] = []
    var start = list.startIndex
    var depth = 0
    for index in code(list) {
      if "([{".contains(list[index]) { depth += 1 }
      if ")]}".contains(list[index]) { depth -= 1 }
      guard depth == 0, list[index] == separator else { continue }
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
