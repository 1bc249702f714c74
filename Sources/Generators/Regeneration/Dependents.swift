internal import Patch
internal import ProjectModel
internal import SourceEdits

/// Who rests on files that are not generated any more: what imports them, and revisions that come
/// after them. Taking such a file away would break what somebody has.
struct Dependents {
  /// What stands on disk.
  private let tree: StagedTree
  /// The files that stay, and are not made again in the same operation.
  private let staying: [RelativePath]

  init(tree: StagedTree, staying: [RelativePath]) {
    self.tree = tree
    self.staying = staying
  }

  /// Those of some files that must stay, each with one that rests on it.
  func dependents(
    of candidates: [RelativePath]
  ) throws(TreeError) -> [RelativePath: RelativePath] {
    var found: [RelativePath: RelativePath] = [:]
    var targets = try candidates.map { path throws(TreeError) in try Target(path, in: tree) }
    var left = staying
    // What stays brings what it rests on itself.
    while !left.isEmpty, !targets.isEmpty {
      var kept: [RelativePath] = []
      for path in left {
        guard let source = try Source(path, in: tree, wanting: targets) else { continue }
        for target in targets where target.path != path && source.restsOn(target) {
          found[target.path] = path
          kept.append(target.path)
        }
        targets.removeAll { found[$0.path] != nil }
      }
      left = kept
    }
    return found
  }

  /// A file that may go.
  private struct Target {
    let path: RelativePath
    /// Its path as imports write it: without suffix, a package by its directory.
    let module: String
    let revision: AlembicRevision?

    init(_ path: RelativePath, in tree: StagedTree) throws(TreeError) {
      self.path = path
      module = Self.module(of: path)
      revision = try tree.contents(of: path).flatMap { AlembicRevision(at: path, $0) }
    }

    /// What must occur in a text that names it.
    var word: [UInt8] {
      Array((revision?.id ?? String(module[Self.lastSlash(module)...])).utf8)
    }

    private static func lastSlash(_ text: String) -> String.Index {
      text.lastIndex(of: "/").map(text.index(after:)) ?? text.startIndex
    }

    private static func module(of path: RelativePath) -> String {
      var name = path.description
      for suffix in [".py", ".d.ts", ".tsx", ".ts", ".jsx", ".js", ".mjs"]
      where name.hasSuffix(suffix) {
        name.removeLast(suffix.count)
        break
      }
      for suffix in ["/__init__", "/index"] where name.hasSuffix(suffix) {
        name.removeLast(suffix.count)
      }
      return name
    }
  }

  /// A file that stays, with what it names.
  private struct Source {
    private let path: RelativePath
    /// The modules that it imports, from the workspace's root.
    private var exact: Set<String> = []
    /// Those whose root is not written.
    private var rootless: [String] = []
    private let revision: AlembicRevision?

    /// Reads it; nil when it names none of some files.
    init?(
      _ path: RelativePath, in tree: StagedTree, wanting targets: [Target]
    ) throws(TreeError) {
      let kind = path.fileName.split(separator: ".").last.map(String.init) ?? ""
      guard ["py", "ts", "tsx", "js", "jsx", "mjs"].contains(kind),
        case .file(let file)? = try tree.node(at: path),
        targets.contains(where: { file.contents.firstRange(of: $0.word) != nil })
      else { return nil }
      self.path = path
      revision = AlembicRevision(at: path, file.contents)
      if kind == "py" { readPython(file.contents) } else { readTypeScript(file.contents) }
    }

    private mutating func readPython(_ text: [UInt8]) {
      for statement in (try? PythonOutline(text))?.imports ?? [] {
        let module = statement.module?.split(separator: ".").map(String.init) ?? []
        let home = statement.level == 0 ? nil : directory(above: statement.level - 1)
        // A package is run before what lies in it.
        let paths =
          module.indices.map { Array(module[...$0]) }
          + statement.names.map { module + $0.name.split(separator: ".").map(String.init) }
        for path in paths {
          if let home {
            exact.insert((home + path).joined(separator: "/"))
          } else {
            rootless.append(path.joined(separator: "/"))
          }
        }
      }
    }

    private mutating func readTypeScript(_ text: [UInt8]) {
      for entry in (try? TypeScriptOutline(text))?.imports ?? [] {
        var parts = entry.module.split(separator: "/").map(String.init)
        guard parts.first == "." || parts.first == ".." else {
          if let first = parts.first, ["@", "~"].contains(first) { parts.removeFirst() }
          rootless.append(parts.joined(separator: "/"))
          continue
        }
        let ups = parts.filter { $0 == ".." }.count
        let rest = parts.filter { $0 != "." && $0 != ".." }
        exact.insert((directory(above: ups) + rest).joined(separator: "/"))
      }
    }

    /// The directory of the file, or one so many above it.
    private func directory(above levels: Int) -> [String] {
      path.description.split(separator: "/").dropLast(1 + levels).map(String.init)
    }

    func restsOn(_ target: Target) -> Bool {
      if let own = revision, let theirs = target.revision {
        return own.path.parent == theirs.path.parent && own.after.contains(theirs.id)
      }
      return exact.contains(target.module)
        || rootless.contains { $0 == target.module || target.module.hasSuffix("/" + $0) }
    }
  }
}
