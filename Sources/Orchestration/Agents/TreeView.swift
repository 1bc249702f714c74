internal import Foundation
internal import Patch

/// A temporary directory with copies of a tree's files, for a command to read.
///
/// Copies, not links: a command that writes into its view must not reach anybody's files.
struct TreeView {
  /// Its absolute path.
  let directory: String
  /// The files as they were copied.
  private(set) var seen: SeenTree

  /// Copies the files, ignored ones left out, and links that lead out of the tree: what is written
  /// through them would reach somebody's files.
  init(of tree: StagedTree) throws(TreeError) {
    seen = try SeenTree()
    let base = FileManager.default.temporaryDirectory.path
    var template = Array("\(base)/backstitch-view-XXXXXX".utf8) + [0]
    let isMade = template.withUnsafeMutableBytes { bytes in
      bytes.assumingMemoryBound(to: CChar.self).baseAddress.map { mkdtemp($0) != nil } ?? false
    }
    guard isMade else { throw TreeError(path: nil, reason: "no directory can be made in \(base)") }
    directory = String(decoding: template.dropLast(), as: UTF8.self)
    do throws(TreeError) {
      for path in try tree.files() {
        guard let node = try tree.node(at: path), !Self.leadsOut(node, at: path) else { continue }
        try seen.add(node, at: path)
        try Self.copy(node, at: path, to: directory)
      }
    } catch {
      remove()
      throw error
    }
  }

  /// Whether it is a link to something outside.
  private static func leadsOut(_ node: Node, at path: RelativePath) -> Bool {
    guard case .symlink(let target) = node else { return false }
    if target.first == UInt8(ascii: "/") { return true }
    var depth = path.ancestors.count
    for part in target.split(separator: UInt8(ascii: "/")) where part != [UInt8(ascii: ".")] {
      depth += part == Array("..".utf8)[...] ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }

  private static func copy(
    _ node: Node, at path: RelativePath, to directory: String
  ) throws(TreeError) {
    let place = Array(directory.utf8) + [UInt8(ascii: "/")] + path.bytes
    let above = String(decoding: place.dropLast(path.name.count + 1), as: UTF8.self)
    let contents: [UInt8]
    let mode: mode_t
    switch node {
    case .file(let file):
      contents = file.contents
      mode = Self.mode(file.mode)
    case .large(let file):
      contents = try file.loaded().contents
      mode = Self.mode(file.mode)
    case .symlink(let target):
      try make(directory: above, for: path)
      guard Self.named(target, { target in Self.named(place) { symlink(target, $0) } }) == 0 else {
        throw failure(path)
      }
      return
    default: return
    }
    try make(directory: above, for: path)
    let descriptor = Self.named(place) { open($0, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode) }
    guard descriptor >= 0 else { throw failure(path) }
    defer { close(descriptor) }
    var rest = contents[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw failure(path) }
      rest = rest.dropFirst(count)
    }
  }

  /// Calls a body with bytes as the system takes a name.
  private static func named<Value>(_ bytes: [UInt8], _ body: (UnsafePointer<CChar>) -> Value)
    -> Value
  {
    (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { preconditionFailure("an empty buffer") }
      return body(start)
    }
  }

  /// Readable alone, executable where the file is.
  private static func mode(_ mode: FileMode?) -> mode_t {
    switch mode {
    case .executable(true): 0o555
    case .exact(let bits) where bits & 0o100 != 0: 0o555
    default: 0o444
    }
  }

  private static func make(directory: String, for path: RelativePath) throws(TreeError) {
    do {
      try FileManager.default.createDirectory(
        atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw failure(path)
    }
  }

  private static func failure(_ path: RelativePath) -> TreeError {
    TreeError(
      path: path, reason: "it cannot be copied for the agent: \(String(cString: strerror(errno)))")
  }

  /// Removes it.
  func remove() {
    // Left behind it costs space in the temporary directory, nothing else.
    try? FileManager.default.removeItem(atPath: directory)
  }
}
