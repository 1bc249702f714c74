internal import Patch

/// A path as a configuration file writes it, put together with the directory it is relative to.
enum WorkspacePath {
  /// The path in the workspace, inner nil for its root; outer nil when it lies outside.
  static func resolve(_ text: String, from directory: RelativePath?) -> RelativePath?? {
    guard !text.hasPrefix("/"), !text.hasPrefix("~") else { return nil }
    var parts = directory?.components.map(Array.init) ?? []
    for part in text.utf8.split(separator: UInt8(ascii: "/")) {
      if part.elementsEqual(".".utf8) { continue }
      if part.elementsEqual("..".utf8) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(Array(part))
      }
    }
    guard !parts.isEmpty else { return .some(nil) }
    return (try? RelativePath(bytes: parts.joined(separator: [UInt8(ascii: "/")]))).map {
      .some($0)
    }
  }
}

/// Compose's variables in a value.
enum ComposeValue {
  /// The value with the defaults of its variables; nil when one of them has none.
  static func resolved(_ text: String) -> String? {
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        result += "$"
        rest = rest.dropFirst()
        continue
      }
      guard rest.first == "{", let close = rest.firstIndex(of: "}") else { return nil }
      let inner = rest[rest.index(after: rest.startIndex)..<close]
      guard let dash = inner.firstIndex(of: "-"), !inner[..<dash].contains("?") else { return nil }
      result += inner[inner.index(after: dash)...]
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
