package import FileSystem

/// Everything that can be said about one pack by reading it whole.
package struct PackCheck: Sendable {
  package let name: String
  /// What is wrong with its files; empty when nothing is.
  package private(set) var problems: [String] = []
  /// Objects that inflate and have their ids.
  package private(set) var whole: Set<ObjectID> = []
  /// Objects its index names that do not.
  package private(set) var damaged: Set<ObjectID> = []

  package init(_ name: String, in files: any FileSystem) throws(FileSystemError) {
    self.name = name
    guard let entries = try PackEntries(name, in: files) else {
      problems.append("its index is damaged or does not fit it")
      return
    }
    let reader = PackReader(files)
    for entry in entries.sorted {
      if try reader.isWhole(entry.id, pack: name, offset: entry.range.lowerBound) {
        whole.insert(entry.id)
      } else {
        damaged.insert(entry.id)
      }
    }
    if !damaged.isEmpty { problems.append("\(damaged.count) of its objects are damaged") }
    let file = try files.open(PackWriter.place(name, "pack"))
    defer { files.close(file) }
    if try !TrailingDigest.isRight(file, in: files) {
      problems.append("the digest it ends in is wrong")
    }
  }
}
