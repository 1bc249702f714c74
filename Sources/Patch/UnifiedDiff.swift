/// A unified diff as git and `diff -u` write it, read into its files and hunks.
struct UnifiedDiff {
  /// What the diff says of one file.
  struct File {
    var old: RelativePath?
    var new: RelativePath?
    var newMode: FileMode?
    var hunks: [Hunk] = []
    var isRename = false
    /// The line of the diff it starts on, from 1.
    var line: Int
  }

  /// A run of changed lines with their context; each line ends as the file's does.
  struct Hunk {
    /// The first line of the old side, from 1; 0 when the old side is empty.
    var oldStart: Int
    var old: [ArraySlice<UInt8>] = []
    var new: [ArraySlice<UInt8>] = []
    var line: Int
  }

  private(set) var files: [File] = []
  private(set) var findings: [Finding] = []

  init(_ bytes: [UInt8]) {
    var reader = UnifiedDiffReader(bytes)
    (files, findings) = reader.read()
    if files.isEmpty && findings.isEmpty {
      findings = [Finding(.refused, "the input is neither a JSON change set nor a unified diff")]
    }
  }
}

/// Reads a unified diff line by line.
private struct UnifiedDiffReader {
  private let lines: [ArraySlice<UInt8>]
  private var index = 0
  private var files: [UnifiedDiff.File] = []
  private var findings: [Finding] = []
  /// Whether the names have prefixes, `a/` and `b/` or those of git's `diff.mnemonicPrefix`, as far as
  /// the file's `diff --git` shows it: with `diff.noprefix` they have none.
  private var hasPrefixes: Bool?
  /// Set by `diff --git`, until the file's `---` and hunks were read.
  private var pending: UnifiedDiff.File?

