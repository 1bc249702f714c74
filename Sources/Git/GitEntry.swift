/// What a tree or an index has at a path.
package struct GitEntry: Hashable, Sendable {
  /// Six octal digits: `100644`, `100755`, `120000`, `160000`.
  package var mode: String
  /// The object's name, hexadecimal.
  package var id: String

  package init(mode: String, id: String) {
    self.mode = mode
    self.id = id
  }

  /// Whether it is another repository's commit.
  package var isSubmodule: Bool { mode == "160000" }
}

/// Entries by path. A path with stages of a merge has none of them here.
package struct GitEntries: Sendable {
  package private(set) var byPath: [[UInt8]: GitEntry] = [:]
  /// Paths with stages of a merge.
  package private(set) var unmerged: Set<[UInt8]> = []

  /// Reads what `ls-files --stage -z` prints.
  init(listing: [UInt8]) throws(GitError) {
    for line in listing.split(separator: 0) {
      let parts = line.split(separator: 0x09, maxSplits: 1)
      let words = parts.first?.split(separator: 0x20) ?? []
      guard parts.count == 2, words.count == 3 else {
        throw GitError(operation: "git ls-files", reason: "it printed a line of another form")
      }
      let path = Array(parts[1])
      guard words[2].elementsEqual("0".utf8) else {
        unmerged.insert(path)
        continue
      }
      byPath[path] = GitEntry(
        mode: String(decoding: words[0], as: UTF8.self),
        id: String(decoding: words[1], as: UTF8.self))
    }
  }

  /// The same with entries of some paths alone.
  package func only(_ paths: Set<[UInt8]>) -> GitEntries {
    var chosen = self
    chosen.byPath = byPath.filter { paths.contains($0.key) }
    return chosen
  }

  package subscript(path: [UInt8]) -> GitEntry? { byPath[path] }
}
