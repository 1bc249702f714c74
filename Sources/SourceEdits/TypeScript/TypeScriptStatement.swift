/// A statement of a module's top level.
package struct TypeScriptStatement: Sendable {
  /// What a statement is.
  package enum Kind: Hashable, Sendable {
    /// `"use client"` before everything else.
    case directive
    /// `import ... from`, or an import for its side effects.
    case `import`
    /// `import x = require("x")`, `import A = B.C`.
    case importEquals
    /// `export { ... }`, with `from` or without.
    case exportNames
    /// `export * from`, `export * as name from`.
    case exportAll
    /// `export default` and an expression.
    case exportDefault
    /// `export =`, `export as namespace`.
    case exportAssignment
    /// `const`, `let`, `var`, `using`.
    case variable
    /// A function, or one of its overloads.
    case function
    /// A class.
    case `class`
    /// An interface.
    case interface
    /// `type X =`.
    case typeAlias
    /// An enum.
    case `enum`
    /// `namespace`, `module`, `declare global`.
    case namespace
    /// Anything else.
    case other
  }

  /// What it is.
  package var kind: Kind
  /// Its tokens, with decorators, `export` and the semicolon that ends it.
  package var tokens: Range<Int>
  /// The keyword or name it is about: behind `export`, `default`, `declare`, `async`, decorators.
  package var keyword: Int
  /// Whether `export` stands before it.
  package var isExported: Bool
  /// Whether `export default` stands before it.
  package var isDefault: Bool
  /// Whether it is `async`.
  package var isAsync: Bool
}

extension TypeScriptOutline {
  /// A statement's tokens without the semicolon.
  package func content(of statement: Int) -> TokenRange {
    let range = statements[statement].tokens
    let hasSemicolon = tokens[range.upperBound - 1].isSymbol(TypeScriptSymbol.semicolon)
    return hasSemicolon ? range.lowerBound..<range.upperBound - 1 : range
  }

  /// The directives: `use client`.
  package var directives: [String] {
    statements.prefix { $0.kind == .directive }.compactMap { stringValue($0.tokens.lowerBound) }
  }
}
