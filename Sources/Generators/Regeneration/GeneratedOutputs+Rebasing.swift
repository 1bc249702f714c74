internal import Patch
internal import ProjectModel

extension GeneratedOutputs {
  /// The outputs as if they had been made in another directory, where that of all of them got
  /// another name: they are the same files to whoever makes them there now.
  ///
  /// - Parameter directory: where they are made now; nil: where they were.
  package func rebased(to directory: String?) -> GeneratedOutputs {
    guard let directory, let home = try? RelativePath(directory) else { return self }
    // What lies in the root, such as the settings, is shared by all parts.
    let files = lock.outputs.filter { $0.node == nil }.map { $0.origin ?? $0.path }
      .filter { $0.parent != nil }
    guard let old = Self.directory(of: files), old != home else { return self }
    var result = self
    result.lock.outputs = []
    result.pristine = [:]
    for output in lock.outputs {
      var moved = output
      moved.path = Self.rebased(output.path, from: old, to: home)
      moved.origin = output.origin.map { Self.rebased($0, from: old, to: home) }
      result.lock.outputs.append(moved)
      result.pristine[moved.key] = pristine[output.key]
    }
    return result
  }

  private static func rebased(
    _ path: RelativePath, from old: RelativePath, to new: RelativePath
  ) -> RelativePath {
    guard path.isBelow(old) else { return path }
    return new.appending(RelativePath(unchecked: path.bytes.dropFirst(old.bytes.count + 1)))
  }

  /// The directory that holds them all; nil for the root.
  private static func directory(of files: [RelativePath]) -> RelativePath? {
    guard let first = files.first else { return nil }
    return first.ancestors.first { directory in files.allSatisfy { $0.isBelow(directory) } }
  }
}
