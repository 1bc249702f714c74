internal import Patch
internal import ProjectModel

/// The file that documents a project's environment variables: `.env.example`.
struct EnvironmentExample {
  /// The file.
  let path: RelativePath

  /// Adds a variable at the end unless the file has it.
  func upsert(
    _ name: String, _ value: String, with builder: inout OutputBuilder
  ) throws(GenerationError) {
    let text = String(decoding: try builder.contents(of: path) ?? [], as: UTF8.self)
    let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    guard !lines.contains(where: { Self.sets($0, name) }) else { return }
    let newline = text.contains("\r\n") ? "\r\n" : "\n"
    let separator = lines.last?.isEmpty ?? true ? "" : newline
    let line = "\(name)=\(value)"
    try builder.extend(
      path, Array((text + separator + line + newline).utf8), node: name,
      evidence: Evidence(
        path, lines.count + (separator.isEmpty ? 0 : 1), "the end of the variables"))
  }

  private static func sets(_ line: Substring, _ name: String) -> Bool {
    var words = line.split(separator: " ")
    if words.first == "export" { words.removeFirst() }
    return words.first.map { $0 == name || $0.hasPrefix(name + "=") } ?? false
  }
}
