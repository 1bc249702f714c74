internal import Patch
internal import SourceEdits

/// Follows single names of a file to where they are defined, reading only the files on the way.
struct PythonDefinitionLookup {
  /// The directory on `sys.path`; nil for the workspace's root.
  let root: RelativePath?
  let tree: any ReadableTree

  /// A file that was read.
  struct Source {
    var path: RelativePath
    var outline: PythonOutline
  }

  /// Where a name is defined.
  struct Definition {
    var source: Source
    /// The class or assignment.
    var statement: Int
  }

  /// The class or assignment of the module that a plain name means; nil when it is none of the
  /// project's.
  func definition(
    of name: String, in source: Source, depth: Int = 0
  ) throws(TreeError) -> Definition? {
    let outline = source.outline
    for statement in outline.children(of: nil) {
      let bound =
        outline.classDefinition(at: statement)?.name ?? outline.assignment(at: statement)?.name
      if bound == name { return Definition(source: source, statement: statement) }
    }
    // A name that is passed on more often than this is passed on in a circle.
    guard depth < 6 else { return nil }
    for found in outline.imports {
      guard let module = found.module,
        let imported = found.names.first(where: { $0.local == name }),
        let other = try self.source(ofModule: module, level: found.level, from: source.path)
      else { continue }
      return try definition(of: imported.name, in: other, depth: depth + 1)
    }
    return nil
  }

  private func source(
    ofModule module: String, level: Int, from file: RelativePath
  ) throws(TreeError) -> Source? {
    var directory = level == 0 ? root : file.parent
    for _ in 1..<max(level, 1) { directory = directory?.parent }
    guard let base = PythonModules.path(of: module, below: directory) else { return nil }
    let plain = RelativePath(unchecked: base.bytes + Array(".py".utf8))
    for path in [plain, base.appending("__init__.py")] {
      guard let bytes = try tree.contents(of: path), let outline = try? PythonOutline(bytes)
      else { continue }
      return Source(path: path, outline: outline)
    }
    return nil
  }
}
