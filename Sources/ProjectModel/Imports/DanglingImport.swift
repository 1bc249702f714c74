package import Patch

/// An import that nothing would answer once files are gone.
package struct DanglingImport: Hashable, Sendable {
  /// The file that imports.
  package var path: RelativePath
  /// The line of the import, from 1.
  package var line: Int
  /// The module as the import names it.
  package var module: String
  /// The file that answers it now, and would be gone.
  package var target: RelativePath
}

/// Finds the imports of Python and TypeScript that nothing would answer once files are gone.
///
/// Imports for type checking alone and those in functions count; comments and strings do not.
package struct DanglingImports {
  private let tree: any ReadableTree
  private let removed: Set<RelativePath>

  /// - Parameters:
  ///   - removed: the files that would be gone.
  ///   - tree: the tree as it would be without them.
  package init(removing removed: [RelativePath], leaving tree: some ReadableTree) {
    self.tree = tree
    self.removed = Set(removed.filter { $0.hasSuffix(".py") || $0.isScript })
  }

  /// The imports, by path and line.
  package func find() throws(TreeError) -> [DanglingImport] {
    guard !removed.isEmpty else { return [] }
    let code = FrontendSources.code(in: try tree.files())
    let found = try python(code) + scripts(code)
    return Set(found).sorted { ($0.path, $0.line, $0.target) < ($1.path, $1.line, $1.target) }
  }

  private func python(_ code: [RelativePath]) throws(TreeError) -> [DanglingImport] {
    let removed = removed.filter { $0.hasSuffix(".py") }
    guard !removed.isEmpty else { return [] }
    let files = code.filter { $0.hasSuffix(".py") }
    let imports = PythonDanglingImports(removed: removed, files: Set(files), tree: tree)
    let mentions = ModuleMentions(removed) { path in
      let name = path.fileName == "__init__.py" ? path.parent?.fileName : path.stem
      return Array((name ?? "").utf8)
    }
    var found: [DanglingImport] = []
    for path in files {
      guard let bytes = try tree.contents(of: path), mentions.may(path, bytes) else { continue }
      found += try imports.find(in: path, bytes)
    }
    return found
  }

  private func scripts(_ code: [RelativePath]) throws(TreeError) -> [DanglingImport] {
    let removed = removed.filter(\.isScript)
    guard !removed.isEmpty else { return [] }
    let mentions = ModuleMentions(removed) { path in
      let name = path.stem == "index" ? path.parent?.fileName : path.stem
      return Array("/\(name ?? "")".utf8)
    }
    let imports = ScriptDanglingImports(removed: removed, code: code, tree: tree)
    return try imports.find { mentions.may($0, $1) }
  }
}

/// What a file must have among its bytes to import one of some files: it is looked for before anything
/// is parsed, a workspace has tens of thousands of files.
private struct ModuleMentions {
  private let words: [[UInt8]]
  /// Whoever lies in a package's directory can import it without its name.
  private let packages: [RelativePath]

  /// - Parameter word: what an import of a file has in it.
  init(_ files: Set<RelativePath>, word: (RelativePath) -> [UInt8]) {
    packages = files.filter { $0.stem == "__init__" || $0.stem == "index" }.compactMap(\.parent)
    var words: [[UInt8]] = []
    for word in Set(files.map(word)).sorted(by: { $0.count < $1.count })
    where !words.contains(where: { word.mentions($0) }) {
      words.append(word)
    }
    self.words = words
  }

  func may(_ path: RelativePath, _ bytes: [UInt8]) -> Bool {
    packages.contains(where: path.isBelow) || words.contains { bytes.mentions($0) }
  }
}
