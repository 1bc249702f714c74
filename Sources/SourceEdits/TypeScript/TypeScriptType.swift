/// An interface or a type alias of the module.
package struct TypeScriptType: Sendable {
  /// Its statement.
  package var statement: Int
  /// Its name.
  package var name: String
  /// Whether it is an interface.
  package var isInterface: Bool
  /// Whether it is exported where it is declared.
  package var isExported: Bool
  /// The types an interface extends.
  package var bases: [Range<Int>]
  /// An interface's braces with what is in them, or what an alias stands for.
  package var body: Range<Int>
}

/// A member of an object type.
package struct TypeScriptMember: Sendable {
  /// Its name.
  package var name: String
  /// Whether a question mark makes it optional.
  package var isOptional: Bool
  /// Its type; nil for a method or without one.
  package var type: Range<Int>?
  /// Its tokens.
  package var tokens: Range<Int>
}

/// The members that a type is known to have.
package struct TypeScriptMembers: Sendable {
  /// Those that the file shows, bases' first.
  package var members: [TypeScriptMember] = []
  /// The types among its parts that the file does not show, as they are written.
  package var unresolved: [String] = []
  /// Whether those are all members it has.
  package var isComplete: Bool { unresolved.isEmpty }
}

extension TypeScriptOutline {
  /// The interfaces and type aliases of the module.
  package var types: [TypeScriptType] { statements.indices.compactMap(typeDeclaration) }

