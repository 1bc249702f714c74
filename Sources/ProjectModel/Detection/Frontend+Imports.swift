package import Patch

extension Frontend {
  /// What a file writes behind `from` to import another: by the most specific alias, else relative
  /// to itself.
  ///
  /// - Parameters:
  ///   - path: The imported file or directory, in the workspace.
  ///   - file: The file that imports it.
  package func specifier(of path: RelativePath, from file: RelativePath) -> String {
    Self.specifier(of: path, aliases: aliases) ?? Self.relative(path, from: file.parent)
  }

  /// What a file writes behind `from` to import a symbol of the project.
  package func specifier(of symbol: ModuleSymbol, from file: RelativePath) -> String {
    symbol.path.map { specifier(of: $0, from: file) } ?? symbol.module
  }

  /// What the most specific alias makes of a file; nil when none covers it.
  static func specifier(of path: RelativePath, aliases: [PathAlias]) -> String? {
    let name = moduleName(of: path)
    for alias in aliases {
      guard let directory = alias.directory else { return alias.prefix + name }
      if path.isBelow(directory) {
        return alias.prefix + String(name.dropFirst(directory.bytes.count + 1))
      }
    }
    return nil
  }

  /// `../../lib/utils` for a file seen from a directory.
  static func relative(_ path: RelativePath, from directory: RelativePath?) -> String {
    let target = moduleName(of: path).split(separator: "/").map(String.init)
    let start = (directory?.components ?? []).map { String(decoding: $0, as: UTF8.self) }
    let shared = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - shared)
    let parts = (up.isEmpty ? ["."] : up) + target.dropFirst(shared)
    return parts.joined(separator: "/")
  }

  /// The path without the suffix of a script, and without `index`.
  private static func moduleName(of path: RelativePath) -> String {
    var name = String(decoding: path.bytes, as: UTF8.self)
    for suffix in [".d.ts", ".tsx", ".ts", ".jsx", ".js", ".mjs"] where name.hasSuffix(suffix) {
      name.removeLast(suffix.count)
      break
    }
    if name.hasSuffix("/index") { name.removeLast("/index".count) }
    return name
  }
}
