/// Breaks elements that are too long for a line, as prettier does.
///
/// Templates write an element on one line where it can fit there; how long its classes, its tag or
/// a module's path are is known only when it is rendered.
enum JSXReflow {
  /// The text with every element of a line of its own at most 80 columns wide.
  static func wrap(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { lines(of: String($0)) }.joined(separator: "\n")
  }

  private static func lines(of line: String) -> [String] {
    guard line.count > TypeScriptText.width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    let text = line.dropFirst(indent.count)
    if text.hasPrefix("return <"), text.hasSuffix(">;") {
      return [indent + "return ("]
        + lines(of: indent + "  " + text.dropFirst("return ".count).dropLast()) + [indent + ");"]
    }
    guard let element = Element(text) else { return [line] }
    if element.rest.isEmpty { return element.opening(indent) }
    let closing = "</\(element.name)>"
    guard element.rest.hasSuffix(closing), !element.isSelfClosing else { return [line] }
    return lines(of: indent + element.text)
      + lines(of: indent + "  " + element.rest.dropLast(closing.count)) + [indent + closing]
  }

  /// The opening tag at the start of a line.
  private struct Element {
    var name: String
    var attributes: [String] = []
    var isSelfClosing = false
    /// What stands behind it.
    var rest = ""

    /// Nil when the line begins with no complete tag.
    init?(_ line: Substring) {
      guard line.first == "<", line.dropFirst().first?.isLetter == true else { return nil }
      name = String(line.dropFirst().prefix { $0.isLetter || $0.isNumber || $0 == "." })
      var scan = line.dropFirst(name.count + 1)
      while true {
        scan = scan.drop { $0 == " " }
        if scan.hasPrefix("/>") {
          isSelfClosing = true
          rest = String(scan.dropFirst(2))
          return
        }
        if scan.hasPrefix(">") {
          rest = String(scan.dropFirst())
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
      return ["\(indent)<\(name)"] + attributes.map { "\(indent)  \($0)" }
        + [indent + (isSelfClosing ? "/>" : ">")]
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
}