  /// The interface or alias a statement declares.
  package func typeDeclaration(at statement: Int) -> TypeScriptType? {
    let node = statements[statement]
    guard let name = declaredName(of: statement) else { return nil }
    var token = node.keyword + 2
    if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) { token = end }
    switch node.kind {
    case .typeAlias:
      guard isSymbol(token, TypeScriptSymbol.equal) else { return nil }
      return TypeScriptType(
        statement: statement, name: name, isInterface: false, isExported: node.isExported,
        bases: [], body: token + 1..<content(of: statement).upperBound)
    case .interface:
      var bases: [TokenRange] = []
      while isKeyword(token, .extends) || isSymbol(token, TypeScriptSymbol.comma) {
        guard let end = skipType(token + 1) else { return nil }
        bases.append(token + 1..<end)
        token = end
      }
      guard isSymbol(token, TypeScriptSymbol.openBrace) else { return nil }
      return TypeScriptType(
        statement: statement, name: name, isInterface: true, isExported: node.isExported,
        bases: bases, body: token..<partner(of: token) + 1)
    default: return nil
    }
  }

  /// The members of a type that is written at `range`: an object type, a name the file declares,
  /// an intersection of those, or one of them in `Readonly`, `Required` or `Partial`.
  package func members(ofType range: TokenRange) -> TypeScriptMembers {
    var result = TypeScriptMembers()
    var seen: Set<String> = []
    collect(range, into: &result, seen: &seen, depth: 0)
    return result
  }

  /// The members of an interface or alias of the file.
  package func members(ofType name: String) -> TypeScriptMembers {
    var result = TypeScriptMembers()
    var seen: Set<String> = []
    collect(named: name, into: &result, seen: &seen, depth: 0)
    return result
  }

  private func collect(
    _ range: TokenRange, into result: inout TypeScriptMembers, seen: inout Set<String>, depth: Int
  ) {
    // Deeper than any type people write.
    guard depth < 100 else { return result.unresolved.append("...") }
    let parts = intersection(range)
    if parts.count > 1 {
      for part in parts { collect(part, into: &result, seen: &seen, depth: depth + 1) }
      return
    }
    guard let part = parts.first, let first = part.first else { return }
    if isSymbol(first, TypeScriptSymbol.openParenthesis), partner(of: first) == part.upperBound - 1
    {
      return collect(first + 1..<part.upperBound - 1, into: &result, seen: &seen, depth: depth + 1)
    }
    if isSymbol(first, TypeScriptSymbol.openBrace), partner(of: first) == part.upperBound - 1 {
      return collectBody(part, into: &result)
    }
    guard tokens[first].kind == .name else {
      return result.unresolved.append(compactText(of: part))
    }
    let isTransparent =
      isName(first, "Readonly") || isName(first, "Required") || isName(first, "Partial")
      || isName(first, "PropsWithChildren")
    if isTransparent, isSymbol(first + 1, TypeScriptSymbol.less),
      skipTypeArguments(first + 1) == part.upperBound
    {
      let isPartial = isName(first, "Partial")
      let known = result.members.count
      collect(first + 2..<part.upperBound - 1, into: &result, seen: &seen, depth: depth + 1)
      if isPartial {
        for index in known..<result.members.count { result.members[index].isOptional = true }
      }
      return
    }
    let isPlain = part.count == 1 || skipTypeArguments(first + 1) == part.upperBound
    guard isPlain, isSymbol(first + 1, TypeScriptSymbol.less) || part.count == 1 else {
      return result.unresolved.append(compactText(of: part))
    }
    collect(named: text(of: first), into: &result, seen: &seen, depth: depth + 1)
  }

  /// The parts of an intersection; a union or a condition is one part that nothing is known of.
  private func intersection(_ range: TokenRange) -> [TokenRange] {
    var result: [TokenRange] = []
    var first = range.lowerBound
    if isSymbol(first, TypeScriptSymbol.ampersand) { first += 1 }
    var token = first
    while token < range.upperBound {
      if isSymbol(token, TypeScriptSymbol.bar) || isKeyword(token, .extends) { return [range] }
      if isSymbol(token, TypeScriptSymbol.ampersand) {
        result.append(first..<token)
        first = token + 1
        token = first
      } else if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) {
        token = end
      } else {
        token = skip(token)
      }
    }
    return result + [first..<range.upperBound]
  }

  private func collect(
    named name: String, into result: inout TypeScriptMembers, seen: inout Set<String>, depth: Int
  ) {
    guard seen.insert(name).inserted else { return }
    let declarations = types.filter { $0.name == name }
    if declarations.isEmpty { return result.unresolved.append(name) }
    for type in declarations {
      for base in type.bases { collect(base, into: &result, seen: &seen, depth: depth + 1) }
      if type.isInterface {
        collectBody(type.body, into: &result)
      } else {
        collect(type.body, into: &result, seen: &seen, depth: depth + 1)
      }
    }
  }

  private func collectBody(_ range: TokenRange, into result: inout TypeScriptMembers) {
    var token = range.lowerBound + 1
    while token < range.upperBound - 1 {
      let end = memberEnd(token, before: range.upperBound - 1)
      if let member = member(token..<end) {
        result.members.append(member)
      } else if token < end {
        // An index signature, a mapped type or a call signature: more than names.
        result.unresolved.append(compactText(of: token..<end))
      }
      token = max(end, token + 1)
      while isSymbol(token, TypeScriptSymbol.semicolon) || isSymbol(token, TypeScriptSymbol.comma) {
        token += 1
      }
    }
  }

  private func memberEnd(_ first: Int, before limit: Int) -> Int {
    var token = first
    while token < limit {
      if isSymbol(token, TypeScriptSymbol.semicolon) || isSymbol(token, TypeScriptSymbol.comma) {
        return token
      }
      if isSymbol(token, TypeScriptSymbol.colon), let end = skipType(token + 1) {
        return min(end, limit)
      }
      if token > first, tokens[token].isAfterLineBreak, endsOperand(token - 1),
        tokens[token].kind != .symbol || isSymbol(token, TypeScriptSymbol.openBracket)
      {
        return token
      }
      if isSymbol(token, TypeScriptSymbol.less), let end = skipTypeArguments(token) {
        token = end
      } else {
        token = skip(token)
      }
    }
    return limit
  }

  private func member(_ range: TokenRange) -> TypeScriptMember? {
    var token = range.lowerBound
    func isNameHere(_ index: Int) -> Bool {
      index < range.upperBound && (tokens[index].kind == .name || tokens[index].kind == .string)
    }
    while isName(token, "readonly") || isName(token, "get") || isName(token, "set"),
      isNameHere(token + 1)
    {
      token += 1
    }
    guard isNameHere(token) || tokens[token].kind == .number else { return nil }
    let name = stringValue(token) ?? text(of: token)
    token += 1
    let isOptional = token < range.upperBound && isSymbol(token, TypeScriptSymbol.question)
    if isOptional { token += 1 }
    let hasType = token < range.upperBound && isSymbol(token, TypeScriptSymbol.colon)
    return TypeScriptMember(
      name: name, isOptional: isOptional, type: hasType ? token + 1..<range.upperBound : nil,
      tokens: range)
  }
}
