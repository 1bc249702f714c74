internal import Patch

/// Names for somebody's bytes that cannot stay at their path.
enum ConflictPath {
  /// `name.backstitch-conflict-1` in a directory, shortened to fit 255 bytes.
  static func name(
    _ path: RelativePath, in directory: RelativePath?, number: Int
  ) -> RelativePath {
    let suffix = Array(".backstitch-conflict-\(number)".utf8)
    let name = path.name.prefix(255 - suffix.count) + suffix
    return directory?.appending(name: name) ?? RelativePath(unchecked: name)
  }
}
