internal import Patch
internal import SourceEdits

/// The Python files below one import root: read and outlined once, names followed across files.
final class PythonProject {
  /// The directory on `sys.path`; nil for the workspace's root.
  let root: RelativePath?
  /// The Python files of the workspace.
  let files: Set<RelativePath>
  /// Files that are no Python, with line and reason.
  private(set) var unparsable: [Evidence] = []

  private let tree: any ReadableTree
  private var loaded: [RelativePath: PythonFile?] = [:]
  private let directories: Set<RelativePath>

  init(root: RelativePath?, files: Set<RelativePath>, tree: any ReadableTree) {
    self.root = root
    self.files = files
    self.tree = tree
    directories = Set(files.flatMap(\.ancestors))
  }

  /// The outlined file; nil when there is none or it does not parse.
  func file(at path: RelativePath) throws(TreeError) -> PythonFile? {
    if let known = loaded[path] { return known }
    guard files.contains(path), let bytes = try tree.contents(of: path) else { return nil }
    return load(path, bytes)
  }

  /// The file when it was outlined before.
  func loadedFile(at path: RelativePath) -> PythonFile? { loaded[path] ?? nil }

  /// Outlines bytes that were read already.
  @discardableResult
  func load(_ path: RelativePath, _ bytes: [UInt8]) -> PythonFile? {
    if let known = loaded[path] { return known }
    var file: PythonFile?
    do throws(PythonSyntaxProblem) {
      file = PythonFile(path: path, outline: try PythonOutline(bytes))
    } catch {
      unparsable.append(Evidence(path, error.line, error.reason))
    }
    loaded[path] = .some(file)
    return file
  }

  // MARK: Modules

  /// The file of a module, its `__init__.py` when it is a package; nil when it is not of the
  /// project or has no file.
  func path(
    ofModule module: String, level: Int = 0, from file: RelativePath? = nil
  ) -> RelativePath? {
    guard let base = base(ofModule: module, level: level, from: file) else { return nil }
    if let base = base.path {
      let plain = RelativePath(unchecked: base.bytes + Array(".py".utf8))
      if files.contains(plain) { return plain }
      let package = base.appending("__init__.py")
      return files.contains(package) ? package : nil
    }
    return files.contains("__init__.py") ? "__init__.py" : nil
  }

  private func base(
    ofModule module: String, level: Int, from file: RelativePath?
  ) -> (path: RelativePath?, Void)? {
    guard level > 0 else { return (PythonModules.path(of: module, below: root), ()) }
    var directory = file?.parent
    for _ in 1..<level {
      guard let here = directory else { return nil }
      directory = here.parent
    }
    return (PythonModules.path(of: module, below: directory), ())
  }

  /// The dotted module of a file.
  func module(of path: RelativePath) -> String? { PythonModules.module(of: path, root: root) }

  // MARK: Names

  /// What a dotted name means.
  enum Meaning {
    /// A class, function or assignment: the file, its statement, and the name there.
    case definition(PythonFile, statement: Int, name: String)
    /// A module of the project.
    case module(RelativePath)
    /// Something outside the project: its dotted module and name.
    case external(String)
    /// Attributes of a definition: what it is, and what follows.
    case attribute(PythonFile, statement: Int, rest: String)
  }

  /// Follows a dotted name from a scope to where it is defined, through imports and re-exports.
  func meaning(
    of dotted: String, in file: PythonFile, scope: Int = PythonFile.module, depth: Int = 0
  ) throws(TreeError) -> Meaning? {
    guard depth < 16 else { return nil }
    if case .definition(let statement)? = file.binding(of: dotted, from: scope) {
      return .definition(file, statement: statement, name: dotted)
    }
    let parts = dotted.split(separator: ".").map(String.init)
    guard let head = parts.first else { return nil }
    let rest = Array(parts.dropFirst())
    switch file.binding(of: head, from: scope) {
    case .definition(let statement):
      return .attribute(file, statement: statement, rest: rest.joined(separator: "."))
    case .module(let module): return try inModule(module, rest, depth)
    case .imported(let level, let module, let name):
      let found = try imported(name, level, module, file, depth)
      return try follow(rest, from: found, depth)
    case nil: return try throughStars(dotted, in: file, depth)
    }
  }

  private func throughStars(
    _ dotted: String, in file: PythonFile, _ depth: Int
  ) throws(TreeError) -> Meaning? {
    for star in file.starImports {
      guard let path = path(ofModule: star.module, level: star.level, from: file.path),
        let other = try self.file(at: path)
      else { continue }
      if let found = try meaning(of: dotted, in: other, depth: depth + 1) { return found }
    }
    return nil
  }

  /// `import a.b`, then `a.b.c`: the longest module, then names in it.
  private func inModule(
    _ module: String, _ rest: [String], _ depth: Int
  ) throws(TreeError) -> Meaning? {
    var module = module
    var rest = rest
    while let next = rest.first, hasModule(module + "." + next) {
      module += "." + next
      rest.removeFirst()
    }
    guard let path = path(ofModule: module) else {
      return .external(([module] + rest).joined(separator: "."))
    }
    return try follow(rest, from: .module(path), depth)
  }

  private func hasModule(_ module: String) -> Bool {
    guard let base = PythonModules.path(of: module, below: root) else { return false }
    return path(ofModule: module) != nil || directories.contains(base)
  }

  private func imported(
    _ name: String, _ level: Int, _ module: String, _ file: PythonFile, _ depth: Int
  ) throws(TreeError) -> Meaning? {
    if let path = path(ofModule: module, level: level, from: file.path), path != file.path,
      let other = try self.file(at: path),
      let found = try meaning(of: name, in: other, depth: depth + 1)
    {
      return found
    }
    let submodule = module.isEmpty ? name : module + "." + name
    if let path = path(ofModule: submodule, level: level, from: file.path) { return .module(path) }
    return level == 0 ? .external(submodule) : nil
  }

  private func follow(
    _ rest: [String], from meaning: Meaning?, _ depth: Int
  ) throws(TreeError) -> Meaning? {
    guard let next = rest.first else { return meaning }
    switch meaning {
    case .module(let path):
      let remaining = Array(rest.dropFirst())
      if let file = try file(at: path) {
        let dotted = rest.joined(separator: ".")
        if let found = try self.meaning(of: dotted, in: file, depth: depth + 1) { return found }
      }
      guard let directory = path.fileName == "__init__.py" ? path.parent : nil,
        let name = try? RelativePath(next + ".py")
      else { return nil }
      let submodule = directory.appending(name)
      return files.contains(submodule)
        ? try follow(remaining, from: .module(submodule), depth) : nil
    case .definition(let file, let statement, _):
      return .attribute(file, statement: statement, rest: rest.joined(separator: "."))
    case .external(let name): return .external(([name] + rest).joined(separator: "."))
    case .attribute(let file, let statement, let inner):
      return .attribute(
        file, statement: statement, rest: ([inner] + rest).joined(separator: "."))
    case nil: return nil
    }
  }
}
