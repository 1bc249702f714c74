/// The requirements of a file that pip reads, with their places.
struct RequirementsFile {
  /// One requirement.
  struct Entry {
    var requirement: PythonRequirement
    /// Without options and comments behind it.
    var range: Range<Int>
    /// The lines it goes over.
    var lines: ClosedRange<Int>
  }

  let lines: SourceLines
  private(set) var entries: [Entry] = []

  /// Reads a file; options, addresses and paths are lines of their own kind and stay as they are.
  init(_ bytes: [UInt8]) throws(EditError) {
    lines = try ConfigurationFile.lines(bytes)
    var line = 1
    while line <= lines.count {
      let first = line
      while line < lines.count, bytes[lines.content(of: line)].last == 0x5C { line += 1 }
      let last = lines.content(of: line)
      if line == lines.count, line > first ? last.isEmpty : bytes[last].last == 0x5C {
        throw .broken(line: line, reason: "a line continues into nothing")
      }
      let start = lines.content(of: first).lowerBound
      if let entry = Self.entry(start..<lines.content(of: line).upperBound, bytes, first...line) {
        entries.append(entry)
      }
      line += 1
    }
  }

  private static func entry(
    _ content: Range<Int>, _ bytes: [UInt8], _ lines: ClosedRange<Int>
  ) -> Entry? {
    var start = content.lowerBound
    while start < content.upperBound, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
    var end = start
    while end < content.upperBound {
      let isAfterBlank = end > start && (bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09)
      // A comment, an option such as `--hash`, or a continuation ends it.
      if bytes[end] == 0x5C || bytes[end] == UInt8(ascii: "#") && (end == start || isAfterBlank)
        || isAfterBlank && bytes[end...].starts(with: "--".utf8)
      {
        break
      }
      end += 1
    }
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    let text = String(decoding: bytes[start..<end], as: UTF8.self)
    guard !text.isEmpty, let requirement = PythonRequirement(text) else { return nil }
    return Entry(requirement: requirement, range: start..<end, lines: lines)
  }

  /// Every requirement as a piece, for the check of an edit.
  var pieces: [(range: Range<Int>, piece: String)] {
    entries.map { ($0.range, String(decoding: lines.bytes[$0.range], as: UTF8.self)) }
  }
}

/// Adds a requirement: sorted where the file is, else behind the last.
struct RequirementAddition {
  let file: RequirementsFile
  let edit: RequirementEdit

  /// Adds the line, or says where the requirement is.
  func apply() throws(EditError) -> AppliedEdit {
    let wanted = try edit.parsed()
    let same = file.entries.filter { $0.requirement.name == wanted.name }
    if let found = same.first(where: { $0.requirement.covers(wanted) }) {
      return ConfigurationFile.unchanged(
        file.lines.bytes, line: found.lines.lowerBound, "\(wanted.name) is there")
    }
    if let other = same.first {
      throw .clash(
        line: other.lines.lowerBound, name: wanted.name,
        reason: "is required as "
          + String(decoding: file.lines.bytes[other.range], as: UTF8.self))
    }
    let node = Array(edit.requirement.utf8)
    let names = file.entries.map(\.requirement.name)
    let index =
      names.isSorted(by: <) ? names.firstIndex { wanted.name < $0 } ?? names.count : names.count
    let insertion: Insertion
    let line: Int
    let reason: String
    if index > 0 || file.entries.isEmpty {
      let isEmpty = file.entries.isEmpty
      line =
        isEmpty
        ? (file.lines.isUnfinished ? file.lines.count : max(1, file.lines.count - 1))
        : file.entries[index - 1].lines.upperBound
      insertion = file.lines.insertion(of: node, after: line)
      reason = isEmpty ? "at the end of the file" : "after \(names[index - 1])"
    } else {
      line = file.entries[0].lines.lowerBound
      insertion = file.lines.insertion(of: node, before: line)
      reason = "before \(names[0])"
    }
    var inverse = edit
    inverse.trace = insertion.trace(in: file.lines.bytes)
    return AppliedEdit(
      text: try edit.result(insertion.change, in: file), changed: true,
      inverse: [.removeRequirement(inverse)], evidence: EditEvidence(line: line, reason: reason))
  }
}

/// Removes a requirement nobody edited.
struct RequirementRemoval {
  let file: RequirementsFile
  let edit: RequirementEdit

  /// Removes the line, or says that it is gone.
  func apply() throws(EditError) -> AppliedEdit {
    let wanted = try edit.parsed()
    let found = file.entries.filter { $0.requirement.name == wanted.name }
    guard let entry = found.first else {
      return ConfigurationFile.unchanged(file.lines.bytes, line: 1, "\(wanted.name) is gone")
    }
    guard let same = found.first(where: { $0.requirement == wanted }) else {
      throw .edited(line: entry.lines.lowerBound, name: wanted.name)
    }
    let last = file.lines.content(of: same.lines.upperBound).upperBound
    let isAlone = same.range.upperBound == last
    let range = same.range.lowerBound..<last
    let change = file.lines.removal(of: range, trace: isAlone ? edit.trace : nil)
    var inverse = edit
    inverse.trace = nil
    return AppliedEdit(
      text: try edit.result(change, in: file), changed: true,
      inverse: [.addRequirement(inverse)],
      evidence: EditEvidence(line: same.lines.lowerBound, reason: "removed \(wanted.name)"))
  }
}

extension RequirementEdit {
  fileprivate func parsed() throws(EditError) -> PythonRequirement {
    guard let parsed = PythonRequirement(requirement),
      requirement.utf8.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "#") && $0 != 0x5C })
    else { throw .invalid("'\(requirement)' is no requirement") }
    return parsed
  }

  /// The text with a change made, read again.
  fileprivate func result(
    _ change: TextChange, in file: RequirementsFile
  ) throws(EditError) -> [UInt8] {
    let text = change.applied(to: file.lines.bytes)
    guard ConfigurationFile.agrees(file.pieces, change, try RequirementsFile(text).pieces) else {
      throw .invalid("the result would change more than the edit says")
    }
    return text
  }
}
