/// What stands at a path, with its content.
public enum Node: Hashable, Sendable {
  /// A regular file.
  case file(File)
  /// A regular file too big to be held: named by its content, read only when it must be.
  case large(LargeFile)
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

/// A regular file whose bytes stay where they are, so that moving or deleting it holds none of them.
public struct LargeFile: Hashable, Sendable {
  /// Files of more bytes than this are named instead of held.
  package static let limit: UInt64 = 4 << 20

  /// The content's git blob id, 40 hexadecimal digits.
  package var id: String
  /// Bytes.
  package var size: UInt64
  /// The permissions, as of ``Node/File``.
  package var mode: FileMode?
  /// Where the content lies in the workspace.
  package var origin: RelativePath
  private let read: @Sendable () throws(TreeError) -> [UInt8]

  package init(
    id: String, size: UInt64, mode: FileMode?, origin: RelativePath,
    read: @escaping @Sendable () throws(TreeError) -> [UInt8]
  ) {
    self.id = id
    self.size = size
    self.mode = mode
    self.origin = origin
    self.read = read
  }

  /// The whole file, for what cannot do without.
  package func loaded() throws(TreeError) -> Node.File { .init(contents: try read(), mode: mode) }

  /// Equal in content and permissions, wherever they lie.
  public static func == (left: LargeFile, right: LargeFile) -> Bool {
    left.id == right.id && left.mode == right.mode
  }

  /// See `Hashable`.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(id)
    hasher.combine(mode)
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
    switch try node(at: path) {
    case .file(let file): return file.contents
    case .large(let file): return try file.loaded().contents
    default: return nil
    }
  }
}

/// A path of a tree could not be read.
public struct TreeError: Error, Sendable, CustomStringConvertible {
  /// The path; nil for the tree itself.
  public var path: RelativePath?
  /// What happened, in words.
  public var reason: String
  /// Whether the store is damaged that holds it; the reason is a sentence then.
  public var isDamage: Bool

  /// Creates an error.
  public init(path: RelativePath?, reason: String, isDamage: Bool = false) {
    self.path = path
    self.reason = reason
    self.isDamage = isDamage
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
