/// Sets a variable of an `.env` file, in its place when it is there.
struct EnvironmentAssignment {
  let file: EnvironmentFile
  let edit: EnvironmentEdit

  /// Sets the variable, or says that it has the value.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    if let entry = try file.entry(edit.key) { return try replace(entry) }
    let anchor = anchor()
    let hasExport = anchor.map { file.lines.bytes[$0.range].starts(with: "export ".utf8) } ?? false
    let written = try EnvironmentValue.encode(edit.value, like: nil)
    let node = Array("\(hasExport ? "export " : "")\(edit.key)=\(written)".utf8)
    var insertion: Insertion
    var reason: String?
    if let placed = EnvironmentLayout(of: edit, in: file)?.insertion(of: node) {
      insertion = placed
      reason = "at its place in the file"
    } else if let comment = edit.comment {
      insertion = file.lines.insertion(of: node, after: lastLine)
      insertion.before += heading(comment)
    } else if let anchor {
      let line = file.lines.line(at: max(anchor.range.upperBound - 1, 0))
      insertion = file.lines.insertion(of: node, after: line)
    } else {
      insertion = file.lines.insertion(of: node, after: lastLine)
    }
    var inverse = edit
    inverse.trace = insertion.trace(in: file.lines.bytes)
    let text = try edit.result(insertion.change, in: file)
    let place = edit.comment == nil ? anchor : nil
    let line =
      reason == nil ? place?.line ?? lastLine : file.lines.line(at: insertion.range.lowerBound)
    return AppliedEdit(
      text: text, changed: true, inverse: [.unsetEnvironment(inverse)],
      evidence: EditEvidence(
        line: line,
        reason: reason ?? place.map { "after \($0.key)" } ?? "at the end of the file"))
  }

  /// The lines of a comment, behind a blank one where something stands above.
  private func heading(_ comment: [String]) -> [UInt8] {
    let bytes = file.lines.bytes
    let ending = file.lines.lineEnding(at: max(bytes.count - 1, 0))
    let gap = bytes.isEmpty || file.lines.isBlank(lastLine) ? [] : ending
    return gap + comment.flatMap { Array($0.utf8) + ending }
  }

  private var lastLine: Int {
    file.lines.isUnfinished ? file.lines.count : max(1, file.lines.count - 1)
  }

  /// The one that is asked for, else the last variable that begins with the same word, else the last
  /// one.
  private func anchor() -> EnvironmentFile.Entry? {
    if let named = file.entries.last(where: { $0.key == edit.after }) { return named }
    let word = edit.key.prefix { $0 != "_" } + "_"
    return file.entries.last { $0.key.hasPrefix(word) } ?? file.entries.last
  }

  private func replace(_ entry: EnvironmentFile.Entry) throws(EditError) -> AppliedEdit {
    let raw = String(decoding: file.lines.bytes[entry.raw], as: UTF8.self)
    if entry.value == edit.value {
      return ConfigurationFile.unchanged(
        file.lines.bytes, line: entry.line, "\(edit.key) has the value")
    }
    let written: String
    if let trace = edit.trace {
      // The inverse of another value: only that one is taken back.
      guard trace.node.map({ EnvironmentValue.decode(Array($0.utf8)[...]) }) == entry.value else {
        throw .edited(line: entry.line, name: edit.key)
      }
      written = trace.replaced
    } else {
      let quote = raw.utf8.first.flatMap { $0 == 0x22 || $0 == 0x27 ? $0 : nil }
      written = try EnvironmentValue.encode(edit.value, like: quote)
    }
    let isFirst = entry.raw.isEmpty
    var change = TextChange(range: entry.raw, replacement: Array(written.utf8))
    if isFirst { change.range = entry.raw.lowerBound..<entry.raw.lowerBound }
    var inverse = EnvironmentEdit(key: edit.key, value: entry.value)
    inverse.trace = EditTrace(before: "", after: "", replaced: raw, node: written)
    let text = try edit.result(change, in: file)
    return AppliedEdit(
      text: text, changed: true, inverse: [.setEnvironment(inverse)],
      evidence: EditEvidence(line: entry.line, reason: "in place of the value of \(edit.key)"))
  }
}

/// Takes a variable nobody changed out of an `.env` file.
struct EnvironmentRemoval {
  let file: EnvironmentFile
  let edit: EnvironmentEdit

  /// Removes the variable, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    try edit.validate()
    guard let entry = try file.entry(edit.key) else {
      return ConfigurationFile.unchanged(file.lines.bytes, line: 1, "\(edit.key) is gone")
    }
    guard entry.value == edit.value else { throw .edited(line: entry.line, name: edit.key) }
    let group = edit.trace == nil ? EnvironmentLayout(of: edit, in: file) : nil
    let change =
      group?.removal(of: entry) ?? file.lines.removal(of: entry.range, trace: edit.trace)
    var inverse = edit
    inverse.trace = nil
    let text = change.applied(to: file.lines.bytes)
    guard
      ConfigurationFile.agrees(file.pieces, change, try EnvironmentFile(text).pieces)
    else { throw .invalid("the result would change more than the edit says") }
    return AppliedEdit(
      text: text, changed: true, inverse: [.setEnvironment(inverse)],
      evidence: EditEvidence(line: entry.line, reason: "removed \(edit.key)"))
  }
}

extension EnvironmentEdit {
  fileprivate func validate() throws(EditError) {
    guard !key.isEmpty, key.utf8.allSatisfy(EnvironmentFile.isKeyByte) else {
      throw .invalid("'\(key)' is no name of a variable")
    }
    for line in comment ?? [] where !line.hasPrefix("#") || line.contains(where: \.isNewline) {
      throw .invalid("'\(line)' is no comment")
    }
  }

  /// The text with a change made, read again.
  fileprivate func result(
    _ change: TextChange, in file: EnvironmentFile
  ) throws(EditError) -> [UInt8] {
    let text = change.applied(to: file.lines.bytes)
    let new = try EnvironmentFile(text)
    let others = file.entries.filter { $0.key != key }.map { [$0.key, $0.value] }
    guard new.entries.filter({ $0.key != key }).map({ [$0.key, $0.value] }) == others,
      try new.entry(key)?.value == value
    else { throw .invalid("the result would change more than the edit says") }
    return text
  }
}

extension TextChange {
  /// The text with the change made.
  func applied(to bytes: [UInt8]) -> [UInt8] { [self].applied(to: bytes) }
}
