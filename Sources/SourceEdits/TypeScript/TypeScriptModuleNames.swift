extension TypeScriptOutline {
  /// The strings that name a module, wherever they stand: behind `from` and `import`, and in
  /// `import()` and `require()`.
  package var moduleNames: [(module: String, token: Int)] {
    (0..<endToken).compactMap { token in
      guard tokens[token].kind == .string, namesModule(token) else { return nil }
      return stringValue(token).map { ($0, token) }
    }
  }

  private func namesModule(_ token: Int) -> Bool {
    if isName(token - 1, "from") || isName(token - 1, "import") { return true }
    guard isSymbol(token - 1, TypeScriptSymbol.openParenthesis) else { return false }
    return isName(token - 2, "import") || isName(token - 2, "require")
  }
}
