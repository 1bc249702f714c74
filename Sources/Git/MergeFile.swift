internal import Clibgit2

/// What a three-way merge of one file gave.
package enum MergeResult: Sendable {
  case merged([UInt8])
  /// The text with markers that carry all three sides, the line of the first marker's content in
  /// ours (from 1), and the first conflicting hunk for people.
  case conflict(marked: [UInt8], line: Int, hunk: String)
}

/// Merges one file by line.
///
/// - Parameters:
///   - base: the recorded side.
///   - ours: the side on disk.
///   - theirs: the wanted side.
///   - takesTheirs: whether conflicting lines are taken from the wanted side; binary content still
///     conflicts.
///   - markerSize: how many characters a marker has; more than 7 where it is to be found again.
package func mergeFile(
  base: [UInt8], ours: [UInt8], theirs: [UInt8], takingTheirs takesTheirs: Bool = false,
  markerSize: UInt16 = 7
) throws(GitError) -> MergeResult {
  // libgit2 gives no result for binary input even when only one side changed.
  if base == theirs || ours == theirs { return .merged(ours) }
  if base == ours { return .merged(theirs) }
  if [base, ours, theirs].contains(where: { $0.prefix(8000).contains(0) }) {
    return .conflict(marked: ours, line: 1, hunk: "(binary content)")
  }
  try Library.start("merge")
  var options = git_merge_file_options()
  try Library.check(
    git_merge_file_options_init(&options, UInt32(GIT_MERGE_FILE_OPTIONS_VERSION)), "merge")
  options.flags = UInt32(GIT_MERGE_FILE_STYLE_DIFF3.rawValue)
  options.marker_size = markerSize
  if takesTheirs { options.favor = GIT_MERGE_FILE_FAVOR_THEIRS }
  var result = git_merge_file_result()
  let code = withInput(base, "recorded") { base in
    withInput(ours, "on disk") { ours in
      withInput(theirs, "wanted") { theirs in
        var (base, ours, theirs) = (base, ours, theirs)
        return git_merge_file(&result, &base, &ours, &theirs, &options)
      }
    }
  }
  try Library.check(code, "merge")
  defer { git_merge_file_result_free(&result) }
  let text = UnsafeRawBufferPointer(start: result.ptr, count: result.len)
  let bytes = Array(text)
  if result.automergeable != 0 { return .merged(bytes) }
  let (line, hunk) = firstConflict(in: bytes)
  return .conflict(marked: bytes, line: line, hunk: hunk)
}

private func withInput<Result>(
  _ bytes: [UInt8], _ name: StaticString, _ body: (git_merge_file_input) -> Result
) -> Result {
  bytes.withUnsafeBufferPointer { buffer in
    name.withUTF8Buffer { label in
      label.withMemoryRebound(to: CChar.self) { label in
        var input = git_merge_file_input()
        git_merge_file_input_init(&input, UInt32(GIT_MERGE_FILE_INPUT_VERSION))
        buffer.baseAddress?.withMemoryRebound(to: CChar.self, capacity: buffer.count) {
          input.ptr = $0
        }
        input.size = buffer.count
        // Used as the marker's label; a static string ends in NUL.
        input.path = label.baseAddress
        return body(input)
      }
    }
  }
}

/// The first marked region, and the line it starts on in ours.
private func firstConflict(in marked: [UInt8]) -> (line: Int, hunk: String) {
  let lines = marked.split(separator: 0x0A, omittingEmptySubsequences: false)
  guard let start = lines.firstIndex(where: { $0.starts(with: "<<<<<<< ".utf8) }) else {
    return (1, "")
  }
  let end = lines[start...].firstIndex { $0.starts(with: ">>>>>>> ".utf8) } ?? lines.count - 1
  let hunk = lines[start...end].map { String(decoding: $0, as: UTF8.self) }
  return (start + 1, hunk.joined(separator: "\n"))
}
