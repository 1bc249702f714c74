/// How a module is written, for what is inserted into it.
struct TypeScriptStyle {
  /// The quotes of its strings.
  var quote: UInt8
  /// Whether its statements end in semicolons.
  var hasSemicolons: Bool
  /// Whether blanks stand inside the braces of imports.
  var hasSpacedBraces: Bool
  /// Whether a list of one element a line ends in a comma.
  var hasTrailingCommas: Bool
  /// One level of indentation.
  var unit: [UInt8]
  /// The longest line that fits the file's habits.
  var lineLimit: Int

  /// Reads the habits of a module; where it shows none, those of its kind of files.
  init(_ outline: TypeScriptOutline) {
    let strings = outline.tokens.prefix(20_000).filter {
      $0.kind == .string && !outline.isInTag($0)
    }
    let doubles = strings.count { outline.bytes[Int($0.start)] == 0x22 }
    quote = doubles * 2 >= strings.count ? 0x22 : 0x27
    var ended = 0
    var open = 0
    for index in outline.statements.indices {
      switch outline.statements[index].kind {
      case .import, .importEquals, .exportAll, .exportNames, .variable, .directive, .exportDefault:
        let last = outline.tokens[outline.statements[index].tokens.upperBound - 1]
        if !last.isSymbol(TypeScriptSymbol.semicolon) || last.isAfterLineBreak {
          open += 1
        } else {
          ended += 1
        }
      default: break
      }
    }
    hasSemicolons = ended >= open
    let braces = outline.imports.compactMap(\.braces).filter { $0.close > $0.open + 1 }
    let spaced = braces.count {
      outline.tokens[$0.open + 1].start > outline.tokens[$0.open].end
    }
    hasSpacedBraces = spaced * 2 >= braces.count
    hasTrailingCommas = outline.trailingCommas()
    unit = outline.indentationUnit()
    lineLimit = outline.lineLimit
  }

  /// A string literal in the module's quotes.
  func literal(_ text: String) -> String { TypeScriptString.literal(text, quote: quote) }

  /// A semicolon where the module has them.
  var semicolon: String { hasSemicolons ? ";" : "" }

  /// Names in braces as one line has them.
  func braced(_ names: String) -> String { hasSpacedBraces ? "{ \(names) }" : "{\(names)}" }
}

extension TypeScriptOutline {
  /// The lines of the file.
  var lines: SourceLines { SourceLines(bytes: bytes, starts: lineStarts) }

  /// Whether a string is a JSX attribute's, whose quotes are a habit of their own.
  fileprivate func isInTag(_ token: TypeScriptToken) -> Bool {
    let start = Int(token.start)
    // In code a blank or a bracket stands before a string; in a tag its equal sign.
    return start > 0 && bytes[start - 1] == TypeScriptSymbol.equal
  }

  /// Whether most lists whose bracket closes on a line of its own end in a comma.
  fileprivate func trailingCommas() -> Bool {
    var with = 0
    var without = 0
    for (index, token) in tokens.enumerated().prefix(50_000) where index > 0 {
      guard token.kind == .symbol, token.closes, token.isAfterLineBreak,
        token.code != TypeScriptSymbol.elementClose
      else { continue }
      let previous = tokens[index - 1]
      if previous.isSymbol(TypeScriptSymbol.comma) { with += 1 }
      let isList = token.code != TypeScriptSymbol.closeBrace && !previous.opens
      if isList, endsOperand(index - 1), !previous.isSymbol(TypeScriptSymbol.elementClose) {
        without += 1
      }
    }
    return with >= without
  }

  /// What one more level adds to the indentation: as the first indented line does it.
  fileprivate func indentationUnit() -> [UInt8] {
    let lines = lines
    for (index, token) in tokens.enumerated() where token.isAfterLineBreak && index > 0 {
      guard tokens[index - 1].opens else { continue }
      let outer = lines.indentation(at: Int(tokens[index - 1].start))
      let inner = lines.indentation(at: Int(token.start))
      if inner.count > outer.count, inner.starts(with: outer) {
        return Array(inner[outer.count...])
      }
    }
    return [0x20, 0x20]
  }

  /// The longest line among imports, between 80 and 120.
  fileprivate var lineLimit: Int {
    imports.reduce(80) { longest, statement in
      let range = bytes(of: statements[statement.statement].tokens)
      let isOneLine = line(at: range.lowerBound) == line(at: range.upperBound)
      return isOneLine ? max(longest, min(120, range.count)) : longest
    }
  }
}
