internal import Patch

/// The files of one frontend, read when they are asked for.
struct FrontendSources {
  /// The directory of its `package.json`; nil for the workspace's root.
  let root: RelativePath?
  /// The files of the workspace that hold somebody's code.
  let workspace: Set<RelativePath>
  /// The files below the root, those of other frontends left out, sorted.
  let files: [RelativePath]
  /// Where they are read.
  let tree: any ReadableTree

  init(
    root: RelativePath?, workspace: Set<RelativePath>, files: [RelativePath],
    tree: any ReadableTree
  ) throws(TreeError) {
    self.root = root
    let hidden = try Self.hiddenLibraries(root: root, files: files, tree: tree)
    self.workspace = workspace.union(hidden)
    self.files = hidden.isEmpty ? files : (files + hidden).sorted()
    self.tree = tree
  }

  /// The path of something below the root.
  func path(_ relative: RelativePath) -> RelativePath {
    root.map { $0.appending(relative) } ?? relative
  }

  /// A file's bytes; nil when it is none of the workspace's, or too big to be source code.
  func contents(of path: RelativePath) throws(TreeError) -> [UInt8]? {
    guard workspace.contains(path) else { return nil }
    guard case .file(let file)? = try tree.node(at: path), file.contents.count < Self.limit else {
      return nil
    }
    return file.contents
  }

  /// The files in a directory of the workspace and below it, sorted.
  func files(below directory: RelativePath?) -> [RelativePath] {
    guard let directory else { return files }
    let own = root.map { directory == $0 || directory.isBelow($0) } ?? true
    // A component library may lie in another package of the workspace.
    return (own ? files : workspace.sorted()).filter { $0.isBelow(directory) }
  }

  /// Whether a directory has files.
  func hasDirectory(_ directory: RelativePath) -> Bool {
    files.contains { $0.isBelow(directory) }
  }

  /// The path below the root as text; nil when it lies elsewhere.
  func below(_ path: RelativePath) -> String? {
    guard let root else { return String(decoding: path.bytes, as: UTF8.self) }
    guard path.isBelow(root) else { return path == root ? "" : nil }
    return String(decoding: path.bytes.dropFirst(root.bytes.count + 1), as: UTF8.self)
  }

  /// Bytes above which a file is taken for data.
  private static let limit = 1 << 20

  // MARK: Which files count

  /// The files that somebody wrote: packages, build output and caches left out.
  ///
  /// - Parameter files: Sorted, so that a directory is judged once.
  static func code(in files: [RelativePath]) -> [RelativePath] {
    var directory: ArraySlice<UInt8> = []
    var isCode = true
    return files.filter { path in
      let parent = path.bytes.prefix(path.bytes.count - path.name.count)
      if parent != directory {
        directory = parent
        isCode = !parent.split(separator: UInt8(ascii: "/")).contains(where: isExcluded)
      }
      return isCode
    }
  }

  private static func isExcluded(_ name: ArraySlice<UInt8>) -> Bool {
    excluded.contains(String(decoding: name, as: UTF8.self))
  }

  private static let excluded: Set<String> = [
    ".backstitch", ".git", ".next", ".nuxt", ".nx", ".open-next", ".output", ".turbo", ".venv",
    ".vercel", "__pycache__", "bower_components", "build", "coverage", "dist", "node_modules",
    "out", "site-packages", "storybook-static", "third_party", "vendor", "vendored", "venv",
  ]

  /// The files of a `lib/` that ignore rules written for Python hide.
  private static func hiddenLibraries(
    root: RelativePath?, files: [RelativePath], tree: any ReadableTree
  ) throws(TreeError) -> [RelativePath] {
    var found: [RelativePath] = []
    for name: RelativePath in ["lib", "src/lib"] {
      let library = root.map { $0.appending(name) } ?? name
      guard !files.contains(where: { $0.isBelow(library) }),
        try tree.node(at: library) == .directory
      else { continue }
      var waiting = try tree.children(of: library)
      while let path = waiting.popLast(), found.count < 1000 {
        switch try tree.node(at: path) {
        case .directory where !isExcluded(path.name):
          waiting += try tree.children(of: path)
        case .file: found.append(path)
        default: break
        }
      }
    }
    return found
  }
}
