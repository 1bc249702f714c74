internal import Patch
internal import SourceEdits

/// The imports of Python files that nothing would answer without some modules.
///
/// Which directory is on `sys.path` is told by what answers now: one above the importing file, else
/// any from which a module that goes has the name.
struct PythonDanglingImports {
  private let removed: Set<RelativePath>
  private let files: Set<RelativePath>
  private let tree: any ReadableTree
  /// Directories with files in them that stay: packages, if only by their name.
  private let directories: Set<RelativePath>

  /// - Parameters:
  ///   - removed: the modules that would be gone.
  ///   - files: the modules that stay.
  init(removed: Set<RelativePath>, files: Set<RelativePath>, tree: any ReadableTree) {
    self.removed = removed
    self.files = files
    self.tree = tree
    directories = Set(files.flatMap(\.ancestors))
  }

  func find(in path: RelativePath, _ bytes: [UInt8]) throws(TreeError) -> [DanglingImport] {
    guard let outline = try? PythonOutline(bytes) else { return [] }
    var found: [DanglingImport] = []
    for imported in outline.imports {
      let line = outline.line(of: imported.statement)
      func note(_ module: String, _ targets: [RelativePath]) {
        found += targets.map { DanglingImport(path: path, line: line, module: module, target: $0) }
      }
      guard let module = imported.module else {
        for name in imported.names {
          note(name.name, try gone(name.name, 0, names: [], from: path))
        }
        continue
      }
      note(
        imported.dottedModule ?? module,
        try gone(module, imported.level, names: imported.names.map(\.name), from: path))
    }
    return found
  }

  /// The removed modules that an import would miss.
  private func gone(
    _ module: String, _ level: Int, names: [String], from path: RelativePath
  ) throws(TreeError) -> [RelativePath] {
    var missed: [RelativePath] = []
    for base in bases(of: module, level, names, from: path) {
      missed += try gone(below: base, names)
    }
    return missed
  }

  // MARK: Where a module lies

  /// A module's place without its suffix; no path for the workspace's root.
  private typealias Base = RelativePath?

  private func bases(
    of module: String, _ level: Int, _ names: [String], from path: RelativePath
  ) -> [Base] {
    if level > 0 {
      let directories = path.ancestors.map(Optional.some) + [nil]
      guard level <= directories.count else { return [] }
      return [PythonModules.path(of: module, below: directories[level - 1])]
    }
    let roots = path.ancestors.map(Optional.some) + [nil]
    let above = roots.compactMap { PythonModules.path(of: module, below: $0) }
    if let nearest = above.first(where: isModule) ?? above.first(where: isDirectory) {
      return [nearest]
    }
    // A single name may be anybody's.
    guard module.contains("."), let tail = PythonModules.path(of: module, below: nil) else {
      return []
    }
    let dotted = [UInt8(ascii: "/")] + tail.bytes
    let places = removed.flatMap { [Self.base(of: $0), Self.base(of: $0)?.parent] }
    return Set(places.compactMap { $0 }.filter { $0.bytes.ends(with: dotted) }).map { $0 }
  }

  /// Whether a file stands for a module now.
  private func isModule(_ base: RelativePath) -> Bool {
    module(at: base, among: files) != nil || module(at: base, among: removed) != nil
  }

  private func isDirectory(_ base: RelativePath) -> Bool {
    directories.contains(base) || removed.contains { $0.isBelow(base) }
  }

  private func module(at base: RelativePath, among files: Set<RelativePath>) -> RelativePath? {
    let plain = RelativePath(unchecked: base.bytes + Array(".py".utf8))
    if files.contains(plain) { return plain }
    let package = base.appending("__init__.py")
    return files.contains(package) ? package : nil
  }

  private static func base(of file: RelativePath) -> RelativePath? {
    file.fileName == "__init__.py"
      ? file.parent : RelativePath(unchecked: Array(file.bytes.dropLast(".py".utf8.count)))
  }

  // MARK: What is missed

  private func gone(below base: Base, _ names: [String]) throws(TreeError) -> [RelativePath] {
    let children = names.compactMap { name in
      (try? RelativePath(name)).map { (name, base?.appending($0) ?? $0) }
    }
    let stays = base.flatMap { module(at: $0, among: files) }
    if stays == nil, let base, let target = module(at: base, among: removed) {
      let isPackage = directories.contains(base)
      let isWhole = children.count == names.count && children.allSatisfy { stands(at: $0.1) }
      return isPackage && isWhole ? [] : [target]
    }
    var missed: [RelativePath] = []
    for (name, child) in children where !stands(at: child) {
      guard let target = module(at: child, among: removed), try !isBound(name, in: stays) else {
        continue
      }
      missed.append(target)
    }
    return missed
  }

  private func stands(at base: RelativePath) -> Bool {
    module(at: base, among: files) != nil || directories.contains(base)
  }

  /// Whether a module itself has a name, so that no module below it is meant.
  private func isBound(_ name: String, in module: RelativePath?) throws(TreeError) -> Bool {
    guard let module, let bytes = try tree.contents(of: module),
      let outline = try? PythonOutline(bytes)
    else { return false }
    return PythonFile(path: module, outline: outline).binding(of: name, from: PythonFile.module)
      != nil
  }
}

extension [UInt8] {
  fileprivate func ends(with other: [UInt8]) -> Bool {
    count >= other.count && suffix(other.count).elementsEqual(other)
  }
}
