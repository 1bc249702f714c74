/// Something the module exports.
package struct TypeScriptExport: Sendable {
  /// How it is exported.
  package enum Form: Hashable, Sendable {
    /// By `export` before its declaration.
    case declaration
    /// In `export { ... }`.
    case list
    /// By `export default` and an expression.
    case expression
    /// By `export *`, all names of a module.
    case all
  }

  /// Its statement.
  package var statement: Int
  /// How it is exported.
  package var form: Form
  /// The name others import; `default`, and `*` for all.
  package var name: String
  /// The name in the file, or in the module it comes from; nil without one.
  package var local: String?
  /// The module it is exported from again.
  package var module: String?
  /// Whether it is a type and no value.
  package var isType: Bool
}

/// The parts of `export { ... }` and `export *`.
package struct TypeScriptExportList: Sendable {
  /// Its statement.
  package var statement: Int
  /// Whether it is `export type`.
  package var isTypeOnly: Bool
  /// The names in the braces.
  package var names: [TypeScriptImport.Name]
  /// The braces; nil for `export *`.
  package var braces: (open: Int, close: Int)?
  /// The name after `* as`.
  package var namespace: String?
  /// The module after `from`.
  package var module: String?
  /// The token of the module's string.
  package var moduleToken: Int?
}

extension TypeScriptOutline {
  /// What the module exports, in source order.
  package var exports: [TypeScriptExport] { statements.indices.flatMap { exports(of: $0) } }

  /// What a statement exports.
  package func exports(of statement: Int) -> [TypeScriptExport] {
    let node = statements[statement]
    guard node.isExported else { return [] }
    if let list = exportList(at: statement) { return exports(of: list) }
    func export(_ local: String?, isType: Bool = false) -> TypeScriptExport {
      TypeScriptExport(
        statement: statement, form: .declaration, name: node.isDefault ? "default" : local ?? "",
        local: local, isType: isType)
    }
    switch node.kind {
    case .variable: return variables(of: statement).flatMap(\.names).map { export($0) }
    case .exportDefault:
      let value = content(of: statement).dropFirst(2)
      let isName = value.count == 1 && tokens[value.lowerBound].kind == .name
      var result = export(isName ? text(of: value.lowerBound) : nil)
      result.form = .expression
      return [result]
    case .exportAssignment, .other, .directive: return []
    default:
      return [
        export(
          declaredName(of: statement), isType: node.kind == .interface || node.kind == .typeAlias)
      ]
    }
  }

  private func exports(of list: TypeScriptExportList) -> [TypeScriptExport] {
    if list.braces == nil {
      return [
        TypeScriptExport(
          statement: list.statement, form: list.namespace == nil ? .all : .list,
          name: list.namespace ?? "*", local: nil, module: list.module, isType: list.isTypeOnly)
      ]
    }
    return list.names.map {
      TypeScriptExport(
        statement: list.statement, form: .list, name: $0.local, local: $0.name,
        module: list.module, isType: list.isTypeOnly || $0.isType)
    }
  }

  /// The name that a function, class, type, enum or namespace declares.
  package func declaredName(of statement: Int) -> String? {
    var token = statements[statement].keyword + 1
    switch statements[statement].kind {
    case .function: if isSymbol(token, TypeScriptSymbol.star) { token += 1 }
    case .enum: if isKeyword(token, .enum) { token += 1 }
    case .class, .interface, .typeAlias, .namespace: break
    case .importEquals: if isName(token, "type"), tokens[token + 1].kind == .name { token += 1 }
    default: return nil
    }
    guard tokens[token].kind == .name, !isKeyword(token, .extends) else { return nil }
    return text(of: token)
  }

  /// The list a statement exports, with `from` or without.
  package func exportList(at statement: Int) -> TypeScriptExportList? {
    let node = statements[statement]
    guard node.kind == .exportNames || node.kind == .exportAll else { return nil }
    var result = try? parseExport(node.keyword)?.0
    result?.statement = statement
    return result
  }

  /// Reads what follows `export` when it is no declaration; nil when it is one.
  func readExport(
    _ token: Int, _ statement: inout TypeScriptStatement
  ) throws(TypeScriptSyntaxProblem) -> Int? {
    statement.keyword = token
    if isSymbol(token, TypeScriptSymbol.equal) {
      statement.kind = .exportAssignment
      return skipExpression(token + 1)
    }
    if isName(token, "as"), isName(token + 1, "namespace") {
      statement.kind = .exportAssignment
      return token + 3
    }
    guard let (list, end) = try parseExport(token) else { return nil }
    statement.kind = list.braces == nil ? .exportAll : .exportNames
    return end
  }

  private func parseExport(
    _ first: Int
  ) throws(TypeScriptSyntaxProblem) -> (TypeScriptExportList, Int)? {
    var result = TypeScriptExportList(statement: 0, isTypeOnly: false, names: [])
    var token = first
    if isName(token, "type"),
      isSymbol(token + 1, TypeScriptSymbol.openBrace) || isSymbol(token + 1, TypeScriptSymbol.star)
    {
      result.isTypeOnly = true
      token += 1
    }
    if isSymbol(token, TypeScriptSymbol.star) {
      token += 1
      if isName(token, "as") {
        result.namespace = stringValue(token + 1) ?? text(of: token + 1)
        token += 2
      }
      guard isName(token, "from") else { throw problem("expected 'from'", at: token) }
    } else if isSymbol(token, TypeScriptSymbol.openBrace) {
      let close = partner(of: token)
      result.braces = (token, close)
      result.names = try specifiers(in: token + 1..<close)
      token = close + 1
    } else {
      return nil
    }
    guard isName(token, "from") else { return (result, try endOfStatement(token)) }
    guard tokens[token + 1].kind == .string else {
      throw problem("expected a module", at: token + 1)
    }
    result.module = stringValue(token + 1)
    result.moduleToken = token + 1
    return (result, try endOfStatement(skipAttributes(token + 2)))
  }
}
