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
    return children(text, indent) ?? element(text, indent) ?? guarded(text, indent)
      ?? attribute(text, indent) ?? child(text, indent) ?? conditional(text, indent)
      ?? logical(text, indent) ?? bracket(text, indent) ?? value(text, indent)
      ?? property(text, indent) ?? operands(text, indent) ?? [line]
  }

  private static func nested(_ texts: [String], _ indent: String) -> [String] {
    texts.flatMap { lines(of: indent + "  " + $0) }
  }

  // MARK: Elements

  /// `<b>{x}</b> and {y}`: as much on a line as fits.
  private static func children(_ text: String, _ indent: String) -> [String]? {
    JSXChildren(text)?.lines(indent)
  }

  /// `{a ?? b}` between two tags: the braces stay with the expression where it can be broken.
  private static func child(_ text: String, _ indent: String) -> [String]? {
    guard JSXChildren.isExpression(text) else { return nil }
    let inner = String(text.dropFirst().dropLast())
    let scan = TypeScriptBrackets(inner)
    var broken = scan.top(" ? ") == nil ? operands(inner, indent, rest: indent + "  ") : nil
    if broken == nil { broken = lines(of: indent + inner) }
    guard var broken, broken.count > 1 else {
      return [indent + "{"] + nested([inner], indent) + [indent + "}"]
    }
    broken[0] = indent + "{" + broken[0].dropFirst(indent.count)
    broken[broken.count - 1] += "}"
    return broken
  }

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

  /// `a && b ?? c`: an operand a line, the operators at the ends.
  private static func operands(
    _ text: String, _ indent: String, rest: String? = nil
  ) -> [String]? {
    let scan = TypeScriptBrackets(text)
    let operators = [" && ", " || ", " ?? "].filter { scan.top($0) != nil }
    guard operators.count == 1, let sign = operators.first else { return nil }
    var parts: [String] = []
    var start = text.startIndex
    for index in scan.all(sign) {
      parts.append(text[start..<index] + String(sign.dropLast()))
      start = text.index(index, offsetBy: sign.count)
    }
    parts.append(String(text[start...]))
    return parts.enumerated().flatMap { lines(of: ($0 == 0 ? indent : rest ?? indent) + $1) }
  }

  /// `f(a, b)`, `{ a, b }`, `[a, b]`: one part a line.
  private static func bracket(_ text: String, _ indent: String) -> [String]? {
    guard let (pair, role) = TypeScriptBrackets(text).broken else { return nil }
    let head = String(text[...pair.open])
    let tail = String(text[pair.close...])
    if indent.count + head.count > TypeScriptText.width, let broken = value(text, indent) {
      return broken
    }
    let inner = text[text.index(after: pair.open)..<pair.close]
    let parts = parts(of: inner, role)
    let list = TypeScriptBrackets.parts(inner)
    if role != .members, list.count == 1, text[pair.open] == "(" {
      if let hugged = hugged(list[0], head, tail, indent) { return hugged }
      if role == .list, let function = function(list[0], head, tail, indent) { return function }
    }
    return [indent + head] + nested(parts, indent) + lines(of: indent + tail)
  }

  /// What is between two brackets, by lines.
  private static func parts(of inner: Substring, _ role: TypeScriptBrackets.Role) -> [String] {
    switch role {
    case .group, .loop, .whole: return [String(inner)]
    case .members: return TypeScriptBrackets.parts(inner, between: ";").map { $0 + ";" }
    case .list:
      let parts = TypeScriptBrackets.parts(inner)
      // No comma can stand behind a rest parameter.
      return parts.enumerated().map { index, part in
        index == parts.count - 1 && part.hasPrefix("...") ? part : part + ","
      }
    }
  }

  /// `f({ a, b })`, `function f({ a }: A)`: a list that is all there is between the parentheses
  /// opens with them.
  private static func hugged(
    _ list: String, _ head: String, _ tail: String, _ indent: String
  ) -> [String]? {
    let scan = TypeScriptBrackets(list)
    guard let pair = scan.pairs.first, pair.open == list.startIndex, scan.role(of: pair) == .list
    else { return nil }
    let behind = list[list.index(after: pair.close)...]
    guard behind.isEmpty || behind.hasPrefix(": ") else { return nil }
    let inner = list[list.index(after: pair.open)..<pair.close]
    let opened =
      [indent + head + String(list[pair.open])] + nested(parts(of: inner, .list), indent)
    // A type that is written out is broken with the list.
    if behind.hasPrefix(": { "), behind.hasSuffix(" }") {
      let members = parts(of: behind.dropFirst(3).dropLast(), .members)
      return opened + ["\(indent)}: {"] + nested(members, indent) + ["\(indent)}\(tail)"]
    }
    return opened + lines(of: "\(indent)\(list[pair.close])\(behind)\(tail)")
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
