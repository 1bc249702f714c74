internal import SourceEdits

extension AlembicScript {
  /// The script with columns renamed that it drops under one name and adds under another: that is
  /// how Alembic sees a rename, and what is in them would be gone.
  ///
  /// - Parameter table: the table they are in; nil: the one in which they are dropped.
  /// - Returns: the text, and the renames that could not be written: the script drops the old column,
  ///   but does not add the new one, or not in a way that is understood.
  package func renaming(
    _ renames: [ColumnRename], in table: String?
  ) -> (text: [UInt8], left: [ColumnRename]) {
    var pairs: [Pair] = []
    var left: [ColumnRename] = []
    for rename in renames {
      guard
        let dropped = upgrade.first(where: {
          $0.kind == .dropColumn && $0.column == rename.old && (table == nil || $0.table == table)
        })
      else { continue }
      if let made = self.pairs(for: rename, in: dropped.table) {
        pairs += made
      } else {
        left.append(rename)
      }
    }
    var text = outline.bytes
    for change in changes(for: pairs).sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      text.replaceSubrange(change.range, with: Array(change.text.utf8))
    }
    return (text, left)
  }

  // MARK: What is dropped and added

  /// A column that goes and one that comes, side by side, which is a rename.
  private struct Pair {
    var drop: Operation
    var add: Operation
    /// The column that goes, as its name is written.
    var column: Range<Int>
    /// What defines the column that comes.
    var definition: PythonCall
    /// The call that renames.
    var call = ""
  }

  private func pairs(for rename: ColumnRename, in table: String?) -> [Pair]? {
    guard var up = pair(rename.old, rename.new, table, in: upgrade),
      var down = pair(rename.new, rename.old, table, in: downgrade)
    else { return nil }
    // Each function adds the column that the other drops, and so has its definition.
    let (old, new) = (down.definition, up.definition)
    up.call = call(up, from: old, to: new, name: down.column, rename.changesType)
    down.call = call(down, from: new, to: old, name: up.column, rename.changesType)
    return [up, down]
  }

  private func pair(
    _ old: String, _ new: String, _ table: String?, in operations: [Operation]
  ) -> Pair? {
    func only(_ kind: Operation.Kind, _ column: String) -> Operation? {
      let found = operations.filter {
        $0.kind == kind && $0.table == table && $0.column == column
      }
      return found.count == 1 && isStatement(found[0]) ? found[0] : nil
    }
    guard let drop = only(.dropColumn, old), let add = only(.addColumn, new),
      outline.statements[drop.statement].parent == outline.statements[add.statement].parent,
      let column = columnArgument(of: drop), let definition = definition(of: add),
      definition.positional.count == 2
    else { return nil }
    return Pair(drop: drop, add: add, column: column, definition: definition)
  }

  /// Whether a call is all of its line.
  private func isStatement(_ operation: Operation) -> Bool {
    let statement = outline.statements[operation.statement]
    return statement.tokens == operation.call.tokens && !statement.isInline
  }

  private func call(
    _ pair: Pair, from old: PythonCall, to new: PythonCall, name: Range<Int>, _ changesType: Bool
  ) -> String {
    let table = pair.drop.isBatched ? [] : [outline.text(of: pair.drop.call.arguments[0].tokens)]
    var words =
      table + [outline.text(of: pair.column), "new_column_name=" + outline.text(of: name)]
    func text(_ value: Range<Int>?) -> String? { value.map { outline.text(of: $0) } }
    func add(_ word: String, _ value: Range<Int>?) {
      if let value = text(value) { words.append("\(word)=\(value)") }
    }
    let (was, becomes) = (old.keyword("nullable"), new.keyword("nullable"))
    add("existing_type", old.positional[1])
    if changesType { add("type_", new.positional[1]) }
    add("existing_nullable", was)
    if text(was) != text(becomes) { add("nullable", becomes) }
    // MySQL defines the whole column anew.
    add("existing_server_default", old.keyword("server_default"))
    add("existing_comment", old.keyword("comment"))
    add("schema", pair.add.call.keyword("schema"))
    return "\(pair.add.call.receiver).alter_column(\(words.joined(separator: ", ")))"
  }

  // MARK: What is written instead

  private typealias Change = (range: Range<Int>, text: String)

  private func changes(for pairs: [Pair]) -> [Change] {
    let direct = pairs.filter { !$0.add.isBatched }.flatMap { pair -> [Change] in
      [(outline.bytes(of: pair.add.call.tokens), pair.call), (lines(of: pair.drop.statement), "")]
    }
    let batches = Dictionary(grouping: pairs.filter(\.add.isBatched)) { pair in
      outline.statements[pair.add.statement].parent ?? 0
    }
    return direct + batches.flatMap { changes(inBatch: $0.key, for: $0.value) }
  }

  /// A batch of its own in front of the rest, which finds the table with the new names: within one
  /// batch the old ones are those of its columns.
  private func changes(inBatch batch: Int, for pairs: [Pair]) -> [Change] {
    let gone = pairs.flatMap { [$0.add.statement, $0.drop.statement] }
    let rest = outline.children(of: batch).filter { !gone.contains($0) }
    let indent = margin(of: pairs[0].add.statement)
    let renaming =
      margin(of: batch) + outline.text(of: outline.statements[batch].tokens) + "\n"
      + pairs.map { "\(indent)\($0.call)\n" }.joined()
    let whole = lines(of: batch)
    guard !rest.isEmpty else { return [(whole, renaming)] }
    return [(whole.lowerBound..<whole.lowerBound, renaming + "\n")]
      + gone.map { (lines(of: $0), "") }
  }

  private func lines(of statement: Int) -> Range<Int> {
    let extent = outline.extent(of: statement)
    return outline.lineStart(
      at: extent.lowerBound)..<outline.nextLineStart(after: extent.upperBound - 1)
  }

  private func margin(of statement: Int) -> String {
    let start = outline.extent(of: statement).lowerBound
    return outline.text(at: outline.lineStart(at: start)..<start)
  }
}
