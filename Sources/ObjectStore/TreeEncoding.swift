package import FileSystem
package import Patch

/// A file or link of a tree to store.
package struct TreeEntry: Sendable {
  package var path: RelativePath
  /// Git's mode: `100644`, `100755`, `120000`.
  package var mode: String
  package var id: ObjectID

  package init(path: RelativePath, mode: String, id: ObjectID) {
    self.path = path
    self.mode = mode
    self.id = id
  }
}

extension PackWriter {
  /// Adds the trees that hold these entries; returns the root's id.
  package mutating func addTree(_ entries: [TreeEntry]) throws(FileSystemError) -> ObjectID {
    try addTree(
      entries.map { (names: $0.path.components, mode: $0.mode, id: $0.id) }[...], depth: 0)
  }

  private typealias Leaf = (names: [ArraySlice<UInt8>], mode: String, id: ObjectID)

  private mutating func addTree(
    _ leaves: ArraySlice<Leaf>, depth: Int
  ) throws(FileSystemError) -> ObjectID {
    var groups: [[UInt8]: [Leaf]] = [:]
    for leaf in leaves { groups[Array(leaf.names[depth]), default: []].append(leaf) }
    var lines: [(key: [UInt8], bytes: [UInt8])] = []
    for (name, group) in groups {
      if let leaf = group.first, leaf.names.count == depth + 1 {
        lines.append((name, Array(leaf.mode.utf8) + [0x20] + name + [0] + leaf.id.bytes))
      } else {
        let id = try addTree(group[...], depth: depth + 1)
        // Git sorts a tree's name as if it ended in a slash.
        lines.append((name + [0x2F], Array("40000 ".utf8) + name + [0] + id.bytes))
      }
    }
    lines.sort { $0.key.lexicographicallyPrecedes($1.key) }
    return try add(.tree, lines.flatMap(\.bytes)).id
  }

  /// Adds a commit.
  ///
  /// - Parameters:
  ///   - author: `Name <address>`.
  ///   - time: seconds since 1970; recorded as UTC.
  package mutating func addCommit(
    tree: ObjectID, parents: [ObjectID], author: String, time: Int64, message: String
  ) throws(FileSystemError) -> ObjectID {
    let signature = "\(Self.cleaned(author)) \(time) +0000"
    var text = "tree \(tree.hexadecimal)\n"
    for parent in parents { text += "parent \(parent.hexadecimal)\n" }
    text += "author \(signature)\ncommitter \(signature)\n\n\(message)\n"
    return try add(.commit, Array(text.utf8)).id
  }

  /// A signature takes one line, with an address in angle brackets.
  private static func cleaned(_ author: String) -> String {
    let line = String(author.map { $0.isNewline || $0 == "\0" ? " " : $0 })
    return line.contains("<") && line.hasSuffix(">") ? line : "\(line) <>"
  }
}
