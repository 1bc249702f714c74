internal import Patch
internal import ProjectModel

extension Frontend {
  /// What is written behind `from` for a module of the project: by its alias, else relative.
  func specifier(of file: RelativePath, from importer: RelativePath) -> String {
    let module = Self.withoutExtension(file)
    for alias in aliases where alias.directory.map(file.isBelow) ?? true {
      let depth = alias.directory?.components.count ?? 0
      return alias.prefix + Self.text(module.dropFirst(depth))
    }
    let here = importer.components.dropLast().map(Array.init)
    let shared = zip(here, module.map(Array.init)).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: here.count - shared).joined(separator: "/")
    return (up.isEmpty ? "." : up) + "/" + Self.text(module.dropFirst(shared))
  }

  /// The files that a module behind an alias can be, the likeliest first; none when it has none.
  func files(of module: String) -> [RelativePath] {
    guard let alias = aliases.first(where: { module.hasPrefix($0.prefix) }),
      let below = try? RelativePath(String(module.dropFirst(alias.prefix.count)))
    else { return [] }
    let path = alias.directory?.appending(below) ?? below
    return [".ts", ".tsx", ".js", "/index.ts", "/index.tsx", "/index.js"].map {
      RelativePath(unchecked: path.bytes + Array($0.utf8))
    }
  }

  private static func withoutExtension(_ file: RelativePath) -> [ArraySlice<UInt8>] {
    var parts = file.components
    if let last = parts.popLast() {
      parts.append(last.lastIndex(of: UInt8(ascii: ".")).map { last[..<$0] } ?? last)
    }
    return parts
  }

  private static func text(_ parts: some Sequence<ArraySlice<UInt8>>) -> String {
    parts.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "/")
  }
}
