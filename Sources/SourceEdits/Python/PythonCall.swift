/// One argument of a call or of a class statement.
package struct PythonArgument: Sendable {
  /// The keyword, for `name=value`.
  package var name: String?
  /// 1 for `*args`, 2 for `**kwargs`, else 0.
  package var stars: Int
  /// The value, without keyword or stars.
  package var value: Range<Int>
  /// The whole argument.
  package var tokens: Range<Int>
}

/// A call whose callee is a dotted name: `app.include_router(users.router, prefix="/users")`.
package struct PythonCall: Sendable {
  /// The dotted name, without blanks.
  package var callee: String
  /// From the callee's first name to the closing parenthesis.
  package var tokens: Range<Int>
  /// The opening parenthesis.
  package var open: Int
  /// The closing parenthesis.
  package var close: Int
  /// Its arguments.
  package var arguments: [PythonArgument]

  /// The values of the plain positional arguments.
  package var positional: [Range<Int>] {
    arguments.filter { $0.name == nil && $0.stars == 0 }.map(\.value)
  }

  /// The value of a keyword argument.
  package func keyword(_ name: String) -> Range<Int>? {
    arguments.first { $0.name == name }?.value
  }

  /// The last part of the callee: `include_router`.
  package var function: Substring {
    lastDot.map { callee[callee.utf8.index(after: $0)...] } ?? callee[...]
  }

  /// The callee without its last part: `app`; empty for a plain name.
  package var receiver: Substring { lastDot.map { callee[..<$0] } ?? "" }

  private var lastDot: String.Index? { callee.utf8.lastIndex(of: UInt8(ascii: ".")) }
}

extension PythonOutline {
  /// The call that `range` is, whole; `await` before it is allowed.
  package func call(_ range: TokenRange) -> PythonCall? {
    var first = range.lowerBound
    if isKeyword(first, .await) { first += 1 }
    guard let call = call(at: first, before: range.upperBound) else { return nil }
    return call.tokens.upperBound == range.upperBound ? call : nil
  }

  /// Every call of a dotted name in `range`, nested ones after those around them.
  package func calls(in range: TokenRange) -> [PythonCall] {
    var result: [PythonCall] = []
    var token = range.lowerBound
    while token < range.upperBound {
      let continues = token > range.lowerBound && tokens[token - 1].isSymbol(PythonSymbol.dot)
      if tokens[token].kind == .name, !continues,
        let call = call(at: token, before: range.upperBound)
      {
        result.append(call)
        token = call.open
      }
      token += 1
    }
    return result
  }

  private func call(at first: Int, before end: Int) -> PythonCall? {
    guard first < end, tokens[first].kind == .name, !isKeyword(first) else { return nil }
    var token = first + 1
    while token + 1 < end, tokens[token].isSymbol(PythonSymbol.dot),
      tokens[token + 1].kind == .name
    {
      token += 2
    }
    guard token < end, tokens[token].isSymbol(PythonSymbol.openParenthesis) else { return nil }
    let close = partner(of: token)
    return PythonCall(
      callee: compactText(of: first..<token), tokens: first..<close + 1, open: token,
      close: close, arguments: arguments(open: token, close: close))
  }

  /// The arguments between two parentheses.
  package func arguments(open: Int, close: Int) -> [PythonArgument] {
    split(open + 1..<close, at: PythonSymbol.comma).map { range in
      let first = range.lowerBound
      if tokens[first].isSymbol(PythonSymbol.star) || tokens[first].isSymbol(PythonSymbol.power) {
        let stars = tokens[first].code == PythonSymbol.star ? 1 : 2
        return PythonArgument(
          name: nil, stars: stars, value: first + 1..<range.upperBound, tokens: range)
      }
      if range.count > 2, tokens[first].kind == .name,
        tokens[first + 1].isSymbol(PythonSymbol.equal)
      {
        return PythonArgument(
          name: text(of: first), stars: 0, value: first + 2..<range.upperBound, tokens: range)
      }
      return PythonArgument(name: nil, stars: 0, value: range, tokens: range)
    }
  }

  /// The elements of a list, tuple or set display that `range` is, whole.
  package func elements(of range: TokenRange) -> [TokenRange]? {
    guard range.count >= 2, tokens[range.lowerBound].kind == .symbol,
      PythonSymbol.opens(tokens[range.lowerBound].code),
      partner(of: range.lowerBound) == range.upperBound - 1
    else { return nil }
    return split(range.lowerBound + 1..<range.upperBound - 1, at: PythonSymbol.comma)
  }

  /// The dotted name that `range` is, whole: `users.router`.
  package func dottedName(_ range: TokenRange) -> String? {
    guard !range.isEmpty, range.count % 2 == 1 else { return nil }
    for (position, token) in range.enumerated() {
      let fits =
        position % 2 == 0
        ? tokens[token].kind == .name && !isKeyword(token)
        : tokens[token].isSymbol(PythonSymbol.dot)
      guard fits else { return nil }
    }
    return compactText(of: range)
  }

  /// The ranges between a symbol outside brackets, empty ones left out.
  package func split(_ range: TokenRange, at symbol: UInt8) -> [TokenRange] {
    var result: [TokenRange] = []
    var first = range.lowerBound
    var depth = 0
    var lambdas = 0
    for token in range {
      if isKeyword(token, .lambda), depth == 0 { lambdas += 1 }
      guard tokens[token].kind == .symbol else { continue }
      let code = tokens[token].code
      if PythonSymbol.opens(code) { depth += 1 }
      if PythonSymbol.closes(code) { depth -= 1 }
      if depth == 0, code == PythonSymbol.colon, lambdas > 0 { lambdas -= 1 }
      guard depth == 0, lambdas == 0, code == symbol else { continue }
      if first < token { result.append(first..<token) }
      first = token + 1
    }
    if first < range.upperBound { result.append(first..<range.upperBound) }
    return result
  }

  /// The first symbol of that code outside brackets.
  package func firstSymbol(_ symbol: UInt8, in range: TokenRange) -> Int? {
    var depth = 0
    for token in range where tokens[token].kind == .symbol {
      let code = tokens[token].code
      if depth == 0, code == symbol { return token }
      if PythonSymbol.opens(code) { depth += 1 }
      if PythonSymbol.closes(code) { depth -= 1 }
    }
    return nil
  }

  /// The bracket that closes the one at `open`.
  package func partner(of open: Int) -> Int {
    var depth = 0
    var token = open
    while token < tokens.count {
      if tokens[token].kind == .symbol {
        if PythonSymbol.opens(tokens[token].code) { depth += 1 }
        if PythonSymbol.closes(tokens[token].code) { depth -= 1 }
        if depth == 0 { return token }
      }
      token += 1
    }
    return tokens.count - 1
  }
}
