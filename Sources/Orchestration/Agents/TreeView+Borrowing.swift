internal import Foundation
internal import Patch

extension TreeView {
  /// Adds what programs of a project read though git ignores it: a copy of `.env`, and links to
  /// databases that are files, so that a locked or growing one is read as it is.
  ///
  /// - Parameters:
  ///   - root: the workspace's absolute path.
  ///   - directories: where to look; nil is the root.
  func borrow(from root: String, in directories: [RelativePath?]) throws(TreeError) {
    let files = FileManager.default
    for directory in Set(directories.map { $0.map { "/\($0)" } ?? "" }) {
      // A directory that is staged alone has nothing to borrow.
      let names = (try? files.contentsOfDirectory(atPath: root + directory)) ?? []
      for name in names {
        let place = self.directory + directory + "/" + name
        let isDatabase = Self.databases.contains { name.hasSuffix($0) }
        guard name == ".env" || isDatabase, !files.fileExists(atPath: place) else { continue }
        do {
          try files.createDirectory(
            atPath: self.directory + directory, withIntermediateDirectories: true)
          if isDatabase {
            try files.createSymbolicLink(
              atPath: place, withDestinationPath: root + directory + "/" + name)
          } else {
            try files.copyItem(atPath: root + directory + "/" + name, toPath: place)
          }
        } catch {
          throw TreeError(
            path: nil,
            reason: "'\(name)' cannot be copied for the agent: \(error.localizedDescription)")
        }
      }
    }
  }

  /// The endings of SQLite's files.
  private static let databases = [".db", ".sqlite", ".sqlite3"]

  /// The Python modules in it that are not among some files, with their contents.
  func modules(besides known: Set<RelativePath>) throws(TreeError) -> [RelativePath: [UInt8]] {
    var found: [RelativePath: [UInt8]] = [:]
    let files = FileManager.default.enumerator(atPath: directory)
    while let name = files?.nextObject() as? String {
      guard name.hasSuffix(".py"), let path = try? RelativePath(name), !known.contains(path),
        files?.fileAttributes?[.type] as? FileAttributeType == .typeRegular
      else { continue }
      guard let data = FileManager.default.contents(atPath: directory + "/" + name) else {
        throw TreeError(path: path, reason: "what the program made cannot be read")
      }
      found[path] = Array(data)
    }
    return found
  }
}
