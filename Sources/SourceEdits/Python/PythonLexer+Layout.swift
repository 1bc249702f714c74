extension PythonLexer {
  /// Passes blank lines and comments up to the next logical line, and measures its indentation.
  mutating func beginLine() throws(PythonSyntaxProblem) {
    while true {
      var column = 0
      var alternate = 0
      measure(&column, &alternate)
      // A backslash that joins an empty beginning to the next line keeps the first indentation.
      while base[position] == 0x5C, base[position + 1] == 0x0A || base[position + 1] == 0x0D {
        try joinLine()
        let first = (column, alternate)
        measure(&column, &alternate)
        if first.0 > 0 { (column, alternate) = first }
      }
      switch classes[Int(base[position])] {
      case PythonByteClass.nul:
        guard position >= count else { throw problem("NUL byte", at: position) }
        return
      case PythonByteClass.hash:
        lexComment()
        if base[position] != 0 { passLineEnd() }
      case PythonByteClass.lineEnd:
        passLineEnd()
      default:
        try indent(column: column, alternate: alternate)
        return
      }
      if position >= count { return }
    }
  }

  /// Adds the blanks' width: a tab goes to the next multiple of eight, a form feed back to zero.
  private mutating func measure(_ column: inout Int, _ alternate: inout Int) {
    while true {
      switch base[position] {
      case 0x20:
        column += 1
        alternate += 1
      case 0x09:
        column = (column / 8 + 1) * 8
        alternate += 1
      case 0x0C:
        column = 0
        alternate = 0
      default: return
      }
      position += 1
    }
  }

  private mutating func indent(column: Int, alternate: Int) throws(PythonSyntaxProblem) {
    let current = indentation[indentation.count - 1]
    if column == current.column {
      guard alternate == current.alternate else { throw inconsistent }
      return
    }
    if column > current.column {
      guard alternate > current.alternate else { throw inconsistent }
      indentation.append((column, alternate))
      append(.indent, from: position)
      return
    }
    while column < indentation[indentation.count - 1].column {
      indentation.removeLast()
      append(.dedent, from: position)
    }
    let outer = indentation[indentation.count - 1]
    guard column == outer.column else {
      throw problem("the indentation matches no outer block", at: position)
    }
    guard alternate == outer.alternate else { throw inconsistent }
  }

  private var inconsistent: PythonSyntaxProblem {
    problem("tabs and spaces are mixed inconsistently", at: position)
  }
}
