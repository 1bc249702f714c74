extension PythonLexer {
  /// Takes a number: integers of four bases, fractions, exponents, imaginary ones.
  mutating func lexNumber() throws(PythonSyntaxProblem) {
    let start = position
    var index = position
    let second = base[index + 1] | 0x20
    if base[index] == UInt8(ascii: "0"), second == UInt8(ascii: "x") {
      index = digits(from: index + 2, hexadecimal: true)
    } else if base[index] == UInt8(ascii: "0"),
      second == UInt8(ascii: "o") || second == UInt8(ascii: "b")
    {
      index = digits(from: index + 2, hexadecimal: false)
    } else {
      index = digits(from: index, hexadecimal: false)
      if base[index] == PythonSymbol.dot { index = digits(from: index + 1, hexadecimal: false) }
      if base[index] | 0x20 == UInt8(ascii: "e") {
        var exponent = index + 1
        if base[exponent] == PythonSymbol.plus || base[exponent] == PythonSymbol.minus {
          exponent += 1
        }
        if classes[Int(base[exponent])] == PythonByteClass.digit {
          index = digits(from: exponent, hexadecimal: false)
        }
      }
      if base[index] | 0x20 == UInt8(ascii: "j") { index += 1 }
    }
    position = index
    append(.number, from: start)
  }

  private func digits(from start: Int, hexadecimal: Bool) -> Int {
    var index = start
    while true {
      let byte = base[index]
      let letter = byte | 0x20
      let isHexadecimal =
        hexadecimal && letter >= UInt8(ascii: "a") && letter <= UInt8(ascii: "f")
      guard
        classes[Int(byte)] == PythonByteClass.digit || byte == UInt8(ascii: "_") || isHexadecimal
      else { return index }
      index += 1
    }
  }

  /// Takes a string whose prefix begins at `start` and whose quote is at `position`.
  mutating func lexString(from start: Int) throws(PythonSyntaxProblem) {
    var isFormatted = false
    var isRaw = false
    for index in start..<position {
      let letter = base[index] | 0x20
      if letter == UInt8(ascii: "f") || letter == UInt8(ascii: "t") { isFormatted = true }
      if letter == UInt8(ascii: "r") { isRaw = true }
    }
    let quote = base[position]
    let isTriple = base[position + 1] == quote && base[position + 2] == quote
    position += isTriple ? 3 : 1
    if isFormatted {
      try passFormatted(
        FormattedQuote(quote: quote, isTriple: isTriple, isRaw: isRaw, start: start), depth: 0)
    } else {
      try passPlain(quote: quote, isTriple: isTriple, start: start)
    }
    append(.string, from: start)
  }

  @inline(__always)
  private mutating func passPlain(
    quote: UInt8, isTriple: Bool, start: Int
  ) throws(PythonSyntaxProblem) {
    while true {
      let byte = base[position]
      if byte == quote {
        if !isTriple {
          position += 1
          return
        }
        if base[position + 1] == quote, base[position + 2] == quote {
          position += 3
          return
        }
        position += 1
      } else if byte == 0x5C {
        try passEscape(start: start)
      } else if byte == 0x0A || byte == 0x0D {
        guard isTriple else { throw unterminated(start) }
        passLineEnd()
      } else if byte == 0 {
        throw unterminated(start)
      } else {
        position += 1
      }
    }
  }

  /// Passes a backslash and what it escapes.
  mutating func passEscape(start: Int) throws(PythonSyntaxProblem) {
    position += 1
    let byte = base[position]
    if byte == 0 { throw unterminated(start) }
    if byte == 0x0A || byte == 0x0D { passLineEnd() } else { position += 1 }
  }

  func unterminated(_ start: Int) -> PythonSyntaxProblem {
    problem("a string is not terminated", at: start)
  }
}
