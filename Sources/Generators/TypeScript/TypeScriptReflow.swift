/// Breaks lines that are too long, as prettier would: templates write each statement and each
/// element on one line where it can fit there.
///
/// Text in strings and between tags is never broken, so that a line can stay too long.
enum TypeScriptReflow {
  /// The text with no line over 80 columns, where a bracket, a tag or an operator allows it.
  static func wrap(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .flatMap { lines(of: String($0)) }.joined(separator: "\n")
  }

  /// The lines that one line becomes.
  static func lines(of line: String) -> [String] {
    guard line.count > TypeScriptText.width else { return [line] }
    let indent = String(line.prefix { $0 == " " })
    let text = String(line.dropFirst(indent.count))
    let isWhole = ["//", "*", "/*", "{..."].contains { text.hasPrefix($0) }
    guard !isWhole else { return [line] }
    return element(text, indent) ?? guarded(text, indent) ?? attribute(text, indent)
      ?? conditional(text, indent) ?? logical(text, indent) ?? bracket(text, indent)
      ?? value(text, indent) ?? property(text, indent) ?? [line]
  }

  private static func nested(_ texts: [String], _ indent: String) -> [String] {
    texts.flatMap { lines(of: indent + "  " + $0) }
  }

  // MARK: Elements

  /// `<p id={x}>text</p>`, alone or with what may follow an expression.
  private static func element(_ text: String, _ indent: String) -> [String]? {
    guard let element = JSXElement(text) else { return nil }
    guard !element.rest.isEmpty else { return element.opening(indent) }
    let closing = "</\(element.name)>"
    guard element.rest.hasSuffix(closing), !element.isSelfClosing else { return nil }
    let children = JSXElement.children(of: String(element.rest.dropLast(closing.count)))
    return lines(of: indent + element.text) + nested(children, indent) + [indent + closing]
  }

  /// `{condition && <p />}`, `cell: () => <p />,` and `return <p />;` get parentheses around the
  /// element.
  private static func guarded(_ text: String, _ indent: String) -> [String]? {
    for lead in ["&& <", "=> <", "return <"] {
      guard let range = text.firstRange(of: lead) else { continue }
      let start = text.index(before: range.upperBound)
      for tail in [")}", "}", ",", ")", ";", ""] where text.hasSuffix(tail) {
        let inner = String(text[start...].dropLast(tail.count))
        guard inner.hasSuffix(">"), JSXElement(inner) != nil else { continue }
        return [indent + text[..<start] + "("] + nested([inner], indent) + [indent + ")" + tail]
      }
    }
    return nil
  }

  /// `onClick={() => f(a)}`: what is called goes to the next line.
  private static func attribute(_ text: String, _ indent: String) -> [String]? {
    guard text.hasSuffix("}"), let equals = text.firstRange(of: "={"),
      text[..<equals.lowerBound].allSatisfy({ $0.isLetter || $0 == "-" })
    else { return nil }
    let value = String(text[equals.upperBound...].dropLast())
    let open = indent + text[..<equals.upperBound]
    if let arrow = value.firstRange(of: " => "), !value[arrow.upperBound...].hasPrefix("{") {
      return lines(of: String(open + value[..<arrow.upperBound].dropLast()))
        + nested([String(value[arrow.upperBound...])], indent) + [indent + "}"]
    }
    return [open] + nested([value], indent) + [indent + "}"]
  }

  // MARK: Expressions

  /// `x = a ? b : c;`: each side on a line of its own.
  private static func conditional(_ text: String, _ indent: String) -> [String]? {
    let scan = TypeScriptBrackets(text)
    guard let question = scan.top(" ? "), let colon = scan.top(" : "), question < colon else {
      return nil
    }
    let parts = [
      String(text[question...].prefix(upTo: colon).dropFirst()), String(text[colon...].dropFirst()),
    ]
    return lines(of: indent + text[..<question]) + nested(parts, indent)
  }

  /// `const x = a || b;` goes to the next line as a whole.
  private static func logical(_ text: String, _ indent: String) -> [String]? {
    let scan = TypeScriptBrackets(text)
    guard scan.top(" || ") ?? scan.top(" && ") != nil else { return nil }
    return value(text, indent)
  }

  /// `f(a, b)`, `{ a, b }`, `[a, b]`: one part a line.
  private static func bracket(_ text: String, _ indent: String) -> [String]? {
    guard let pair = TypeScriptBrackets(text).broken(text) else { return nil }
    let head = String(text[...pair.open])
    let tail = String(text[pair.close...])
    if indent.count + head.count > TypeScriptText.width, let broken = value(text, indent) {
      return broken
    }
    let parts = TypeScriptBrackets.parts(text[text.index(after: pair.open)..<pair.close])
    if parts.count == 1, text[pair.open] == "(",
      let hugged = hugged(parts[0], head, tail, indent) ?? function(parts[0], head, tail, indent)
    {
      return hugged
    }
    let isAlone = parts.count == 1 && text[pair.open] == "(" && parts[0].hasPrefix("...")
    let comma = isAlone ? "" : ","
    return [indent + head] + nested(parts.map { $0 + comma }, indent) + lines(of: indent + tail)
  }

  /// `f({ a, b })`: a list that is all there is between the parentheses opens with them.
  private static func hugged(
    _ list: String, _ head: String, _ tail: String, _ indent: String
  ) -> [String]? {
    guard let open = list.first, let close = list.last, ["{}", "[]"].contains("\(open)\(close)"),
      TypeScriptBrackets(list).pairs.count == 1
    else { return nil }
    let parts = TypeScriptBrackets.parts(list.dropFirst().dropLast())
    return ["\(indent)\(head)\(open)"] + nested(parts.map { $0 + "," }, indent)
      + ["\(indent)\(close)\(tail)"]
  }

  /// `f((a) => b)`: the parameters stay where they are.
  private static func function(
    _ text: String, _ head: String, _ tail: String, _ indent: String
  ) -> [String]? {
    guard text.hasPrefix("("), let arrow = TypeScriptBrackets(text).top(" => ") else { return nil }
    let body = String(text[arrow...].dropFirst(4))
    guard let first = body.first, !"({[".contains(first) else { return nil }
    return [indent + head + text[..<arrow] + " =>"] + nested([body + ","], indent)
      + [indent + tail]
  }

  /// `name: value,`: the value goes to the next line.
  private static func property(_ text: String, _ indent: String) -> [String]? {
    guard let colon = TypeScriptBrackets(text).top(": "), text.hasSuffix(","),
      text[..<colon].allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" })
    else { return nil }
    return [indent + text[..<colon] + ":", indent + "  " + text[colon...].dropFirst(2)]
  }

  /// `const x = y;`, `return a && b`: what follows goes to the next line.
  private static func value(_ text: String, _ indent: String) -> [String]? {
    guard let equals = TypeScriptBrackets(text).top(" = ") else { return nil }
    let rest = String(text[equals...].dropFirst(3))
    if text.contains("type "), rest.hasSuffix(">;"), let open = rest.firstIndex(of: "<") {
      return [indent + text[..<equals] + " = " + rest[...open]]
        + nested([String(rest[rest.index(after: open)...].dropLast(2))], indent) + [indent + ">;"]
    }
    guard !rest.hasPrefix("{"), !rest.hasPrefix("[") else { return nil }
    return [indent + text[..<equals] + " ="] + nested([rest], indent)
  }
}
