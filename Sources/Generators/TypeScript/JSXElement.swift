/// The opening tag at the start of a text, and what stands behind it.
struct JSXElement {
  /// The tag's name.
  let name: String
  /// The attributes as they are written.
  private(set) var attributes: [String] = []
  /// Whether it ends with `/>`.
  private(set) var isSelfClosing = false
  /// What stands behind it.
  private(set) var rest = ""

  /// Nil when the text begins with no complete tag.
  init?(_ text: some StringProtocol) {
    guard text.first == "<", text.dropFirst().first?.isLetter == true else { return nil }
    name = String(text.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "." })
    var scan = Substring(text.dropFirst(name.count + 1))
    while true {
      scan = scan.drop { $0 == " " }
      for (end, closes) in [("/>", true), (">", false)] where scan.hasPrefix(end) {
        isSelfClosing = closes
        rest = String(scan.dropFirst(end.count))
        return
      }
      let end = Self.endOfAttribute(scan)
      guard end > scan.startIndex, end < scan.endIndex else { return nil }
      attributes.append(String(scan[..<end]))
      scan = scan[end...]
    }
  }

  /// The tag on one line.
  var text: String {
    (["<\(name)"] + attributes).joined(separator: " ") + (isSelfClosing ? " />" : ">")
  }

  /// The tag with an attribute a line; one with a single string stays whole, however long.
  func opening(_ indent: String) -> [String] {
    let isOneString = attributes.count == 1 && attributes[0].hasSuffix("\"")
    if attributes.isEmpty || isOneString { return [indent + text] }
    return ["\(indent)<\(name)"]
      + attributes.flatMap { TypeScriptReflow.lines(of: "\(indent)  \($0)") }
      + [indent + (isSelfClosing ? "/>" : ">")]
  }

  /// What stands between two tags, one element or text a line.
  static func children(of text: String) -> [String] {
    guard let element = JSXElement(text) else { return [text] }
    if element.isSelfClosing, !element.rest.isEmpty {
      return [element.text] + children(of: element.rest)
    }
    return [text]
  }

  /// Where an attribute ends: at the first space, `>` or `/>` outside of strings and braces.
  private static func endOfAttribute(_ text: Substring) -> Substring.Index {
    var depth = 0
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if let open = quote {
        if character == open { quote = nil }
        continue
      }
      switch character {
      case "\"", "'", "`": quote = character
      case "{": depth += 1
      case "}": depth -= 1
      case " ", ">", "/": if depth == 0 { return index }
      default: break
      }
    }
    return text.endIndex
  }
}
