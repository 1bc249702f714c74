/// Writes a registration like the one it follows.
struct RouterText {
  let outline: PythonOutline
  let edit: RouterEdit
  let expression: String
  let registrar: RouterRegistrar

  private var naming: RouterNaming { RouterNaming(module: edit.module, symbol: edit.symbol) }

  /// The call for a registrar that has none to follow.
  func plain(indentation: [UInt8]) -> String {
    var arguments = [expression]
    if let prefix = edit.prefix { arguments.append("prefix=\(quoted(prefix, "\""))") }
    if let tags = edit.tags { arguments.append("tags=\(list(tags, "\""))") }
    return fitted("\(registrar.receiver).include_router(", arguments, ")", indentation)
  }

  /// The call or element after the model of `site`.
  ///
  /// - Throws: when the model demands something that the edit does not say.
  func text(like site: RouterSite) throws(EditError) -> String {
    guard site.tokens != site.router else { return expression }
    guard let open = openBracket(of: site) else {
      // `"users": users.router`
      return head(of: site, upTo: site.router.lowerBound) + expression
    }
    let close = outline.partner(of: open)
    let parts = outline.split(open + 1..<close, at: PythonSymbol.comma)
    var values: [String] = []
    for (position, part) in parts.enumerated() {
      if let value = try argument(part, at: position, of: site) { values.append(value) }
    }
    let head = head(of: site, upTo: open + 1)
    let tail = outline.text(of: close..<site.tokens.upperBound)
    let indentation = outline.indentation(at: byte(site.tokens.lowerBound))
    guard let first = parts.first, line(first.lowerBound) > line(open) else {
      return fitted(head, values, tail, indentation)
    }
    let inner = text(outline.indentation(at: byte(first.lowerBound)))
    let outer = text(outline.indentation(at: byte(close)))
    let comma = outline.tokens[close - 1].isSymbol(PythonSymbol.comma) ? "," : ""
    let closesBelow = line(close) > line(close - 1)
    return head + "\n" + values.map { inner + $0 }.joined(separator: ",\n") + comma
      + (closesBelow ? "\n" + outer : "") + tail
  }

  private func openBracket(of site: RouterSite) -> Int? {
    site.tokens.first {
      outline.tokens[$0].kind == .symbol && PythonSymbol.opens(outline.tokens[$0].code)
    }
  }

  /// What stands before the arguments; a dict's key is named after the new router.
  private func head(of site: RouterSite, upTo end: Int) -> String {
    let start = site.tokens.lowerBound
    let endByte = outline.tokens[end - 1].isSymbol(PythonSymbol.colon) ? byte(end) : nil
    let text = outline.text(at: byte(start)..<(endByte ?? Int(outline.tokens[end - 1].end)))
    guard let other = naming(of: site), outline.tokens[start].kind == .string else { return text }
    return naming.replacing(other, in: text) ?? text
  }

  private func naming(of site: RouterSite) -> RouterNaming? {
    guard let path = site.path, let module = ModulePath.parent(path) else { return nil }
    return RouterNaming(module: module, symbol: ModulePath.last(path))
  }

  // MARK: - Arguments

  private func argument(
    _ part: Range<Int>, at position: Int, of site: RouterSite
  ) throws(EditError) -> String? {
    let key = key(of: part)
    let value = (key?.end ?? part.lowerBound)..<part.upperBound
    let head = key.map { outline.text(at: byte(part.lowerBound)..<byte($0.end)) } ?? ""
    if value.lowerBound <= site.router.lowerBound, site.router.upperBound <= value.upperBound {
      let before = outline.text(at: byte(value.lowerBound)..<byte(site.router.lowerBound))
      let routerEnd = Int(outline.tokens[site.router.upperBound - 1].end)
      let after = outline.text(at: routerEnd..<Int(outline.tokens[value.upperBound - 1].end))
      return head + before + expression + after
    }
    if isShared(value, key: key?.name, at: position) { return head + outline.text(of: value) }
    if isPrefix(value, key: key?.name) {
      if let prefix = edit.prefix { return head + prefixValue(prefix, like: value) }
    } else if isTags(value, key: key?.name) {
      if let tags = edit.tags { return head + list(tags, quote(in: value)) }
    } else {
      return try otherArgument(value, head: head, key: key?.name, of: site)
    }
    guard key == nil else { return nil }
    throw .invalid("the registration at line \(line(part.lowerBound)) gives a prefix and tags")
  }

