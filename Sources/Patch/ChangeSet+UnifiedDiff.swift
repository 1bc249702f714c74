extension ChangeSet {
  /// The changes a unified diff asks for, applied to what a tree holds now.
  ///
  /// A hunk whose lines moved is found where they stand, if that is one place only.
  ///
  /// - Throws: ``Refusal`` with every finding: what is malformed, and hunks that do not apply.
  public init(
    unifiedDiff bytes: [UInt8], on tree: some ReadableTree
  ) throws(Refusal) {
    let diff = UnifiedDiff(bytes)
    var findings = diff.findings
    var changes: [Change] = []
    for file in diff.files {
      do throws(Finding) {
        changes += try file.changes(on: tree)
      } catch {
        findings.append(error)
      }
    }
    guard findings.isEmpty else { throw Refusal(findings) }
    self.init(changes: changes)
  }
}

extension UnifiedDiff.File {
  fileprivate func changes(on tree: some ReadableTree) throws(Finding) -> [Change] {
    switch (old, new) {
    case (nil, nil):
      throw Finding(.refused, "line \(line) of the diff: it names no file")
    case (nil, let new?):
      let contents = hunks.flatMap(\.new).flatMap { $0 }
      return [
        Change(new, .write(contents: contents, mode: newMode), expect: .init(exists: false))
      ]
    case (let old?, nil):
      let before = try contents(of: old, in: tree)
      guard try apply(to: before, of: old).isEmpty else {
        throw Finding(.refused, path: old, "the diff deletes it, but not all its lines")
      }
      return [Change(old, .delete)]
    case (let old?, let new?):
      var changes = old == new ? [] : [Change(old, .move(to: new))]
      if !hunks.isEmpty {
        let after = try apply(to: try contents(of: old, in: tree), of: old)
        changes.append(Change(new, .write(contents: after)))
      }
      if let newMode { changes.append(Change(new, .chmod(newMode))) }
      return changes
    }
  }

  private func contents(
    of path: RelativePath, in tree: some ReadableTree
  ) throws(Finding) -> [UInt8] {
    do throws(TreeError) {
      if let contents = try tree.contents(of: path) { return contents }
    } catch {
      throw Finding(.refused, path: path, error.reason)
    }
    throw Finding(.refused, path: path, "the diff changes it, but there is no such file")
  }

  private func apply(to text: [UInt8], of path: RelativePath) throws(Finding) -> [UInt8] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      lines.append(text[start..<end])
      start = end
    }
    var out: [UInt8] = []
    var next = 0
    var shift = 0
    for hunk in hunks {
      let wanted = max(0, hunk.old.isEmpty ? hunk.oldStart : hunk.oldStart - 1) + shift
      guard let place = find(hunk.old, in: lines, near: wanted, from: next) else {
        throw Finding(
          .conflict, path: path,
          "the hunk at line \(hunk.line) of the diff does not apply: its lines are not there")
      }
      shift += place - wanted
      for line in lines[next..<place] { out += line }
      for line in hunk.new { out += line }
      next = place + hunk.old.count
    }
    for line in lines[next...] { out += line }
    return out
  }

  /// Where the lines stand: at the place the hunk says, else the only other place.
  private func find(
    _ wanted: [ArraySlice<UInt8>], in lines: [ArraySlice<UInt8>], near place: Int, from first: Int
  ) -> Int? {
    func matches(_ start: Int) -> Bool {
      start >= first && start + wanted.count <= lines.count
        && zip(lines[start...], wanted).allSatisfy { $0.elementsEqual($1) }
    }
    if matches(place) { return place }
    guard !wanted.isEmpty, lines.count >= wanted.count else { return nil }
    let found = (first...max(first, lines.count - wanted.count)).filter(matches)
    return found.count == 1 ? found[0] : nil
  }
}
