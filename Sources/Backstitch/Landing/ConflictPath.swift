internal import Patch

/// Names for somebody's bytes that cannot stay at their path.
enum ConflictPath {
  /// `name.backstitch-conflict-1`, shortened to fit 255 bytes.
  ///
  /// - Parameter directory: where it goes: the path's own directory while that is there; nil for
  ///   the root.
  static func name(
    for path: RelativePath, in directory: RelativePath?, number: Int
  ) -> RelativePath {
    let suffix = Array(".backstitch-conflict-\(number)".utf8)
    let name = path.name.prefix(255 - suffix.count) + suffix
    return directory?.appending(name: name) ?? RelativePath(unchecked: name)
  }
}