  init(_ bytes: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    while start < bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? bytes.count
      lines.append(bytes[start..<end])
      start = end
    }
    self.lines = lines
  }

  mutating func read() -> ([UnifiedDiff.File], [Finding]) {
    while index < lines.count {
      if has("diff --git ") {
        finish()
        pending = UnifiedDiff.File(line: index + 1)
        namesFromHeader()
        index += 1
      } else if has("--- "), index + 1 < lines.count, lines[index + 1].starts(with: "+++ ".utf8) {
        readFile()
      } else {
        readHeader()
        index += 1
      }
    }
    finish()
    return (files, findings)
  }

  private mutating func finish() {
    if let file = pending { files.append(file) }
    pending = nil
  }

  private func has(_ prefix: String) -> Bool { lines[index].starts(with: prefix.utf8) }

  private func rest(after prefix: String) -> [UInt8] {
    var text = lines[index].dropFirst(prefix.utf8.count)
    while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
    return Array(text)
  }

  // MARK: Headers

  /// `diff --git a/x b/x` names both sides when nothing else does (a mode change).
  private mutating func namesFromHeader() {
    hasPrefixes = nil
    let text = rest(after: "diff --git ")
    guard text.first != UInt8(ascii: "\"") else { return }
    let half = text.count / 2
    guard text.count % 2 == 1, text[half] == 0x20 else { return }
    let (old, new) = (text[..<half], text[(half + 1)...])
    if old.elementsEqual(new) {
      hasPrefixes = false
    } else {
      guard Self.isPrefixed(old), Self.isPrefixed(new),
        old.dropFirst().elementsEqual(new.dropFirst())
      else { return }
      hasPrefixes = true
    }
    let path = path(Array(old), stripping: true)
    pending?.old = path
    pending?.new = path
  }

  /// Whether a name begins as git's prefixes do, of either side.
  private static func isPrefixed(_ name: ArraySlice<UInt8>) -> Bool {
    name.count > 2 && name.dropFirst().first == UInt8(ascii: "/")
      && name.first.map("abciow12".utf8.contains) == true
  }

  private mutating func readHeader() {
    guard pending != nil else { return }
    for (prefix, isNew) in [("new file mode ", true), ("new mode ", false)] where has(prefix) {
      let mode = String(decoding: rest(after: prefix), as: UTF8.self)
      if isNew { pending?.old = nil }
      switch mode {
      case "100755": pending?.newMode = .executable(true)
      case "100644": pending?.newMode = .executable(false)
      default: refuse("the mode \(mode) is not supported; only regular files can be patched")
      }
    }
    if has("deleted file mode ") { pending?.new = nil }
    if has("rename from ") {
      pending?.isRename = true
      let path = path(rest(after: "rename from "), stripping: false)
      pending?.old = path
    }
    if has("rename to ") {
      let path = path(rest(after: "rename to "), stripping: false)
      pending?.new = path
    }
    if has("copy from ") || has("copy to ") { refuse("copies are not supported; write the file") }
    if has("GIT binary patch") || has("Binary files ") {
      refuse("binary patches are not supported; use a JSON change set with base64")
    }
  }

  private mutating func readFile() {
    if pending == nil { hasPrefixes = nil }
    var file = pending ?? UnifiedDiff.File(line: index + 1)
    pending = nil
    let old = rest(after: "--- ")
    index += 1
    let new = rest(after: "+++ ")
    index += 1
    // A rename has said the names, without any prefix.
    if !file.isRename {
      file.old = isNothing(old) ? nil : path(withoutTime(old), stripping: true)
      file.new = isNothing(new) ? nil : path(withoutTime(new), stripping: true)
    }
    while index < lines.count, has("@@ ") {
      guard let hunk = readHunk() else { break }
      file.hunks.append(hunk)
    }
    files.append(file)
  }

  private func isNothing(_ name: [UInt8]) -> Bool {
    withoutTime(name).elementsEqual("/dev/null".utf8)
  }

  /// `diff -u` writes a tab and the time behind a name.
  private func withoutTime(_ name: [UInt8]) -> [UInt8] {
    name.first == UInt8(ascii: "\"") ? name : Array(name.prefix { $0 != 0x09 })
  }

  private mutating func path(_ text: [UInt8], stripping: Bool) -> RelativePath? {
    var bytes = text
    if text.first == UInt8(ascii: "\"") { bytes = unquoted(text) }
    let isUsual = ["a/", "b/"].contains { bytes.starts(with: $0.utf8) }
    if stripping, hasPrefixes ?? isUsual, bytes.count > 2 { bytes.removeFirst(2) }
    do throws(PathError) {
      return try RelativePath(bytes: bytes)
    } catch {
      refuse("\(error)")
      return nil
    }
  }

  /// Takes git's C-style quoting away.
  private func unquoted(_ text: [UInt8]) -> [UInt8] {
    var out: [UInt8] = []
    var rest = text.dropFirst()
    while let byte = rest.popFirst(), byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), let escaped = rest.popFirst() else {
        out.append(byte)
        continue
      }
      switch escaped {
      case UInt8(ascii: "n"): out.append(0x0A)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "r"): out.append(0x0D)
      case UInt8(ascii: "a"): out.append(0x07)
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "v"): out.append(0x0B)
      case UInt8(ascii: "f"): out.append(0x0C)
      case UInt8(ascii: "0")...UInt8(ascii: "3"):
        let digits = [escaped] + rest.prefix(2)
        rest = rest.dropFirst(2)
        out.append(digits.reduce(0) { ($0 & 0x1F) << 3 | ($1 & 7) })
      default: out.append(escaped)
      }
    }
    return out
  }

  // MARK: Hunks

  private mutating func readHunk() -> UnifiedDiff.Hunk? {
    let header = String(decoding: rest(after: "@@ "), as: UTF8.self).split(separator: " ")
    guard header.count >= 2, let old = range(header[0], "-"), let new = range(header[1], "+") else {
      refuse("this is not a hunk's header")
      index += 1
      return nil
    }
    var hunk = UnifiedDiff.Hunk(oldStart: old.start, line: index + 1)
    index += 1
    while hunk.old.count < old.count || hunk.new.count < new.count {
      guard index < lines.count, let sign = lines[index].first else {
        refuse("the diff ends in the middle of a hunk")
        return nil
      }
      let text = lines[index].dropFirst()
      switch sign {
      case UInt8(ascii: " "), 0x0A, 0x0D:
        let line = sign == UInt8(ascii: " ") ? text : lines[index]
        hunk.old.append(line)
        hunk.new.append(line)
      case UInt8(ascii: "-"): hunk.old.append(text)
      case UInt8(ascii: "+"): hunk.new.append(text)
      case UInt8(ascii: "\\"): dropLastNewline(&hunk)
      default:
        refuse("a hunk's line starts with ' ', '+', '-' or '\\'")
        return nil
      }
      index += 1
    }
    if index < lines.count, lines[index].first == UInt8(ascii: "\\") {
      dropLastNewline(&hunk)
      index += 1
    }
    return hunk
  }

  /// `\ No newline at end of file` is about the line before it.
  private func dropLastNewline(_ hunk: inout UnifiedDiff.Hunk) {
    let sign = lines[index - 1].first
    if sign != UInt8(ascii: "+"), let last = hunk.old.popLast() { hunk.old.append(last.dropLast()) }
    if sign != UInt8(ascii: "-"), let last = hunk.new.popLast() { hunk.new.append(last.dropLast()) }
  }

  private func range(_ text: Substring, _ sign: Character) -> (start: Int, count: Int)? {
    guard text.first == sign else { return nil }
    let parts = text.dropFirst().split(separator: ",")
    guard let start = parts.first.flatMap({ Int($0) }), start >= 0 else { return nil }
    guard parts.count == 2 else { return (start, 1) }
    return Int(parts[1]).flatMap { $0 >= 0 ? (start, $0) : nil }
  }

  private mutating func refuse(_ reason: String) {
    findings.append(Finding(.refused, "line \(index + 1) of the diff: \(reason)"))
  }
}
