/// How many lines a change adds and removes, as the unified diff would have them.
package struct LineCounts: Sendable, Hashable {
  package var added: Int
  package var removed: Int

  package init(added: Int, removed: Int) {
    self.added = added
    self.removed = removed
  }
}

/// Counts without a diff where that is certain: one side is missing, or the shorter side's lines all
/// stand in the other in order. So most plans are told without starting libgit2.
package func lineCounts(
  path: [UInt8], old: DiffSide?, new: DiffSide?
) throws(GitError) -> LineCounts {
  let (before, after) = (old?.bytes ?? [], new?.bytes ?? [])
  if before == after || isBinary(before) || isBinary(after) {
    return LineCounts(added: 0, removed: 0)
  }
  if before.isEmpty { return LineCounts(added: lines(of: after).count, removed: 0) }
  if after.isEmpty { return LineCounts(added: 0, removed: lines(of: before).count) }
  let (oldLines, newLines) = (lines(of: before), lines(of: after))
  let (fewer, more) =
    oldLines.count <= newLines.count ? (oldLines, newLines) : (newLines, oldLines)
  if isPart(fewer, of: more) {
    let difference = newLines.count - oldLines.count
    return LineCounts(added: max(difference, 0), removed: max(-difference, 0))
  }
  let diff = try unifiedDiff(path: path, old: old, new: new)
  return LineCounts(added: diff.added, removed: diff.removed)
}

/// As git decides it: a NUL byte among the first 8,000.
func isBinary(_ bytes: [UInt8]) -> Bool { bytes.prefix(8000).contains(0) }

/// Lines with their ends; one without an end is another line than the same with one.
private func lines(of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = bytes.startIndex
  while start < bytes.endIndex {
    let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.endIndex
    lines.append(bytes[start..<end])
    start = end
  }
  return lines
}

/// Whether some lines are all in others, in order.
private func isPart(_ lines: [ArraySlice<UInt8>], of others: [ArraySlice<UInt8>]) -> Bool {
  var next = lines.startIndex
  for line in others where next < lines.endIndex && lines[next] == line { next += 1 }
  return next == lines.endIndex
}
