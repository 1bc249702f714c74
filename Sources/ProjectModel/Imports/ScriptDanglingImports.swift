internal import Patch
internal import SourceEdits

/// The imports of TypeScript and JavaScript that nothing would answer without some modules.
///
/// What an import may begin with is said by the nearest `tsconfig.json` or `jsconfig.json` above the
/// file.
struct ScriptDanglingImports {
  private let removed: Set<RelativePath>
  private let code: [RelativePath]
  private let tree: any ReadableTree

  /// - Parameters:
  ///   - removed: the modules that would be gone.
  ///   - code: the files that stay.
  init(removed: Set<RelativePath>, code: [RelativePath], tree: any ReadableTree) {
    self.removed = removed
    self.code = code
    self.tree = tree
  }

  /// - Parameter mayImport: whether a file is worth parsing.
  func find(
    where mayImport: (RelativePath, [UInt8]) -> Bool
  ) throws(TreeError) -> [DanglingImport] {
    let names: Set<String> = ["tsconfig.json", "jsconfig.json"]
    let configured = Set(code.filter { names.contains($0.fileName) }.map(\.parent))
    let roots = configured.union([nil])
    let groups = Dictionary(grouping: code) { path in
      (path.ancestors.map(Optional.some) + [nil]).first(where: roots.contains) ?? nil
    }
    let packages = try packages()
    var found: [DanglingImport] = []
    for (root, own) in groups {
      let now = try project(root, own, code + Array(removed), packages)
      let then = try project(root, own, code, packages)
      for path in then.sources.files where path.isScript {
        guard let bytes = try then.sources.contents(of: path), mayImport(path, bytes),
          let outline = try? TypeScriptOutline(bytes)
        else { continue }
        for (module, token) in outline.moduleNames {
          guard let target = now.path(ofModule: module, from: path), removed.contains(target),
            then.path(ofModule: module, from: path) == nil
          else { continue }
          let line = outline.line(at: Int(outline.tokens[token].start))
          found.append(DanglingImport(path: path, line: line, module: module, target: target))
        }
      }
    }
    return found
  }

  private func project(
    _ root: RelativePath?, _ own: [RelativePath], _ code: [RelativePath],
    _ packages: [String: RelativePath?]
  ) throws(TreeError) -> TypeScriptProject {
    let sources = try FrontendSources(root: root, workspace: Set(code), files: own, tree: tree)
    return TypeScriptProject(
      sources: sources, aliases: try AliasScan(sources: sources, packages: packages).scan().aliases)
  }

  /// The directories of the workspace's packages, by name: a configuration may extend another's.
  private func packages() throws(TreeError) -> [String: RelativePath?] {
    var found: [String: RelativePath?] = [:]
    for path in code where path.fileName == "package.json" {
      guard let bytes = try tree.contents(of: path),
        let name = (try? PackageManifest(path: path, bytes: bytes))?.name
      else { continue }
      found[name] = .some(path.parent)
    }
    return found
  }
}
