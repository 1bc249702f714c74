package import FileSystem
internal import Patch

/// `refs/operations/<number>`, by which `git --git-dir=STORE log` and `show` find operations: a
/// convenience that nothing relies on. They are not flushed; the next writer repairs them.
package struct OperationReferences {
  private static let directory: RelativePath = "refs/operations"
  private let files: any FileSystem

  package init(_ files: any FileSystem) { self.files = files }

  /// - Parameters:
  ///   - commit: the operation's commit, hexadecimal.
  ///   - random: makes the temporary file's name one that was never used before.
  package func write(
    _ number: Int, to commit: String, random: UInt64
  ) throws(FileSystemError) {
    let name = "\(number)-\(String(random, radix: 36)).lock"
    let temporary = Place.store(Self.directory.appending(name: Array(name.utf8)))
    do throws(FileSystemError) {
      try files.create(temporary, mode: 0o600, contents: Array("\(commit)\n".utf8), flush: false)
      try files.rename(temporary, to: Self.place(number), mode: .replace)
    } catch {
      // What stays is removed by `gc`; the error that counts is the first.
      try? files.remove(temporary)
      throw error
    }
  }

  /// Numbers of the operations that have one.
  package func numbers() throws(FileSystemError) -> [Int] {
    try files.entries(of: .store(Self.directory)).compactMap {
      Int(String(decoding: $0, as: UTF8.self))
    }
  }

  /// The commit an operation's reference names; nil when it is not there or a crash tore it.
  package func commit(of number: Int) throws(FileSystemError) -> String? {
    guard let status = try files.status(of: Self.place(number)), status.size == 41 else {
      return nil
    }
    let text = String(decoding: try files.contents(of: Self.place(number)), as: UTF8.self)
    let commit = text.dropLast()
    guard text.hasSuffix("\n"), commit.utf8.allSatisfy({ Character(.init($0)).isHexDigit }) else {
      return nil
    }
    return String(commit)
  }

  /// Removes those of dropped operations: one to a commit that is gone would make git complain.
  package func remove(before first: Int) throws(FileSystemError) {
    var isChanged = false
    for name in try files.entries(of: .store(Self.directory)) {
      let text = String(decoding: name, as: UTF8.self)
      guard Int(text).map({ $0 < first }) ?? text.hasSuffix(".lock") else { continue }
      try files.remove(.store(Self.directory.appending(name: name)))
      isChanged = true
    }
    if isChanged { try files.flushDirectory(.store(Self.directory)) }
  }

  private static func place(_ number: Int) -> Place {
    .store(directory.appending(name: Array("\(number)".utf8)))
  }
}
