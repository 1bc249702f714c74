internal import Patch
internal import SourceEdits

/// The modules of one frontend: read and outlined once, names followed across files.
final class TypeScriptProject {
  /// The files.
  let sources: FrontendSources
  /// What imports may begin with.
  let aliases: [PathAlias]
  /// Files that are no TypeScript, with line and reason.
  private(set) var unparsable: [Evidence] = []

  private var loaded: [RelativePath: TypeScriptOutline?] = [:]

  init(sources: FrontendSources, aliases: [PathAlias]) {
    self.sources = sources
    self.aliases = aliases
  }

  /// The outlined file; nil when there is none or it does not parse.
  func outline(of path: RelativePath) throws(TreeError) -> TypeScriptOutline? {
    if let known = loaded[path] { return known }
    guard let bytes = try sources.contents(of: path) else { return nil }
    var outline: TypeScriptOutline?
    do throws(TypeScriptSyntaxProblem) {
      outline = try TypeScriptOutline(bytes)
    } catch {
      unparsable.append(Evidence(path, error.line, error.reason))
    }
    loaded[path] = .some(outline)
    return outline
  }

  // MARK: Modules

  /// What is written behind `from`; as a file in the frontend's root writes it when no alias covers
  /// the path.
  func module(of path: RelativePath) -> String {
    Frontend.specifier(of: path, aliases: aliases)
      ?? Frontend.relative(path, from: sources.root)
  }

  /// The file of a module that another file imports; nil when it is none of the workspace.
  func path(ofModule module: String, from file: RelativePath) -> RelativePath? {
    for base in places(of: module, from: file) {
      if let found = self.file(at: base) { return found }
    }
    return nil
  }

  /// The script of a path without suffix, `index` of a directory.
  func file(at base: RelativePath) -> RelativePath? {
    if base.isScript, sources.workspace.contains(base) { return base }
    for suffix in [".ts", ".tsx", ".js", ".jsx"] {
      for name in [suffix, "/index" + suffix] {
        let path = RelativePath(unchecked: base.bytes + Array(name.utf8))
        if sources.workspace.contains(path) { return path }
      }
    }
    return nil
  }

  /// The directories and files that a module's name may stand for.
  func places(of module: String, from file: RelativePath) -> [RelativePath] {
    if module.hasPrefix(".") {
      return FrontendPath.resolve(module, from: file.parent).flatMap { $0.path }.map { [$0] } ?? []
    }
    return aliases.filter { module.hasPrefix($0.prefix) }.compactMap { alias in
      let rest = String(module.dropFirst(alias.prefix.count))
      return FrontendPath.resolve(rest, from: alias.directory)?.path
    }
  }

  // MARK: Names

  /// Where a name that a module exports is declared.
  struct Definition {
    /// The file.
    var path: RelativePath
    /// Its outline.
    var outline: TypeScriptOutline
    /// The name there; nil for a default export without one.
    var name: String?

    /// The function it is.
    var function: TypeScriptFunction? {
      let all = outline.functions
      guard let name else { return all.first(where: \.isDefault) }
      // The last of overloads has the body.
      return all.last { $0.name == name }
    }
  }

  /// Follows an exported name to its declaration, through re-exports.
  func definition(
    of name: String, exportedBy path: RelativePath, depth: Int = 0
  ) throws(TreeError) -> Definition? {
    guard depth < 8, let outline = try outline(of: path) else { return nil }
    let exports = outline.exports
    if let found = exports.first(where: { $0.name == name && $0.form != .all }) {
      guard let module = found.module else {
        return try declaration(of: found.local, in: path, outline, depth)
      }
      guard let other = self.path(ofModule: module, from: path) else { return nil }
      return try definition(of: found.local ?? name, exportedBy: other, depth: depth + 1)
    }
    for all in exports where all.form == .all && name != "default" {
      guard let other = all.module.flatMap({ self.path(ofModule: $0, from: path) }) else {
        continue
      }
      if let found = try definition(of: name, exportedBy: other, depth: depth + 1) { return found }
    }
    return nil
  }

  /// A name of a file: declared there, or imported and exported again.
  private func declaration(
    of name: String?, in path: RelativePath, _ outline: TypeScriptOutline, _ depth: Int
  ) throws(TreeError) -> Definition? {
    guard let name, let (module, imported) = Self.imported(name, in: outline) else {
      return Definition(path: path, outline: outline, name: name)
    }
    guard let other = self.path(ofModule: module, from: path) else { return nil }
    return try definition(of: imported, exportedBy: other, depth: depth + 1)
  }

  /// The module and the name there that a local name is imported from.
  static func imported(
    _ name: String, in outline: TypeScriptOutline
  ) -> (module: String, name: String)? {
    for found in outline.imports {
      if found.defaultName == name { return (found.module, "default") }
      if let part = found.names.first(where: { $0.local == name }) {
        return (found.module, part.name)
      }
    }
    return nil
  }

  /// The values a module exports, those of modules it passes on too.
  func values(exportedBy path: RelativePath, depth: Int = 0) throws(TreeError) -> [String] {
    guard depth < 4, let outline = try outline(of: path) else { return [] }
    var found: [String] = []
    for export in outline.exports where !export.isType {
      guard export.form == .all else {
        if !found.contains(export.name) { found.append(export.name) }
        continue
      }
      guard let other = export.module.flatMap({ self.path(ofModule: $0, from: path) }) else {
        continue
      }
      for name in try values(exportedBy: other, depth: depth + 1)
      where name != "default" && !found.contains(name) {
        found.append(name)
      }
    }
    return found
  }
}

/// Paths as `tsconfig.json` and imports write them.
struct FrontendPath: Hashable {
  /// The path; nil is the workspace's root.
  var path: RelativePath?

  /// A path such as `./src/../lib/` from a directory; nil when it leaves the workspace.
  static func resolve(_ text: String, from directory: RelativePath?) -> FrontendPath? {
    guard !text.hasPrefix("/") else { return nil }
    var parts = (directory?.components ?? []).map { String(decoding: $0, as: UTF8.self) }
    for part in text.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    guard !parts.isEmpty else { return FrontendPath(path: nil) }
    return (try? RelativePath(parts.joined(separator: "/"))).map { FrontendPath(path: $0) }
  }
}
