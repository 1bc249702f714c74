internal import Patch
internal import SourceEdits

/// Which directory is on `sys.path` when a file runs.
enum ImportRoot {
  /// The ancestor from which most of the file's absolute imports resolve; with none of them, the
  /// first one that is no package.
  static func find(
    for path: RelativePath, bytes: [UInt8], files: Set<RelativePath>
  ) -> RelativePath? {
    guard let outline = try? PythonOutline(bytes) else { return packageRoot(of: path, files, 0) }
    let imports = outline.imports
    let modules = imports.flatMap { found -> [String] in
      if found.level > 0 { return [] }
      return found.module.map { [$0] } ?? found.names.map(\.name)
    }
    let level = imports.map(\.level).max() ?? 0
    let minimum = packageRoot(of: path, files, level)
    var best: (root: RelativePath?, score: Int)?
    for candidate in path.ancestors.map(Optional.some) + [nil] {
      let score = modules.filter { resolves($0, below: candidate, files) }.count
      if score > best?.score ?? 0 { best = (candidate, score) }
    }
    return best.map(\.root) ?? minimum
  }

  private static func resolves(
    _ module: String, below root: RelativePath?, _ files: Set<RelativePath>
  ) -> Bool {
    guard let path = PythonModules.path(of: module, below: root), path != root else { return false }
    if files.contains(RelativePath(unchecked: path.bytes + Array(".py".utf8))) { return true }
    if files.contains(path.appending("__init__.py")) { return true }
    return files.contains { $0.isBelow(path) }
  }

  private static func packageRoot(
    of path: RelativePath, _ files: Set<RelativePath>, _ level: Int
  ) -> RelativePath? {
    var directory = path.parent
    var up = level
    while let here = directory, up > 0 || files.contains(here.appending("__init__.py")) {
      directory = here.parent
      up -= 1
    }
    return directory
  }
}
