/// What stands at a path, with its content.
public enum Node: Hashable, Sendable {
  /// A regular file.
  case file(File)
  /// A symbolic link and its target's bytes.
  case symlink(target: [UInt8])
  /// A directory.
  case directory
  /// A FIFO, socket or device: never read, never replaced.
  case special

  /// A regular file's content and permissions.
  public struct File: Hashable, Sendable {
    /// The bytes.
    public var contents: [UInt8]
    /// The permissions; nil: what creating it in place gives, or what the file has.
    public var mode: FileMode?

    /// Creates a file.
    public init(contents: [UInt8], mode: FileMode? = nil) {
      self.contents = contents
      self.mode = mode
    }
  }
}

/// Permissions: what a change asks for.
public enum FileMode: Hashable, Sendable, Codable {
  /// Git's `100644` or `100755`: only the executable bits are decided.
  case executable(Bool)
  /// All twelve bits: permissions, set-user, set-group, sticky.
  case exact(UInt16)
}

/// A tree that can be read: the workspace, a staged tree, or one in memory.
public protocol ReadableTree: Sendable {
  /// What stands at the path; nil when nothing does. Never follows a symbolic link, at the end or
  /// on the way.
  func node(at path: RelativePath) throws(TreeError) -> Node?

  /// All files and symbolic links that the workspace's ignore rules do not exclude, sorted.
  func files() throws(TreeError) -> [RelativePath]

  /// All entries of a directory, ignored ones too; the root's for nil.
  func children(of directory: RelativePath?) throws(TreeError) -> [RelativePath]
}

extension ReadableTree {
  /// A file's bytes; nil when no regular file stands there.
  public func contents(of path: RelativePath) throws(TreeError) -> [UInt8]? {
    guard case .file(let file) = try node(at: path) else { return nil }
    return file.contents
  }
}

/// A path of a tree could not be read.
public struct TreeError: Error, Sendable, CustomStringConvertible {
  /// The path; nil for the tree itself.
  public var path: RelativePath?
  /// What happened, in words.
  public var reason: String

  /// Creates an error.
  public init(path: RelativePath?, reason: String) {
    self.path = path
    self.reason = reason
  }

  /// The sentence for people.
  public var description: String {
    path.map { "\($0) cannot be read: \(reason)" } ?? "the tree cannot be read: \(reason)"
  }
}

/// A tree held in memory, for previews and tests.
public struct MemoryTree: ReadableTree, Sendable {
  /// The nodes by path.
  public var nodes: [RelativePath: Node]

  /// Creates a tree.
  public init(_ nodes: [RelativePath: Node] = [:]) { self.nodes = nodes }

  /// See ``ReadableTree``.
  public func node(at path: RelativePath) -> Node? {
    nodes[path] ?? (nodes.keys.contains { $0.isBelow(path) } ? .directory : nil)
  }

  /// See ``ReadableTree``.
  public func files() -> [RelativePath] {
    nodes.filter { $0.value != .directory }.keys.sorted()
  }

  /// See ``ReadableTree``.
  public func children(of directory: RelativePath?) -> [RelativePath] {
    let depth = directory?.components.count ?? 0
    let below = nodes.keys.filter { path in directory.map { path.isBelow($0) } ?? true }
    let names = below.map { path in
      RelativePath(unchecked: path.components.prefix(depth + 1).joined(separator: [0x2F]))
    }
    return Set(names).sorted()
  }
}
