/// The groups of an `.env` file, each below a heading, with a blank line between them.
struct EnvironmentLayout {
  let file: EnvironmentFile
  let edit: EnvironmentEdit
  private let groups: [[String]]
  private let number: Int

  /// The layout that an edit goes by; nil where it goes by none that has its variable.
  init?(of edit: EnvironmentEdit, in file: EnvironmentFile) {
    guard let groups = edit.layout,
      let number = groups.firstIndex(where: { $0.contains(edit.key) })
    else { return nil }
    self.file = file
    self.edit = edit
    self.groups = groups
    self.number = number
  }

  private var lines: SourceLines { file.lines }

  // MARK: Adding

  /// The insertion of a variable's line at its place; nil where the file has none of the variables
  /// of the layout.
  func insertion(of node: [UInt8]) -> Insertion? {
    let group = groups[number]
    let place = group.firstIndex(of: edit.key) ?? 0
    if let before = entry(group[..<place].reversed()) {
      return lines.insertion(of: node, after: lastLine(of: before))
    }
    if let behind = entry(group[(place + 1)...]) {
      // What somebody wrote above a variable is about that one.
      return isLaidOut(above: behind)
        ? lines.insertion(of: node, before: behind.line)
        : lines.insertion(of: node, after: lastLine(of: entries(of: group).last ?? behind))
    }
    for other in groups[..<number].reversed() {
      guard let last = entries(of: other).last else { continue }
      let line = paragraph(around: lastLine(of: last)).upperBound
      var insertion = lines.insertion(of: node, after: line)
      insertion.before += ending + heading
      return insertion
    }
    for other in groups[(number + 1)...] {
      guard let first = entries(of: other).first else { continue }
      let line = paragraph(around: first.line).lowerBound
      var insertion = lines.insertion(of: node, before: line)
      insertion.before += heading
      insertion.after += ending
      return insertion
    }
    return nil
  }

  // MARK: Removing

  /// The removal of the last variable of its group with the heading; nil where others stand there,
  /// or the heading is another.
  func removal(of entry: EnvironmentFile.Entry) -> TextChange? {
    let comment = edit.comment ?? []
    let others = groups[number].filter { $0 != edit.key }
    let last = lastLine(of: entry)
    let first = entry.line - comment.count
    guard !comment.isEmpty, first >= 1, entries(of: others).isEmpty,
      paragraph(around: entry.line) == first...last,
      zip(first..., comment).allSatisfy({ text(of: $0) == Array($1.utf8) })
    else { return nil }
    var start = lines.range(of: first).lowerBound
    var end = lines.range(of: last).upperBound
    if last < lines.count, lines.isBlank(last + 1), end < lines.bytes.count {
      end = lines.range(of: last + 1).upperBound
    } else if first > 1 {
      start = lines.range(of: first - 1).lowerBound
    }
    return TextChange(range: start..<end, replacement: [])
  }

  // MARK: Lines

  private func entry(_ names: some Sequence<String>) -> EnvironmentFile.Entry? {
    for name in names {
      if let found = file.entries.last(where: { $0.key == name }) { return found }
    }
    return nil
  }

  private func entries(of names: [String]) -> [EnvironmentFile.Entry] {
    file.entries.filter { names.contains($0.key) }
  }

  /// Whether the heading stands right above a variable, or another variable.
  private func isLaidOut(above entry: EnvironmentFile.Entry) -> Bool {
    let line = entry.line - 1
    guard line >= 1 else { return false }
    return file.entries.contains { lastLine(of: $0) == line }
      || edit.comment?.last.map { Array($0.utf8) == text(of: line) } ?? false
  }

  private func lastLine(of entry: EnvironmentFile.Entry) -> Int {
    lines.line(at: max(entry.range.upperBound - 1, 0))
  }

  /// The lines around one, up to blank ones.
  private func paragraph(around line: Int) -> ClosedRange<Int> {
    var (first, last) = (line, line)
    while first > 1, !lines.isBlank(first - 1) { first -= 1 }
    while last < lines.count, !lines.isBlank(last + 1) { last += 1 }
    return first...last
  }

  private func text(of line: Int) -> [UInt8] { Array(lines.bytes[lines.content(of: line)]) }

  private var heading: [UInt8] { (edit.comment ?? []).flatMap { Array($0.utf8) + ending } }

  private var ending: [UInt8] { lines.lineEnding(at: max(lines.bytes.count - 1, 0)) }
}
