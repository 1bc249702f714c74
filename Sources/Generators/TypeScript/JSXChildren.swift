/// What stands between two tags on one line: words, expressions and elements.
struct JSXChildren {
  /// One of them.
  private struct Piece {
    let text: String
    let isWord: Bool
    /// Whether a space stands before it.
    let isSpaced: Bool
  }

  private var pieces: [Piece] = []

  /// Nil for a single piece, and for what is code.
  init?(_ text: String) {
    var rest = Substring(text)
    while !rest.isEmpty {
      let isSpaced = rest.first == " "
      rest = rest.drop { $0 == " " }
      guard let length = Self.length(rest) else { return nil }
      let piece = String(rest.prefix(length))
      let isWord = piece.first != "<" && piece.first != "{"
      pieces.append(Piece(text: piece, isWord: isWord, isSpaced: isSpaced))
      rest = rest.dropFirst(length)
    }
    guard pieces.count > 1, pieces.contains(where: { !$0.isWord }) else { return nil }
  }

  /// Whether a text is one expression in braces: a list in braces has spaces inside of them.
  static func isExpression(_ text: some StringProtocol) -> Bool {
    let text = String(text)
    guard text.first == "{", text.dropFirst().first.map({ $0 != " " && $0 != "}" }) == true,
      let pair = TypeScriptBrackets(text).pairs.first
    else { return false }
    return pair.open == text.startIndex && text.index(after: pair.close) == text.endIndex
  }

  /// The length of the first piece; nil when it is none.
  private static func length(_ text: Substring) -> Int? {
    switch text.first {
    case "{":
      let whole = String(text)
      guard let pair = TypeScriptBrackets(whole).pairs.first else { return nil }
      let piece = whole[...pair.close]
      return isExpression(piece) ? piece.count : nil
    case "<":
      guard let element = JSXElement(text) else { return nil }
      let opened = text.count - element.rest.count
      if element.isSelfClosing { return opened }
      let closing = "</\(element.name)>"
      guard let end = element.rest.firstRange(of: closing) else { return nil }
      return opened + element.rest[..<end.upperBound].count
    default:
      let word = text.prefix { !" <{".contains($0) }
      let isText = !word.isEmpty && !word.contains { "\"'`=()[]};>$".contains($0) }
      return isText ? word.count : nil
    }
  }

  /// The lines, each as full as it can be. A space that stands beside an expression or an element
  /// is written out where the line ends.
  func lines(_ indent: String) -> [String] {
    var lines: [String] = []
    var isBroken = true
    for (index, piece) in pieces.enumerated() {
      let space = piece.isSpaced && index > 0 ? " " : ""
      let width = (lines.last ?? indent).count + space.count + piece.text.count
      if !isBroken, width <= TypeScriptText.width {
        lines[lines.count - 1] += space + piece.text
        continue
      }
      let isText = index == 0 || (piece.isWord && pieces[index - 1].isWord)
      if !space.isEmpty, !isText { lines[lines.count - 1] += "{\" \"}" }
      let own = TypeScriptReflow.lines(of: indent + piece.text)
      isBroken = own.count > 1
      lines += own
    }
    return lines
  }
}
