internal import SourceEdits

/// What a revision's functions do to tables, call by call.
package struct AlembicScript: Sendable {
  /// One call that makes, changes or drops a table or a column.
  package struct Operation: Sendable {
    /// What Alembic calls it.
    package enum Kind: String, Sendable {
      case createTable = "create_table"
      case dropTable = "drop_table"
      case addColumn = "add_column"
      case dropColumn = "drop_column"
      case alterColumn = "alter_column"
    }

    package var kind: Kind
    /// The table; nil where the text does not say which.
    package var table: String?
    /// The column; nil for a whole table, and where the text does not say which.
    package var column: String?
    /// Its line, from 1.
    package var line: Int
    /// The statement it stands in.
    var statement: Int
    var call: PythonCall
    /// Whether it belongs to a `with op.batch_alter_table(...)`, which names the table.
    var isBatched: Bool
  }

  let outline: PythonOutline
  /// What an upgrade does.
  package private(set) var upgrade: [Operation] = []
  /// What a downgrade does.
  package private(set) var downgrade: [Operation] = []

  /// Reads a revision; nil for a file that is no Python.
  package init?(_ bytes: [UInt8]) {
    guard let outline = try? PythonOutline(bytes) else { return nil }
    self.outline = outline
    for statement in outline.children(of: nil) {
      guard let name = outline.functionDefinition(at: statement)?.name else { continue }
      if Self.isFunction(name, "upgrade") { upgrade += operations(in: statement) }
      if Self.isFunction(name, "downgrade") { downgrade += operations(in: statement) }
    }
  }

  /// `upgrade`, and `upgrade_one` where there are several databases.
  private static func isFunction(_ name: String, _ direction: String) -> Bool {
    name == direction || name.hasPrefix(direction + "_")
  }

  private func operations(in function: Int) -> [Operation] {
    (function + 1..<outline.statements[function].end).flatMap { statement in
      outline.calls(in: outline.statements[statement].tokens).compactMap { call in
        operation(call, in: statement)
      }
    }
  }

  private func operation(_ call: PythonCall, in statement: Int) -> Operation? {
    guard let kind = Operation.Kind(rawValue: String(call.function)), !call.receiver.isEmpty
    else { return nil }
    let batch = batch(of: call.receiver, around: statement)
    let table = (batch ?? call).argument(0, "table_name").flatMap(outline.stringValue)
    var operation = Operation(
      kind: kind, table: table, line: outline.line(of: statement), statement: statement, call: call,
      isBatched: batch != nil)
    switch kind {
    case .createTable, .dropTable: break
    case .addColumn:
      operation.column = definition(of: operation)?.argument(0, "name").flatMap(outline.stringValue)
    case .dropColumn, .alterColumn:
      operation.column = columnArgument(of: operation).flatMap(outline.stringValue)
    }
    return operation
  }

  /// The argument that names or defines the column.
  func columnArgument(of operation: Operation) -> Range<Int>? {
    operation.call.argument(
      operation.isBatched ? 0 : 1, operation.kind == .addColumn ? "column" : "column_name")
  }

  /// The `sa.Column(...)` that is added.
  func definition(of operation: Operation) -> PythonCall? {
    columnArgument(of: operation).flatMap { outline.call($0) }
  }

  /// The `op.batch_alter_table(...)` of the `with` that gives the name.
  private func batch(of name: Substring, around statement: Int) -> PythonCall? {
    var parent = outline.statements[statement].parent
    while let current = parent {
      let header = outline.statements[current]
      let names = header.tokens.suffix(2)
      if header.kind == .with, let alias = names.first, outline.text(of: alias) == name,
        let call = outline.calls(in: header.tokens).first(where: {
          $0.function == "batch_alter_table"
        })
      {
        return call
      }
      parent = header.parent
    }
    return nil
  }
}

extension PythonCall {
  /// An argument by its place or its name.
  fileprivate func argument(_ place: Int, _ name: String) -> Range<Int>? {
    positional.indices.contains(place) ? positional[place] : keyword(name)
  }
}
