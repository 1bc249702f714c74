internal import Patch
internal import Yams

/// The nodes of a Compose file.
struct ComposeDocument {
  /// Why there are none.
  enum Problem: Error {
    /// It is no YAML mapping.
    case unreadable(String)
    /// It could not be read.
    case tree(TreeError)
  }

  /// The file.
  let path: RelativePath
  private let root: Yams.Node?

  /// Reads a file; nil when there is none.
  init?(at path: RelativePath, in tree: any ReadableTree) throws(Problem) {
    let bytes: [UInt8]
    do throws(TreeError) {
      guard let found = try tree.contents(of: path) else { return nil }
      bytes = found
    } catch {
      throw .tree(error)
    }
    self.path = path
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .unreadable("it is not UTF-8")
    }
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      throw .unreadable(Self.reason(error))
    }
    guard root == nil || root?.mapping != nil || root?.null != nil else {
      throw .unreadable("it is no mapping")
    }
  }

  private static func reason(_ error: any Error) -> String {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line): \(problem)"
    default: "it is no YAML"
    }
  }

  /// The entries of a section: `services`, `volumes`.
  func members(_ section: String) -> [(key: String, value: Yams.Node)] {
    (root?.mapping?[section]?.mapping ?? [:]).compactMap { key, value in
      key.string.map { ($0, value) }
    }
  }

  /// The line of a service's name.
  func line(of service: String) -> Int {
    root?.mapping?["services"]?.mapping?.first { $0.key.string == service }?.key.mark?.line ?? 1
  }

  /// The files that `include` names.
  var included: [String] {
    (root?.mapping?["include"]?.sequence ?? []).flatMap { node -> [String] in
      node.string.map { [$0] } ?? Self.strings(node.mapping?["path"])
    }
  }

  /// A string, or a list of them.
  static func strings(_ node: Yams.Node?) -> [String] {
    guard let node else { return [] }
    return node.sequence?.compactMap(\.string) ?? [node.string].compactMap { $0 }
  }

  /// The members of a mapping, those of merge keys too: its own win.
  static func members(of node: Yams.Node, depth: Int = 0) -> [String: Yams.Node] {
    var found: [String: Yams.Node] = [:]
    guard let mapping = node.mapping, depth < 16 else { return found }
    for (key, value) in mapping where key.string == "<<" {
      for source in value.sequence.map(Array.init) ?? [value] {
        found.merge(members(of: source, depth: depth + 1)) { first, _ in first }
      }
    }
    for (key, value) in mapping where key.string != "<<" {
      if let key = key.string { found[key] = value }
    }
    return found
  }
}
