internal import SourceEdits

extension AlembicScript {
  /// What a revision does to what is in the database, and nothing undoes.
  package struct Loss: Hashable, Sendable {
    /// What becomes of it.
    package enum Cause: Hashable, Sendable {
      case dropsTable, dropsColumn
      /// The column gets a type that does not hold each of its values; nil: the text does not say from
      /// which one.
      case narrows(from: String?, to: String)
      /// The column is NOT NULL and nothing says what rows that are there have in it: a database
      /// refuses it, or makes something up (MariaDB: 0, '', '0000-00-00').
      case leavesUnfilled
    }

    package var cause: Cause
    /// The table; nil where the text does not say which.
    package var table: String?
    /// The column; nil for the whole table, and where the text does not say which.
    package var column: String?
    /// The line that does it.
    package var line: Int

    /// `drops the column 'products.name' with what is in it`
    package var description: String {
      let table = table ?? "?"
      let name = "the column '\(table).\(column ?? "?")'"
      return switch cause {
      case .dropsTable: "drops the table '\(table)' with what is in it"
      case .dropsColumn: "drops \(name) with what is in it"
      case .narrows(let from, let to):
        "turns \(name)\(from.map { " from \($0)" } ?? "") into \(to), which may not hold what is in it"
      case .leavesUnfilled: "adds \(name), for which rows that are there have no value"
      }
    }
  }

  /// What an upgrade loses.
  package var losses: [Loss] { losses(of: upgrade) }

  /// What a downgrade loses.
  package var lossesOfDowngrade: [Loss] { losses(of: downgrade) }

  private func losses(of operations: [Operation]) -> [Loss] {
    // Those have no rows yet.
    let made = Set(operations.filter { $0.kind == .createTable }.compactMap(\.table))
    return operations.compactMap { operation in
      guard let cause = cause(operation, made) else { return nil }
      return Loss(
        cause: cause, table: operation.table, column: operation.column, line: operation.line)
    }
  }

  private func cause(_ operation: Operation, _ made: Set<String>) -> Loss.Cause? {
    switch operation.kind {
    case .createTable: return nil
    case .dropTable: return .dropsTable
    case .dropColumn: return .dropsColumn
    case .addColumn:
      let isNew = operation.table.map(made.contains) ?? false
      return !isNew && definition(of: operation).map(isUnfilled) ?? false ? .leavesUnfilled : nil
    case .alterColumn:
      guard let new = operation.call.keyword("type_").map({ ColumnType($0, in: outline) }) else {
        return nil
      }
      let old = operation.call.keyword("existing_type").map { ColumnType($0, in: outline) }
      if let old, new.holds(old) { return nil }
      return .narrows(from: old?.text, to: new.text)
    }
  }

  /// Whether a column is NOT NULL and no value of it is known to the database.
  private func isUnfilled(_ definition: PythonCall) -> Bool {
    func text(_ keyword: String) -> String? {
      definition.keyword(keyword).map { outline.text(of: $0) }
    }
    return text("nullable") == "False" && text("server_default") ?? "None" == "None"
      && !definition.positional.contains { argument in
        ["Computed", "Identity"].contains(outline.call(argument)?.function)
      }
  }
}
