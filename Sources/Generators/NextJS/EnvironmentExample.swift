internal import Patch
internal import ProjectModel
internal import SourceEdits

/// The file that documents a project's environment variables: `.env.example`.
struct EnvironmentExample {
  /// The file.
  let path: RelativePath

  /// Adds a variable unless the file has it, with whatever value: then it is held. Without the file
  /// there is nothing to do.
  ///
  /// - Parameters:
  ///   - comment: The lines of a heading over it, at the file's end.
  ///   - after: The variable that it comes after.
  func upsert(
    _ name: String, _ value: String, comment: [String] = [], after: String? = nil,
    with builder: inout OutputBuilder
  ) throws(GenerationError) {
    guard let text = try builder.contents(of: path) else { return }
    if Self.sets(name, in: text) { return builder.hold(path, Self.edit(name, value)) }
    try builder.edit(path, Self.edit(name, value, comment, after), node: name)
  }

  /// Whether the file has a variable.
  func has(_ name: String, in builder: OutputBuilder) throws(GenerationError) -> Bool {
    try builder.contents(of: path).map { Self.sets(name, in: $0) } ?? false
  }

  /// Holds a variable that the file has.
  func hold(
    _ name: String, _ value: String, with builder: inout OutputBuilder
  ) throws(GenerationError) {
    guard let text = try builder.contents(of: path), Self.sets(name, in: text) else { return }
    builder.hold(path, Self.edit(name, value))
  }

  private static func edit(
    _ name: String, _ value: String, _ comment: [String] = [], _ after: String? = nil
  ) -> StructuredEdit {
    .setEnvironment(
      EnvironmentEdit(
        key: name, value: value, comment: comment.isEmpty ? nil : comment, after: after))
  }

  private static func sets(_ name: String, in text: [UInt8]) -> Bool {
    String(decoding: text, as: UTF8.self).split(whereSeparator: \.isNewline).contains { line in
      var words = line.split(separator: " ")
      if words.first == "export" { words.removeFirst() }
      return words.first.map { $0 == name || $0.hasPrefix(name + "=") } ?? false
    }
  }
}
