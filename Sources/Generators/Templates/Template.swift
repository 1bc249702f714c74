internal import Mustache
internal import Patch

/// A built-in template: its name, version and text.
struct Template {
  /// The name that a lock file records: `fastapi/crud`.
  let name: String
  /// Counts up when what it makes changes.
  let version: Int
  /// The Mustache text.
  let text: String

  /// `fastapi/crud@1`; with a project's own text `fastapi/crud@override-1a2b3c4d`.
  var label: String {
    guard let own = TemplateOverrides.text(of: name) else { return "\(name)@\(version)" }
    return "\(name)@override-\(Digest.sha256(Array(own.utf8)).prefix(8))"
  }

  /// The text that counts: the project's own, else the built-in one.
  var effectiveText: String { TemplateOverrides.text(of: name) ?? text }

  /// The text for a view model.
  func render(_ view: Any) -> String {
    let members = Self.members(of: view) ?? view
    // It was parsed when it was read; its tags need not keep to lines.
    if let own = TemplateOverrides.text(of: name), let template = try? MustacheTemplate(string: own)
    {
      return template.render(members)
    }
    do {
      return try pieces.map { piece in
        Self.hasTag(piece)
          ? try MustacheTemplate(string: String(piece)).render(members) : String(piece)
      }.joined()
    } catch {
      // Built-in templates are constants, and each is rendered by the tests.
      preconditionFailure("the template \(name) is not valid: \(error)")
    }
  }

  // MARK: Sparing the engine

  /// The text, cut behind each line where no section is open.
  ///
  /// At every brace the engine's parser counts the characters up to its end: a whole template of
  /// source code takes it many times as long as its lines.
  private var pieces: [Substring] {
    var pieces: [Substring] = []
    var start = text.startIndex
    var depth = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      depth += Self.opened(by: line)
      guard depth == 0, line.endIndex < text.endIndex else { continue }
      let end = text.utf8.index(after: line.endIndex)
      pieces.append(text[start..<end])
      start = end
    }
    return pieces + [text[start...]]
  }

  private static func hasTag(_ piece: Substring) -> Bool {
    zip(piece.utf8, piece.utf8.dropFirst()).contains { first, second in
      first == UInt8(ascii: "{") && second == UInt8(ascii: "{")
    }
  }

  /// How many sections a line opens, those it closes taken away.
  private static func opened(by line: Substring.UTF8View) -> Int {
    var count = 0
    var braces = 0
    for byte in line {
      switch byte {
      case UInt8(ascii: "{"):
        braces += 1
        continue
      case UInt8(ascii: "#"), UInt8(ascii: "^"): count += braces == 2 ? 1 : 0
      case UInt8(ascii: "/"): count -= braces == 2 ? 1 : 0
      default: break
      }
      braces = 0
    }
    return count
  }

  /// A view model as dictionaries, what is nil left out: the engine finds a name in one at once, and
  /// in a structure by reflection over all its members.
  private static func members(of value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    return switch mirror.displayStyle {
    case .optional: mirror.children.first.flatMap { members(of: $0.value) }
    case .collection: mirror.children.compactMap { members(of: $0.value) }
    // What describes itself is text.
    case .struct where !(value is any CustomStringConvertible):
      Dictionary(
        mirror.children.compactMap { child in
          child.label.flatMap { label in members(of: child.value).map { (label, $0) } }
        }, uniquingKeysWith: { first, _ in first })
    default: value
    }
  }
}
