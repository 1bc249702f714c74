internal import Foundation
internal import Patch

/// What a command was shown: the files as they were copied for it, whatever becomes of the workspace
/// and of the copies meanwhile.
///
/// What it answers is staged over this, so that the recorded base is what it saw: somebody's edit made
/// while it ran is merged or refused like any other later edit (I5).
struct SeenTree: ReadableTree {
  private enum Entry {
    case file(Range<Int>, FileMode?)
    /// What needs no copy: a link, or a large file, which is named by its content.
    case node(Node)
  }

  private var entries: [RelativePath: Entry] = [:]
  private var directories: Set<RelativePath> = []
  private let copies: Copies

  /// Shows nothing yet.
  init() throws(TreeError) { copies = try Copies() }

  /// Shows a node at a path.
  mutating func add(_ node: Node, at path: RelativePath) throws(TreeError) {
    switch node {
    case .file(let file): entries[path] = .file(try copies.add(file.contents, of: path), file.mode)
    case .large, .symlink: entries[path] = .node(node)
    case .directory, .special: return
    }
    for ancestor in path.ancestors where !directories.insert(ancestor).inserted { break }
  }

  // MARK: Reading

  /// See ``ReadableTree``.
  func node(at path: RelativePath) throws(TreeError) -> Node? {
    switch entries[path] {
    case .file(let range, let mode):
      .file(.init(contents: try copies.read(range, of: path), mode: mode))
    case .node(let node): node
    case nil: directories.contains(path) ? .directory : nil
    }
  }

  /// See ``ReadableTree``.
  func files() -> [RelativePath] { entries.keys.sorted() }

  /// See ``ReadableTree``.
  func children(of directory: RelativePath?) -> [RelativePath] {
    (Array(entries.keys) + Array(directories)).filter { $0.parent == directory }.sorted()
  }
}

/// Contents one after the other in a file without a name, which goes with this program.
private final class Copies: Sendable {
  private let descriptor: Int32

  init() throws(TreeError) {
    let base = FileManager.default.temporaryDirectory.path
    var template = Array("\(base)/backstitch-seen-XXXXXX".utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw TreeError(path: nil, reason: "no file can be made in \(base)")
    }
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    unlink(template)
  }

  deinit { close(descriptor) }

  func add(_ bytes: [UInt8], of path: RelativePath) throws(TreeError) -> Range<Int> {
    let start = Int(lseek(descriptor, 0, SEEK_END))
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure(path) }
      rest = rest.dropFirst(count)
    }
    return start..<start + bytes.count
  }

  func read(_ range: Range<Int>, of path: RelativePath) throws(TreeError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: range.count)
    var done = 0
    while done < range.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        pread(
          descriptor, buffer.baseAddress?.advanced(by: done), range.count - done,
          off_t(range.lowerBound + done))
      }
      guard count > 0 else { throw failure(path) }
      done += count
    }
    return bytes
  }

  private func failure(_ path: RelativePath) -> TreeError {
    TreeError(
      path: path, reason: "its copy cannot be kept: \(String(cString: strerror(errno)))")
  }
}