  private func otherArgument(
    _ value: Range<Int>, head: String, key: String?, of site: RouterSite
  ) throws(EditError) -> String? {
    let text = outline.text(of: value)
    let isString = value.allSatisfy { outline.tokens[$0].kind == .string }
    if isString, let other = naming(of: site), let named = naming.replacing(other, in: text) {
      return head + named
    }
    // Of a single sibling nobody knows what is its own; what guards it is never left out.
    if key == nil || key == "dependencies" || site.index != nil && !isString { return head + text }
    return nil
  }

  /// The keyword or dictionary key of an argument, with the token its value begins at.
  private func key(of part: Range<Int>) -> (name: String, end: Int)? {
    guard part.count > 2 else { return nil }
    let second = outline.tokens[part.lowerBound + 1]
    let isEntry =
      second.isSymbol(PythonSymbol.colon) && outline.tokens[part.lowerBound].kind == .string
    guard second.isSymbol(PythonSymbol.equal) || isEntry else { return nil }
    let range = part.lowerBound..<part.lowerBound + 1
    return (outline.stringValue(range) ?? outline.text(of: range), part.lowerBound + 2)
  }

  private func isPrefix(_ value: Range<Int>, key: String?) -> Bool {
    if let key { return key == "prefix" || key == "path" || key == "url_prefix" }
    return outline.stringValue(value)?.hasPrefix("/") ?? false
  }

  private func isTags(_ value: Range<Int>, key: String?) -> Bool {
    if let key { return key == "tags" }
    guard outline.tokens[value.lowerBound].isSymbol(PythonSymbol.openBracket),
      let elements = outline.elements(of: value)
    else { return false }
    return elements.allSatisfy { outline.stringValue($0) != nil }
  }

  /// Whether at least two siblings give this argument and all that give it give the same.
  private func isShared(_ value: Range<Int>, key: String?, at position: Int) -> Bool {
    let text = outline.compactText(of: value)
    var count = 0
    for site in registrar.sites where site.tokens != site.router {
      guard let open = openBracket(of: site) else { return false }
      let parts = outline.split(
        open + 1..<outline.partner(of: open), at: PythonSymbol.comma)
      let found = parts.enumerated().first { index, part in
        key == nil ? index == position : self.key(of: part)?.name == key
      }
      guard let part = found?.element else { return false }
      let start = self.key(of: part)?.end ?? part.lowerBound
      guard outline.compactText(of: start..<part.upperBound) == text else { return false }
      count += 1
    }
    return count > 1
  }

  /// The prefix in the sibling's form: a literal, or what it puts before its own path.
  private func prefixValue(_ prefix: String, like value: Range<Int>) -> String {
    let last = value.upperBound - 1
    guard outline.tokens[last].kind == .string,
      let literal = PythonStringLiteral(outline.bytes, at: outline.tokens[last].range)
    else { return quoted(prefix, "\"") }
    let start = byte(value.lowerBound)
    let content = outline.text(at: literal.content)
    let kept = literal.isFormatted ? content.lastIndex(of: "}").map { content[...$0] } ?? "" : ""
    let head = outline.text(at: start..<literal.content.lowerBound)
    let tail = outline.text(at: literal.content.upperBound..<Int(outline.tokens[last].end))
    return head + kept + prefix + tail
  }

  // MARK: - Layout

  /// On one line if it fits, else one argument per line.
  private func fitted(
    _ head: String, _ values: [String], _ tail: String, _ indentation: [UInt8]
  ) -> String {
    let single = head + values.joined(separator: ", ") + tail
    let isLong = indentation.count + single.count > outline.lineLimit
    guard isLong, head.hasSuffix("("), values.count > 1 else { return single }
    let inner = text(indentation + outline.indentationUnit)
    return head + "\n" + values.map { inner + $0 + ",\n" }.joined() + text(indentation) + tail
  }

  private func list(_ values: [String], _ quote: String) -> String {
    "[" + values.map { quoted($0, quote) }.joined(separator: ", ") + "]"
  }

  private func quoted(_ value: String, _ quote: String) -> String {
    let escaped = value.map { "\($0)" == quote || $0 == "\\" ? "\\\($0)" : "\($0)" }
    return quote + escaped.joined() + quote
  }

  private func quote(in value: Range<Int>) -> String {
    outline.text(of: value).contains("'") ? "'" : "\""
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
  private func byte(_ token: Int) -> Int { Int(outline.tokens[token].start) }
  private func line(_ token: Int) -> Int { outline.line(at: byte(token)) }
}
