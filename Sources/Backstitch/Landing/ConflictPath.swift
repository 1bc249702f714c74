internal import Patch

/// Names for somebody's bytes that cannot stay at their path.
enum ConflictPath {
  /// `name.backstitch-conflict-1` beside the path, shortened to fit 255 bytes.
  static func beside(_ path: RelativePath, number: Int) -> RelativePath {
    let suffix = Array(".backstitch-conflict-\(number)".utf8)
    let name = path.name.prefix(255 - suffix.count) + suffix
    return path.parent?.appending(name: name) ?? RelativePath(unchecked: name)
  }
}
