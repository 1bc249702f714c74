internal import Clibgit2

/// One side of a diff.
package struct DiffSide: Sendable {
  package var bytes: [UInt8]
  /// Git's mode, `0o100644`.
  package var mode: UInt32

  package init(bytes: [UInt8], mode: UInt32) {
    self.bytes = bytes
    self.mode = mode
  }
}

/// A unified diff of one path with its counts.
package struct DiffText: Sendable {
  package var text: [UInt8]
  package var added: Int
  package var removed: Int
}

/// The unified diff of one path as git writes it; nil sides stand for nothing there.
package func unifiedDiff(
  path: [UInt8], old: DiffSide?, new: DiffSide?
) throws(GitError) -> DiffText {
  var text = header(path, old, new)
  let (before, after) = (old?.bytes ?? [], new?.bytes ?? [])
  if before == after { return DiffText(text: text, added: 0, removed: 0) }
  if isBinary(before) || isBinary(after) {
    text += Array(
      "Binary files \(name("a/", path, old)) and \(name("b/", path, new)) differ\n".utf8)
    return DiffText(text: text, added: 0, removed: 0)
  }
  try Library.start("diff")
  text += Array("--- \(name("a/", path, old))\n+++ \(name("b/", path, new))\n".utf8)
  // A patch points into its buffers, so all of it is read while they are there.
  let result = before.withUnsafeBytes { old in
    after.withUnsafeBytes { new -> Result<Hunks, GitError> in
      do throws(GitError) {
        return .success(try hunks(from: old, to: new))
      } catch {
        return .failure(error)
      }
    }
  }
  let found = try result.get()
  return DiffText(text: text + found.text, added: found.added, removed: found.removed)
}

private typealias Hunks = (text: [UInt8], added: Int, removed: Int)

private func hunks(
  from old: UnsafeRawBufferPointer, to new: UnsafeRawBufferPointer
) throws(GitError) -> Hunks {
  var options = git_diff_options()
  try Library.check(git_diff_options_init(&options, UInt32(GIT_DIFF_OPTIONS_VERSION)), "diff")
  options.flags = UInt32(GIT_DIFF_FORCE_TEXT.rawValue)
  var patch: OpaquePointer?
  try Library.check(
    git_patch_from_buffers(
      &patch, old.baseAddress, old.count, nil, new.baseAddress, new.count, nil, &options), "diff")
  defer { git_patch_free(patch) }
  var buffer = git_buf()
  try Library.check(git_patch_to_buf(&buffer, patch), "diff")
  defer { git_buf_dispose(&buffer) }
  let bytes = Array(UnsafeRawBufferPointer(start: buffer.ptr, count: buffer.size))
  var (context, added, removed) = (0, 0, 0)
  try Library.check(git_patch_line_stats(&context, &added, &removed, patch), "diff")
  // Our own header replaces libgit2's, which names no path.
  var start = 0
  while start < bytes.count, !bytes[start...].starts(with: "@@ ".utf8) {
    guard let end = bytes[start...].firstIndex(of: 0x0A) else { return ([], added, removed) }
    start = end + 1
  }
  return (Array(bytes[start...]), added, removed)
}

private func header(_ path: [UInt8], _ old: DiffSide?, _ new: DiffSide?) -> [UInt8] {
  var lines = ["diff --git \(quoted("a/", path)) \(quoted("b/", path))"]
  switch (old?.mode, new?.mode) {
  case (nil, let mode?): lines.append("new file mode \(String(mode, radix: 8))")
  case (let mode?, nil): lines.append("deleted file mode \(String(mode, radix: 8))")
  case (let before?, let after?) where before != after:
    lines.append("old mode \(String(before, radix: 8))")
    lines.append("new mode \(String(after, radix: 8))")
  default: break
  }
  return Array((lines.joined(separator: "\n") + "\n").utf8)
}

private func name(_ prefix: String, _ path: [UInt8], _ side: DiffSide?) -> String {
  side == nil ? "/dev/null" : quoted(prefix, path)
}

/// A path as git prints it: quoted when it has bytes that would confuse a reader.
private func quoted(_ prefix: String, _ path: [UInt8]) -> String {
  let special = path.contains { $0 < 0x20 || $0 >= 0x7F || $0 == 0x22 || $0 == 0x5C }
  guard special else { return prefix + String(decoding: path, as: UTF8.self) }
  var out = "\"" + prefix
  for byte in path {
    switch byte {
    case 0x22: out += "\\\""
    case 0x5C: out += "\\\\"
    case 0x0A: out += "\\n"
    case 0x09: out += "\\t"
    case 0x0D: out += "\\r"
    case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let octal = String(byte, radix: 8)
      out += "\\" + String(repeating: "0", count: 3 - octal.count) + octal
    }
  }
  return out + "\""
}
